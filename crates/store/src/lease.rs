//! Leases: one process at a time does a piece of work, and another takes over when it dies.

use plenary_model::Result;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::Tx;
use crate::entity::lease::{ActiveModel, Column, Entity};

/// Takes or prolongs the lease; `false` while somebody else holds it.
pub async fn acquire(tx: &Tx, name: &str, holder: &str, seconds: i64) -> Result<bool> {
    let fresh = ActiveModel {
        name: Set(name.to_owned()),
        holder: Set(holder.to_owned()),
        expires: Set(tx.now()),
        finished: Set(None),
    };
    Entity::insert(fresh)
        .on_conflict(OnConflict::column(Column::Name).do_nothing().to_owned())
        .exec_without_returning(tx.db())
        .await?;
    let taken = Entity::update_many()
        .set(ActiveModel {
            holder: Set(holder.to_owned()),
            expires: Set(tx.now().plus_seconds(seconds)),
            ..Default::default()
        })
        .filter(Column::Name.eq(name))
        .filter(Condition::any().add(Column::Holder.eq(holder)).add(Column::Expires.lte(tx.now())))
        .exec(tx.db())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Gives the lease back and notes that the work is done.
pub async fn finish(tx: &Tx, name: &str, holder: &str) -> Result<()> {
    Entity::update_many()
        .set(ActiveModel { expires: Set(tx.now()), finished: Set(Some(tx.now())), ..Default::default() })
        .filter(Column::Name.eq(name))
        .filter(Column::Holder.eq(holder))
        .exec(tx.db())
        .await?;
    Ok(())
}
