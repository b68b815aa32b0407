//! Lists of proposals: a constant number of statements, however long they are.

use std::collections::{BTreeMap, HashMap};

use plenary_event::rights;
use plenary_model::{Actor, Error, Result, Rights, SubmissionState};
use plenary_store::entity::{
    account, event, speaker_profile, speaker_role, submission, submission_type, track,
};
use plenary_store::unique;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, SelectTwo,
};

/// A proposal with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub submission: submission::Model,
    pub submission_type: submission_type::Model,
    pub track: Option<track::Model>,
    /// In the proposal's own order.
    pub speakers: Vec<Speaker>,
}

#[derive(Clone, Debug)]
pub struct Speaker {
    pub profile: speaker_profile::Model,
    /// The account's address, or the profile's own.
    pub email: Option<String>,
    /// The profile's name, else the account's.
    pub name: String,
}

impl Listed {
    /// Effective duration in minutes.
    pub fn duration(&self) -> i32 {
        self.submission.duration.unwrap_or(self.submission_type.default_duration)
    }
}

/// All proposals of an event but drafts, newest first, for organisers.
pub async fn of_event(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<Listed>> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let query = submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .order_by_desc(submission::Column::Id);
    load(db, query).await
}

/// How many proposals an event has in each state, drafts left out. Two statements.
pub async fn counts(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<BTreeMap<SubmissionState, u64>> {
    let known = rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    counts_as(db, known, event).await
}

/// The same for somebody whose rights in the event are known. One statement.
pub async fn counts_as(
    db: &impl ConnectionTrait,
    known: Rights,
    event: &event::Model,
) -> Result<BTreeMap<SubmissionState, u64>> {
    if !known.can_change_submissions {
        return Err(Error::NotFound);
    }
    let rows: Vec<(SubmissionState, i64)> = submission::Entity::find()
        .select_only()
        .column(submission::Column::State)
        .column_as(submission::Column::Id.count(), "number")
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .group_by(submission::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(state, number)| (state, number.unsigned_abs())).collect())
}

/// One proposal for organisers.
pub async fn one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    code: &str,
) -> Result<Listed> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let found = crate::state::find(db, event, code).await?;
    if found.state == SubmissionState::Draft {
        return Err(Error::NotFound);
    }
    let query = submission::Entity::find().filter(submission::Column::Id.eq(found.id));
    load(db, query).await?.pop().ok_or(Error::NotFound)
}

/// The actor's own proposals at an event, newest first.
pub async fn own(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<Listed>> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    load(db, of_account(account, event).order_by_desc(submission::Column::Id)).await
}

/// One of the actor's own proposals.
pub async fn own_one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    code: &str,
) -> Result<Listed> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let query = of_account(account, event).filter(unique::same_text(submission::Column::Code, code));
    load(db, query).await?.pop().ok_or(Error::NotFound)
}

/// The slugs of the events at which the actor has proposals, the latest first. No statement for visitors,
/// one for others.
pub async fn events_of(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<String>> {
    let Some(account) = actor.account() else { return Ok(Vec::new()) };
    let profiles = Query::select()
        .column(speaker_profile::Column::Id)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::AccountId.eq(account))
        .to_owned();
    let roles = Query::select()
        .column(speaker_role::Column::SubmissionId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SpeakerId.in_subquery(profiles))
        .to_owned();
    let events = Query::select()
        .column(submission::Column::EventId)
        .from(submission::Entity)
        .and_where(submission::Column::Id.in_subquery(roles))
        .to_owned();
    Ok(event::Entity::find()
        .select_only()
        .column(event::Column::Slug)
        .filter(event::Column::Id.in_subquery(events))
        .order_by_desc(event::Column::DateFrom)
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether the actor has proposals at an event. No statement for visitors, one for others.
pub async fn has_any(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<bool> {
    let Some(account) = actor.account() else { return Ok(false) };
    let one = of_account(account, event).select_only().column(submission::Column::Id).into_tuple::<i32>();
    Ok(one.one(db).await?.is_some())
}

/// Profiles, each with the account it belongs to.
pub(crate) fn with_accounts(
    profiles: Select<speaker_profile::Entity>,
) -> SelectTwo<speaker_profile::Entity, account::Entity> {
    let account = speaker_profile::Entity::belongs_to(account::Entity)
        .from(speaker_profile::Column::AccountId)
        .to(account::Column::Id);
    profiles.join(sea_orm::JoinType::LeftJoin, account.into()).select_also(account::Entity)
}

fn of_account(account: i32, event: &event::Model) -> Select<submission::Entity> {
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
    submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::Id.in_subquery(roles))
}

/// The proposals of a query with types, tracks and speakers: five statements.
pub(crate) async fn load(
    db: &impl ConnectionTrait,
    query: Select<submission::Entity>,
) -> Result<Vec<Listed>> {
    let submissions = query.all(db).await?;
    let Some(first) = submissions.first() else { return Ok(Vec::new()) };
    let event = first.event_id;
    let types: HashMap<i32, submission_type::Model> = submission_type::Entity::find()
        .filter(submission_type::Column::EventId.eq(event))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let tracks: HashMap<i32, track::Model> = track::Entity::find()
        .filter(track::Column::EventId.eq(event))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut speakers = speakers_of(db, event, &submissions).await?;
    submissions
        .into_iter()
        .map(|submission| {
            let submission_type =
                types.get(&submission.submission_type_id).cloned().ok_or(Error::NotFound)?;
            Ok(Listed {
                submission_type,
                track: submission.track_id.and_then(|id| tracks.get(&id).cloned()),
                speakers: speakers.remove(&submission.id).unwrap_or_default(),
                submission,
            })
        })
        .collect()
}

/// Speakers by proposal. A short list asks for its own rows, a long one for the event's, so that
/// the number of statements and of their parameters stays bounded.
async fn speakers_of(
    db: &impl ConnectionTrait,
    event: i32,
    submissions: &[submission::Model],
) -> Result<HashMap<i32, Vec<Speaker>>> {
    let few = submissions.len() <= 100;
    let ids = || submissions.iter().map(|submission| submission.id);
    let of_event = Query::select()
        .column(submission::Column::Id)
        .from(submission::Entity)
        .and_where(submission::Column::EventId.eq(event))
        .to_owned();
    let roles = speaker_role::Entity::find();
    let roles = if few {
        roles.filter(speaker_role::Column::SubmissionId.is_in(ids()))
    } else {
        roles.filter(speaker_role::Column::SubmissionId.in_subquery(of_event))
    };
    let roles = roles
        .order_by_asc(speaker_role::Column::Position)
        .order_by_asc(speaker_role::Column::Id)
        .all(db)
        .await?;
    let profiles = speaker_profile::Entity::find().filter(speaker_profile::Column::EventId.eq(event));
    let profiles = if few {
        profiles.filter(speaker_profile::Column::Id.is_in(roles.iter().map(|role| role.speaker_id)))
    } else {
        profiles
    };
    let profiles = with_accounts(profiles).all(db).await?;
    let profiles: HashMap<i32, Speaker> = profiles
        .into_iter()
        .map(|(profile, account)| {
            let (email, name) = account.map_or((None, String::new()), |a| (Some(a.email), a.name));
            let speaker = Speaker {
                email: profile.email.clone().or(email),
                name: profile.name.clone().filter(|name| !name.is_empty()).unwrap_or(name),
                profile,
            };
            (speaker.profile.id, speaker)
        })
        .collect();
    let mut by_submission: HashMap<i32, Vec<Speaker>> = HashMap::new();
    for role in roles {
        if let Some(speaker) = profiles.get(&role.speaker_id) {
            by_submission.entry(role.submission_id).or_default().push(speaker.clone());
        }
    }
    Ok(by_submission)
}
