//! An administrator, a media directory, and creating an event in them.

use std::sync::atomic::{AtomicU64, Ordering};

use plenary_demo::{Created, Progress, Request, Size, Stage, create};
use plenary_files::MediaStore;
use plenary_model::{Actor, Result};
use plenary_person::account::{self, NewAccount};
use plenary_person::login;
use plenary_store::entity::event;
use plenary_store::testing::TestDatabase;

pub struct Setting {
    pub media: MediaStore,
    pub actor: Actor,
    _directory: tempfile::TempDir,
}

/// Counts what it is told.
#[derive(Default)]
pub struct Told {
    pub announced: AtomicU64,
    pub advanced: AtomicU64,
}

impl Progress for Told {
    fn phase(&self, name: &str, total: u64) {
        assert!(!name.is_empty());
        self.announced.fetch_add(total, Ordering::Relaxed);
    }

    fn advance(&self, by: u64) {
        self.advanced.fetch_add(by, Ordering::Relaxed);
    }
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let directory = tempfile::tempdir().unwrap();
    let media = MediaStore::open_root(directory.path()).unwrap();
    let tx = test.database.begin().await.unwrap();
    let new = NewAccount {
        name: "Ada Administrator",
        email: "ada@example.org",
        password: None,
        locale: "en",
        time_zone: "UTC",
        administrator: true,
    };
    let actor = login::actor(&account::create(&tx, new).await.unwrap());
    tx.commit().await.unwrap();
    Setting { media, actor, _directory: directory }
}

pub fn request(setting: &Setting, stage: Stage, slug: &str, size: Size) -> Request {
    let administrator = setting.actor.account().unwrap();
    Request { stage, slug: slug.to_owned(), seed: 1, size, administrator }
}

pub async fn make(
    test: &TestDatabase,
    setting: &Setting,
    stage: Stage,
    slug: &str,
    size: Size,
) -> Result<(Created, event::Model)> {
    let told = Told::default();
    let created = create(&test.database, &setting.media, &request(setting, stage, slug, size), &told).await?;
    assert_eq!(told.announced.into_inner(), told.advanced.into_inner(), "{stage:?}");
    let event = plenary_event::event::find(test.database.reader(), slug).await?;
    Ok((created, event))
}
