//! Emptying the tables an import fills, inside its transaction.

use std::collections::HashMap;

use plenary_model::Result;
use plenary_store::Tx;
use sea_orm::{ConnectionTrait, DbBackend};

use super::tables::FILLED;
use super::{ask, run};
use crate::import::progress::{Phase, Progress};

/// Rows may be written in any order; what they refer to is checked at the end.
pub async fn defer_constraints(tx: &Tx) -> Result<()> {
    match tx.db().get_database_backend() {
        DbBackend::Postgres => run(tx, "SET CONSTRAINTS ALL DEFERRED").await,
        _ => run(tx, "PRAGMA defer_foreign_keys = ON").await,
    }
}

/// Nobody else writes until the transaction ends; reading goes on. On SQLite the transaction is the
/// lock.
pub async fn lock_tables(tx: &Tx) -> Result<()> {
    if tx.db().get_database_backend() == DbBackend::Postgres {
        let names: Vec<&str> = FILLED.iter().map(|table| table.name).collect();
        run(tx, &format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", names.join(", "))).await?;
    }
    Ok(())
}

pub async fn clear(tx: &Tx, progress: &dyn Progress) -> Result<()> {
    progress.phase(Phase::Clearing, FILLED.len() as u64);
    for table in FILLED {
        run(tx, &format!("DELETE FROM {}", table.name)).await?;
        progress.advance(1);
    }
    Ok(())
}

/// Makes new rows start behind the highest number that was ever used, so that the log of a deleted
/// object never becomes that of a new one.
pub async fn number_on(tx: &Tx, highest: &HashMap<&'static str, i32>) -> Result<()> {
    let backend = tx.db().get_database_backend();
    for table in FILLED.iter().filter(|table| table.numbered) {
        let name = table.name;
        let top: i32 = match ask(tx, format!("SELECT coalesce(max(id), 0) AS top FROM {name}")).await?.first()
        {
            Some(row) => row.try_get("", "top")?,
            None => 0,
        };
        let top = top.max(highest.get(name).copied().unwrap_or_default());
        if top == 0 {
            continue;
        }
        match backend {
            DbBackend::Postgres => number_on_postgres(tx, name, top).await?,
            _ => {
                let update =
                    format!("UPDATE sqlite_sequence SET seq = max(seq, {top}) WHERE name = '{name}'");
                run(tx, &update).await?;
                let insert = format!(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT '{name}', {top} \
                     WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{name}')"
                );
                run(tx, &insert).await?;
            }
        }
    }
    Ok(())
}

/// Restarting is part of the transaction, setting a value would not be.
async fn number_on_postgres(tx: &Tx, table: &str, top: i32) -> Result<()> {
    let sql = format!("SELECT pg_get_serial_sequence('{table}', 'id') AS name");
    let Some(row) = ask(tx, sql).await?.into_iter().next() else { return Ok(()) };
    let sequence: String = row.try_get("", "name")?;
    let sql =
        format!("SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END AS next FROM {sequence}");
    let rows = ask(tx, sql).await?;
    let next: i64 = match rows.first() {
        Some(row) => row.try_get("", "next")?,
        None => 1,
    };
    let next = next.max(i64::from(top) + 1);
    run(tx, &format!("ALTER SEQUENCE {sequence} RESTART WITH {next}")).await
}
