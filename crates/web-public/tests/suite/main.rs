//! The public pages and files as browsers and programs meet them: every layer in place, no network.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod exports;
mod pages;
mod setting;
mod social;
mod statements;
mod visibility;
