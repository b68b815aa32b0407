//! Events and their settings, organisers and teams in the domain, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod creating;
mod deleting;
mod history;
mod invitations;
mod organisers;
mod outbox;
mod planned;
mod reviewing;
mod setting;
mod settings;
mod teams;
mod tokens;
