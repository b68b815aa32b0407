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
        let request =
            Request { media: Some(media.into()), ..Request::new(SourceAddress::Sqlite(source.into())) };
        let steps = Steps { stop_at: stop_at.parse().unwrap(), ..Default::default() };
        import(&request, &database, &place.join("data"), &store, &steps).await.unwrap();
    });
}

/// Runs an import in a process of its own, which ends at step `stop_at` (0: never).
fn run_child(target: &Target, old: &OldInstance, place: &Place, stop_at: u64) -> bool {
    let target = match target {
        Target::Sqlite { path, .. } => path.display().to_string(),
        Target::Postgres { url } => url.clone(),
    };
    let directory = place.media_dir().parent().unwrap().display().to_string();
    let role = [
        target,
        old.path().display().to_string(),
        directory,
        fixture().join("media").display().to_string(),
        stop_at.to_string(),
    ]
    .join("\n");
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "import::kill::child"])
        .env(ROLE, role)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stderr).into_owned() + &String::from_utf8_lossy(&child.stdout);
    assert!(stop_at == 0 || !said.contains("panicked"), "{said}");
    child.status.success()
}

/// Where each phase begins, found by a dry run without an end.
async fn phases(database: &Database, old: &OldInstance, place: &Place) -> Vec<(Phase, u64)> {
    let steps = Steps::default();
    import(&old.request(), database, &place.data_dir(), &place.media, &steps).await.unwrap();
    steps.phases.into_inner().unwrap()
}

#[test]
fn killed_at_any_moment() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let database = &test.database;
        // The target holds something already, and most of the media; the source has moved on.
        let mut first = old.request();
        first.media = None;
        import(&first, database, &place.data_dir(), &place.media, &()).await.unwrap();
        old.change(&[
            "UPDATE submission_submission SET title = 'Moved on'",
            "DELETE FROM submission_resource WHERE id = 1",
        ])
        .await;
        let before = (dump(database).await, place.files());

        // Another target shows where the phases begin and what a complete import looks like.
        let scratch = match test.engine {
            plenary_store::Engine::Sqlite => plenary_store::testing::sqlite_database().await,
            plenary_store::Engine::Postgres => plenary_store::testing::postgres_database().await.unwrap(),
        };
        let elsewhere = Place::new();
        let phases = phases(&scratch.database, &old, &elsewhere).await;
        let begin = |wanted: Phase| phases.iter().find(|(phase, _)| *phase == wanted).unwrap().1;
        let (reading, files, clearing) = (begin(Phase::Reading), begin(Phase::Files), begin(Phase::Clearing));
        let (writing, checking, committing) =
            (begin(Phase::Writing), begin(Phase::Checking), begin(Phase::Committing));
        let moments = [
            reading,
            (reading + files) / 2,
            files,
            files + 1,
            (files + clearing) / 2,
            clearing,
            (clearing + writing) / 2,
            writing + 1,
            (writing + checking) / 2,
            checking,
            committing,
        ];
        for moment in moments {
            assert!(!run_child(&test.target, &old, &place, moment), "step {moment} was not reached");
            assert_same(&before.0, &dump(database).await, &format!("killed at step {moment}"));
            assert_eq!(before.1, place.files(), "killed at step {moment}");
            finish_pending(database, &place.data_dir(), &place.media).await.unwrap();
            assert_eq!(place.stagings(), 0, "killed at step {moment}");
            assert_same(&before.0, &dump(database).await, &format!("tidied after step {moment}"));
            assert_eq!(before.1, place.files());
        }

        // After the commit the files are what is missing, and the next start brings them.
        assert!(!run_child(&test.target, &old, &place, begin(Phase::Publishing)));
        assert_eq!(place.stagings(), 1);
        assert!(place.files().is_empty());
        let pending = "SELECT value FROM instance_setting WHERE key = 'import_pending_files'";
        assert_eq!(texts(database, pending).await.len(), 1);
        let moved = finish_pending(database, &place.data_dir(), &place.media).await.unwrap();
        assert_eq!(place.files(), elsewhere.files());
        assert_eq!((moved, place.stagings()), (place.files().len(), 0));
        assert!(texts(database, pending).await.is_empty());
        let titles = "SELECT DISTINCT title FROM submission";
        assert_eq!(texts(database, titles).await, ["Moved on"]);
        assert_eq!(finish_pending(database, &place.data_dir(), &place.media).await.unwrap(), 0);

        // And an import that nobody kills is complete.
        assert!(run_child(&test.target, &old, &place, 0));
        // The two differ in when the accounts of which the log says nothing were made.
        let without_accounts = async |database: &Database| {
            let mut dump = lasting(database).await;
            dump.remove("account");
            dump
        };
        assert_same(
            &without_accounts(&scratch.database).await,
            &without_accounts(database).await,
            "in the end",
        );
    });
}
