//! A copy of everything that is stored about oneself, as a ZIP that is written while it is sent.

use std::io;

use axum::extract::State;
use plenary_files::{MediaPath, MediaStore};
use plenary_person::attempts::Guess;
use plenary_person::copy::{self, Copy};
use plenary_web::{AppState, Page, Visit, sending};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::at::At;

/// The place matters only where it is an event that the visitor may not see.
pub async fn download(State(state): State<AppState>, visit: Visit, _at: At) -> Page {
    visit.logged_in()?;
    let client = visit.client();
    // Reading everything costs something: never much at once.
    let _ = state.attempts.begin(state.now(), &[Guess::From(client)])?;
    let copy = copy::collect(state.database.reader(), &visit.actor()).await?;
    let folder = state.site.media.clone();
    Ok(sending::file("application/zip", "account.zip", move |out| write(out, &copy, &folder)))
}

fn write(out: &mut dyn io::Write, copy: &Copy, folder: &std::path::Path) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(out);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("account.json", packed)?;
    serde_json::to_writer_pretty(&mut zip, &copy.data)?;
    if copy.files.is_empty() {
        zip.finish()?;
        return Ok(());
    }
    let media = MediaStore::open_root(folder).map_err(io::Error::other)?;
    // Pictures and documents are packed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for path in copy.files.iter().filter_map(|path| MediaPath::new(path.as_str()).ok()) {
        // A file that is missing is not worth failing for: the list names it.
        let Ok(mut file) = media.open(&path) else { continue };
        zip.start_file(format!("files/{path}"), stored)?;
        io::copy(&mut file.file, &mut zip)?;
    }
    zip.finish()?;
    Ok(())
}
