use plenary_model::{Error, OsRandom, SystemClock};
use plenary_store::sea_orm::{ConnectionTrait, EntityTrait};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_store::{Database, Engine, Target, entity, migration};
use std::sync::Arc;

async fn run(test: &TestDatabase, sql: &str) -> Result<(), String> {
    let tx = test.database.begin().await.unwrap();
    let done = tx.db().execute_unprepared(sql).await;
    match done {
        Ok(_) => {
            tx.commit().await.unwrap();
            Ok(())
        }
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn a_migrated_database_has_nothing_to_do() {
    on_both_engines(|test| async move {
        assert_eq!(migration::migrate(&test.database).await.unwrap(), Vec::<String>::new());
        let status = migration::status(&test.database).await.unwrap();
        assert!(status.iter().all(|s| s.applied && !s.unknown));
    });
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    on_both_engines(|test| async move {
        run(&test, "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 1)")
            .await
            .unwrap();
        let error = migration::migrate(&test.database).await.unwrap_err();
        assert!(matches!(&error, Error::Unavailable(text) if text.contains("m9999_future")), "{error}");
        let status = migration::status(&test.database).await.unwrap();
        assert!(status.iter().any(|s| s.name == "m9999_future" && s.unknown));
    });
}

#[test]
fn a_failing_migration_leaves_no_table_behind() {
    // On an empty database with a table in the way the first migration fails half-way.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let directory = tempfile::tempdir().unwrap();
        let target = Target::Sqlite { path: directory.path().join("db.sqlite3"), durable: true };
        let database = Database::open(&target, Arc::new(SystemClock), Arc::new(OsRandom)).await.unwrap();
        let tx = database.begin().await.unwrap();
        tx.db().execute_unprepared("CREATE TABLE slot (id INTEGER)").await.unwrap();
        tx.commit().await.unwrap();
        assert!(migration::migrate(&database).await.is_err());
        let tables = database
            .reader()
            .query_all_raw(sea_orm_statement(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            ))
            .await
            .unwrap();
        assert_eq!(tables.len(), 1, "only the table that was there");
    });
}

fn sea_orm_statement(sql: &str) -> plenary_store::sea_orm::Statement {
    plenary_store::sea_orm::Statement::from_string(plenary_store::sea_orm::DbBackend::Sqlite, sql)
}

#[test]
fn servers_that_start_together_migrate_once() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let directory = tempfile::tempdir().unwrap();
        let target = Target::Sqlite { path: directory.path().join("db.sqlite3"), durable: true };
        let mut tasks = Vec::new();
        for _ in 0..4 {
            let target = target.clone();
            tasks.push(tokio::spawn(async move {
                let database =
                    Database::open(&target, Arc::new(SystemClock), Arc::new(OsRandom)).await.unwrap();
                migration::migrate(&database).await.unwrap().len()
            }));
        }
        let mut applied = 0;
        for task in tasks {
            applied += task.await.unwrap();
        }
        let alone = Target::Sqlite { path: directory.path().join("alone.sqlite3"), durable: true };
        let alone = Database::open(&alone, Arc::new(SystemClock), Arc::new(OsRandom)).await.unwrap();
        assert_eq!(applied, migration::migrate(&alone).await.unwrap().len());
    });
}

#[test]
fn references_hold() {
    on_both_engines(|test| async move {
        let orphan = "INSERT INTO team (organiser_id, name) VALUES (4711, 'x')";
        let error = run(&test, orphan).await.unwrap_err().to_lowercase();
        assert!(error.contains("foreign key"), "{error}");
        let wrong = "INSERT INTO event_link (event_id, label, url, role) VALUES (1, 'x', 'y', 'sideways')";
        let error = run(&test, wrong).await.unwrap_err().to_lowercase();
        assert!(error.contains("check"), "{error}");
        assert_eq!(entity::team::Entity::find().all(test.database.reader()).await.unwrap(), vec![]);
    });
}

#[test]
fn sqlite_is_durable() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let directory = tempfile::tempdir().unwrap();
        let target = Target::Sqlite { path: directory.path().join("db.sqlite3"), durable: true };
        let database = Database::open(&target, Arc::new(SystemClock), Arc::new(OsRandom)).await.unwrap();
        assert_eq!(database.engine(), Engine::Sqlite);
        let tx = database.begin().await.unwrap();
        for (pragma, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
            let row =
                tx.db().query_one_raw(sea_orm_statement(&format!("PRAGMA {pragma}"))).await.unwrap().unwrap();
            let value = row
                .try_get_by_index::<String>(0)
                .or_else(|_| row.try_get_by_index::<i32>(0).map(|n| n.to_string()));
            assert_eq!(value.unwrap(), expected, "{pragma}");
        }
    });
}

#[test]
fn somebody_elses_database_is_left_alone() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        for (table, sentence) in [("django_migrations", "import pretalx"), ("books", "such as books")] {
            let directory = tempfile::tempdir().unwrap();
            let target = Target::Sqlite { path: directory.path().join("db.sqlite3"), durable: true };
            let database = Database::open(&target, Arc::new(SystemClock), Arc::new(OsRandom)).await.unwrap();
            let tx = database.begin().await.unwrap();
            tx.db().execute_unprepared(&format!("CREATE TABLE {table} (id INTEGER)")).await.unwrap();
            tx.commit().await.unwrap();
            let error = migration::migrate(&database).await.unwrap_err();
            assert!(matches!(&error, Error::Unavailable(text) if text.contains(sentence)), "{error}");
        }
    });
}
