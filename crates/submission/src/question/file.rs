//! Files as answers: checked by their content, stored under `<event>/question_uploads/`.

use std::path::{Path, PathBuf};

use plenary_files::{
    Accept, FILE_TYPES, HEAD_LENGTH, MediaPath, MediaStore, UploadRefusal, check_upload, name_with_suffix,
};
use plenary_model::{Error, Message, Random, Result};

/// A file that came with a form.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFile {
    /// As its owner calls it.
    pub name: String,
    pub content: Vec<u8>,
}

impl std::fmt::Debug for NewFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewFile({:?}, {} bytes)", self.name, self.content.len())
    }
}

/// The endings of files that are taken, as `accept` in HTML lists them.
pub fn accepted_files() -> String {
    FILE_TYPES.iter().map(|kind| format!(".{}", kind.extension)).collect::<Vec<_>>().join(",")
}

/// The ending under which it is stored. `limit` in bytes.
pub(super) fn check(file: &NewFile, limit: u64) -> Result<&'static str, Message> {
    if file.content.len() as u64 > limit {
        return Err(Message::new("error-file-size").arg("max", format!("{} MB", limit / (1024 * 1024))));
    }
    let head = file.content.get(..HEAD_LENGTH).unwrap_or(&file.content);
    check_upload(&file.name, head, Accept::Documents).map(|kind| kind.extension).map_err(|refusal| {
        match refusal {
            UploadRefusal::Empty => Message::new("question-error-file-empty"),
            UploadRefusal::Content => Message::new("question-error-file-content"),
            UploadRefusal::Extension => {
                let mut types: Vec<&str> = FILE_TYPES.iter().map(|kind| kind.extension).collect();
                types.sort_unstable();
                Message::new("error-file-type").arg("types", types.join(", "))
            }
        }
    })
}

/// Files that were written in a transaction. Dropping this removes them again: call
/// [`Written::keep`] once the transaction is committed.
#[derive(Debug, Default)]
#[must_use = "the files go away unless they are kept"]
pub struct Written {
    folder: PathBuf,
    paths: Vec<MediaPath>,
}

impl Written {
    /// The transaction that names them was committed.
    pub fn keep(mut self) {
        self.paths.clear();
    }

    /// Both.
    pub fn and(mut self, mut other: Self) -> Self {
        self.paths.append(&mut other.paths);
        self.folder = std::mem::take(if self.folder.as_os_str().is_empty() {
            &mut other.folder
        } else {
            &mut self.folder
        });
        self
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        if self.paths.is_empty() {
            return;
        }
        if let Ok(store) = MediaStore::open_root(&self.folder) {
            for path in &self.paths {
                // What stays behind is a file that nothing refers to: no reason to fail.
                let _ = store.delete(path);
            }
        }
    }
}

/// Writes files below `media`, each as `<directory>/<base>_<random>.<ending>`; returns their paths.
pub(super) async fn write(
    media: &Path,
    random: &dyn Random,
    directory: &str,
    files: Vec<(String, &'static str, Vec<u8>)>,
) -> Result<(Vec<String>, Written)> {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut written = Written { folder: media.to_owned(), paths: Vec::new() };
    if files.is_empty() {
        return Ok((Vec::new(), written));
    }
    let mut contents = Vec::new();
    for (base, ending, content) in files {
        let suffix: String = (0..7).map(|_| char::from(LETTERS[random.below(62) as usize])).collect();
        let path = name_with_suffix(directory, &base, ending, &suffix).map_err(Error::internal)?;
        contents.push((path, content));
    }
    written.paths = contents.iter().map(|(path, _)| path.clone()).collect();
    let names = written.paths.iter().map(ToString::to_string).collect();
    let folder = media.to_owned();
    tokio::task::spawn_blocking(move || {
        let store = MediaStore::open_root(&folder)?;
        contents.iter().try_for_each(|(path, content)| store.write(path, content))
    })
    .await
    .map_err(Error::internal)?
    .map_err(Error::internal)?;
    Ok((names, written))
}
