//! Small pages of the site: what errors look like, what robots may read, where search engines begin.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use plenary_event::event as events;
use plenary_model::Error;
use plenary_schedule::preview::Preview;
use plenary_schedule::version::Which;
use plenary_web::entrance::enter_for_all;
use plenary_web::{AppState, EventUrls, Failure, Page, SiteUrls, Url, Visit};

use crate::featured;
use crate::programme::{Shown, base_url};
use crate::xml::escaped;
use plenary_web::found;

pub async fn bad_request() -> Failure {
    Failure::status(StatusCode::BAD_REQUEST)
}

pub async fn forbidden() -> Failure {
    Failure::status(StatusCode::FORBIDDEN)
}

pub async fn cross_site() -> Failure {
    Failure::cross_site()
}

pub async fn not_found() -> Failure {
    Failure::not_found()
}

pub async fn internal() -> Failure {
    Failure::status(StatusCode::INTERNAL_SERVER_ERROR)
}

/// `/control/{path}`: the organisers' side under the name it has elsewhere.
pub async fn control(visit: Visit) -> Response {
    let there = visit.here().as_str().replacen("/control/", "/orga/", 1);
    found(&Url::local(&there).unwrap_or_else(|| SiteUrls::new().orga()))
}

const ROBOTS: &str = "\
User-agent: *
Disallow: /me/
Disallow: /locale/set*
Disallow: /orga/
Disallow: /download/
Disallow: /redirect/
Disallow: /api/
Disallow: /media/
";

/// `/robots.txt` (pages-public §2.8), with the sitemaps of the events that want to be found.
pub async fn robots(State(state): State<AppState>) -> Page {
    let events = events::public(state.database.reader()).await?;
    let mut text = ROBOTS.to_owned();
    for event in events.iter().filter(|event| is_to_be_found(event)) {
        let url = EventUrls::new(&event.slug).sitemap().absolute(&base_url(&state, event));
        // One line each, whatever somebody once stored as a domain.
        if !url.contains(char::is_whitespace) {
            text.push_str(&format!("Sitemap: {url}\n"));
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, text).into_response())
}

fn is_to_be_found(event: &plenary_store::entity::event::Model) -> bool {
    event.is_public && !event.display().flag("meta_noindex", false)
}

/// `/{event}/sitemap.xml`: what anybody may see, whoever asks.
pub async fn sitemap(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let db = state.database.reader();
    let entrance = enter_for_all(&state, db, &visit, &slug, |event, _| is_to_be_found(event)).await?;
    let event = &entrance.event;
    if !is_to_be_found(event) {
        return Err(Error::NotFound.into());
    }
    let urls = EventUrls::new(&event.slug);
    let mut pages = vec![urls.landing(), urls.cfp()];
    if entrance.visibility.agenda {
        let shown = Shown::read(&state, &visit, &slug, Which::Current, None).await?;
        pages.extend([urls.schedule(), urls.talks(), urls.speakers()]);
        pages.extend(shown.programme.sessions.iter().map(|session| urls.talk(&session.code)));
        pages.extend(shown.programme.speakers.iter().map(|speaker| urls.speaker(&speaker.code)));
    }
    if entrance.visibility.featured {
        let shown = featured::read(&state, &visit, &slug, Preview::Featured).await?;
        pages.push(urls.featured());
        for session in &shown.programme.sessions {
            let url = urls.talk(&session.code);
            if !pages.contains(&url) {
                pages.push(url);
            }
        }
    }
    let base = base_url(&state, event);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        xml.push_str(&format!("<url><loc>{}</loc></url>\n", escaped(&page.absolute(&base))));
    }
    xml.push_str("</urlset>\n");
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Ok((headers, xml).into_response())
}
