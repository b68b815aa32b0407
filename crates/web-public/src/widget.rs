//! The schedule on other sites: the script, and the data it shows (api-and-exports §9).

use std::sync::OnceLock;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use plenary_event::event as events;
use plenary_event::visibility::visibility;
use plenary_export as export;
use plenary_locale::Locale;
use plenary_model::{Actor, Result};
use plenary_schedule::version::Which;
use plenary_schedule::widget::{self, choose};
use plenary_store::Snapshot;
use plenary_store::entity::{event, schedule};
use plenary_web::{AppState, Failure, Page, Visit, assets, entrance};

use crate::answer::{self, for_anyone};
use crate::negotiation::parameter;
use crate::programme::base_url;
use crate::version::which;

/// For how long, in seconds, a site may show what it has.
const LIFETIME: i64 = 60;

/// A version of an event's schedule that the visitor may have in a widget. Unlike the pages it may be
/// of an event that is not public.
pub struct Offered {
    pub snapshot: Snapshot,
    pub event: event::Model,
    pub schedule: schedule::Model,
    /// Whether everybody gets the same.
    pub public: bool,
    /// Whether the visitor may see the event's pages as well.
    pub shows_event: bool,
}

impl Offered {
    pub async fn find(state: &AppState, visit: &Visit, slug: &str, which: Which<'_>) -> Result<Self> {
        let snapshot = state.database.snapshot().await?;
        let event = entrance::found(state, events::find(snapshot.db(), slug).await?);
        // What everybody gets is kept for everybody, for as long as it may be shown.
        let visible = visibility(snapshot.db(), &Actor::Anonymous, &event).await?;
        if widget::is_public(&event, &visible)
            && let Ok(schedule) = choose(snapshot.db(), &event, &visible, which).await
            && schedule.version.is_some()
        {
            visit.share(event.id, event.revision);
            visit.changes_at(snapshot.now().plus_seconds(LIFETIME));
            return Ok(Self { snapshot, event, schedule, public: true, shows_event: visible.event });
        }
        let visible = visibility(snapshot.db(), &visit.actor(), &event).await?;
        let schedule = choose(snapshot.db(), &event, &visible, which).await?;
        Ok(Self { snapshot, event, schedule, public: false, shows_event: visible.event })
    }

    /// What exports need to know of the installation, for texts in one language.
    pub fn site(&self, state: &AppState, locale: Locale) -> export::Site {
        let url = &state.site.url;
        export::Site {
            host: url.split_once("://").map_or(url.as_str(), |(_, host)| host).to_owned(),
            media_prefix: "/media/".to_owned(),
            version: state.site.version.to_owned(),
            unnamed_speaker: locale.t("public-unnamed-speaker").into_owned(),
        }
    }

    /// The answer: for everybody for a minute, or only for who asked.
    pub fn answer(&self, state: &AppState, headers: &HeaderMap, body: String) -> Response {
        let mut response = answer::file(headers, "application/json", body.into_bytes());
        if self.public {
            answer::set(&mut response, header::CACHE_CONTROL, "max-age=60");
            answer::set_date(&mut response, header::EXPIRES, state.now().plus_seconds(LIFETIME));
        } else {
            answer::set(&mut response, header::CACHE_CONTROL, "private, no-cache");
        }
        response
    }
}

/// `/{event}/schedule/widgets/schedule.json`; `?v=` names a version.
pub async fn current(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let version = parameter(query.as_deref(), "v");
    let which = version.as_deref().filter(|name| !name.is_empty()).map_or(Which::Current, which);
    shared(data(&state, &visit, &headers, &slug, which).await)
}

/// `/{event}/schedule/v/{version}/widgets/schedule.json`
pub async fn of_version(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    shared(data(&state, &visit, &headers, &slug, which(&version)).await)
}

async fn data(state: &AppState, visit: &Visit, headers: &HeaderMap, slug: &str, which: Which<'_>) -> Page {
    let offered = Offered::find(state, visit, slug, which).await?;
    let schedule = widget::read(offered.snapshot.db(), &offered.event, &offered.schedule).await?;
    // The same for everybody: the only word of ours in it is in the event's language.
    let locale = Locale::find(&offered.event.locale).unwrap_or_default();
    let site = offered.site(state, locale);
    let body = export::widget_json(&schedule, &site, &base_url(state, &offered.event));
    Ok(offered.answer(state, headers, body))
}

/// What browsers ask before a page of another site may send its request. The same for every event.
pub async fn preflight() -> Response {
    shared(Ok(([(header::CONTENT_TYPE, "application/json")], "{}").into_response()))
}

/// Pages of every site may read the answer, even when it is that there is none.
pub fn shared(answer: Page) -> Response {
    let mut response = for_anyone(answer.unwrap_or_else(Failure::into_response));
    answer::set(&mut response, header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization,content-type");
    // Other sites load it although our own pages keep to themselves.
    answer::set(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    response
}

/// `/{event}/widgets/schedule.js`: the same for all events, even for those that are gone, because
/// pages elsewhere go on naming them.
pub async fn script(headers: HeaderMap) -> Page {
    let Some(body) = assets::widget_script() else { return Err(Failure::not_found()) };
    // The file is part of the program; only in development does it change under a running server.
    static TAG: OnceLock<String> = OnceLock::new();
    let tag = match cfg!(debug_assertions) {
        true => export::etag(&body),
        false => TAG.get_or_init(|| export::etag(&body)).clone(),
    };
    let mut response = answer::tagged(&headers, "text/javascript; charset=utf-8", &tag, body);
    answer::set(&mut response, header::CACHE_CONTROL, "public, max-age=300");
    Ok(shared(Ok(response)))
}

/// `/{event}/schedule/widget/v2.{language}.js`: where the script was in the beginning.
pub async fn old_file(Path((_, file)): Path<(String, String)>, headers: HeaderMap) -> Page {
    match is_old_script(&file) {
        true => script(headers).await,
        false => Err(Failure::status(StatusCode::NOT_FOUND)),
    }
}

fn is_old_script(file: &str) -> bool {
    let language = file.strip_prefix("v2.").and_then(|rest| rest.strip_suffix(".js"));
    language.is_some_and(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_names() {
        assert!(is_old_script("v2.de.js") && is_old_script("v2.xx.js"));
        for other in ["v2.js", "v2.d.js", "v2.deu.js", "v2.DE.js", "v2.de.json", "v3.de.js", "v2.é.js", ""] {
            assert!(!is_old_script(other), "{other}");
        }
    }
}
