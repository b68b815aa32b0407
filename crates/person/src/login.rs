//! Logging in.

use std::sync::OnceLock;

use plenary_model::{Actor, Error, Result};
use plenary_store::Database;
use plenary_store::entity::account::{ActiveModel, Model};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::account::{self, hash_off_thread};
use crate::password::{self, Verdict};

/// Checks address and password. An unknown address takes as long as a wrong password and gives the
/// same answer; an account that is switched off is only told so to whoever knows its password.
pub async fn login(database: &Database, email: &str, text: &str) -> Result<Model> {
    let found = account::find_by_email(database.reader(), email).await?;
    let stored = match &found {
        Some(account) => account.password.clone(),
        None => decoy().to_owned(),
    };
    let typed = text.to_owned();
    let verdict = tokio::task::spawn_blocking(move || password::verify(&typed, &stored))
        .await
        .map_err(Error::internal)?;
    let wrong = || Error::invalid("", "error-login-wrong");
    let Some(account) = found else { return Err(wrong()) };
    if verdict == Verdict::Wrong {
        return Err(wrong());
    }
    if !account.is_active {
        return Err(Error::invalid("", "error-login-inactive"));
    }
    let tx = database.begin().await?;
    let mut change =
        ActiveModel { id: Set(account.id), last_login: Set(Some(tx.now())), ..Default::default() };
    if verdict == Verdict::RightButOld {
        change.password = Set(hash_off_thread(&tx, text).await?);
    }
    let account = change.update(tx.db()).await?;
    tx.commit().await?;
    Ok(account)
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
