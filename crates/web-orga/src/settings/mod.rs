//! The settings of an event.

mod delete;
mod domain;
mod form;
mod general;
pub mod languages;
mod mail;
mod review;
mod uploads;
mod widget;

use axum::Router;
use axum::routing::{get, post};
use plenary_event::rights;
use plenary_model::Result;
use plenary_web::{AppState, OrgaUrls, Visit};

use crate::entrance::{Entrance, enter};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(OrgaUrls::SETTINGS, get(general::show).post(general::save))
        .route(OrgaUrls::SETTINGS_MAIL, get(mail::show).post(mail::save))
        .route(OrgaUrls::SETTINGS_WIDGET, get(widget::show).post(widget::save))
        .route(OrgaUrls::SETTINGS_REVIEW, get(review::show).post(review::save))
        .route(OrgaUrls::REVIEW_PHASE_ACTIVATE, post(review::activate))
        .route(OrgaUrls::DELETE, get(delete::ask).post(delete::delete))
}

/// The event for who may change its settings.
async fn enter_settings(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    let entrance = enter(state, visit, slug).await?;
    let db = state.database.reader();
    rights::require(db, &visit.actor(), &entrance.event, |rights| rights.can_change_event_settings).await?;
    Ok(entrance)
}
