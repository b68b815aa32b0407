//! The published programme as bytes: `schedule.xml`, `schedule.json`, `schedule.xcal`, iCalendar
//! files, their names and entity tags.
//!
//! Everything here is a pure function of a [`Programme`](plenary_model::programme::Programme), a
//! [`Site`] and, for calendars, the time. Never here: the database, HTTP, permissions, the choice of
//! version or language, lists for organisers, texts that would need translating.

mod calendar;
mod days;
mod etag;
mod file_name;
mod ical;
mod schedule_json;
mod schedule_xcal;
mod schedule_xml;
mod site;
mod text;
mod xml;

pub use calendar::{favourites_ics, schedule_ics, session_ics, slot_ics, speaker_ics};
pub use days::{Day, DayRoom, Talk, days};
pub use etag::{etag, if_none_match};
pub use file_name::{attachment, export_file_name, session_file_name, slot_file_name, speaker_file_name};
pub use schedule_json::schedule_json;
pub use schedule_xcal::schedule_xcal;
pub use schedule_xml::{schedule_xml, schedule_xml_unreleased};
pub use site::{SOFTWARE, Site};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
