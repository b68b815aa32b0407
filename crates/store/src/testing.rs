//! Databases for tests: a migrated copy for each test, on SQLite always and on PostgreSQL where
//! `PLENARY_TEST_POSTGRES` names a server on which databases may be created.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use plenary_model::{FixedClock, SeededRandom, Timestamp};
use sqlx::Connection;
use tokio::sync::OnceCell;

use crate::{Database, Engine, Target, instance, migration};

/// When tests happen, unless they say otherwise.
pub const NOW: &str = "2026-06-01T12:00:00Z";

/// A database of its own for one test, with a clock that stands still.
pub struct TestDatabase {
    pub database: Database,
    pub clock: Arc<FixedClock>,
    pub engine: Engine,
    /// Where to open the same database again.
    pub target: Target,
    _directory: Option<tempfile::TempDir>,
}

/// A type that is dropped as a whole: an async block that uses only `database` would otherwise
/// leave the directory behind, and its deletion would come first.
impl Drop for TestDatabase {
    fn drop(&mut self) {}
}

/// One row: of which table, and the values of all columns as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub table: String,
    pub text: String,
}

impl TestDatabase {
    /// The names of all tables.
    pub async fn tables(&self) -> Vec<String> {
        let query = match self.engine {
            Engine::Postgres => {
                "SELECT table_name AS name FROM information_schema.tables \
                 WHERE table_schema = current_schema() ORDER BY 1"
            }
            Engine::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
            }
        };
        self.texts(query).await
    }

    /// Every row of every table.
    pub async fn everything(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for table in self.tables().await {
            let line = match self.engine {
                Engine::Postgres => "to_jsonb(t)::text".to_owned(),
                Engine::Sqlite => {
                    let columns = self.texts(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
                    let texts = columns
                        .iter()
                        .map(|name| format!("'\"{name}\": ' || coalesce(cast(\"{name}\" as text), 'null')"));
                    texts.collect::<Vec<_>>().join(" || ', ' || ")
                }
            };
            let found = self.texts(&format!("SELECT {line} FROM \"{table}\" AS t ORDER BY 1")).await;
            rows.extend(found.into_iter().map(|text| Row { table: table.clone(), text }));
        }
        rows
    }

    /// The first column of what a query finds.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        use sea_orm::{ConnectionTrait, Statement};
        let db = self.database.reader();
        let statement = Statement::from_string(db.get_database_backend(), query);
        let rows = db.query_all_raw(statement).await.expect("a query that is understood");
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    }
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

async fn open(target: &Target) -> (Database, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::at(NOW.parse::<Timestamp>().expect("a timestamp")));
    let seed = u64::from(NUMBER.fetch_add(1, Ordering::Relaxed));
    let database = Database::open(target, clock.clone(), Arc::new(SeededRandom::new(seed)))
        .await
        .expect("the test database opens");
    (database, clock)
}

async fn prepare(target: &Target) {
    let (database, _) = open(target).await;
    migration::migrate(&database).await.expect("migrations apply");
    let tx = database.begin().await.expect("a transaction");
    instance::ensure_identifier(&tx).await.expect("an identifier");
    tx.commit().await.expect("a commit");
    database.close().await.expect("the database closes");
}

fn sqlite(path: PathBuf) -> Target {
    Target::Sqlite { path, durable: false }
}

/// An empty SQLite database with the current schema.
pub async fn sqlite_database() -> TestDatabase {
    static TEMPLATE: OnceCell<(tempfile::TempDir, PathBuf)> = OnceCell::const_new();
    let (_, template) = TEMPLATE
        .get_or_init(|| async {
            let directory = tempfile::tempdir().expect("a temporary directory");
            let path = directory.path().join("template.sqlite3");
            prepare(&sqlite(path.clone())).await;
            (directory, path)
        })
        .await;
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("test.sqlite3");
    std::fs::copy(template, &path).expect("the template is copied");
    let target = sqlite(path);
    let (database, clock) = open(&target).await;
    TestDatabase { database, clock, engine: Engine::Sqlite, target, _directory: Some(directory) }
}

/// The server for tests, if there is one.
pub fn postgres_server() -> Option<&'static str> {
    static SERVER: OnceLock<Option<String>> = OnceLock::new();
    SERVER
        .get_or_init(|| std::env::var("PLENARY_TEST_POSTGRES").ok().filter(|url| !url.is_empty()))
        .as_deref()
}

/// `url` with another database name.
fn with_name(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, None), |(base, query)| (base, Some(query)));
    let authority = base.find("://").map_or(0, |at| at + 3);
    let base = match base[authority..].find('/') {
        Some(slash) => &base[..authority + slash],
        None => base,
    };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{base}/{name}{query}")
}

async fn run_on_server(server: &str, sql: &str) {
    let mut connection = sqlx::PgConnection::connect(server).await.expect("the server answers");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await
        .expect("the statement runs");
}

/// An empty PostgreSQL database with the current schema; `None` without a server.
pub async fn postgres_database() -> Option<TestDatabase> {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    // Cloning takes a lock on the template that two tests can't hold at once.
    static CLONING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let server = postgres_server()?;
    let template = TEMPLATE
        .get_or_init(|| async {
            let name = format!("plenary_template_{}", std::process::id());
            run_on_server(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
            run_on_server(server, &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
                .await;
            prepare(&Target::Postgres { url: with_name(server, &name) }).await;
            name
        })
        .await;
    let name = format!("plenary_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    {
        let _guard = CLONING.lock().await;
        run_on_server(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
        run_on_server(server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    }
    let target = Target::Postgres { url: with_name(server, &name) };
    let (database, clock) = open(&target).await;
    Some(TestDatabase { database, clock, engine: Engine::Postgres, target, _directory: None })
}

/// Notes in the file `PLENARY_TEST_TALLY`, if there is one, that a test ran on an engine.
fn tally(engine: &str) {
    use std::io::Write;
    let Some(path) = std::env::var_os("PLENARY_TEST_TALLY") else { return };
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| writeln!(file, "{engine}")).expect("the tally can be written");
}

/// Runs a test on SQLite, and on PostgreSQL where there is a server; each run is counted.
pub fn on_both_engines<F: Future<Output = ()>>(test: impl Fn(TestDatabase) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        test(sqlite_database().await).await;
        tally("sqlite");
        if let Some(database) = postgres_database().await {
            test(database).await;
            tally("postgres");
        }
    });
}
