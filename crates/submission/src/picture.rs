//! Pictures of sessions, people and events after they were stored (operations §9): cleaned, as WebP,
//! with thumbnails, beside the requests. Until that is done the file is shown as it came.
//!
//! Whoever writes one of the columns below calls [`stored`] in the same transaction.

mod columns;
mod shelf;

use std::sync::Arc;

use plenary_files::{FilesError, MediaPath, MediaStore};
use plenary_imaging::{Limits, Refused, Thumbnail};
use plenary_model::{Error, Result, random};
use plenary_person::picture::{CLEAN, REMOVE_CARDS, REMOVE_UNUSED as REMOVE};
use plenary_queue::job::{self, Kind, Verdict};
use plenary_store::{Database, Tx};
use tokio::sync::Semaphore;

pub use columns::Place;
use columns::Stored;
use shelf::Shelf;

/// How long a replaced file stays for pages that still name it.
const REMOVE_AFTER_SECONDS: i64 = 60;

/// Decoding takes a processor and up to a few hundred megabytes: one at a time.
static ONE: Semaphore = Semaphore::const_new(1);

/// Has the picture cleaned. Call it when the column has got a new file.
pub async fn stored(tx: &Tx, place: Place) -> Result<()> {
    job::enqueue(tx, CLEAN, &place.key(), tx.now()).await
}

/// Has a file removed soon if nothing refers to it then. Call it for a file that was replaced.
pub async fn replaced(tx: &Tx, path: &str) -> Result<()> {
    job::enqueue(tx, REMOVE, path, tx.now().plus_seconds(REMOVE_AFTER_SECONDS)).await
}

/// The same for many files, such as those of an event that is gone, a thousand with one statement.
pub async fn unused(tx: &Tx, paths: &[String]) -> Result<()> {
    for part in paths.chunks(1000) {
        job::enqueue_new(tx, REMOVE, part.to_vec()).await?;
    }
    Ok(())
}

/// Has every social card of an event removed that is gone.
pub async fn unused_cards(tx: &Tx, slug: &str) -> Result<()> {
    job::enqueue(tx, REMOVE_CARDS, slug, tx.now()).await
}

/// Has thumbnails made where there are none, as after an import; returns how many were not known to
/// be missing yet.
pub async fn enqueue_missing(tx: &Tx) -> Result<u64> {
    let keys = columns::without_thumbnails(tx.db()).await?.into_iter().map(Place::key).collect();
    job::enqueue_new(tx, CLEAN, keys).await
}

/// What the worker does with files in `media`.
pub fn jobs(media: Arc<MediaStore>) -> Vec<Kind> {
    let (shelf, cards) = (media.clone(), media.clone());
    vec![
        Kind::new(CLEAN, move |database, key| {
            let media = shelf.clone();
            async move { clean(&database, &media, &key).await }
        }),
        Kind::new(REMOVE, move |database, path| {
            let media = media.clone();
            async move { remove_unused(&database, &media, path).await }
        }),
        Kind::new(REMOVE_CARDS, move |_, key| {
            let media = cards.clone();
            async move { remove_cards(media, key).await }
        }),
    ]
}

/// What decoding made of a file.
enum Made {
    Files {
        main: String,
        thumbnails: Option<(String, String)>,
    },
    /// Neither this file nor the next attempt will be a picture.
    Nothing(Refused),
    Gone,
    /// There was nothing to do.
    Already,
}

/// Cleans one picture; doing it again changes nothing.
async fn clean(database: &Database, media: &Arc<MediaStore>, key: &str) -> Result<Verdict> {
    let Some(place) = Place::of_key(key) else {
        return Ok(Verdict::Hopeless("no such place for a picture".to_owned()));
    };
    let Some(stored) = columns::read(database.reader(), place).await? else { return Ok(Verdict::Done) };
    let Ok(path) = MediaPath::new(stored.path.clone()) else {
        return Ok(Verdict::Hopeless(format!("{:?} is no path", stored.path)));
    };
    let permit = ONE.acquire().await.map_err(|error| Error::Internal(error.into()))?;
    let shelf = Shelf { media: media.clone(), suffix: suffix(database) };
    let thumbnails = match &stored.thumbnails {
        _ if !place.has_thumbnails() => Thumbnails::None,
        Some((default, tiny)) => Thumbnails::At(default.clone(), tiny.clone()),
        None => Thumbnails::Missing,
    };
    let made = tokio::task::spawn_blocking(move || make(&shelf, &path, &thumbnails))
        .await
        .map_err(|error| Error::Internal(error.into()))?;
    drop(permit);
    match made.map_err(|error| Error::Internal(error.into()))? {
        Made::Files { main, thumbnails } => {
            let new = Stored { path: main, thumbnails };
            note(database, place, &stored, Some(new)).await?;
            Ok(Verdict::Done)
        }
        // What never was a picture is not kept as one.
        Made::Nothing(Refused::NotAPicture) => {
            note(database, place, &stored, None).await?;
            Ok(Verdict::Done)
        }
        Made::Nothing(refused) => Ok(Verdict::Hopeless(format!("{}: {refused}", stored.path))),
        Made::Already => Ok(Verdict::Done),
        Made::Gone => Ok(Verdict::Hopeless(format!("{}: no such file", stored.path))),
    }
}

/// What a place has of them.
enum Thumbnails {
    /// It needs none.
    None,
    Missing,
    /// Their paths, `default` and `tiny`.
    At(String, String),
}

impl Thumbnails {
    /// Whether nothing has to be made.
    fn are_there(&self, media: &MediaStore) -> bool {
        let exists = |path: &String| MediaPath::new(path.as_str()).is_ok_and(|path| media.exists(&path));
        match self {
            Self::None => true,
            Self::Missing => false,
            Self::At(default, tiny) => exists(default) && exists(tiny),
        }
    }
}

/// Seven random letters and digits.
fn suffix(database: &Database) -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let random: &dyn random::Random = &**database.random();
    (0..7).map(|_| char::from(LETTERS[random.below(62) as usize])).collect()
}

fn make(shelf: &Shelf, path: &MediaPath, thumbnails: &Thumbnails) -> Result<Made, FilesError> {
    let bytes = match shelf.media.read(path) {
        Ok(bytes) => bytes,
        Err(FilesError::NotFound(_) | FilesError::Outside(_)) => return Ok(Made::Gone),
        Err(error) => return Err(error),
    };
    let limits = Limits::default();
    if plenary_imaging::is_own(&bytes, &limits) && thumbnails.are_there(&shelf.media) {
        return Ok(Made::Already);
    }
    let wants_thumbnails = !matches!(thumbnails, Thumbnails::None);
    let files = plenary_imaging::clean(&bytes, &limits).and_then(|picture| {
        // What was cleaned before stays as it is: every encoding costs a little.
        let main = match plenary_imaging::is_own(&bytes, &limits) {
            true => None,
            false => Some(picture.to_webp()?),
        };
        let small = |kind| picture.thumbnail(kind)?.to_webp();
        let thumbnails = match wants_thumbnails {
            true => Some((small(Thumbnail::Default)?, small(Thumbnail::Tiny)?)),
            false => None,
        };
        Ok((main, thumbnails))
    });
    let (main, thumbnails) = match files {
        Ok(files) => files,
        Err(refused) => return Ok(Made::Nothing(refused)),
    };
    let main = match main {
        Some(content) => shelf.put(path, "", &content)?,
        None => path.clone(),
    };
    let thumbnails = match thumbnails {
        Some((default, tiny)) => {
            let put = |kind: Thumbnail, content: &[u8]| {
                shelf.put(&main, &format!("_thumbnail_{}", kind.name()), content).map(|path| path.to_string())
            };
            Some((put(Thumbnail::Default, &default)?, put(Thumbnail::Tiny, &tiny)?))
        }
        None => None,
    };
    Ok(Made::Files { main: main.to_string(), thumbnails })
}

/// Writes the new names down, unless the column has got another file meanwhile.
async fn note(database: &Database, place: Place, old: &Stored, new: Option<Stored>) -> Result<()> {
    if new.as_ref() == Some(old) {
        return Ok(());
    }
    let tx = database.begin().await?;
    let written = columns::write(&tx, place, &old.path, new.as_ref()).await?;
    let (unused, used) = if written { (Some(old), new.as_ref()) } else { (new.as_ref(), Some(old)) };
    for path in unused.map(Stored::paths).unwrap_or_default() {
        if used.is_none_or(|used| !used.paths().contains(&path)) {
            replaced(&tx, path).await?;
        }
    }
    if written {
        columns::raise_revisions(&tx, place).await?;
    }
    tx.commit().await
}

async fn remove_unused(database: &Database, media: &Arc<MediaStore>, path: String) -> Result<Verdict> {
    let Ok(path) = MediaPath::new(path) else {
        return Ok(Verdict::Hopeless("this is no path".to_owned()));
    };
    if columns::is_used(database.reader(), path.as_str()).await? {
        return Ok(Verdict::Done);
    }
    let media = media.clone();
    tokio::task::spawn_blocking(move || media.delete(&path))
        .await
        .map_err(|error| Error::Internal(error.into()))?
        .map_err(|error| Error::Internal(error.into()))?;
    Ok(Verdict::Done)
}

/// Removes drawn cards: they are drawn again when somebody asks.
async fn remove_cards(media: Arc<MediaStore>, key: String) -> Result<Verdict> {
    let (slug, object) = key.split_once('/').map_or((key.as_str(), None), |(slug, name)| (slug, Some(name)));
    let (directory, start) = (format!("{slug}/cards"), object.map(|name| format!("{name}-")));
    let work = move || {
        let cards = media.list_directory(&directory)?.into_iter();
        let wanted =
            |path: &MediaPath| start.as_ref().is_none_or(|start| path.file_name().starts_with(start));
        cards.filter(wanted).try_for_each(|path| media.delete(&path).map(drop))
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.into()))?;
    done.map_err(|error| Error::Internal(error.into()))?;
    Ok(Verdict::Done)
}
