//! Administrators: who is one, and who puts their powers aside for a while.

use plenary_model::{Actor, Error, Result};
use plenary_store::Tx;
use plenary_store::entity::account::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::account::note;
use crate::people;

/// Makes somebody an administrator, or takes that from them. Administrators only; the last one who can
/// log in stays. What is so already is left alone.
pub async fn appoint(tx: &Tx, actor: &Actor, code: &str, on: bool) -> Result<Model> {
    actor.must_administer()?;
    let account = people::find(tx.db(), code).await?;
    if account.is_administrator == on {
        return Ok(account);
    }
    if on && !account.is_active {
        return Err(Error::conflict("admin-error-inactive"));
    }
    if !on && is_last(tx, account.id).await? {
        return Err(Error::conflict("account-error-last-administrator"));
    }
    let change = ActiveModel { id: Set(account.id), is_administrator: Set(on), ..Default::default() };
    let changed = change.update(tx.db()).await?;
    let data = json!({"changes": {"is_administrator": {"old": !on, "new": on}}});
    note(tx, actor, account.id, "plenary.user.administrator", data).await?;
    Ok(changed)
}

/// Whether nobody else could administer. The others are held until the transaction ends, so that two
/// of them can't leave at once.
pub(crate) async fn is_last(tx: &Tx, account: i32) -> Result<bool> {
    let all = Entity::find()
        .filter(Column::IsAdministrator.eq(true))
        .filter(Column::IsActive.eq(true))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(tx.db())
        .await?;
    Ok(all.iter().all(|row| row.id == account))
}

/// Writes down that an administrator put the powers aside in one browser, or took them up again. Where
/// that holds is the session's matter.
pub async fn note_powers(tx: &Tx, account: i32, on: bool) -> Result<()> {
    let row = crate::account::load(tx.db(), account).await?;
    if !row.is_administrator || !row.is_active {
        return Err(Error::NotFound);
    }
    let holder = Actor::Person { account, administrator: true };
    let action = if on { "plenary.user.powers.on" } else { "plenary.user.powers.off" };
    note(tx, &holder, account, action, json!({})).await
}
