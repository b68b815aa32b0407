//! Organisers' pages (`/orga/`) and what monitoring asks.
//!
//! What never lives here: SQL, rules of the domain, the kit's components.

mod dashboard;
mod entrance;
mod events;
pub mod health;
mod login;
mod organiser;
mod query;
mod question;
mod schedule;
mod settings;
mod submission;
mod wizard;

use axum::Router;
use axum::routing::get;
use plenary_web::{AppState, OrgaUrls, SiteUrls};

pub fn router() -> Router<AppState> {
    Router::new()
        .route(SiteUrls::ORGA, get(events::start))
        .route(SiteUrls::ORGA_LOGIN, get(login::show).post(login::enter))
        .route(SiteUrls::ORGA_LOGOUT, get(login::leave_asked).post(login::leave))
        .route(SiteUrls::ORGA_EVENTS, get(events::list))
        .route(OrgaUrls::DASHBOARD, get(dashboard::show))
        .route(OrgaUrls::LIVE, get(dashboard::live_asked).post(dashboard::live))
        .merge(organiser::routes())
        .merge(submission::routes())
        .merge(question::routes())
        .merge(schedule::routes())
        .merge(settings::routes())
        .merge(wizard::routes())
}
