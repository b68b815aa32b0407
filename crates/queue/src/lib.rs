//! Work that is done beside requests: jobs, each once, and periodic ones, each by one process at a time.
//!
//! What never lives here: what a job does. Each crate names its own; the binary lists them.

pub mod dead;
pub mod housekeeping;
pub mod job;
pub mod load;
pub mod periodic;
