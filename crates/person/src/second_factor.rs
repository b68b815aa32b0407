//! Codes of an app beside the password (RFC 6238: SHA-1, six digits, thirty seconds), and codes for the
//! day on which the app is lost.

use plenary_model::{Actor, Error, Result, Timestamp, code};
use plenary_store::Tx;
use plenary_store::entity::second_factor::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{account, recovery_code};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use crate::account::{note, own};
use crate::token;

pub const RECOVERY_CODES: usize = 10;
/// Four groups of four symbols: 76 bits.
const RECOVERY_LENGTH: usize = 16;
/// How many intervals a clock may be off, to both sides.
const SKEW: u16 = 1;
const STEP_SECONDS: i64 = 30;
const SECRET_BYTES: usize = 20;

/// Whether logging in asks for a code.
pub async fn is_on(db: &impl ConnectionTrait, account: i32) -> Result<bool> {
    Ok(of(db, account).await?.is_some_and(|row| row.confirmed.is_some()))
}

/// How many recovery codes are left.
pub async fn codes_left(db: &impl ConnectionTrait, account: i32) -> Result<u64> {
    let left = recovery_code::Entity::find().filter(recovery_code::Column::AccountId.eq(account));
    Ok(left.count(db).await?)
}

async fn of(db: &impl ConnectionTrait, account: i32) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::AccountId.eq(account)).one(db).await?)
}

/// The secret of a set-up that was begun, in Base32; drawn where there is none yet. A conflict if the
/// second factor is on already.
pub async fn begin(tx: &Tx, actor: &Actor) -> Result<String> {
    let account = own(tx.db(), actor).await?;
    match of(tx.db(), account.id).await? {
        Some(row) if row.confirmed.is_some() => Err(Error::conflict("account-error-two-factor-on")),
        Some(row) => Ok(row.secret),
        None => {
            let mut bytes = [0; SECRET_BYTES];
            tx.random().fill(&mut bytes);
            let secret = Secret::from(bytes).to_base32();
            let row = ActiveModel {
                account_id: Set(account.id),
                secret: Set(secret.clone()),
                created: Set(tx.now()),
                confirmed: Set(None),
                last_step: Set(0),
                ..Default::default()
            };
            Entity::insert(row).exec_without_returning(tx.db()).await?;
            Ok(secret)
        }
    }
}

/// Switches it on after a code of the app was right; returns the recovery codes, which nobody can see
/// again.
pub async fn confirm(tx: &Tx, actor: &Actor, typed: &str) -> Result<Vec<String>> {
    let account = own(tx.db(), actor).await?;
    let row = of(tx.db(), account.id).await?.ok_or(Error::NotFound)?;
    if row.confirmed.is_some() {
        return Err(Error::conflict("account-error-two-factor-on"));
    }
    let step = matching_step(&row.secret, typed, tx.now())
        .ok_or_else(|| Error::invalid("code", "account-error-code-wrong"))?;
    let change = ActiveModel { confirmed: Set(Some(tx.now())), last_step: Set(step), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(tx.db()).await?;
    note(tx, actor, account.id, "pretalx.user.two_factor.enable", json!({})).await?;
    draw_codes(tx, account.id).await
}

/// Draws new recovery codes; the ones before are void.
pub async fn renew_codes(tx: &Tx, actor: &Actor) -> Result<Vec<String>> {
    let account = own(tx.db(), actor).await?;
    if !is_on(tx.db(), account.id).await? {
        return Err(Error::NotFound);
    }
    note(tx, actor, account.id, "pretalx.user.two_factor.codes", json!({})).await?;
    draw_codes(tx, account.id).await
}

async fn draw_codes(tx: &Tx, account: i32) -> Result<Vec<String>> {
    delete_codes(tx, account).await?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| code::code(tx.random(), RECOVERY_LENGTH)).collect();
    let rows = codes.iter().map(|code| recovery_code::ActiveModel {
        account_id: Set(account),
        code_hash: Set(token::hash(code)),
        ..Default::default()
    });
    recovery_code::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    Ok(codes.iter().map(|code| grouped(code)).collect())
}

fn grouped(code: &str) -> String {
    let symbols: Vec<char> = code.chars().collect();
    symbols.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Switches it off. Whoever calls has asked for the password.
pub async fn switch_off(tx: &Tx, actor: &Actor) -> Result<()> {
    let account = own(tx.db(), actor).await?;
    if remove(tx, account.id).await? {
        note(tx, actor, account.id, "pretalx.user.two_factor.disable", json!({})).await?;
    }
    Ok(())
}

/// Switches it off for somebody who lost everything. Administrators only.
pub async fn reset(tx: &Tx, actor: &Actor, account: &account::Model) -> Result<()> {
    if !actor.is_administrator() {
        return Err(Error::NotFound);
    }
    if remove(tx, account.id).await? {
        note(tx, actor, account.id, "pretalx.user.two_factor.reset", json!({})).await?;
    }
    Ok(())
}

/// Whether there was one.
pub(crate) async fn remove(tx: &Tx, account: i32) -> Result<bool> {
    delete_codes(tx, account).await?;
    let gone = Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx.db()).await?;
    Ok(gone.rows_affected > 0)
}

async fn delete_codes(tx: &Tx, account: i32) -> Result<()> {
    let codes = recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account));
    codes.exec(tx.db()).await?;
    Ok(())
}

/// Takes a code of the app or one for recovery, so that it can't be taken again; `false` if it is wrong.
pub(crate) async fn take(tx: &Tx, account: i32, typed: &str) -> Result<bool> {
    let Some(row) = of(tx.db(), account).await?.filter(|row| row.confirmed.is_some()) else {
        return Ok(false);
    };
    if let Some(step) = matching_step(&row.secret, typed, tx.now()) {
        // Decided by the database: of two at once, one comes late.
        let taken = Entity::update_many()
            .col_expr(Column::LastStep, Expr::value(step))
            .filter(Column::Id.eq(row.id))
            .filter(Column::LastStep.lt(step))
            .exec(tx.db())
            .await?;
        return Ok(taken.rows_affected == 1);
    }
    let plain: String =
        typed.chars().filter(|c| c.is_ascii_alphanumeric()).take(RECOVERY_LENGTH + 1).collect();
    let gone = recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::AccountId.eq(account))
        .filter(recovery_code::Column::CodeHash.eq(token::hash(&plain.to_ascii_uppercase())))
        .exec(tx.db())
        .await?;
    if gone.rows_affected == 1 {
        let actor = Actor::Person { account, administrator: false };
        note(tx, &actor, account, "pretalx.user.two_factor.recover", json!({})).await?;
    }
    Ok(gone.rows_affected == 1)
}

/// The interval whose code this is.
fn matching_step(secret: &str, typed: &str, now: Timestamp) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).take(7).collect();
    let seconds = u64::try_from(now.micros().div_euclid(1_000_000)).ok()?;
    totp(secret)?.check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
}

fn totp(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new()
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(STEP_SECONDS.unsigned_abs())
        .with_secret(secret)
        .build()
        .ok()
}

/// The code that an app shows at an instant: for tests.
pub fn code_at(secret: &str, at: Timestamp) -> Option<String> {
    let seconds = u64::try_from(at.micros().div_euclid(1_000_000)).ok()?;
    Some(totp(secret)?.generate(seconds).to_string())
}
