//! The public side: the list of events, an event's start page, its schedule, sessions and speakers,
//! and the files in which others read them.
//!
//! What never lives here: SQL, rules of the domain, the bytes of exports, the kit's components, the
//! call for proposals and everything behind a log-in.

mod entry;
mod exports;
mod landing;
mod language;
mod negotiation;
mod programme;
mod prose;
mod schedule;
mod session;
mod sessions;
mod social;
mod speaker;
mod speakers;
mod start;
mod timetable;
mod version;

use axum::Router;
use axum::routing::get;
use plenary_web::{AppState, EventUrls, SiteUrls};

/// `/{event}/talk/{code}.ics`: the router knows no endings within a segment.
const TALK_FILE: &str = "/{event}/talk/{file}";
/// `/{event}/schedule/v/{version}.xml` and the other formats.
const VERSION_FILE: &str = "/{event}/schedule/v/{file}";

pub fn router() -> Router<AppState> {
    Router::new()
        .route(SiteUrls::ROOT, get(start::show))
        .route(SiteUrls::ROBOTS, get(start::robots))
        .route(EventUrls::LANDING, get(landing::show))
        .route(EventUrls::SCHEDULE, get(schedule::current))
        .route(EventUrls::VERSION, get(schedule::of_version))
        .route(EventUrls::SCHEDULE_NOJS, get(schedule::without_script))
        .route(EventUrls::VERSION_NOJS, get(schedule::of_version_without_script))
        .route(EventUrls::SCHEDULE_XML, get(exports::short))
        .route(EventUrls::SCHEDULE_XCAL, get(exports::short))
        .route(EventUrls::SCHEDULE_JSON, get(exports::short))
        .route(EventUrls::SCHEDULE_ICS, get(exports::short))
        .route(EventUrls::EXPORT, get(exports::by_name))
        .route(EventUrls::VERSION_EXPORT, get(exports::by_name_of_version))
        .route(VERSION_FILE, get(exports::short_of_version))
        .route(EventUrls::TALKS, get(sessions::list))
        .route(EventUrls::TALK, get(session::show))
        .route(TALK_FILE, get(session::file))
        .route(EventUrls::SPEAKERS, get(speakers::list))
        .route(EventUrls::SPEAKER, get(speaker::show))
        .route(EventUrls::SPEAKER_ICS, get(speaker::calendar))
        .route(EventUrls::SOCIAL_IMAGE, get(social::event))
        .route(EventUrls::TALK_SOCIAL_IMAGE, get(social::session))
        .route(EventUrls::SPEAKER_SOCIAL_IMAGE, get(social::speaker))
}
