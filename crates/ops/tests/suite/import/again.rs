//! Importing again until the switch, and what stands in its way.

use plenary_model::{Actor, ObjectType};
use plenary_ops::import::ImportError;
use plenary_store::Database;
use plenary_store::entity::{account, session};
use plenary_store::log::{Entry, write};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::json;

use super::compare::{compare_counts, compare_fields};
use super::dump::{assert_same, dump, lasting, number, texts};
use super::{OldInstance, Place};

async fn run(database: &Database, sql: &str) {
    let tx = database.begin().await.unwrap();
    tx.db().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    tx.commit().await.unwrap();
}

const CHANGES: &[&str] = &[
    "UPDATE submission_submission SET title = 'Another title' WHERE id = 2",
    "INSERT INTO submission_tag (id, tag, description, color, is_public, event_id) VALUES (900, 'fresh', '', '#123456', 0, 1)",
    "DELETE FROM submission_submissionfavourite WHERE id = (SELECT min(id) FROM submission_submissionfavourite)",
    "UPDATE person_user SET name = 'Renamed' WHERE id = 8",
    "DELETE FROM common_globalsettings_settingsstore WHERE key = 'update_check_ack'",
];

#[test]
fn again_from_the_same_source_changes_nothing() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let first = place.import(&old.request(), &test.database).await.unwrap();
        let (before, files) = (lasting(&test.database).await, place.files());
        let second = place.import(&old.request(), &test.database).await.unwrap();
        assert_same(&before, &lasting(&test.database).await, "after the second import");
        assert_eq!(files, place.files());
        assert!(!first.update && second.update);
        assert_eq!((first.files.copied, second.files.copied), (first.files.wanted - 1, 0));
        assert_eq!(second.files.unchanged, first.files.copied);
        assert_eq!(first.tables, second.tables);
    });
}

#[test]
fn again_from_a_changed_source_follows_it() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        place.import(&old.request(), &test.database).await.unwrap();
        let revision = number(&test.database, "SELECT max(revision) FROM event").await;
        old.change(CHANGES).await;
        place.import(&old.request(), &test.database).await.unwrap();
        let mut source = old.connect().await;
        compare_counts(&test.database, &mut source).await;
        compare_fields(&test.database, &mut source).await;
        assert_eq!(number(&test.database, "SELECT max(revision) FROM event").await, revision + 1);
        let setting = "SELECT count(*) FROM instance_setting WHERE key = 'update_check_ack'";
        assert_eq!(number(&test.database, setting).await, 0);
        let name = "SELECT name FROM speaker_profile WHERE account_id = 8";
        assert_eq!(texts(&test.database, name).await[0], "Renamed");
    });
}

#[test]
fn people_stay_logged_in() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        place.import(&old.request(), &test.database).await.unwrap();
        let tx = test.database.begin().await.unwrap();
        for (id, account_id) in [("anonymous", None), ("speaker", Some(8)), ("gone", Some(9))] {
            let row = session::ActiveModel {
                id: Set(id.to_owned()),
                account_id: Set(account_id),
                data: Set(json!({"account": account_id})),
                created: Set(tx.now()),
                expires: Set(tx.now().plus_minutes(60)),
            };
            session::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();
        // Logging in is no change: the time of it, and the password hashed anew.
        run(&test.database, "UPDATE account SET last_login = 1, password = 'argon2$new' WHERE id = 8").await;
        old.change(&["UPDATE person_user SET code = 'ZZZZZZ' WHERE id = 9"]).await;
        place.import(&old.request(), &test.database).await.unwrap();
        let sessions = texts(&test.database, "SELECT id FROM session ORDER BY id").await;
        // The number 9 belongs to somebody else now, as far as can be told.
        assert_eq!(sessions, ["anonymous", "speaker"]);
    });
}

#[test]
fn what_was_changed_here_is_not_undone_by_accident() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let database = &test.database;
        place.import(&old.request(), database).await.unwrap();
        let undo = format!(
            "DELETE FROM activity_log WHERE id > {}",
            number(database, "SELECT max(id) FROM activity_log").await
        );
        let account = "INSERT INTO account (id, password, name, email, email_verification_state, created, locale, timezone) \
                       VALUES (9000, '!', 'New', 'new@example.org', 'unverified', 0, 'en', 'UTC')";
        let cases = [
            (
                "UPDATE slot SET starts = starts + 60000000, updated = coalesce(updated, 0) + 5000000 WHERE id = (SELECT max(id) FROM slot)",
                "other slots",
                "UPDATE slot SET updated = coalesce(updated, 0) - 5000000 WHERE id = (SELECT max(id) FROM slot)",
            ),
            (account, "1 new accounts", "DELETE FROM account WHERE id = 9000"),
            ("DELETE FROM favourite WHERE id = (SELECT max(id) FROM favourite)", "1 stars gone", ""),
        ];
        for (change, named, undone) in cases {
            run(database, change).await;
            let before = dump(database).await;
            let error = place.import(&old.request(), database).await.unwrap_err();
            assert!(
                matches!(error, ImportError::ChangedHere(_)) && error.to_string().contains(named),
                "{error}"
            );
            assert_same(&before, &dump(database).await, named);
            if !undone.is_empty() {
                run(database, undone).await;
            }
        }
        // With consent it goes ahead.
        let mut request = old.request();
        request.replace = true;
        place.import(&request, database).await.unwrap();
        place.import(&old.request(), database).await.unwrap();
        // What jobs log is no change, what people log is.
        for (actor, fine) in
            [(Actor::System, true), (Actor::Person { account: 2, administrator: false }, false)]
        {
            let tx = database.begin().await.unwrap();
            let entry = Entry {
                event: Some(1),
                actor: &actor,
                object: (ObjectType::Event, 1),
                action: "pretalx.event.update",
                data: json!({}),
                as_organiser: true,
            };
            write(&tx, entry).await.unwrap();
            tx.commit().await.unwrap();
            let result = place.import(&old.request(), database).await;
            assert_eq!(result.is_ok(), fine, "{:?}", result.err());
        }
        run(database, &undo).await;
        place.import(&old.request(), database).await.unwrap();
    });
}

#[test]
fn an_instance_with_something_of_its_own_is_left_alone() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        run(&test.database, "INSERT INTO organiser (name, slug) VALUES ('Own', 'own')").await;
        let before = dump(&test.database).await;
        let mut request = old.request();
        for replace in [false, true] {
            request.replace = replace;
            let error = place.import(&request, &test.database).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                "This instance has something of its own (1 organisers). Import into an empty one."
            );
        }
        assert_same(&before, &dump(&test.database).await, "after the refusal");
    });
}

#[test]
fn another_source_is_refused() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        place.import(&old.request(), &test.database).await.unwrap();
        let identifier = "UPDATE common_globalsettings_settingsstore SET value = '11111111-2222-4333-8444-555555555555' WHERE key = 'instance_identifier'";
        let other = OldInstance::changed(&[identifier]).await;
        let error = place.import(&other.request(), &test.database).await.unwrap_err();
        assert!(matches!(error, ImportError::OtherSource { .. }), "{error}");
        assert!(error.to_string().contains("11111111-2222"), "{error}");
    });
}

#[test]
fn a_source_without_identifier_uses_ours_and_may_get_one() {
    on_both_engines(|test| async move {
        let without = ["DELETE FROM common_globalsettings_settingsstore WHERE key = 'instance_identifier'"];
        let (old, place) = (OldInstance::changed(&without).await, Place::new());
        let ours =
            texts(&test.database, "SELECT value FROM instance_setting WHERE key = 'instance_identifier'")
                .await;
        let report = place.import(&old.request(), &test.database).await.unwrap();
        assert_eq!(ours, [report.instance_identifier]);
        let with = [
            "INSERT INTO common_globalsettings_settingsstore (key, value) VALUES ('instance_identifier', '11111111-2222-4333-8444-555555555555')",
        ];
        old.change(&with).await;
        let report = place.import(&old.request(), &test.database).await.unwrap();
        assert_eq!(report.instance_identifier, "11111111-2222-4333-8444-555555555555");
    });
}

async fn administrator(database: &Database, email: &str, code: &str) {
    let tx = database.begin().await.unwrap();
    let row = account::ActiveModel {
        password: Set("argon2$own".to_owned()),
        code: Set(Some(code.to_owned())),
        name: Set("Own".to_owned()),
        email: Set(email.to_owned()),
        email_verification_state: Set(plenary_model::EmailVerification::Verified),
        created: Set(tx.now()),
        is_active: Set(true),
        is_administrator: Set(true),
        locale: Set("en".to_owned()),
        timezone: Set("UTC".to_owned()),
        ..Default::default()
    };
    account::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn administrators_made_by_command_keep_their_rights() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let database = &test.database;
        let mut source = old.connect().await;
        let row: (i64, String, String) =
            sqlx::query_as("SELECT id, email, code FROM person_user WHERE id = 8")
                .fetch_one(&mut source)
                .await
                .unwrap();
        administrator(database, "operator@example.org", &row.2).await;
        administrator(database, &row.1, "OWNTWO").await;
        let highest = number(database, "SELECT max(id) FROM account").await;
        for _ in 0..2 {
            place.import(&old.request(), database).await.unwrap();
            let operator = "SELECT CAST(id AS TEXT) || ' ' || password FROM account WHERE email = 'operator@example.org'";
            let count = super::compare::old_number(&mut source, "SELECT max(id) FROM person_user").await;
            assert!(highest < count);
            assert_eq!(texts(database, operator).await, [format!("{} argon2$own", count + 1)]);
            let sql = format!(
                "SELECT count(*) FROM account WHERE email = '{}' AND id = 8 AND is_administrator AND code = '{}'",
                row.1, row.2
            );
            assert_eq!(number(database, &sql).await, 1);
        }
    });
}

#[test]
fn a_dry_run_keeps_nothing_and_says_the_same() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let mut rehearsal = old.request();
        rehearsal.dry_run = true;
        let before = dump(&test.database).await;
        let rehearsed = place.import(&rehearsal, &test.database).await.unwrap();
        assert_same(&before, &dump(&test.database).await, "after a dry run");
        assert!(place.files().is_empty() && place.stagings() == 0);
        let report = place.import(&old.request(), &test.database).await.unwrap();
        assert_eq!(report.tables, rehearsed.tables);
        assert_eq!(report.files.copied, rehearsed.files.copied);
        // Also over an earlier import.
        old.change(CHANGES).await;
        let before = dump(&test.database).await;
        place.import(&rehearsal, &test.database).await.unwrap();
        assert_same(&before, &dump(&test.database).await, "after a dry run of an update");
    });
}

#[test]
fn two_imports_do_not_run_at_once() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let lock = std::fs::File::create(place.data_dir().join("import.lock")).unwrap();
        lock.lock().unwrap();
        let error = place.import(&old.request(), &test.database).await.unwrap_err();
        assert!(matches!(error, ImportError::Running), "{error}");
        drop(lock);
        place.import(&old.request(), &test.database).await.unwrap();
    });
}

#[test]
fn the_old_secret_is_kept() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let file = place.data_dir().join("old-secret");
        std::fs::write(&file, "0123456789abcdef\n").unwrap();
        let mut request = old.request();
        request.secret = Some(file.clone());
        place.import(&request, &test.database).await.unwrap();
        let sql = "SELECT value FROM instance_setting WHERE key = 'import_secret'";
        assert_eq!(texts(&test.database, sql).await, ["0123456789abcdef"]);
        std::fs::write(&file, "\n").unwrap();
        let error = place.import(&request, &test.database).await.unwrap_err();
        assert!(error.to_string().ends_with("old-secret: it is empty."), "{error}");
    });
}
