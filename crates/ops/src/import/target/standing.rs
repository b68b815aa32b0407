//! Whether importing would destroy something: what is here already, and where it comes from.

use std::collections::BTreeMap;

use plenary_model::Result as ModelResult;
use plenary_store::{Tx, instance};
use serde::{Deserialize, Serialize};

use super::ask;
use super::settings::{FINISHED, Identity, SOURCE, STATE};
use super::tables::{FILLED, Filled, Watch};
use crate::import::error::{ImportError, Result};

/// What the last import left, to notice changes by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The only event that was imported.
    pub event: Option<String>,
    /// Settings of the instance that came from the source.
    pub settings: Vec<String>,
    /// Accounts that are not from the source.
    pub own_accounts: Vec<i32>,
    /// Addresses of the source's accounts that became administrators here.
    pub administrators: Vec<String>,
    tables: BTreeMap<String, Measure>,
}

impl State {
    pub fn new(
        event: Option<String>,
        settings: Vec<String>,
        own_accounts: Vec<i32>,
        administrators: Vec<String>,
    ) -> Self {
        Self { event, settings, own_accounts, administrators, tables: BTreeMap::new() }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Measure {
    rows: i64,
    highest: i64,
    /// Sum of the seconds at which rows were last changed.
    changed: i64,
}

/// What an import finds.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Nothing but administrators made by command.
    Fresh,
    /// What an earlier import brought.
    Imported(State),
}

async fn measure(tx: &Tx, table: &Filled) -> ModelResult<Measure> {
    let condition = match table.watch {
        Watch::Some(_, condition) => format!(" WHERE {condition}"),
        _ => String::new(),
    };
    let highest = if table.numbered { "coalesce(max(id), 0)" } else { "0" };
    let changed = match table.watch {
        Watch::Changes(_) => "coalesce(sum(updated / 1000000), 0)",
        _ => "0",
    };
    let sql = format!(
        "SELECT CAST(count(*) AS BIGINT) AS row_count, CAST({highest} AS BIGINT) AS highest, \
         CAST({changed} AS BIGINT) AS changed FROM {}{condition}",
        table.name
    );
    let rows = ask(tx, sql).await?;
    let Some(row) = rows.first() else { return Ok(Measure::default()) };
    Ok(Measure {
        rows: row.try_get("", "row_count")?,
        highest: row.try_get("", "highest")?,
        changed: row.try_get("", "changed")?,
    })
}

/// What changed in a table since it was measured, in words.
fn difference(table: &Filled, before: Measure, now: Measure) -> Option<String> {
    let (what, by_changes) = match table.watch {
        Watch::Nothing => return None,
        Watch::Rows(what) | Watch::Some(what, _) => (what, false),
        Watch::Changes(what) => (what, true),
    };
    if now.rows > before.rows {
        Some(format!("{} new {what}", now.rows - before.rows))
    } else if now.rows < before.rows {
        Some(format!("{} {what} gone", before.rows - now.rows))
    } else if now.highest != before.highest || (by_changes && now.changed != before.changed) {
        Some(format!("other {what}"))
    } else {
        None
    }
}

/// Decides whether the import may go ahead.
pub async fn examine(tx: &Tx, identity: &Identity, event: Option<&str>, replace: bool) -> Result<Standing> {
    let known =
        instance::get(tx.db(), SOURCE).await?.and_then(|text| serde_json::from_str::<Identity>(&text).ok());
    let state =
        instance::get(tx.db(), STATE).await?.and_then(|text| serde_json::from_str::<State>(&text).ok());
    let (Some(known), Some(state)) = (known, state) else {
        refuse_own(tx).await?;
        return Ok(Standing::Fresh);
    };
    if !known.is_same(identity) {
        return Err(ImportError::OtherSource { known: known.to_string(), found: identity.to_string() });
    }
    if replace {
        return Ok(Standing::Imported(state));
    }
    if let (Some(last), Some(now)) = (&state.event, event)
        && !last.eq_ignore_ascii_case(now)
    {
        return Err(ImportError::OtherScope { last: last.clone(), now: now.to_owned() });
    }
    if let (None, Some(now)) = (&state.event, event) {
        return Err(ImportError::OtherScope { last: "and all others".to_owned(), now: now.to_owned() });
    }
    let mut changes = Vec::new();
    for table in FILLED {
        if let Some(before) = state.tables.get(table.name) {
            changes.extend(difference(table, *before, measure(tx, table).await?));
        }
    }
    if changes.is_empty() { Ok(Standing::Imported(state)) } else { Err(ImportError::ChangedHere(changes)) }
}

/// A first import wants an instance that nobody has worked with.
async fn refuse_own(tx: &Tx) -> Result<()> {
    let mut own = Vec::new();
    for (what, sql) in [
        ("events", "SELECT CAST(count(*) AS BIGINT) AS n FROM event"),
        ("organisers", "SELECT CAST(count(*) AS BIGINT) AS n FROM organiser"),
        (
            "accounts besides administrators",
            "SELECT CAST(count(*) AS BIGINT) AS n FROM account WHERE NOT is_administrator",
        ),
    ] {
        let rows = ask(tx, sql).await?;
        let count: i64 = match rows.first() {
            Some(row) => row.try_get("", "n").map_err(plenary_model::Error::from)?,
            None => 0,
        };
        if count > 0 {
            own.push(format!("{count} {what}"));
        }
    }
    if own.is_empty() { Ok(()) } else { Err(ImportError::InUse(own)) }
}

/// Notes what is here now, for the next import.
pub async fn record(tx: &Tx, identity: &Identity, mut state: State) -> Result<()> {
    for table in FILLED.iter().filter(|table| table.watch != Watch::Nothing) {
        state.tables.insert(table.name.to_owned(), measure(tx, table).await?);
    }
    let text = |value: serde_json::Result<String>| value.map_err(plenary_model::Error::internal);
    instance::set(tx, SOURCE, &text(serde_json::to_string(identity))?).await?;
    instance::set(tx, STATE, &text(serde_json::to_string(&state))?).await?;
    instance::set(tx, FINISHED, &tx.now().to_string()).await?;
    Ok(())
}
