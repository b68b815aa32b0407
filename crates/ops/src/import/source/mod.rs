//! The database of the original: opened for reading only, read in one snapshot, the same on SQLite
//! and PostgreSQL.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Decode, Row as _, TypeInfo, ValueRef};

pub mod layout;
pub mod recognise;
pub mod row;
pub mod tables;

pub use row::{Row, Value};
use tables::{MAIL, Table};

use super::error::{ImportError, Result};

/// Where the database of the original is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceAddress {
    Sqlite(PathBuf),
    /// `postgres://user:password@host/name`
    Postgres(String),
}

impl FromStr for SourceAddress {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let is_url = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        Ok(if is_url { Self::Postgres(text.to_owned()) } else { Self::Sqlite(text.into()) })
    }
}

/// Rows fetched at once. Mails can carry attachments, so few of them make a heap.
fn page_size(table: &Table) -> usize {
    if table.name == MAIL.name { 50 } else { 1000 }
}

enum Connection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

pub struct Source {
    connection: Connection,
    /// For people, without password.
    name: String,
    /// How many texts had NUL characters, which no text may have here.
    nul_texts: u64,
}

/// What went wrong, without the library's own introduction.
fn reason(error: &sqlx::Error) -> String {
    let text = match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        other => other.to_string(),
    };
    text.trim_end_matches('.').to_owned()
}

impl Source {
    pub async fn open(address: &SourceAddress) -> Result<Self> {
        match address {
            SourceAddress::Sqlite(path) => Self::open_sqlite(path).await,
            SourceAddress::Postgres(url) => Self::open_postgres(url).await,
        }
    }

    async fn open_sqlite(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let unreachable = |reason| ImportError::Unreachable { source_name: name.clone(), reason };
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(ImportError::NotADatabase(path.to_owned())),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(ImportError::NoSuchFile(path.to_owned()));
            }
            Err(error) => return Err(unreachable(error.to_string())),
        }
        let options = SqliteConnectOptions::new().filename(path).read_only(true).foreign_keys(false);
        let mut opened = begin_sqlite(&options).await;
        // A database in WAL mode on a read-only medium; without a log there is nothing to miss.
        let log =
            path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()));
        if opened.is_err() && std::fs::metadata(log).map_or(true, |log| log.len() == 0) {
            opened = begin_sqlite(&options.immutable(true)).await;
        }
        let connection = opened.map_err(|error| match &error {
            // SQLITE_NOTADB
            sqlx::Error::Database(found) if found.code().as_deref() == Some("26") => {
                ImportError::NotADatabase(path.to_owned())
            }
            _ => unreachable(reason(&error)),
        })?;
        Ok(Self { connection: Connection::Sqlite(connection), name, nul_texts: 0 })
    }

    async fn open_postgres(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url).map_err(|error| ImportError::Unreachable {
            source_name: "The PostgreSQL database".to_owned(),
            reason: reason(&error),
        })?;
        let database = options.get_database().unwrap_or(options.get_username()).to_owned();
        let name = format!("the PostgreSQL database {database} on {}", options.get_host());
        let unreachable = |error: sqlx::Error| ImportError::Unreachable {
            source_name: name.clone(),
            reason: reason(&error),
        };
        let mut connection =
            options.application_name("plenary import").connect().await.map_err(unreachable)?;
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
                     SET LOCAL TIME ZONE 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; \
                     SET LOCAL extra_float_digits = 1";
        sqlx::raw_sql(begin).execute(&mut connection).await.map_err(unreachable)?;
        Ok(Self { connection: Connection::Postgres(connection), name, nul_texts: 0 })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn nul_texts(&self) -> u64 {
        self.nul_texts
    }

    /// Rows of a statement whose columns are all texts or numbers. `of` is named when it fails.
    pub async fn query(&mut self, of: &str, sql: String) -> Result<Vec<Vec<Value>>> {
        let failed = |error: sqlx::Error| ImportError::Read { table: of.to_owned(), reason: reason(&error) };
        match &mut self.connection {
            Connection::Sqlite(connection) => {
                let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(connection).await.map_err(failed)?;
                rows.iter()
                    .map(|row| (0..row.len()).map(|index| sqlite_value(row, index)).collect())
                    .collect::<std::result::Result<_, _>>()
                    .map_err(failed)
            }
            Connection::Postgres(connection) => {
                let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(connection).await.map_err(failed)?;
                rows.iter()
                    .map(|row| (0..row.len()).map(|index| postgres_value(row, index)).collect())
                    .collect::<std::result::Result<_, _>>()
                    .map_err(failed)
            }
        }
    }

    pub async fn table_names(&mut self) -> Result<BTreeSet<String>> {
        let sql = match self.connection {
            Connection::Sqlite(_) => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
            }
            Connection::Postgres(_) => {
                "SELECT table_name::text FROM information_schema.tables \
                 WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
            }
        };
        let rows = self.query("list of tables", sql.to_owned()).await?;
        Ok(rows.into_iter().flatten().filter_map(into_text).collect())
    }

    pub async fn column_names(&mut self, table: &str) -> Result<BTreeSet<String>> {
        let sql = match self.connection {
            Connection::Sqlite(_) => format!("SELECT name FROM pragma_table_info('{table}')"),
            Connection::Postgres(_) => format!(
                "SELECT column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}'"
            ),
        };
        let rows = self.query(table, sql).await?;
        Ok(rows.into_iter().flatten().filter_map(into_text).collect())
    }

    pub async fn count(&mut self, table: &str) -> Result<u64> {
        let quoted = table.replace('"', "\"\"");
        let rows = self.query(table, format!("SELECT CAST(count(*) AS TEXT) FROM \"{quoted}\"")).await?;
        let count = rows.into_iter().flatten().next().and_then(into_text);
        Ok(count.and_then(|text| text.parse().ok()).unwrap_or_default())
    }

    /// The next rows whose key is greater than `after`, by key; none when there are no more.
    pub async fn page(&mut self, table: &'static Table, after: Option<i64>) -> Result<Vec<Row>> {
        let columns: Vec<String> = match self.connection {
            Connection::Sqlite(_) => table.columns.iter().map(|name| format!("\"{name}\"")).collect(),
            Connection::Postgres(_) => table.columns.iter().map(|name| format!("\"{name}\"::text")).collect(),
        };
        // Without the alias PostgreSQL would sort by the selected column, a text.
        let condition = after.map(|key| format!(" WHERE t.id > {key}")).unwrap_or_default();
        let columns = columns.join(", ");
        let sql = format!(
            "SELECT {columns} FROM \"{}\" AS t{condition} ORDER BY t.id LIMIT {}",
            table.name,
            page_size(table)
        );
        let rows = self.query(table.name, sql).await?;
        rows.into_iter().map(|values| self.clean(table, values)).collect()
    }

    /// All rows of a table that is small or of which little is needed.
    pub async fn all(&mut self, table: &'static Table) -> Result<Vec<Row>> {
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let page = self.page(table, after).await?;
            let Some(last) = page.last() else { return Ok(all) };
            after = Some(last.key());
            all.extend(page);
        }
    }

    fn clean(&mut self, table: &'static Table, mut values: Vec<Value>) -> Result<Row> {
        let mut broken = None;
        for (value, column) in values.iter_mut().zip(table.columns) {
            match value {
                Value::NotUnicode => broken = Some(*column),
                Value::Text(text) if text.contains('\0') => {
                    self.nul_texts += 1;
                    *text = text.replace('\0', "");
                }
                _ => {}
            }
        }
        let row = Row::new(table, values);
        match broken {
            Some(column) => Err(row.bad(column, "this text is not valid Unicode")),
            None => Ok(row),
        }
    }
}

async fn begin_sqlite(options: &SqliteConnectOptions) -> std::result::Result<SqliteConnection, sqlx::Error> {
    let mut connection = options.connect().await?;
    sqlx::raw_sql("BEGIN").execute(&mut connection).await?;
    // Reading takes the snapshot.
    sqlx::query("SELECT count(*) FROM sqlite_master").fetch_one(&mut connection).await?;
    Ok(connection)
}

fn into_text(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

fn sqlite_value(row: &sqlx::sqlite::SqliteRow, index: usize) -> std::result::Result<Value, sqlx::Error> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        return Ok(Value::Null);
    }
    let kind = value.type_info().name().to_owned();
    let decoded = match kind.as_str() {
        "INTEGER" => <i64 as Decode<sqlx::Sqlite>>::decode(value).map(Value::Int),
        "REAL" => <f64 as Decode<sqlx::Sqlite>>::decode(value).map(Value::Real),
        _ => <&[u8] as Decode<sqlx::Sqlite>>::decode(value)
            .map(|bytes| String::from_utf8(bytes.to_vec()).map_or(Value::NotUnicode, Value::Text)),
    };
    decoded.map_err(sqlx::Error::Decode)
}

fn postgres_value(row: &sqlx::postgres::PgRow, index: usize) -> std::result::Result<Value, sqlx::Error> {
    Ok(row.try_get::<Option<String>, _>(index)?.map_or(Value::Null, Value::Text))
}
