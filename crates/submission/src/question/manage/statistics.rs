//! What was answered to a question, counted.

use std::collections::{BTreeMap, HashMap, HashSet};

use plenary_model::{Actor, I18nText, QuestionTarget, QuestionVariant, Result, SubmissionState};
use plenary_store::entity::{answer, answer_choice, event, review, speaker_role, submission};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::super::load::Question;
use super::super::value;
use super::overview::visible;

/// With more different texts than this there is nothing to see in their counts.
const MOST_TEXTS: usize = 50;

/// Whose answers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// With an accepted or confirmed session.
    Accepted,
    Confirmed,
}

/// Which proposals count; speakers and reviews do if theirs does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Without one: all that are not drafts and not rejected, withdrawn or cancelled.
    pub role: Option<Role>,
    pub track: Option<i32>,
    pub submission_type: Option<i32>,
}

/// How often one answer was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The label of an option, or a text as it was typed.
    pub label: I18nText,
    /// What the search for it is called: the id of an option, else the text.
    pub key: String,
    pub count: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Proposals, speakers or reviews that are asked.
    pub asked: usize,
    /// Of these with an answer.
    pub answered: usize,
    /// The most frequent first, options in their order; nothing for texts that are all different and
    /// for files.
    pub counts: Vec<Count>,
}

impl Statistics {
    pub fn missing(&self) -> usize {
        self.asked.saturating_sub(self.answered)
    }
}

/// The proposals that count, as a subquery. A question that is limited to tracks or types counts
/// only these.
pub(super) fn proposals(event: i32, filters: Filters, question: Option<&Question>) -> SelectStatement {
    use SubmissionState as S;
    let states = match filters.role {
        None => vec![S::Submitted, S::Accepted, S::Confirmed],
        Some(Role::Accepted) => vec![S::Accepted, S::Confirmed],
        Some(Role::Confirmed) => vec![S::Confirmed],
    };
    let mut query = Query::select();
    query
        .column(submission::Column::Id)
        .from(submission::Entity)
        .and_where(submission::Column::EventId.eq(event))
        .and_where(submission::Column::State.is_in(states));
    if let Some(track) = filters.track {
        query.and_where(submission::Column::TrackId.eq(track));
    }
    if let Some(of_type) = filters.submission_type {
        query.and_where(submission::Column::SubmissionTypeId.eq(of_type));
    }
    if let Some(question) = question.filter(|question| !question.tracks.is_empty()) {
        query.and_where(submission::Column::TrackId.is_in(question.tracks.iter().copied()));
    }
    if let Some(question) = question.filter(|question| !question.types.is_empty()) {
        query.and_where(submission::Column::SubmissionTypeId.is_in(question.types.iter().copied()));
    }
    query
}

/// Six statements at most.
pub async fn statistics(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    question: &Question,
    filters: Filters,
) -> Result<Statistics> {
    visible(db, actor, event, question).await?;
    let subjects = subjects(db, event.id, question, filters).await?;
    let mut answers = answers(db, question, &subjects).await?;
    let mut statistics = Statistics { asked: subjects.len(), answered: answers.len(), counts: Vec::new() };
    match question.row.variant {
        QuestionVariant::File => {}
        QuestionVariant::Choices | QuestionVariant::MultipleChoice => {
            let ids: HashSet<i32> = answers.values().map(|row| row.id).collect();
            let of_question = Query::select()
                .column(answer::Column::Id)
                .from(answer::Entity)
                .and_where(answer::Column::QuestionId.eq(question.row.id))
                .to_owned();
            let mut counts: HashMap<i32, usize> = HashMap::new();
            let chosen = answer_choice::Entity::find()
                .filter(answer_choice::Column::AnswerId.in_subquery(of_question))
                .all(db)
                .await?;
            for choice in chosen.into_iter().filter(|choice| ids.contains(&choice.answer_id)) {
                *counts.entry(choice.answer_option_id).or_default() += 1;
            }
            statistics.counts = question
                .options
                .iter()
                .map(|option| Count {
                    label: option.answer.clone(),
                    key: option.id.to_string(),
                    count: counts.get(&option.id).copied().unwrap_or(0),
                })
                .collect();
        }
        _ => {
            if question.row.variant == QuestionVariant::Boolean {
                answers.retain(|_, row| value::is_ticked(&row.answer));
                // A box that is not ticked has no answer, which is one.
                statistics.answered = answers.len();
            }
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for row in answers.values() {
                *counts.entry(row.answer.as_str()).or_default() += 1;
            }
            if counts.len() < MOST_TEXTS {
                let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
                counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                let count = |(text, count): (&str, usize)| Count {
                    label: I18nText::plain(text),
                    key: text.to_owned(),
                    count,
                };
                statistics.counts = counts.into_iter().map(count).collect();
            }
        }
    }
    Ok(statistics)
}

/// The files that were given as answers: media paths, by whom or what they are about. Five
/// statements at most.
pub async fn files(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    question: &Question,
) -> Result<Vec<String>> {
    visible(db, actor, event, question).await?;
    let rows = answer::Entity::find()
        .filter(answer::Column::QuestionId.eq(question.row.id))
        .filter(answer::Column::AnswerFile.is_not_null())
        .filter(super::overview::not_of_drafts(event.id))
        .order_by_asc(answer::Column::AnswerFile)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.answer_file).filter(|path| !path.is_empty()).collect())
}

/// The ids of what is asked.
async fn subjects(
    db: &impl ConnectionTrait,
    event: i32,
    question: &Question,
    filters: Filters,
) -> Result<HashSet<i32>> {
    let proposals = proposals(event, filters, Some(question));
    let ids: Vec<i32> = match question.row.target {
        QuestionTarget::Submission => {
            submission::Entity::find()
                .select_only()
                .column(submission::Column::Id)
                .filter(submission::Column::Id.in_subquery(proposals))
                .into_tuple()
                .all(db)
                .await?
        }
        QuestionTarget::Speaker => {
            speaker_role::Entity::find()
                .select_only()
                .column(speaker_role::Column::SpeakerId)
                .filter(speaker_role::Column::SubmissionId.in_subquery(proposals))
                .into_tuple()
                .all(db)
                .await?
        }
        QuestionTarget::Reviewer => {
            review::Entity::find()
                .select_only()
                .column(review::Column::Id)
                .filter(review::Column::SubmissionId.in_subquery(proposals))
                .into_tuple()
                .all(db)
                .await?
        }
    };
    Ok(ids.into_iter().collect())
}

/// The last answer about each of these.
async fn answers(
    db: &impl ConnectionTrait,
    question: &Question,
    subjects: &HashSet<i32>,
) -> Result<HashMap<i32, answer::Model>> {
    let rows = answer::Entity::find()
        .filter(answer::Column::QuestionId.eq(question.row.id))
        .order_by_asc(answer::Column::Id)
        .all(db)
        .await?;
    let about = |row: &answer::Model| match question.row.target {
        QuestionTarget::Submission => row.submission_id,
        QuestionTarget::Speaker => row.speaker_id,
        QuestionTarget::Reviewer => row.review_id,
    };
    let pairs = rows.into_iter().filter_map(|row| Some((about(&row)?, row)));
    Ok(pairs.filter(|(id, _)| subjects.contains(id)).collect())
}
