//! Review phases: spans of time with what reviewers may do in them (data-model §1.2.33, §3.7).

use plenary_model::error::Problems;
use plenary_model::{
    Actor, Error, Message, ObjectType, ProposalVisibility, Result, ReviewerTagging, SeeOtherReviews,
    Timestamp,
};
use plenary_store::entity::event;
use plenary_store::entity::review_phase::{ActiveModel, Column, Entity, Model};
use plenary_store::{Tx, log};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter,
};
use serde_json::{Map, Value, json};

use crate::rights;

pub const NAME_LENGTH: usize = 100;
/// More phases than any event goes through.
const MOST: usize = 50;

/// A phase as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub name: String,
    pub starts: Option<Timestamp>,
    pub ends: Option<Timestamp>,
    pub can_review: bool,
    pub proposal_visibility: ProposalVisibility,
    pub can_see_other_reviews: SeeOtherReviews,
    pub can_see_speaker_names: bool,
    pub can_see_reviewer_names: bool,
    pub can_change_submission_state: bool,
    pub can_tag_submissions: ReviewerTagging,
    pub speakers_can_change_submissions: bool,
}

impl Default for Wanted {
    /// Of a new phase (pages-orga §27.1).
    fn default() -> Self {
        Self {
            name: String::new(),
            starts: None,
            ends: None,
            can_review: true,
            proposal_visibility: ProposalVisibility::All,
            can_see_other_reviews: SeeOtherReviews::AfterReview,
            can_see_speaker_names: true,
            can_see_reviewer_names: true,
            can_change_submission_state: false,
            can_tag_submissions: ReviewerTagging::Never,
            speakers_can_change_submissions: false,
        }
    }
}

impl From<&Model> for Wanted {
    fn from(row: &Model) -> Self {
        Self {
            name: row.name.clone(),
            starts: row.starts,
            ends: row.ends,
            can_review: row.can_review,
            proposal_visibility: row.proposal_visibility,
            can_see_other_reviews: row.can_see_other_reviews,
            can_see_speaker_names: row.can_see_speaker_names,
            can_see_reviewer_names: row.can_see_reviewer_names,
            can_change_submission_state: row.can_change_submission_state,
            can_tag_submissions: row.can_tag_submissions,
            speakers_can_change_submissions: row.speakers_can_change_submissions,
        }
    }
}

/// In their order: by start, then by end, what is open first.
pub async fn of_event(db: &impl ConnectionTrait, event: i32) -> Result<Vec<Model>> {
    let mut phases = Entity::find().filter(Column::EventId.eq(event)).all(db).await?;
    phases.sort_by_key(|phase| (phase.starts, phase.ends, phase.id));
    Ok(phases)
}

/// Adds a phase, or changes the one with this id. Errors name the fields of [`Wanted`].
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    id: Option<i32>,
    wanted: Wanted,
) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let others = of_event(tx.db(), event.id).await?;
    let old = match id {
        Some(id) => Some(others.iter().find(|phase| phase.id == id).cloned().ok_or(Error::NotFound)?),
        None if others.len() >= MOST => return Err(Error::conflict(Message::new("event-error-phases"))),
        None => None,
    };
    check(&others, id, &wanted)?;
    let after = snapshot(&wanted);
    let mut row = ActiveModel {
        name: Set(wanted.name),
        starts: Set(wanted.starts),
        ends: Set(wanted.ends),
        can_review: Set(wanted.can_review),
        proposal_visibility: Set(wanted.proposal_visibility),
        can_see_other_reviews: Set(wanted.can_see_other_reviews),
        can_see_speaker_names: Set(wanted.can_see_speaker_names),
        can_see_reviewer_names: Set(wanted.can_see_reviewer_names),
        can_change_submission_state: Set(wanted.can_change_submission_state),
        can_tag_submissions: Set(wanted.can_tag_submissions),
        speakers_can_change_submissions: Set(wanted.speakers_can_change_submissions),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let (saved, action, data) = match old {
        Some(old) => {
            let Some(changes) = log::changes(&snapshot(&Wanted::from(&old)), &after) else { return Ok(old) };
            row.id = Set(old.id);
            (row.update(tx.db()).await?, "pretalx.review_phase.update", changes)
        }
        None => {
            row.event_id = Set(event.id);
            row.is_active = Set(false);
            row.created = Set(Some(tx.now()));
            let mut data = json!({"name": after["name"]});
            if let Some(changes) = log::changes(&Map::new(), &after) {
                data["changes"] = changes["changes"].clone();
            }
            (row.insert(tx.db()).await?, "pretalx.review_phase.create", data)
        }
    };
    write_log(tx, actor, event, (ObjectType::ReviewPhase, saved.id), action, data).await?;
    Ok(saved)
}

/// Removes a phase. Without an active one reviewers see no proposals.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    let phase = find(tx, actor, event, id).await?;
    phase.clone().delete(tx.db()).await?;
    let mut data = json!({"name": phase.name});
    if let Some(changes) = log::changes(&snapshot(&Wanted::from(&phase)), &Map::new()) {
        data["changes"] = changes["changes"].clone();
    }
    let object = (ObjectType::Event, event.id);
    write_log(tx, actor, event, object, "pretalx.review_phase.delete", data).await?;
    Ok(phase)
}

/// Makes this phase the active one and no other, or if it is active already, none. Returns whether it
/// is active now.
pub async fn toggle(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<(Model, bool)> {
    let phase = find(tx, actor, event, id).await?;
    let off = ActiveModel { is_active: Set(false), ..Default::default() };
    Entity::update_many()
        .set(off)
        .filter(Column::EventId.eq(event.id))
        .filter(Column::IsActive.eq(true))
        .exec(tx.db())
        .await?;
    if phase.is_active {
        let (object, data) = ((ObjectType::ReviewPhase, phase.id), json!({"name": phase.name}));
        write_log(tx, actor, event, object, "plenary.review_phase.deactivate", data).await?;
        return Ok((phase, false));
    }
    let on = ActiveModel {
        id: Set(phase.id),
        is_active: Set(true),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let phase = on.update(tx.db()).await?;
    let (object, data) = ((ObjectType::ReviewPhase, phase.id), json!({"name": phase.name}));
    write_log(tx, actor, event, object, "pretalx.review_phase.activate", data).await?;
    Ok((phase, true))
}

async fn find(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event.id)).one(tx.db()).await?;
    found.ok_or(Error::NotFound)
}

async fn write_log(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    object: (ObjectType, i32),
    action: &str,
    data: Value,
) -> Result<()> {
    let entry = log::Entry { event: Some(event.id), actor, object, action, data, as_organiser: true };
    log::write(tx, entry).await
}

/// The rules between phases: only the first has no start, only the last no end, none overlap.
fn check(all: &[Model], id: Option<i32>, wanted: &Wanted) -> Result<()> {
    let mut problems = Problems::default();
    if wanted.name.trim().is_empty() {
        problems.add("name", "error-required");
    } else if wanted.name.chars().count() > NAME_LENGTH {
        problems.add("name", Message::new("error-too-long").arg("max", NAME_LENGTH));
    } else if wanted.name.chars().any(char::is_control) {
        problems.add("name", "error-control-characters");
    }
    if wanted.starts.zip(wanted.ends).is_some_and(|(start, end)| end < start) {
        problems.add("ends", "error-end-before-start");
        return problems.done();
    }
    let others = || all.iter().filter(|phase| Some(phase.id) != id);
    let key = |starts: Option<Timestamp>, ends: Option<Timestamp>| (starts, ends);
    let own = key(wanted.starts, wanted.ends);
    let before = others().rfind(|phase| key(phase.starts, phase.ends) <= own);
    let after = others().find(|phase| key(phase.starts, phase.ends) > own);
    match before {
        Some(_) if wanted.starts.is_none() => problems.add("starts", "event-error-phase-start"),
        Some(before) if before.ends.is_none() || before.ends > wanted.starts => {
            problems.add("starts", Message::new("event-error-phase-overlap").arg("name", &before.name));
        }
        _ => {}
    }
    match after {
        Some(_) if wanted.ends.is_none() => problems.add("ends", "event-error-phase-end"),
        Some(after) if after.starts.is_none() || after.starts < wanted.ends => {
            problems.add("ends", Message::new("event-error-phase-overlap").arg("name", &after.name));
        }
        _ => {}
    }
    problems.done()
}

fn snapshot(phase: &Wanted) -> Map<String, Value> {
    let at = |at: Option<Timestamp>| json!(at.map(|at| at.to_string()));
    let pairs = [
        ("name", json!(phase.name)),
        ("start", at(phase.starts)),
        ("end", at(phase.ends)),
        ("can_review", json!(phase.can_review)),
        ("proposal_visibility", json!(phase.proposal_visibility.as_str())),
        ("can_see_other_reviews", json!(phase.can_see_other_reviews.as_str())),
        ("can_see_speaker_names", json!(phase.can_see_speaker_names)),
        ("can_see_reviewer_names", json!(phase.can_see_reviewer_names)),
        ("can_change_submission_state", json!(phase.can_change_submission_state)),
        ("can_tag_submissions", json!(phase.can_tag_submissions.as_str())),
        ("speakers_can_change_submissions", json!(phase.speakers_can_change_submissions)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
