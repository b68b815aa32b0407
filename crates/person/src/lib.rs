//! Accounts: passwords, log-in and second factors, addresses and their verification, sessions, pictures,
//! erasure and export of what is stored about a person; the speaker profiles they have at events.
//!
//! What never lives here: what is in a browser session's data (the web kit), teams and rights (`event`),
//! API tokens, which reach only as far as rights (`event`).

pub mod account;
pub mod address;
pub mod administrator;
pub mod attempts;
pub mod copy;
pub mod erase;
pub mod login;
pub mod lookup;
pub mod password;
pub mod people;
pub mod picture;
pub mod profile;
pub mod received;
pub mod reset;
mod scrub;
pub mod second_factor;
pub mod session;
pub mod token;

pub use attempts::Attempts;
