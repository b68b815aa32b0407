//! The answers that stand on public pages (pages-public §17.4, data-model §3.12): active public
//! questions of the right target, within their limits to tracks and types. Three statements, one
//! where nothing is asked.

use std::collections::{BTreeMap, HashMap};

use plenary_model::{Date, I18nText, QuestionTarget, QuestionVariant, Result, Timestamp};
use plenary_store::entity::{
    answer, answer_choice, answer_option, event, question, question_team, question_track, question_type,
    submission,
};
use sea_orm::sea_query::{Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect,
};

/// A question with what was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicAnswer {
    pub question: I18nText,
    /// Name of a service (`github`, `mastodon`, …), for addresses only.
    pub icon: Option<String>,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As typed: may be anything.
    Address(String),
    /// Media path.
    File(String),
    Flag(bool),
    /// May be empty.
    Choices(Vec<I18nText>),
    Date(Date),
    Instant(Timestamp),
    /// A number or one line.
    Line(String),
    /// Markdown.
    Text(String),
}

/// What is said about a session. The caller has checked that the actor may see it.
pub async fn of_session(
    db: &impl ConnectionTrait,
    event: &event::Model,
    session: i32,
) -> Result<Vec<PublicAnswer>> {
    let of_session = |column: submission::Column| {
        Query::select()
            .column(column)
            .from(submission::Entity)
            .and_where(submission::Column::Id.eq(session))
            .to_owned()
    };
    let by_track = limit(
        Query::select().column(question_track::Column::QuestionId).from(question_track::Entity).to_owned(),
        question_track::Column::TrackId.in_subquery(of_session(submission::Column::TrackId)),
    );
    let by_type = limit(
        Query::select().column(question_type::Column::QuestionId).from(question_type::Entity).to_owned(),
        question_type::Column::SubmissionTypeId.in_subquery(of_session(submission::Column::SubmissionTypeId)),
    );
    let limits = Condition::all().add(by_track).add(by_type);
    load(db, event, QuestionTarget::Submission, limits, answer::Column::SubmissionId.eq(session)).await
}

/// What a speaker says about themselves. The caller has checked that the actor may see the profile.
pub async fn of_speaker(
    db: &impl ConnectionTrait,
    event: &event::Model,
    profile: i32,
) -> Result<Vec<PublicAnswer>> {
    let unlimited = Condition::all();
    load(db, event, QuestionTarget::Speaker, unlimited, answer::Column::SpeakerId.eq(profile)).await
}

/// A question without rows in `listed` has no limit; one with rows needs one that `fits`.
fn limit(listed: SelectStatement, fits: SimpleExpr) -> Condition {
    let mut fitting = listed.clone();
    fitting.and_where(fits);
    Condition::any()
        .add(question::Column::Id.not_in_subquery(listed))
        .add(question::Column::Id.in_subquery(fitting))
}

async fn load(
    db: &impl ConnectionTrait,
    event: &event::Model,
    target: QuestionTarget,
    limits: Condition,
    about: SimpleExpr,
) -> Result<Vec<PublicAnswer>> {
    let for_teams =
        Query::select().column(question_team::Column::QuestionId).from(question_team::Entity).to_owned();
    let questions = question::Entity::find()
        .filter(question::Column::EventId.eq(event.id))
        .filter(question::Column::Target.eq(target))
        .filter(question::Column::Active.eq(true))
        .filter(question::Column::IsPublic.eq(true))
        .filter(question::Column::Id.not_in_subquery(for_teams))
        .filter(limits)
        .order_by_asc(question::Column::Position)
        .order_by_asc(question::Column::Id)
        .all(db)
        .await?;
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let rows = answer::Entity::find().filter(about.clone()).order_by_asc(answer::Column::Id).all(db).await?;
    // The last one, should there be several to one question.
    let mut answers: HashMap<i32, answer::Model> =
        rows.into_iter().map(|answer| (answer.question_id, answer)).collect();
    let mut chosen = choices(db, about).await?;
    Ok(questions
        .into_iter()
        .filter_map(|question| {
            let answer = answers.remove(&question.id)?;
            let options = chosen.remove(&answer.id).unwrap_or_default();
            let icon = question.icon.filter(|icon| !matches!(icon.as_str(), "" | "-"));
            let value = value(question.variant, answer, options)?;
            let icon = icon.filter(|_| matches!(value, Value::Address(_)));
            Some(PublicAnswer { question: question.question, icon, value })
        })
        .collect())
}

#[derive(FromQueryResult)]
struct Chosen {
    answer_id: i32,
    answer: I18nText,
}

/// The chosen options by answer, in their order.
async fn choices(db: &impl ConnectionTrait, about: SimpleExpr) -> Result<BTreeMap<i32, Vec<I18nText>>> {
    let of_choice = answer_option::Entity::belongs_to(answer_choice::Entity)
        .from(answer_option::Column::Id)
        .to(answer_choice::Column::AnswerOptionId);
    let answers = Query::select().column(answer::Column::Id).from(answer::Entity).and_where(about).to_owned();
    let rows = answer_option::Entity::find()
        .select_only()
        .column(answer_option::Column::Answer)
        .column_as(answer_choice::Column::AnswerId, "answer_id")
        .join(JoinType::InnerJoin, of_choice.into())
        .filter(answer_choice::Column::AnswerId.in_subquery(answers))
        .order_by_asc(answer_option::Column::Position)
        .order_by_asc(answer_option::Column::Id)
        .into_model::<Chosen>()
        .all(db)
        .await?;
    let mut chosen = BTreeMap::<i32, Vec<I18nText>>::new();
    for row in rows {
        chosen.entry(row.answer_id).or_default().push(row.answer);
    }
    Ok(chosen)
}

/// From the stored text (data-model §1.2.26). Nothing where nothing was said; what does not read as
/// its kind is shown as it is.
fn value(variant: QuestionVariant, answer: answer::Model, options: Vec<I18nText>) -> Option<Value> {
    let text = answer.answer.trim();
    let said = || Some(text.to_owned()).filter(|text| !text.is_empty());
    match variant {
        QuestionVariant::Url => said().map(Value::Address),
        QuestionVariant::File => {
            let path = answer.answer_file.clone().filter(|path| !path.is_empty());
            path.or_else(|| text.strip_prefix("file://").map(str::to_owned))
                .filter(|path| !path.is_empty())
                .map(Value::File)
        }
        QuestionVariant::Boolean => Some(Value::Flag(text.eq_ignore_ascii_case("true"))),
        QuestionVariant::Choices | QuestionVariant::MultipleChoice if options.is_empty() => {
            said().map(Value::Line).or(Some(Value::Choices(Vec::new())))
        }
        QuestionVariant::Choices | QuestionVariant::MultipleChoice => Some(Value::Choices(options)),
        QuestionVariant::Date => {
            said().map(|text| text.parse().map(Value::Date).unwrap_or(Value::Line(text)))
        }
        QuestionVariant::Datetime => {
            said().map(|text| text.parse().map(Value::Instant).unwrap_or(Value::Line(text)))
        }
        QuestionVariant::Number => said().map(Value::Line),
        QuestionVariant::String | QuestionVariant::Text => said().map(Value::Text),
    }
}
