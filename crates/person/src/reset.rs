//! A new password for whoever gets mail at the account's address.

use plenary_mail::system::{self, SystemMail};
use plenary_model::{Actor, Error, Result, Timestamp, code};
use plenary_store::Tx;
use plenary_store::entity::account::{ActiveModel, Column, Entity, Model};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::account::{self, Links, note};
use crate::token;

/// How long a link is good, and how long nothing more is sent.
const VALID_MINUTES: i64 = 24 * 60;
const TOKEN_LENGTH: usize = 32;
/// Between two links that others have sent to somebody.
const PAUSE_SECONDS: i64 = 5 * 60;

/// Sends a link to an account's address; nothing where there is no such account, or where a link was sent
/// within a day. The caller must say the same in all cases.
pub async fn request(tx: &Tx, actor: &Actor, email: &str, links: &Links) -> Result<()> {
    let found = account::find_by_email(tx.db(), &account::normalise_email(email)).await?;
    let Some(account) = found.filter(|account| account.is_active) else { return Ok(()) };
    if is_fresh(&account, tx.now()) {
        return Ok(());
    }
    send(tx, actor, &account, links).await
}

/// Sends a link for somebody else, who can't come in: again after a while if the first one is lost. The
/// one before is void. Whoever calls has found out that the actor may.
pub async fn send_for(tx: &Tx, actor: &Actor, account: &Model, links: &Links) -> Result<()> {
    if !account.is_active {
        return Err(Error::conflict("admin-error-inactive"));
    }
    let wait = account.pw_reset_time.map_or(0, |sent| {
        let micros = sent.plus_seconds(PAUSE_SECONDS).micros() - tx.now().micros();
        u64::try_from(micros).unwrap_or(0).div_ceil(1_000_000)
    });
    match wait {
        0 => send(tx, actor, account, links).await,
        retry_after_seconds => Err(Error::Limited { retry_after_seconds }),
    }
}

async fn send(tx: &Tx, actor: &Actor, account: &Model, links: &Links) -> Result<()> {
    let secret = code::token(tx.random(), TOKEN_LENGTH);
    let row = ActiveModel {
        id: Set(account.id),
        pw_reset_token: Set(Some(token::hash(&secret))),
        pw_reset_time: Set(Some(tx.now())),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    note(tx, actor, account.id, "pretalx.user.password.reset", json!({})).await?;
    let url = format!("{}{secret}", links.recover);
    let mail = SystemMail::PasswordReset { name: account.name.clone(), url };
    system::queue(tx, &account.email, &account.locale, mail).await?;
    Ok(())
}

fn is_fresh(account: &Model, now: Timestamp) -> bool {
    account.pw_reset_time.is_some_and(|sent| sent.plus_minutes(VALID_MINUTES) > now)
}

/// The account that a link opens; `NotFound` if it is not good (any more).
pub async fn find(db: &impl ConnectionTrait, secret: &str, now: Timestamp) -> Result<Model> {
    let found = Entity::find()
        .filter(Column::PwResetToken.eq(token::hash(secret)))
        .filter(Column::IsActive.eq(true))
        .one(db)
        .await?;
    found.filter(|account| is_fresh(account, now)).ok_or(Error::NotFound)
}

/// Sets the password of the account that a link opens; the link is void then.
pub async fn recover(tx: &Tx, secret: &str, password: &str) -> Result<Model> {
    let account = find(tx.db(), secret, tx.now()).await?;
    let holder = Actor::Person { account: account.id, administrator: false };
    account::set_password(tx, &holder, &account, password).await?;
    Ok(account)
}
