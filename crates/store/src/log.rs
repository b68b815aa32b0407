//! The activity log's writer. Rows are added in the transaction of the change they tell of.

use std::collections::BTreeSet;

use plenary_model::{Actor, ObjectType, Result};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Map, Value, json};

use crate::Tx;
use crate::entity::activity_log;
use crate::revision;

/// What happened. `action` is a key of the catalogue in data-model §5.2.
pub struct Entry<'a> {
    pub event: Option<i32>,
    pub actor: &'a Actor,
    pub object: (ObjectType, i32),
    pub action: &'a str,
    pub data: Value,
    /// Done with the rights of an organiser.
    pub as_organiser: bool,
}

pub async fn write(tx: &Tx, entry: Entry<'_>) -> Result<()> {
    write_all(tx, vec![entry]).await
}

/// Rows of one statement: well below what SQLite can bind.
const ROWS_AT_ONCE: usize = 1_000;

/// What happened to many things at once. One statement for every thousand.
pub async fn write_all(tx: &Tx, entries: Vec<Entry<'_>>) -> Result<()> {
    let mut entries = entries.into_iter().peekable();
    let mut changed = BTreeSet::new();
    while entries.peek().is_some() {
        let mut rows = Vec::new();
        for entry in entries.by_ref().take(ROWS_AT_ONCE) {
            changed.extend(entry.event.filter(|_| revision::is_public_matter(entry.action)));
            rows.push(activity_log::ActiveModel {
                event_id: Set(entry.event),
                account_id: Set(entry.actor.account()),
                object_type: Set(entry.object.0.to_string()),
                object_id: Set(entry.object.1),
                timestamp: Set(tx.now()),
                action_type: Set(entry.action.to_owned()),
                data: Set(Some(mask(entry.data))),
                is_orga_action: Set(entry.as_organiser),
                ..Default::default()
            });
        }
        activity_log::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    for event in changed {
        revision::raise(tx, event).await?;
    }
    Ok(())
}

/// Stands where something secret stood.
pub const MASK: &str = "********";

/// Replaces what is secret by asterisks, at any depth. Of the old and the new value of a field it stays
/// visible whether there was one.
fn mask(data: Value) -> Value {
    let is_secret = |key: &str| ["password", "secret", "api_key"].iter().any(|word| key.contains(word));
    match data {
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| if is_secret(&key) { (key, hide(value)) } else { (key, mask(value)) })
            .collect(),
        Value::Array(list) => list.into_iter().map(mask).collect(),
        other => other,
    }
}

fn hide(value: Value) -> Value {
    let there = |value: &Value| !matches!(value, Value::Null) && value != "";
    match value {
        Value::Object(pair) if pair.keys().all(|key| key == "old" || key == "new") => pair
            .into_iter()
            .map(|(key, value)| (key, if there(&value) { json!(MASK) } else { value }))
            .collect(),
        _ => json!(MASK),
    }
}

/// What an entry keeps, for people to read: without what opens doors. Entries that were moved here were
/// written by others, so that what is secret is hidden once more; old ones hold a text that is JSON.
pub fn readable(data: Option<Value>) -> Value {
    let data = match data {
        Some(Value::String(text)) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        other => other.unwrap_or_default(),
    };
    without_tokens(mask(data))
}

fn without_tokens(data: Value) -> Value {
    let is_token = |key: &str| key == "token" || key.ends_with("_token") || key == "review_code";
    match data {
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| {
                let value = if is_token(&key) { hidden(value) } else { without_tokens(value) };
                (key, value)
            })
            .collect(),
        Value::Array(list) => list.into_iter().map(without_tokens).collect(),
        other => other,
    }
}

fn hidden(value: Value) -> Value {
    match value {
        Value::Object(pair) => pair.into_iter().map(|(key, value)| (key, hidden(value))).collect(),
        Value::Null => Value::Null,
        _ => json!(MASK),
    }
}

/// `{"changes": {field: {"old": …, "new": …}}}` of the fields that differ, or `None` when nothing
/// does. Pairs of empty values count as equal.
pub fn changes(old: &Map<String, Value>, new: &Map<String, Value>) -> Option<Value> {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    let mut fields = Map::new();
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
        let (before, after) = (old.get(key).unwrap_or(&Value::Null), new.get(key).unwrap_or(&Value::Null));
        if before != after && !(empty(before) && empty(after)) {
            fields.insert(key.clone(), json!({"old": before, "new": after}));
        }
    }
    (!fields.is_empty()).then(|| json!({"changes": fields}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_differences_are_logged() {
        let object = |value: Value| value.as_object().cloned().unwrap_or_default();
        let old = object(json!({"title": "A", "notes": null, "tags": ["x"]}));
        let new = object(json!({"title": "B", "notes": "", "tags": ["x"]}));
        assert_eq!(changes(&old, &new), Some(json!({"changes": {"title": {"old": "A", "new": "B"}}})));
        assert_eq!(changes(&old, &old), None);
    }

    #[test]
    fn secrets_are_masked() {
        assert_eq!(
            mask(json!({"smtp_password": "x", "name": "y"})),
            json!({"smtp_password": "********", "name": "y"})
        );
        assert_eq!(
            mask(
                json!({"changes": {"mail_settings": {"old": {}, "new": {"smtp_password": "x", "port": 25}}}})
            ),
            json!({"changes": {"mail_settings": {"old": {}, "new": {"smtp_password": "********", "port": 25}}}})
        );
        assert_eq!(
            mask(json!({"changes": {"smtp_password": {"old": null, "new": "x"}, "name": {"old": "secret"}}})),
            json!({"changes": {"smtp_password": {"old": null, "new": "********"}, "name": {"old": "secret"}}})
        );
    }
}
