//! Everybody who has an account, as administrators see them.
//!
//! Everything here asks for an administrator; others learn nothing.

pub mod log;
mod one;
mod search;

use plenary_model::{Actor, Error, Result};
use plenary_store::Tx;
use plenary_store::entity::account::{Column, Entity, Model};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};

pub use one::{Appearance, Person, Proposal, one};
pub use search::{Found, Listed, search};

use crate::account::Links;
use crate::{address, erase, reset, second_factor};

/// The account of a code, whatever the case.
pub(crate) async fn find(db: &impl ConnectionTrait, code: &str) -> Result<Model> {
    let of_code = Entity::find().filter(plenary_store::unique::same_text(Column::Code, code));
    of_code.one(db).await?.ok_or(Error::NotFound)
}

/// Sends a link to a new password.
pub async fn send_reset(tx: &Tx, actor: &Actor, code: &str, links: &Links) -> Result<Model> {
    actor.must_administer()?;
    let account = find(tx.db(), code).await?;
    reset::send_for(tx, actor, &account, links).await?;
    Ok(account)
}

/// Sets whether the address counts as proven. One's own stays as it is: whoever took the proof from
/// themselves could not give it back.
pub async fn set_verified(tx: &Tx, actor: &Actor, code: &str, verified: bool) -> Result<Model> {
    actor.must_administer()?;
    let account = find(tx.db(), code).await?;
    if actor.account() == Some(account.id) {
        return Err(Error::conflict("admin-error-own-verification"));
    }
    if !account.is_active {
        return Err(Error::conflict("admin-error-inactive"));
    }
    address::set_state(tx, actor, &account, verified).await?;
    Ok(account)
}

/// Takes the second factor from somebody who can't come in any more.
pub async fn reset_second_factor(tx: &Tx, actor: &Actor, code: &str) -> Result<Model> {
    actor.must_administer()?;
    let account = find(tx.db(), code).await?;
    second_factor::reset(tx, actor, &account).await?;
    Ok(account)
}

/// Erases somebody; what that means says [`crate::erase`].
pub async fn erase(tx: &Tx, actor: &Actor, code: &str) -> Result<()> {
    actor.must_administer()?;
    let account = find(tx.db(), code).await?;
    erase::erase(tx, actor, &account).await
}

/// What erasing somebody would take away and leave.
pub async fn preview(db: &impl ConnectionTrait, actor: &Actor, account: &Model) -> Result<erase::Preview> {
    actor.must_administer()?;
    erase::preview_of(db, account.id).await
}
