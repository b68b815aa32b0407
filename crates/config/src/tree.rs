//! The merged configuration as text.

use std::fmt;

use crate::source::Source;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeEntry {
    pub section: String,
    pub option: String,
    /// The text that was written, or the effective default.
    pub value: String,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Grouped by section.
    pub entries: Vec<TreeEntry>,
}

/// One line an option: `option = value  # source`. For reading, not for loading again.
impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |entry: &TreeEntry| {
            let value = entry.value.replace('\n', "\\n");
            format!("{} = {value}", entry.option).trim_end().to_owned()
        };
        let width = self.entries.iter().map(|entry| line(entry).chars().count()).max().unwrap_or(0).min(60);
        let mut section = None;
        for entry in &self.entries {
            if section != Some(&entry.section) {
                let gap = if section.is_some() { "\n" } else { "" };
                writeln!(f, "{gap}[{}]", entry.section)?;
                section = Some(&entry.section);
            }
            writeln!(f, "{:width$}  # {}", line(entry), entry.source)?;
        }
        Ok(())
    }
}
