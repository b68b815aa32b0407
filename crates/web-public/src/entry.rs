//! What lists and pages say of a session: title, speakers, track, language, when and where.

use plenary_model::programme::{ProgrammeSession, ProgrammeSlot};
use plenary_web::{Url, Visit};

use crate::language;
use crate::programme::Shown;

/// What lists say of a session.
pub struct Entry {
    pub url: Url,
    pub title: String,
    pub language: String,
    /// What the language calls itself; empty where all sessions have the same.
    pub language_name: String,
    pub speakers: String,
    /// Class and name of its track.
    pub track: String,
    pub track_name: String,
    pub session_type: String,
    pub duration: String,
    pub unrecorded: bool,
    pub times: Vec<Time>,
}

/// When and where a session takes place.
pub struct Time {
    /// For machines.
    pub start: String,
    pub day: String,
    pub day_long: String,
    pub range: String,
    pub minutes: i64,
    pub room_id: i32,
    pub room: String,
    pub room_description: String,
}

impl Entry {
    pub fn new(shown: &Shown, visit: &Visit, index: usize, session: &ProgrammeSession) -> Self {
        let slots: Vec<&ProgrammeSlot> = shown.programme.slots_of(index).collect();
        Self::at(shown, visit, session, &slots)
    }

    /// For whoever has looked up the slots of all sessions already.
    pub fn at(shown: &Shown, visit: &Visit, session: &ProgrammeSession, slots: &[&ProgrammeSlot]) -> Self {
        let locale = visit.locale();
        let programme = &shown.programme;
        let track = session
            .track
            .filter(|_| programme.event.use_tracks)
            .and_then(|index| programme.tracks.get(index));
        Self {
            url: shown.urls().talk(&session.code),
            title: session.title.clone(),
            language: session.content_locale.clone(),
            language_name: match shown.is_multilingual() {
                true => language::native_name(&session.content_locale),
                false => String::new(),
            },
            speakers: shown.names_of(locale, &session.speakers).join(", "),
            track: track.map(|track| format!("track-{}", track.id)).unwrap_or_default(),
            track_name: track.map(|track| track.name.clone()).unwrap_or_default(),
            session_type: session.session_type.clone(),
            duration: locale.duration(duration(session, slots)),
            unrecorded: session.do_not_record,
            times: times(shown, visit, slots),
        }
    }
}

/// How long it takes where it is placed, in minutes; with several placements, how long it usually does.
pub fn duration(session: &ProgrammeSession, slots: &[&ProgrammeSlot]) -> i64 {
    match slots {
        [slot] => slot.end.minutes_since(slot.start),
        _ => session.duration,
    }
}

fn times(shown: &Shown, visit: &Visit, slots: &[&ProgrammeSlot]) -> Vec<Time> {
    let (locale, zone) = (visit.locale(), shown.programme.zone());
    slots
        .iter()
        .map(|slot| {
            let (start, end) = (slot.start.in_zone(&zone), slot.end.in_zone(&zone));
            let room = shown.programme.room(slot.room);
            Time {
                start: start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
                day: locale.day(start.date()),
                day_long: locale.date_long(start.date()),
                range: locale.time_range(&start, &end),
                minutes: slot.end.minutes_since(slot.start),
                room_id: slot.room,
                room: room.map(|room| room.name.clone()).unwrap_or_default(),
                room_description: room.and_then(|room| room.description.clone()).unwrap_or_default(),
            }
        })
        .collect()
}
