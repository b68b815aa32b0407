//! Names for the files that are made of an uploaded one.

use std::sync::Arc;

use plenary_files::{FilesError, MediaPath, MediaStore, name_with_suffix};

pub struct Shelf {
    pub media: Arc<MediaStore>,
    /// For a name that is taken; seven letters or digits.
    pub suffix: String,
}

impl Shelf {
    /// Writes `<name of the original><mark>.webp` beside the original and returns its path. Done again
    /// with the same content, it is the same file; somebody else's file is never overwritten.
    pub fn put(&self, original: &MediaPath, mark: &str, content: &[u8]) -> Result<MediaPath, FilesError> {
        let name = original.file_name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let directory = original.parent();
        let slash = if directory.is_empty() { "" } else { "/" };
        let wanted = MediaPath::new(format!("{directory}{slash}{stem}{mark}.webp"))
            .ok()
            .filter(|path| path.as_str().chars().count() <= plenary_files::MAX_PATH_CHARS);
        if let Some(path) = wanted {
            match self.media.read(&path) {
                Ok(found) if found == content => return Ok(path),
                Err(FilesError::NotFound(_)) => {
                    self.media.write(&path, content)?;
                    return Ok(path);
                }
                Ok(_) => {}
                Err(error) => return Err(error),
            }
        }
        let path = name_with_suffix(directory, &format!("{stem}{mark}"), "webp", &self.suffix)?;
        self.media.write(&path, content)?;
        Ok(path)
    }
}
