//! Every entity's count and every comparable field equal the source.

use std::collections::BTreeMap;

use plenary_model::Timestamp;
use plenary_store::testing::on_both_engines;
use plenary_store::{Database, Engine};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Map, Value as Json, json};
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Row};

use super::dump::{number, texts};
use super::mapping::{COLUMNS, CONDITIONS, JOINS};
use super::{OldInstance, Place, fixture};

type Fields = BTreeMap<i64, Vec<Option<String>>>;

/// A file that the fixture's rows name and that is missing on purpose.
const MISSING: &str = "democon/question_uploads/upload_loueNS7.txt";

fn condition(table: &str) -> String {
    let found = CONDITIONS.iter().find(|(name, _)| *name == table);
    found.map(|(_, condition)| format!(" WHERE {condition}")).unwrap_or_default()
}

pub async fn old_fields(old: &mut SqliteConnection, table: &str, columns: &[&str]) -> Fields {
    let list: Vec<String> = columns.iter().map(|name| format!("CAST(\"{name}\" AS TEXT)")).collect();
    let sql = format!("SELECT id, {} FROM {table}{}", list.join(", "), condition(table));
    let rows = sqlx::query(AssertSqlSafe(sql.clone())).fetch_all(old).await.expect(&sql);
    rows.iter().map(|row| (row.get(0), (1..=columns.len()).map(|index| row.get(index)).collect())).collect()
}

async fn new_fields(database: &Database, table: &str, columns: &[&str]) -> Fields {
    let list: Vec<String> = columns.iter().map(|name| format!("CAST(\"{name}\" AS TEXT)")).collect();
    let sql = format!("SELECT CAST(id AS BIGINT), {} FROM {table}", list.join(", "));
    let backend = database.reader().get_database_backend();
    let rows =
        database.reader().query_all_raw(Statement::from_string(backend, sql.clone())).await.expect(&sql);
    rows.iter()
        .map(|row| {
            let id: i64 = row.try_get_by_index(0).expect("id");
            (id, (1..=columns.len()).map(|index| row.try_get_by_index(index).expect("text")).collect())
        })
        .collect()
}

fn i18n(text: &str) -> Json {
    match serde_json::from_str(text) {
        Ok(Json::Object(texts)) => Json::Object(
            texts.into_iter().filter(|(_, text)| text.as_str() != Some("")).collect::<Map<_, _>>(),
        ),
        _ => json!(text),
    }
}

/// What the original's value has to look like here.
fn expected(kind: &str, value: Option<&str>) -> Option<Json> {
    let text = value.unwrap_or_default();
    let units =
        |places: i32| value.map(|text| json!((text.parse::<f64>().unwrap() * 10f64.powi(places)).round()));
    match kind {
        "" => value.map(|text| json!(text)),
        "time" => value.map(|text| {
            let at: Timestamp = format!("{}Z", text.replace(' ', "T")).parse().unwrap();
            json!(at.micros().to_string())
        }),
        "flag" => value.map(|text| json!(text == "1")),
        "i18n" => Some(if i18n(text) == json!({}) { json!("") } else { i18n(text) }),
        "template" => Some(i18n(&text.replace("{notifications}", "{speaker_schedule_new}"))),
        "json" => value.map(|text| serde_json::from_str(text).unwrap()),
        "some" => value
            .map(|text| serde_json::from_str(text).unwrap())
            .filter(|json: &Json| *json != json!({}) && !json.is_null()),
        "list" => Some(json!(text.split(',').collect::<Vec<_>>())),
        "uuid" => value.map(|text| json!(text.replace('-', ""))),
        "decimal1" => units(1),
        "decimal2" => units(2),
        "decimal6" => units(6),
        "file" => value.filter(|text| !text.is_empty() && *text != MISSING).map(|text| json!(text)),
        "question" => Some(json!(format!("Q{text}"))),
        "option" => Some(json!(format!("O{text}"))),
        other => panic!("no kind {other}"),
    }
}

/// Our value in the same shape.
fn found(kind: &str, value: Option<&str>) -> Option<Json> {
    match kind {
        "i18n" | "template" => Some(i18n(value.unwrap_or_default())),
        "flag" => value.map(|text| json!(["1", "true"].contains(&text))),
        "json" | "some" | "list" => value.map(|text| serde_json::from_str(text).unwrap()),
        "uuid" => value.map(|text| json!(text.replace('-', ""))),
        "decimal1" | "decimal2" | "decimal6" => value.map(|text| json!(text.parse::<f64>().unwrap())),
        _ => value.map(|text| json!(text)),
    }
}

/// Compares all columns; returns how many columns and values were compared.
pub async fn compare_fields(database: &Database, old: &mut SqliteConnection) -> (usize, usize) {
    let (mut columns_compared, mut values_compared) = (0, 0);
    for line in COLUMNS.lines().filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').collect();
        let (source, target) = (words[0], words[1]);
        let columns: Vec<(&str, &str, &str)> = words[2..]
            .iter()
            .map(|word| {
                let (names, kind) = word.split_once(':').unwrap_or((word, ""));
                let (from, to) = names.split_once('>').unwrap_or((names, names));
                (from, to, kind)
            })
            .collect();
        let theirs =
            old_fields(old, source, &columns.iter().map(|column| column.0).collect::<Vec<_>>()).await;
        let ours =
            new_fields(database, target, &columns.iter().map(|column| column.1).collect::<Vec<_>>()).await;
        columns_compared += columns.len();
        for (id, values) in &theirs {
            let row = ours.get(id).unwrap_or_else(|| panic!("{source} {id} did not come along"));
            for (index, (from, to, kind)) in columns.iter().enumerate() {
                let (theirs, ours) = (values[index].as_deref(), row[index].as_deref());
                assert_eq!(found(kind, ours), expected(kind, theirs), "{source} {id}.{from} → {target}.{to}");
                values_compared += 1;
            }
        }
    }
    (columns_compared, values_compared)
}

pub async fn old_number(old: &mut SqliteConnection, sql: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(old).await.expect(sql)
}

/// Compares the number of rows of every entity; returns how many.
pub async fn compare_counts(database: &Database, old: &mut SqliteConnection) -> usize {
    let mut compared = 0;
    // Tables whose rows become others, or to which rows are added.
    let by_itself = ["person_speakerprofile"];
    for line in COLUMNS.lines().chain(JOINS.lines()).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').collect();
        let (source, target) = (words[0], words[1]);
        if by_itself.contains(&source) {
            continue;
        }
        let theirs = old_number(old, &format!("SELECT count(*) FROM {source}{}", condition(source))).await;
        let ours = number(database, &format!("SELECT count(*) FROM {target}")).await;
        assert_eq!(ours, theirs, "{source} → {target}");
        compared += 1;
    }
    let pairs = [
        (
            "SELECT count(*) FROM person_user WHERE avatar <> '' AND avatar <> 'False'",
            "SELECT count(*) FROM profile_picture",
        ),
        (
            "SELECT count(track_id) FROM submission_submitteraccesscode",
            "SELECT count(*) FROM access_code_track",
        ),
        (
            "SELECT count(submission_type_id) FROM submission_submitteraccesscode",
            "SELECT count(*) FROM access_code_type",
        ),
        (
            "SELECT count(*) FROM (SELECT event_id, user_id FROM person_speakerprofile \
             UNION SELECT s.event_id, r.user_id FROM submission_speakerrole r JOIN submission_submission s \
                   ON s.id = r.submission_id AND s.state <> 'deleted' \
             UNION SELECT q.event_id, a.person_id FROM submission_answer a JOIN submission_question q \
                   ON q.id = a.question_id WHERE a.person_id IS NOT NULL \
             UNION SELECT s.event_id, f.speaker_id FROM submission_feedback f JOIN submission_submission s \
                   ON s.id = f.talk_id AND s.state <> 'deleted' WHERE f.speaker_id IS NOT NULL)",
            "SELECT count(*) FROM speaker_profile",
        ),
        (
            "SELECT count(*) FROM mail_queuedmail_to_users u JOIN mail_queuedmail m ON m.id = u.queuedmail_id \
             WHERE EXISTS (SELECT 1 FROM person_speakerprofile p WHERE p.user_id = u.user_id AND p.event_id = m.event_id)",
            "SELECT count(*) FROM queued_mail_speaker",
        ),
    ];
    for (theirs, ours) in pairs {
        assert_eq!(number(database, ours).await, old_number(old, theirs).await, "{ours}");
        compared += 1;
    }
    compared
}

async fn compare_joins(database: &Database, old: &mut SqliteConnection) {
    for line in JOINS.lines().filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').collect();
        let pair = |word: &str| word.split_once('>').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let ((a, our_a), (b, our_b)) = (pair(words[2]), pair(words[3]));
        let sql = format!(
            "SELECT CAST({a} AS TEXT) || ' ' || CAST({b} AS TEXT) FROM {}{} ORDER BY {a}, {b}",
            words[0],
            condition(words[0])
        );
        let theirs: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut *old).await.unwrap();
        let sql = format!(
            "SELECT CAST({our_a} AS TEXT) || ' ' || CAST({our_b} AS TEXT) FROM {} ORDER BY {our_a}, {our_b}",
            words[1]
        );
        assert_eq!(texts(database, &sql).await, theirs, "{}", words[0]);
    }
}

#[test]
fn counts_and_fields_equal_the_source() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        let report = place.import(&old.request(), &test.database).await.unwrap();
        let mut source = old.connect().await;
        let entities = compare_counts(&test.database, &mut source).await;
        let (columns, values) = compare_fields(&test.database, &mut source).await;
        compare_joins(&test.database, &mut source).await;
        assert!(entities >= 50, "{entities} entities");
        assert!(columns >= 200 && values > 5000, "{columns} columns, {values} values");
        // The report adds up.
        for table in &report.tables {
            let gone: u64 = table.skipped.values().sum();
            let kept: u64 = table.written.values().copied().max().unwrap_or(0);
            let text = format!("{table:?}");
            let made = table
                .changed
                .iter()
                .filter(|(what, _)| what.starts_with("made for"))
                .map(|(_, rows)| rows)
                .sum::<u64>();
            let plain = table.source == "mail_queuedmail_to_users";
            assert!(plain || table.read + made == kept + gone, "{text}");
        }
        let warnings: Vec<&str> = report.findings.iter().map(|finding| finding.text.as_str()).collect();
        println!("{warnings:#?}");
    });
}

#[test]
fn rules_that_change_values() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        place.import(&old.request(), &test.database).await.unwrap();
        let database = &test.database;
        let one = async |sql: &str| texts(database, sql).await.into_iter().next().unwrap_or_default();
        let none = async |sql: &str| assert_eq!(number(database, sql).await, 0, "{sql}");
        // Speakers: the account's code, name and UUID; places in the order of the accounts.
        none("SELECT count(*) FROM speaker_profile p JOIN account a ON a.id = p.account_id WHERE p.code <> a.code OR p.name <> a.name OR p.origin <> 'cfp'").await;
        none("SELECT count(*) FROM speaker_role r JOIN speaker_profile p ON p.id = r.speaker_id JOIN submission s ON s.id = r.submission_id WHERE p.event_id <> s.event_id").await;
        none("SELECT count(*) FROM speaker_role a JOIN speaker_role b ON a.submission_id = b.submission_id JOIN speaker_profile p ON p.id = a.speaker_id JOIN speaker_profile q ON q.id = b.speaker_id WHERE p.account_id < q.account_id AND a.position >= b.position").await;
        let instance = one("SELECT value FROM instance_setting WHERE key = 'instance_identifier'").await;
        assert_eq!(instance, "5b0a1c3e-7d0f-5e5a-9c51-3f6d3f1f0d01");
        let code = one("SELECT code FROM account WHERE id = 8").await;
        let guid = plenary_model::guid::speaker_with_account(instance.parse().unwrap(), &code);
        assert_eq!(one("SELECT guid FROM speaker_profile WHERE account_id = 8").await, guid.to_string());
        // Tokens: only a hash, and it is the right one.
        let hash = "SELECT token_start || ' ' || token_hash FROM api_token WHERE name = 'admin'";
        assert_eq!(
            one(hash).await,
            format!("admi {}", sha256("admintoken000000000000000000000000000000000000000000000000000000"))
        );
        assert_eq!(one("SELECT version FROM api_token WHERE name = 'legacy'").await, "LEGACY");
        none("SELECT count(*) FROM api_token WHERE all_events").await;
        // Accounts.
        none("SELECT count(*) FROM account WHERE email_verification_state <> 'legacy'").await;
        none(
            "SELECT count(*) FROM account WHERE profile_picture_id IS NOT NULL AND profile_picture_id <> id",
        )
        .await;
        assert_eq!(
            number(database, "SELECT count(*) FROM account WHERE profile_picture_id IS NOT NULL").await,
            4
        );
        // Breaks, mails, settings.
        none("SELECT count(*) FROM slot WHERE (submission_id IS NULL) <> (slot_type = 'break' AND slot_type IS NOT NULL)").await;
        none("SELECT count(*) FROM queued_mail WHERE (sent IS NULL) <> (state = 'draft')").await;
        none("SELECT count(*) FROM mail_template WHERE text LIKE '%{notifications}%' OR subject LIKE '%{notifications}%'").await;
        none("SELECT count(*) FROM event WHERE CAST(feature_flags AS TEXT) LIKE '%export_html_on_release%'")
            .await;
        none("SELECT count(*) FROM submission WHERE pending_state = 'deleted'").await;
        assert_eq!(
            one("SELECT value FROM event_setting WHERE key = 'example_plugin_option'").await,
            "[1, 2]"
        );
        // The log.
        let data = async |sql: &str| serde_json::from_str::<Json>(&one(sql).await).unwrap_or(Json::Null);
        let entry = async |action: &str, condition: &str| {
            data(&format!(
                "SELECT CAST(data AS TEXT) FROM activity_log WHERE action_type = '{action}' AND {condition}"
            ))
            .await
        };
        assert_eq!(entry("pretalx.event.delete", "object_type = 'organiser'").await["slug"], "gone");
        assert_eq!(entry("pretalx.user.password.changed", "object_id = 8").await["ip"], "redacted");
        let update =
            entry("pretalx.user.profile.update", "object_type = 'speakerprofile' AND object_id = 1").await;
        assert!(
            update["changes"]["user_email"].is_object() && update["changes"]["email"].is_null(),
            "{update}"
        );
        let sent = entry("pretalx.mail.sent", "object_id = 1").await;
        let profile =
            number(database, "SELECT id FROM speaker_profile WHERE account_id = 9 AND event_id = 1").await;
        assert_eq!(sent["to_speakers"], json!([[profile, "heather29@example.org"]]), "{sent}");
        assert_eq!(sent["to"], "orga@example.org,left@example.org");
        assert!(sent["to_users"].is_null());
        assert_eq!(
            one("SELECT object_type FROM activity_log WHERE action_type = 'example_plugin.thing.create'")
                .await,
            "example_plugin.thing"
        );
    });
}

/// In hex.
pub fn sha256(text: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(text).iter().map(|byte: &u8| format!("{byte:02x}")).collect()
}

#[test]
fn numbers_go_on_behind_the_highest_ever_used() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        place.import(&old.request(), &test.database).await.unwrap();
        // The log tells of proposal 9999, which is gone.
        let sql = "INSERT INTO tag (event_id, tag, color) VALUES (1, 'new', '#000000')";
        let tx = test.database.begin().await.unwrap();
        tx.db().execute_unprepared(sql).await.unwrap();
        let sql = "INSERT INTO submission (code, event_id, title, submission_type_id, state, content_locale, invitation_token, draft_additional_speakers) \
                   SELECT 'NEWNEW', 1, 'x', min(id), 'submitted', 'en', '', '[]' FROM submission_type WHERE event_id = 1";
        tx.db().execute_unprepared(sql).await.unwrap();
        tx.commit().await.unwrap();
        let mut source = old.connect().await;
        let highest = old_number(&mut source, "SELECT max(id) FROM submission_tag").await;
        assert_eq!(number(&test.database, "SELECT id FROM tag WHERE tag = 'new'").await, highest + 1);
        assert_eq!(number(&test.database, "SELECT id FROM submission WHERE code = 'NEWNEW'").await, 10000);
        if test.engine == Engine::Sqlite {
            assert!(
                number(&test.database, "SELECT seq FROM sqlite_sequence WHERE name = 'queued_mail'").await
                    >= 9999
            );
        }
    });
}

#[test]
fn the_report_is_readable_and_machine_readable() {
    on_both_engines(|test| async move {
        let (old, place) = (OldInstance::new().await, Place::new());
        old.change(&[
            "CREATE TABLE example_plugin_thing (id integer PRIMARY KEY)",
            "INSERT INTO example_plugin_thing VALUES (1), (2)",
        ])
        .await;
        let report = place.import(&old.request(), &test.database).await.unwrap();
        let text = report.to_string();
        println!("{text}");
        assert!(
            text.contains("submission_submission ") && text.contains("a proposal deleted in pretalx"),
            "{text}"
        );
        assert!(text.contains("2 skipped: belongs to a plug-in"), "{text}");
        assert!(text.contains(MISSING) && text.contains("there is no such file"), "{text}");
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["instance_identifier"], "5b0a1c3e-7d0f-5e5a-9c51-3f6d3f1f0d01");
        let table =
            json["tables"].as_array().unwrap().iter().find(|table| table["source"] == "person_user").unwrap();
        assert_eq!(table["written"]["account"], table["read"]);
        assert_eq!(report.files.missing.len(), 1);
        assert!(fixture().join("media").exists());
    });
}
