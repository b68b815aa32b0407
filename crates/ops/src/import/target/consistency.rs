//! Whether what was written fits together (data-model §6.8).

use std::collections::HashMap;

use plenary_model::Result as ModelResult;
use plenary_store::Tx;
use sea_orm::{ConnectionTrait, DbBackend};

use super::tables::FILLED;
use super::{ask, run};
use crate::import::context::{Context, few};
use crate::import::error::{ImportError, Result};
use crate::import::progress::{Phase, Progress};

/// Every reference must lead somewhere, before the commit would say so less clearly.
pub async fn check_references(tx: &Tx) -> Result<()> {
    let failed = |reason: String| ImportError::Write { table: "some table".to_owned(), reason };
    match tx.db().get_database_backend() {
        DbBackend::Postgres => {
            run(tx, "SET CONSTRAINTS ALL IMMEDIATE").await.map_err(|error| failed(error.to_string()))
        }
        _ => {
            let broken =
                ask(tx, "SELECT \"table\", \"parent\" FROM pragma_foreign_key_check LIMIT 1").await?;
            let Some(row) = broken.first() else { return Ok(()) };
            let name = |column| row.try_get::<String>("", column).unwrap_or_default();
            Err(ImportError::Write {
                table: name("table"),
                reason: format!("a row refers to one of {} that does not exist", name("parent")),
            })
        }
    }
}

/// Queries that give the names of what is not as it should be, and what to say about them.
const CHECKS: [(&str, &str); 4] = [
    (
        "SELECT s.code AS name FROM submission s \
         LEFT JOIN schedule w ON w.event_id = s.event_id AND w.version IS NULL \
         LEFT JOIN slot p ON p.schedule_id = w.id AND p.submission_id = s.id \
         WHERE s.state IN ('accepted', 'confirmed') \
         GROUP BY s.id, s.code, s.slot_count HAVING count(p.id) <> s.slot_count ORDER BY s.code",
        "accepted proposals have another number of slots in the working schedule than they should",
    ),
    (
        "SELECT e.slug AS name FROM event e LEFT JOIN schedule w ON w.event_id = e.id AND w.version IS NULL \
         GROUP BY e.id, e.slug HAVING count(w.id) <> 1 ORDER BY e.slug",
        "events have no working schedule (it is made when it is first needed)",
    ),
    (
        "SELECT e.slug AS name FROM event e LEFT JOIN cfp c ON c.event_id = e.id \
         GROUP BY e.id, e.slug HAVING count(c.id) <> 1 ORDER BY e.slug",
        "events have no call for proposals",
    ),
    (
        "SELECT e.slug AS name FROM event e JOIN review_phase p ON p.event_id = e.id AND p.is_active \
         GROUP BY e.id, e.slug HAVING count(p.id) > 1 ORDER BY e.slug",
        "events have several active review phases",
    ),
];

/// Adds what was found to the report.
pub async fn check(tx: &Tx, cx: &mut Context, progress: &dyn Progress) -> ModelResult<()> {
    progress.phase(Phase::Checking, CHECKS.len() as u64 + 3);
    for (sql, what) in CHECKS {
        let mut names: Vec<String> = Vec::new();
        for row in ask(tx, sql).await? {
            names.push(row.try_get("", "name")?);
        }
        if !names.is_empty() {
            cx.report.warn(format!("{} {what}: {}.", names.len(), few(&names)));
        }
        progress.advance(1);
    }
    check_speakers(tx, cx).await?;
    progress.advance(1);
    check_current(tx, cx).await?;
    progress.advance(1);
    check_counts(tx, cx).await?;
    progress.advance(1);
    Ok(())
}

/// Nobody may have lost their speakers.
async fn check_speakers(tx: &Tx, cx: &mut Context) -> ModelResult<()> {
    let sql = "SELECT s.id, s.code FROM submission s \
               WHERE NOT EXISTS (SELECT 1 FROM speaker_role r WHERE r.submission_id = s.id) ORDER BY s.code";
    let mut lost: Vec<String> = Vec::new();
    for row in ask(tx, sql).await? {
        if cx.with_speakers.contains(&row.try_get("", "id")?) {
            lost.push(row.try_get("", "code")?);
        }
    }
    if !lost.is_empty() {
        cx.report.warn(format!("{} proposals have lost all their speakers: {}.", lost.len(), few(&lost)));
    }
    Ok(())
}

/// The public schedule must be the version it was.
async fn check_current(tx: &Tx, cx: &mut Context) -> ModelResult<()> {
    let sql = "SELECT event_id, id FROM schedule WHERE version IS NOT NULL AND published IS NOT NULL \
               ORDER BY event_id, published, id";
    let mut current: HashMap<i32, i32> = HashMap::new();
    for row in ask(tx, sql).await? {
        current.insert(row.try_get("", "event_id")?, row.try_get("", "id")?);
    }
    let mut other: Vec<String> = cx
        .current_schedules
        .iter()
        .filter(|(event, schedule)| current.get(event) != Some(schedule))
        .filter_map(|(event, _)| cx.slugs.get(event).cloned())
        .collect();
    other.sort();
    if !other.is_empty() {
        cx.report.warn(format!("Another version is the current schedule of {}.", few(&other)));
    }
    Ok(())
}

/// What the report says was written is there.
async fn check_counts(tx: &Tx, cx: &mut Context) -> ModelResult<()> {
    for table in FILLED {
        let rows = ask(tx, format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {}", table.name)).await?;
        let found: i64 = match rows.first() {
            Some(row) => row.try_get("", "n")?,
            None => 0,
        };
        let written = cx.report.written(table.name);
        if u64::try_from(found) != Ok(written) {
            cx.report
                .warn(format!("{} rows of {} were written, but {found} are there.", written, table.name));
        }
    }
    Ok(())
}
