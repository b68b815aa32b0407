//! The languages of Plenary's pages and mails: catalogues, negotiation, dates and times.
//!
//! Every text a person reads is a message in `/locales/<language>/<area>.ftl` (Fluent), embedded in
//! the binary. English is the source; a test holds every other catalogue to the same messages and
//! arguments, and every key in the sources to an existing message. What never lives here: texts
//! that organisers write (`model::I18nText`), HTML, and anything that reads a request.

mod argument;
mod catalogue;
mod date;
mod locale;
mod negotiation;

pub use argument::{Argument, Arguments};
pub use locale::{Direction, LOCALES, Locale};
pub use negotiation::negotiate;
