//! The published programme as bytes: `schedule.xml`, `schedule.json`, `schedule.xcal`, iCalendar
//! files, the widget's data, the feed, text for terminals, lists for spreadsheets; their names and
//! entity tags.
//!
//! Everything here is a pure function of a [`Programme`](plenary_model::programme::Programme), a
//! [`Site`] and, for calendars, the time. Never here: the database, HTTP, permissions, the choice of
//! version or language, texts that would need translating.

mod calendar;
mod days;
mod etag;
mod feed;
mod file_name;
mod ical;
mod schedule_json;
mod schedule_text;
mod schedule_xcal;
mod schedule_xml;
mod site;
mod table;
mod terminal;
mod terminal_grid;
mod text;
mod widget;
mod xml;

pub use calendar::{favourites_ics, schedule_ics, session_ics, slot_ics, speaker_ics};
pub use days::{Day, DayRoom, Talk, days};
pub use etag::{etag, if_none_match};
pub use feed::{Feed, FeedEntry, feed_xml, version_fragment};
pub use file_name::{
    attachment, export_file_name, inline, session_file_name, slot_file_name, speaker_file_name,
};
pub use schedule_json::schedule_json;
pub use schedule_text::{TextForm, TextWords, schedule_text};
pub use schedule_xcal::schedule_xcal;
pub use schedule_xml::{schedule_xml, schedule_xml_unreleased};
pub use site::{SOFTWARE, Site};
pub use table::csv;
pub use widget::widget_json;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
