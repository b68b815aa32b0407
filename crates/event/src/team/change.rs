//! Changing teams. Every change locks the organiser first, asks for the right after that, and is
//! refused if nobody could administer afterwards (see [`super::coverage`]).

use std::collections::{BTreeSet, HashSet};

use plenary_model::{Actor, Error, ObjectType, Result};
use plenary_person::account::Links;
use plenary_store::entity::{account, event, organiser, team, team_event, team_member, team_track};
use plenary_store::{Tx, log};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value, json};

use super::coverage::{Coverage, Gap, Warning, lock};
use super::{Reach, Settings, Team, changes_teams, find, load, load_reach, tokens};
use crate::rights;

/// Locks the organiser, asks for the right, and says what is amiss already.
async fn begin(tx: &Tx, actor: &Actor, organiser: &organiser::Model) -> Result<HashSet<Gap>> {
    lock(tx, organiser.id).await?;
    rights::require_at_organiser(tx.db(), actor, organiser.id, changes_teams).await?;
    Ok(Coverage::load(tx.db(), organiser.id).await?.gaps())
}

async fn end(tx: &Tx, organiser: &organiser::Model, before: &HashSet<Gap>) -> Result<Vec<Warning>> {
    let coverage = Coverage::load(tx.db(), organiser.id).await?;
    coverage.check(before)?;
    Ok(coverage.warnings())
}

/// Adds a team without members. Errors name the fields of [`Settings`].
pub async fn create(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    settings: Settings,
) -> Result<team::Model> {
    lock(tx, organiser.id).await?;
    rights::require_at_organiser(tx.db(), actor, organiser.id, changes_teams).await?;
    let reach = load_reach(tx.db(), organiser.id).await?;
    let settings = settings.checked(&reach)?;
    let row = team::ActiveModel {
        organiser_id: Set(organiser.id),
        created: Set(Some(tx.now())),
        ..columns(tx, &settings)
    };
    let row = row.insert(tx.db()).await?;
    set_limits(tx, row.id, &settings).await?;
    let data = log::changes(&Map::new(), &settings.snapshot(&reach)).unwrap_or_else(|| json!({}));
    write_log(tx, actor, (ObjectType::Team, row.id), "plenary.team.create", data).await?;
    Ok(row)
}

/// Changes a team. Errors name the fields of [`Settings`]; a conflict says who could not do what any
/// more.
pub async fn update(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    id: i32,
    settings: Settings,
) -> Result<(team::Model, Vec<Warning>)> {
    let before = begin(tx, actor, organiser).await?;
    let old = load(tx.db(), organiser.id, id).await?;
    let reach = load_reach(tx.db(), organiser.id).await?;
    let settings = settings.checked(&reach)?;
    let was = Settings::of(&old);
    let Some(data) = log::changes(&was.snapshot(&reach), &settings.snapshot(&reach)) else {
        return Ok((old.row, Vec::new()));
    };
    let row = team::ActiveModel { id: Set(id), ..columns(tx, &settings) };
    let row = row.update(tx.db()).await?;
    team_event::Entity::delete_many().filter(team_event::Column::TeamId.eq(id)).exec(tx.db()).await?;
    team_track::Entity::delete_many().filter(team_track::Column::TeamId.eq(id)).exec(tx.db()).await?;
    set_limits(tx, id, &settings).await?;
    let warnings = end(tx, organiser, &before).await?;
    tokens::shrink(tx, actor, &member_ids(&old)).await?;
    write_log(tx, actor, (ObjectType::Team, id), "plenary.team.update", data).await?;
    Ok((row, warnings))
}

/// Deletes a team with its memberships and invitations.
pub async fn delete(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    id: i32,
) -> Result<(team::Model, Vec<Warning>)> {
    let before = begin(tx, actor, organiser).await?;
    let old = load(tx.db(), organiser.id, id).await?;
    let reach = load_reach(tx.db(), organiser.id).await?;
    team::Entity::delete_by_id(id).exec(tx.db()).await?;
    let warnings = end(tx, organiser, &before).await?;
    tokens::shrink(tx, actor, &member_ids(&old)).await?;
    let mut data = json!({"name": old.row.name, "organiser": organiser.slug});
    let members: Vec<Value> = old.members.iter().map(person).collect();
    data["members"] = members.into();
    if let Some(changes) = log::changes(&Settings::of(&old).snapshot(&reach), &Map::new()) {
        data["changes"] = changes["changes"].clone();
    }
    write_log(tx, actor, (ObjectType::Team, id), "pretalx.team.delete", data).await?;
    Ok((old.row, warnings))
}

/// Takes somebody out of a team.
pub async fn remove_member(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    id: i32,
    member: i32,
) -> Result<(account::Model, Vec<Warning>)> {
    let before = begin(tx, actor, organiser).await?;
    find(tx.db(), organiser.id, id).await?;
    let removed = team_member::Entity::delete_many()
        .filter(team_member::Column::TeamId.eq(id))
        .filter(team_member::Column::AccountId.eq(member))
        .exec(tx.db())
        .await?;
    if removed.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let account = plenary_person::account::load(tx.db(), member).await?;
    let warnings = end(tx, organiser, &before).await?;
    tokens::shrink(tx, actor, &[member]).await?;
    write_log(tx, actor, (ObjectType::Team, id), "pretalx.team.remove_member", person(&account)).await?;
    Ok((account, warnings))
}

/// Sends a member of a team a link to a new password.
pub async fn reset_member(
    tx: &Tx,
    actor: &Actor,
    organiser: &organiser::Model,
    id: i32,
    member: i32,
    links: &Links,
) -> Result<account::Model> {
    rights::require_at_organiser(tx.db(), actor, organiser.id, changes_teams).await?;
    let team = load(tx.db(), organiser.id, id).await?;
    let account = team.members.into_iter().find(|account| account.id == member).ok_or(Error::NotFound)?;
    plenary_person::reset::send_for(tx, actor, &account, links).await?;
    Ok(account)
}

fn columns(tx: &Tx, settings: &Settings) -> team::ActiveModel {
    let rights = settings.rights;
    team::ActiveModel {
        name: Set(settings.name.clone()),
        all_events: Set(settings.all_events),
        can_create_events: Set(rights.can_create_events),
        can_change_teams: Set(rights.can_change_teams),
        can_change_organiser_settings: Set(rights.can_change_organiser_settings),
        can_change_event_settings: Set(rights.can_change_event_settings),
        can_change_submissions: Set(rights.can_change_submissions),
        is_reviewer: Set(rights.is_reviewer),
        force_hide_speaker_names: Set(settings.force_hide_speaker_names),
        updated: Set(Some(tx.now())),
        ..Default::default()
    }
}

/// Lists the events and tracks of a team that has none listed.
async fn set_limits(tx: &Tx, team: i32, settings: &Settings) -> Result<()> {
    let events: &BTreeSet<i32> = &settings.limit_events;
    if !events.is_empty() {
        let rows =
            events.iter().map(|event| team_event::ActiveModel { team_id: Set(team), event_id: Set(*event) });
        team_event::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    if !settings.limit_tracks.is_empty() {
        let rows = settings
            .limit_tracks
            .iter()
            .map(|track| team_track::ActiveModel { team_id: Set(team), track_id: Set(*track) });
        team_track::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn member_ids(team: &Team) -> Vec<i32> {
    team.members.iter().map(|account| account.id).collect()
}

/// Somebody in the log.
fn person(account: &account::Model) -> Value {
    json!({"code": account.code, "name": account.name, "email": account.email})
}

/// Tells of a team that came with something else: with its organiser, or with an event.
pub(crate) async fn note_new(
    tx: &Tx,
    actor: &Actor,
    row: &team::Model,
    events: Vec<event::Model>,
    member: Option<i32>,
) -> Result<()> {
    let settings = Settings {
        name: row.name.clone(),
        all_events: row.all_events,
        limit_events: events.iter().map(|event| event.id).collect(),
        rights: rights::of_team(row),
        force_hide_speaker_names: row.force_hide_speaker_names,
        limit_tracks: BTreeSet::new(),
    };
    let reach = Reach { events, tracks: Vec::new() };
    let mut data = log::changes(&Map::new(), &settings.snapshot(&reach)).unwrap_or_else(|| json!({}));
    if let Some(member) = member {
        let account = plenary_person::account::load(tx.db(), member).await?;
        data["members"] = json!([person(&account)]);
    }
    write_log(tx, actor, (ObjectType::Team, row.id), "plenary.team.create", data).await
}

/// Teams are no matter of an event.
pub(super) async fn write_log(
    tx: &Tx,
    actor: &Actor,
    object: (ObjectType, i32),
    action: &str,
    data: Value,
) -> Result<()> {
    log::write(tx, log::Entry { event: None, actor, object, action, data, as_organiser: true }).await
}
