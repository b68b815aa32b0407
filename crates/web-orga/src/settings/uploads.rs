//! Files that come with the settings: pictures and a style sheet.

use std::path::PathBuf;

use axum::body::Bytes;
use plenary_event::settings::{File, Files};
use plenary_files::{
    Accept, HEAD_LENGTH, MediaPath, MediaStore, UploadRefusal, check_upload, name_with_suffix,
};
use plenary_imaging::{Limits, Refused};
use plenary_markup::css::{self, LeftOut, What};
use plenary_model::error::Problems;
use plenary_model::{Error, Message, Result};
use plenary_submission::information;
use plenary_web::{AppState, Form, Submitted};

/// What [`plenary_web::Field::file`] lets browsers offer.
pub const PICTURES: &str = ".png,.jpg,.jpeg,.gif,.webp";
/// The same for files of any kind that can be uploaded.
pub const DOCUMENTS: &str = ".png,.jpg,.jpeg,.gif,.webp,.bmp,.tif,.tiff,.pdf,.txt,.csv,.zip,.doc,.docx,.rtf,.ppt,.pptx,\
                             .xls,.xlsx,.odt,.ods,.odp";
const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Files that lie in the media directory now. Unless [`Stored::keep`] is called they go again.
#[derive(Default)]
pub struct Stored {
    folder: PathBuf,
    paths: Vec<MediaPath>,
}

impl Stored {
    fn new(state: &AppState) -> Self {
        Self { folder: state.site.media.clone(), paths: Vec::new() }
    }

    /// Writes all of these files, or none.
    async fn write(&mut self, contents: Vec<(MediaPath, Bytes)>) -> Result<()> {
        self.paths = contents.iter().map(|(path, _)| path.clone()).collect();
        if contents.is_empty() {
            return Ok(());
        }
        let folder = self.folder.clone();
        let write = move || {
            let store = MediaStore::open_root(&folder)?;
            contents.iter().try_for_each(|(path, bytes)| store.write(path, bytes))
        };
        let written = tokio::task::spawn_blocking(write).await.map_err(Error::internal)?;
        if let Err(error) = written {
            std::mem::take(self).remove().await;
            return Err(Error::internal(error));
        }
        Ok(())
    }

    /// The event refers to them.
    pub fn keep(mut self) {
        self.paths.clear();
    }

    /// It does not: nothing was saved.
    pub async fn remove(mut self) {
        let (folder, paths) = (std::mem::take(&mut self.folder), std::mem::take(&mut self.paths));
        if paths.is_empty() {
            return;
        }
        let removed = tokio::task::spawn_blocking(move || {
            let store = MediaStore::open_root(&folder)?;
            paths.iter().try_for_each(|path| store.delete(path).map(drop))
        });
        if let Ok(Err(error)) = removed.await {
            tracing::warn!(%error, "an upload that was refused can't be removed");
        }
    }
}

/// Reads and stores what was sent for each of the files of an event. Errors name the fields.
pub async fn read(
    state: &AppState,
    slug: &str,
    form: &Form,
    submitted: &Submitted,
    styles: &str,
) -> Result<(Files, Stored)> {
    let mut problems = Problems::default();
    let mut stored = Stored::new(state);
    let mut contents = Vec::new();
    let mut picture = |field: &'static str, base: &str| -> File {
        let Some(upload) = submitted.file(field) else {
            return if submitted.flag(&format!("{field}-clear")) { File::Remove } else { File::Keep };
        };
        let head = upload.bytes.get(..HEAD_LENGTH).unwrap_or(&upload.bytes);
        match check_upload(&upload.file_name, head, Accept::Images) {
            _ if upload.bytes.len() as u64 > state.site.upload_limit => {
                let max = format!("{} MB", state.site.upload_limit / (1024 * 1024));
                problems.add(field, Message::new("error-file-size").arg("max", max));
                File::Keep
            }
            Ok(_) if let Some(message) = picture_problem(&upload.bytes) => {
                problems.add(field, message);
                File::Keep
            }
            Ok(kind) => {
                match name_with_suffix(&format!("{slug}/img"), base, kind.extension, &suffix(state)) {
                    Ok(path) => {
                        let file = File::New(path.to_string());
                        contents.push((path, upload.bytes.clone()));
                        file
                    }
                    Err(_) => {
                        problems.add(field, refused(UploadRefusal::Extension));
                        File::Keep
                    }
                }
            }
            Err(refusal) => {
                problems.add(field, refused(refusal));
                File::Keep
            }
        }
    };
    let mut files = Files {
        logo: picture("logo", "logo"),
        header_image: picture("header_image", "header"),
        social_image: picture("og_image", "og"),
        styles: File::Keep,
    };
    let (typed, field) = match submitted.file("custom_css") {
        Some(upload) => (String::from_utf8_lossy(&upload.bytes).into_owned(), "custom_css"),
        None => (form.text("custom_css_text").to_owned(), "custom_css_text"),
    };
    if typed.trim() != styles.trim() {
        let left_out = css::left_out(&typed);
        if typed.trim().is_empty() {
            files.styles = File::Remove;
        } else if left_out.is_empty() {
            let path = name_with_suffix(&format!("{slug}/css"), "custom", "css", &suffix(state));
            let path = path.map_err(Error::internal)?;
            files.styles = File::New(path.to_string());
            contents.push((path, typed.into_bytes().into()));
        }
        for left in left_out.iter().take(5) {
            problems.add(field, left_out_message(left));
        }
    }
    problems.done()?;
    stored.write(contents).await?;
    Ok((files, stored))
}

/// Reads and stores the file of a note for speakers. Errors are about `resource`.
pub async fn document(
    state: &AppState,
    slug: &str,
    submitted: &Submitted,
) -> Result<(information::File, Stored)> {
    let mut stored = Stored::new(state);
    let Some(upload) = submitted.file("resource") else {
        let removes = submitted.flag("resource-clear");
        let file = if removes { information::File::Remove } else { information::File::Keep };
        return Ok((file, stored));
    };
    if upload.bytes.len() as u64 > state.site.upload_limit {
        let max = format!("{} MB", state.site.upload_limit / (1024 * 1024));
        return Err(Error::invalid("resource", Message::new("error-file-size").arg("max", max)));
    }
    let head = upload.bytes.get(..HEAD_LENGTH).unwrap_or(&upload.bytes);
    let refused = |refusal| {
        let message = match refusal {
            UploadRefusal::Extension => {
                Message::new("error-file-type").arg("types", DOCUMENTS.replace(',', ", "))
            }
            other => refused(other),
        };
        Error::invalid("resource", message)
    };
    let kind = check_upload(&upload.file_name, head, Accept::Documents).map_err(refused)?;
    let folder = format!("{slug}/speaker_information");
    let path = name_with_suffix(&folder, "info", kind.extension, &suffix(state))
        .map_err(|_| refused(UploadRefusal::Extension))?;
    let file = information::File::New(path.to_string());
    stored.write(vec![(path, upload.bytes.clone())]).await?;
    Ok((file, stored))
}

fn suffix(state: &AppState) -> String {
    (0..7).map(|_| char::from(LETTERS[state.random().below(62) as usize])).collect()
}

fn refused(refusal: UploadRefusal) -> Message {
    match refusal {
        UploadRefusal::Empty => Message::new("event-error-file-empty"),
        UploadRefusal::Content => Message::new("event-error-file-content"),
        UploadRefusal::Extension => Message::new("error-file-type").arg("types", "PNG, JPEG, GIF, WebP"),
    }
}

/// What is wrong with a file that begins like a picture.
fn picture_problem(bytes: &[u8]) -> Option<Message> {
    match plenary_imaging::check(bytes, &Limits::default()) {
        Ok(_) => None,
        Err(Refused::TooLarge { .. }) => Some(Message::new("account-error-picture-large")),
        Err(Refused::NotAPicture | Refused::Broken) => Some(refused(UploadRefusal::Content)),
    }
}

fn left_out_message(left: &LeftOut) -> Message {
    let shown = |text: &str| text.chars().take(60).collect::<String>();
    let message = match &left.what {
        What::Rule(name) => Message::new("event-css-rule").arg("name", shown(name)),
        What::Address(url) => Message::new("event-css-address").arg("url", shown(url)),
        What::Function(name) => Message::new("event-css-function").arg("name", shown(name)),
        What::Broken => Message::new("event-css-broken"),
        What::Depth => Message::new("event-css-depth"),
        What::Length => Message::new("event-css-length").arg("max", css::MAX_LENGTH / 1024),
    };
    message.arg("line", left.line)
}

/// The style sheet that is there; nothing if it can't be read.
pub async fn styles(state: &AppState, path: Option<&str>) -> String {
    let Some(path) = path.and_then(|path| path.parse::<MediaPath>().ok()) else { return String::new() };
    let folder = state.site.media.clone();
    let read = move || MediaStore::open_root(&folder).and_then(|store| store.read(&path));
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok(bytes)) if bytes.len() <= css::MAX_LENGTH => String::from_utf8_lossy(&bytes).into_owned(),
        _ => String::new(),
    }
}
