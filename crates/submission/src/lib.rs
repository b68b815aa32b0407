//! Proposals and sessions: the call's rules, submitting, states, speakers, the existence of slots.
//!
//! What never lives here: when and where a slot is (`schedule`), pages, mail delivery.

pub mod cfp;
mod decision;
pub mod list;
pub mod picture;
pub mod slots;
pub mod state;
pub mod submit;
