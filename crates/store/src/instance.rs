//! Texts kept for the whole instance, and its identifier.

use plenary_model::{Result, random};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::Tx;
use crate::entity::instance_setting::{ActiveModel, Column, Entity};

/// The key under which [`identifier`] is kept.
pub const IDENTIFIER: &str = "instance_identifier";

pub async fn get(db: &impl ConnectionTrait, key: &str) -> Result<Option<String>> {
    Ok(Entity::find().filter(Column::Key.eq(key)).one(db).await?.map(|row| row.value))
}

pub async fn set(tx: &Tx, key: &str, value: &str) -> Result<()> {
    let row = ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()), ..Default::default() };
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Key).update_column(Column::Value).to_owned())
        .exec_without_returning(tx.db())
        .await?;
    Ok(())
}

pub async fn remove(tx: &Tx, keys: &[&str]) -> Result<u64> {
    let gone = Entity::delete_many().filter(Column::Key.is_in(keys.iter().copied())).exec(tx.db()).await?;
    Ok(gone.rows_affected)
}

/// The namespace of every exported UUID. Drawn once, when the first one asks.
pub async fn ensure_identifier(tx: &Tx) -> Result<Uuid> {
    if let Some(text) = get(tx.db(), IDENTIFIER).await?
        && let Ok(identifier) = text.parse()
    {
        return Ok(identifier);
    }
    let identifier = random::uuid(tx.random());
    set(tx, IDENTIFIER, &identifier.to_string()).await?;
    Ok(identifier)
}

/// The identifier as it stands; the nil UUID before [`ensure_identifier`] has run (migrating does).
pub async fn identifier(db: &impl ConnectionTrait) -> Result<Uuid> {
    Ok(get(db, IDENTIFIER).await?.and_then(|text| text.parse().ok()).unwrap_or(Uuid::nil()))
}
