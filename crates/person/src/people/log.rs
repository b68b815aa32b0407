//! The log as administrators read it: of a person, and what belongs to no event.

use plenary_model::{Actor, Error, I18nText, ObjectType, Result, Timestamp};
use plenary_store::entity::activity_log::{Column, Entity, Model};
use plenary_store::entity::{account, event, organiser, team};
use plenary_store::log::readable;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::Value;

/// One line of the log.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: i32,
    /// The key of the catalogue (data-model §5.2).
    pub action: String,
    pub at: Timestamp,
    /// Name and code of whoever did it; nobody where the program did.
    pub who: Option<(String, Option<String>)>,
    /// Where it happened; `None` where it belongs to no event.
    pub event: Option<event::Model>,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// Name and code.
    Account(String, Option<String>),
    /// Name and slug.
    Organiser(I18nText, String),
    /// Its name, and that of its organiser: slug and id of the team.
    Team(String, String, i32),
    /// Its type and number; it is gone, or has no name.
    Other(String, i32),
}

/// One entry with all that it says.
#[derive(Clone, Debug)]
pub struct Entry {
    pub line: Line,
    pub object: Object,
    /// Done with the rights of an organiser or administrator.
    pub as_organiser: bool,
    /// What was changed: the field's name, before, after.
    pub changes: Vec<(String, Value, Value)>,
    /// What else is noted, by name.
    pub details: Vec<(String, Value)>,
}

/// What a person did and what was done to their account, the newest first. Three statements.
pub async fn of_person(
    db: &impl ConnectionTrait,
    actor: &Actor,
    account: &account::Model,
    most: u64,
) -> Result<Vec<Line>> {
    actor.must_administer()?;
    let about = Condition::all()
        .add(Column::ObjectType.eq(ObjectType::Account.to_string()))
        .add(Column::ObjectId.eq(account.id));
    let theirs = Condition::any().add(Column::AccountId.eq(account.id)).add(about);
    lines(db, Entity::find().filter(theirs), most).await
}

/// What happened outside of events, the newest first. Three statements.
pub async fn of_instance(db: &impl ConnectionTrait, actor: &Actor, most: u64) -> Result<Vec<Line>> {
    actor.must_administer()?;
    lines(db, Entity::find().filter(Column::EventId.is_null()), most).await
}

/// One entry that belongs to no event; those of events have a page there. Four statements at most.
pub async fn entry(db: &impl ConnectionTrait, actor: &Actor, id: i32) -> Result<Entry> {
    actor.must_administer()?;
    let of_instance = Entity::find_by_id(id).filter(Column::EventId.is_null());
    let row = of_instance.one(db).await?.ok_or(Error::NotFound)?;
    let object = object(db, &row).await?;
    let (changes, details) = parts(row.data.clone());
    let as_organiser = row.is_orga_action;
    let line = named(db, vec![row]).await?.pop().ok_or(Error::NotFound)?;
    Ok(Entry { line, object, as_organiser, changes, details })
}

async fn lines(db: &impl ConnectionTrait, rows: Select<Entity>, most: u64) -> Result<Vec<Line>> {
    let rows = rows.order_by_desc(Column::Timestamp).order_by_desc(Column::Id).limit(most).all(db).await?;
    named(db, rows).await
}

/// Two statements.
async fn named(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Line>> {
    let accounts = rows.iter().filter_map(|row| row.account_id);
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(accounts)).all(db).await?;
    let events = rows.iter().filter_map(|row| row.event_id);
    let events = event::Entity::find().filter(event::Column::Id.is_in(events)).all(db).await?;
    let line = |row: Model| Line {
        id: row.id,
        at: row.timestamp,
        who: accounts
            .iter()
            .find(|account| Some(account.id) == row.account_id)
            .map(|account| (account.name.clone(), account.code.clone())),
        event: events.iter().find(|event| Some(event.id) == row.event_id).cloned(),
        action: row.action_type,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Two statements at most.
async fn object(db: &impl ConnectionTrait, row: &Model) -> Result<Object> {
    let id = row.object_id;
    let found = match row.object_type.parse() {
        Ok(ObjectType::Account) => account::Entity::find_by_id(id)
            .one(db)
            .await?
            .map(|account| Object::Account(account.name, account.code)),
        Ok(ObjectType::Organiser) => organiser::Entity::find_by_id(id)
            .one(db)
            .await?
            .map(|organiser| Object::Organiser(organiser.name, organiser.slug)),
        Ok(ObjectType::Team) => match team::Entity::find_by_id(id).one(db).await? {
            Some(team) => organiser::Entity::find_by_id(team.organiser_id)
                .one(db)
                .await?
                .map(|organiser| Object::Team(team.name, organiser.slug, team.id)),
            None => None,
        },
        _ => None,
    };
    Ok(found.unwrap_or_else(|| Object::Other(row.object_type.clone(), id)))
}

type Changes = Vec<(String, Value, Value)>;

fn parts(data: Option<Value>) -> (Changes, Vec<(String, Value)>) {
    let mut map = match readable(data) {
        Value::Object(map) => map,
        Value::Null => return Default::default(),
        data => return (Vec::new(), vec![(String::new(), data)]),
    };
    let (mut changes, mut details) = (Vec::new(), Vec::new());
    match map.remove("changes") {
        Some(Value::Object(fields)) => {
            for (name, both) in fields {
                let side = |key: &str| both.get(key).cloned().unwrap_or(Value::Null);
                changes.push((name, side("old"), side("new")));
            }
        }
        Some(other) => details.push(("changes".to_owned(), other)),
        None => {}
    }
    details.extend(map);
    (changes, details)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_an_entry_says() {
        let data = json!({"changes": {"name": {"old": "a", "new": "b"}, "x": 1}, "slug": "s"});
        let (changes, details) = parts(Some(data.clone()));
        assert_eq!(changes[0], ("name".into(), json!("a"), json!("b")));
        assert_eq!(changes[1], ("x".into(), Value::Null, Value::Null));
        assert_eq!(details, [("slug".to_owned(), json!("s"))]);
        let twice = Value::String(data.to_string());
        assert_eq!(parts(Some(twice)), (changes, details));
        assert_eq!(parts(None), (Vec::new(), Vec::new()));
        assert_eq!(parts(Some(json!("old words"))).1, [(String::new(), json!("old words"))]);
        assert_eq!(parts(Some(json!({"changes": [1]}))).1, [("changes".to_owned(), json!([1]))]);
    }
}
