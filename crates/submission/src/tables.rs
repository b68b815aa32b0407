//! Lists that organisers take away as spreadsheets (api-and-exports §11). A constant number of
//! statements each.

use std::collections::HashMap;

use plenary_event::rights;
use plenary_model::{Actor, I18nText, QuestionTarget, QuestionVariant, Result, SubmissionState};
use plenary_store::entity::{
    account, answer, answer_choice, answer_option, event, question, speaker_profile, speaker_role, submission,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};

/// Somebody with an accepted or confirmed session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerLine {
    pub name: String,
    pub email: String,
    /// At least one session is confirmed.
    pub confirmed: bool,
}

/// An answer to a custom field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// Of the proposal or the speaker it is about.
    pub code: String,
    /// Title or name.
    pub about: String,
    /// The speaker's; empty for a proposal.
    pub email: String,
    pub question: I18nText,
    pub answer: Answer,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Text(String),
    YesNo(bool),
    /// In the order of the options.
    Choices(Vec<I18nText>),
    /// Media path.
    File(String),
}

/// Everybody with an accepted or confirmed session, by name.
pub async fn speakers(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<Vec<SpeakerLine>> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let roles: Vec<(i32, SubmissionState)> = speaker_role::Entity::find()
        .select_only()
        .column(speaker_role::Column::SpeakerId)
        .column(submission::Column::State)
        .join(
            JoinType::InnerJoin,
            speaker_role::Entity::belongs_to(submission::Entity)
                .from(speaker_role::Column::SubmissionId)
                .to(submission::Column::Id)
                .into(),
        )
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.is_in([SubmissionState::Accepted, SubmissionState::Confirmed]))
        .into_tuple()
        .all(db)
        .await?;
    let mut confirmed: HashMap<i32, bool> = HashMap::new();
    for (speaker, state) in roles {
        *confirmed.entry(speaker).or_default() |= state == SubmissionState::Confirmed;
    }
    let mut lines: Vec<SpeakerLine> = people(db, event.id)
        .await?
        .into_iter()
        .filter_map(|(id, person)| {
            let confirmed = *confirmed.get(&id)?;
            Some(SpeakerLine { name: person.name, email: person.email, confirmed })
        })
        .collect();
    lines.sort_by_cached_key(|line| (line.name.to_lowercase(), line.email.clone()));
    Ok(lines)
}

/// The answers about speakers, by name.
pub async fn speaker_answers(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<Vec<AnswerLine>> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let people = people(db, event.id).await?;
    answers(db, event.id, QuestionTarget::Speaker, |row| people.get(&row.speaker_id?).cloned()).await
}

/// The answers about proposals, by title. Drafts are their authors' own affair.
pub async fn submission_answers(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<Vec<AnswerLine>> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let rows: Vec<(i32, String, String)> = submission::Entity::find()
        .select_only()
        .columns([submission::Column::Id, submission::Column::Code, submission::Column::Title])
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .into_tuple()
        .all(db)
        .await?;
    let proposals: HashMap<i32, Subject> = rows
        .into_iter()
        .map(|(id, code, title)| (id, Subject { code, name: title, email: String::new() }))
        .collect();
    answers(db, event.id, QuestionTarget::Submission, |row| proposals.get(&row.submission_id?).cloned()).await
}

/// What an answer is about.
#[derive(Clone)]
struct Subject {
    code: String,
    name: String,
    email: String,
}

/// The speakers of an event, whether they have sessions or not.
async fn people(db: &impl ConnectionTrait, event: i32) -> Result<HashMap<i32, Subject>> {
    use speaker_profile::Column;
    let rows: Vec<(speaker_profile::Model, Option<account::Model>)> = speaker_profile::Entity::find()
        .filter(Column::EventId.eq(event))
        .join(
            JoinType::LeftJoin,
            speaker_profile::Entity::belongs_to(account::Entity)
                .from(Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .select_also(account::Entity)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(profile, account)| {
            let (email, name) = account.map_or((None, String::new()), |a| (Some(a.email), a.name));
            let subject = Subject {
                code: profile.code,
                name: profile.name.filter(|name| !name.is_empty()).unwrap_or(name),
                email: profile.email.or(email).unwrap_or_default(),
            };
            (profile.id, subject)
        })
        .collect())
}

async fn answers(
    db: &impl ConnectionTrait,
    event: i32,
    target: QuestionTarget,
    subject: impl Fn(&answer::Model) -> Option<Subject>,
) -> Result<Vec<AnswerLine>> {
    let asked = || questions_of(event, target);
    let questions: HashMap<i32, question::Model> = question::Entity::find()
        .filter(question::Column::Id.in_subquery(asked()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let rows = answer::Entity::find().filter(answer::Column::QuestionId.in_subquery(asked())).all(db).await?;
    let mut choices = choices(db, asked()).await?;
    let mut lines: Vec<((String, String, i32, i32), AnswerLine)> = rows
        .into_iter()
        .filter_map(|row| {
            let (question, subject) = (questions.get(&row.question_id)?, subject(&row)?);
            let order = (subject.name.to_lowercase(), subject.code.clone(), question.position, question.id);
            let answer = match question.variant {
                QuestionVariant::Boolean => Answer::YesNo(row.answer.eq_ignore_ascii_case("true")),
                QuestionVariant::Choices | QuestionVariant::MultipleChoice => {
                    Answer::Choices(choices.remove(&row.id).unwrap_or_default())
                }
                QuestionVariant::File => match row.answer_file.filter(|path| !path.is_empty()) {
                    Some(path) => Answer::File(path),
                    None => Answer::Text(String::new()),
                },
                _ => Answer::Text(row.answer),
            };
            let line = AnswerLine {
                code: subject.code,
                about: subject.name,
                email: subject.email,
                question: question.question.clone(),
                answer,
            };
            Some((order, line))
        })
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// The active questions of one kind, as a subquery.
fn questions_of(event: i32, target: QuestionTarget) -> SelectStatement {
    Query::select()
        .column(question::Column::Id)
        .from(question::Entity)
        .and_where(question::Column::EventId.eq(event))
        .and_where(question::Column::Target.eq(target))
        .and_where(question::Column::Active.eq(true))
        .to_owned()
}

/// The options that were chosen, by answer.
async fn choices(
    db: &impl ConnectionTrait,
    questions: SelectStatement,
) -> Result<HashMap<i32, Vec<I18nText>>> {
    let rows: Vec<(answer_choice::Model, Option<answer_option::Model>)> = answer_choice::Entity::find()
        .join(
            JoinType::InnerJoin,
            answer_choice::Entity::belongs_to(answer_option::Entity)
                .from(answer_choice::Column::AnswerOptionId)
                .to(answer_option::Column::Id)
                .into(),
        )
        .select_also(answer_option::Entity)
        .filter(answer_option::Column::QuestionId.in_subquery(questions))
        .all(db)
        .await?;
    let mut options: Vec<(i32, answer_option::Model)> =
        rows.into_iter().filter_map(|(choice, option)| Some((choice.answer_id, option?))).collect();
    options.sort_by_key(|(_, option)| (option.position, option.id));
    let mut choices: HashMap<i32, Vec<I18nText>> = HashMap::new();
    for (answer, option) in options {
        choices.entry(answer).or_default().push(option.answer);
    }
    Ok(choices)
}
