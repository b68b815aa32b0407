//! From an empty instance to a published schedule, in the domain, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod organising;
mod public_session;
mod setting;
mod thin_path;
mod visibility;
