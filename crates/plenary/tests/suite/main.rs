//! Tests of the workspace and of the built program.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod attacks;
mod commands;
mod dependencies;
mod erasure;
mod permissions;
mod serving;
