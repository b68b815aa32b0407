//! Settings of the instance, and which instance a source is.

use plenary_store::{Tx, instance};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::import::copy::dropped_global_setting;
use crate::import::error::Result;
use crate::import::source::Source;
use crate::import::source::tables::{GLOBAL_SETTING, USER};

/// What tells one instance from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Absent if the instance never exported anything.
    pub identifier: Option<Uuid>,
    /// Number and code of its first account.
    pub first_account: String,
}

impl Identity {
    pub async fn read(source: &mut Source) -> Result<Self> {
        let mut identifier = None;
        for row in source.all(&GLOBAL_SETTING).await? {
            if row.text("key") == instance::IDENTIFIER {
                identifier = row.text("value").trim().parse().ok();
            }
        }
        let first = source.page(&USER, None).await?;
        let first_account =
            first.first().map(|row| format!("{}:{}", row.key(), row.text("code"))).unwrap_or_default();
        Ok(Self { identifier, first_account })
    }

    /// An instance may have got its identifier since it was last looked at.
    pub fn is_same(&self, later: &Self) -> bool {
        match (self.identifier, later.identifier) {
            (Some(a), Some(b)) => a == b,
            _ => self.first_account == later.first_account,
        }
    }
}

impl std::fmt::Display for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.identifier {
            Some(identifier) => write!(f, "{identifier}"),
            None => write!(f, "without identifier, first account {}", self.first_account),
        }
    }
}

/// Where the secret of the old instance is kept, for links that were signed with it.
pub const SECRET: &str = "import_secret";
pub const SOURCE: &str = "import_source";
pub const FINISHED: &str = "import_finished";
pub const STATE: &str = "import_state";

/// Writes the source's settings over those here; returns their keys. Keys of `before` that are no
/// longer there go.
pub async fn write_settings(
    tx: &Tx,
    source: &mut Source,
    identifier: Uuid,
    before: &[String],
    secret: Option<&str>,
) -> Result<Vec<String>> {
    let gone: Vec<&str> = before.iter().map(String::as_str).collect();
    if !gone.is_empty() {
        instance::remove(tx, &gone).await?;
    }
    let mut keys = Vec::new();
    for row in source.all(&GLOBAL_SETTING).await? {
        let key = row.text("key");
        if !dropped_global_setting(&key) && key != instance::IDENTIFIER {
            instance::set(tx, &key, &row.text("value")).await?;
            keys.push(key);
        }
    }
    instance::set(tx, instance::IDENTIFIER, &identifier.to_string()).await?;
    if let Some(secret) = secret {
        instance::set(tx, SECRET, secret).await?;
    }
    Ok(keys)
}
