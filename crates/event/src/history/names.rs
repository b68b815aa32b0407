//! What the objects of entries are called now, and what numbers in old and new values stand for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use plenary_model::{I18nText, ObjectType, Result};
use plenary_store::entity::{
    access_code, account, answer_option, event, mail_template, organiser, question, queued_mail, review,
    review_phase, room, schedule, score_category, speaker_information, speaker_profile, submission,
    submission_comment, submission_type, tag, team, track,
};
use sea_orm::sea_query::{
    Expr, ExprTrait, Func, IntoColumnRef, Query, SelectStatement, SimpleExpr, UnionType,
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde_json::Value;

/// What is looked for: numbers by kind.
#[derive(Default)]
pub(super) struct Wanted(BTreeMap<String, BTreeSet<i32>>);

impl Wanted {
    pub fn object(&mut self, kind: &str, id: i32) {
        self.0.entry(kind.to_owned()).or_default().insert(id);
    }

    /// The rooms, tracks, session types and custom fields in old and new values.
    pub fn referred_in(&mut self, data: &Value) {
        for (field, id) in numbers(data) {
            if let Some(kind) = kind_of(&field) {
                self.object(kind.as_str(), id);
            }
        }
    }

    /// At most one statement, whatever the kinds are.
    pub async fn read(self, db: &impl ConnectionTrait) -> Result<Names> {
        let mut arms = self.0.into_iter().filter_map(|(kind, ids)| arm(kind.parse().ok()?, ids));
        let Some(mut all) = arms.next() else { return Ok(Names::default()) };
        all.unions(arms.map(|arm| (UnionType::All, arm)));
        let mut names = HashMap::new();
        for row in db.query_all(&all).await? {
            let (kind, id, name) = name(&row)?;
            names.insert((kind, id), name);
        }
        Ok(Names(names))
    }
}

/// Name and code.
type Name = (Option<I18nText>, Option<String>);

#[derive(Default)]
pub(super) struct Names(HashMap<(String, i32), Name>);

impl Names {
    pub fn of(&self, kind: &str, id: i32) -> Option<&Name> {
        self.0.get(&(kind.to_owned(), id))
    }

    /// What the numbers in old and new values stand for, under `field-number`; for custom fields, whose
    /// numbers are in the fields' names, under `question-number`.
    pub fn referred_in(&self, data: &Value) -> BTreeMap<String, I18nText> {
        let known = |(field, id): (String, i32)| {
            let (name, _) = self.of(kind_of(&field)?.as_str(), id)?;
            Some((format!("{field}-{id}"), name.clone()?))
        };
        numbers(data).into_iter().filter_map(known).collect()
    }
}

fn kind_of(field: &str) -> Option<ObjectType> {
    Some(match field {
        "room" => ObjectType::Room,
        "track" => ObjectType::Track,
        "submission_type" => ObjectType::SubmissionType,
        "question" => ObjectType::Question,
        _ => return None,
    })
}

/// Fields that refer to something else, and its numbers in old and new values.
fn numbers(data: &Value) -> Vec<(String, i32)> {
    let changes = data.get("changes").and_then(Value::as_object).into_iter().flatten();
    let of_change = |(field, change): (&String, &Value)| {
        if let Some(id) = field.strip_prefix("question-").and_then(|id| id.parse().ok()) {
            return vec![("question".to_owned(), id)];
        }
        let field = if field == "limit_tracks" { "track" } else { field };
        if field == "question" || kind_of(field).is_none() {
            return Vec::new();
        }
        let values = ["old", "new"].into_iter().filter_map(|side| change.get(side));
        let all = values.flat_map(|value| match value {
            Value::Array(list) => list.iter().collect(),
            other => vec![other],
        });
        let ids = all.filter_map(Value::as_i64).filter_map(|id| i32::try_from(id).ok());
        ids.map(|id| (field.to_owned(), id)).collect()
    };
    changes.flat_map(of_change).collect()
}

/// Kind, number, name, code of the objects of one kind; nothing where a kind has no names.
fn arm(kind: ObjectType, ids: BTreeSet<i32>) -> Option<SelectStatement> {
    let none = || Expr::val(None::<String>);
    let select = |name: SimpleExpr, code: SimpleExpr| {
        let mut query = Query::select();
        query.expr_as(Expr::val(kind.as_str()), "kind");
        query.expr_as(Expr::col("id"), "id").expr_as(name, "name").expr_as(code, "code");
        query.and_where(Expr::col("id").is_in(ids.clone()));
        query
    };
    macro_rules! named {
        ($table:ident, $name:ident) => {
            select(Expr::col($table::Column::$name), none()).from($table::Entity).take()
        };
    }
    Some(match kind {
        ObjectType::Event => named!(event, Name),
        ObjectType::Organiser => named!(organiser, Name),
        ObjectType::SubmissionType => named!(submission_type, Name),
        ObjectType::Track => named!(track, Name),
        ObjectType::Room => named!(room, Name),
        ObjectType::Question => named!(question, Question),
        ObjectType::AnswerOption => named!(answer_option, Answer),
        ObjectType::ScoreCategory => named!(score_category, Name),
        ObjectType::SpeakerInformation => named!(speaker_information, Title),
        ObjectType::MailTemplate => named!(mail_template, Subject),
        ObjectType::Team => named!(team, Name),
        ObjectType::Tag => named!(tag, Tag),
        ObjectType::ReviewPhase => named!(review_phase, Name),
        ObjectType::AccessCode => named!(access_code, Code),
        ObjectType::QueuedMail => named!(queued_mail, Subject),
        ObjectType::Schedule => named!(schedule, Version),
        ObjectType::Submission => {
            let (title, code) = (submission::Column::Title, submission::Column::Code);
            select(Expr::col(title), Expr::col(code)).from(submission::Entity).take()
        }
        ObjectType::SpeakerProfile => profile(select),
        ObjectType::Review => {
            let of = (review::Entity, review::Column::SubmissionId);
            select(proposal(submission::Column::Title, of), proposal(submission::Column::Code, of))
                .from(review::Entity)
                .take()
        }
        ObjectType::SubmissionComment => {
            let of = (submission_comment::Entity, submission_comment::Column::SubmissionId);
            select(proposal(submission::Column::Title, of), proposal(submission::Column::Code, of))
                .from(submission_comment::Entity)
                .take()
        }
        _ => return None,
    })
}

/// A column of the proposal that a review or comment is about.
fn proposal(column: submission::Column, of: impl IntoColumnRef) -> SimpleExpr {
    let own = (submission::Entity, submission::Column::Id);
    let query = Query::select()
        .column((submission::Entity, column))
        .from(submission::Entity)
        .and_where(Expr::col(own).equals(of))
        .to_owned();
    Expr::SubQuery(None, Box::new(query.into()))
}

/// The profile's own name, else the account's.
fn profile(select: impl Fn(SimpleExpr, SimpleExpr) -> SelectStatement) -> SelectStatement {
    use speaker_profile::Column::{AccountId, Code, Name};
    let of_account =
        Expr::col((account::Entity, account::Column::Id)).equals((speaker_profile::Entity, AccountId));
    let of_account = Query::select()
        .column((account::Entity, account::Column::Name))
        .from(account::Entity)
        .and_where(of_account)
        .to_owned();
    let own = Func::cust("nullif").args([Expr::col(Name), Expr::val("")]);
    let name = Func::coalesce([own.into(), Expr::SubQuery(None, Box::new(of_account.into()))]);
    select(name.into(), Expr::col(Code)).from(speaker_profile::Entity).take()
}

fn name(row: &QueryResult) -> Result<(String, i32, Name), DbErr> {
    let kind: String = row.try_get("", "kind")?;
    let name: Option<String> = row.try_get("", "name")?;
    // What people type in one language stays what it is, even if it looks like texts in several.
    let plain = matches!(
        kind.parse(),
        Ok(ObjectType::Team
            | ObjectType::Tag
            | ObjectType::ReviewPhase
            | ObjectType::AccessCode
            | ObjectType::QueuedMail
            | ObjectType::Schedule
            | ObjectType::Submission
            | ObjectType::SpeakerProfile
            | ObjectType::Review
            | ObjectType::SubmissionComment)
    );
    let read = |text: String| if plain { I18nText::plain(text) } else { I18nText::parse(&text) };
    Ok((kind, row.try_get("", "id")?, (name.map(read), row.try_get("", "code")?)))
}
