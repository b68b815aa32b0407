//! Finding accounts by parts of their names, for administrators.

use plenary_model::{Actor, Result};
use plenary_store::contains::all_words;
use plenary_store::entity::account::{Column, Entity, Model};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Accounts of which every word stands in name, address or code, the latest first, from `offset` on.
/// Nothing for others than administrators. One statement.
pub async fn accounts(
    db: &impl ConnectionTrait,
    actor: &Actor,
    words: &[String],
    offset: u64,
    most: u64,
) -> Result<Vec<Model>> {
    if !actor.is_administrator() || words.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .filter(all_words(words, &[Column::Name, Column::Email, Column::Code]))
        .order_by_desc(Column::Id)
        .offset(offset)
        .limit(most)
        .all(db)
        .await?)
}
