//! Files of an import that was killed after its commit, or before.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use plenary_files::{MediaStore, Staging};
use plenary_model::{Error, Result};
use plenary_store::{Database, instance};

/// Names the staging area whose files belong to committed rows and are not all in place yet.
pub(super) const PENDING_FILES: &str = "import_pending_files";

/// Held while an import runs; the operating system releases it, however the process ends.
pub(super) struct Lock(#[allow(dead_code)] File);

/// `None` while another process imports.
pub(super) fn lock(data_dir: &Path) -> std::io::Result<Option<Lock>> {
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(data_dir.join("import.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Brings what a killed import left behind to its end: files that committed rows refer to move into
/// the media directory, others are removed. Does nothing while an import runs. Returns how many
/// files were moved.
///
/// To be called at start, after migrating and before serving. It blocks on the file system.
pub async fn finish_pending(database: &Database, data_dir: &Path, media: &MediaStore) -> Result<usize> {
    let locked = lock(data_dir)
        .map_err(|error| Error::Unavailable(format!("can't write to {}: {error}", data_dir.display())))?;
    let Some(_lock) = locked else { return Ok(0) };
    finish(database, data_dir, media).await
}

pub(super) async fn finish(database: &Database, data_dir: &Path, media: &MediaStore) -> Result<usize> {
    let unavailable = |error: plenary_files::FilesError| Error::Unavailable(error.to_string());
    let pending = instance::get(database.reader(), PENDING_FILES).await?;
    let mut moved = 0;
    for staging in Staging::open_existing(data_dir).map_err(unavailable)? {
        if pending.as_deref() == Some(staging.id()) {
            moved += staging.publish(media).map_err(unavailable)?;
            tracing::info!(files = moved, "files of the last import moved into place");
        } else {
            staging.discard().map_err(unavailable)?;
            tracing::info!(staging = staging.id(), "files of an import that did not finish removed");
        }
    }
    if pending.is_some() {
        let tx = database.begin().await?;
        instance::remove(&tx, &[PENDING_FILES]).await?;
        tx.commit().await?;
    }
    Ok(moved)
}
