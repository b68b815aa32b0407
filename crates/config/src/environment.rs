//! What the configuration depends on besides its files, as a value: tests build one, the binary takes
//! [`Environment::from_process`].

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// Reads a whole file. Paths are absolute. A missing file is [`io::ErrorKind::NotFound`].
pub trait FileReader {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// Files in memory, for tests.
impl FileReader for BTreeMap<PathBuf, Vec<u8>> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

struct Disk;

impl FileReader for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

pub struct Environment {
    pub variables: BTreeMap<String, OsString>,
    pub home: Option<PathBuf>,
    /// Absolute.
    pub current_dir: PathBuf,
    /// Whether the process has all rights on the machine.
    pub is_root: bool,
    /// What `site.debug` is unless configured: true for the commands `demo` and `devserver`.
    pub debug_by_default: bool,
    pub files: Box<dyn FileReader>,
}

impl Environment {
    /// Fails if the current directory is gone or may not be entered.
    pub fn from_process(debug_by_default: bool) -> io::Result<Self> {
        Ok(Self {
            variables: std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
                .collect(),
            home: std::env::home_dir().filter(|home| home.is_absolute()),
            current_dir: std::env::current_dir()?,
            is_root: rustix::process::geteuid().is_root(),
            debug_by_default,
            files: Box::new(Disk),
        })
    }

    /// An environment without variables, home and files, in `/srv/plenary`.
    pub fn empty() -> Self {
        Self {
            variables: BTreeMap::new(),
            home: None,
            current_dir: PathBuf::from("/srv/plenary"),
            is_root: false,
            debug_by_default: false,
            files: Box::new(BTreeMap::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_has_variables_and_a_directory() {
        let environment = Environment::from_process(true).expect("current directory");
        assert!(environment.current_dir.is_absolute());
        assert!(environment.variables.contains_key("PATH"));
        assert!(environment.debug_by_default);
    }
}
