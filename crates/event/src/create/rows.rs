//! Copying the rows of a table, and knowing which became which.

use std::collections::HashMap;

use plenary_model::Result;
use plenary_store::Tx;
use sea_orm::{ActiveModelTrait, EntityTrait};

/// Old ids and new ones.
pub(super) type Map = HashMap<i32, i32>;

/// Engines take so many values in one statement, and rows have up to thirty of them.
const AT_ONCE: usize = 500;

/// Adds rows, many with one statement.
pub(super) async fn insert<A>(tx: &Tx, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + Send,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let part: Vec<A> = rows.by_ref().take(AT_ONCE).collect();
        <A::Entity as EntityTrait>::insert_many(part).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Which became which: both lists in the order of their ids, and rows get theirs in the order in which
/// they are added.
pub(super) fn map(old: impl IntoIterator<Item = i32>, new: impl IntoIterator<Item = i32>) -> Map {
    old.into_iter().zip(new).collect()
}
