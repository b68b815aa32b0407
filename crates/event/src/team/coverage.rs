//! Somebody can always administer an organiser (data-model §4.6): no change of teams may take the last
//! person away who can change teams, or the last team that reaches an event.

use std::collections::HashSet;

use plenary_model::{Actor, Error, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::{account, event, organiser, team, team_event, team_member};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::changes_teams;
use crate::rights;

/// How many events a message names before it only counts them.
const NAMED: usize = 5;

/// What a change is refused for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// Nobody can change the teams.
    Teams,
    /// No team with members reaches the event of this id.
    Event(i32),
}

/// What is allowed, and worth a word.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    NobodyCreatesEvents,
    NobodyChangesOrganiser,
    /// Nobody can change the settings of these events.
    NobodyChangesEvents(Vec<event::Model>),
}

/// Which people reach what, at one moment. Teams count if somebody in them can log in.
pub struct Coverage {
    teams: Vec<team::Model>,
    listed: HashSet<(i32, i32)>,
    events: Vec<event::Model>,
}

impl Coverage {
    /// Three statements.
    pub async fn load(db: &impl ConnectionTrait, organiser: i32) -> Result<Self> {
        let people = Query::select()
            .column(account::Column::Id)
            .from(account::Entity)
            .and_where(account::Column::IsActive.eq(true))
            .to_owned();
        let staffed = Query::select()
            .column(team_member::Column::TeamId)
            .from(team_member::Entity)
            .and_where(team_member::Column::AccountId.in_subquery(people))
            .to_owned();
        let teams = team::Entity::find()
            .filter(team::Column::OrganiserId.eq(organiser))
            .filter(team::Column::Id.in_subquery(staffed))
            .all(db)
            .await?;
        let of_organiser = Query::select()
            .column(team::Column::Id)
            .from(team::Entity)
            .and_where(team::Column::OrganiserId.eq(organiser))
            .to_owned();
        let listed = team_event::Entity::find()
            .filter(team_event::Column::TeamId.in_subquery(of_organiser))
            .all(db)
            .await?;
        let events = event::Entity::find()
            .filter(event::Column::OrganiserId.eq(organiser))
            .order_by_asc(event::Column::Id)
            .all(db)
            .await?;
        Ok(Self {
            teams,
            listed: listed.into_iter().map(|row| (row.team_id, row.event_id)).collect(),
            events,
        })
    }

    /// The same as if a team were not there.
    pub fn without(mut self, team: i32) -> Self {
        self.teams.retain(|row| row.id != team);
        self
    }

    fn reaches(&self, team: &team::Model, event: i32) -> bool {
        team.all_events || self.listed.contains(&(team.id, event))
    }

    pub fn gaps(&self) -> HashSet<Gap> {
        let mut gaps = HashSet::new();
        if !self.teams.iter().any(|team| team.can_change_teams) {
            gaps.insert(Gap::Teams);
        }
        let uncovered = |event: &&event::Model| !self.teams.iter().any(|team| self.reaches(team, event.id));
        gaps.extend(self.events.iter().filter(uncovered).map(|event| Gap::Event(event.id)));
        gaps
    }

    /// Refuses if there are gaps that were not there before: what is broken already may be mended
    /// step by step.
    pub fn check(&self, before: &HashSet<Gap>) -> Result<()> {
        match self.refusal(before) {
            Some(message) => Err(Error::Conflict(message)),
            None => Ok(()),
        }
    }

    /// Why [`Coverage::check`] would refuse.
    pub fn refusal(&self, before: &HashSet<Gap>) -> Option<Message> {
        let new: HashSet<Gap> = self.gaps().difference(before).cloned().collect();
        if new.contains(&Gap::Teams) {
            return Some(Message::new("organiser-error-nobody-changes-teams"));
        }
        let names: Vec<&str> = self
            .events
            .iter()
            .filter(|event| new.contains(&Gap::Event(event.id)))
            .map(|event| event.name_in(&event.locale))
            .collect();
        if names.is_empty() {
            return None;
        }
        let listed = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let message = Message::new("organiser-error-event-without-team");
        Some(message.arg("events", listed).arg("more", names.len().saturating_sub(NAMED)))
    }

    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if !self.teams.iter().any(|team| team.can_create_events) {
            warnings.push(Warning::NobodyCreatesEvents);
        }
        if !self.teams.iter().any(|team| team.can_change_organiser_settings) {
            warnings.push(Warning::NobodyChangesOrganiser);
        }
        let unsettled = |event: &&event::Model| {
            !self.teams.iter().any(|team| team.can_change_event_settings && self.reaches(team, event.id))
        };
        let events: Vec<event::Model> = self.events.iter().filter(unsettled).cloned().collect();
        if !events.is_empty() {
            warnings.push(Warning::NobodyChangesEvents(events));
        }
        warnings
    }
}

/// Why a team can't be deleted, if it can't. Four statements.
pub async fn of_deletion(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: &organiser::Model,
    team: i32,
) -> Result<Option<Message>> {
    rights::require_at_organiser(db, actor, organiser.id, changes_teams).await?;
    let coverage = Coverage::load(db, organiser.id).await?;
    let before = coverage.gaps();
    Ok(coverage.without(team).refusal(&before))
}

/// The organiser, locked until the transaction ends: of two changes of its teams the second sees what
/// the first did. (On SQLite the transaction holds the only write lock anyway.)
pub(crate) async fn lock(tx: &Tx, organiser: i32) -> Result<organiser::Model> {
    let row = organiser::Entity::find_by_id(organiser).lock_exclusive().one(tx.db()).await?;
    row.ok_or(Error::NotFound)
}
