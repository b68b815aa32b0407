//! What administrators need: moving an instance here, system checks, health and metrics.
//!
//! What never lives here: HTTP, the command line, rules of the domain.

pub mod check;
pub mod disk;
pub mod health;
pub mod import;
pub mod metrics;
pub mod status;
pub mod test_mail;
pub mod update;
