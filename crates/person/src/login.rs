//! Logging in: password, then the second factor where there is one.

use std::net::IpAddr;
use std::sync::OnceLock;

use plenary_model::{Actor, Error, Result};
use plenary_store::Database;
use plenary_store::entity::account::{ActiveModel, Model};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::account::{self, hash_off_thread, normalise_email};
use crate::attempts::{Attempts, Guess};
use crate::password::{self, Verdict};
use crate::second_factor;

/// How far somebody has come.
#[derive(Debug)]
pub enum Login {
    Done(Model),
    /// The password was right; a code is still to come.
    NeedsCode(Model),
}

/// Checks address and password. An unknown address takes as long as a wrong password and gives the
/// same answer; an account that is switched off is only told so to whoever knows its password.
pub async fn login(
    database: &Database,
    attempts: &Attempts,
    client: Option<IpAddr>,
    email: &str,
    text: &str,
) -> Result<Login> {
    let email = normalise_email(email);
    let now = database.clock().now();
    let attempt = attempts.begin(now, &[Guess::From(client), Guess::Password(&email)])?;
    let found = account::find_by_email(database.reader(), &email).await?;
    let stored = match &found {
        Some(account) => account.password.clone(),
        None => decoy().to_owned(),
    };
    let verdict = verify_off_thread(text, &stored).await?;
    let wrong = || Error::invalid("", "error-login-wrong");
    let Some(account) = found else { return Err(wrong()) };
    if verdict == Verdict::Wrong {
        return Err(wrong());
    }
    if !account.is_active {
        return Err(Error::invalid("", "error-login-inactive"));
    }
    attempt.succeeded();
    let needs_code = second_factor::is_on(database.reader(), account.id).await?;
    if needs_code && verdict == Verdict::Right {
        return Ok(Login::NeedsCode(account));
    }
    let tx = database.begin().await?;
    let mut change = ActiveModel { id: Set(account.id), ..Default::default() };
    if !needs_code {
        change.last_login = Set(Some(tx.now()));
    }
    if verdict == Verdict::RightButOld {
        change.password = Set(hash_off_thread(&tx, text).await?);
    }
    let account = change.update(tx.db()).await?;
    tx.commit().await?;
    Ok(if needs_code { Login::NeedsCode(account) } else { Login::Done(account) })
}

/// The second step: a code of the app, or one for recovery. Each is good once.
pub async fn second_step(
    database: &Database,
    attempts: &Attempts,
    client: Option<IpAddr>,
    account: i32,
    code: &str,
) -> Result<Model> {
    let now = database.clock().now();
    let attempt = attempts.begin(now, &[Guess::From(client), Guess::SecondFactor(account)])?;
    let tx = database.begin().await?;
    let account = account::load(tx.db(), account).await?;
    if !account.is_active || !second_factor::take(&tx, account.id, code).await? {
        return Err(Error::invalid("code", "account-error-code-wrong"));
    }
    let change = ActiveModel { id: Set(account.id), last_login: Set(Some(tx.now())), ..Default::default() };
    let account = change.update(tx.db()).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(account)
}

/// Whether whoever is logged in knows the account's password; the problem stands beside `field`. Guessing
/// here is limited like guessing at the log-in.
pub async fn confirm_password(
    database: &Database,
    attempts: &Attempts,
    account: &Model,
    text: &str,
    field: &'static str,
) -> Result<()> {
    let attempt = attempts.begin(database.clock().now(), &[Guess::Password(&account.email)])?;
    if verify_off_thread(text, &account.password).await? == Verdict::Wrong {
        return Err(Error::invalid(field, "account-error-password-wrong"));
    }
    attempt.succeeded();
    Ok(())
}

/// Whether this is the password behind a hash.
pub async fn matches(typed: &str, stored: &str) -> Result<bool> {
    Ok(verify_off_thread(typed, stored).await? != Verdict::Wrong)
}

async fn verify_off_thread(typed: &str, stored: &str) -> Result<Verdict> {
    let (typed, stored) = (typed.to_owned(), stored.to_owned());
    tokio::task::spawn_blocking(move || password::verify(&typed, &stored)).await.map_err(Error::internal)
}

/// A hash with the usual cost that belongs to nobody.
fn decoy() -> &'static str {
    static DECOY: OnceLock<String> = OnceLock::new();
    DECOY.get_or_init(|| password::hash("nobody's password", &[7; 16]).unwrap_or_default())
}

/// The actor an account is; one that is switched off is nobody.
pub fn actor(account: &Model) -> Actor {
    if account.is_active {
        Actor::Person { account: account.id, administrator: account.is_administrator }
    } else {
        Actor::Anonymous
    }
}
