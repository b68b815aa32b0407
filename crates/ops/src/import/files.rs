//! The files that rows name: which of them exist in the old media directory, and their copies in
//! the staging area.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use plenary_files::{MediaPath, MediaStore, Staging, Transfer};

use super::error::{ImportError, Result};
use super::progress::{Phase, Progress};
use super::report::{FileReport, MissingFile};
use super::source::Row;

/// The old media directory, opened.
pub struct OldMedia {
    /// Without symbolic links.
    root: PathBuf,
}

impl OldMedia {
    pub fn open(path: &Path) -> Result<Self> {
        let unreadable = |error: io::Error| {
            let reason = match error.kind() {
                io::ErrorKind::NotFound => "it does not exist".to_owned(),
                io::ErrorKind::NotADirectory => "it is not a directory".to_owned(),
                _ => error.to_string(),
            };
            ImportError::Media { path: path.to_owned(), reason }
        };
        let root = fs::canonicalize(path).map_err(unreadable)?;
        fs::read_dir(&root).map_err(unreadable)?;
        Ok(Self { root })
    }

    /// The real place of a file below the directory and its size, or why it can't be taken.
    fn find(&self, path: &MediaPath) -> Result<Result<(PathBuf, u64), &'static str>> {
        let failed = |error: io::Error| {
            if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) {
                Ok(Err("there is no such file"))
            } else {
                Err(ImportError::File { path: path.to_string(), reason: error.to_string() })
            }
        };
        let place = match fs::canonicalize(self.root.join(path)) {
            Ok(place) => place,
            Err(error) => return failed(error),
        };
        if !place.starts_with(&self.root) {
            return Ok(Err("a link leads out of the media directory"));
        }
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_file() => Ok(Ok((place, found.len()))),
            Ok(_) => Ok(Err("this is no regular file")),
            Err(error) => failed(error),
        }
    }
}

/// What is known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Named by a row; not looked for yet.
    Wanted,
    /// To be found in the media directory once the import is done.
    Taken,
    Missing(&'static str),
}

/// Every file named so far.
#[derive(Default)]
pub struct Files {
    known: BTreeMap<String, State>,
    missing: Vec<MissingFile>,
    counts: FileReport,
}

impl Files {
    /// Notes that a row names a file; whether the row may keep the name.
    pub fn take(&mut self, row: &Row, column: &str, path: &str) -> bool {
        let state = *self.known.entry(path.to_owned()).or_insert_with(|| match MediaPath::new(path) {
            Ok(_) => State::Wanted,
            Err(_) => State::Missing("the name leads out of the media directory or can't be one of a file"),
        });
        let State::Missing(reason) = state else { return true };
        let missing = MissingFile {
            table: row.table().name.to_owned(),
            row: row.key(),
            column: column.to_owned(),
            path: path.to_owned(),
            reason: reason.to_owned(),
        };
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
        false
    }

    /// Whether a file can be taken over, as far as is known.
    pub fn may_exist(&self, path: &str) -> bool {
        match self.known.get(path) {
            Some(state) => !matches!(state, State::Missing(_)),
            None => MediaPath::new(path).is_ok(),
        }
    }

    /// How many files are named and may exist.
    pub fn wanted(&self) -> u64 {
        self.known.values().filter(|state| **state == State::Wanted).count() as u64
    }

    /// Looks for every wanted file and copies it aside, unless the target has it already. Returns
    /// what the rows may name. `staging` is made when the first file needs it; a rehearsal has none.
    pub fn collect(
        self,
        old: &OldMedia,
        target: &MediaStore,
        mut staging: Option<&mut LazyStaging<'_>>,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let mut counts = FileReport { wanted: self.wanted(), ..Default::default() };
        progress.phase(Phase::Files, counts.wanted);
        let mut known = BTreeMap::new();
        for (name, state) in self.known {
            let path = match (state, MediaPath::new(name.as_str())) {
                (State::Wanted, Ok(path)) => path,
                _ => {
                    known.insert(name, state);
                    continue;
                }
            };
            let state = match old.find(&path)? {
                Err(reason) => State::Missing(reason),
                Ok((place, size)) => {
                    let failed = |reason: String| ImportError::File { path: path.to_string(), reason };
                    if is_same(&place, target, &path, size).map_err(|error| failed(error.to_string()))? {
                        counts.unchanged += 1;
                    } else {
                        if let Some(staging) = &mut staging {
                            staging.add(&path, &place)?;
                        }
                        counts.copied += 1;
                        counts.copied_bytes += size;
                    }
                    State::Taken
                }
            };
            known.insert(name, state);
            progress.advance(1);
        }
        Ok(Self { known, missing: Vec::new(), counts })
    }

    /// As [`Files::collect`] without an old media directory: rows keep the names of their files.
    pub fn uncollected(self) -> Self {
        let counts = FileReport { wanted: self.wanted(), ..Default::default() };
        Self { known: self.known, missing: Vec::new(), counts }
    }

    pub fn into_report(mut self) -> FileReport {
        self.missing.sort();
        FileReport { missing: self.missing, ..self.counts }
    }
}

/// Whether the target has a file of that name with the same content.
fn is_same(source: &Path, target: &MediaStore, path: &MediaPath, size: u64) -> io::Result<bool> {
    let Ok(mut here) = target.open(path) else { return Ok(false) };
    if here.size != size {
        return Ok(false);
    }
    let mut there = fs::File::open(source)?;
    let (mut a, mut b) = (vec![0; 65536], vec![0; 65536]);
    loop {
        let read = there.read(&mut a)?;
        if read == 0 {
            return Ok(true);
        }
        if here.file.read_exact(&mut b[..read]).is_err() || a[..read] != b[..read] {
            return Ok(false);
        }
    }
}

/// A staging area that comes into being with its first file.
pub struct LazyStaging<'a> {
    data_dir: &'a Path,
    id: String,
    staging: Option<Staging>,
}

impl<'a> LazyStaging<'a> {
    pub fn new(data_dir: &'a Path, id: String) -> Self {
        Self { data_dir, id, staging: None }
    }

    fn add(&mut self, path: &MediaPath, place: &Path) -> Result<()> {
        let failed = |error: plenary_files::FilesError| ImportError::File {
            path: path.to_string(),
            reason: error.to_string(),
        };
        if self.staging.is_none() {
            self.staging = Some(Staging::create(self.data_dir, &self.id).map_err(failed)?);
        }
        match &self.staging {
            Some(staging) => staging.add(path, place, Transfer::Copy).map_err(failed),
            None => Ok(()),
        }
    }

    /// Makes the content safe from a power failure; its id, unless there was nothing to copy.
    pub fn sync(&self) -> Result<Option<&str>> {
        let Some(staging) = &self.staging else { return Ok(None) };
        staging
            .sync()
            .map_err(|error| ImportError::File { path: self.id.clone(), reason: error.to_string() })?;
        Ok(Some(&self.id))
    }

    /// Moves everything into the media directory.
    pub fn publish(&self, media: &MediaStore) -> Result<usize> {
        let Some(staging) = &self.staging else { return Ok(0) };
        staging.publish(media).map_err(|error| ImportError::Publish { reason: error.to_string() })
    }

    /// Removes what was copied. What can't be removed now is removed at the next start.
    pub fn discard(&self) {
        if let Some(staging) = &self.staging
            && let Err(error) = staging.discard()
        {
            tracing::warn!(%error, "copied files could not be removed");
        }
    }
}
