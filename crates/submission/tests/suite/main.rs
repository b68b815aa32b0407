//! Tests of submissions on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod answering;
mod asking;
mod call;
mod managing;
mod pictures;
