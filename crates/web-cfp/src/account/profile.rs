//! The picture that comes with a profile's form.

use plenary_files::{Accept, HEAD_LENGTH, MediaPath, MediaStore, check_upload, name_with_suffix};
use plenary_imaging::{Limits, Refused};
use plenary_model::{Actor, Error, Message, Result, code};
use plenary_person::picture::{self, Change};
use plenary_store::entity::{profile_picture, speaker_profile};
use plenary_store::{Database, Tx};
use plenary_web::urls::media;
use plenary_web::{AppState, Submitted, Upload, Url, Visit};

/// The endings of files that are taken.
pub const ENDINGS: &str = ".png,.jpg,.jpeg,.gif,.webp";
const DIRECTORY: &str = "avatars";
const SUFFIX_LENGTH: usize = 7;

/// An earlier picture to choose from.
pub struct Earlier {
    pub id: i32,
    pub url: Url,
}

/// What is to become of the picture, `None` if nothing. An upload is checked and stored first; if what
/// follows fails, [`forget`] it.
pub async fn wish(state: &AppState, visit: &Visit, submitted: &Submitted) -> Result<Option<Change>> {
    let action = submitted.text("avatar_action");
    if let Some(id) = action.strip_prefix("select_") {
        let id = id.parse().map_err(|_| Error::invalid("avatar", "error-choice"))?;
        return Ok(Some(Change::Select(id)));
    }
    if let Some(upload) = submitted.file("avatar") {
        return Ok(Some(Change::Upload(store(state, visit, upload).await?)));
    }
    let remove = action == "remove" || submitted.flag("avatar-clear");
    Ok(remove.then_some(Change::Remove))
}

async fn store(state: &AppState, visit: &Visit, upload: &Upload) -> Result<String> {
    let limit = state.site.upload_limit;
    if upload.bytes.len() as u64 > limit {
        let max = format!("{} MB", limit / (1024 * 1024));
        return Err(Error::invalid("avatar", Message::new("error-file-size").arg("max", max)));
    }
    let not_taken = || {
        let types = ENDINGS.replace(',', ", ");
        Error::invalid("avatar", Message::new("error-file-type").arg("types", types))
    };
    let head = &upload.bytes[..upload.bytes.len().min(HEAD_LENGTH)];
    let kind = check_upload(&upload.file_name, head, Accept::Images).map_err(|_| not_taken())?;
    plenary_imaging::check(&upload.bytes, &Limits::default()).map_err(|refused| match refused {
        Refused::TooLarge { .. } => Error::invalid("avatar", "account-error-picture-large"),
        Refused::NotAPicture | Refused::Broken => not_taken(),
    })?;
    let base =
        visit.account().and_then(|account| account.code.clone()).unwrap_or_else(|| "avatar".to_owned());
    let suffix = code::token(state.random(), SUFFIX_LENGTH);
    let path = name_with_suffix(DIRECTORY, &base, kind.extension, &suffix).map_err(Error::internal)?;
    let (folder, bytes, name) = (state.site.media.clone(), upload.bytes.clone(), path.to_string());
    let written = tokio::task::spawn_blocking(move || MediaStore::open_root(&folder)?.write(&path, &bytes));
    written.await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(name)
}

/// Removes a file whose row was not written.
pub async fn forget(state: &AppState, change: Option<&Change>) {
    let Some(Change::Upload(path)) = change else { return };
    let (folder, path) = (state.site.media.clone(), path.clone());
    let removed = tokio::task::spawn_blocking(move || {
        let path = MediaPath::new(path).map_err(|error| error.to_string())?;
        let media = MediaStore::open_root(&folder).map_err(|error| error.to_string())?;
        media.delete(&path).map_err(|error| error.to_string())
    });
    if let Ok(Err(error)) = removed.await {
        tracing::warn!(error, "an upload of no use stays");
    }
}

/// Applies a wish within the transaction of the form.
pub async fn apply(
    tx: &Tx,
    actor: &Actor,
    of: Option<&speaker_profile::Model>,
    change: Option<Change>,
) -> Result<()> {
    match change {
        Some(change) => picture::change(tx, actor, of, change).await,
        None => Ok(()),
    }
}

/// The picture as it is, and the others of the account.
pub async fn shown(
    database: &Database,
    actor: &Actor,
    current: Option<i32>,
) -> Result<(Option<Url>, Vec<Earlier>)> {
    let all = picture::list(database.reader(), actor).await?;
    let url = |row: &profile_picture::Model| {
        let path = row.avatar_thumbnail.as_deref().filter(|path| !path.is_empty()).or(row.avatar.as_deref());
        media(path.unwrap_or_default())
    };
    let now = all.iter().find(|row| Some(row.id) == current).map(url);
    let earlier = all
        .iter()
        .filter(|row| Some(row.id) != current)
        .map(|row| Earlier { id: row.id, url: url(row) })
        .collect();
    Ok((now, earlier))
}
