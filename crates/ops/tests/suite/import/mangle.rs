//! Damage of any kind ends in a sentence or a report, never in a panic.

use plenary_model::{Random, SeededRandom};
use plenary_store::testing::on_both_engines;
use sqlx::{AssertSqlSafe, Connection};

use super::dump::{assert_same, dump};
use super::{OldInstance, Place};

const VALUES: &[&str] = &[
    "NULL",
    "''",
    "'x'",
    "-1",
    "0",
    "99999999999999",
    "1e300",
    "-1e-300",
    "x'ff00'",
    "CAST(x'ff' AS TEXT)",
    "'{'",
    "'{}'",
    "'[]'",
    "'null'",
    "'\"\"'",
    "'9999-99-99'",
    "'2026-01-01 00:00:00+99'",
    "char(0)",
    "'False'",
    "'../../x'",
    "'{\"a\": {\"b\": [1]}}'",
];

#[test]
fn values_of_any_kind_anywhere() {
    on_both_engines(|test| async move {
        let place = Place::new();
        let random = SeededRandom::new(7);
        let tables: &[&str] = &[
            "event_event",
            "submission_submission",
            "person_user",
            "schedule_talkslot",
            "submission_answer",
            "common_activitylog",
            "mail_queuedmail",
            "person_speakerprofile",
            "submission_question",
            "submission_review",
            "submission_cfp",
            "person_userapitoken",
            "submission_speakerrole",
            "schedule_schedule",
            "common_globalsettings_settingsstore",
            "django_migrations",
            "django_content_type",
            "event_team_members",
        ];
        let before = dump(&test.database).await;
        let (mut refused, mut accepted) = (0, 0);
        for _ in 0..24 {
            let old = OldInstance::new().await;
            let mut connection = old.connect().await;
            let mut said = Vec::new();
            for _ in 0..=random.below(2) {
                let table = tables[random.below(tables.len() as u32) as usize];
                let sql = format!("SELECT name FROM pragma_table_info('{table}')");
                let columns: Vec<String> =
                    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
                let column = &columns[random.below(columns.len() as u32) as usize];
                let value = VALUES[random.below(VALUES.len() as u32) as usize];
                let statement = format!(
                    "UPDATE OR IGNORE {table} SET \"{column}\" = {value} WHERE rowid = (SELECT rowid FROM {table} ORDER BY rowid LIMIT 1 OFFSET {})",
                    random.below(4)
                );
                // What the table itself refuses needs no test.
                let _ = sqlx::raw_sql(AssertSqlSafe(statement.clone())).execute(&mut connection).await;
                said.push(statement);
            }
            connection.close().await.unwrap();
            let mut request = old.request();
            request.dry_run = true;
            match place.import(&request, &test.database).await {
                Ok(report) => {
                    let _ = report.to_string();
                    accepted += 1;
                }
                Err(error) => {
                    println!("{said:?}\n    {error}");
                    refused += 1;
                }
            }
        }
        println!("{refused} refused, {accepted} accepted");
        assert!(refused > 4 && accepted > 4);
        assert_same(&before, &dump(&test.database).await, "after all of them");
    });
}

#[test]
fn bytes_of_any_kind_anywhere() {
    on_both_engines(|test| async move {
        let place = Place::new();
        let random = SeededRandom::new(11);
        let old = OldInstance::new().await;
        let bytes = std::fs::read(old.path()).unwrap();
        let before = dump(&test.database).await;
        for round in 0..16_u32 {
            let mut damaged = bytes.clone();
            for _ in 0..=round * 4 {
                let at = random.below(damaged.len() as u32) as usize;
                damaged[at] = random.below(256) as u8;
            }
            if round % 5 == 0 {
                damaged.truncate(random.below(bytes.len() as u32) as usize);
            }
            std::fs::write(old.path(), &damaged).unwrap();
            let mut request = old.request();
            request.dry_run = true;
            if let Err(error) = place.import(&request, &test.database).await {
                println!("{error}");
            }
        }
        assert_same(&before, &dump(&test.database).await, "after all of them");
    });
}
