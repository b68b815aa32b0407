//! Accounts: their passwords and log-in, and the speaker profiles they have at events.
//!
//! What never lives here: browser sessions' data (the web kit's), teams and rights (`event`).

pub mod account;
pub mod login;
pub mod password;
pub mod profile;
