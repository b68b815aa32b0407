//! Where these pictures come from: the uploaded file, the card that was drawn before, or a new one.

use std::path::PathBuf;

use plenary_files::{FilesError, HEAD_LENGTH, MediaPath, MediaStore, served_as};
use plenary_imaging::card::{Card, render};
use plenary_imaging::{Limits, Picture};
use plenary_model::{Error, Result};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// Raised when cards look different, so that the old ones are drawn anew.
const DESIGN: u8 = 1;

/// Drawing takes a processor for a tenth of a second: one card at a time, however many are asked for.
static ONE: Semaphore = Semaphore::const_new(1);

/// What is written on a card.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub event: String,
    pub title: String,
    pub people: String,
    pub facts: String,
    pub colour: String,
}

/// Which picture is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of the event.
    pub slug: String,
    /// Letters, digits and hyphens; no two objects of an event have the same.
    pub object: String,
    /// Media path of the object's own picture.
    pub own: Option<String>,
    pub words: Words,
    /// Media path.
    pub logo: Option<String>,
    /// Media paths.
    pub portraits: Vec<String>,
}

pub struct Found {
    pub bytes: Vec<u8>,
    pub content_type: &'static str,
    /// Of a picture that somebody uploaded.
    pub name: Option<String>,
}

/// The object's own picture if it can be read, else its card.
pub async fn find(media: PathBuf, wanted: Wanted) -> Result<Found> {
    let (media, wanted) = match blocking(move || {
        let found = kept(&media, &wanted);
        found.map(|found| (found, media, wanted))
    })
    .await?
    {
        (Some(found), ..) => return Ok(found),
        (None, media, wanted) => (media, wanted),
    };
    let _permit = ONE.acquire().await.map_err(|error| Error::Internal(error.into()))?;
    blocking(move || match kept(&media, &wanted)? {
        // Drawn for somebody else while we waited.
        Some(found) => Ok(found),
        None => draw(&media, &wanted),
    })
    .await
}

/// The first of these media paths where a picture is; what can't be read or shown is passed over.
pub async fn first_upload(media: PathBuf, paths: Vec<String>) -> Result<Option<Found>> {
    blocking(move || {
        let media = MediaStore::open_root(&media)?;
        Ok(paths.iter().find_map(|path| upload(&media, path)))
    })
    .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, FilesError> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.into()))?;
    done.map_err(|error| Error::Internal(error.into()))
}

/// What needs no drawing.
fn kept(media: &std::path::Path, wanted: &Wanted) -> std::result::Result<Option<Found>, FilesError> {
    let media = MediaStore::open_root(media)?;
    if let Some(found) = wanted.own.as_deref().and_then(|own| upload(&media, own)) {
        return Ok(Some(found));
    }
    Ok(media.read(&card_path(wanted)?).ok().map(card))
}

fn upload(media: &MediaStore, path: &str) -> Option<Found> {
    let (path, bytes) = readable(media, path)?;
    let served = served_as(&path, &bytes[..bytes.len().min(HEAD_LENGTH)]);
    served.inline.then(|| Found {
        name: Some(path.file_name().to_owned()),
        bytes,
        content_type: served.content_type,
    })
}

fn card(bytes: Vec<u8>) -> Found {
    Found { bytes, content_type: "image/png", name: None }
}

fn readable(media: &MediaStore, path: &str) -> Option<(MediaPath, Vec<u8>)> {
    let path = MediaPath::new(path).ok()?;
    let bytes = media.read(&path).ok()?;
    Some((path, bytes))
}

fn directory(wanted: &Wanted) -> String {
    format!("{}/cards", wanted.slug)
}

/// `<event>/cards/<object>-<digest>.png`; the digest is of everything that the card shows.
fn card_path(wanted: &Wanted) -> std::result::Result<MediaPath, FilesError> {
    let mut hash = Sha256::new();
    let words = &wanted.words;
    let texts = [&words.event, &words.title, &words.people, &words.facts, &words.colour];
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    };
    texts.into_iter().for_each(|text| add(text));
    add(wanted.logo.as_deref().unwrap_or_default());
    wanted.portraits.iter().for_each(|path| add(path));
    hash.update([DESIGN]);
    let digest: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(MediaPath::new(format!("{}/{}-{digest}.png", directory(wanted), wanted.object))?)
}

fn draw(media: &std::path::Path, wanted: &Wanted) -> std::result::Result<Found, FilesError> {
    let media = MediaStore::open_root(media)?;
    let picture = |path: &String| -> Option<Picture> {
        let (_, bytes) = readable(&media, path)?;
        plenary_imaging::clean(&bytes, &Limits::default()).ok()
    };
    let words = &wanted.words;
    let drawn = render(&Card {
        event: words.event.clone(),
        title: words.title.clone(),
        people: words.people.clone(),
        facts: words.facts.clone(),
        colour: words.colour.clone(),
        logo: wanted.logo.as_ref().and_then(picture),
        portraits: wanted.portraits.iter().filter_map(picture).collect(),
        portrait: None,
    });
    let path = card_path(wanted)?;
    let failed = |error: plenary_imaging::Refused| FilesError::Io {
        path: path.to_string(),
        what: "cannot draw the card",
        source: std::io::Error::other(error),
    };
    let bytes = drawn.map_err(failed)?;
    // A card that can't be kept is still a card.
    if let Err(error) = keep(&media, wanted, &path, &bytes) {
        tracing::warn!(%error, "a card is not kept");
    }
    Ok(card(bytes))
}

/// Writes the card and removes what was drawn for the same object before.
fn keep(
    media: &MediaStore,
    wanted: &Wanted,
    path: &MediaPath,
    bytes: &[u8],
) -> std::result::Result<(), FilesError> {
    media.write(path, bytes)?;
    let prefix = format!("{}-", wanted.object);
    for old in media.list_directory(&directory(wanted))? {
        if old.file_name().starts_with(&prefix) && old != *path {
            media.delete(&old)?;
        }
    }
    Ok(())
}
