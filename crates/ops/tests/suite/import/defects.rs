//! Sources that can't be imported: each is refused with a sentence that says what and where, and
//! the target stays as it was. Sources with flaws that can be lived with.

use plenary_ops::import::{ImportError, Request, SourceAddress};
use plenary_store::testing::on_both_engines;

use super::dump::{assert_same, dump, number, texts};
use super::{OldInstance, Place};

#[test]
fn broken_sources() {
    on_both_engines(|test| async move {
        let place = Place::new();
        let before = dump(&test.database).await;
        // Statement that breaks the fixture; what the sentence has to say.
        let cases: &[(&str, &[&str])] = &[
            ("DROP TABLE submission_track", &["is incomplete: a table is missing (submission_track)"]),
            ("DROP TABLE django_migrations", &["a table is missing (django_migrations)"]),
            (
                "DROP TABLE submission_review_scores; DROP TABLE submission_tag",
                &["tables are missing (submission_tag, submission_review_scores)"],
            ),
            (
                "ALTER TABLE submission_track DROP COLUMN color",
                &["The table submission_track has no column color."],
            ),
            (
                "DELETE FROM django_migrations WHERE app = 'submission' AND name LIKE '0087%'",
                &["older than 2025.2.2", "submission/0087_question_limit_teams", "Upgrade"],
            ),
            (
                "DELETE FROM django_migrations WHERE app = 'common' AND name LIKE '0009%'",
                &["older than 2025.2.2", "common/0009"],
            ),
            (
                "INSERT INTO django_migrations (app, name, applied) VALUES ('person', '0034_something', '2026-01-01 00:00:00')",
                &["newer than 2025.2.2", "person/0034_something"],
            ),
            (
                "UPDATE event_event SET feature_flags = '{broken' WHERE id = 2",
                &["Table event_event, row 2, column feature_flags: this is not valid JSON ("],
            ),
            (
                "UPDATE submission_submission SET anonymised_data = '[1]' WHERE id = 3",
                &[
                    "Table submission_submission, row 3, column anonymised_data: this is JSON, but not an object.",
                ],
            ),
            (
                "UPDATE common_activitylog SET data = '{\"a\":' WHERE id = 5",
                &["Table common_activitylog, row 5, column data: this is not valid JSON"],
            ),
            (
                "UPDATE mail_queuedmail SET attachments = 'x' WHERE id = 1",
                &["mail_queuedmail, row 1, column attachments"],
            ),
            (
                "UPDATE submission_submission SET state = 'dreaming' WHERE id = 3",
                &["row 3, column state: “dreaming” is no known value."],
            ),
            (
                "UPDATE submission_submission SET created = 'yesterday' WHERE id = 3",
                &["row 3, column created: “yesterday” is no time."],
            ),
            (
                "UPDATE event_event SET date_from = '2026-02-31' WHERE id = 1",
                &["row 1, column date_from: “2026-02-31” is no date."],
            ),
            (
                "UPDATE submission_submission SET slot_count = 'many' WHERE id = 3",
                &["column slot_count: “many” is no whole number"],
            ),
            (
                "UPDATE submission_submission SET slot_count = 99999999999 WHERE id = 3",
                &["column slot_count: “99999999999” is no whole number of 32 bits."],
            ),
            (
                "UPDATE submission_submission SET title = CAST(x'ff41' AS TEXT) WHERE id = 3",
                &["row 3, column title: this text is not valid Unicode."],
            ),
            (
                "UPDATE schedule_room SET guid = 'x' WHERE id = 1",
                &["schedule_room, row 1, column guid: “x” is no UUID."],
            ),
            (
                "UPDATE submission_reviewscore SET value = 'much' WHERE id = 1",
                &["column value: “much” is no decimal number with 2 places."],
            ),
            (
                "UPDATE person_user SET email = 'SPEAKER@example.org' WHERE id = 9",
                &["E-mail addresses of accounts", "speaker@example.org and SPEAKER@example.org"],
            ),
            (
                "UPDATE event_event SET slug = 'DemoCon' WHERE id = 2",
                &["Slugs of events", "democon and DemoCon"],
            ),
        ];
        for (statement, says) in cases {
            let old = OldInstance::changed(&[*statement]).await;
            let error = match place.import(&old.request(), &test.database).await {
                Err(error) => error.to_string(),
                Ok(_) => panic!("{statement} was accepted"),
            };
            for part in *says {
                assert!(error.contains(part), "{statement}: {error}");
            }
            assert!(error.ends_with('.') || error.ends_with(')'), "{error}");
        }
        assert_same(&before, &dump(&test.database).await, "after all refusals");
        assert!(place.files().is_empty() && place.stagings() == 0);
    });
}

#[test]
fn what_is_no_database() {
    on_both_engines(|test| async move {
        let place = Place::new();
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        std::fs::write(at("text"), "This is a letter, not a database. ".repeat(100)).unwrap();
        std::fs::write(at("empty"), "").unwrap();
        let old = OldInstance::new().await;
        let bytes = std::fs::read(old.path()).unwrap();
        std::fs::write(at("half"), &bytes[..bytes.len() / 2]).unwrap();
        std::fs::write(at("header"), &bytes[..100]).unwrap();
        let plenary = match &test.target {
            plenary_store::Target::Sqlite { path, .. } => SourceAddress::Sqlite(path.clone()),
            plenary_store::Target::Postgres { url } => SourceAddress::Postgres(url.clone()),
        };
        let cases: Vec<(SourceAddress, &str)> = vec![
            (SourceAddress::Sqlite(at("absent")), "There is no file "),
            (SourceAddress::Sqlite(directory.path().to_owned()), "is not an SQLite database."),
            (SourceAddress::Sqlite(at("text")), "is not an SQLite database."),
            (SourceAddress::Sqlite(at("empty")), "not one of pretalx"),
            (SourceAddress::Sqlite(at("half")), ""),
            (SourceAddress::Sqlite(at("header")), ""),
            (plenary, "not one of pretalx"),
            (
                "postgres://nobody:nothing@127.0.0.1:1/none".parse().unwrap(),
                "the PostgreSQL database none on 127.0.0.1 can't be opened: ",
            ),
            ("postgres://".parse().unwrap(), ""),
        ];
        for (source, says) in cases {
            let request = Request::new(source.clone());
            let error = place.import(&request, &test.database).await.expect_err("no pretalx").to_string();
            assert!(error.contains(says), "{source:?}: {error}");
            assert!(!error.contains("nothing"), "the password shows: {error}");
        }
    });
}

#[test]
fn a_source_that_nobody_may_write_to() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        old.change(&[
            "PRAGMA journal_mode = WAL",
            "UPDATE event_event SET email = 'wal@example.org' WHERE id = 1",
        ])
        .await;
        let mut permissions = std::fs::metadata(old.path()).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(old.path(), permissions).unwrap();
        let bytes = std::fs::read(old.path()).unwrap();
        place.import(&old.request(), &test.database).await.unwrap();
        assert_eq!(texts(&test.database, "SELECT email FROM event WHERE id = 1").await, ["wal@example.org"]);
        assert!(bytes == std::fs::read(old.path()).unwrap(), "the source was written to");
    });
}

#[test]
fn flaws_that_are_reported() {
    on_both_engines(|test| async move {
        let place = Place::new();
        let old = OldInstance::changed(&[
            // Rows that refer to nothing.
            "INSERT INTO submission_speakerrole (id, submission_id, user_id) VALUES (9000, 2, 99999)",
            "INSERT INTO submission_speakerrole (id, submission_id, user_id) VALUES (9001, 99999, 8)",
            "INSERT INTO schedule_talkslot (id, schedule_id, submission_id, is_visible) VALUES (9000, 99999, 2, 1)",
            "INSERT INTO schedule_talkslot (id, schedule_id, submission_id, is_visible) VALUES (9001, 1, 99999, 1)",
            "UPDATE submission_submission SET track_id = 99999 WHERE id = 2",
            "INSERT INTO submission_answer (id, answer, question_id) VALUES (9000, 'x', 1)",
            "INSERT INTO common_activitylog (id, object_id, timestamp, action_type, content_type_id, person_id, is_orga_action, legacy_data) \
             VALUES (9000, 1, '2026-01-01 00:00:00', 'x', 99999, 99999, 0, '{old')",
            // Two profiles of one speaker, with their times; two working schedules.
            "INSERT INTO person_speakerprofile (id, event_id, user_id, has_arrived, biography) VALUES (9000, 1, 8, 1, 'newer')",
            "INSERT INTO schedule_schedule (id, event_id) VALUES (9000, 1)",
            "INSERT INTO schedule_talkslot (id, schedule_id, submission_id, is_visible) VALUES (9002, 9000, 2, 1)",
            "UPDATE event_event SET organiser_id = NULL, timezone = 'Mars/Olympus' WHERE id = 2",
            "UPDATE submission_submission SET title = 'a' || char(0) || 'b' WHERE id = 4",
            "UPDATE submission_submission SET pending_state = 'deleted' WHERE id = 4",
            "UPDATE person_user SET code = NULL WHERE id = 10",
            "UPDATE person_user SET email = ' Loud@Example.ORG ', password = 'md5$a$b' WHERE id = 11",
            "UPDATE submission_review SET score = 17 WHERE id = 1",
            "DELETE FROM mail_mailtemplate WHERE event_id = 1 AND role = 'schedule.new'",
            "UPDATE mail_mailtemplate SET role = 'of.a.plugin' WHERE event_id = 1 AND role = 'question.reminder'",
            "UPDATE submission_reviewphase SET is_active = 1, \"end\" = NULL WHERE event_id = 1",
            "UPDATE event_event SET locale_array = '', content_locale_array = 'en, tlh,' WHERE id = 1",
        ])
        .await;
        let database = &test.database;
        let report = place.import(&old.request(), database).await.unwrap();
        println!("{report}");
        let skipped = |table: &str, reason: &str| {
            report.table(table).and_then(|table| table.skipped.get(reason)).copied().unwrap_or_default()
        };
        assert_eq!(skipped("submission_speakerrole", "refers to a row that does not exist"), 2);
        assert_eq!(skipped("schedule_talkslot", "refers to a row that does not exist"), 2);
        assert_eq!(skipped("schedule_talkslot", "part of a surplus working schedule"), 1);
        assert_eq!(skipped("schedule_schedule", "part of a surplus working schedule"), 1);
        assert_eq!(skipped("person_speakerprofile", "the same again"), 1);
        assert_eq!(skipped("submission_answer", "belongs to nothing"), 1);
        let one = async |sql: &str| texts(database, sql).await.into_iter().next().unwrap_or_default();
        assert_eq!(
            one("SELECT biography FROM speaker_profile WHERE account_id = 8 AND event_id = 1").await,
            "newer"
        );
        assert_eq!(one("SELECT title FROM submission WHERE id = 4").await, "ab");
        assert_eq!(one("SELECT email FROM account WHERE id = 11").await, "loud@example.org");
        let code = one("SELECT code FROM account WHERE id = 10").await;
        assert_eq!(code.len(), 6);
        assert_eq!(one("SELECT object_type FROM activity_log WHERE id = 9000").await, "unknown.99999");
        let data: serde_json::Value =
            serde_json::from_str(&one("SELECT CAST(data AS TEXT) FROM activity_log WHERE id = 9000").await)
                .unwrap();
        assert_eq!(data, serde_json::json!({"text": "{old"}));
        assert_eq!(
            number(database, "SELECT count(*) FROM activity_log WHERE id = 9000 AND account_id IS NULL")
                .await,
            1
        );
        assert_eq!(
            number(database, "SELECT count(*) FROM submission WHERE id = 2 AND track_id IS NULL").await,
            1
        );
        let locales: serde_json::Value =
            serde_json::from_str(&one("SELECT CAST(locales AS TEXT) FROM event WHERE id = 1").await).unwrap();
        assert_eq!(locales, serde_json::json!(["en"]));
        let locales: serde_json::Value =
            serde_json::from_str(&one("SELECT CAST(content_locales AS TEXT) FROM event WHERE id = 1").await)
                .unwrap();
        assert_eq!(locales, serde_json::json!(["en", "tlh"]));
        let findings =
            report.findings.iter().map(|finding| finding.text.as_str()).collect::<Vec<_>>().join("\n");
        for part in [
            "The event secretconf has no organiser",
            "unknown time zone “Mars/Olympus”",
            "1 texts had NUL characters",
            "loud@example.org",
            "(reviews 1",
            "The event democon has no mail template for question.reminder, schedule.new",
            "1 events have several active review phases: democon.",
            "overlap",
        ] {
            assert!(findings.contains(part), "{part} is not among:\n{findings}");
        }
        // The same code is made up again.
        place.import(&old.request(), database).await.unwrap();
        assert_eq!(one("SELECT code FROM account WHERE id = 10").await, code);
    });
}

#[test]
fn the_secret_has_to_be_there() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let mut request = old.request();
        request.secret = Some("/nowhere/.secret".into());
        let error = place.import(&request, &test.database).await.unwrap_err();
        assert!(matches!(error, ImportError::Secret { .. }), "{error}");
        assert!(error.to_string().contains("/nowhere/.secret"), "{error}");
    });
}
