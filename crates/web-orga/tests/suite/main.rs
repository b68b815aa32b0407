//! The organiser's side, as browsers meet it.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod access;
mod admin;
mod call;
mod events;
mod history;
mod invitations;
mod login;
mod organisers;
mod question_fields;
mod questions;
mod schedule;
mod search;
mod setting;
mod settings;
mod submissions;
mod teams;
mod wizard;
