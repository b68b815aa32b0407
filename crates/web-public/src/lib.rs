//! The public side: the list of events, an event's start page, its schedule, sessions and speakers,
//! and the files in which others read them.
//!
//! What never lives here: SQL, rules of the domain, the bytes of exports, the kit's components, the
//! call for proposals and everything behind a log-in.

mod agenda;
mod answer;
mod answers;
mod around;
mod changelog;
mod entry;
mod event_css;
mod exports;
mod featured;
mod feed;
mod feedback;
mod landing;
mod language;
mod negotiation;
mod offline;
mod person_list;
mod personal;
mod placeholder;
mod programme;
mod prose;
mod redirect;
mod resources;
mod schedule;
mod search;
mod session;
mod sessions;
mod share;
mod site_pages;
mod social;
mod speaker;
mod speakers;
mod stars;
mod start;
mod structured;
mod tables;
mod terminal;
mod timetable;
mod version;
mod widget;
mod widget_details;
mod widget_texts;
mod xml;

use axum::Router;
use axum::routing::{get, post};
use plenary_model::Result;
use plenary_schedule::version as versions;
use plenary_store::Database;
use plenary_web::EventHead;
use plenary_web::{AppState, EventUrls, SiteUrls};

use crate::featured::or_featured;

/// `/{event}/talk/{code}.ics`: the router knows no endings within a segment.
const TALK_FILE: &str = "/{event}/talk/{file}";
/// `/{event}/schedule/v/{version}.xml` and the other formats.
const VERSION_FILE: &str = "/{event}/schedule/v/{file}";
/// What errors look like.
const ERRORS: [&str; 5] = ["/400", "/403", "/403/csrf", "/404", "/500"];
/// `/{event}/schedule/widget/v2.{language}.js`, and other old names.
const WIDGET_FILE: &str = "/{event}/schedule/widget/{file}";
const WIDGET_SESSION: &str = "/{event}/schedule/widgets/session/{file}";
const WIDGET_SPEAKER: &str = "/{event}/schedule/widgets/speaker/{file}";

pub fn router() -> Router<AppState> {
    Router::new()
        .route(SiteUrls::ROOT, get(start::show))
        .route(SiteUrls::FAVOURITES, get(stars::list))
        .route(SiteUrls::FAVOURITE, post(stars::add).delete(stars::remove))
        .route(EventUrls::PERSONAL, get(personal::show))
        .route(SiteUrls::ROBOTS, get(site_pages::robots))
        .route(ERRORS[0], get(site_pages::bad_request))
        .route(ERRORS[1], get(site_pages::forbidden))
        .route(ERRORS[2], get(site_pages::cross_site))
        .route(ERRORS[3], get(site_pages::not_found))
        .route(ERRORS[4], get(site_pages::internal))
        .route(SiteUrls::CONTROL, get(site_pages::control))
        .route(SiteUrls::REDIRECT, get(redirect::leave))
        .route(SiteUrls::SHORT_LINK, get(redirect::short))
        .route(EventUrls::LANDING, get(landing::show))
        .route(EventUrls::FEATURED, get(featured::show))
        .route(EventUrls::SNEAK, get(featured::sneak))
        .route(EventUrls::SEARCH, get(search::show))
        .route(EventUrls::SITEMAP, get(site_pages::sitemap))
        .route(EventUrls::SCHEDULE, get(or_featured(schedule::current)))
        .route(EventUrls::VERSION, get(or_featured(schedule::of_version)))
        .route(EventUrls::SCHEDULE_NOJS, get(or_featured(schedule::without_script)))
        .route(EventUrls::VERSION_NOJS, get(or_featured(schedule::of_version_without_script)))
        .route(EventUrls::SCHEDULE_XML, get(exports::short))
        .route(EventUrls::SCHEDULE_XCAL, get(exports::short))
        .route(EventUrls::SCHEDULE_JSON, get(exports::short))
        .route(EventUrls::SCHEDULE_ICS, get(exports::short))
        .route(EventUrls::EXPORT, get(exports::by_name))
        .route(EventUrls::VERSION_EXPORT, get(exports::by_name_of_version))
        .route(VERSION_FILE, get(exports::short_of_version))
        .route(EventUrls::TALKS, get(or_featured(sessions::list)))
        .route(EventUrls::FEED, get(feed::show))
        .route(EventUrls::CHANGELOG, get(changelog::show))
        .route(EventUrls::CHANGELOG_ENTRY, get(changelog::entry))
        .route(EventUrls::CSS, get(event_css::show))
        .route(EventUrls::SPEAKER_PLACEHOLDER, get(placeholder::show))
        .merge(widget_router())
        .route(EventUrls::TALK, get(session::show))
        .route(TALK_FILE, get(session::file))
        .route(EventUrls::SHARE, get(session::shared))
        .route(EventUrls::FEEDBACK, get(feedback::show).post(feedback::send))
        .route(EventUrls::SPEAKERS, get(speakers::list))
        .route(EventUrls::SPEAKER, get(speaker::show))
        .route(EventUrls::SPEAKER_BY_ID, get(speaker::by_account))
        .route(EventUrls::SPEAKER_ICS, get(speaker::calendar))
        .route(EventUrls::SOCIAL_IMAGE, get(social::event))
        .route(EventUrls::TALK_SOCIAL_IMAGE, get(social::session))
        .route(EventUrls::SPEAKER_SOCIAL_IMAGE, get(social::speaker))
        .route(EventUrls::PREVIEW_IMAGE, get(social::event_preview))
        .route(EventUrls::TALK_PREVIEW_IMAGE, get(social::session_preview))
        .route(EventUrls::SPEAKER_PREVIEW_IMAGE, get(social::speaker_preview))
        .route(EventUrls::OFFLINE, get(offline::shell))
        .route(EventUrls::OFFLINE_INDEX, get(offline::index))
        .route(EventUrls::OFFLINE_ITEMS, get(offline::items))
        .route(EventUrls::SERVICE_WORKER, get(offline::worker))
        .route(EventUrls::WEB_MANIFEST, get(offline::manifest::show))
        .route(EventUrls::ICON, get(offline::manifest::icon))
}

/// The event at a slug, for whoever writes its site to files.
pub async fn find_event(database: &Database, slug: &str) -> Result<EventHead> {
    Ok(EventHead::new(&plenary_event::event::find(database.reader(), slug).await?))
}

/// The names of an event's released versions.
pub async fn released_versions(database: &Database, slug: &str) -> Result<Vec<String>> {
    let event = plenary_event::event::find(database.reader(), slug).await?;
    versions::released(database.reader(), &event).await
}

/// What pages of other sites ask for.
fn widget_router() -> Router<AppState> {
    let data = || get(widget::current).options(widget::preflight);
    let data_of_version = || get(widget::of_version).options(widget::preflight);
    Router::new()
        .route(SiteUrls::WIDGET_SCRIPT, get(widget::script))
        .route(WIDGET_FILE, get(widget::old_file))
        .route(EventUrls::WIDGET_DATA, data())
        .route(EventUrls::WIDGET_DATA_LEGACY, data())
        .route(EventUrls::VERSION_WIDGET_DATA, data_of_version())
        .route(EventUrls::VERSION_WIDGET_DATA_LEGACY, data_of_version())
        .route(WIDGET_SESSION, get(widget_details::session).options(widget::preflight))
        .route(WIDGET_SPEAKER, get(widget_details::speaker).options(widget::preflight))
        .route(EventUrls::WIDGET_MESSAGES, get(widget_texts::json))
        .route(EventUrls::WIDGET_MESSAGES_LEGACY, get(widget_texts::script))
}
