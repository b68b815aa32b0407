//! The schedule as plain text for terminals (api-and-exports §8.3).

use axum::http::header;
use axum::response::IntoResponse;
use plenary_export::{TextForm, TextWords, schedule_text};
use plenary_locale::Locale;
use plenary_schedule::version::Which;
use plenary_web::{AppState, Page, Visit};

use crate::answer::varies;
use crate::negotiation::parameter;
use crate::programme::Shown;

/// A version as a table, or with `?format=list` as a list.
pub async fn answer(state: &AppState, visit: &Visit, slug: &str, which: Which<'_>) -> Page {
    let query = visit.here().as_str().split_once('?').map(|(_, query)| query);
    let language = parameter(query, "lang");
    let shown = Shown::read(state, visit, slug, which, language.as_deref()).await?;
    let form = match parameter(query, "format").as_deref() {
        Some("list") => TextForm::List,
        _ => TextForm::Table,
    };
    let locale = Locale::find(&shown.programme.event.locale).unwrap_or_default();
    let words = TextWords {
        forms: locale.t("exports-text-forms").into_owned(),
        default: locale.t("exports-text-default").into_owned(),
        no_speakers: locale.t("exports-text-no-speakers").into_owned(),
        in_room: locale.t("exports-text-in-room").into_owned(),
    };
    let text = schedule_text(&shown.programme, &shown.site(state), form, &words);
    let mut response = ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response();
    varies(&mut response, "Accept, Accept-Language, Cookie");
    Ok(response)
}
