//! A new event made after another one.

mod copy;
mod rows;

use plenary_model::{Actor, Error, ObjectType, Result};
use plenary_store::entity::{event, organiser, team};
use plenary_store::{Tx, log};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::event::NewEvent;
use crate::rights::{self, teams_of};

/// The organisers for whom the actor may create events, by name. One or two statements.
pub async fn organisers(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<organiser::Model>> {
    let all = organiser::Entity::find().order_by_asc(organiser::Column::Slug);
    if actor.is_administrator() {
        return Ok(all.all(db).await?);
    }
    let Some(account) = actor.account() else { return Err(Error::NeedsLogin) };
    let teams = teams_of(account).filter(team::Column::CanCreateEvents.eq(true)).all(db).await?;
    let ids: Vec<i32> = teams.into_iter().map(|team| team.organiser_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(all.filter(organiser::Column::Id.is_in(ids)).all(db).await?)
}

/// The organiser's events that the actor may take as a model, the latest first. Up to four statements.
pub async fn models(db: &impl ConnectionTrait, actor: &Actor, organiser: i32) -> Result<Vec<event::Model>> {
    let reach = crate::event::accessible(db, actor).await?;
    let mut events: Vec<event::Model> =
        reach.into_iter().filter(|event| event.organiser_id == Some(organiser)).collect();
    let Some(account) = actor.account().filter(|_| !actor.is_administrator()) else { return Ok(events) };
    let teams = teams_of(account)
        .filter(team::Column::OrganiserId.eq(organiser))
        .filter(team::Column::CanChangeEventSettings.eq(true))
        .all(db)
        .await?;
    if teams.iter().any(|team| team.all_events) {
        return Ok(events);
    }
    use plenary_store::entity::team_event::{Column, Entity};
    let listed =
        Entity::find().filter(Column::TeamId.is_in(teams.iter().map(|team| team.id))).all(db).await?;
    events.retain(|event| listed.iter().any(|reach| reach.event_id == event.id));
    Ok(events)
}

/// Creates an event and, with a model, copies its settings, call, rooms and reviewing into it; dates
/// move by the difference of the first days. Errors name the fields of [`NewEvent`].
pub async fn create(tx: &Tx, actor: &Actor, new: NewEvent, model: Option<i32>) -> Result<event::Model> {
    let organiser = new.organiser.id;
    let event = crate::event::create(tx, actor, new).await?;
    let Some(model) = model else { return Ok(event) };
    let found = event::Entity::find_by_id(model).filter(event::Column::OrganiserId.eq(organiser));
    let model = found.one(tx.db()).await?.ok_or(Error::NotFound)?;
    rights::require(tx.db(), actor, &model, |rights| rights.can_change_event_settings).await?;
    let event = copy::into(tx, &model, event).await?;
    let entry = log::Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::Event, event.id),
        action: "plenary.event.copy",
        data: json!({"slug": model.slug, "name": model.name.to_json()}),
        as_organiser: true,
    };
    log::write(tx, entry).await?;
    Ok(event)
}
