//! Teams: who may do what at an organiser and its events, who is in them and who is invited.
//!
//! Everything here asks for `can_change_teams` in any team of the organiser; only accepting an
//! invitation does not. What belongs to another organiser is not found.

pub mod change;
pub mod coverage;
pub mod invite;
mod settings;
mod tokens;

use std::collections::HashMap;

use plenary_model::{Actor, Error, Result, Rights};
use plenary_store::entity::{
    account, event, organiser, team, team_event, team_invite, team_member, team_track, track,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::rights;
pub use settings::{NAME_LENGTH, Settings};

/// A team with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub team: team::Model,
    /// By name.
    pub members: Vec<account::Model>,
    pub invites: usize,
    /// Of a team that does not reach all of them.
    pub events: usize,
}

/// A team with everything about it.
#[derive(Clone, Debug)]
pub struct Team {
    pub row: team::Model,
    pub events: Vec<i32>,
    pub tracks: Vec<i32>,
    /// By name.
    pub members: Vec<account::Model>,
    /// The oldest first.
    pub invites: Vec<team_invite::Model>,
}

/// What a team can be limited to.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The latest first.
    pub events: Vec<event::Model>,
    /// In the order of the events, then their own.
    pub tracks: Vec<track::Model>,
}

fn changes_teams(rights: &Rights) -> bool {
    rights.can_change_teams
}

/// The teams of an organiser by name. Six statements.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: &organiser::Model,
) -> Result<Vec<Listed>> {
    rights::require_at_organiser(db, actor, organiser.id, changes_teams).await?;
    let teams = team::Entity::find()
        .filter(team::Column::OrganiserId.eq(organiser.id))
        .order_by_asc(team::Column::Name)
        .order_by_asc(team::Column::Id)
        .all(db)
        .await?;
    let mut members = members(db, ids_of(organiser.id)).await?;
    let mut invites: HashMap<i32, usize> = HashMap::new();
    let open = team_invite::Entity::find()
        .filter(team_invite::Column::TeamId.in_subquery(ids_of(organiser.id)))
        .all(db)
        .await?;
    for invite in open {
        *invites.entry(invite.team_id).or_default() += 1;
    }
    let mut events: HashMap<i32, usize> = HashMap::new();
    let listed = team_event::Entity::find()
        .filter(team_event::Column::TeamId.in_subquery(ids_of(organiser.id)))
        .all(db)
        .await?;
    for row in listed {
        *events.entry(row.team_id).or_default() += 1;
    }
    let listed = |team: team::Model| Listed {
        members: members.remove(&team.id).unwrap_or_default(),
        invites: invites.get(&team.id).copied().unwrap_or_default(),
        events: events.get(&team.id).copied().unwrap_or_default(),
        team,
    };
    Ok(teams.into_iter().map(listed).collect())
}

/// One team of an organiser. Seven statements.
pub async fn one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: &organiser::Model,
    id: i32,
) -> Result<Team> {
    rights::require_at_organiser(db, actor, organiser.id, changes_teams).await?;
    load(db, organiser.id, id).await
}

async fn load(db: &impl ConnectionTrait, organiser: i32, id: i32) -> Result<Team> {
    let row = find(db, organiser, id).await?;
    let events = team_event::Entity::find().filter(team_event::Column::TeamId.eq(id)).all(db).await?;
    let tracks = team_track::Entity::find().filter(team_track::Column::TeamId.eq(id)).all(db).await?;
    let invites = team_invite::Entity::find()
        .filter(team_invite::Column::TeamId.eq(id))
        .order_by_asc(team_invite::Column::Id)
        .all(db)
        .await?;
    let only = Query::select()
        .column(team::Column::Id)
        .from(team::Entity)
        .and_where(team::Column::Id.eq(id))
        .to_owned();
    Ok(Team {
        row,
        events: events.into_iter().map(|row| row.event_id).collect(),
        tracks: tracks.into_iter().map(|row| row.track_id).collect(),
        members: members(db, only).await?.remove(&id).unwrap_or_default(),
        invites,
    })
}

/// The events and tracks that teams of an organiser can be limited to. Three statements.
pub async fn reach(db: &impl ConnectionTrait, actor: &Actor, organiser: &organiser::Model) -> Result<Reach> {
    rights::require_at_organiser(db, actor, organiser.id, changes_teams).await?;
    load_reach(db, organiser.id).await
}

async fn load_reach(db: &impl ConnectionTrait, organiser: i32) -> Result<Reach> {
    let events = event::Entity::find()
        .filter(event::Column::OrganiserId.eq(organiser))
        .order_by_desc(event::Column::DateFrom)
        .order_by_desc(event::Column::Id)
        .all(db)
        .await?;
    let of_organiser = Query::select()
        .column(event::Column::Id)
        .from(event::Entity)
        .and_where(event::Column::OrganiserId.eq(organiser))
        .to_owned();
    let mut tracks = track::Entity::find()
        .filter(track::Column::EventId.in_subquery(of_organiser))
        .order_by_asc(track::Column::Position)
        .order_by_asc(track::Column::Id)
        .all(db)
        .await?;
    let places: HashMap<i32, usize> =
        events.iter().enumerate().map(|(place, event)| (event.id, place)).collect();
    tracks.sort_by_key(|track| places.get(&track.event_id).copied());
    Ok(Reach { events, tracks })
}

pub(crate) async fn find(db: &impl ConnectionTrait, organiser: i32, id: i32) -> Result<team::Model> {
    let query = team::Entity::find_by_id(id).filter(team::Column::OrganiserId.eq(organiser));
    query.one(db).await?.ok_or(Error::NotFound)
}

/// The ids of an organiser's teams, as a subquery.
fn ids_of(organiser: i32) -> SelectStatement {
    Query::select()
        .column(team::Column::Id)
        .from(team::Entity)
        .and_where(team::Column::OrganiserId.eq(organiser))
        .to_owned()
}

/// The members of teams, by name. Two statements.
async fn members(
    db: &impl ConnectionTrait,
    teams: SelectStatement,
) -> Result<HashMap<i32, Vec<account::Model>>> {
    let rows = team_member::Entity::find()
        .filter(team_member::Column::TeamId.in_subquery(teams.clone()))
        .all(db)
        .await?;
    let ids = Query::select()
        .column(team_member::Column::AccountId)
        .from(team_member::Entity)
        .and_where(team_member::Column::TeamId.in_subquery(teams))
        .to_owned();
    let mut accounts = account::Entity::find().filter(account::Column::Id.in_subquery(ids)).all(db).await?;
    accounts.sort_by_cached_key(|account| (account.name.to_lowercase(), account.id));
    let mut members: HashMap<i32, Vec<account::Model>> = HashMap::new();
    for account in &accounts {
        for row in rows.iter().filter(|row| row.account_id == account.id) {
            members.entry(row.team_id).or_default().push(account.clone());
        }
    }
    Ok(members)
}
