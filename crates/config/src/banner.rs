//! What is said once at start.

use std::fmt;
use std::path::PathBuf;

use crate::settings::Config;

/// Display gives one fact a line, without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartBanner {
    pub version: String,
    pub executable: Option<PathBuf>,
    /// Weakest first.
    pub files_read: Vec<PathBuf>,
    pub database: String,
    pub logs: PathBuf,
    pub plugins: Vec<String>,
    pub debug: bool,
    pub is_root: bool,
}

impl StartBanner {
    pub fn new(config: &Config, version: &str, executable: Option<PathBuf>) -> Self {
        Self {
            version: version.to_owned(),
            executable,
            files_read: config.files_read.clone(),
            database: config.database.to_string(),
            logs: config.filesystem.logs.clone(),
            plugins: config.plugins.keys().cloned().collect(),
            debug: config.site.debug,
            is_root: config.is_root,
        }
    }
}

impl fmt::Display for StartBanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Plenary {}", self.version)?;
        let files: Vec<String> = self.files_read.iter().map(|path| path.display().to_string()).collect();
        let files = if files.is_empty() { "none".to_owned() } else { files.join(", ") };
        write!(f, "\nconfiguration files: {files}")?;
        write!(f, "\ndatabase: {}", self.database)?;
        write!(f, "\nlogs: {}", self.logs.display())?;
        if let Some(executable) = &self.executable {
            write!(f, "\nexecutable: {}", executable.display())?;
        }
        if !self.plugins.is_empty() {
            write!(f, "\nconfigured plugins: {}", self.plugins.join(", "))?;
        }
        if self.debug {
            f.write_str("\ndevelopment mode is on: never serve an event like this")?;
        }
        if self.is_root {
            f.write_str("\nrunning as root: create a user for Plenary and start it as that user")?;
        }
        Ok(())
    }
}
