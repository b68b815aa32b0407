//! What organisers do with questions (pages-orga §10.3).

mod change;
mod check;
mod options;
mod overview;
mod remind;
mod statistics;

pub use change::{Deleted, delete, reorder, save, toggle};
pub use check::{ICONS, IDENTIFIER_LENGTH, TEXT_LENGTH, Wanted};
pub use options::{LABEL_LENGTH, MOST_OPTIONS, OptionWanted, Options, uploaded};
pub use overview::{Choices, Listed, choices, list, one, visible};
pub use remind::{Reminder, remind};
pub use statistics::{Count, Filters, Role, Statistics, files, statistics};
