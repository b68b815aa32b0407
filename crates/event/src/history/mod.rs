//! What happened: the activity log for who may read it.
//!
//! An event's log is for who may change its settings. What concerns proposals, speakers and mails is
//! left out for those of them who do not work on these: old and new values would tell them.

pub mod action;
mod names;
mod subjects;

pub use subjects::{Subjects, subjects};

use std::collections::BTreeMap;

use plenary_model::{Actor, Date, Error, I18nText, ObjectType, Result, Rights, Timestamp};
use plenary_store::entity::activity_log::{Column, Entity, Model};
use plenary_store::entity::{account, event};
use plenary_store::log;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde_json::{Value, json};

use crate::rights;

/// How many entries a page of the log has.
pub const PAGE_SIZE: u64 = 200;
/// Further back than anybody leafs.
const LAST_PAGE: u64 = 10_000;

/// One entry of the log, ready to be read: nothing in it is secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: i32,
    /// Of the catalogue (data-model §5.2), under its name of today; or one of a plug-in.
    pub action: String,
    pub at: Timestamp,
    /// Who did it; nobody where the program did, or a visitor.
    pub who: Option<String>,
    pub as_organiser: bool,
    pub object: Object,
    /// An object; `changes` in it holds `{field: {old, new}}`.
    pub data: Value,
    /// What numbers in it stand for: `room-3`, `track-4`, `submission_type-1`, `question-7`.
    pub referred: BTreeMap<String, I18nText>,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// A value of [`ObjectType`], or the name of a model of a plug-in.
    pub kind: String,
    pub id: i32,
    /// What it is called now; nothing where it is gone or has no name.
    pub name: Option<I18nText>,
    /// Of a proposal or a profile, for its address.
    pub code: Option<String>,
}

/// Which entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A kind of object.
    pub kind: Option<String>,
    /// One object of that kind.
    pub object: Option<i32>,
    /// Under its name of today.
    pub action: Option<String>,
    pub person: Option<Person>,
    /// In the event's time zone.
    pub day: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    Account(i32),
    /// The program, or a visitor.
    Nobody,
}

/// A part of the log, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub entries: Vec<Entry>,
    /// From 1.
    pub number: u64,
    pub has_more: bool,
}

/// The log of an event: for who may change its settings. Besides the entries one statement for each kind
/// of object on the page.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    filter: &Filter,
    page: u64,
) -> Result<Page> {
    let rights = rights::require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    let number = page.clamp(1, LAST_PAGE);
    let mut query = of_event(event, rights);
    if let Some(kind) = &filter.kind {
        query = query.filter(Column::ObjectType.eq(kind));
    }
    if let Some(object) = filter.object {
        query = query.filter(Column::ObjectId.eq(object));
    }
    if let Some(action) = &filter.action {
        query = query.filter(Column::ActionType.is_in(action::all_names(action)));
    }
    query = match filter.person {
        Some(Person::Account(id)) => query.filter(Column::AccountId.eq(id)),
        Some(Person::Nobody) => query.filter(Column::AccountId.is_null()),
        None => query,
    };
    if let Some(day) = filter.day {
        let zone = event.zone();
        query = query
            .filter(Column::Timestamp.gte(day.start_in(&zone)))
            .filter(Column::Timestamp.lt(day.plus_days(1).start_in(&zone)));
    }
    let mut rows = read(db, query.offset((number - 1) * PAGE_SIZE), PAGE_SIZE + 1).await?;
    let has_more = rows.len() as u64 > PAGE_SIZE;
    rows.truncate(PAGE_SIZE as usize);
    Ok(Page { entries: named(db, rows, Some(event)).await?, number, has_more })
}

/// One entry of an event's log, for the same people.
pub async fn one(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model, id: i32) -> Result<Entry> {
    let rights = rights::require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    let rows = read(db, of_event(event, rights).filter(Column::Id.eq(id)), 1).await?;
    named(db, rows, Some(event)).await?.pop().ok_or(Error::NotFound)
}

/// The latest entries of an event: `rights` are the reader's in it. A constant number of statements.
pub async fn latest(
    db: &impl ConnectionTrait,
    rights: Rights,
    event: &event::Model,
    most: u64,
) -> Result<Vec<Entry>> {
    if !rights.can_change_event_settings {
        return Err(Error::NotFound);
    }
    let rows = read(db, of_event(event, rights), most).await?;
    named(db, rows, Some(event)).await
}

/// What happened to one object of an event, or to all of a kind, for a page of theirs: `rights` are the
/// reader's in the event. Whoever works on proposals reads about them, everything else is for who may
/// change the event's settings; for others it is empty. A constant number of statements.
pub async fn of_object(
    db: &impl ConnectionTrait,
    rights: Rights,
    event: &event::Model,
    kind: ObjectType,
    id: Option<i32>,
) -> Result<Vec<Entry>> {
    let may = match kind {
        ObjectType::Submission | ObjectType::SpeakerProfile => rights.can_change_submissions,
        _ => rights.can_change_event_settings,
    };
    if !may {
        return Ok(Vec::new());
    }
    let query = of_event(event, rights).filter(Column::ObjectType.eq(kind.to_string()));
    let query = id.into_iter().fold(query, |query, id| query.filter(Column::ObjectId.eq(id)));
    named(db, read(db, query, PAGE_SIZE).await?, Some(event)).await
}

/// What happened to an organiser, for who may change its settings. Three statements.
pub async fn of_organiser(db: &impl ConnectionTrait, actor: &Actor, organiser: i32) -> Result<Vec<Entry>> {
    rights::require_at_organiser(db, actor, organiser, |rights| rights.can_change_organiser_settings).await?;
    about(db, ObjectType::Organiser, organiser).await
}

/// What happened to a team of an organiser, for who may change its teams. Four statements.
pub async fn of_team(
    db: &impl ConnectionTrait,
    actor: &Actor,
    organiser: i32,
    team: i32,
) -> Result<Vec<Entry>> {
    rights::require_at_organiser(db, actor, organiser, |rights| rights.can_change_teams).await?;
    crate::team::find(db, organiser, team).await?;
    about(db, ObjectType::Team, team).await
}

/// Outside of events.
async fn about(db: &impl ConnectionTrait, kind: ObjectType, id: i32) -> Result<Vec<Entry>> {
    let query = Entity::find()
        .filter(Column::EventId.is_null())
        .filter(Column::ObjectType.eq(kind.to_string()))
        .filter(Column::ObjectId.eq(id));
    named(db, read(db, query, PAGE_SIZE).await?, None).await
}

/// What somebody with these rights may read of an event's log.
pub(crate) fn of_event(event: &event::Model, rights: Rights) -> Select<Entity> {
    let query = Entity::find().filter(Column::EventId.eq(event.id));
    if rights.can_change_submissions {
        return query;
    }
    let kinds = [
        ObjectType::Account,
        ObjectType::SpeakerProfile,
        ObjectType::AttendeeProfile,
        ObjectType::Submission,
        ObjectType::SubmissionComment,
        ObjectType::Answer,
        ObjectType::Resource,
        ObjectType::Feedback,
        ObjectType::Review,
        ObjectType::Slot,
        ObjectType::QueuedMail,
    ];
    let programme = action::OF_PROGRAMME
        .iter()
        .fold(Condition::any(), |any, start| any.add(Column::ActionType.starts_with(*start)));
    query.filter(Column::ObjectType.is_not_in(kinds.iter().map(ToString::to_string))).filter(programme.not())
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    entry: Model,
    who: Option<String>,
}

async fn read(db: &impl ConnectionTrait, query: Select<Entity>, most: u64) -> Result<Vec<Row>> {
    let account = (account::Entity, account::Column::Id);
    let of_account = Expr::col((Entity, Column::AccountId)).equals(account);
    let name =
        Query::select().column(account::Column::Name).from(account::Entity).and_where(of_account).to_owned();
    Ok(query
        .expr_as(Expr::SubQuery(None, Box::new(name.into())), "who")
        .order_by_desc(Column::Timestamp)
        .order_by_desc(Column::Id)
        .limit(most)
        .into_model::<Row>()
        .all(db)
        .await?)
}

/// With the names of what they are about; that of the event itself is known. At most one statement.
async fn named(
    db: &impl ConnectionTrait,
    rows: Vec<Row>,
    event: Option<&event::Model>,
) -> Result<Vec<Entry>> {
    let own = |kind: &str, id: i32| {
        event
            .filter(|event| event.id == id && kind == ObjectType::Event.as_str())
            .map(|event| event.name.clone())
    };
    let rows: Vec<(Row, Value)> = rows
        .into_iter()
        .map(|mut row| (readable(row.entry.data.take()), row))
        .map(|(data, row)| (row, data))
        .collect();
    let mut wanted = names::Wanted::default();
    for (Row { entry, .. }, data) in &rows {
        if own(&entry.object_type, entry.object_id).is_none() {
            wanted.object(&entry.object_type, entry.object_id);
        }
        wanted.referred_in(data);
    }
    let names = wanted.read(db).await?;
    let entry = |(row, data): (Row, Value)| {
        let Row { entry: row, who } = row;
        let known = names.of(&row.object_type, row.object_id).cloned();
        let (name, code) = known.unwrap_or_else(|| (own(&row.object_type, row.object_id), None));
        Entry {
            id: row.id,
            action: action::current(&row.action_type).to_owned(),
            at: row.timestamp,
            who,
            as_organiser: row.is_orga_action,
            object: Object {
                kind: row.object_type,
                id: row.object_id,
                name: name.filter(|name| !name.is_empty()),
                code,
            },
            referred: names.referred_in(&data),
            data,
        }
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// An object, without what opens doors.
fn readable(data: Option<Value>) -> Value {
    match log::readable(data) {
        object @ Value::Object(_) => object,
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use plenary_store::log::MASK;

    use super::*;

    #[test]
    fn nothing_secret_is_read() {
        let data = json!({
            "invitation_token": "abc",
            "changes": {
                "smtp_password": {"old": "x", "new": null},
                "review_code": {"old": null, "new": "y"},
                "mail_settings": {"new": {"smtp_password": "z"}},
            },
        });
        let text = readable(Some(data.clone())).to_string();
        assert_eq!(
            readable(Some(data)),
            json!({
                "invitation_token": MASK,
                "changes": {
                    "smtp_password": {"old": MASK, "new": null},
                    "review_code": {"old": null, "new": MASK},
                    "mail_settings": {"new": {"smtp_password": MASK}},
                },
            }),
            "{text}"
        );
        assert_eq!(readable(Some(json!("{\"name\": 1}"))), json!({"name": 1}));
        for nothing in [None, Some(json!("no json")), Some(json!([1])), Some(json!(null))] {
            assert_eq!(readable(nothing), json!({}));
        }
    }
}
