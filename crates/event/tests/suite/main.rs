//! Events, organisers and teams in the domain, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod invitations;
mod organisers;
mod outbox;
mod setting;
mod teams;
mod tokens;
