//! Tests of events on both engines.

#![allow(clippy::unwrap_used)]

mod outbox;
