//! Events and their settings, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod creating;
mod deleting;
mod reviewing;
mod setting;
mod settings;
