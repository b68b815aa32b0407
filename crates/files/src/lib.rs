//! Uploaded files on the local disk: names, atomic writing, reading, staging a whole import, and telling
//! what kind of file something is.
//!
//! Never here: who may see a file, which row refers to it, HTTP, decoding or re-encoding of images.
//! Everything blocks: call it from `spawn_blocking`.

mod error;
mod media;
mod path;
mod staging;
mod upload;

pub use error::FilesError;
pub use media::{MediaFile, MediaStore};
pub use path::{MAX_PATH_CHARS, MediaPath, PathError, name_with_suffix};
pub use staging::{Staging, Transfer};
pub use upload::{
    Accept, FILE_TYPES, FileType, HEAD_LENGTH, Kind, Served, UploadRefusal, check_upload, served_as,
};
