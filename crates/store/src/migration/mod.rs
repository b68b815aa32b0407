//! Migrations: all pending ones in one transaction, under a lock, never onto a newer schema.

use std::collections::HashSet;

use plenary_model::{Error, Result};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::prelude::*;

use crate::{Database, Tx};

mod m0001_schema;
mod m0002_jobs;
mod m0004_accounts;
mod m0005_conditional_questions;
mod table;

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_schema::Migration),
            Box::new(m0002_jobs::Migration),
            Box::new(m0004_accounts::Migration),
            Box::new(m0005_conditional_questions::Migration),
        ]
    }
}

/// A migration and whether the database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub name: String,
    pub applied: bool,
    /// In the database, but unknown to this version: the database is newer.
    pub unknown: bool,
}

/// Two servers that start at once migrate one after the other (PostgreSQL; on SQLite the
/// transaction itself is the lock).
const ADVISORY_LOCK: i64 = 0x706c_656e_6172_7901;

/// Brings the schema up to date and returns the names of the migrations it applied.
///
/// Either all pending migrations are applied or none. A database that a newer version has
/// migrated is refused.
pub async fn migrate(database: &Database) -> Result<Vec<String>> {
    let tx = database.begin().await?;
    if tx.db().get_database_backend() == DbBackend::Postgres {
        tx.db()
            .execute_raw(Statement::from_string(
                DbBackend::Postgres,
                format!("SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"),
            ))
            .await?;
    }
    let pending = check(status_in(&tx).await?)?;
    if !pending.is_empty() {
        Migrator::up(tx.db(), None).await?;
    }
    tx.commit().await?;
    Ok(pending)
}

/// Every migration that this version or the database knows, in order.
pub async fn status(database: &Database) -> Result<Vec<Status>> {
    let tx = database.begin().await?;
    let status = status_in(&tx).await?;
    tx.rollback().await?;
    Ok(status)
}

/// The names still to be applied; an error if the schema is newer than this version.
pub fn check(status: Vec<Status>) -> Result<Vec<String>> {
    let unknown: Vec<&str> = status.iter().filter(|s| s.unknown).map(|s| s.name.as_str()).collect();
    if !unknown.is_empty() {
        return Err(Error::Unavailable(format!(
            "the database was migrated by a newer version of Plenary (unknown: {}). \
             Install that version again, or restore the backup taken before the upgrade.",
            unknown.join(", ")
        )));
    }
    Ok(status.into_iter().filter(|s| !s.applied).map(|s| s.name).collect())
}

/// A database that holds somebody else's tables is left alone.
async fn refuse_foreign(tx: &Tx) -> Result<()> {
    let backend = tx.db().get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT table_name AS name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    };
    let rows = tx.db().query_all_raw(Statement::from_string(backend, sql)).await?;
    let names =
        rows.iter().map(|row| row.try_get::<String>("", "name")).collect::<Result<Vec<_>, DbErr>>()?;
    if names.is_empty() || names.iter().any(|name| name == "seaql_migrations") {
        return Ok(());
    }
    Err(Error::Unavailable(if names.iter().any(|name| name == "django_migrations") {
        "this is the database of a pretalx instance. Give Plenary a database of its own \
         (database.name), then move this one with `plenary import pretalx`."
            .to_owned()
    } else {
        format!("the database has tables that are not Plenary's, such as {}; give it an empty one.", names[0])
    }))
}

async fn status_in(tx: &Tx) -> Result<Vec<Status>> {
    refuse_foreign(tx).await?;
    Migrator::install(tx.db()).await?;
    let applied: Vec<String> =
        Migrator::get_migration_models(tx.db()).await?.into_iter().map(|row| row.version).collect();
    let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
    let known_set: HashSet<&String> = known.iter().collect();
    let unknown = applied.iter().filter(|name| !known_set.contains(name)).cloned();
    let unknown: Vec<Status> = unknown.map(|name| Status { name, applied: true, unknown: true }).collect();
    Ok(known
        .iter()
        .map(|name| Status { name: name.clone(), applied: applied.contains(name), unknown: false })
        .chain(unknown)
        .collect())
}
