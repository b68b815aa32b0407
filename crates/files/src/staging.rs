//! Files of an import, complete before the first of them appears in the media directory.
//!
//! The order that survives a kill at any point: `create`, `add` everything, `sync`, commit the
//! database transaction that refers to the files and records the id, `publish`. At start, each staging of
//! `open_existing` is published if the database knows its id, else discarded.
//!
//! On disk: `<data>/staging/<id>/files/…` and, while a file is being written, `<data>/staging/<id>/partial/…`.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use crate::error::FilesError;
use crate::media::{MediaStore, create_parents, replace, sync_directory, temporary_name, walk};
use crate::path::{MediaPath, PathError};

const STAGING: &str = "staging";
const FILES: &str = "files";
const PARTIAL: &str = "partial";

/// How a file gets from its source into the staging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    Copy,
    /// A hard link if the file systems allow it, which saves time and space: the file is then shared with its
    /// source, so nobody may write into that (replacing or deleting it is fine).
    LinkOrCopy,
}

#[derive(Debug)]
pub struct Staging {
    id: String,
    /// `<data>/staging`
    all: Dir,
}

fn check_id(id: &str) -> Result<(), FilesError> {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if id.is_empty() || id.len() > 64 || !plain {
        return Err(PathError::Character(id.to_owned()).into());
    }
    Ok(())
}

fn open_all(data_dir: &Path) -> Result<Dir, FilesError> {
    let path = data_dir.join(STAGING);
    let what = "cannot open the directory of unfinished imports";
    Dir::create_ambient_dir_all(&path, ambient_authority())
        .and_then(|()| Dir::open_ambient_dir(&path, ambient_authority()))
        .map_err(FilesError::io(&path.display(), what))
}

impl Staging {
    /// A new, empty one. The id is 1 to 64 characters of `[A-Za-z0-9_-]` and must not be in use.
    pub fn create(data_dir: &Path, id: &str) -> Result<Self, FilesError> {
        check_id(id)?;
        let all = open_all(data_dir)?;
        all.create_dir(id).map_err(FilesError::io(id, "cannot start the import"))?;
        Self::open(all, id)
    }

    /// Those that were neither published nor discarded, by id.
    pub fn open_existing(data_dir: &Path) -> Result<Vec<Self>, FilesError> {
        let what = "cannot list unfinished imports";
        let all = open_all(data_dir)?;
        let mut ids = Vec::new();
        for entry in all.entries().map_err(FilesError::io(STAGING, what))? {
            let entry = entry.map_err(FilesError::io(STAGING, what))?;
            let is_dir = entry.file_type().map_err(FilesError::io(STAGING, what))?.is_dir();
            // What has another name is not ours.
            ids.extend(entry.file_name().into_string().ok().filter(|id| is_dir && check_id(id).is_ok()));
        }
        ids.sort();
        ids.iter().map(|id| Self::open(all.try_clone().map_err(FilesError::io(id, what))?, id)).collect()
    }

    fn open(all: Dir, id: &str) -> Result<Self, FilesError> {
        for part in [FILES, PARTIAL] {
            all.create_dir_all(format!("{id}/{part}"))
                .map_err(FilesError::io(id, "cannot open the import"))?;
        }
        Ok(Self { id: id.to_owned(), all })
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    fn part(&self, part: &str) -> Result<Dir, FilesError> {
        self.all
            .open_dir(format!("{}/{part}", self.id))
            .map_err(FilesError::io(&self.id, "cannot open the import"))
    }

    /// Takes a file in under the name it will have in the media directory; a file added before under that name
    /// is replaced. The source must be a regular file, not a symbolic link. It may vanish afterwards.
    pub fn add(&self, path: &MediaPath, source: &Path, transfer: Transfer) -> Result<(), FilesError> {
        let (files, partial) = (self.part(FILES)?, self.part(PARTIAL)?);
        let shown = source.display().to_string();
        let what = "cannot take in the file";
        let (Some(directory), Some(name)) = (source.parent(), source.file_name()) else {
            return Err(FilesError::NotAFile(shown));
        };
        let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        let directory =
            Dir::open_ambient_dir(directory, ambient_authority()).map_err(FilesError::io(&shown, what))?;
        let metadata = directory.symlink_metadata(name).map_err(FilesError::io(&shown, what))?;
        if !metadata.is_file() {
            return Err(FilesError::NotAFile(shown));
        }
        create_parents(&files, path)?;
        if transfer == Transfer::LinkOrCopy {
            let temporary = temporary_name("");
            if directory.hard_link(name, &partial, &temporary).is_ok() {
                let renamed = partial.rename(&temporary, &files, path);
                // Renaming a link to another link of the same file does nothing and leaves both.
                let _ = partial.remove_file(&temporary);
                return renamed.map_err(FilesError::io(path, what));
            }
        }
        let mut content = directory.open(name).map_err(FilesError::io(&shown, what))?;
        replace(&partial, "", &files, path, &mut content).map(drop)
    }

    /// What has been added and not yet moved, sorted.
    pub fn files(&self) -> Result<Vec<MediaPath>, FilesError> {
        walk(&self.part(FILES)?)?.into_iter().map(|path| Ok(MediaPath::new(path)?)).collect()
    }

    /// Makes what was added survive a power failure. Call it before committing to the files.
    pub fn sync(&self) -> Result<(), FilesError> {
        let files = self.part(FILES)?;
        for path in self.files()? {
            // Copies are synced already; links may be young.
            files
                .open(&path)
                .and_then(|file| file.sync_all())
                .map_err(FilesError::io(&path, "cannot make the file durable"))?;
        }
        sync_all_directories(&files, &self.files()?)?;
        for directory in [self.id.as_str(), ""] {
            sync_directory(&self.all, directory)?;
        }
        Ok(())
    }

    /// Moves everything into the media directory and removes the staging. A file of the same name there is
    /// replaced atomically. After a failure or a kill, call it again: what has been moved stays moved. Returns
    /// how many files this call moved; 0 if there is nothing left to do.
    pub fn publish(&self, media: &MediaStore) -> Result<usize, FilesError> {
        let files = match self.part(FILES) {
            Ok(files) => files,
            Err(FilesError::NotFound(_)) => {
                self.discard()?;
                return Ok(0);
            }
            Err(error) => return Err(error),
        };
        let paths = self.files()?;
        for path in &paths {
            create_parents(&media.root, path)?;
            match files.rename(path, &media.root, path) {
                // Media is on another disk.
                Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                    copy_over(&files, media, path)?;
                }
                moved => moved.map_err(FilesError::io(path, "cannot move the file into place"))?,
            }
        }
        sync_all_directories(&media.root, &paths)?;
        self.discard()?;
        Ok(paths.len())
    }

    /// Removes everything that was added. Does nothing if it is gone already.
    pub fn discard(&self) -> Result<(), FilesError> {
        match self.all.remove_dir_all(&self.id) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(FilesError::io(&self.id, "cannot remove the import's files")(error))
            }
            _ => Ok(()),
        }
    }
}

fn copy_over(files: &Dir, media: &MediaStore, path: &MediaPath) -> Result<(), FilesError> {
    let what = "cannot move the file into place";
    let mut content = files.open(path).map_err(FilesError::io(path, what))?;
    media.write_from(path, &mut content)?;
    files.remove_file(path).map_err(FilesError::io(path, what))
}

/// Each directory above the files, once.
fn sync_all_directories(root: &Dir, paths: &[MediaPath]) -> Result<(), FilesError> {
    let mut directories = BTreeSet::from([""]);
    for path in paths {
        let mut directory = path.parent();
        while directories.insert(directory) {
            directory = directory.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    directories.into_iter().try_for_each(|directory| sync_directory(root, directory))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, symlink};
    use std::path::PathBuf;

    struct Setup {
        root: tempfile::TempDir,
        media: MediaStore,
    }

    impl Setup {
        fn new() -> Self {
            let root = tempfile::tempdir().expect("tempdir");
            for name in ["data", "media", "source"] {
                fs::create_dir(root.path().join(name)).expect("directory");
            }
            let media = MediaStore::open_root(&root.path().join("media")).expect("media");
            Self { root, media }
        }

        fn data(&self) -> PathBuf {
            self.root.path().join("data")
        }

        fn source(&self, name: &str, content: &str) -> PathBuf {
            let path = self.root.path().join("source").join(name);
            fs::write(&path, content).expect("source");
            path
        }

        fn staged(&self, files: &[(&str, &str)]) -> Staging {
            let staging = Staging::create(&self.data(), "import-1").expect("created");
            for (name, content) in files {
                let source = self.source("next", content);
                staging.add(&path(name), &source, Transfer::Copy).expect("added");
                fs::remove_file(source).expect("removed");
            }
            staging
        }

        fn existing(&self) -> Vec<Staging> {
            Staging::open_existing(&self.data()).expect("list")
        }

        fn read(&self, name: &str) -> String {
            String::from_utf8(self.media.read(&path(name)).expect("file")).expect("text")
        }
    }

    fn path(text: &str) -> MediaPath {
        MediaPath::new(text).expect("valid")
    }

    const THREE: &[(&str, &str)] = &[("a", "1"), ("d/b", "2"), ("d/e/c", "3")];

    #[test]
    fn nothing_appears_before_publishing_and_everything_after() {
        let setup = Setup::new();
        let staging = setup.staged(THREE);
        staging.sync().expect("synced");
        assert!(setup.media.list().expect("list").is_empty());
        assert_eq!(staging.files().expect("files"), [path("a"), path("d/b"), path("d/e/c")]);
        assert_eq!(staging.publish(&setup.media).expect("published"), 3);
        for (name, content) in THREE {
            assert_eq!(setup.read(name), *content);
        }
        assert!(setup.existing().is_empty());
        assert_eq!(staging.publish(&setup.media).expect("nothing to do"), 0);
    }

    #[test]
    fn publishing_replaces_what_is_there() {
        let setup = Setup::new();
        setup.media.write(&path("d/b"), b"old").expect("written");
        let mut open = setup.media.open(&path("d/b")).expect("opened");
        setup.staged(THREE).publish(&setup.media).expect("published");
        assert_eq!(setup.read("d/b"), "2");
        let mut old = String::new();
        io::Read::read_to_string(&mut open.file, &mut old).expect("read");
        assert_eq!(old, "old", "replaced as a whole, not written into");
    }

    #[test]
    fn a_kill_between_any_two_moves_can_be_resumed() {
        for moved in 0..=THREE.len() {
            let setup = Setup::new();
            setup.staged(THREE);
            fs::create_dir_all(setup.root.path().join("media/d/e")).expect("directories");
            for (name, _) in &THREE[..moved] {
                let from = setup.data().join("staging/import-1/files").join(name);
                fs::rename(from, setup.root.path().join("media").join(name)).expect("moved");
            }
            let existing = setup.existing();
            assert_eq!(existing.iter().map(Staging::id).collect::<Vec<_>>(), ["import-1"]);
            assert_eq!(existing[0].publish(&setup.media).expect("published"), THREE.len() - moved);
            for (name, content) in THREE {
                assert_eq!(setup.read(name), *content);
            }
            assert!(setup.existing().is_empty());
        }
    }

    #[test]
    fn a_kill_while_creating_adding_or_removing_can_be_resumed() {
        let setup = Setup::new();
        fs::create_dir_all(setup.data().join("staging/just-created")).expect("directory");
        fs::create_dir_all(setup.data().join("staging/half/partial")).expect("directory");
        fs::write(setup.data().join("staging/half/partial/.plenary-tmp-1-1"), "half").expect("partial");
        fs::create_dir_all(setup.data().join("staging/removing/files/d")).expect("directory");
        let existing = setup.existing();
        assert_eq!(existing.len(), 3);
        for staging in existing {
            assert_eq!(staging.publish(&setup.media).expect("published"), 0);
        }
        assert!(setup.existing().is_empty());
        assert!(setup.media.list().expect("list").is_empty());
    }

    #[test]
    fn a_failure_in_the_middle_can_be_repaired_and_resumed() {
        let setup = Setup::new();
        let staging = setup.staged(THREE);
        fs::create_dir_all(setup.root.path().join("media/d/b/in-the-way")).expect("directory");
        let error = staging.publish(&setup.media).expect_err("a directory is there");
        assert!(error.to_string().contains("d/b"), "{error}");
        assert_eq!(setup.read("a"), "1");
        fs::remove_dir_all(setup.root.path().join("media/d/b")).expect("repaired");
        assert_eq!(staging.publish(&setup.media).expect("published"), 2);
        assert_eq!(setup.read("d/b"), "2");
    }

    #[test]
    fn discarding_leaves_media_alone() {
        let setup = Setup::new();
        setup.media.write(&path("a"), b"kept").expect("written");
        let staging = setup.staged(THREE);
        staging.discard().expect("discarded");
        staging.discard().expect("nothing to do");
        assert!(setup.existing().is_empty());
        assert_eq!(setup.read("a"), "kept");
    }

    #[test]
    fn linking_shares_the_file_and_copying_does_not() {
        let setup = Setup::new();
        let source = setup.source("s", "x");
        let staging = setup.staged(&[]);
        for _ in 0..2 {
            staging.add(&path("link"), &source, Transfer::LinkOrCopy).expect("added");
        }
        staging.add(&path("copy"), &source, Transfer::Copy).expect("added");
        assert_eq!(fs::metadata(&source).expect("source").nlink(), 2, "no link is left over");
        staging.publish(&setup.media).expect("published");
        assert_eq!((setup.read("link").as_str(), setup.read("copy").as_str()), ("x", "x"));
        let inode = |name: &str| fs::metadata(setup.root.path().join(name)).expect("file").ino();
        assert_eq!(inode("media/link"), inode("source/s"));
        assert_ne!(inode("media/copy"), inode("source/s"));
    }

    #[test]
    fn publishing_to_another_file_system_copies() {
        let (setup, shm) = (Setup::new(), Path::new("/dev/shm"));
        let Ok(other) = tempfile::tempdir_in(shm) else { return };
        let media = MediaStore::open_root(other.path()).expect("media");
        assert_eq!(setup.staged(THREE).publish(&media).expect("published"), 3);
        assert_eq!(media.read(&path("d/e/c")).expect("file"), b"3");
        assert_eq!(media.list().expect("list").len(), 3);
        let staging = setup.staged(&[]);
        let source = other.path().join("a");
        staging.add(&path("x"), &source, Transfer::LinkOrCopy).expect("added");
        assert!(setup.existing()[0].publish(&setup.media).is_ok());
        assert_eq!(setup.read("x"), "1");
    }

    #[test]
    fn links_and_directories_are_not_taken_in() {
        let setup = Setup::new();
        let staging = setup.staged(&[]);
        let secret = setup.source("secret", "hunter2");
        let link = setup.root.path().join("source/link");
        symlink(&secret, &link).expect("link");
        for transfer in [Transfer::Copy, Transfer::LinkOrCopy] {
            for source in [&link, &setup.data()] {
                let refused = staging.add(&path("x"), source, transfer);
                assert!(matches!(refused, Err(FilesError::NotAFile(_))));
            }
            let missing = staging.add(&path("x"), &setup.data().join("none"), transfer);
            assert!(matches!(missing, Err(FilesError::NotFound(_))));
        }
        assert!(staging.files().expect("files").is_empty());
    }

    #[test]
    fn a_link_in_media_does_not_lead_the_import_out() {
        let setup = Setup::new();
        let staging = setup.staged(THREE);
        symlink("../source", setup.root.path().join("media/d")).expect("link");
        assert!(matches!(staging.publish(&setup.media), Err(FilesError::Outside(_))));
        assert!(!setup.root.path().join("source/b").exists());
    }

    #[test]
    fn ids() {
        let setup = Setup::new();
        setup.staged(&[]);
        assert!(Staging::create(&setup.data(), "import-1").is_err(), "in use");
        for id in ["", "..", "a/b", "a b", &"x".repeat(65)] {
            assert!(Staging::create(&setup.data(), id).is_err(), "{id:?}");
        }
    }
}
