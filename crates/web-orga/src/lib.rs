//! Organisers' pages (`/orga/`) and what monitoring asks.
//!
//! What never lives here: SQL, rules of the domain, the kit's components.

pub mod admin;
mod cfp;
mod dashboard;
mod entrance;
mod events;
pub mod health;
mod history;
mod login;
mod mail_test;
mod organiser;
mod preferences;
mod query;
mod question;
mod schedule;
mod search;
mod settings;
mod start;
mod submission;
mod wizard;

use axum::Router;
use axum::routing::{get, post};
use plenary_web::{AppState, OrgaUrls, SiteUrls};

pub fn router() -> Router<AppState> {
    Router::new()
        .route(SiteUrls::ORGA, get(events::start))
        .route(SiteUrls::ORGA_LOGIN, get(login::show).post(login::enter))
        .route(SiteUrls::ORGA_LOGOUT, get(login::leave_asked).post(login::leave))
        .route(SiteUrls::ORGA_EVENTS, get(events::list))
        .route(OrgaUrls::DASHBOARD, get(dashboard::show))
        .route(OrgaUrls::LIVE, get(dashboard::live_asked).post(dashboard::live))
        .merge(admin::routes())
        .route(SiteUrls::ORGA_START, get(start::show))
        .route(SiteUrls::ORGA_TYPEAHEAD, get(search::show))
        .route(OrgaUrls::LOGIN, get(login::show_of_event).post(login::enter_event))
        .route(OrgaUrls::PREFERENCES, post(preferences::save))
        .merge(organiser::routes())
        .merge(submission::routes())
        .merge(question::routes())
        .merge(schedule::routes())
        .merge(settings::routes())
        .merge(history::routes())
        .merge(cfp::routes())
        .merge(wizard::routes())
}
