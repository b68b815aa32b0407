//! What the schedule widget on other sites shows: a version of the schedule in all its languages.
//!
//! Unlike a [`Programme`](crate::programme::Programme) it may be the working version: then it holds
//! what is not confirmed, hidden or without a time, and is for organisers only.

use crate::{Date, I18nText, SubmissionState, Timestamp};

#[derive(Clone, Debug, PartialEq)]
pub struct WidgetSchedule {
    /// `None` for the working version.
    pub version: Option<String>,
    pub schedule_id: i32,
    /// IANA name.
    pub time_zone: String,
    pub date_from: Date,
    pub date_to: Date,
    /// By start; those without a time first.
    pub slots: Vec<WidgetSlot>,
    /// Those in use, by position.
    pub tracks: Vec<WidgetTrack>,
    /// Those in use, by position.
    pub rooms: Vec<WidgetRoom>,
    /// The speakers of `slots`, by name.
    pub speakers: Vec<WidgetSpeaker>,
    /// Whether the call asks for pictures; if not, there are none to show.
    pub asks_pictures: bool,
    /// Whether the call asks if a session may be recorded.
    pub asks_recording: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WidgetSlot {
    pub id: i32,
    pub room: Option<i32>,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub content: WidgetContent,
}

#[derive(Clone, Debug, PartialEq)]
pub enum WidgetContent {
    Session(WidgetSession),
    Break { title: I18nText },
}

#[derive(Clone, Debug, PartialEq)]
pub struct WidgetSession {
    pub code: String,
    pub title: String,
    pub abstract_text: Option<String>,
    /// Codes, in the session's own order.
    pub speakers: Vec<String>,
    pub track: Option<i32>,
    /// Usual duration in minutes.
    pub duration: i64,
    /// When the slot last changed.
    pub updated: Option<Timestamp>,
    pub content_locale: String,
    pub do_not_record: bool,
    /// Known of the working version only.
    pub state: Option<SubmissionState>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WidgetTrack {
    pub id: i32,
    pub name: I18nText,
    pub description: I18nText,
    /// As stored.
    pub color: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WidgetRoom {
    pub id: i32,
    pub name: I18nText,
    pub description: I18nText,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WidgetSpeaker {
    pub code: String,
    /// May be empty.
    pub name: String,
    /// Media paths: full, small, tiny.
    pub avatar: Option<String>,
    pub avatar_thumbnail: Option<String>,
    pub avatar_thumbnail_tiny: Option<String>,
}
