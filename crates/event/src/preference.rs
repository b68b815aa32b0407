//! How somebody wants to see the tables of an event: columns, order, size of a page (pages-orga §4.1).

use plenary_model::{Actor, Error, Result};
use plenary_store::Tx;
use plenary_store::entity::event;
use plenary_store::entity::preference::{ActiveModel, Column, Entity};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value, json};

use crate::rights;

/// The tables there can be; those of custom fields have the name of their target behind them.
const TABLES: [&str; 17] = [
    "SubmissionTable",
    "ReviewTable",
    "SpeakerTable",
    "SpeakerOrgaTable",
    "SpeakerInformationTable",
    "TagTable",
    "TrackTable",
    "SubmissionTypeTable",
    "SubmitterAccessCodeTable",
    "RoomTable",
    "OutboxMailTable",
    "SentMailTable",
    "MailTemplateTable",
    "FeedbackTable",
    "AttendeeSignupTable",
    "TeamTable",
    "AdminUserTable",
];

/// More columns than any table has, and longer than any column's name.
const MOST_COLUMNS: usize = 200;
const COLUMN_LENGTH: usize = 100;
/// By how many columns a table is sorted at most.
pub const MOST_LEVELS: usize = 5;
/// The longest page of a table.
pub const MOST_ROWS: u64 = 250;

/// What was chosen for a table. Columns that the table does not have are for it to ignore.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Option<Vec<String>>,
    /// Names of columns, the first one counting most; `-` before one turns it around.
    pub ordering: Option<Vec<String>>,
    pub page_size: Option<u64>,
}

/// Whether there is a table of this name.
pub fn is_table(name: &str) -> bool {
    let of_fields = name.strip_prefix("QuestionTable-").is_some_and(|target| {
        !target.is_empty() && target.len() <= 30 && target.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    TABLES.contains(&name) || of_fields
}

/// What the actor has chosen for a table of an event. One statement.
pub async fn of_table(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    table: &str,
) -> Result<Table> {
    let Some(account) = actor.account() else { return Ok(Table::default()) };
    let row = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::EventId.eq(event.id))
        .one(db)
        .await?;
    let stored = row.map(|row| row.preferences).unwrap_or_default();
    let stored = &stored["tables"][table];
    let names = |key: &str| {
        let list = stored[key].as_array()?;
        Some(list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect())
    };
    Ok(Table {
        columns: names("columns"),
        ordering: names("ordering").map(|mut levels: Vec<String>| {
            levels.truncate(MOST_LEVELS);
            levels
        }),
        page_size: stored["page_size"].as_u64().filter(|size| (1..=MOST_ROWS).contains(size)),
    })
}

/// Keeps what is given and leaves the rest; with nothing (`None`) forgets everything about the table.
/// For whoever has any right in the event; the problem of a refusal is one of the whole.
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    table: &str,
    change: Option<Table>,
) -> Result<()> {
    rights::require(tx.db(), actor, event, |rights| rights.any()).await?;
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let fits = |names: &Option<Vec<String>>| {
        names.as_ref().is_none_or(|names| {
            names.len() <= MOST_COLUMNS && names.iter().all(|name| name.chars().count() <= COLUMN_LENGTH)
        })
    };
    let sized = |size: Option<u64>| size.is_none_or(|size| (1..=MOST_ROWS).contains(&size));
    let is_fine = change
        .as_ref()
        .is_none_or(|change| fits(&change.columns) && fits(&change.ordering) && sized(change.page_size));
    if !is_table(table) || !is_fine {
        return Err(Error::invalid("", "error-choice"));
    }
    let new = ActiveModel {
        account_id: Set(account),
        event_id: Set(Some(event.id)),
        preferences: Set(json!({})),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let there = OnConflict::columns([Column::AccountId, Column::EventId])
        .target_and_where(Column::EventId.is_not_null())
        .do_nothing()
        .to_owned();
    Entity::insert(new).on_conflict(there).exec_without_returning(tx.db()).await?;
    let own = || {
        let all = Entity::find().filter(Column::AccountId.eq(account));
        all.filter(Column::EventId.eq(event.id))
    };
    let row = own().one(tx.db()).await?.ok_or(Error::NotFound)?;
    let mut stored = match row.preferences {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    let tables = stored.entry("tables").or_insert_with(|| json!({}));
    if !tables.is_object() {
        *tables = json!({});
    }
    match change {
        None => {
            if let Some(tables) = tables.as_object_mut() {
                tables.remove(table);
            }
        }
        Some(change) => {
            let known = &mut tables[table];
            if !known.is_object() {
                *known = json!({});
            }
            if let Some(columns) = change.columns {
                known["columns"] = json!(columns);
            }
            if let Some(mut ordering) = change.ordering {
                ordering.truncate(MOST_LEVELS);
                known["ordering"] = json!(ordering);
            }
            if let Some(size) = change.page_size {
                known["page_size"] = json!(size);
            }
        }
    }
    let changed = ActiveModel {
        id: Set(row.id),
        preferences: Set(Value::Object(stored)),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    changed.update(tx.db()).await?;
    Ok(())
}
