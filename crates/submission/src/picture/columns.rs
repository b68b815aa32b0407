//! The columns that hold pictures, and who else refers to a file.

use plenary_model::Result;
use plenary_store::entity::{
    answer, cached_file, event, profile_picture, resource, speaker_information, speaker_profile, submission,
};
use plenary_store::{Tx, revision};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    SelectExt,
};

/// Where a picture belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A submission's picture.
    Session(i32),
    /// A row of `profile_picture`; the only one with thumbnails.
    Person(i32),
    EventLogo(i32),
    EventHeader(i32),
    /// What is shown beside links to the event.
    EventSocial(i32),
}

/// Files as a row names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub path: String,
    /// `default` and `tiny`.
    pub thumbnails: Option<(String, String)>,
}

impl Stored {
    pub fn paths(&self) -> Vec<&str> {
        let small = self.thumbnails.iter().flat_map(|(default, tiny)| [default.as_str(), tiny.as_str()]);
        std::iter::once(self.path.as_str()).chain(small).filter(|path| !path.is_empty()).collect()
    }
}

impl Place {
    /// As a job's key.
    pub fn key(self) -> String {
        match self {
            Self::Session(id) => format!("session:{id}"),
            Self::Person(id) => format!("person:{id}"),
            Self::EventLogo(id) => format!("event-logo:{id}"),
            Self::EventHeader(id) => format!("event-header:{id}"),
            Self::EventSocial(id) => format!("event-social:{id}"),
        }
    }

    pub fn of_key(key: &str) -> Option<Self> {
        let (what, id) = key.split_once(':')?;
        let id = id.parse().ok()?;
        match what {
            "session" => Some(Self::Session(id)),
            "person" => Some(Self::Person(id)),
            "event-logo" => Some(Self::EventLogo(id)),
            "event-header" => Some(Self::EventHeader(id)),
            "event-social" => Some(Self::EventSocial(id)),
            _ => None,
        }
    }

    pub fn has_thumbnails(self) -> bool {
        matches!(self, Self::Person(_))
    }

    /// The event's column and id.
    fn of_event(self) -> Option<(event::Column, i32)> {
        match self {
            Self::EventLogo(id) => Some((event::Column::Logo, id)),
            Self::EventHeader(id) => Some((event::Column::HeaderImage, id)),
            Self::EventSocial(id) => Some((event::Column::OgImage, id)),
            Self::Session(_) | Self::Person(_) => None,
        }
    }
}

/// What is there; `None` without a picture, or without the row.
pub async fn read(db: &impl ConnectionTrait, place: Place) -> Result<Option<Stored>> {
    let plain = |path: Option<String>| path.map(|path| Stored { path, thumbnails: None });
    let stored = match place {
        Place::Session(id) => {
            let row = submission::Entity::find_by_id(id).one(db).await?;
            plain(row.and_then(|row| row.image))
        }
        Place::Person(id) => profile_picture::Entity::find_by_id(id).one(db).await?.and_then(|row| {
            let thumbnails = row.avatar_thumbnail.zip(row.avatar_thumbnail_tiny);
            Some(Stored { path: row.avatar?, thumbnails })
        }),
        Place::EventLogo(id) | Place::EventHeader(id) | Place::EventSocial(id) => {
            let row = event::Entity::find_by_id(id).one(db).await?;
            plain(row.and_then(|row| match place {
                Place::EventLogo(_) => row.logo,
                Place::EventHeader(_) => row.header_image,
                _ => row.og_image,
            }))
        }
    };
    Ok(stored.filter(|stored| !stored.path.is_empty()))
}

/// Replaces the file `old`; `false` if the row names another one by now.
pub async fn write(tx: &Tx, place: Place, old: &str, new: Option<&Stored>) -> Result<bool> {
    let path = new.map(|new| new.path.clone());
    let rows = match place {
        Place::Session(id) => {
            {
                let change = submission::ActiveModel { image: Set(path), ..Default::default() };
                let query = submission::Entity::update_many().set(change);
                query
                    .filter(submission::Column::Id.eq(id))
                    .filter(submission::Column::Image.eq(old))
                    .exec(tx.db())
            }
            .await?
            .rows_affected
        }
        Place::Person(id) => {
            let (default, tiny) = new.and_then(|new| new.thumbnails.clone()).unzip();
            let change = profile_picture::ActiveModel {
                avatar: Set(path),
                avatar_thumbnail: Set(default),
                avatar_thumbnail_tiny: Set(tiny),
                ..Default::default()
            };
            let query = profile_picture::Entity::update_many().set(change);
            query
                .filter(profile_picture::Column::Id.eq(id))
                .filter(profile_picture::Column::Avatar.eq(old))
                .exec(tx.db())
                .await?
                .rows_affected
        }
        Place::EventLogo(_) | Place::EventHeader(_) | Place::EventSocial(_) => {
            let Some((column, id)) = place.of_event() else { return Ok(false) };
            let query = event::Entity::update_many().col_expr(column, Expr::value(path));
            query.filter(event::Column::Id.eq(id)).filter(column.eq(old)).exec(tx.db()).await?.rows_affected
        }
    };
    Ok(rows == 1)
}

/// Every event on whose pages the picture may be shown. One statement.
pub async fn raise_revisions(tx: &Tx, place: Place) -> Result<()> {
    let events = match place {
        Place::Session(id) => event::Column::Id.in_subquery(
            Query::select()
                .column(submission::Column::EventId)
                .from(submission::Entity)
                .and_where(submission::Column::Id.eq(id))
                .to_owned(),
        ),
        Place::Person(id) => event::Column::Id.in_subquery(
            Query::select()
                .column(speaker_profile::Column::EventId)
                .from(speaker_profile::Entity)
                .and_where(speaker_profile::Column::ProfilePictureId.eq(id))
                .to_owned(),
        ),
        Place::EventLogo(id) | Place::EventHeader(id) | Place::EventSocial(id) => event::Column::Id.eq(id),
    };
    revision::raise_all(tx, events).await
}

/// People's pictures of which a thumbnail is missing.
pub async fn without_thumbnails(db: &impl ConnectionTrait) -> Result<Vec<Place>> {
    use profile_picture::Column;
    let missing = |column: Column| Condition::any().add(column.is_null()).add(column.eq(""));
    let ids: Vec<i32> = profile_picture::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Avatar.is_not_null())
        .filter(Column::Avatar.ne(""))
        .filter(
            Condition::any().add(missing(Column::AvatarThumbnail)).add(missing(Column::AvatarThumbnailTiny)),
        )
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(Place::Person).collect())
}

/// Whether any row refers to a file.
pub async fn is_used(db: &impl ConnectionTrait, path: &str) -> Result<bool> {
    let file = format!("file://{path}");
    let pictures = Condition::any()
        .add(profile_picture::Column::Avatar.eq(path))
        .add(profile_picture::Column::AvatarThumbnail.eq(path))
        .add(profile_picture::Column::AvatarThumbnailTiny.eq(path));
    let events = Condition::any()
        .add(event::Column::Logo.eq(path))
        .add(event::Column::HeaderImage.eq(path))
        .add(event::Column::OgImage.eq(path))
        .add(event::Column::CustomCss.eq(path));
    let answers =
        Condition::any().add(answer::Column::AnswerFile.eq(path)).add(answer::Column::Answer.eq(file));
    Ok(profile_picture::Entity::find().filter(pictures).exists(db).await?
        || event::Entity::find().filter(events).exists(db).await?
        || submission::Entity::find().filter(submission::Column::Image.eq(path)).exists(db).await?
        || resource::Entity::find().filter(resource::Column::Resource.eq(path)).exists(db).await?
        || answer::Entity::find().filter(answers).exists(db).await?
        || speaker_information::Entity::find()
            .filter(speaker_information::Column::Resource.eq(path))
            .exists(db)
            .await?
        || cached_file::Entity::find().filter(cached_file::Column::File.eq(path)).exists(db).await?)
}
