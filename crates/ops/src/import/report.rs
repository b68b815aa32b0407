//! What an import did, for people ([`std::fmt::Display`]) and programs (serde).

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The source, without password.
    pub source: String,
    pub source_version: &'static str,
    /// The namespace of all exported UUIDs, as it stands here now.
    pub instance_identifier: String,
    /// The only event that was asked for.
    pub event: Option<String>,
    pub dry_run: bool,
    /// The rows of an earlier import were replaced.
    pub update: bool,
    /// In the order in which they were read.
    pub tables: Vec<TableReport>,
    pub files: FileReport,
    pub findings: Vec<Finding>,
}

/// What became of the rows of one table of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableReport {
    pub source: String,
    pub read: u64,
    /// Rows written, by table here.
    pub written: BTreeMap<String, u64>,
    /// Rows that did not come along, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Rows that came along with a change worth knowing.
    pub changed: BTreeMap<String, u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// Files that imported rows refer to.
    pub wanted: u64,
    pub copied: u64,
    pub copied_bytes: u64,
    /// Were here already.
    pub unchanged: u64,
    pub missing: Vec<MissingFile>,
}

/// A column that names a file which could not be taken over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MissingFile {
    pub table: String,
    pub row: i64,
    pub column: String,
    pub path: String,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Good to know.
    Note,
    /// Somebody should look at it.
    Warning,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub level: Level,
    pub text: String,
}

impl Report {
    pub fn rows_read(&self) -> u64 {
        self.tables.iter().map(|table| table.read).sum()
    }

    pub fn rows_written(&self) -> u64 {
        self.tables.iter().flat_map(|table| table.written.values()).sum()
    }

    pub fn rows_skipped(&self) -> u64 {
        self.tables.iter().flat_map(|table| table.skipped.values()).sum()
    }

    pub fn table(&self, source: &str) -> Option<&TableReport> {
        self.tables.iter().find(|table| table.source == source)
    }

    /// Rows written into a table here, wherever they came from.
    pub fn written(&self, target: &str) -> u64 {
        self.tables.iter().filter_map(|table| table.written.get(target)).sum()
    }

    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.findings.push(Finding { level: Level::Note, text: text.into() });
    }

    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.findings.push(Finding { level: Level::Warning, text: text.into() });
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match (self.dry_run, self.update) {
            (true, _) => "Rehearsed an import",
            (false, true) => "Brought up to date",
            (false, false) => "Imported",
        };
        write!(f, "{what} from {} (pretalx {})", self.source, self.source_version)?;
        if let Some(event) = &self.event {
            write!(f, ", only the event {event}")?;
        }
        writeln!(f, ".\n")?;
        let width = self.tables.iter().map(|table| table.source.len()).max().unwrap_or(0).max(12);
        writeln!(f, "{:<width$}  {:>8}  {:>8}  {:>8}  to", "source table", "read", "written", "skipped")?;
        for table in &self.tables {
            self.write_table(f, table, width)?;
        }
        let (read, written, skipped) = (self.rows_read(), self.rows_written(), self.rows_skipped());
        writeln!(f, "{:<width$}  {read:>8}  {written:>8}  {skipped:>8}", "all")?;
        self.write_files(f)?;
        if !self.findings.is_empty() {
            writeln!(f, "\nFindings:")?;
            for finding in &self.findings {
                let mark = if finding.level == Level::Warning { "!" } else { "-" };
                writeln!(f, "  {mark} {}", finding.text)?;
            }
        }
        if self.dry_run {
            writeln!(f, "\nNothing was kept: this was a dry run.")?;
        }
        Ok(())
    }
}

impl Report {
    fn write_table(&self, f: &mut fmt::Formatter<'_>, table: &TableReport, width: usize) -> fmt::Result {
        let written: u64 = table.written.values().sum();
        let skipped: u64 = table.skipped.values().sum();
        let to = match table.written.len() {
            0 | 1 => table.written.keys().cloned().collect(),
            _ => table
                .written
                .iter()
                .map(|(name, rows)| format!("{name} {rows}"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let line = format!("{:<width$}  {:>8}  {written:>8}  {skipped:>8}  {to}", table.source, table.read);
        writeln!(f, "{}", line.trim_end())?;
        for (reason, rows) in &table.skipped {
            writeln!(f, "    {rows} skipped: {reason}")?;
        }
        for (what, rows) in &table.changed {
            writeln!(f, "    {rows} changed: {what}")?;
        }
        Ok(())
    }

    fn write_files(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = &self.files;
        writeln!(
            f,
            "\nFiles: {} referred to, {} copied ({} kB), {} here already, {} missing.",
            files.wanted,
            files.copied,
            files.copied_bytes.div_ceil(1000),
            files.unchanged,
            files.missing.len()
        )?;
        for file in &files.missing {
            let MissingFile { table, row, column, path, reason } = file;
            writeln!(f, "    {table} {row}, {column}: {path}: {reason}")?;
        }
        Ok(())
    }
}
