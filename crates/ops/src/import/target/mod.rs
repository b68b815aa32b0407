//! The database that is imported into: what it holds already, clearing it, and what is noted for
//! the next import.

mod accounts;
mod clear;
mod consistency;
mod settings;
mod standing;
mod tables;

pub use accounts::{Own, restore_sessions, sessions};
pub use clear::{clear, defer_constraints, lock_tables, number_on};
pub use consistency::{check, check_references};
pub use settings::{Identity, write_settings};
pub use standing::{Standing, State, examine, record};

use plenary_model::Result;
use plenary_store::Tx;
use sea_orm::{ConnectionTrait, QueryResult, Statement};

async fn ask(tx: &Tx, sql: impl Into<String>) -> Result<Vec<QueryResult>> {
    let backend = tx.db().get_database_backend();
    Ok(tx.db().query_all_raw(Statement::from_string(backend, sql.into())).await?)
}

async fn run(tx: &Tx, sql: &str) -> Result<()> {
    tx.db().execute_unprepared(sql).await?;
    Ok(())
}
