//! Tests of the store on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod migration;
mod transaction;
