//! Pictures of people. A row may be an account's, and its profiles' at several events.
//!
//! The files are cleaned beside the requests: whoever does that work uses the names of the jobs below.

use plenary_model::{Actor, Error, Result};
use plenary_queue::job;
use plenary_store::Tx;
use plenary_store::entity::profile_picture::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{account, speaker_profile};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::account::own;
use crate::profile;

/// The job that cleans a picture; its key for people is [`key`].
pub const CLEAN: &str = "picture";
/// The job that removes a file if nothing refers to it; its key is the path.
pub const REMOVE_UNUSED: &str = "unused-file";

/// The job that removes social cards, which show names and pictures; its key is an event's slug, or that and
/// the name of one object: `conf/talk-ABCDEF`.
pub const REMOVE_CARDS: &str = "cards";

/// What [`CLEAN`] is told.
pub fn key(picture: i32) -> String {
    format!("person:{picture}")
}

/// What is to become of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A file that was put into the media directory.
    Upload(String),
    /// One of the account's pictures.
    Select(i32),
    Remove,
}

/// The pictures of whoever acts, the newest first.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<Model>> {
    let account = own(db, actor).await?;
    let pictures = Entity::find()
        .filter(Column::AccountId.eq(account.id))
        .filter(Column::Avatar.is_not_null())
        .filter(Column::Avatar.ne(""))
        .order_by_desc(Column::Id);
    Ok(pictures.all(db).await?)
}

/// One picture.
pub async fn find(db: &impl ConnectionTrait, id: Option<i32>) -> Result<Option<Model>> {
    let Some(id) = id else { return Ok(None) };
    Ok(Entity::find_by_id(id).one(db).await?.filter(|row| row.avatar.as_ref().is_some_and(|p| !p.is_empty())))
}

/// Changes the picture of a profile, or with `None` the account's own. A first upload becomes the
/// account's picture, too.
pub async fn change(
    tx: &Tx,
    actor: &Actor,
    of: Option<&speaker_profile::Model>,
    change: Change,
) -> Result<()> {
    let account = own(tx.db(), actor).await?;
    if of.is_some_and(|profile| profile.account_id != Some(account.id)) {
        return Err(Error::NotFound);
    }
    let old = match of {
        Some(profile) => profile.profile_picture_id,
        None => account.profile_picture_id,
    };
    let new = match change {
        Change::Upload(path) => Some(insert(tx, account.id, path).await?),
        Change::Select(id) => {
            let found = Entity::find_by_id(id).filter(Column::AccountId.eq(account.id)).one(tx.db()).await?;
            Some(found.ok_or_else(|| Error::invalid("avatar", "error-choice"))?)
        }
        Change::Remove => None,
    };
    let new_id = new.as_ref().map(|row| row.id);
    if new_id == old {
        return Ok(());
    }
    let before = find(tx.db(), old).await?;
    if let Some(before) = &before {
        // Pictures that nobody refers to are removed some time after this.
        let touched = ActiveModel { id: Set(before.id), updated: Set(Some(tx.now())), ..Default::default() };
        touched.update(tx.db()).await?;
    }
    if of.is_none() || (account.profile_picture_id.is_none() && new_id.is_some()) {
        let row = account::ActiveModel {
            id: Set(account.id),
            profile_picture_id: Set(new_id),
            ..Default::default()
        };
        row.update(tx.db()).await?;
    }
    let Some(profile) = of else {
        return crate::account::note(tx, actor, account.id, "pretalx.user.profile.update", json!({})).await;
    };
    let row = speaker_profile::ActiveModel {
        id: Set(profile.id),
        profile_picture_id: Set(new_id),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    let (old, new) = (before.and_then(|row| row.avatar), new.and_then(|row| row.avatar));
    let data = json!({"changes": {"profile_picture": {"old": old, "new": new}}});
    profile::note(tx, actor, profile, data).await
}

async fn insert(tx: &Tx, account: i32, path: String) -> Result<Model> {
    let row = ActiveModel {
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        account_id: Set(Some(account)),
        avatar: Set(Some(path)),
        ..Default::default()
    };
    let row = row.insert(tx.db()).await?;
    job::enqueue(tx, CLEAN, &key(row.id), tx.now()).await?;
    Ok(row)
}

/// After this a picture that nobody shows any more goes.
const KEEP_MINUTES: i64 = 30 * 24 * 60;

/// Removes pictures that neither an account nor a profile has had for thirty days; returns how many.
pub async fn remove_orphans(tx: &Tx) -> Result<u64> {
    use sea_orm::sea_query::Query;
    let of_accounts = Query::select()
        .column(account::Column::ProfilePictureId)
        .from(account::Entity)
        .and_where(account::Column::ProfilePictureId.is_not_null())
        .to_owned();
    let of_profiles = Query::select()
        .column(speaker_profile::Column::ProfilePictureId)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::ProfilePictureId.is_not_null())
        .to_owned();
    let orphans = Entity::find()
        .filter(Column::Updated.lt(tx.now().plus_minutes(-KEEP_MINUTES)))
        .filter(Column::Id.not_in_subquery(of_accounts))
        .filter(Column::Id.not_in_subquery(of_profiles))
        .all(tx.db())
        .await?;
    remove(tx, &orphans).await?;
    Ok(orphans.len() as u64)
}

/// Removes rows now and their files as soon as nothing refers to them.
pub(crate) async fn remove(tx: &Tx, pictures: &[Model]) -> Result<()> {
    let ids: Vec<i32> = pictures.iter().map(|row| row.id).collect();
    Entity::delete_many().filter(Column::Id.is_in(ids)).exec(tx.db()).await?;
    for row in pictures {
        for path in [&row.avatar, &row.avatar_thumbnail, &row.avatar_thumbnail_tiny] {
            let Some(path) = path.as_ref().filter(|path| !path.is_empty()) else { continue };
            job::enqueue(tx, REMOVE_UNUSED, path, tx.now()).await?;
        }
    }
    Ok(())
}
