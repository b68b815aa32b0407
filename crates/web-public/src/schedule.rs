//! The schedule: a version of it, day by day, as a grid.

use std::cell::RefCell;
use std::collections::HashMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use plenary_model::Timestamp;
use plenary_schedule::version::Which;
use plenary_web::grid::{Grid, placement_css, track_css};
use plenary_web::{AppState, EventUrls, Frame, Page, Url, Visit};

use crate::negotiation::{elsewhere, moved, parameter, varies, wants_text};
use crate::programme::Shown;
use crate::timetable::{self, Item, Span};
use crate::version::{WORKING, which};
use crate::{agenda, language, terminal};

/// Tracks whose legend fits a line or two.
const MOST_TRACKS_SHOWN: usize = 12;

#[derive(askama::Template)]
#[template(path = "public/schedule.html")]
struct SchedulePage {
    frame: Frame,
    lead: String,
    notice: Option<Notice>,
    days: Vec<Day>,
    tracks: Vec<Track>,
    exports: Vec<(String, Url)>,
    /// A picture of the calendar's address, for telephones.
    code: Option<Url>,
    zone: String,
    /// The organisers want lists on wide screens as well.
    list: bool,
    /// Enough rooms that the page takes the whole width.
    wide: bool,
    large: bool,
    /// Too many to show the legend from the start.
    many_tracks: bool,
    /// JSON for the script.
    data: String,
}

/// That this is not the current version.
struct Notice {
    text: String,
    link: Option<(String, Url)>,
}

struct Day {
    /// Names the place on the page: `2026-09-04`.
    id: String,
    short: String,
    long: String,
    sessions: usize,
    grid: Grid<Card>,
}

struct Track {
    class: String,
    name: String,
}

enum Card {
    Break { label: String, room: Option<String>, time: String },
    Session(Session),
}

struct Session {
    time: String,
    url: Url,
    title: String,
    speakers: String,
    /// Class and name of its track.
    track: String,
    track_name: String,
    /// The type of session; empty where all are of one.
    kind: String,
    language: String,
    /// What the language calls itself; empty where all sessions have the same.
    language_name: String,
    unrecorded: bool,
}

pub async fn current(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    if let Some(version) = parameter(query.as_deref(), "version") {
        return Ok(moved(&EventUrls::new(slug).version(version)));
    }
    page(&state, &visit, &headers, &slug, Which::Current).await
}

pub async fn of_version(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    page(&state, &visit, &headers, &slug, which(&version)).await
}

/// The schedule needs no script: the page that was made for that is the schedule.
pub async fn without_script(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    page(&state, &visit, &headers, &slug, Which::Current).await
}

pub async fn of_version_without_script(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, version)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    page(&state, &visit, &headers, &slug, which(&version)).await
}

async fn page(state: &AppState, visit: &Visit, headers: &HeaderMap, slug: &str, which: Which<'_>) -> Page {
    if let Some(response) = elsewhere(headers, slug) {
        return Ok(response);
    }
    if wants_text(headers) {
        return terminal::answer(state, visit, slug, which).await;
    }
    let shown = Shown::read(state, visit, slug, which, None).await?;
    let locale = visit.locale();
    let programme = &shown.programme;
    let mut style = tracks_css(&shown);
    let cards = Cards::new(&shown, visit);
    let days: Vec<Day> = timetable::days(programme, |item, time| cards.card(item, time))
        .into_iter()
        .map(|day| {
            style.push_str(&day.grid.css);
            Day {
                id: day.date.to_string(),
                short: locale.day(day.date.0),
                long: locale.date_long(day.date.0),
                sessions: day.sessions,
                grid: day.grid,
            }
        })
        .collect();
    style.push_str(&placement_css(days.iter().map(|day| &day.grid)));
    let tracks = tracks(&shown);
    let frame = visit
        .public_frame(state)
        .await?
        .title(visit.t("kit-schedule"))
        .describe(visit.t_args("public-schedule-about", ("event", programme.event.name.as_str())))
        .style(&style)
        .script(agenda::SCRIPT);
    let frame = if shown.is_current() { frame } else { frame.hide_from_search() };
    let mut response = visit.page(&SchedulePage {
        lead: lead(&shown, visit),
        notice: notice(&shown, visit),
        large: agenda::is_large(&shown),
        many_tracks: tracks.len() > MOST_TRACKS_SHOWN,
        tracks,
        code: exports_code(&shown),
        exports: exports(&shown, visit),
        zone: shown.event.timezone.clone(),
        list: shown.event.display().text("schedule", "grid") == "list",
        wide: days.iter().any(|day| !day.grid.fits),
        data: agenda::data(&shown, visit),
        days,
        frame,
    })?;
    varies(&mut response);
    Ok(response)
}

/// Which version this is, and since when.
pub fn lead(shown: &Shown, visit: &Visit) -> String {
    let (Some(version), Some(published)) = (&shown.schedule.version, shown.schedule.published) else {
        return String::new();
    };
    let date = visit.locale().date(published.in_zone(&shown.event.zone()).date());
    visit.t_args("agenda-lead", (("version", version.as_str()), ("date", date.as_str())))
}

fn notice(shown: &Shown, visit: &Visit) -> Option<Notice> {
    if shown.is_current() {
        return None;
    }
    let link = shown.current.as_ref().and_then(|current| current.version.as_deref()).map(|version| {
        (visit.t_args("public-schedule-to-current", ("version", version)), shown.urls().schedule())
    });
    let text = match &shown.schedule.version {
        Some(version) => visit.t_args("public-schedule-old", ("version", version)),
        None => visit.t("public-schedule-working"),
    };
    Some(Notice { text, link })
}

/// The tracks that sessions of this version are in: what the colours mean.
fn tracks(shown: &Shown) -> Vec<Track> {
    let programme = &shown.programme;
    if !programme.event.use_tracks {
        return Vec::new();
    }
    programme
        .tracks
        .iter()
        .enumerate()
        .filter(|(index, _)| programme.sessions.iter().any(|session| session.track == Some(*index)))
        .map(|(_, track)| Track { class: format!("track-{}", track.id), name: track.name.clone() })
        .collect()
}

/// The colours of tracks.
pub fn tracks_css(shown: &Shown) -> String {
    if !shown.programme.event.use_tracks {
        return String::new();
    }
    track_css(shown.programme.tracks.iter().map(|track| (track.id, track.color.as_str())))
}

fn exports(shown: &Shown, visit: &Visit) -> Vec<(String, Url)> {
    let urls = shown.urls();
    let url = |name: &str| match &shown.schedule.version {
        _ if shown.is_current() => urls.export(name),
        Some(version) => urls.version_export(version, name),
        None => urls.version_export(WORKING, name),
    };
    vec![
        (visit.t("public-export-ics"), url("schedule.ics")),
        (visit.t("public-export-json"), url("schedule.json")),
        (visit.t("public-export-xml"), url("schedule.xml")),
        (visit.t("public-export-xcal"), url("schedule.xcal")),
        (visit.t("public-export-feed"), urls.feed()),
        (visit.t("public-changelog"), urls.changelog()),
    ]
}

fn exports_code(shown: &Shown) -> Option<Url> {
    shown.is_current().then(|| shown.urls().export("schedule.ics.svg"))
}

/// Makes the cards of a page. What many of them say is composed once.
struct Cards<'a> {
    shown: &'a Shown,
    visit: &'a Visit,
    has_types: bool,
    times: RefCell<HashMap<(Timestamp, Timestamp), String>>,
}

impl<'a> Cards<'a> {
    fn new(shown: &'a Shown, visit: &'a Visit) -> Self {
        let mut types = shown.programme.sessions.iter().map(|session| &session.session_type);
        let first = types.next();
        let has_types = types.any(|other| Some(other) != first);
        Self { shown, visit, has_types, times: RefCell::default() }
    }

    fn time(&self, span: Span<'_>) -> String {
        let key = (span.start.into(), span.end.into());
        let compose = || self.visit.locale().time_range(span.start, span.end);
        self.times.borrow_mut().entry(key).or_insert_with(compose).clone()
    }

    fn card(&self, item: Item, span: Span<'_>) -> Card {
        let (shown, programme) = (self.shown, &self.shown.programme);
        let time = self.time(span);
        let session = match item {
            Item::Break { label, room } => {
                let label = if label.trim().is_empty() { self.visit.t("public-break") } else { label };
                return Card::Break { label, room, time };
            }
            Item::Session(session) => &programme.sessions[session],
        };
        let track = session
            .track
            .filter(|_| programme.event.use_tracks)
            .and_then(|index| programme.tracks.get(index));
        Card::Session(Session {
            time,
            url: shown.urls().talk(&session.code),
            title: session.title.clone(),
            speakers: shown.names_of(self.visit.locale(), &session.speakers).join(", "),
            track: track.map(|track| format!("track-{}", track.id)).unwrap_or_default(),
            track_name: track.map(|track| track.name.clone()).unwrap_or_default(),
            kind: if self.has_types { session.session_type.clone() } else { String::new() },
            language: session.content_locale.clone(),
            language_name: if shown.is_multilingual() {
                language::native_name(&session.content_locale)
            } else {
                String::new()
            },
            unrecorded: session.do_not_record,
        })
    }
}
