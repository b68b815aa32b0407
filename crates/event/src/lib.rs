//! Organisers, their teams and the rights these give, API tokens that reach as far as these, events with their settings and initial data,
//! and what of an event is public.
//!
//! What never lives here: proposals (`submission`), rooms and slots (`schedule`), accounts (`person`).

pub mod api_token;
pub mod create;
pub mod delete;
pub mod event;
pub mod golive;
pub mod history;
pub mod initial;
pub mod links;
pub mod organiser;
pub mod outbox;
pub mod preference;
pub mod review;
pub mod rights;
pub mod settings;
pub mod team;
pub mod visibility;

pub use rights::rights;
