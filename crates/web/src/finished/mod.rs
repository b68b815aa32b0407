//! Finished bytes: answers that are the same for everyone are made once and kept.
//!
//! A public answer depends on the event's revision, its address, the language and the appearance, and
//! on nothing else. A handler that read only what an anonymous visitor may see marks the visit as
//! shared ([`crate::Visit::share`]); from then on nobody's account is visible to it, and its answer
//! is kept under the revision it was read from. A kept answer touches neither the database nor a
//! template. What is personal arrives by a small request of the page's script.
//!
//! Never here: what an answer says, who may see it.

mod answer;
mod cache;
mod directory;
mod key;
mod programmes;
mod service;

pub(crate) use directory::site_of;
pub use directory::{Directory, Known, Loaded};
pub use key::knows_parameter;
pub use programmes::{ProgrammeKey, Programmes};

pub(crate) use cache::Cache;
pub(crate) use service::{Finished, collect};

use plenary_model::Timestamp;

/// Which state of which event an answer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    pub event: i32,
    pub revision: i64,
    /// From when on the answer would be another one although nothing has changed.
    pub until: Option<Timestamp>,
}
