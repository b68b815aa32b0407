//! Rooms, the times of slots, versions of the schedule, releasing one, and reading the published
//! programme.
//!
//! What never lives here: whether a session has a slot at all (`submission`), the bytes of exports
//! (`export`), pages.

pub mod changes;
pub mod place;
pub mod preview;
pub mod programme;
pub mod release;
pub mod room;
pub mod version;
pub mod widget;
pub mod working;
