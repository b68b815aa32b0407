//! The published programme of an event in one language: what exports and public pages are made of.
//!
//! `schedule` reads it from the database; `export` and the public pages turn it into bytes. It holds
//! nothing that the public must not see.

use uuid::Uuid;

use crate::{Date, Timestamp};

/// One version of the schedule, with everything a reader needs to know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    pub event: ProgrammeEvent,
    /// The released version's name; `None` for the working version.
    pub version: Option<String>,
    pub schedule_id: i32,
    pub published: Option<Timestamp>,
    /// Every visible slot with start and room, sessions and breaks, ordered by start, then room.
    pub slots: Vec<ProgrammeSlot>,
    /// The sessions of `slots`, each once, ordered by first start.
    pub sessions: Vec<ProgrammeSession>,
    /// The speakers of `sessions`, ordered by name.
    pub speakers: Vec<ProgrammeSpeaker>,
    /// All rooms of the event by position (then id), used or not.
    pub rooms: Vec<ProgrammeRoom>,
    /// All tracks of the event by position (then id), used or not.
    pub tracks: Vec<ProgrammeTrack>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeEvent {
    pub slug: String,
    pub name: String,
    pub date_from: Date,
    pub date_to: Date,
    /// IANA name.
    pub time_zone: String,
    /// The language in which names are given.
    pub locale: String,
    /// `#rrggbb` as stored.
    pub primary_color: Option<String>,
    /// Media path of the logo.
    pub logo: Option<String>,
    /// The address of the event's site: scheme and host, no trailing slash.
    pub base_url: String,
    /// Where session and speaker pages live when the agenda is served from elsewhere (setting
    /// `html_export_url`), else `base_url`.
    pub page_url: String,
    pub use_feedback: bool,
    pub use_tracks: bool,
    /// Whether proposals are asked if they may be recorded.
    pub asks_recording: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeSlot {
    pub id: i32,
    pub room: i32,
    pub start: Timestamp,
    pub end: Timestamp,
    pub content: SlotContent,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SlotContent {
    Session {
        /// Index in [`Programme::sessions`].
        session: usize,
        /// Empty, or `-<index>` where the session has several slots in this version.
        suffix: String,
        guid: Uuid,
    },
    Break {
        description: String,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeSession {
    pub id: i32,
    pub code: String,
    pub title: String,
    /// Texts as stored: a missing one and an empty one differ in `schedule.json`.
    pub abstract_text: Option<String>,
    pub description: Option<String>,
    pub session_type: String,
    /// Index in [`Programme::tracks`].
    pub track: Option<usize>,
    pub content_locale: String,
    pub do_not_record: bool,
    /// Effective duration in minutes.
    pub duration: i64,
    /// Media path.
    pub image: Option<String>,
    /// Indices in [`Programme::speakers`], in the session's own order.
    pub speakers: Vec<usize>,
    /// Public resources only.
    pub resources: Vec<ProgrammeResource>,
    pub is_featured: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeResource {
    pub description: String,
    pub target: ResourceTarget,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ResourceTarget {
    Link(String),
    /// Media path.
    File(String),
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeSpeaker {
    pub id: i32,
    /// The account's id, where there is one (`person/@id` in schedule.xml).
    pub account: Option<i32>,
    pub code: String,
    /// May be empty; each reader chooses its own word for that.
    pub name: String,
    pub biography: Option<String>,
    /// Media path of the full picture.
    pub avatar: Option<String>,
    /// The same for `schedule.json`, which has it also where speakers are not asked for one any more.
    pub exported_avatar: Option<String>,
    /// Media path of the small one, if made.
    pub avatar_thumbnail: Option<String>,
    pub guid: Uuid,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeRoom {
    pub id: i32,
    pub name: String,
    pub description: Option<String>,
    pub capacity: Option<i32>,
    pub guid: Uuid,
    pub position: Option<i32>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeTrack {
    pub id: i32,
    pub name: String,
    pub description: String,
    /// As stored.
    pub color: String,
}

impl Programme {
    /// About how much memory it takes, in bytes.
    pub fn weight(&self) -> usize {
        let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let sessions: usize = self
            .sessions
            .iter()
            .map(|session| {
                let resources = session.resources.len() * 200;
                400 + session.title.len()
                    + text(&session.abstract_text)
                    + text(&session.description)
                    + resources
            })
            .sum();
        let speakers: usize = self.speakers.iter().map(|speaker| 400 + text(&speaker.biography)).sum();
        sessions + speakers + self.slots.len() * 160 + (self.rooms.len() + self.tracks.len()) * 300 + 1000
    }

    pub fn zone(&self) -> jiff::tz::TimeZone {
        crate::time::zone(&self.event.time_zone)
    }

    pub fn room(&self, id: i32) -> Option<&ProgrammeRoom> {
        self.rooms.iter().find(|room| room.id == id)
    }

    pub fn session(&self, code: &str) -> Option<&ProgrammeSession> {
        self.sessions.iter().find(|session| session.code.eq_ignore_ascii_case(code))
    }

    pub fn speaker(&self, code: &str) -> Option<&ProgrammeSpeaker> {
        self.speakers.iter().find(|speaker| speaker.code.eq_ignore_ascii_case(code))
    }

    /// The slots of one session, in order.
    pub fn slots_of(&self, session: usize) -> impl Iterator<Item = &ProgrammeSlot> {
        self.slots.iter().filter(
            move |slot| matches!(&slot.content, SlotContent::Session { session: of, .. } if *of == session),
        )
    }

    /// The sessions of one speaker, in order of their first slot.
    pub fn sessions_of(&self, speaker: usize) -> impl Iterator<Item = (usize, &ProgrammeSession)> {
        self.sessions.iter().enumerate().filter(move |(_, session)| session.speakers.contains(&speaker))
    }
}
