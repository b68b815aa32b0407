//! What the objects of entries are called now.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use plenary_model::{I18nText, ObjectType, Result};
use plenary_store::entity::{
    access_code, account, answer_option, event, mail_template, organiser, question, queued_mail, review,
    review_phase, room, schedule, score_category, speaker_information, speaker_profile, submission,
    submission_comment, submission_type, tag, team, track,
};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::Value;

/// Name and code of each.
type Names = HashMap<i32, (Option<I18nText>, Option<String>)>;

macro_rules! column {
    ($db:expr, $ids:expr, $table:ident, $name:ident, $of:ty) => {
        $table::Entity::find()
            .select_only()
            .column($table::Column::Id)
            .column($table::Column::$name)
            .filter($table::Column::Id.is_in($ids))
            .into_tuple::<(i32, $of)>()
            .all($db)
            .await?
    };
}

/// The names of objects by kind and id. At most two statements for each kind.
pub(super) async fn of<'a>(
    db: &impl ConnectionTrait,
    objects: impl Iterator<Item = (&'a str, i32)>,
) -> Result<HashMap<String, Names>> {
    let mut wanted: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for (kind, id) in objects {
        wanted.entry(kind).or_default().insert(id);
    }
    let mut names = HashMap::new();
    for (kind, ids) in wanted {
        if let Ok(known) = kind.parse::<ObjectType>() {
            names.insert(kind.to_owned(), of_kind(db, known, ids).await?);
        }
    }
    Ok(names)
}

async fn of_kind(db: &impl ConnectionTrait, kind: ObjectType, ids: BTreeSet<i32>) -> Result<Names> {
    let plain = |rows: Vec<(i32, String)>| {
        rows.into_iter().map(|(id, name)| (id, (Some(I18nText::plain(name)), None))).collect()
    };
    let texts =
        |rows: Vec<(i32, I18nText)>| rows.into_iter().map(|(id, name)| (id, (Some(name), None))).collect();
    Ok(match kind {
        ObjectType::Event => texts(column!(db, ids, event, Name, I18nText)),
        ObjectType::Organiser => texts(column!(db, ids, organiser, Name, I18nText)),
        ObjectType::SubmissionType => texts(column!(db, ids, submission_type, Name, I18nText)),
        ObjectType::Track => texts(column!(db, ids, track, Name, I18nText)),
        ObjectType::Room => texts(column!(db, ids, room, Name, I18nText)),
        ObjectType::Question => texts(column!(db, ids, question, Question, I18nText)),
        ObjectType::AnswerOption => texts(column!(db, ids, answer_option, Answer, I18nText)),
        ObjectType::ScoreCategory => texts(column!(db, ids, score_category, Name, I18nText)),
        ObjectType::SpeakerInformation => texts(column!(db, ids, speaker_information, Title, I18nText)),
        ObjectType::MailTemplate => texts(column!(db, ids, mail_template, Subject, I18nText)),
        ObjectType::Team => plain(column!(db, ids, team, Name, String)),
        ObjectType::Tag => plain(column!(db, ids, tag, Tag, String)),
        ObjectType::ReviewPhase => plain(column!(db, ids, review_phase, Name, String)),
        ObjectType::AccessCode => plain(column!(db, ids, access_code, Code, String)),
        ObjectType::QueuedMail => plain(column!(db, ids, queued_mail, Subject, String)),
        ObjectType::Schedule => column!(db, ids, schedule, Version, Option<String>)
            .into_iter()
            .map(|(id, version)| (id, (version.map(I18nText::plain), None)))
            .collect(),
        ObjectType::Submission => submissions(db, ids).await?,
        ObjectType::SpeakerProfile => profiles(db, ids).await?,
        ObjectType::Review => of_submissions(db, column!(db, ids, review, SubmissionId, i32)).await?,
        ObjectType::SubmissionComment => {
            of_submissions(db, column!(db, ids, submission_comment, SubmissionId, i32)).await?
        }
        _ => Names::new(),
    })
}

async fn submissions(db: &impl ConnectionTrait, ids: BTreeSet<i32>) -> Result<Names> {
    use submission::Column::{Code, Id, Title};
    let rows: Vec<(i32, String, String)> = submission::Entity::find()
        .select_only()
        .columns([Id, Title, Code])
        .filter(Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, title, code)| (id, (Some(I18nText::plain(title)), Some(code)))).collect())
}

/// The proposals that reviews or comments are about.
async fn of_submissions(db: &impl ConnectionTrait, pairs: Vec<(i32, i32)>) -> Result<Names> {
    let names = submissions(db, pairs.iter().map(|(_, submission)| *submission).collect()).await?;
    Ok(pairs.into_iter().filter_map(|(id, of)| Some((id, names.get(&of)?.clone()))).collect())
}

/// The profile's own name, else the account's.
async fn profiles(db: &impl ConnectionTrait, ids: BTreeSet<i32>) -> Result<Names> {
    use speaker_profile::Column::{AccountId, Code, Id, Name};
    let rows: Vec<(i32, Option<String>, String, Option<i32>)> = speaker_profile::Entity::find()
        .select_only()
        .columns([Id, Name, Code, AccountId])
        .filter(Id.is_in(ids.clone()))
        .into_tuple()
        .all(db)
        .await?;
    let of_profiles = Query::select()
        .column(AccountId)
        .from(speaker_profile::Entity)
        .and_where(Id.is_in(ids))
        .and_where(AccountId.is_not_null())
        .to_owned();
    let accounts: HashMap<i32, String> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.in_subquery(of_profiles))
        .into_tuple::<(i32, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let name = |(id, own, code, account): (i32, Option<String>, String, Option<i32>)| {
        let own = own.filter(|name| !name.is_empty());
        let name = own.or_else(|| accounts.get(&account?).cloned());
        (id, (name.map(I18nText::plain), Some(code)))
    };
    Ok(rows.into_iter().map(name).collect())
}

/// What numbers in old and new values stand for: rooms, tracks, session types, custom fields, under
/// `field-number`. At most four statements.
pub(super) async fn referred<'a>(
    db: &impl ConnectionTrait,
    entries: impl Iterator<Item = &'a Value>,
) -> Result<HashMap<String, I18nText>> {
    let mut wanted: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for data in entries {
        let Some(changes) = data.get("changes").and_then(Value::as_object) else { continue };
        for (field, change) in changes {
            if let Some(id) = field.strip_prefix("question-").and_then(|id| id.parse().ok()) {
                wanted.entry("question").or_default().insert(id);
            }
            let Some(field) = REFERRING.iter().find(|known| *known == field) else { continue };
            let values = [change.get("old"), change.get("new")].into_iter().flatten();
            let numbers = values.flat_map(|value| match value {
                Value::Array(list) => list.iter().collect(),
                other => vec![other],
            });
            let ids = numbers.filter_map(Value::as_i64).filter_map(|id| i32::try_from(id).ok());
            wanted.entry(if *field == "limit_tracks" { "track" } else { field }).or_default().extend(ids);
        }
    }
    let mut names = HashMap::new();
    for (field, ids) in wanted {
        let rows = match field {
            "room" => column!(db, ids, room, Name, I18nText),
            "track" => column!(db, ids, track, Name, I18nText),
            "submission_type" => column!(db, ids, submission_type, Name, I18nText),
            _ => column!(db, ids, question, Question, I18nText),
        };
        names.extend(rows.into_iter().map(|(id, name)| (format!("{field}-{id}"), name)));
    }
    Ok(names)
}

/// Fields that hold the number of something else.
const REFERRING: [&str; 4] = ["room", "track", "limit_tracks", "submission_type"];
