//! The public side: the list of events, an event's start page, its schedule, sessions and speakers,
//! and the files in which others read them.
//!
//! What never lives here: SQL, rules of the domain, the bytes of exports, the kit's components, the
//! call for proposals and everything behind a log-in.

mod answer;
mod changelog;
mod css;
mod entry;
mod event_css;
mod exports;
mod feed;
mod landing;
mod language;
mod negotiation;
mod placeholder;
mod programme;
mod prose;
pub mod qr;
mod schedule;
mod session;
mod sessions;
mod speaker;
mod speakers;
mod start;
mod tables;
mod terminal;
mod timetable;
mod version;
mod widget;
mod widget_details;
mod widget_texts;

use axum::Router;
use axum::routing::get;
use plenary_web::{AppState, EventUrls, SiteUrls};

/// `/{event}/talk/{code}.ics`: the router knows no endings within a segment.
const TALK_FILE: &str = "/{event}/talk/{file}";
/// `/{event}/schedule/v/{version}.xml` and the other formats.
const VERSION_FILE: &str = "/{event}/schedule/v/{file}";
/// `/{event}/schedule/widget/v2.{language}.js`, and other old names.
const WIDGET_FILE: &str = "/{event}/schedule/widget/{file}";
const WIDGET_SESSION: &str = "/{event}/schedule/widgets/session/{file}";
const WIDGET_SPEAKER: &str = "/{event}/schedule/widgets/speaker/{file}";

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
        .route(EventUrls::FEED, get(feed::show))
        .route(EventUrls::CHANGELOG, get(changelog::show))
        .route(EventUrls::CHANGELOG_ENTRY, get(changelog::entry))
        .route(EventUrls::CSS, get(event_css::show))
        .route(EventUrls::SPEAKER_PLACEHOLDER, get(placeholder::show))
        .merge(widget_router())
        .route(EventUrls::TALKS, get(sessions::list))
        .route(EventUrls::TALK, get(session::show))
        .route(TALK_FILE, get(session::file))
        .route(EventUrls::SPEAKERS, get(speakers::list))
        .route(EventUrls::SPEAKER, get(speaker::show))
        .route(EventUrls::SPEAKER_ICS, get(speaker::calendar))
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
