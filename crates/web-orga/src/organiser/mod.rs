//! Organisers: their events, settings, teams and invitations.

mod create;
mod dashboard;
mod delete;
mod entrance;
mod invitation;
mod list;
mod settings;
mod speakers;
mod team;

use axum::Router;
use axum::routing::get;
use plenary_model::I18nText;
use plenary_web::nav::{Group, Navigation};
use plenary_web::{AppState, OrganiserUrls, SiteUrls, Visit};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(SiteUrls::ORGANISERS, get(list::show))
        .route(SiteUrls::ORGANISER_NEW, get(create::show).post(create::save))
        .route(SiteUrls::ORGA_INVITATION, get(invitation::show).post(invitation::accept))
        .route(OrganiserUrls::DASHBOARD, get(dashboard::show))
        .route(OrganiserUrls::SETTINGS, get(settings::show).post(settings::save))
        .route(OrganiserUrls::DELETE, get(delete::ask).post(delete::delete))
        .route(OrganiserUrls::SPEAKERS, get(speakers::show))
        .merge(team::routes())
}

/// The ways outside of events and organisers.
pub fn site_navigation(visit: &Visit, organisers: bool) -> Vec<Group> {
    let urls = SiteUrls::new();
    let administers = visit.account().is_some_and(|account| account.administrator);
    Navigation::new(visit.here())
        .part("events", "calendar", visit.t("orga-events"), urls.orga_events())
        .part_if(organisers, "organisers", "users", visit.t("organiser-list"), urls.organisers())
        .part_if(administers, "admin", "monitor", visit.t("admin-area"), urls.admin())
        .done()
}

/// The languages in which an organiser has a name: those of the site.
fn languages() -> Vec<String> {
    plenary_locale::LOCALES.iter().map(|locale| locale.code().to_owned()).collect()
}

/// An organiser's text in the language of the page.
fn text(visit: &Visit, text: &I18nText) -> String {
    text.get(visit.locale().code(), "en").to_owned()
}
