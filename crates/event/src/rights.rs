//! Who may do what in an event or at an organiser: the union of the flags of a person's teams
//! (data-model §4.1).

use plenary_model::{Actor, Error, Result, Rights};
use plenary_store::entity::{event, team, team_event, team_member};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

/// The actor's rights in an event. One statement.
pub async fn rights(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Rights> {
    let base = if actor.is_administrator() { Rights::ADMINISTRATOR } else { Rights::NONE };
    let (Some(account), Some(organiser)) = (actor.account(), event.organiser_id) else { return Ok(base) };
    let listed = Query::select()
        .expr(Expr::val(1))
        .from(team_event::Entity)
        .and_where(
            Expr::col((team_event::Entity, team_event::Column::TeamId))
                .equals((team::Entity, team::Column::Id)),
        )
        .and_where(team_event::Column::EventId.eq(event.id))
        .to_owned();
    let teams = teams_of(account)
        .filter(team::Column::OrganiserId.eq(organiser))
        .filter(Condition::any().add(team::Column::AllEvents.eq(true)).add(Expr::exists(listed)))
        .all(db)
        .await?;
    Ok(teams.iter().map(of_team).fold(base, Rights::union))
}

/// The actor's rights at an organiser: those of all teams there, whichever events they reach. One
/// statement.
pub async fn at_organiser(db: &impl ConnectionTrait, actor: &Actor, organiser: i32) -> Result<Rights> {
    let base = if actor.is_administrator() { Rights::ADMINISTRATOR } else { Rights::NONE };
    let Some(account) = actor.account() else { return Ok(base) };
    let teams = teams_of(account).filter(team::Column::OrganiserId.eq(organiser)).all(db).await?;
    Ok(teams.iter().map(of_team).fold(base, Rights::union))
}

/// The actor's rights at any organiser at all. One statement.
pub async fn anywhere(db: &impl ConnectionTrait, actor: &Actor) -> Result<Rights> {
    let base = if actor.is_administrator() { Rights::ADMINISTRATOR } else { Rights::NONE };
    let Some(account) = actor.account() else { return Ok(base) };
    Ok(teams_of(account).all(db).await?.iter().map(of_team).fold(base, Rights::union))
}

/// The teams an account belongs to.
pub(crate) fn teams_of(account: i32) -> Select<team::Entity> {
    team::Entity::find().filter(team::Column::Id.in_subquery(memberships(account)))
}

/// In a query with events: those that one of an account's teams reaches, of which `may` holds.
pub fn reached_with(account: i32, may: Condition) -> Condition {
    let team = |column: team::Column| Expr::col((team::Entity, column));
    let event = |column: event::Column| Expr::col((event::Entity, column));
    let listed = Query::select()
        .expr(Expr::val(1))
        .from(team_event::Entity)
        .and_where(Expr::col((team_event::Entity, team_event::Column::TeamId)).eq(team(team::Column::Id)))
        .and_where(Expr::col((team_event::Entity, team_event::Column::EventId)).eq(event(event::Column::Id)))
        .to_owned();
    let teams = Query::select()
        .expr(Expr::val(1))
        .from(team::Entity)
        .and_where(team(team::Column::OrganiserId).eq(event(event::Column::OrganiserId)))
        .and_where(team(team::Column::Id).in_subquery(memberships(account)))
        .cond_where(may)
        .cond_where(Condition::any().add(team(team::Column::AllEvents).eq(true)).add(Expr::exists(listed)))
        .to_owned();
    Condition::all().add(Expr::exists(teams))
}

/// The ids of the teams an account belongs to, as a subquery.
pub(crate) fn memberships(account: i32) -> SelectStatement {
    Query::select()
        .column(team_member::Column::TeamId)
        .from(team_member::Entity)
        .and_where(team_member::Column::AccountId.eq(account))
        .to_owned()
}

/// The flags of a team.
pub fn of_team(team: &team::Model) -> Rights {
    Rights {
        can_create_events: team.can_create_events,
        can_change_teams: team.can_change_teams,
        can_change_organiser_settings: team.can_change_organiser_settings,
        can_change_event_settings: team.can_change_event_settings,
        can_change_submissions: team.can_change_submissions,
        is_reviewer: team.is_reviewer,
        reviews_with_names: team.is_reviewer && !team.force_hide_speaker_names,
    }
}

/// Refuses whoever lacks a right: visitors are asked to log in, others learn nothing.
pub async fn require(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    may: impl Fn(&Rights) -> bool,
) -> Result<Rights> {
    checked(actor, rights(db, actor, event).await?, may)
}

/// The same at an organiser.
pub async fn require_at_organiser(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: i32,
    may: impl Fn(&Rights) -> bool,
) -> Result<Rights> {
    checked(actor, at_organiser(db, actor, organiser).await?, may)
}

fn checked(actor: &Actor, rights: Rights, may: impl Fn(&Rights) -> bool) -> Result<Rights> {
    match may(&rights) {
        true => Ok(rights),
        false if matches!(actor, Actor::Anonymous) => Err(Error::NeedsLogin),
        false => Err(Error::NotFound),
    }
}
