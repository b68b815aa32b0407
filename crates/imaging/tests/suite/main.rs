//! Tests of pictures and cards, from outside.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod cards;
mod hostile;
mod kinds;
mod metadata;
mod sample;
