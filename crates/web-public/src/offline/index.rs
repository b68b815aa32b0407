//! Days, rooms, tracks and times, and what every item looks like now: the part of the data that
//! devices ask for on each visit.

use std::collections::{BTreeMap, BTreeSet};

use plenary_model::Date;
use plenary_model::programme::{ProgrammeSlot, SlotContent};
use plenary_web::colour::Colour;
use plenary_web::{Failure, Visit};
use serde::Serialize;

use super::item::Items;
use super::{digest, json, shell_digest};
use crate::programme::Shown;
use crate::schedule;
use crate::timetable::day_of;

/// Grows when scripts could no longer read what older ones kept.
const FORMAT: u8 = 1;

pub struct Index<'a> {
    shown: &'a Shown,
    visit: &'a Visit,
}

#[derive(Serialize)]
struct Content {
    format: u8,
    version: Option<String>,
    schedule_id: i32,
    /// The language of all texts.
    locale: &'static str,
    /// Changes when the page must be fetched anew.
    shell: String,
    event: EventPart,
    words: BTreeMap<&'static str, String>,
    days: Vec<Day>,
    rooms: Vec<Room>,
    tracks: Vec<Track>,
    slots: Vec<Slot>,
    /// Key → digest, see [`Items::digests`].
    items: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct EventPart {
    slug: String,
    name: String,
    /// IANA name.
    time_zone: String,
    /// Version, date of release and time zone in one sentence.
    lead: String,
}

#[derive(Serialize)]
struct Day {
    /// `2026-09-04`
    id: String,
    short: String,
    long: String,
}

#[derive(Serialize)]
struct Room {
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
}

#[derive(Serialize)]
struct Track {
    id: i32,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<String>,
}

/// Something at a time: a session in a room, or a break in one or several.
#[derive(Serialize)]
struct Slot {
    /// Index in `days`.
    day: usize,
    /// With the offset of the event's zone.
    start: String,
    end: String,
    /// The start in words.
    from: String,
    /// Both in words.
    time: String,
    /// Indices in `rooms`.
    rooms: Vec<usize>,
    #[serde(flatten)]
    what: What,
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// A code.
    Session(String),
    Break(String),
}

#[derive(Serialize)]
struct Tagged<'a> {
    digest: &'a str,
    #[serde(flatten)]
    content: &'a Content,
}

impl<'a> Index<'a> {
    pub fn new(shown: &'a Shown, visit: &'a Visit) -> Self {
        Self { shown, visit }
    }

    pub fn json(&self) -> Result<Vec<u8>, Failure> {
        let content = self.content()?;
        json(&Tagged { digest: &digest(&content)?, content: &content })
    }

    /// By which items and an index know that they belong together.
    pub fn digest(&self) -> Result<String, Failure> {
        digest(&self.content()?)
    }

    fn content(&self) -> Result<Content, Failure> {
        let (shown, visit) = (self.shown, self.visit);
        let programme = &shown.programme;
        let locale = visit.locale();
        let used: BTreeSet<i32> = programme.slots.iter().map(|slot| slot.room).collect();
        let rooms: Vec<_> = programme.rooms.iter().filter(|room| used.contains(&room.id)).collect();
        let numbers: BTreeMap<i32, usize> =
            rooms.iter().enumerate().map(|(at, room)| (room.id, at)).collect();
        let (days, slots) = self.timetable(&numbers);
        let tracks = programme.tracks.iter().filter(|_| programme.event.use_tracks);
        Ok(Content {
            format: FORMAT,
            version: programme.version.clone(),
            schedule_id: programme.schedule_id,
            locale: locale.code(),
            shell: shell_digest(visit)?,
            event: EventPart {
                slug: programme.event.slug.clone(),
                name: programme.event.name.clone(),
                time_zone: programme.event.time_zone.clone(),
                lead: schedule::lead(shown, visit),
            },
            words: words(visit),
            days: days
                .into_iter()
                .map(|date| Day {
                    id: date.to_string(),
                    short: locale.day(date.0),
                    long: locale.date_long(date.0),
                })
                .collect(),
            rooms: rooms
                .into_iter()
                .map(|room| Room {
                    name: room.name.clone(),
                    description: room.description.clone().unwrap_or_default(),
                })
                .collect(),
            tracks: tracks
                .map(|track| Track {
                    id: track.id,
                    name: track.name.clone(),
                    color: Colour::parse(&track.color).map(|colour| colour.to_string()),
                })
                .collect(),
            slots,
            items: Items::new(shown, visit).digests()?,
        })
    }

    /// The days on which something happens, and everything that does. A break in several rooms at
    /// once is one.
    fn timetable(&self, rooms: &BTreeMap<i32, usize>) -> (Vec<Date>, Vec<Slot>) {
        let programme = &self.shown.programme;
        let (zone, locale) = (programme.zone(), self.visit.locale());
        let placed: Vec<(Date, usize, &ProgrammeSlot)> = programme
            .slots
            .iter()
            .filter_map(|slot| {
                let day = day_of(&slot.start.in_zone(&zone), programme.event.date_from);
                Some((day, *rooms.get(&slot.room)?, slot))
            })
            .collect();
        let days: Vec<Date> =
            placed.iter().map(|(day, ..)| *day).collect::<BTreeSet<_>>().into_iter().collect();
        let mut slots: Vec<Slot> = Vec::with_capacity(placed.len());
        for (day, room, slot) in placed {
            let (start, end) = (slot.start.in_zone(&zone), slot.end.in_zone(&zone));
            let stamp = |at: &jiff::Zoned| at.strftime("%Y-%m-%dT%H:%M%:z").to_string();
            let new = Slot {
                day: days.binary_search(&day).unwrap_or_default(),
                start: stamp(&start),
                end: stamp(&end),
                from: locale.time(&start),
                time: locale.time_range(&start, &end),
                rooms: vec![room],
                what: self.what(slot),
            };
            let same = |old: &&mut Slot| old.start == new.start && old.end == new.end && old.what == new.what;
            let at_once = slots.iter_mut().rev().take_while(|old| old.start == new.start);
            match at_once.filter(|_| matches!(new.what, What::Break(_))).find(same) {
                Some(old) => old.rooms.push(room),
                None => slots.push(new),
            }
        }
        (days, slots)
    }

    fn what(&self, slot: &ProgrammeSlot) -> What {
        match &slot.content {
            SlotContent::Session { session, .. } => {
                let session = self.shown.programme.sessions.get(*session);
                What::Session(session.map(|session| session.code.clone()).unwrap_or_default())
            }
            SlotContent::Break { description } if description.trim().is_empty() => {
                What::Break(self.visit.t("public-break"))
            }
            SlotContent::Break { description } => What::Break(description.clone()),
        }
    }
}

/// What the scripts say. Names in braces are filled in by them.
fn words(visit: &Visit) -> BTreeMap<&'static str, String> {
    let with = |key: &str, name: &'static str| visit.t_args(key, (name, format!("{{{name}}}")));
    let found = (("sessions", "{sessions}"), ("speakers", "{speakers}"));
    BTreeMap::from([
        ("offline", visit.t("offline-note")),
        ("as_of", with("offline-as-of", "time")),
        ("page_as_of", with("offline-page-as-of", "time")),
        ("online", visit.t("offline-online-again")),
        ("reload", visit.t("offline-reload")),
        ("updated", visit.t("offline-updated")),
        ("close", visit.t("kit-close")),
        ("schedule", visit.t("kit-schedule")),
        ("sessions", visit.t("kit-sessions")),
        ("speakers", visit.t("kit-speakers")),
        ("search", visit.t("kit-search")),
        ("search_hint", visit.t("offline-search-hint")),
        ("found", visit.t_args("offline-found", found)),
        ("nothing_found", visit.t("offline-nothing-found")),
        ("missing_title", visit.t("offline-missing-title")),
        ("missing_text", visit.t("offline-missing-text")),
        ("to_schedule", visit.t("public-to-schedule")),
        ("star", with("offline-star", "title")),
        ("star_on", visit.t("agenda-star-on")),
        ("star_off", visit.t("agenda-star-off")),
        ("starred", visit.t("offline-starred")),
        ("starred_empty", visit.t("offline-starred-empty")),
        ("days", visit.t("kit-schedule-days")),
        ("when", visit.t("public-when-and-where")),
        ("track", visit.t("public-track")),
        ("type", visit.t("public-type")),
        ("duration", visit.t("public-duration")),
        ("language", visit.t("public-language")),
        ("time_zone", visit.t("public-time-zone")),
        ("not_recorded", visit.t("public-not-recorded")),
        ("not_recorded_short", visit.t("kit-not-recorded")),
        ("resources", visit.t("public-resources")),
        ("no_text", visit.t("public-session-no-text")),
    ])
}
