//! The programme for devices without a network: the page that shows it, the data behind the page, and
//! what makes a browser keep both.
//!
//! Only what everyone may see of the current version is in the data, also for organisers: devices keep
//! it, and nobody can take it back. The scripts are in `frontend/src/offline`.

mod index;
mod item;
pub mod manifest;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use plenary_model::{Error, I18nText, Result};
use plenary_schedule::version::Which;
use plenary_web::assets::{Assets, file};
use plenary_web::{AppState, Failure, Frame, Page, Visit};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::answer;
use crate::negotiation::parameter;
use crate::programme::Shown;
use index::Index;
use item::Items;

/// The front end's entry that draws the programme from the data.
const SCRIPT: &str = "src/offline/app.ts";
/// The script that browsers run beside the pages, one for all events.
const WORKER: &str = "service-worker.js";
/// Everyone may keep these answers, and asks each time whether they still hold.
const SHARED: HeaderValue = HeaderValue::from_static("public, no-cache");

#[derive(askama::Template)]
#[template(path = "public/offline.html")]
struct OfflinePage {
    frame: Frame,
    slug: String,
    /// Scripts that the page's own one needs.
    scripts: Vec<String>,
}

/// `/{event}/offline/`: a frame without a programme. Its script fills it with what the device has.
pub async fn shell(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let shown = public(&state, &visit, &slug).await?;
    let frame =
        visit.public_frame(&state).await?.title(visit.t("offline-title")).hide_from_search().script(SCRIPT);
    let scripts = frame.assets.scripts_of(SCRIPT);
    let mut page = visit.page(&OfflinePage { frame, slug: shown.event.slug.clone(), scripts })?;
    page.headers_mut().insert(header::CACHE_CONTROL, SHARED);
    Ok(page)
}

/// `/{event}/offline/index.json`: days, rooms, times, and a digest for each session and speaker, by
/// which devices know what they lack.
pub async fn index(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    let shown = public(&state, &visit, &slug).await?;
    let body = Index::new(&shown, &visit).json()?;
    Ok(shared(&headers, "application/json", body))
}

/// `/{event}/offline/items.json`: all sessions and speakers, or those of `?keys=s:CODE,p:CODE`. Codes
/// that are not in the programme have no item.
pub async fn items(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    #[derive(Serialize)]
    struct Answer {
        /// The index that these items belong to.
        of: String,
        items: serde_json::Map<String, serde_json::Value>,
    }
    let shown = public(&state, &visit, &slug).await?;
    let wanted = parameter(query.as_deref(), "keys");
    let items = Items::new(&shown, &visit).html(wanted.as_deref())?;
    let answer = Answer { of: Index::new(&shown, &visit).digest()?, items };
    Ok(shared(&headers, "application/json", json(&answer)?))
}

/// `/{event}/service-worker.js`. Its folder is what it may answer for: this event's pages.
pub async fn worker(headers: HeaderMap) -> Page {
    let script = file(WORKER).ok_or(Error::NotFound)?;
    Ok(shared(&headers, "text/javascript; charset=utf-8", script.into_owned()))
}

/// The current version, if everyone may see it.
async fn public(state: &AppState, visit: &Visit, slug: &str) -> Result<Shown> {
    let shown = Shown::read(state, visit, slug, Which::Current, None).await?;
    if visit.is_shared() { Ok(shown) } else { Err(Error::NotFound) }
}

/// Status 200, or 304 for who has the same bytes.
fn shared(headers: &HeaderMap, content_type: &'static str, body: Vec<u8>) -> Response {
    let mut response = answer::file(headers, content_type, body);
    response.headers_mut().insert(header::CACHE_CONTROL, SHARED);
    answer::varies(&mut response, "Accept-Language, Cookie");
    response
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(value).map_err(|error| Error::internal(error.to_string()).into())
}

/// Twelve hexadecimal digits that change with the value, and with the program that writes it.
fn digest(value: &impl Serialize) -> Result<String, Failure> {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(json(value)?);
    Ok(hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}

/// Changes when devices must fetch the page anew: another build of the front end, or another frame.
fn shell_digest(visit: &Visit) -> Result<String, Failure> {
    let assets = Assets::current();
    let (script, styles) = assets.entry(SCRIPT);
    let language = visit.locale().code();
    let event = visit.event().map(|event| {
        let text = |text: &I18nText| text.get(language, &event.locale).to_owned();
        let links = event.header_links.iter().chain(&event.footer_links);
        let links: Vec<_> = links.map(|(label, url)| (text(label), url)).collect();
        let pictures = [&event.logo, &event.header_image].map(|url| url.as_ref().map(ToString::to_string));
        let texts = (text(&event.name), &event.email, &event.imprint_url, links);
        (texts, pictures, event.accent.css(), &event.locales, event.shows_featured, event.hide_from_search)
    });
    digest(&(
        [&assets.app_css, &assets.app_js, &assets.icons, &assets.font, &script],
        styles,
        language,
        event,
    ))
}
