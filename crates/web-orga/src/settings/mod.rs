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
use plenary_model::{I18nText, Result};
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

/// A text from a form that shows these languages only: what is stored in others stays, and one that was
/// not touched stays as it is.
pub(crate) fn with_hidden_languages(typed: I18nText, stored: &I18nText, shown: &[String]) -> I18nText {
    // A text for all languages stands in the first control.
    let before = |index: usize, code: &str| match stored {
        I18nText::Plain(text) if index == 0 => text.as_str(),
        I18nText::Plain(_) => "",
        other => other.exact(code).unwrap_or_default(),
    };
    if shown.iter().enumerate().all(|(index, code)| typed.exact(code).unwrap_or("") == before(index, code)) {
        return stored.clone();
    }
    let I18nText::Localised(all) = stored else { return typed };
    let hidden =
        all.iter().filter(|(code, _)| !shown.contains(code)).map(|(code, text)| (code.clone(), text.clone()));
    let seen = shown.iter().filter_map(|code| Some((code.clone(), typed.exact(code)?.to_owned())));
    I18nText::localised(hidden.chain(seen))
}

/// The event for who may change its settings.
async fn enter_settings(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    let entrance = enter(state, visit, slug).await?;
    let db = state.database.reader();
    rights::require(db, &visit.actor(), &entrance.event, |rights| rights.can_change_event_settings).await?;
    Ok(entrance)
}
