//! Changing a proposal's state (data-model §3.1): any state leads to any other; who may ask for
//! which change is decided at the entry points below.

use plenary_event::rights;
use plenary_model::{Actor, Error, MailRole, ObjectType, Result, SubmissionState};
use plenary_store::entity::submission::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{event, speaker_profile, speaker_role};
use plenary_store::{Tx, log, unique};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;

use crate::{decision, slots};

/// The proposal with a code, in an event. Drafts are nobody's business but their speakers'.
pub async fn find(db: &impl ConnectionTrait, event: &event::Model, code: &str) -> Result<Model> {
    let found = Entity::find()
        .filter(Column::EventId.eq(event.id))
        .filter(unique::same_text(Column::Code, code))
        .one(db)
        .await?;
    found.ok_or(Error::NotFound)
}

/// Whether the account is a speaker of the proposal.
pub async fn is_speaker(db: &impl ConnectionTrait, actor: &Actor, submission: &Model) -> Result<bool> {
    let Some(account) = actor.account() else { return Ok(false) };
    let profiles = Query::select()
        .column(speaker_profile::Column::Id)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::AccountId.eq(account))
        .to_owned();
    let roles = speaker_role::Entity::find()
        .filter(speaker_role::Column::SubmissionId.eq(submission.id))
        .filter(speaker_role::Column::SpeakerId.in_subquery(profiles));
    Ok(roles.count(db).await? > 0)
}

/// An organiser puts a proposal into a state.
pub async fn change_as_organiser(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    code: &str,
    new: SubmissionState,
) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_submissions).await?;
    let submission = find(tx.db(), event, code).await?;
    if submission.state == SubmissionState::Draft || new == SubmissionState::Draft {
        return Err(Error::NotFound);
    }
    transition(tx, actor, event, submission, new, true).await
}

/// A speaker confirms an accepted session.
pub async fn confirm_as_speaker(tx: &Tx, actor: &Actor, event: &event::Model, code: &str) -> Result<Model> {
    let submission = own(tx, actor, event, code).await?;
    match submission.state {
        SubmissionState::Accepted | SubmissionState::Confirmed => {
            transition(tx, actor, event, submission, SubmissionState::Confirmed, false).await
        }
        _ => Err(Error::conflict("error-confirm-state")),
    }
}

/// A speaker withdraws a proposal.
pub async fn withdraw_as_speaker(tx: &Tx, actor: &Actor, event: &event::Model, code: &str) -> Result<Model> {
    let submission = own(tx, actor, event, code).await?;
    match submission.state {
        SubmissionState::Submitted | SubmissionState::Accepted | SubmissionState::Withdrawn => {
            transition(tx, actor, event, submission, SubmissionState::Withdrawn, false).await
        }
        _ => Err(Error::conflict("error-withdraw-state")),
    }
}

async fn own(tx: &Tx, actor: &Actor, event: &event::Model, code: &str) -> Result<Model> {
    if !actor.is_logged_in() {
        return Err(Error::NeedsLogin);
    }
    let submission = find(tx.db(), event, code).await?;
    if is_speaker(tx.db(), actor, &submission).await? { Ok(submission) } else { Err(Error::NotFound) }
}

/// The transition routine: state, slots, log, mails to the speakers.
async fn transition(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    submission: Model,
    new: SubmissionState,
    as_organiser: bool,
) -> Result<Model> {
    let old = submission.state;
    let was_pending = submission.pending_state;
    if old == new && was_pending.is_none() {
        return Ok(submission);
    }
    let row = ActiveModel {
        id: Set(submission.id),
        state: Set(new),
        pending_state: Set(None),
        is_featured: Set(submission.is_featured && !new.is_out()),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let submission = row.update(tx.db()).await?;
    slots::reconcile(tx, &submission).await?;
    if old == new {
        return Ok(submission);
    }
    let entry = log::Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::Submission, submission.id),
        action: action(new),
        data: json!({"previous": old.as_str(), "from_pending": false}),
        as_organiser,
    };
    log::write(tx, entry).await?;
    match (old, new) {
        // Un-confirming tells nobody anything.
        (SubmissionState::Confirmed, SubmissionState::Accepted) => {}
        (_, SubmissionState::Accepted) => {
            decision::tell(tx, event, &submission, MailRole::SubmissionAccepted).await?;
        }
        (_, SubmissionState::Rejected) => {
            decision::tell(tx, event, &submission, MailRole::SubmissionRejected).await?;
        }
        _ => {}
    }
    Ok(submission)
}

fn action(state: SubmissionState) -> &'static str {
    match state {
        SubmissionState::Draft | SubmissionState::Submitted => "pretalx.submission.make_submitted",
        SubmissionState::Accepted => "pretalx.submission.accept",
        SubmissionState::Confirmed => "pretalx.submission.confirm",
        SubmissionState::Rejected => "pretalx.submission.reject",
        SubmissionState::Canceled => "pretalx.submission.cancel",
        SubmissionState::Withdrawn => "pretalx.submission.withdraw",
    }
}
