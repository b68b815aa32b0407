//! Many rows with few statements.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use plenary_model::{Actor, Error, ObjectType, Result, Timestamp};
use plenary_store::Tx;
use plenary_store::entity::activity_log;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};

use super::Progress;

/// Rows in one statement: far below what either engine takes, and always the same number, so that
/// the statement is prepared once.
const MANY: usize = 100;

/// Inserts rows that all set the same columns.
pub(super) async fn insert<A>(
    tx: &Tx,
    rows: impl IntoIterator<Item = A>,
    progress: Option<&dyn Progress>,
) -> Result<()>
where
    A: ActiveModelTrait + Send,
{
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<A> = rows.by_ref().take(MANY).collect();
        if some.is_empty() {
            return Ok(());
        }
        let count = some.len() as u64;
        A::Entity::insert_many(some).exec_without_returning(tx.db()).await?;
        if let Some(progress) = progress {
            progress.advance(count);
        }
    }
}

/// The activity log of what is inserted directly, with the moments at which it would have happened.
pub(super) struct Journal {
    event: i32,
    rows: Vec<activity_log::ActiveModel>,
}

impl Journal {
    pub fn new(event: i32) -> Self {
        Self { event, rows: Vec::new() }
    }

    pub fn by_organiser(&mut self, actor: &Actor, object: (ObjectType, i32), action: &str, at: Timestamp) {
        self.add(actor.account(), object, action, at, json!({}), true);
    }

    pub fn by_account(&mut self, account: i32, object: (ObjectType, i32), action: &str, at: Timestamp) {
        self.add(Some(account), object, action, at, json!({}), false);
    }

    pub fn add(
        &mut self,
        account: Option<i32>,
        (object_type, object): (ObjectType, i32),
        action: &str,
        at: Timestamp,
        data: Value,
        as_organiser: bool,
    ) {
        self.rows.push(activity_log::ActiveModel {
            event_id: Set(Some(self.event)),
            account_id: Set(account),
            object_type: Set(object_type.to_string()),
            object_id: Set(object),
            timestamp: Set(at),
            action_type: Set(action.to_owned()),
            data: Set(Some(data)),
            is_orga_action: Set(as_organiser),
            ..Default::default()
        });
    }

    /// Everything noted so far, in the order in which it happened.
    pub async fn write(&mut self, tx: &Tx) -> Result<()> {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by_key(|row| row.timestamp.try_as_ref().copied());
        insert(tx, rows, None).await
    }
}

/// The id of what has just been written.
pub(super) fn known<K, Q>(ids: &HashMap<K, i32>, key: &Q) -> Result<i32>
where
    K: Hash + Eq + Borrow<Q>,
    Q: Hash + Eq + ?Sized,
{
    ids.get(key).copied().ok_or_else(|| Error::internal("a row that was just written is not there"))
}
