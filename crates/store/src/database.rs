//! Connections to SQLite or PostgreSQL.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use plenary_model::{Clock, Error, Random, Result};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    SqliteTransactionMode, SqlxPostgresConnector, SqlxSqliteConnector, Statement, TransactionOptions,
    TransactionTrait,
};
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::tx::{Snapshot, Tx};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Which database to open.
#[derive(Clone, Debug)]
pub enum Target {
    Sqlite {
        path: PathBuf,
        /// Whether a commit survives the loss of power (`synchronous=FULL`). Off only in tests.
        durable: bool,
    },
    /// A `postgres://` address.
    Postgres { url: String },
}

/// A database that is open. Cheap to clone.
///
/// SQLite has one connection that writes and several that only read: a transaction that writes
/// begins with the lock (`BEGIN IMMEDIATE`), so it never fails half-way for want of it.
#[derive(Clone)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    engine: Engine,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    statements: Arc<AtomicU64>,
    publications: Arc<AtomicU64>,
    site_url: Arc<str>,
}

const BUSY: Duration = Duration::from_secs(15);
const ACQUIRE: Duration = Duration::from_secs(10);

/// Opens the connection that writes. Two processes that meet a new file both want to switch it to
/// WAL, and SQLite tells the second one "locked" without waiting.
async fn open_sqlite_writer(options: &SqliteConnectOptions) -> std::result::Result<SqlitePool, sqlx::Error> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(ACQUIRE)
        .idle_timeout(None)
        .max_lifetime(None);
    let mut waited = Duration::ZERO;
    loop {
        match pool.clone().connect_with(options.clone()).await {
            Err(sqlx::Error::Database(error)) if error.message().contains("locked") && waited < BUSY => {
                let pause = Duration::from_millis(50);
                tokio::time::sleep(pause).await;
                waited += pause;
            }
            other => return other,
        }
    }
}

/// Rows that SQLite's thread reads ahead of who maps them: few hand-overs between the two.
const ROWS_AHEAD: usize = 1000;

impl Database {
    pub async fn open(target: &Target, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<Self> {
        let (mut reader, mut writer, engine) = match target {
            Target::Sqlite { path, durable } => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(if *durable { SqliteSynchronous::Full } else { SqliteSynchronous::Off })
                    .foreign_keys(true)
                    .busy_timeout(BUSY)
                    .statement_cache_capacity(256)
                    .row_buffer_size(ROWS_AHEAD)
                    .pragma("cache_size", "-8000")
                    .pragma("temp_store", "memory");
                let failed = |error: sqlx::Error| {
                    Error::Unavailable(format!("can't open the database {}: {error}", path.display()))
                };
                let writer = open_sqlite_writer(&options).await.map_err(failed)?;
                let reader = SqlitePoolOptions::new()
                    .max_connections(4)
                    .acquire_timeout(ACQUIRE)
                    .max_lifetime(None)
                    .connect_lazy_with(options.pragma("query_only", "on").create_if_missing(false));
                (
                    SqlxSqliteConnector::from_sqlx_sqlite_pool(reader),
                    SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
                    Engine::Sqlite,
                )
            }
            Target::Postgres { url } => {
                let failed =
                    |error: sqlx::Error| Error::Unavailable(format!("can't reach PostgreSQL: {error}"));
                let options: PgConnectOptions = url.parse().map_err(failed)?;
                // A pool would keep trying and then only say that it waited too long.
                let probe = PgConnection::connect_with(&options).await.map_err(failed)?;
                probe.close().await.map_err(failed)?;
                let pool = PgPoolOptions::new()
                    .max_connections(10)
                    .acquire_timeout(ACQUIRE)
                    .connect_with(options.application_name("plenary"))
                    .await
                    .map_err(failed)?;
                let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
                (connection.clone(), connection, Engine::Postgres)
            }
        };
        let statements = Arc::new(AtomicU64::new(0));
        for connection in [&mut reader, &mut writer] {
            let counter = statements.clone();
            connection.set_metric_callback(move |_| {
                counter.fetch_add(1, Ordering::Relaxed);
            });
        }
        let site_url = "http://localhost".into();
        let publications = Arc::default();
        Ok(Self { reader, writer, engine, clock, random, statements, publications, site_url })
    }

    /// Where the instance is found: scheme and host without a slash at the end.
    pub fn at_site(mut self, url: &str) -> Self {
        self.site_url = url.trim_end_matches('/').into();
        self
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    pub fn random(&self) -> &Arc<dyn Random> {
        &self.random
    }

    /// For single statements that only read. Several that must fit together take a [`Snapshot`].
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Statements sent since the database was opened, transactions' begin and end not counted.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// How many transactions of this process have raised an event's revision (see
    /// [`crate::revision`]). Unchanged: nothing that was published here has changed.
    pub fn publications(&self) -> u64 {
        self.publications.load(Ordering::Acquire)
    }

    /// Begins a transaction that writes. Dropped without [`Tx::commit`], it leaves no trace.
    pub async fn begin(&self) -> Result<Tx> {
        let inner = self
            .writer
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await?;
        Ok(Tx::new(
            inner,
            self.clock.now(),
            self.random.clone(),
            self.site_url.clone(),
            self.publications.clone(),
        ))
    }

    /// Begins a transaction that only reads, and sees one state of the database throughout.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let options = match self.engine {
            Engine::Sqlite => TransactionOptions::default(),
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..Default::default()
            },
        };
        let inner: DatabaseTransaction = self.reader.begin_with_options(options).await?;
        Ok(Snapshot::new(inner, self.clock.now()))
    }

    /// The engine and its version, for people.
    pub async fn description(&self) -> Result<String> {
        let (name, sql) = match self.engine {
            Engine::Sqlite => ("SQLite", "SELECT sqlite_version() AS version"),
            Engine::Postgres => ("PostgreSQL", "SELECT current_setting('server_version') AS version"),
        };
        let statement = Statement::from_string(self.reader.get_database_backend(), sql);
        let row = self.reader.query_one_raw(statement).await?.ok_or(Error::NotFound)?;
        Ok(format!("{name} {}", row.try_get::<String>("", "version")?))
    }

    /// What the database takes on its disk, in bytes; what waits in SQLite's log is left out. One statement.
    pub async fn size(&self) -> Result<u64> {
        let sql = match self.engine {
            Engine::Sqlite => {
                "SELECT page_count * page_size AS size FROM pragma_page_count(), pragma_page_size()"
            }
            Engine::Postgres => "SELECT pg_database_size(current_database()) AS size",
        };
        let statement = Statement::from_string(self.reader.get_database_backend(), sql);
        let row = self.reader.query_one_raw(statement).await?.ok_or(Error::NotFound)?;
        Ok(u64::try_from(row.try_get::<i64>("", "size")?).unwrap_or(0))
    }

    /// Waits for running transactions and closes every connection.
    pub async fn close(self) -> Result<()> {
        self.reader.close().await?;
        if self.engine == Engine::Sqlite {
            self.writer.close().await?;
        }
        Ok(())
    }
}
