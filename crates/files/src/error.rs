use std::io;

use crate::path::PathError;

#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error(transparent)]
    Path(#[from] PathError),
    /// No regular file of this name.
    #[error("{0}: no such file")]
    NotFound(String),
    /// The path leads out of the directory it belongs to, by a symbolic link.
    #[error("{0}: leads outside of its directory")]
    Outside(String),
    /// Something else is there: a source that is not a regular file, or a file where a directory is needed.
    #[error("{0}: not a regular file, or below one")]
    NotAFile(String),
    #[error("{path}: {what}: {source}")]
    Io { path: String, what: &'static str, source: io::Error },
}

impl FilesError {
    /// For `map_err`: names the path and what was tried.
    pub(crate) fn io(path: &(impl ToString + ?Sized), what: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_string();
        move |source| {
            // The sandbox's own refusal carries no number of the operating system.
            if source.kind() == io::ErrorKind::PermissionDenied && source.raw_os_error().is_none() {
                return Self::Outside(path);
            }
            match source.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound(path),
                _ => Self::Io { path, what, source },
            }
        }
    }
}
