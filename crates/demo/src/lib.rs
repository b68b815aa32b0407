//! The generated demo and benchmark events: what `plenary create_test_event` writes.
//!
//! Here live the texts, names and pictures of an event that never took place, and the plan
//! that arranges them: [`plan`] is a pure function of a seed and a [`Size`], drawn up without
//! a database, a clock or a network.
//!
//! [`create`] writes such a plan into a database, as far as a [`Stage`] says.
//!
//! Never here: rules of the domain. What is not written through the domain crates must look as if it
//! had been; the suite asks them.

mod content;
mod dice;
mod event;
mod generate;
pub mod pictures;
mod timetable;
mod write;

pub use event::*;
pub use generate::plan;
pub use write::{Counts, Created, Progress, Request, Stage, create};
