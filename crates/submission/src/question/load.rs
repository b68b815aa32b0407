//! Questions as they are stored, with their options and limits.

use std::collections::HashMap;

use plenary_model::{QuestionRequired, QuestionTarget, QuestionVariant, Result, Timestamp};
use plenary_store::entity::{answer_option, question, question_team, question_track, question_type};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::condition::Condition;

/// A question with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub row: question::Model,
    /// In their order.
    pub options: Vec<answer_option::Model>,
    /// Tracks and types it is limited to; empty: none. Only for proposals.
    pub tracks: Vec<i32>,
    pub types: Vec<i32>,
    /// Teams that may see the answers; empty: all.
    pub teams: Vec<i32>,
}

impl Question {
    /// The name of the field in every form.
    pub fn field(&self) -> String {
        format!("question_{}", self.row.id)
    }

    /// Whether there are options to choose from.
    pub fn has_options(&self) -> bool {
        matches!(self.row.variant, QuestionVariant::Choices | QuestionVariant::MultipleChoice)
    }

    /// Whether an answer must be given now.
    pub fn is_required(&self, now: Timestamp) -> bool {
        match self.row.question_required {
            QuestionRequired::Optional => false,
            QuestionRequired::Required => true,
            QuestionRequired::AfterDeadline => self.row.deadline.is_some_and(|deadline| deadline <= now),
        }
    }

    /// Whether answers are locked.
    pub fn is_frozen(&self, now: Timestamp) -> bool {
        self.row.freeze_after.is_some_and(|freeze| freeze <= now)
    }

    pub fn condition(&self) -> Option<Condition> {
        Condition::of(&self.row)
    }
}

/// Every question of an event, also inactive ones: those about proposals, about speakers, for
/// reviews, each in the organisers' order. Five statements.
pub async fn of_event(db: &impl ConnectionTrait, event: i32) -> Result<Vec<Question>> {
    let mut rows = question::Entity::find()
        .filter(question::Column::EventId.eq(event))
        .order_by_asc(question::Column::Position)
        .order_by_asc(question::Column::Id)
        .all(db)
        .await?;
    rows.sort_by_key(|row| order(row.target));
    let mut options: HashMap<i32, Vec<answer_option::Model>> = HashMap::new();
    let found = answer_option::Entity::find()
        .filter(answer_option::Column::QuestionId.in_subquery(ids(event)))
        .order_by_asc(answer_option::Column::Position)
        .order_by_asc(answer_option::Column::Id)
        .all(db)
        .await?;
    for option in found {
        options.entry(option.question_id).or_default().push(option);
    }
    let tracks = question_track::Entity::find()
        .filter(question_track::Column::QuestionId.in_subquery(ids(event)))
        .order_by_asc(question_track::Column::TrackId)
        .all(db)
        .await?;
    let types = question_type::Entity::find()
        .filter(question_type::Column::QuestionId.in_subquery(ids(event)))
        .order_by_asc(question_type::Column::SubmissionTypeId)
        .all(db)
        .await?;
    let teams = question_team::Entity::find()
        .filter(question_team::Column::QuestionId.in_subquery(ids(event)))
        .order_by_asc(question_team::Column::TeamId)
        .all(db)
        .await?;
    let mut tracks = grouped(tracks.into_iter().map(|row| (row.question_id, row.track_id)));
    let mut types = grouped(types.into_iter().map(|row| (row.question_id, row.submission_type_id)));
    let mut teams = grouped(teams.into_iter().map(|row| (row.question_id, row.team_id)));
    Ok(rows
        .into_iter()
        .map(|row| Question {
            options: options.remove(&row.id).unwrap_or_default(),
            tracks: tracks.remove(&row.id).unwrap_or_default(),
            types: types.remove(&row.id).unwrap_or_default(),
            teams: teams.remove(&row.id).unwrap_or_default(),
            row,
        })
        .collect())
}

fn order(target: QuestionTarget) -> u8 {
    match target {
        QuestionTarget::Submission => 0,
        QuestionTarget::Speaker => 1,
        QuestionTarget::Reviewer => 2,
    }
}

/// The ids of an event's questions, as a subquery.
pub(super) fn ids(event: i32) -> SelectStatement {
    Query::select()
        .column(question::Column::Id)
        .from(question::Entity)
        .and_where(question::Column::EventId.eq(event))
        .to_owned()
}

fn grouped(pairs: impl Iterator<Item = (i32, i32)>) -> HashMap<i32, Vec<i32>> {
    let mut groups: HashMap<i32, Vec<i32>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}
