//! What is left of a person, an event or an organiser that is deleted: every column of every table and every
//! file of the media directory is searched.

#[path = "erasure/event.rs"]
mod event;
#[path = "erasure/filled.rs"]
mod filled;
#[path = "erasure/person.rs"]
mod person;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use plenary_demo::{Progress, Request, Size, Stage};
use plenary_files::MediaStore;
use plenary_mail::{delivery, smtp};
use plenary_store::entity::job;
use plenary_store::testing::TestDatabase;
use sea_orm::EntityTrait;

struct Silent;

impl Progress for Silent {
    fn phase(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
}

/// An event that has taken place, with everything that an event has.
pub async fn demo(test: &TestDatabase, media: &Path, slug: &str) {
    let media = MediaStore::open_root(media).unwrap();
    let administrator = plenary_person::account::first_administrator(test.database.reader()).await.unwrap();
    let request = Request {
        stage: Stage::Over,
        slug: slug.to_owned(),
        seed: 7,
        size: Size::Small,
        administrator: administrator.unwrap().id,
    };
    plenary_demo::create(&test.database, &media, &request, &Silent).await.unwrap();
}

/// Paths of all files, from the media directory on.
fn files(media: &Path) -> BTreeSet<String> {
    fn add(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, root, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let mut found = BTreeSet::new();
    add(media, media, &mut found);
    found
}

/// Does what is done beside the requests: mails go out, pictures are cleaned, files removed.
async fn work_off(test: &TestDatabase, media: &Path) {
    let store = Arc::new(MediaStore::open_root(media).unwrap());
    let mut kinds = plenary_submission::picture::jobs(store);
    kinds.extend(delivery::kinds(delivery::Settings {
        from: "plenary@example.org".to_owned(),
        // In debug mode mails without a server go to the log.
        server: None,
        site_url: plenary_web::testing::SITE_URL.to_owned(),
        debug: true,
        private_servers: false,
        tls: smtp::Tls::of_machine().unwrap(),
        timeouts: smtp::Timeouts::default(),
    }));
    for _ in 0..3 {
        test.clock.set(test.database.clock().now().plus_minutes(5));
        let work = plenary_queue::job::run_due(&test.database, "test", &kinds);
        tokio::time::timeout(Duration::from_secs(120), work).await.expect("an end").unwrap();
    }
    let left = job::Entity::find().all(test.database.reader()).await.unwrap();
    assert!(left.iter().all(|job| job.failed.is_some()), "{left:?}");
}
