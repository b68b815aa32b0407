//! The vocabulary of Plenary: identifiers, codes, states, texts in several languages, settings,
//! rights, errors, the clock.
//!
//! Everything here is a plain value and can be tested without a database. What never lives here:
//! reading or writing of any kind, HTTP, templates, and rules that need more than one entity.

pub mod actor;
pub mod code;
#[cfg(feature = "db")]
mod column;
pub mod decimal;
pub mod error;
pub mod guid;
pub mod permission;
pub mod programme;
pub mod random;
pub mod settings;
pub mod slug;
pub mod state;
pub mod text;
pub mod time;
pub mod widget;

pub use actor::{Actor, Rights};
pub use decimal::Decimal;
pub use error::{Error, FieldError, Message, Result};
pub use permission::{Fact, Facts, Permission};
pub use random::{OsRandom, Random, SeededRandom};
pub use state::*;
pub use text::I18nText;
pub use time::{Clock, Date, FixedClock, SystemClock, Timestamp};
