//! How an event reviews: what holds for all reviews, the phases, and what is scored (pages-orga §8).

pub mod category;
mod general;
pub mod phase;
mod recompute;

pub use general::{Aggregate, ReviewSettings, ScoreFormat, help_text, update};
