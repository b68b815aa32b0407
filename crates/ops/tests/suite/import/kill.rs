//! An import that is killed leaves the target as it was, or can be finished after its commit.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use plenary_files::MediaStore;
use plenary_model::{OsRandom, SystemClock};
use plenary_ops::import::{Phase, Progress, Request, SourceAddress, finish_pending, import};
use plenary_store::testing::on_both_engines;
use plenary_store::{Database, Target};

use super::dump::{assert_same, dump, lasting, texts};
use super::{OldInstance, Place, fixture};

const ROLE: &str = "PLENARY_TEST_IMPORT_CHILD";

/// Counts every step it is told of, and ends the process at one of them without any clean-up.
#[derive(Default)]
struct Steps {
    stop_at: u64,
    steps: AtomicU64,
    phases: Mutex<Vec<(Phase, u64)>>,
}

impl Steps {
    fn step(&self) {
        if self.steps.fetch_add(1, Ordering::SeqCst) + 1 == self.stop_at {
            std::process::abort();
        }
    }
}

impl Progress for Steps {
    fn phase(&self, phase: Phase, _: u64) {
        self.phases.lock().unwrap().push((phase, self.steps.load(Ordering::SeqCst) + 1));
        self.step();
    }

    fn advance(&self, _: u64) {
        self.step();
    }
}

/// Not a test by itself: what a child process runs when the test below starts this binary again.
#[test]
fn child() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let role: Vec<&str> = role.split('\n').collect();
    let [target, source, place, media, stop_at] = role.as_slice() else { panic!("{role:?}") };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let target = match target.starts_with("postgres") {
            true => Target::Postgres { url: (*target).to_owned() },
            false => Target::Sqlite { path: target.into(), durable: false },
        };
        let database = Database::open(&target, Arc::new(SystemClock), Arc::new(OsRandom)).await.unwrap();
        let place = PathBuf::from(place);
        let store = MediaStore::open_root(&place.join("media")).unwrap();
        let request = Request {
            media: Some(media.into()),
            ..Request::new(SourceAddress::Sqlite(source.into()))
        };
        let steps = Steps { stop_at: stop_at.parse().unwrap(), ..Default::default() };
        import(&request, &database, &place.join("data"), &store, &steps).await.unwrap();
    });
}
