//! What is wrong with a configuration. These texts are English only: no catalogue is loaded yet.

use std::fmt;

/// One thing that keeps Plenary from starting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a file and line, or a variable. Empty if nothing was written anywhere.
    pub place: String,
    /// `section.option`, unless the line could not be understood.
    pub option: Option<String>,
    /// The refused value; secrets are hidden.
    pub value: Option<String>,
    /// What is wrong, or what is accepted.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        match (&self.option, &self.value) {
            (Some(option), Some(value)) => write!(f, "{option} = {value:?}: ")?,
            (Some(option), None) => write!(f, "{option}: ")?,
            _ => {}
        }
        f.write_str(&self.message)
    }
}

/// Everything that is wrong, not just the first thing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    pub problems: Vec<Problem>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration cannot be used:")?;
        for problem in &self.problems {
            write!(f, "\n  - {problem}")?;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeLevel {
    Info,
    Warning,
}

/// Something an administrator should know that does not stop the start; shown by `check`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub level: NoticeLevel,
    /// Where: a file and line, or a variable.
    pub place: String,
    pub message: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
