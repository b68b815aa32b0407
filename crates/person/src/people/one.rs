//! One person: what they belong to and what they have done here.

use plenary_model::{Actor, Result, SubmissionState, Timestamp};
use plenary_store::entity::account::Model;
use plenary_store::entity::{
    event, organiser, session, speaker_profile, speaker_role, submission, team, team_member,
};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::find;
use crate::second_factor;

/// More proposals than this are not listed.
const MOST_PROPOSALS: u64 = 200;

#[derive(Clone, Debug)]
pub struct Person {
    pub account: Model,
    /// By organiser and name.
    pub teams: Vec<(team::Model, organiser::Model)>,
    /// The latest event first.
    pub appearances: Vec<Appearance>,
    /// The latest first; drafts are nobody's business.
    pub proposals: Vec<Proposal>,
    /// Browsers in which the account is logged in.
    pub sessions: u64,
    pub has_second_factor: bool,
}

/// A profile at an event.
#[derive(Clone, Debug)]
pub struct Appearance {
    pub event: event::Model,
    pub profile: speaker_profile::Model,
}

#[derive(Clone, Debug)]
pub struct Proposal {
    pub submission: submission::Model,
    pub event: event::Model,
}

/// Everything about the account of a code. Nine statements.
pub async fn one(db: &impl ConnectionTrait, actor: &Actor, code: &str, now: Timestamp) -> Result<Person> {
    actor.must_administer()?;
    let account = find(db, code).await?;
    let (appearances, proposals) = at_events(db, account.id).await?;
    let open = session::Entity::find()
        .filter(session::Column::AccountId.eq(account.id))
        .filter(session::Column::Expires.gt(now));
    Ok(Person {
        teams: teams(db, account.id).await?,
        appearances,
        proposals,
        sessions: open.count(db).await?,
        has_second_factor: second_factor::is_on(db, account.id).await?,
        account,
    })
}

/// Two statements.
async fn teams(db: &impl ConnectionTrait, account: i32) -> Result<Vec<(team::Model, organiser::Model)>> {
    let own = Query::select()
        .column(team_member::Column::TeamId)
        .from(team_member::Entity)
        .and_where(team_member::Column::AccountId.eq(account))
        .to_owned();
    let teams = team::Entity::find()
        .filter(team::Column::Id.in_subquery(own))
        .order_by_asc(team::Column::OrganiserId)
        .order_by_asc(team::Column::Name)
        .order_by_asc(team::Column::Id)
        .all(db)
        .await?;
    let ids = teams.iter().map(|team| team.organiser_id);
    let organisers = organiser::Entity::find().filter(organiser::Column::Id.is_in(ids)).all(db).await?;
    let with = |team: team::Model| {
        let organiser = organisers.iter().find(|row| row.id == team.organiser_id)?.clone();
        Some((team, organiser))
    };
    Ok(teams.into_iter().filter_map(with).collect())
}

/// Three statements.
async fn at_events(db: &impl ConnectionTrait, account: i32) -> Result<(Vec<Appearance>, Vec<Proposal>)> {
    let profiles = speaker_profile::Entity::find()
        .filter(speaker_profile::Column::AccountId.eq(account))
        .all(db)
        .await?;
    let own = Query::select()
        .column(speaker_profile::Column::Id)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::AccountId.eq(account))
        .to_owned();
    let spoken = Query::select()
        .column(speaker_role::Column::SubmissionId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SpeakerId.in_subquery(own))
        .to_owned();
    let proposals = submission::Entity::find()
        .filter(submission::Column::Id.in_subquery(spoken))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .order_by_desc(submission::Column::Id)
        .limit(MOST_PROPOSALS)
        .all(db)
        .await?;
    // Profiles and proposals of an account are at the same events.
    let ids = profiles.iter().map(|profile| profile.event_id);
    let events = event::Entity::find()
        .filter(event::Column::Id.is_in(ids))
        .order_by_desc(event::Column::DateFrom)
        .order_by_desc(event::Column::Id)
        .all(db)
        .await?;
    let appearances = events.iter().flat_map(|event| {
        let here = profiles.iter().filter(|profile| profile.event_id == event.id);
        here.map(|profile| Appearance { event: event.clone(), profile: profile.clone() })
    });
    let appearances = appearances.collect();
    let proposals = proposals.into_iter().filter_map(|submission| {
        let event = events.iter().find(|event| event.id == submission.event_id)?.clone();
        Some(Proposal { submission, event })
    });
    Ok((appearances, proposals.collect()))
}
