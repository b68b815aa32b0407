//! Session types: what one can submit, how long it usually is, until when (data-model §1.2.19).

use std::collections::HashMap;

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::{Actor, Error, I18nText, Message, ObjectType, Result, SubmissionState, Timestamp};
use plenary_store::entity::submission_type::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{access_code_type, cfp, event, schedule, slot, submission};
use plenary_store::{Tx, log};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Map, Value, json};

use crate::described::{check_name, reads_the_same, snapshot, write_log};
use crate::limits;

pub const NAME_LENGTH: usize = 100;
/// A month, in minutes.
pub const LONGEST: i32 = 30 * 24 * 60;
const MOST: usize = 500;

/// A type as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub name: I18nText,
    /// In minutes.
    pub default_duration: i32,
    /// Instead of the call's.
    pub deadline: Option<Timestamp>,
    /// Only offered to who has an access code for it.
    pub requires_access_code: bool,
}

impl From<&Model> for Wanted {
    fn from(row: &Model) -> Self {
        Self {
            name: row.name.clone(),
            default_duration: row.default_duration,
            deadline: row.deadline,
            requires_access_code: row.requires_access_code,
        }
    }
}

impl Wanted {
    fn snapshot(&self) -> Map<String, Value> {
        snapshot([
            ("name", self.name.to_json()),
            ("default_duration", json!(self.default_duration)),
            ("deadline", json!(self.deadline.map(|at| at.to_string()))),
            ("requires_access_code", json!(self.requires_access_code)),
        ])
    }
}

/// A type with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub row: Model,
    pub is_default: bool,
    /// Without drafts.
    pub proposals: u64,
}

async fn of_event(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<Model>> {
    let rows = Entity::find().filter(Column::EventId.eq(event.id));
    Ok(rows.order_by_asc(Column::DefaultDuration).order_by_asc(Column::Id).all(db).await?)
}

async fn default_type(db: &impl ConnectionTrait, event: &event::Model) -> Result<i32> {
    let cfp = cfp::Entity::find().filter(cfp::Column::EventId.eq(event.id)).one(db).await?;
    Ok(cfp.ok_or(Error::NotFound)?.default_type_id)
}

/// The types of an event by their duration, for who works with proposals. Four statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<Listed>> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    listed(db, event).await
}

async fn listed(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<Listed>> {
    let (rows, default) = (of_event(db, event).await?, default_type(db, event).await?);
    let counts: Vec<(i32, i64)> = submission::Entity::find()
        .select_only()
        .column(submission::Column::SubmissionTypeId)
        .column_as(submission::Column::Id.count(), "number")
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .group_by(submission::Column::SubmissionTypeId)
        .into_tuple()
        .all(db)
        .await?;
    let counts: HashMap<i32, i64> = counts.into_iter().collect();
    let listed = |row: Model| Listed {
        is_default: row.id == default,
        proposals: counts.get(&row.id).map_or(0, |count| count.unsigned_abs()),
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
    rights::require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    listed(db, event).await?.into_iter().find(|one| one.row.id == id).ok_or(Error::NotFound)
}

/// Adds a type, or changes the one with this id. Errors name the fields of [`Wanted`].
///
/// With another duration, slots of the working schedule whose proposals have none of their own end at
/// another time.
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    id: Option<i32>,
    wanted: Wanted,
) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
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
    if !(0..=LONGEST).contains(&wanted.default_duration) {
        let (key, name, limit) = match wanted.default_duration {
            ..0 => ("error-number-min", "min", 0),
            _ => ("error-number-max", "max", LONGEST),
        };
        problems.add("default_duration", Message::new(key).arg(name, limit));
    }
    problems.done()?;
    let after = wanted.snapshot();
    let duration = wanted.default_duration;
    let mut row = ActiveModel {
        name: Set(wanted.name.clone()),
        default_duration: Set(duration),
        deadline: Set(wanted.deadline),
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
            let saved = row.update(tx.db()).await?;
            if old.default_duration != duration {
                move_slots(tx, event, saved.id, duration).await?;
            }
            (saved, "pretalx.submission_type.update", changes)
        }
        None => {
            row.event_id = Set(event.id);
            row.created = Set(Some(tx.now()));
            (row.insert(tx.db()).await?, "pretalx.submission_type.create", json!({"name": after["name"]}))
        }
    };
    write_log(tx, actor, event, (ObjectType::SubmissionType, saved.id), action, data).await?;
    Ok(saved)
}

/// The ends of scheduled slots in the working schedule. One statement.
async fn move_slots(tx: &Tx, event: &event::Model, id: i32, minutes: i32) -> Result<()> {
    let proposals = Query::select()
        .column(submission::Column::Id)
        .from(submission::Entity)
        .and_where(submission::Column::SubmissionTypeId.eq(id))
        .and_where(submission::Column::Duration.is_null())
        .to_owned();
    let working = Query::select()
        .column(schedule::Column::Id)
        .from(schedule::Entity)
        .and_where(schedule::Column::EventId.eq(event.id))
        .and_where(schedule::Column::Version.is_null())
        .to_owned();
    let micros = i64::from(minutes) * 60_000_000;
    slot::Entity::update_many()
        .col_expr(slot::Column::Ends, Expr::col(slot::Column::Starts).add(micros))
        .col_expr(slot::Column::Updated, Expr::value(tx.now()))
        .filter(slot::Column::ScheduleId.in_subquery(working))
        .filter(slot::Column::SubmissionId.in_subquery(proposals))
        .filter(slot::Column::Starts.is_not_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Makes this the type that is chosen at first.
pub async fn make_default(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    let row = find(tx, actor, event, id).await?;
    let old = default_type(tx.db(), event).await?;
    if old == id {
        return Ok(row);
    }
    let change =
        cfp::ActiveModel { default_type_id: Set(id), updated: Set(Some(tx.now())), ..Default::default() };
    cfp::Entity::update_many().set(change).filter(cfp::Column::EventId.eq(event.id)).exec(tx.db()).await?;
    let data = json!({"changes": {"default_type": {"old": old, "new": id}}});
    let object = (ObjectType::SubmissionType, id);
    write_log(tx, actor, event, object, "pretalx.submission_type.make_default", data).await?;
    Ok(row)
}

async fn find(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event.id)).one(tx.db()).await?;
    found.ok_or(Error::NotFound)
}

/// Deletes a type that nothing needs, and the access codes that are for it alone. Drafts of it become drafts
/// of the default type.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    let row = find(tx, actor, event, id).await?;
    let default = default_type(tx.db(), event).await?;
    if default == id {
        return Err(Error::conflict("call-error-type-default"));
    }
    let of_type = || submission::Entity::find().filter(submission::Column::SubmissionTypeId.eq(id));
    if of_type().filter(submission::Column::State.ne(SubmissionState::Draft)).one(tx.db()).await?.is_some() {
        return Err(Error::conflict("call-error-type-used"));
    }
    limits::refuse_only_limit(tx, limits::OF_TYPES, "submission_type_id", id).await?;
    delete_codes(tx, id).await?;
    let change = submission::ActiveModel { submission_type_id: Set(default), ..Default::default() };
    submission::Entity::update_many()
        .set(change)
        .filter(submission::Column::SubmissionTypeId.eq(id))
        .exec(tx.db())
        .await?;
    row.clone().delete(tx.db()).await?;
    let (object, data) = ((ObjectType::Event, event.id), json!({"name": row.name.to_json()}));
    write_log(tx, actor, event, object, "pretalx.submission_type.delete", data).await?;
    Ok(row)
}

async fn delete_codes(tx: &Tx, id: i32) -> Result<()> {
    let with_this = Query::select()
        .column(access_code_type::Column::AccessCodeId)
        .from(access_code_type::Entity)
        .and_where(access_code_type::Column::SubmissionTypeId.eq(id))
        .to_owned();
    let links = access_code_type::Entity::find()
        .filter(access_code_type::Column::AccessCodeId.in_subquery(with_this))
        .all(tx.db())
        .await?;
    let pairs = links.into_iter().map(|link| (link.access_code_id, link.submission_type_id));
    let only = limits::by_owner(pairs).into_iter().filter(|(_, types)| types.len() == 1);
    crate::access_code::delete_unused(tx, only.map(|(code, _)| code).collect()).await
}
