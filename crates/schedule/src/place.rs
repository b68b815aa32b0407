//! Giving slots of the working schedule a room and a time.

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::{Actor, Error, I18nText, ObjectType, Result, SlotType, Timestamp};
use plenary_store::entity::slot::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{event, room, submission, submission_type};
use plenary_store::{Tx, log};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value, json};

use crate::working;

/// Where a slot goes.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub room: i32,
    pub start: Timestamp,
    /// `None`: start and the session's duration.
    pub end: Option<Timestamp>,
}

/// Moves a slot of the working schedule, or with `None` takes it off the grid. Errors name `room`,
/// `start` and `end`.
pub async fn place(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    slot: i32,
    place: Option<Place>,
) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_submissions).await?;
    let wip = working::schedule(tx, event).await?;
    let found = Entity::find_by_id(slot).filter(Column::ScheduleId.eq(wip.id)).one(tx.db()).await?;
    let slot = found.ok_or(Error::NotFound)?;
    let mut row = ActiveModel { id: Set(slot.id), updated: Set(Some(tx.now())), ..Default::default() };
    match place {
        None => {
            (row.room_id, row.starts, row.ends) = (Set(None), Set(None), Set(None));
        }
        Some(place) => {
            let end = match place.end {
                Some(end) => end,
                None => place.start.plus_minutes(minutes(tx, &slot).await?),
            };
            check(tx, event, place, end).await?;
            row.room_id = Set(Some(place.room));
            row.starts = Set(Some(place.start));
            row.ends = Set(Some(end));
        }
    }
    let placed = row.update(tx.db()).await?;
    if let Some(changes) = log::changes(&snapshot(&slot), &snapshot(&placed)) {
        write_log(tx, actor, event, &placed, "plenary.slot.update", changes).await?;
    }
    Ok(placed)
}

/// What the log tells of a slot.
fn snapshot(slot: &Model) -> Map<String, Value> {
    let at = |at: Option<Timestamp>| json!(at.map(|at| at.to_string()));
    let pairs = [
        ("room", json!(slot.room_id)),
        ("start", at(slot.starts)),
        ("end", at(slot.ends)),
        ("slot_type", json!(slot.slot_type.map(|of_type| of_type.to_string()))),
        ("description", slot.description.to_json()),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A session's slots are told of under the session: slots are made anew with each version.
async fn write_log(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    slot: &Model,
    action: &str,
    data: Value,
) -> Result<()> {
    let object = match slot.submission_id {
        Some(id) => (ObjectType::Submission, id),
        None => (ObjectType::Slot, slot.id),
    };
    log::write(tx, log::Entry { event: Some(event.id), actor, object, action, data, as_organiser: true })
        .await
}

/// How long a slot lasts: the session's duration, else what it lasted so far, else half an hour.
async fn minutes(tx: &Tx, slot: &Model) -> Result<i64> {
    if let Some(id) = slot.submission_id {
        let submission = submission::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Error::NotFound)?;
        if let Some(duration) = submission.duration {
            return Ok(i64::from(duration));
        }
        let of_type = submission_type::Entity::find_by_id(submission.submission_type_id).one(tx.db()).await?;
        return Ok(of_type.map_or(30, |of_type| i64::from(of_type.default_duration)));
    }
    Ok(slot.starts.zip(slot.ends).map_or(30, |(start, end)| end.minutes_since(start)))
}

async fn check(tx: &Tx, event: &event::Model, place: Place, end: Timestamp) -> Result<()> {
    let mut problems = Problems::default();
    let room =
        room::Entity::find_by_id(place.room).filter(room::Column::EventId.eq(event.id)).one(tx.db()).await?;
    if room.is_none_or(|room| room.hidden) {
        problems.add("room", "error-choice");
    }
    if place.start < event.starts() || place.start >= event.ends() {
        problems.add("start", "error-outside-event");
    }
    if end < place.start {
        problems.add("end", "error-end-before-start");
    } else if end > event.ends().plus_minutes(24 * 60) {
        // A night may be long, but a slip in the year fills calendars with centuries.
        problems.add("end", "error-outside-event");
    }
    problems.done()
}

/// Adds a break that everybody sees, or a blocker that only organisers see.
pub async fn add_break(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    slot_type: SlotType,
    description: I18nText,
    place: Place,
) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_submissions).await?;
    let wip = working::schedule(tx, event).await?;
    let end = place.end.unwrap_or(place.start.plus_minutes(30));
    check(tx, event, place, end).await?;
    let row = ActiveModel {
        schedule_id: Set(wip.id),
        room_id: Set(Some(place.room)),
        starts: Set(Some(place.start)),
        ends: Set(Some(end)),
        slot_type: Set(Some(slot_type)),
        description: Set(description),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let added = row.insert(tx.db()).await?;
    let data = log::changes(&Map::new(), &snapshot(&added)).unwrap_or_else(|| json!({}));
    write_log(tx, actor, event, &added, "plenary.slot.create", data).await?;
    Ok(added)
}
