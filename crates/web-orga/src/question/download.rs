//! All files that were given as answers to a question, as a ZIP that is written while it is sent.

use std::io;
use std::path::Path as Folder;

use axum::extract::{Path, State};
use plenary_files::{MediaPath, MediaStore};
use plenary_model::{Error, QuestionVariant};
use plenary_submission::question::manage;
use plenary_web::{AppState, Page, Visit, sending};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::id;
use crate::entrance::enter;

pub async fn files(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let db = state.database.reader();
    let question = manage::one(db, &entrance.event, id(&number)?).await?;
    let paths = manage::files(db, &visit.actor(), &entrance.event, &question).await?;
    if question.row.variant != QuestionVariant::File {
        return Err(Error::NotFound.into());
    }
    let folder = state.site.media.clone();
    let name = format!("{}_question_{}.zip", entrance.event.slug, question.row.id);
    Ok(sending::file("application/zip", &name, move |out| write(out, &paths, &folder)))
}

fn write(out: &mut dyn io::Write, paths: &[String], folder: &Folder) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(out);
    // Pictures and documents are packed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    if !paths.is_empty() {
        let media = MediaStore::open_root(folder).map_err(io::Error::other)?;
        for path in paths.iter().filter_map(|path| MediaPath::new(path.as_str()).ok()) {
            // A file that is missing is not worth failing for.
            let Ok(mut file) = media.open(&path) else { continue };
            zip.start_file(path.file_name(), stored)?;
            io::copy(&mut file.file, &mut zip)?;
        }
    }
    zip.finish()?;
    Ok(())
}
