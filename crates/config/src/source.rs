//! Where a value came from.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Built in, or derived from other options.
    Default,
    /// Line counted from 1.
    File {
        path: Arc<PathBuf>,
        line: usize,
    },
    Variable {
        name: String,
    },
    /// A `…_FILE` variable and the file it names.
    VariableFile {
        name: String,
        path: PathBuf,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Default => f.write_str("default"),
            Source::File { path, line } => write!(f, "{}:{line}", path.display()),
            Source::Variable { name } => write!(f, "variable {name}"),
            Source::VariableFile { name, path } => write!(f, "variable {name} ({})", path.display()),
        }
    }
}
