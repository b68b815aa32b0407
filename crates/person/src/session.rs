//! Where an account is logged in.

use plenary_model::{Actor, Result};
use plenary_store::Tx;
use plenary_store::entity::session::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::account::own;

/// The sessions of whoever acts, the newest first. What is in their data is the web kit's.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    now: plenary_model::Timestamp,
) -> Result<Vec<Model>> {
    let account = own(db, actor).await?;
    let sessions = Entity::find()
        .filter(Column::AccountId.eq(account.id))
        .filter(Column::Expires.gt(now))
        .order_by_desc(Column::Created)
        .order_by_asc(Column::Id);
    Ok(sessions.all(db).await?)
}

/// Ends every session of whoever acts but one; returns how many.
pub async fn end_others(tx: &Tx, actor: &Actor, this: &str) -> Result<u64> {
    let account = own(tx.db(), actor).await?;
    let others = Entity::delete_many().filter(Column::AccountId.eq(account.id)).filter(Column::Id.ne(this));
    Ok(others.exec(tx.db()).await?.rows_affected)
}

/// Ends every session of an account; returns how many.
pub(crate) async fn end_all(tx: &Tx, account: i32) -> Result<u64> {
    let all = Entity::delete_many().filter(Column::AccountId.eq(account));
    Ok(all.exec(tx.db()).await?.rows_affected)
}
