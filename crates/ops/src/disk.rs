//! How much room is left where files are written.

use std::io;
use std::path::Path;

/// Of one file system, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// Without what only root may fill.
    pub free: u64,
    pub total: u64,
}

/// Below either, files and the database may soon find no room.
const LITTLE: u64 = 1024 * 1024 * 1024;
const LITTLE_PERCENT: u64 = 5;

impl Space {
    /// Asks the file system on which a directory lies.
    pub fn at(path: &Path) -> io::Result<Self> {
        let found = rustix::fs::statvfs(path)?;
        let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
        Ok(Self { free: bytes(found.f_bavail), total: bytes(found.f_blocks) })
    }

    pub fn is_short(self) -> bool {
        self.free < LITTLE || self.free.saturating_mul(100) < self.total.saturating_mul(LITTLE_PERCENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_files_are_written() {
        let directory = tempfile::tempdir().unwrap();
        let space = Space::at(directory.path()).unwrap();
        assert!(space.total > 0 && space.free <= space.total);
        assert!(Space::at(&directory.path().join("missing")).is_err());
    }

    #[test]
    fn short() {
        let gigabyte = 1024 * 1024 * 1024;
        assert!(!Space { free: 10 * gigabyte, total: 100 * gigabyte }.is_short());
        assert!(Space { free: gigabyte - 1, total: 4 * gigabyte }.is_short());
        assert!(Space { free: 4 * gigabyte, total: 100 * gigabyte }.is_short());
    }
}
