//! Custom fields: what is asked about proposals, speakers and reviews, and what was answered
//! (data-model §1.2.24–26, pages-public §5.7).
//!
//! Whoever shows a form loads a [`Sheet`]; whoever stores what was sent calls [`save`], or [`apply`]
//! where the change is logged together with others.

mod answers;
mod check;
mod condition;
mod file;
mod load;
pub mod manage;
mod save;
mod sheet;
mod value;

pub use answers::{About, Stored, stored};
pub use check::{Given, LONGEST_LINE, LONGEST_TEXT};
pub use condition::Condition;
pub use file::{NewFile, Written, accepted_files};
pub use load::{Question, of_event};
pub use save::{Saved, apply, save};
pub use sheet::{Answerer, Asked, Checked, Input, Posted, Sheet, Subject};
