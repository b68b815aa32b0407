//! What organisers decide about their event: pages, dates, languages, look, mail (data-model §2, §3.8).
//!
//! The settings objects are sparse: a change writes the keys that differ from what held before, and
//! leaves the others alone.

pub mod clock;
pub mod dates;
pub mod domain;
mod general;
pub mod links;
pub mod mail;
pub mod widget;
mod write;

pub use general::{File, Files, Layout, Look, NAME_LENGTH, Saved, Wanted, featured_value, update};
pub(crate) use write::{set_flag, set_text, write};
