//! The public pages and files as browsers and programs meet them: every layer in place, no network.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod agenda;
mod answers;
mod changelog;
mod exports;
mod featured;
mod feedback;
mod hostile;
mod hosts;
mod offline;
mod pages;
mod releases;
mod search;
mod session_page;
mod setting;
mod site_pages;
mod social;
mod statements;
mod tables;
mod terminal;
mod visibility;
mod widget;
