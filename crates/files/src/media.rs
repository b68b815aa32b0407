//! The media directory.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use crate::error::FilesError;
use crate::path::{MediaPath, TEMPORARY_PREFIX};

/// Files below one directory. Symbolic links that lead out of it are refused, whatever made them; the
/// directory itself may be one.
#[derive(Debug)]
pub struct MediaStore {
    pub(crate) root: Dir,
}

/// An opened file.
#[derive(Debug)]
pub struct MediaFile {
    pub file: File,
    /// In bytes.
    pub size: u64,
    pub modified: Option<SystemTime>,
}

impl MediaStore {
    /// The directory must exist.
    pub fn open_root(root: &Path) -> Result<Self, FilesError> {
        let root = Dir::open_ambient_dir(root, ambient_authority())
            .map_err(FilesError::io(&root.display(), "cannot open the media directory"))?;
        Ok(Self { root })
    }

    /// A regular file for reading.
    pub fn open(&self, path: &MediaPath) -> Result<MediaFile, FilesError> {
        let what = "cannot read the file";
        // Looked at first, because opening a named pipe would wait for a writer.
        let found = self.root.metadata(path).map_err(FilesError::io(path, what))?;
        if !found.is_file() {
            return Err(FilesError::NotFound(path.to_string()));
        }
        let file = self.root.open(path).map_err(FilesError::io(path, what))?.into_std();
        let metadata = file.metadata().map_err(FilesError::io(path, what))?;
        Ok(MediaFile { size: metadata.len(), modified: metadata.modified().ok(), file })
    }

    pub fn read(&self, path: &MediaPath) -> Result<Vec<u8>, FilesError> {
        let mut opened = self.open(path)?;
        let mut content = Vec::new();
        opened.file.read_to_end(&mut content).map_err(FilesError::io(path, "cannot read the file"))?;
        Ok(content)
    }

    /// Whether a regular file of this name can be opened, as far as can be told.
    pub fn exists(&self, path: &MediaPath) -> bool {
        self.root.metadata(path).is_ok_and(|found| found.is_file())
    }

    /// Readers see the old content or the new one, never a part, also after a crash.
    pub fn write(&self, path: &MediaPath, content: &[u8]) -> Result<(), FilesError> {
        self.write_from(path, &mut &*content).map(drop)
    }

    /// As `write`; returns the number of bytes. If reading fails, nothing has changed.
    pub fn write_from(&self, path: &MediaPath, content: &mut dyn Read) -> Result<u64, FilesError> {
        let created = create_parents(&self.root, path)?;
        let size = replace(&self.root, path.parent(), &self.root, path, content)?;
        sync_directories(&self.root, path, created)?;
        Ok(size)
    }

    /// Whether there was a file. A symbolic link is removed itself, not its target.
    pub fn delete(&self, path: &MediaPath) -> Result<bool, FilesError> {
        match self.root.remove_file(path).map_err(FilesError::io(path, "cannot delete the file")) {
            Ok(()) => Ok(true),
            Err(FilesError::NotFound(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Removes what writers that were killed left behind, if it was last written before the given time.
    /// Returns how many files that were.
    pub fn remove_temporaries(&self, before: SystemTime) -> Result<usize, FilesError> {
        let what = "cannot remove an unfinished file";
        let mut removed = 0;
        for path in walk(&self.root)? {
            if !path.rsplit('/').next().is_some_and(|name| name.starts_with(TEMPORARY_PREFIX)) {
                continue;
            }
            let metadata = self.root.symlink_metadata(&path).map_err(FilesError::io(&path, what))?;
            if metadata.modified().is_ok_and(|modified| modified.into_std() < before) {
                self.root.remove_file(&path).map_err(FilesError::io(&path, what))?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// The files directly in a directory, in no order; none if it does not exist. Symbolic links and
    /// unfinished files are left out.
    pub fn list_directory(&self, directory: &str) -> Result<Vec<MediaPath>, FilesError> {
        let what = "cannot list the directory";
        let entries = match self.root.read_dir(directory).map_err(FilesError::io(directory, what)) {
            Ok(entries) => entries,
            Err(FilesError::NotFound(_)) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry.map_err(FilesError::io(directory, what))?;
            let is_file = entry.file_type().map_err(FilesError::io(directory, what))?.is_file();
            let name = entry.file_name().into_string().ok();
            let path = name.and_then(|name| MediaPath::new(format!("{directory}/{name}")).ok());
            files.extend(path.filter(|_| is_file));
        }
        Ok(files)
    }

    /// Every file whose name is a valid path, sorted; symbolic links and unfinished files are left out.
    pub fn list(&self) -> Result<Vec<MediaPath>, FilesError> {
        Ok(walk(&self.root)?.into_iter().filter_map(|path| MediaPath::new(path).ok()).collect())
    }
}

/// Whether the parent directory had to be made.
pub(crate) fn create_parents(root: &Dir, path: &MediaPath) -> Result<bool, FilesError> {
    let parent = path.parent();
    if parent.is_empty() {
        return Ok(false);
    }
    let what = "cannot create the directory";
    match root.metadata(parent) {
        Ok(found) if found.is_dir() => Ok(false),
        Ok(_) => Err(FilesError::NotAFile(path.to_string())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            root.create_dir_all(parent).map_err(FilesError::io(path, what))?;
            Ok(true)
        }
        Err(error) => Err(FilesError::io(path, what)(error)),
    }
}

/// Makes the name of the file durable and, if they are new, those of its directories.
pub(crate) fn sync_directories(root: &Dir, path: &MediaPath, all: bool) -> Result<(), FilesError> {
    let mut directory = path.parent();
    loop {
        sync_directory(root, directory)?;
        if directory.is_empty() || !all {
            return Ok(());
        }
        directory = directory.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
}

pub(crate) fn sync_directory(root: &Dir, directory: &str) -> Result<(), FilesError> {
    let directory = if directory.is_empty() { "." } else { directory };
    // Opened as a file: the handle of a `Dir` cannot be synced.
    root.open(directory)
        .and_then(|directory| directory.sync_all())
        .map_err(FilesError::io(directory, "cannot make the directory durable"))
}

/// Writes a temporary file into `directory` of `temporaries`, which must be on the file system of `root`, and
/// renames it to `path`. The caller syncs the directory.
pub(crate) fn replace(
    temporaries: &Dir,
    directory: &str,
    root: &Dir,
    path: &MediaPath,
    content: &mut dyn Read,
) -> Result<u64, FilesError> {
    let (temporary, mut file) =
        create_temporary(temporaries, directory).map_err(FilesError::io(path, "cannot create a file"))?;
    let written = io::copy(content, &mut file)
        .and_then(|size| file.flush().and_then(|()| file.sync_all()).map(|()| size))
        .and_then(|size| temporaries.rename(&temporary, root, path).map(|()| size));
    if written.is_err() {
        // The first error is the one worth reporting.
        let _ = temporaries.remove_file(&temporary);
    }
    written.map_err(FilesError::io(path, "cannot write the file"))
}

fn create_temporary(dir: &Dir, directory: &str) -> io::Result<(String, cap_std::fs::File)> {
    loop {
        let name = temporary_name(directory);
        match dir.open_with(&name, OpenOptions::new().write(true).create_new(true)) {
            // Left by a process of the same number, as containers have them.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (name, file)),
        }
    }
}

/// A name that no other thread of this process uses.
pub(crate) fn temporary_name(directory: &str) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let slash = if directory.is_empty() { "" } else { "/" };
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{directory}{slash}{TEMPORARY_PREFIX}{}-{next}", std::process::id())
}

/// Every regular file with a name in UTF-8, sorted. Symbolic links are neither listed nor followed.
pub(crate) fn walk(root: &Dir) -> Result<Vec<String>, FilesError> {
    let mut files = Vec::new();
    let mut directories = vec![String::new()];
    while let Some(directory) = directories.pop() {
        let what = "cannot list the directory";
        let place = if directory.is_empty() { "." } else { &directory };
        for entry in root.read_dir(place).map_err(FilesError::io(place, what))? {
            let entry = entry.map_err(FilesError::io(place, what))?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if directory.is_empty() { name } else { format!("{directory}/{name}") };
            let kind = entry.file_type().map_err(FilesError::io(&path, what))?;
            if kind.is_dir() {
                directories.push(path);
            } else if kind.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::time::Duration;

    fn path(text: &str) -> MediaPath {
        MediaPath::new(text).expect("valid")
    }

    /// A store in `media`, beside which things lie that must not be reached.
    fn store() -> (tempfile::TempDir, MediaStore) {
        let root = tempfile::tempdir().expect("tempdir");
        fs::create_dir(root.path().join("media")).expect("media");
        fs::create_dir(root.path().join("private")).expect("private");
        fs::write(root.path().join("private/key"), "hunter2").expect("key");
        let store = MediaStore::open_root(&root.path().join("media")).expect("store");
        (root, store)
    }

    #[test]
    fn what_is_written_can_be_read_and_deleted() {
        let (_root, store) = store();
        let path = path("event/img/logo_aB3dE6g.png");
        assert!(!store.exists(&path));
        store.write(&path, b"one").expect("written");
        store.write(&path, b"other").expect("replaced");
        let opened = store.open(&path).expect("opened");
        assert_eq!((opened.size, opened.modified.is_some()), (5, true));
        assert_eq!(store.read(&path).expect("read"), b"other");
        assert_eq!(store.list().expect("list"), std::slice::from_ref(&path));
        assert!(store.delete(&path).expect("deleted"));
        assert!(!store.delete(&path).expect("nothing left"));
        assert!(matches!(store.open(&path), Err(FilesError::NotFound(_))));
    }

    #[test]
    fn an_open_file_keeps_its_content_when_replaced() {
        let (_root, store) = store();
        store.write(&path("a"), b"old").expect("written");
        let mut opened = store.open(&path("a")).expect("opened");
        store.write(&path("a"), b"new").expect("replaced");
        let mut content = String::new();
        opened.file.read_to_string(&mut content).expect("read");
        assert_eq!(content, "old");
    }

    #[test]
    fn one_directory_alone() {
        let (root, store) = store();
        for name in ["d/a", "d/b", "d/deeper/c", "e"] {
            store.write(&path(name), b"x").expect("written");
        }
        symlink("a", root.path().join("media/d/link")).expect("link");
        let mut found = store.list_directory("d").expect("listed");
        found.sort();
        assert_eq!(found, [path("d/a"), path("d/b")]);
        assert!(store.list_directory("none").expect("nothing").is_empty());
        assert!(store.list_directory("../private").is_err());
        assert!(store.list_directory("e").map_or(true, |files| files.is_empty()));
    }

    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }

    #[test]
    fn a_failed_upload_leaves_the_old_file_and_nothing_else() {
        let (root, store) = store();
        store.write(&path("d/a"), b"old").expect("written");
        let mut content = b"half".chain(Broken);
        assert!(store.write_from(&path("d/a"), &mut content).is_err());
        assert_eq!(store.read(&path("d/a")).expect("read"), b"old");
        assert_eq!(fs::read_dir(root.path().join("media/d")).expect("dir").count(), 1);
    }

    #[test]
    fn links_out_of_the_directory_are_not_followed() {
        let (root, store) = store();
        let media = root.path().join("media");
        symlink(root.path().join("private/key"), media.join("absolute")).expect("link");
        symlink("../private/key", media.join("relative")).expect("link");
        symlink("../private", media.join("dir")).expect("link");
        symlink("dir/key", media.join("twice")).expect("link");
        for name in ["absolute", "relative", "dir/key", "twice"] {
            assert!(matches!(store.open(&path(name)), Err(FilesError::Outside(_))), "{name}");
            assert!(!store.exists(&path(name)), "{name}");
        }
        assert!(matches!(store.write(&path("dir/key"), b"x"), Err(FilesError::Outside(_))));
        assert!(matches!(store.write(&path("dir/new"), b"x"), Err(FilesError::Outside(_))));
        assert!(matches!(store.delete(&path("dir/key")), Err(FilesError::Outside(_))));
        assert!(store.list().expect("list").is_empty());
        // Writing to a link and deleting one touch the link only.
        store.write(&path("relative"), b"x").expect("written");
        assert_eq!(store.read(&path("relative")).expect("read"), b"x");
        assert!(store.delete(&path("absolute")).expect("deleted"));
        assert_eq!(fs::read(root.path().join("private/key")).expect("key"), b"hunter2");
        assert_eq!(fs::read_dir(root.path().join("private")).expect("private").count(), 1);
    }

    #[test]
    fn links_within_the_directory_are_followed() {
        let (root, store) = store();
        store.write(&path("a/b"), b"x").expect("written");
        symlink("a", root.path().join("media/c")).expect("link");
        assert_eq!(store.read(&path("c/b")).expect("read"), b"x");
    }

    #[test]
    fn the_directory_itself_may_be_a_link() {
        let (root, store) = store();
        store.write(&path("a"), b"x").expect("written");
        symlink("media", root.path().join("link")).expect("link");
        let linked = MediaStore::open_root(&root.path().join("link")).expect("store");
        assert_eq!(linked.read(&path("a")).expect("read"), b"x");
    }

    #[test]
    fn directories_and_files_in_the_way() {
        let (_root, store) = store();
        store.write(&path("d/a"), b"x").expect("written");
        assert!(matches!(store.open(&path("d")), Err(FilesError::NotFound(_))));
        assert!(matches!(store.open(&path("d/a/b")), Err(FilesError::NotFound(_))));
        assert!(store.write(&path("d"), b"x").is_err());
        assert!(store.write(&path("d/a/b"), b"x").is_err());
        assert_eq!(store.list().expect("list"), [path("d/a")]);
    }

    #[test]
    fn a_pipe_does_not_block() {
        let (root, store) = store();
        let made = std::process::Command::new("mkfifo").arg(root.path().join("media/pipe")).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(matches!(store.open(&path("pipe")), Err(FilesError::NotFound(_))));
        }
    }

    #[test]
    fn unfinished_files_are_not_listed_and_can_be_removed() {
        let (root, store) = store();
        store.write(&path("d/a"), b"x").expect("written");
        let left = root.path().join("media/d/.plenary-tmp-1-0");
        fs::write(&left, "half").expect("write");
        let written = fs::metadata(&left).expect("metadata").modified().expect("time");
        assert_eq!(store.list().expect("list"), [path("d/a")]);
        assert_eq!(store.remove_temporaries(written).expect("none"), 0);
        assert_eq!(store.remove_temporaries(written + Duration::from_secs(1)).expect("one"), 1);
        assert!(!left.exists() && store.exists(&path("d/a")));
    }

    #[test]
    fn names_taken_by_a_dead_process_are_passed_over() {
        let (root, store) = store();
        for next in 0..2000 {
            let name = format!("media/{TEMPORARY_PREFIX}{}-{next}", std::process::id());
            fs::write(root.path().join(name), "half").expect("write");
        }
        store.write(&path("a"), b"x").expect("written");
        assert_eq!(store.read(&path("a")).expect("read"), b"x");
    }
}
