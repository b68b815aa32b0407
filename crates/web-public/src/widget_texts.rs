//! The words of the widget (pages-public §17.6).

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use plenary_locale::Locale;
use plenary_model::Error;
use plenary_web::{AppState, EventHead, Page, Visit, entrance};
use serde_json::{Map, Value};

use crate::answer::{set, varies};
use crate::widget::shared;

/// Names as scripts know them. A message of ours has the name with `-` for `_`.
const NAMES: [&str; 43] = [
    "answer_no",
    "answer_yes",
    "around_this_session",
    "clear_filters",
    "close_filters",
    "details",
    "dismiss",
    "favs_not_logged_in",
    "favs_not_saved",
    "filter",
    "filters",
    "jump_to_now",
    "languages",
    "no_file_provided",
    "no_location",
    "no_matching_sessions",
    "no_response",
    "not_recorded",
    "powered_by",
    "recording",
    "resource",
    "rooms",
    "save",
    "saved",
    "schedule_empty",
    "schedule_load_error",
    "search",
    "session_image",
    "show_results",
    "signup",
    "signup_full",
    "signup_hide_full",
    "signup_only",
    "signup_required",
    "signup_section",
    "signup_signed_up",
    "signups_not_loaded",
    "tags",
    "timezone_event",
    "timezone_local",
    "toggle_favs",
    "toggle_signups",
    "tracks",
];

/// `/{event}/schedule/widget/messages.json`
pub async fn json(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Response {
    let texts = texts(&state, &visit, &slug).await;
    shared(texts.map(|texts| answer("application/json", texts.to_string())))
}

/// `/{event}/schedule/widget/messages.js`
pub async fn script(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let texts = texts(&state, &visit, &slug).await?;
    Ok(answer("text/javascript; charset=utf-8", format!("const PRETALX_MESSAGES = {texts};")))
}

/// In the visitor's language, as far as the event has it.
async fn texts(
    state: &AppState,
    visit: &Visit,
    slug: &str,
) -> std::result::Result<Value, plenary_web::Failure> {
    let event = entrance::found(state, plenary_event::event::find(state.database.reader(), slug).await?);
    let visible =
        plenary_event::visibility::visibility(state.database.reader(), &visit.actor(), &event).await?;
    if !visible.event && !plenary_schedule::widget::is_public(&event, &visible) {
        return Err(Error::NotFound.into());
    }
    if visible.event {
        visit.enter(EventHead::new(&event));
    }
    Ok(all(visit.locale()))
}

fn all(locale: Locale) -> Value {
    let message = |name: &str| locale.t(&format!("exports-widget-{}", name.replace('_', "-"))).into_owned();
    Value::Object(NAMES.iter().map(|name| ((*name).to_owned(), message(name).into())).collect::<Map<_, _>>())
}

fn answer(content_type: &'static str, body: String) -> Response {
    let mut response = ([(header::CONTENT_TYPE, content_type)], body).into_response();
    set(&mut response, header::CACHE_CONTROL, "private, max-age=86400");
    varies(&mut response, "Accept-Language, Cookie");
    response
}

#[cfg(test)]
mod tests {
    use plenary_locale::LOCALES;

    use super::*;

    #[test]
    fn every_name_has_a_text() {
        for locale in LOCALES {
            for (name, text) in all(*locale).as_object().unwrap() {
                let text = text.as_str().unwrap();
                assert!(!text.is_empty() && !text.contains("exports-widget"), "{name}: {text}");
            }
        }
    }
}
