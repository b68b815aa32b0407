//! What a form sent.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use crate::failure::Failure;
use crate::state::AppState;

/// More fields than any form of ours has; the original's limit.
const MOST_FIELDS: usize = 10_000;

/// How long all texts of a form may be together, in bytes. A form that is refused shows them again: without a
/// bound, a short rule would be answered with megabytes.
const MOST_TEXT: usize = 1024 * 1024;
/// An encoded byte takes up to three.
const MOST_ENCODED: usize = 3 * MOST_TEXT;

/// Names and values in the order of the form, and files. Takes urlencoded and multipart bodies;
/// refuses NUL characters with status 400.
#[derive(Clone, Debug, Default)]
pub struct Submitted {
    pairs: Vec<(String, String)>,
    files: Vec<Upload>,
}

/// One file that came with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    pub field: String,
    pub file_name: String,
    /// As the browser says; never to be trusted.
    pub content_type: String,
    pub bytes: Bytes,
}

impl Submitted {
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { pairs: pairs.into_iter().collect(), files: Vec::new() }
    }

    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    /// The last value of that name, line ends as `\n`, without blanks around; empty if there is none.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// As it was sent: for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.pairs.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// A checkbox: on if it was sent with anything but `false`, `off` or `0`.
    pub fn flag(&self, name: &str) -> bool {
        self.has(name) && !matches!(self.text(name), "" | "false" | "False" | "off" | "0")
    }

    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == name)
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// In bytes, names included.
    fn text_length(&self) -> usize {
        self.pairs.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

impl FromRequest<AppState> for Submitted {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Failure> {
        let multipart = request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().to_ascii_lowercase().starts_with(b"multipart/form-data"));
        let submitted = if multipart {
            read_multipart(request, state).await?
        } else {
            let bytes = axum::body::to_bytes(request.into_body(), MOST_ENCODED)
                .await
                .map_err(|_| Failure::status(StatusCode::PAYLOAD_TOO_LARGE))?;
            let pairs = form_urlencoded::parse(&bytes)
                .take(MOST_FIELDS + 1)
                .map(|(name, value)| (name.into_owned(), one_line_end(&value)))
                .collect();
            Self { pairs, files: Vec::new() }
        };
        let has_nul = submitted.pairs.iter().any(|(name, value)| name.contains('\0') || value.contains('\0'));
        if has_nul || submitted.pairs.len() > MOST_FIELDS {
            return Err(Failure::status(StatusCode::BAD_REQUEST));
        }
        if submitted.text_length() > MOST_TEXT {
            return Err(Failure::status(StatusCode::PAYLOAD_TOO_LARGE));
        }
        Ok(submitted)
    }
}

async fn read_multipart(request: Request, state: &AppState) -> Result<Submitted, Failure> {
    let refused = |error: axum::extract::multipart::MultipartError| Failure::status(error.status());
    let mut parts = Multipart::from_request(request, state)
        .await
        .map_err(|rejection| Failure::status(rejection.into_response().status()))?;
    let mut submitted = Submitted::default();
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        let field = part.name().unwrap_or_default().to_owned();
        let content_type = part.content_type().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file_name) => {
                let bytes = part.bytes().await.map_err(refused)?;
                // A file control that was left empty comes as a file without name and content.
                if !file_name.is_empty() || !bytes.is_empty() {
                    // Some browsers send a path.
                    let file_name =
                        file_name.rsplit(['/', '\\']).next().unwrap_or_default().replace('\0', "");
                    submitted.files.push(Upload { field, file_name, content_type, bytes });
                }
            }
            None => {
                let bytes = part.bytes().await.map_err(refused)?;
                submitted.pairs.push((field, one_line_end(&String::from_utf8_lossy(&bytes))));
            }
        }
        if submitted.pairs.len() + submitted.files.len() > MOST_FIELDS {
            return Err(Failure::status(StatusCode::BAD_REQUEST));
        }
    }
    Ok(submitted)
}

fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n")
}
