//! Sending mails that were handed over, beside requests.

/// The job of a mail of an event; its key is the mail's id.
pub const OF_EVENT: &str = "mail";
/// The job of a mail of the instance, see [`crate::system`].
pub const SYSTEM: &str = "system-mail";
