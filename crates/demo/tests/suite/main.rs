//! Demo events in a database: every stage on both engines, and the big one.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod checks;
mod setting;
mod small;
mod whole;
