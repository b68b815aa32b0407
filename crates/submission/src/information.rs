//! Notes and files that organisers show to speakers (data-model §1.2.13, §3.12).

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::{Actor, Error, I18nText, Message, ObjectType, Result, SubmissionState, TargetGroup};
use plenary_store::entity::speaker_information::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{
    event, speaker_information_track, speaker_information_type, speaker_profile, speaker_role, submission,
};
use plenary_store::{Tx, log};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter,
    QueryOrder,
};
use serde_json::{Map, Value, json};

use crate::described::{check_name, check_text, snapshot, write_log};
use crate::{limits, picture};

pub const TITLE_LENGTH: usize = 200;
pub const TEXT_LENGTH: usize = 50_000;
const MOST: usize = 500;

/// What becomes of the note's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum File {
    #[default]
    Keep,
    Remove,
    /// It lies there already.
    New(String),
}

/// A note as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub title: I18nText,
    /// Markdown.
    pub text: I18nText,
    pub target_group: TargetGroup,
    /// Empty: of all.
    pub tracks: Vec<i32>,
    pub submission_types: Vec<i32>,
    pub file: File,
}

impl From<&Note> for Wanted {
    fn from(note: &Note) -> Self {
        Self {
            title: note.row.title.clone(),
            text: note.row.text.clone(),
            target_group: note.row.target_group,
            tracks: note.tracks.clone(),
            submission_types: note.submission_types.clone(),
            file: File::Keep,
        }
    }
}

impl Wanted {
    fn snapshot(&self, resource: Option<&str>) -> Map<String, Value> {
        snapshot([
            ("title", self.title.to_json()),
            ("text", self.text.to_json()),
            ("target_group", json!(self.target_group.as_str())),
            ("limit_tracks", json!(self.tracks)),
            ("limit_types", json!(self.submission_types)),
            ("resource", json!(resource)),
        ])
    }
}

/// A note and whom it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub row: Model,
    /// By id; empty: for proposals of all.
    pub tracks: Vec<i32>,
    pub submission_types: Vec<i32>,
}

impl Note {
    /// Whether it is for who submitted this: one proposal has to meet state, track and type.
    pub fn is_for(&self, proposal: &submission::Model) -> bool {
        let state = match self.row.target_group {
            TargetGroup::Submitters => proposal.state != SubmissionState::Draft,
            TargetGroup::Accepted => proposal.state.is_accepted(),
            TargetGroup::Confirmed => proposal.state == SubmissionState::Confirmed,
        };
        let within =
            |limits: &[i32], id: Option<i32>| limits.is_empty() || id.is_some_and(|id| limits.contains(&id));
        state
            && within(&self.tracks, proposal.track_id)
            && within(&self.submission_types, Some(proposal.submission_type_id))
    }
}

/// All notes of an event in the order in which they were made. Three statements.
async fn of_event(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<Note>> {
    let rows = Entity::find().filter(Column::EventId.eq(event.id)).order_by_asc(Column::Id).all(db).await?;
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let tracks = {
        use speaker_information_track::{Column, Entity};
        let links = Entity::find().filter(Column::SpeakerInformationId.is_in(ids.iter().copied()));
        links.order_by_asc(Column::TrackId).all(db).await?
    };
    let types = {
        use speaker_information_type::{Column, Entity};
        let links = Entity::find().filter(Column::SpeakerInformationId.is_in(ids));
        links.order_by_asc(Column::SubmissionTypeId).all(db).await?
    };
    let mut tracks =
        limits::by_owner(tracks.into_iter().map(|link| (link.speaker_information_id, link.track_id)));
    let mut types = limits::by_owner(
        types.into_iter().map(|link| (link.speaker_information_id, link.submission_type_id)),
    );
    let note = |row: Model| Note {
        tracks: tracks.remove(&row.id).unwrap_or_default(),
        submission_types: types.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(note).collect())
}

/// For who works with proposals. Four statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<Note>> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    of_event(db, event).await
}

/// One of [`list`].
pub async fn one(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model, id: i32) -> Result<Note> {
    list(db, actor, event).await?.into_iter().find(|note| note.row.id == id).ok_or(Error::NotFound)
}

/// The same for those who may change it, whether or not they work with proposals.
pub async fn to_change(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    id: i32,
) -> Result<Note> {
    rights::require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    of_event(db, event).await?.into_iter().find(|note| note.row.id == id).ok_or(Error::NotFound)
}

/// The notes that are for this speaker, whatever else they may do here. Four statements.
pub async fn for_speaker(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<Vec<Note>> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let profiles = Query::select()
        .column(speaker_profile::Column::Id)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::AccountId.eq(account))
        .and_where(speaker_profile::Column::EventId.eq(event.id))
        .to_owned();
    let roles = Query::select()
        .column(speaker_role::Column::SubmissionId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SpeakerId.in_subquery(profiles))
        .to_owned();
    let own = submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::Id.in_subquery(roles))
        .all(db)
        .await?;
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let notes = of_event(db, event).await?.into_iter();
    Ok(notes.filter(|note| own.iter().any(|proposal| note.is_for(proposal))).collect())
}

/// Adds a note, or changes the one with this id. Errors name the fields of [`Wanted`].
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    id: Option<i32>,
    mut wanted: Wanted,
) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = of_event(tx.db(), event).await?;
    let old = match id {
        Some(id) => Some(all.iter().find(|note| note.row.id == id).ok_or(Error::NotFound)?),
        None if all.len() >= MOST => {
            return Err(Error::conflict(Message::new("call-error-too-many").arg("max", MOST)));
        }
        None => None,
    };
    let mut problems = Problems::default();
    check_name(&mut problems, "title", &wanted.title, TITLE_LENGTH);
    check_text(&mut problems, "text", &wanted.text, TEXT_LENGTH);
    (wanted.tracks, wanted.submission_types) =
        limits::check(tx.db(), &mut problems, event, &wanted.tracks, &wanted.submission_types).await?;
    problems.done()?;
    let stored = old.and_then(|old| old.row.resource.clone());
    let resource = match wanted.file.clone() {
        File::Keep => stored.clone(),
        File::Remove => None,
        File::New(path) => Some(path),
    };
    let after = wanted.snapshot(resource.as_deref());
    let data = match old {
        Some(old) => match log::changes(&Wanted::from(old).snapshot(stored.as_deref()), &after) {
            Some(changes) => changes,
            None => return Ok(old.row.clone()),
        },
        None => json!({"title": after["title"]}),
    };
    let mut row = ActiveModel {
        title: Set(wanted.title),
        text: Set(wanted.text),
        target_group: Set(wanted.target_group),
        resource: Set(resource.clone()),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let (saved, action) = match old {
        Some(old) => {
            row.id = Set(old.row.id);
            (row.update(tx.db()).await?, "pretalx.speaker_information.update")
        }
        None => {
            row.event_id = Set(event.id);
            row.created = Set(Some(tx.now()));
            (row.insert(tx.db()).await?, "pretalx.speaker_information.create")
        }
    };
    if let Some(replaced) = stored.filter(|path| Some(path) != resource.as_ref()) {
        picture::replaced(tx, &replaced).await?;
    }
    let (tracks, types) = old.map_or((&[][..], &[][..]), |old| (&old.tracks, &old.submission_types));
    if tracks != wanted.tracks {
        use speaker_information_track::{ActiveModel, Column, Entity};
        Entity::delete_many().filter(Column::SpeakerInformationId.eq(saved.id)).exec(tx.db()).await?;
        let link = |id: i32| ActiveModel { speaker_information_id: Set(saved.id), track_id: Set(id) };
        if !wanted.tracks.is_empty() {
            Entity::insert_many(wanted.tracks.into_iter().map(link)).exec_without_returning(tx.db()).await?;
        }
    }
    if types != wanted.submission_types {
        use speaker_information_type::{ActiveModel, Column, Entity};
        Entity::delete_many().filter(Column::SpeakerInformationId.eq(saved.id)).exec(tx.db()).await?;
        let link =
            |id: i32| ActiveModel { speaker_information_id: Set(saved.id), submission_type_id: Set(id) };
        if !wanted.submission_types.is_empty() {
            let rows = wanted.submission_types.into_iter().map(link);
            Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
        }
    }
    write_log(tx, actor, event, (ObjectType::SpeakerInformation, saved.id), action, data).await?;
    Ok(saved)
}

/// Deletes a note with its file.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event.id)).one(tx.db()).await?;
    let row = found.ok_or(Error::NotFound)?;
    row.clone().delete(tx.db()).await?;
    if let Some(path) = row.resource.as_deref().filter(|path| !path.is_empty()) {
        picture::replaced(tx, path).await?;
    }
    let (object, data) = ((ObjectType::Event, event.id), json!({"title": row.title.to_json()}));
    write_log(tx, actor, event, object, "pretalx.speaker_information.delete", data).await?;
    Ok(row)
}
