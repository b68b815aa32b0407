//! Telling whoever waits how far an import is.

/// What an import is doing. The phases come in this order; a dry run ends after `Checking`, and
/// without new files `Files` and `Publishing` have nothing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Reading every row of the source and working out what becomes of it. Counts rows.
    Reading,
    /// Copying files aside. Counts files.
    Files,
    /// Removing what the last import brought. Counts tables.
    Clearing,
    /// Writing rows. Counts rows of the source.
    Writing,
    /// Checking that what was written fits together. Counts checks.
    Checking,
    /// Everything is ready; the database is about to change.
    Committing,
    /// The database has changed; files are moved into the media directory. Counts files.
    Publishing,
    Finished,
}

/// Told about every step, from the task that imports. `()` doesn't listen.
pub trait Progress: Send + Sync {
    /// A phase of `total` steps begins; 0 if they aren't counted.
    fn phase(&self, phase: Phase, total: u64);
    /// `steps` more of the phase are done.
    fn advance(&self, steps: u64);
}

impl Progress for () {
    fn phase(&self, _: Phase, _: u64) {}
    fn advance(&self, _: u64) {}
}
