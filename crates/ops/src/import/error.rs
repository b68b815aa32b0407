//! Why an import stopped. Each is a sentence that says what and where.

use std::path::PathBuf;

/// The target is as it was before, except after [`ImportError::Publish`].
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("There is no file {}.", .0.display())]
    NoSuchFile(PathBuf),
    #[error("{} is not an SQLite database.", .0.display())]
    NotADatabase(PathBuf),
    #[error("{source_name} can't be opened: {reason}.")]
    Unreachable { source_name: String, reason: String },
    #[error("{source_name} is a database, but not one of pretalx: its tables are not there.")]
    NotPretalx { source_name: String },
    #[error(
        "{source_name} is incomplete: {} missing ({}).",
        if tables.len() == 1 { "a table is" } else { "tables are" },
        tables.join(", ")
    )]
    MissingTables { source_name: String, tables: Vec<&'static str> },
    #[error("The table {table} has no column {}.", columns.join(", "))]
    MissingColumns { table: &'static str, columns: Vec<&'static str> },
    #[error(
        "{source_name} belongs to a pretalx older than 2025.2.2: the migration {missing} has not been applied. \
         Upgrade that instance to 2025.2.2 first, then import again."
    )]
    Older { source_name: String, missing: String },
    #[error(
        "{source_name} belongs to a pretalx newer than 2025.2.2: it has the migration {found}, and its tables are \
         laid out differently. Only 2025.2.2 can be imported."
    )]
    Newer { source_name: String, found: String },
    #[error("The table {table} can't be read: {reason}.")]
    Read { table: String, reason: String },
    #[error("Table {table}, row {row}, column {column}: {problem}.")]
    BadValue { table: &'static str, row: i64, column: String, problem: String },
    #[error("{what} must differ in more than capitals here, but these don't: {}. Merge or rename them first.", list.join("; "))]
    Ambiguous { what: &'static str, list: Vec<String> },
    #[error("There is no event “{slug}” in the source. It has: {}.", known.join(", "))]
    NoSuchEvent { slug: String, known: Vec<String> },
    #[error("The media directory {} can't be read: {reason}.", path.display())]
    Media { path: PathBuf, reason: String },
    #[error("The file {path} can't be copied: {reason}.")]
    File { path: String, reason: String },
    #[error("The secret can't be taken from {}: {reason}.", path.display())]
    Secret { path: PathBuf, reason: String },
    #[error("Another import into this instance is running.")]
    Running,
    #[error("This instance has something of its own ({}). Import into an empty one.", .0.join(", "))]
    InUse(Vec<String>),
    #[error(
        "This instance was filled from another pretalx instance ({known}). Import {found} into an instance of its own."
    )]
    OtherSource { known: String, found: String },
    #[error(
        "The last import brought the event {last}, this one would bring {now} and remove the other. \
         Import everything, or allow the replacement explicitly."
    )]
    OtherScope { last: String, now: String },
    #[error(
        "Since the last import something was changed here, and importing again would undo it: {}. \
         Run it with --replace if these changes may go.",
        .0.join(", ")
    )]
    ChangedHere(Vec<String>),
    #[error("The rows of {table} can't be written: {reason}.")]
    Write { table: String, reason: String },
    #[error(
        "Everything was imported, but not all files could be moved into place: {reason}. \
         The next start of Plenary, or the next import, goes on with it."
    )]
    Publish { reason: String },
    #[error("{0}")]
    Target(#[from] Box<plenary_model::Error>),
}

impl From<plenary_model::Error> for ImportError {
    fn from(error: plenary_model::Error) -> Self {
        Self::Target(Box::new(error))
    }
}

pub(super) type Result<T, E = ImportError> = std::result::Result<T, E>;
