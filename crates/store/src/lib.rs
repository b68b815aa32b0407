//! The database: entities (one file a table), migrations, connections, transactions, the activity
//! log's writer, texts of the instance and events, and databases for tests. SQLite and PostgreSQL,
//! chosen at run time.
//!
//! What never lives here: rules of the domain, permissions, HTTP. Only domain functions write, and
//! always through a [`Tx`].

pub mod cache;
pub mod contains;
pub mod database;
pub mod entity;
pub mod instance;
pub mod lease;
pub mod log;
pub mod migration;
pub mod revision;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tx;
pub mod unique;

pub use database::{Database, Engine, Target};
pub use sea_orm;
pub use tx::{Snapshot, Tx};
