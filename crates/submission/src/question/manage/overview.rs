//! Questions as organisers see them.

use std::collections::HashMap;

use plenary_event::rights;
use plenary_model::{Actor, Error, QuestionTarget, Result, Rights, SubmissionState};
use plenary_store::entity::{answer, event, submission, submission_type, team, track};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::load::{self, Question};
use super::super::sheet::{is_for, teams_of};

/// A question of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub question: Question,
    /// Of all that are not drafts.
    pub answers: u64,
    /// Whether this visitor may look at the answers.
    pub open: bool,
}

/// What questions can be limited to.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub tracks: Vec<track::Model>,
    pub types: Vec<submission_type::Model>,
    /// The organiser's.
    pub teams: Vec<team::Model>,
}

/// Three statements.
pub async fn choices(db: &impl ConnectionTrait, event: &event::Model) -> Result<Choices> {
    let tracks = track::Entity::find().filter(track::Column::EventId.eq(event.id));
    let types = submission_type::Entity::find().filter(submission_type::Column::EventId.eq(event.id));
    let teams = team::Entity::find().filter(team::Column::OrganiserId.eq(event.organiser_id));
    Ok(Choices {
        tracks: tracks.order_by_asc(track::Column::Position).order_by_asc(track::Column::Id).all(db).await?,
        types: types.order_by_asc(submission_type::Column::Id).all(db).await?,
        teams: teams.order_by_asc(team::Column::Id).all(db).await?,
    })
}

/// The questions about proposals or speakers for who works with proposals, those for reviews for who
/// changes the event. Eight statements.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    target: QuestionTarget,
) -> Result<Vec<Listed>> {
    let rights = rights::require(db, actor, event, |rights| match target {
        QuestionTarget::Reviewer => rights.can_change_event_settings,
        _ => rights.can_change_submissions,
    })
    .await?;
    let mut questions = load::of_event(db, event.id).await?;
    questions.retain(|question| question.row.target == target);
    let counts: HashMap<i32, i64> = answer::Entity::find()
        .select_only()
        .column(answer::Column::QuestionId)
        .column_as(answer::Column::Id.count(), "count")
        .filter(answer::Column::QuestionId.in_subquery(load::ids(event.id)))
        .filter(not_of_drafts(event.id))
        .group_by(answer::Column::QuestionId)
        .into_tuple::<(i32, i64)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let teams = teams_of(db, actor).await?;
    Ok(questions
        .into_iter()
        .map(|question| Listed {
            answers: counts.get(&question.row.id).copied().unwrap_or(0).unsigned_abs(),
            open: rights.can_change_submissions && is_for(&question, actor, &teams),
            question,
        })
        .collect())
}

/// Drafts are their authors' own affair.
pub(super) fn not_of_drafts(event: i32) -> Condition {
    let drafts = Query::select()
        .column(submission::Column::Id)
        .from(submission::Entity)
        .and_where(submission::Column::EventId.eq(event))
        .and_where(submission::Column::State.eq(SubmissionState::Draft))
        .to_owned();
    Condition::any()
        .add(answer::Column::SubmissionId.is_null())
        .add(answer::Column::SubmissionId.not_in_subquery(drafts))
}

/// One question, whoever asks; the caller checks what they may do with it.
pub async fn one(db: &impl ConnectionTrait, event: &event::Model, id: i32) -> Result<Question> {
    let all = load::of_event(db, event.id).await?;
    all.into_iter().find(|question| question.row.id == id).ok_or(Error::NotFound)
}

/// Whether the actor may look at the answers to a question (`submission.orga_view_question`). Up to
/// two statements.
pub async fn visible(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    question: &Question,
) -> Result<Rights> {
    let rights = rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let teams = teams_of(db, actor).await?;
    if is_for(question, actor, &teams) { Ok(rights) } else { Err(Error::NotFound) }
}
