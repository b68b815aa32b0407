//! Rooms.

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::{Actor, I18nText, Message, ObjectType, Result};
use plenary_store::entity::event;
use plenary_store::entity::room::{ActiveModel, Column, Entity, Model};
use plenary_store::{Tx, log};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::{Map, Value, json};

pub const NAME_LENGTH: usize = 100;

/// The rooms of an event in their order.
pub async fn of_event(db: &impl ConnectionTrait, event: i32) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::EventId.eq(event))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// The same for organisers, hidden ones included. Two statements.
pub async fn for_organisers(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<Vec<Model>> {
    rights::require(db, actor, event, |rights| {
        rights.can_change_submissions || rights.can_change_event_settings
    })
    .await?;
    of_event(db, event.id).await
}

/// Adds a room at the end. Errors name `name` and `capacity`.
pub async fn create(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    name: I18nText,
    capacity: Option<i32>,
) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let mut problems = Problems::default();
    if name.values().all(|text| text.trim().is_empty()) {
        problems.add("name", "error-required");
    } else if name.values().any(|text| text.chars().count() > NAME_LENGTH) {
        problems.add("name", Message::new("error-too-long").arg("max", NAME_LENGTH));
    }
    if name.values().any(|text| text.chars().any(char::is_control)) {
        problems.add("name", "error-control-characters");
    }
    if capacity.is_some_and(|capacity| capacity < 1) {
        problems.add("capacity", "error-positive");
    }
    problems.done()?;
    let last = of_event(tx.db(), event.id).await?.iter().filter_map(|room| room.position).max();
    let row = ActiveModel {
        event_id: Set(event.id),
        name: Set(name),
        description: Set(I18nText::Empty),
        speaker_info: Set(I18nText::Empty),
        capacity: Set(capacity),
        position: Set(Some(last.map_or(0, |position| position + 1))),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let room = row.insert(tx.db()).await?;
    let entry = log::Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::Room, room.id),
        action: "pretalx.room.create",
        data: log::changes(&Map::new(), &snapshot(&room)).unwrap_or_else(|| json!({})),
        as_organiser: true,
    };
    log::write(tx, entry).await?;
    Ok(room)
}

/// What the log tells of a room.
fn snapshot(room: &Model) -> Map<String, Value> {
    let pairs = [
        ("name", room.name.to_json()),
        ("description", room.description.to_json()),
        ("speaker_info", room.speaker_info.to_json()),
        ("capacity", json!(room.capacity)),
        ("position", json!(room.position)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
