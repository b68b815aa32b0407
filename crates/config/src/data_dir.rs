//! The directories Plenary writes to, and the instance secret kept in one of them.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::problem::{Notice, NoticeLevel};
use crate::secret::Secret;

/// Characters of a generated secret.
pub const SECRET_ALPHABET: &[u8; 50] = b"abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)";
pub const SECRET_LENGTH: usize = 50;
const SECRET_FILE: &str = ".secret";

/// Made by [`Config::data_dir`](crate::Config::data_dir). Absolute paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataDir {
    pub data: PathBuf,
    pub logs: PathBuf,
    pub media: PathBuf,
}

/// The directories exist and can be written to.
#[derive(Debug)]
pub struct Prepared {
    /// Signs sessions and links.
    pub secret: Secret,
    /// E.g. that others may read the secret.
    pub notices: Vec<Notice>,
}

#[derive(Debug, thiserror::Error)]
#[error("{}: {what}: {source}", path.display())]
pub struct DataDirError {
    pub path: PathBuf,
    pub what: &'static str,
    pub source: io::Error,
}

fn failed(path: &Path, what: &'static str) -> impl FnOnce(io::Error) -> DataDirError {
    move |source| DataDirError { path: path.to_owned(), what, source }
}

impl DataDir {
    /// Creates what is missing. Without a `configured` secret it is read from `.secret` in the data directory;
    /// if there is none, one is drawn and written. `random` must fill the slice with unpredictable bytes.
    /// Safe to run in several processes at once: all get the same secret.
    pub fn prepare(
        &self,
        configured: Option<&Secret>,
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Prepared, DataDirError> {
        // Only media is ever read by others (a proxy).
        for (path, mode) in [(&self.data, 0o750), (&self.logs, 0o750), (&self.media, 0o755)] {
            fs::DirBuilder::new()
                .recursive(true)
                .mode(mode)
                .create(path)
                .map_err(failed(path, "cannot create the directory"))?;
            tempfile::tempfile_in(path).map_err(failed(path, "cannot write in the directory"))?;
        }
        if let Some(secret) = configured {
            return Ok(Prepared { secret: secret.clone(), notices: Vec::new() });
        }
        let path = self.data.join(SECRET_FILE);
        if let Some(prepared) = read_secret(&path)? {
            return Ok(prepared);
        }
        write_secret(&path, random)?;
        // Read back: another process may have been first.
        read_secret(&path)?
            .ok_or_else(|| failed(&path, "cannot read the secret")(io::ErrorKind::NotFound.into()))
    }
}

fn read_secret(path: &Path) -> Result<Option<Prepared>, DataDirError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(path, "cannot read the secret")(error)),
    };
    let secret = Secret::new(text.trim());
    if secret.is_empty() {
        let empty = io::Error::new(io::ErrorKind::InvalidData, "the file is empty");
        return Err(failed(path, "cannot use the secret (restore it, or delete the file to get a new one)")(
            empty,
        ));
    }
    let mode =
        fs::metadata(path).map_err(failed(path, "cannot read the secret"))?.permissions().mode() & 0o777;
    let mut notices = Vec::new();
    if mode & 0o077 != 0 {
        notices.push(Notice {
            level: NoticeLevel::Warning,
            place: path.display().to_string(),
            message: format!("other users may reach the secret (mode {mode:04o}); run chmod 600 on it"),
        });
    }
    Ok(Some(Prepared { secret, notices }))
}

/// Does nothing if the file has appeared meanwhile.
fn write_secret(path: &Path, random: &mut dyn FnMut(&mut [u8])) -> Result<(), DataDirError> {
    let what = "cannot write the secret";
    let directory = path.parent().unwrap_or(Path::new("/"));
    // Mode 0600 from its creation on.
    let mut file = tempfile::Builder::new()
        .prefix(".secret-")
        .permissions(fs::Permissions::from_mode(0o600))
        .tempfile_in(directory)
        .map_err(failed(path, what))?;
    file.write_all(generate_secret(random).expose().as_bytes()).map_err(failed(path, what))?;
    file.as_file().sync_all().map_err(failed(path, what))?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        persisted => persisted.map_err(|error| failed(path, what)(error.error))?,
    };
    fs::File::open(directory).and_then(|directory| directory.sync_all()).map_err(failed(path, what))
}

fn generate_secret(random: &mut dyn FnMut(&mut [u8])) -> Secret {
    let mut secret = String::with_capacity(SECRET_LENGTH);
    while secret.len() < SECRET_LENGTH {
        let mut bytes = [0; 64];
        random(&mut bytes);
        // 250 is the largest multiple of 50 in a byte: the rest would favour the first characters.
        let usable = bytes.into_iter().filter(|byte| *byte < 250);
        let missing = SECRET_LENGTH - secret.len();
        secret.extend(usable.map(|byte| char::from(SECRET_ALPHABET[usize::from(byte % 50)])).take(missing));
    }
    Secret::new(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data_dir(root: &Path) -> DataDir {
        DataDir { data: root.join("d/data"), logs: root.join("d/data/logs"), media: root.join("m/media") }
    }

    /// Deterministic and different on each call.
    fn counter() -> impl FnMut(&mut [u8]) {
        let mut next = 240_u8;
        move |bytes| {
            for byte in bytes {
                *byte = next;
                next = next.wrapping_add(7);
            }
        }
    }

    #[test]
    fn first_start_creates_directories_and_a_private_secret() {
        let root = tempfile::tempdir().expect("tempdir");
        let dir = data_dir(root.path());
        let prepared = dir.prepare(None, &mut counter()).expect("prepared");
        assert_eq!(prepared.secret.expose().len(), SECRET_LENGTH);
        assert!(prepared.secret.expose().bytes().all(|byte| SECRET_ALPHABET.contains(&byte)));
        assert!(prepared.notices.is_empty());
        let path = dir.data.join(".secret");
        assert_eq!(fs::metadata(&path).expect("secret").permissions().mode() & 0o777, 0o600);
        assert!(dir.logs.is_dir() && dir.media.is_dir());
        let names: Vec<_> =
            fs::read_dir(&dir.data).expect("data").map(|e| e.expect("entry").file_name()).collect();
        assert_eq!(names.len(), 2, "no temporary files are left: {names:?}");
    }

    #[test]
    fn the_secret_is_kept() {
        let root = tempfile::tempdir().expect("tempdir");
        let dir = data_dir(root.path());
        let first = dir.prepare(None, &mut counter()).expect("prepared").secret;
        let mut never = |_: &mut [u8]| panic!("no second secret is drawn");
        assert_eq!(dir.prepare(None, &mut never).expect("prepared").secret, first);
    }

    #[test]
    fn of_two_processes_the_first_wins() {
        let root = tempfile::tempdir().expect("tempdir");
        let path = root.path().join(".secret");
        write_secret(&path, &mut counter()).expect("written");
        let first = fs::read(&path).expect("secret");
        write_secret(&path, &mut |bytes| bytes.fill(3)).expect("ignored");
        assert_eq!(fs::read(&path).expect("secret"), first);
    }

    #[test]
    fn a_configured_secret_needs_no_file() {
        let root = tempfile::tempdir().expect("tempdir");
        let dir = data_dir(root.path());
        let prepared = dir.prepare(Some(&Secret::new("mine")), &mut counter()).expect("prepared");
        assert_eq!(prepared.secret, Secret::new("mine"));
        assert!(!dir.data.join(".secret").exists());
    }

    #[test]
    fn a_readable_secret_is_reported_and_an_empty_one_refused() {
        let root = tempfile::tempdir().expect("tempdir");
        let dir = data_dir(root.path());
        fs::create_dir_all(&dir.data).expect("data");
        let path = dir.data.join(".secret");
        fs::write(&path, "from-elsewhere\n").expect("write");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("chmod");
        let prepared = dir.prepare(None, &mut counter()).expect("prepared");
        assert_eq!(prepared.secret.expose(), "from-elsewhere");
        assert!(prepared.notices[0].message.contains("0644"), "{:?}", prepared.notices);
        assert!(!format!("{prepared:?}").contains("from-elsewhere"));
        fs::write(&path, "\n").expect("write");
        let error = dir.prepare(None, &mut counter()).expect_err("empty");
        assert!(error.to_string().contains(".secret"), "{error}");
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        let root = tempfile::tempdir().expect("tempdir");
        let dir = data_dir(root.path());
        fs::write(root.path().join("m"), "").expect("write");
        let error = dir.prepare(None, &mut counter()).expect_err("no directory");
        assert_eq!(error.path, dir.media);
    }

    #[test]
    fn bytes_that_would_be_unfair_are_dropped() {
        let mut calls = 0;
        let secret = generate_secret(&mut |bytes| {
            calls += 1;
            bytes.fill(if calls == 1 { 250 } else { 249 });
        });
        assert_eq!(secret.expose(), ")".repeat(50));
    }
}
