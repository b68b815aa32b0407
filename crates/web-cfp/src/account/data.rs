//! A copy of everything that is stored about oneself, as a ZIP that is written while it is sent.

use std::io::{self, Write};

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use bytes::Bytes;
use plenary_files::{MediaPath, MediaStore};
use plenary_person::attempts::Guess;
use plenary_person::copy::{self, Copy};
use plenary_web::{AppState, Page, Visit};
use tokio::sync::mpsc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::at::At;

/// Parts of this size wait at most, so many of them.
const PART: usize = 64 * 1024;
const PARTS: usize = 8;

/// The place matters only where it is an event that the visitor may not see.
pub async fn download(State(state): State<AppState>, visit: Visit, _at: At) -> Page {
    visit.logged_in()?;
    let client = visit.client();
    // Reading everything costs something: never much at once.
    let _ = state.attempts.begin(state.now(), &[Guess::From(client)])?;
    let copy = copy::collect(state.database.reader(), &visit.actor()).await?;
    let (sender, receiver) = mpsc::channel(PARTS);
    let folder = state.site.media.clone();
    tokio::task::spawn_blocking(move || {
        let mut out = Out { sender, part: Vec::with_capacity(PART) };
        if let Err(error) = write(&mut out, &copy, &folder) {
            tracing::warn!(%error, "a copy of personal data was not finished");
            // The visitor's program must not take it for complete.
            let _ = out.sender.blocking_send(Err(error));
        }
    });
    let body = Body::from_stream(Parts(receiver));
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"account.zip\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, body).into_response())
}

struct Parts(mpsc::Receiver<io::Result<Bytes>>);

impl futures_core::Stream for Parts {
    type Item = io::Result<Bytes>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// Sends what is written; waits for a slow reader, ends with one that is gone.
struct Out {
    sender: mpsc::Sender<io::Result<Bytes>>,
    part: Vec<u8>,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.extend_from_slice(bytes);
        if self.part.len() >= PART {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.part.is_empty() {
            return Ok(());
        }
        let part = Bytes::from(std::mem::replace(&mut self.part, Vec::with_capacity(PART)));
        self.sender.blocking_send(Ok(part)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

fn write(out: &mut Out, copy: &Copy, folder: &std::path::Path) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(&mut *out);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("account.json", packed)?;
    serde_json::to_writer_pretty(&mut zip, &copy.data)?;
    if copy.files.is_empty() {
        zip.finish()?;
        return out.flush();
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
    out.flush()
}
