//! Tracks: what an event is divided into by topic (data-model §1.2.20).

use std::collections::HashMap;

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::{Actor, Error, I18nText, Message, ObjectType, Result, Rights, SubmissionState};
use plenary_store::entity::track::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{access_code_track, event, submission};
use plenary_store::{Tx, log};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Map, Value, json};

use crate::described::{check_name, check_text, is_colour, reads_the_same, snapshot, write_log};
use crate::limits;

pub const NAME_LENGTH: usize = 200;
pub const DESCRIPTION_LENGTH: usize = 20_000;
const MOST: usize = 500;

/// A track as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub name: I18nText,
    pub description: I18nText,
    /// `#rgb` or `#rrggbb`.
    pub color: String,
    /// Only offered to who has an access code for it.
    pub requires_access_code: bool,
}

impl From<&Model> for Wanted {
    fn from(row: &Model) -> Self {
        Self {
            name: row.name.clone(),
            description: row.description.clone(),
            color: row.color.clone(),
            requires_access_code: row.requires_access_code,
        }
    }
}

impl Wanted {
    fn snapshot(&self) -> Map<String, Value> {
        snapshot([
            ("name", self.name.to_json()),
            ("description", self.description.to_json()),
            ("color", json!(self.color)),
            ("requires_access_code", json!(self.requires_access_code)),
        ])
    }
}

/// A track with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub row: Model,
    /// Without drafts.
    pub proposals: u64,
}

/// Where an event has no tracks there is nothing to see either.
async fn require(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    may: impl Fn(&Rights) -> bool,
) -> Result<()> {
    rights::require(db, actor, event, may).await?;
    if event.flags().use_tracks() { Ok(()) } else { Err(Error::NotFound) }
}

/// In their order.
async fn of_event(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<Model>> {
    let rows = Entity::find().filter(Column::EventId.eq(event.id));
    Ok(rows.order_by_asc(Column::Position).order_by_asc(Column::Id).all(db).await?)
}

/// The tracks of an event in their order, for who works with proposals. Three statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<Listed>> {
    require(db, actor, event, |rights| rights.can_change_submissions).await?;
    listed(db, event).await
}

async fn listed(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<Listed>> {
    let rows = of_event(db, event).await?;
    let counts: Vec<(Option<i32>, i64)> = submission::Entity::find()
        .select_only()
        .column(submission::Column::TrackId)
        .column_as(submission::Column::Id.count(), "number")
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .group_by(submission::Column::TrackId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<Option<i32>, i64> = counts.into_iter().collect();
    let listed = |row: Model| Listed {
        proposals: counts.get(&Some(row.id)).map_or(0, |count| count.unsigned_abs()),
        row,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// One of [`list`].
pub async fn one(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model, id: i32) -> Result<Listed> {
    list(db, actor, event).await?.into_iter().find(|one| one.row.id == id).ok_or(Error::NotFound)
}

/// The same for those who may change it, whether or not they work with proposals.
pub async fn to_change(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    id: i32,
) -> Result<Listed> {
    require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    listed(db, event).await?.into_iter().find(|one| one.row.id == id).ok_or(Error::NotFound)
}

/// Their ids in their order, for those who may change it.
pub async fn ids(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<i32>> {
    require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    Ok(of_event(db, event).await?.into_iter().map(|row| row.id).collect())
}

/// The colours that are taken, for those who may add another one.
pub async fn colours(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<String>> {
    require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    Ok(of_event(db, event).await?.into_iter().map(|row| row.color).collect())
}

/// Adds a track at the end, or changes the one with this id. Errors name the fields of [`Wanted`].
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    id: Option<i32>,
    wanted: Wanted,
) -> Result<Model> {
    require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = of_event(tx.db(), event).await?;
    let old = match id {
        Some(id) => Some(all.iter().find(|row| row.id == id).ok_or(Error::NotFound)?),
        None if all.len() >= MOST => {
            return Err(Error::conflict(Message::new("call-error-too-many").arg("max", MOST)));
        }
        None => None,
    };
    let mut problems = Problems::default();
    check_name(&mut problems, "name", &wanted.name, NAME_LENGTH);
    let mut others = all.iter().filter(|row| Some(row.id) != id);
    if problems.is_empty() && others.any(|row| reads_the_same(event, &row.name, &wanted.name)) {
        problems.add("name", "call-error-name-taken");
    }
    check_text(&mut problems, "description", &wanted.description, DESCRIPTION_LENGTH);
    if !is_colour(&wanted.color) {
        problems.add("color", "error-colour");
    }
    problems.done()?;
    let after = wanted.snapshot();
    let mut row = ActiveModel {
        name: Set(wanted.name),
        description: Set(wanted.description),
        color: Set(wanted.color),
        requires_access_code: Set(wanted.requires_access_code),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let (saved, action, data) = match old {
        Some(old) => {
            let Some(changes) = log::changes(&Wanted::from(old).snapshot(), &after) else {
                return Ok(old.clone());
            };
            row.id = Set(old.id);
            (row.update(tx.db()).await?, "pretalx.track.update", changes)
        }
        None => {
            let last = all.iter().filter_map(|track| track.position).max();
            row.event_id = Set(event.id);
            row.position = Set(Some(last.map_or(0, |last| last.saturating_add(1))));
            row.created = Set(Some(tx.now()));
            (row.insert(tx.db()).await?, "pretalx.track.create", json!({"name": after["name"]}))
        }
    };
    write_log(tx, actor, event, (ObjectType::Track, saved.id), action, data).await?;
    Ok(saved)
}

/// Puts the tracks into this order, those that are not named behind. One that is not there is an error. One
/// statement for all of them.
pub async fn reorder(tx: &Tx, actor: &Actor, event: &event::Model, order: &[i32]) -> Result<bool> {
    require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = of_event(tx.db(), event).await?;
    if !order.iter().all(|id| all.iter().any(|row| row.id == *id)) {
        return Err(Error::NotFound);
    }
    let place = |id: i32| order.iter().position(|one| *one == id).unwrap_or(usize::MAX);
    let mut sorted: Vec<&Model> = all.iter().collect();
    sorted.sort_by_key(|row| place(row.id));
    let (old, new): (Vec<i32>, Vec<i32>) =
        (all.iter().map(|row| row.id).collect(), sorted.iter().map(|row| row.id).collect());
    let as_it_should = sorted.iter().zip(0..).all(|(row, position)| row.position == Some(position));
    if as_it_should || sorted.is_empty() {
        return Ok(false);
    }
    let positions = new.iter().zip(0..).fold(CaseStatement::new(), |case, (id, position): (&i32, i32)| {
        case.case(Expr::col(Column::Id).eq(*id), Expr::val(position))
    });
    Entity::update_many()
        .col_expr(Column::Position, positions.finally(Expr::col(Column::Position)).into())
        .filter(Column::EventId.eq(event.id))
        .exec(tx.db())
        .await?;
    if old == new {
        return Ok(false);
    }
    let data = json!({"changes": {"order": {"old": old, "new": new}}});
    write_log(tx, actor, event, (ObjectType::Event, event.id), "pretalx.track.reorder", data).await?;
    Ok(true)
}

/// Deletes a track without proposals, and the access codes that are for it alone. Drafts lose it.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event.id)).one(tx.db()).await?;
    let row = found.ok_or(Error::NotFound)?;
    let of_track = submission::Entity::find().filter(submission::Column::TrackId.eq(id));
    if of_track.filter(submission::Column::State.ne(SubmissionState::Draft)).one(tx.db()).await?.is_some() {
        return Err(Error::conflict("call-error-track-used"));
    }
    limits::refuse_only_limit(tx, limits::OF_TRACKS, "track_id", id).await?;
    delete_codes(tx, id).await?;
    let change = submission::ActiveModel { track_id: Set(None), ..Default::default() };
    submission::Entity::update_many()
        .set(change)
        .filter(submission::Column::TrackId.eq(id))
        .exec(tx.db())
        .await?;
    row.clone().delete(tx.db()).await?;
    let (object, data) = ((ObjectType::Event, event.id), json!({"name": row.name.to_json()}));
    write_log(tx, actor, event, object, "pretalx.track.delete", data).await?;
    Ok(row)
}

async fn delete_codes(tx: &Tx, id: i32) -> Result<()> {
    let with_this = Query::select()
        .column(access_code_track::Column::AccessCodeId)
        .from(access_code_track::Entity)
        .and_where(access_code_track::Column::TrackId.eq(id))
        .to_owned();
    let links = access_code_track::Entity::find()
        .filter(access_code_track::Column::AccessCodeId.in_subquery(with_this))
        .all(tx.db())
        .await?;
    let pairs = links.into_iter().map(|link| (link.access_code_id, link.track_id));
    let only = limits::by_owner(pairs).into_iter().filter(|(_, tracks)| tracks.len() == 1);
    crate::access_code::delete_unused(tx, only.map(|(code, _)| code).collect()).await
}
