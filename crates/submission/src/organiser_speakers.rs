//! Everybody who proposed something at any event of an organiser.

use std::collections::{HashMap, HashSet};

use plenary_event::organiser as organisers;
use plenary_model::{Actor, Result, SubmissionState};
use plenary_store::entity::{account, event, organiser, speaker_profile, speaker_role, submission};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// One person; without an account, the profile of one event.
#[derive(Clone, Debug)]
pub struct OrganiserSpeaker {
    /// That of the latest event.
    pub name: String,
    pub email: Option<String>,
    /// Drafts left out.
    pub proposals: usize,
    /// Those that are accepted or confirmed.
    pub accepted: usize,
    /// Where they proposed something.
    pub events: HashSet<i32>,
}

/// The speakers of the events whose proposals the actor works on, by name, and these events. Whoever
/// only reviews sees nobody here: names may be hidden from them. Six statements.
pub async fn of_organiser(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: &organiser::Model,
) -> Result<(Vec<OrganiserSpeaker>, Vec<event::Model>)> {
    let events: Vec<event::Model> = organisers::events(db, actor, organiser.id)
        .await?
        .into_iter()
        .filter(|(_, rights)| rights.can_change_submissions)
        .map(|(event, _)| event)
        .collect();
    let ids = || events.iter().map(|event| event.id);
    let of_events = Query::select()
        .column(submission::Column::Id)
        .from(submission::Entity)
        .and_where(submission::Column::EventId.is_in(ids()))
        .and_where(submission::Column::State.ne(SubmissionState::Draft))
        .to_owned();
    let states: HashMap<i32, (i32, SubmissionState)> = submission::Entity::find()
        .select_only()
        .columns([submission::Column::Id, submission::Column::EventId, submission::Column::State])
        .filter(submission::Column::Id.in_subquery(of_events.clone()))
        .into_tuple::<(i32, i32, SubmissionState)>()
        .all(db)
        .await?
        .into_iter()
        .map(|(id, event, state)| (id, (event, state)))
        .collect();
    let roles = speaker_role::Entity::find()
        .filter(speaker_role::Column::SubmissionId.in_subquery(of_events))
        .all(db)
        .await?;
    let profiles: Vec<(speaker_profile::Model, Option<account::Model>)> = speaker_profile::Entity::find()
        .filter(speaker_profile::Column::EventId.is_in(ids()))
        .order_by_asc(speaker_profile::Column::Id)
        .join(
            sea_orm::JoinType::LeftJoin,
            speaker_profile::Entity::belongs_to(account::Entity)
                .from(speaker_profile::Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .select_also(account::Entity)
        .all(db)
        .await?;
    let mut of_profile: HashMap<i32, HashSet<i32>> = HashMap::new();
    for role in roles {
        of_profile.entry(role.speaker_id).or_default().insert(role.submission_id);
    }
    Ok((people(profiles, &of_profile, &states), events))
}

/// Profiles of the same account become one person; profiles without proposals nobody.
fn people(
    profiles: Vec<(speaker_profile::Model, Option<account::Model>)>,
    of_profile: &HashMap<i32, HashSet<i32>>,
    states: &HashMap<i32, (i32, SubmissionState)>,
) -> Vec<OrganiserSpeaker> {
    let mut people: HashMap<(Option<i32>, i32), OrganiserSpeaker> = HashMap::new();
    for (profile, account) in profiles {
        let Some(proposals) = of_profile.get(&profile.id) else { continue };
        let own = if profile.account_id.is_some() { 0 } else { profile.id };
        let (email, name) = account.map_or((None, String::new()), |a| (Some(a.email), a.name));
        let person = people.entry((profile.account_id, own)).or_insert_with(|| OrganiserSpeaker {
            name: String::new(),
            email: None,
            proposals: 0,
            accepted: 0,
            events: HashSet::new(),
        });
        person.name = profile.name.filter(|name| !name.is_empty()).unwrap_or(name);
        person.email = profile.email.or(email);
        for (event, state) in proposals.iter().filter_map(|id| states.get(id)) {
            person.proposals += 1;
            let accepted = matches!(state, SubmissionState::Accepted | SubmissionState::Confirmed);
            person.accepted += usize::from(accepted);
            person.events.insert(*event);
        }
    }
    let mut people: Vec<OrganiserSpeaker> = people.into_values().collect();
    people.sort_by_cached_key(|person| (person.name.to_lowercase(), person.email.clone()));
    people
}
