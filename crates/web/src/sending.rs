//! Answers that are written while they are sent: files of any size without keeping them in memory.

use std::io::{self, Write};

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use tokio::sync::mpsc;

/// Parts of this size wait at most, so many of them.
const PART: usize = 64 * 1024;
const PARTS: usize = 8;

/// A file to be saved under `name`, which `write` writes on a thread of its own; it waits for a slow
/// reader and ends with one that is gone. Should it fail, the reader learns that the file is not
/// complete.
pub fn file(
    content_type: &'static str,
    name: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
) -> Response {
    let (sender, receiver) = mpsc::channel(PARTS);
    tokio::task::spawn_blocking(move || {
        let mut out = Out { sender, part: Vec::with_capacity(PART) };
        if let Err(error) = write(&mut out).and_then(|()| out.flush()) {
            tracing::warn!(%error, "a download was not finished");
            let _ = out.sender.blocking_send(Err(error));
        }
    });
    let name: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).collect();
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Body::from_stream(Parts(receiver))).into_response()
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
