//! Moving an instance here: from the fixture in `tests/fixtures/pretalx-2025.2.2`.

mod again;
mod compare;
mod defects;
mod dump;
mod files;
mod kill;
mod mangle;
mod mapping;
mod other_source;
mod scope;

use std::path::{Path, PathBuf};

use plenary_files::MediaStore;
use plenary_ops::import::{ImportError, Report, Request, SourceAddress, import};
use plenary_store::Database;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tokio::sync::OnceCell;

pub fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/pretalx-2025.2.2")
}

/// A copy of the fixture's database that a test may change.
pub struct OldInstance {
    directory: tempfile::TempDir,
}

impl OldInstance {
    pub async fn new() -> Self {
        static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(template).await;
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::copy(template, directory.path().join("db.sqlite3")).expect("a copy");
        Self { directory }
    }

    /// The fixture after some statements.
    pub async fn changed(statements: &[&str]) -> Self {
        let instance = Self::new().await;
        instance.change(statements).await;
        instance
    }

    pub async fn change(&self, statements: &[&str]) {
        let mut connection = self.connect().await;
        for statement in statements {
            sqlx::raw_sql(AssertSqlSafe((*statement).to_owned()))
                .execute(&mut connection)
                .await
                .unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        connection.close().await.expect("closed");
    }

    pub fn path(&self) -> PathBuf {
        self.directory.path().join("db.sqlite3")
    }

    pub async fn connect(&self) -> SqliteConnection {
        open(&self.path()).await
    }

    pub fn request(&self) -> Request {
        Request { media: Some(fixture().join("media")), ..Request::new(SourceAddress::Sqlite(self.path())) }
    }
}

/// The fixture as a database, made once and kept beside the build until the fixture changes.
async fn template() -> PathBuf {
    let sql = std::fs::read_to_string(fixture().join("source.sql")).expect("the fixture");
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = directory.join(format!("pretalx-{}.sqlite3", compare::sha256(&sql)));
    if !path.exists() {
        let unfinished = directory.join(format!("pretalx-{}.unfinished", std::process::id()));
        let _ = std::fs::remove_file(&unfinished);
        let mut connection = open(&unfinished).await;
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("the fixture loads");
        connection.close().await.expect("closed");
        std::fs::rename(&unfinished, &path).expect("renamed");
    }
    path
}

/// Without the checks of the original, so that a test can put anything anywhere.
async fn open(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(false)
        .pragma("ignore_check_constraints", "ON")
        .connect()
        .await
        .expect("the database opens")
}

/// Where an import puts files.
pub struct Place {
    directory: tempfile::TempDir,
    pub media: MediaStore,
}

impl Place {
    pub fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        for name in ["data", "media"] {
            std::fs::create_dir(directory.path().join(name)).expect("a directory");
        }
        let media = MediaStore::open_root(&directory.path().join("media")).expect("media");
        Self { directory, media }
    }

    pub fn data_dir(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    pub fn media_dir(&self) -> PathBuf {
        self.directory.path().join("media")
    }

    pub async fn import(&self, request: &Request, database: &Database) -> Result<Report, ImportError> {
        import(request, database, &self.data_dir(), &self.media, &()).await
    }

    /// Files in the media directory with their contents' lengths.
    pub fn files(&self) -> Vec<(String, usize)> {
        let paths = self.media.list().expect("a list");
        paths.iter().map(|path| (path.to_string(), self.media.read(path).expect("a file").len())).collect()
    }

    /// Unfinished imports on disk.
    pub fn stagings(&self) -> usize {
        std::fs::read_dir(self.data_dir().join("staging")).map_or(0, Iterator::count)
    }
}
