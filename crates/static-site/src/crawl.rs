//! Asking the site for its pages, several at a time, until no new address turns up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use plenary_model::{Error, Result};
use plenary_store::Database;
use plenary_web::{AppState, EventUrls, kit_router, layers};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::link;

/// One answer of the site.
pub(crate) struct Found {
    /// Without parameters.
    pub kind: String,
    pub body: Vec<u8>,
}

/// The public site of one event: the bytes at each path, as they were sent.
pub struct Site {
    pub slug: String,
    /// Scheme and host of the live site, to which links lead that are not part of this one.
    pub(crate) live: String,
    /// By path: starts with a slash, percent-encoded.
    pub(crate) found: BTreeMap<String, Found>,
}

impl Site {
    /// How many files it will have.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// Parts of an event's site that only make sense with a server behind them.
const LIVE_ENDS: [&str; 5] = ["/feedback/", "/signup/", "/cancel/", "/og-image", "/preview-image"];
const PARTS: [&str; 6] = ["", "schedule", "talk", "speaker", "featured", "widgets"];
const FILES: [&str; 6] = [
    "schedule.xml",
    "schedule.json",
    "schedule.xcal",
    "schedule.ics",
    "static/event.css",
    "manifest.webmanifest",
];

/// Whether a path belongs into the files of an event.
fn belongs(path: &str, event: &str) -> bool {
    if path.starts_with("/static/") || path.starts_with("/media/") {
        return true;
    }
    let Some(rest) = path.strip_prefix(event) else { return false };
    let part = rest.split('/').next().unwrap_or_default();
    let is_part = PARTS.contains(&part) || FILES.contains(&rest);
    is_part && !LIVE_ENDS.iter().any(|end| path.ends_with(end)) && !rest.starts_with("schedule/v/wip")
}

/// What no page needs to link to.
fn starts(urls: &EventUrls) -> Vec<String> {
    let mut starts = vec![
        urls.landing(),
        urls.schedule(),
        urls.schedule_nojs(),
        urls.changelog(),
        urls.feed(),
        urls.widget_data(),
        urls.widget_data_legacy(),
        urls.widget_messages(),
        urls.widget_messages_legacy(),
        urls.schedule_xml(),
        urls.schedule_xcal(),
        urls.schedule_json(),
        urls.schedule_ics(),
        urls.featured(),
        urls.talks(),
        urls.speakers(),
        urls.speaker_placeholder(),
        urls.css(),
    ];
    for name in ["schedule.xml", "schedule.xcal", "schedule.json", "schedule.ics"] {
        starts.push(urls.export(name));
    }
    let mut starts: Vec<String> = starts.iter().map(|url| url.path().to_owned()).collect();
    starts.push(format!("{}widgets/schedule.js", urls.landing().path()));
    starts
}

/// Reads the whole public site of an event. `site` and `secret` are the running instance's.
pub async fn read(database: &Database, site: plenary_web::Site, secret: &[u8], slug: &str) -> Result<Site> {
    let event = plenary_web_public::find_event(database, slug).await?;
    let live = event.site_url.clone().unwrap_or_else(|| site.url.clone());
    let site = plenary_web::Site { export_of: Some(event.slug.clone()), page_cache: 256, ..site };
    let state = AppState::new(database.clone(), site, secret);
    let pages = kit_router(&state).merge(plenary_web_public::router());
    let app = layers(pages, state);
    let urls = EventUrls::new(&event.slug);
    let root = urls.landing().path().to_owned();

    let mut wanted: BTreeSet<String> = starts(&urls).into_iter().collect();
    for version in plenary_web_public::released_versions(database, &event.slug).await? {
        for url in [urls.version(&version), urls.version_nojs(&version), urls.version_widget_data(&version)] {
            wanted.insert(url.path().to_owned());
        }
    }
    let mut asked = wanted.clone();
    let mut found = BTreeMap::new();
    let at_once = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let turns = Arc::new(Semaphore::new(at_once));
    let mut running = JoinSet::new();
    loop {
        for path in std::mem::take(&mut wanted) {
            let (app, turns) = (app.clone(), turns.clone());
            running.spawn(async move {
                let _turn = turns.acquire_owned().await;
                let answer = ask(app, &path).await;
                (path, answer)
            });
        }
        let Some(done) = running.join_next().await else { break };
        let (path, answer) = done.map_err(Error::internal)?;
        let Some(answer) = answer? else { continue };
        for target in link::targets(&answer.kind, &answer.body) {
            if belongs(&target, &root) && asked.insert(target.clone()) {
                wanted.insert(target);
            }
        }
        found.insert(path, answer);
    }
    Ok(Site { slug: event.slug, live, found })
}

/// The answer at a path; `None` where the site has no page.
async fn ask(app: Router, path: &str) -> Result<Option<Found>> {
    let request = Request::get(path)
        .header(header::ACCEPT, "text/html,*/*")
        .body(Body::empty())
        .map_err(Error::internal)?;
    let response = app.oneshot(request).await.unwrap_or_else(|never| match never {});
    if response.status().is_server_error() {
        return Err(Error::internal(format!("{path} answered {}", response.status())));
    }
    if response.status() != StatusCode::OK {
        return Ok(None);
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.map_err(Error::internal)?.to_vec();
    Ok(Some(Found { kind, body }))
}

#[cfg(test)]
mod tests {
    use super::belongs;

    #[test]
    fn what_belongs_to_an_event() {
        for path in [
            "/democon/",
            "/democon/schedule/v/1.0/",
            "/democon/talk/ABCDEF/",
            "/democon/talk/ABCDEF.ics",
            "/democon/schedule.json",
            "/static/app.css",
            "/media/democon/img/a.webp",
        ] {
            assert!(belongs(path, "/democon/"), "{path}");
        }
        for path in [
            "/democon/talk/ABCDEF/feedback/",
            "/democon/me/",
            "/democon/cfp",
            "/democon/login/",
            "/democon/schedule/v/wip/",
            "/democon2/schedule/",
            "/orga/event/democon/",
            "/",
        ] {
            assert!(!belongs(path, "/democon/"), "{path}");
        }
    }
}
