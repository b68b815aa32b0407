//! Values that may vanish: what several processes share without Redis.

use plenary_model::{Result, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Tx;
use crate::entity::cache_entry::{ActiveModel, Column, Entity};

pub async fn put(tx: &Tx, name: &str, value: &str, seconds: i64) -> Result<()> {
    let row = ActiveModel {
        name: Set(name.to_owned()),
        value: Set(value.to_owned()),
        expires: Set(tx.now().plus_seconds(seconds)),
    };
    let update = OnConflict::column(Column::Name).update_columns([Column::Value, Column::Expires]).to_owned();
    Entity::insert(row).on_conflict(update).exec_without_returning(tx.db()).await?;
    Ok(())
}

pub async fn get(db: &impl ConnectionTrait, now: Timestamp, name: &str) -> Result<Option<String>> {
    let row = Entity::find_by_id(name.to_owned()).filter(Column::Expires.gt(now)).one(db).await?;
    Ok(row.map(|row| row.value))
}

/// Removes what has expired, or with `all` everything; returns the number of rows.
pub async fn clear(tx: &Tx, all: bool) -> Result<u64> {
    let mut delete = Entity::delete_many();
    if !all {
        delete = delete.filter(Column::Expires.lte(tx.now()));
    }
    Ok(delete.exec(tx.db()).await?.rows_affected)
}
