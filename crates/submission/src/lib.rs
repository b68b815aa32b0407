//! Proposals and sessions: the call's rules, submitting, states, speakers, the existence of slots.
//!
//! What never lives here: when and where a slot is (`schedule`), pages, mail delivery.

pub mod access_code;
pub mod cfp;
mod decision;
mod described;
pub mod favourite;
pub mod feedback;
pub mod information;
mod limits;
pub mod list;
pub mod lookup;
pub mod organiser_speakers;
pub mod picture;
pub mod public_answers;
pub mod public_session;
pub mod question;
pub mod short_link;
pub mod slots;
pub mod state;
pub mod submission_type;
pub mod submit;
pub mod tables;
pub mod tag;
pub mod track;
