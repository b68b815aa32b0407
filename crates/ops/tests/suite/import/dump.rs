//! Everything in a database, to compare.

use std::collections::BTreeMap;

use plenary_store::{Database, Engine};
use sea_orm::{ConnectionTrait, Statement};

pub type Dump = BTreeMap<String, Vec<String>>;

pub async fn texts(database: &Database, sql: &str) -> Vec<String> {
    let backend = database.reader().get_database_backend();
    let rows = database
        .reader()
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter()
        .map(|row| row.try_get_by_index::<Option<String>>(0).expect("a text").unwrap_or_default())
        .collect()
}

/// The one number a statement gives.
pub async fn number(database: &Database, sql: &str) -> i64 {
    let texts = texts(database, &format!("SELECT CAST(({sql}) AS TEXT)")).await;
    texts[0].parse().unwrap_or_else(|_| panic!("{sql}: {texts:?}"))
}

pub async fn tables(database: &Database) -> Vec<String> {
    let sql = match database.engine() {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        }
        Engine::Postgres => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name"
        }
    };
    texts(database, sql).await
}

/// Every row of every table.
pub async fn dump(database: &Database) -> Dump {
    let mut dump = Dump::new();
    for table in tables(database).await {
        let row = match database.engine() {
            Engine::Postgres => "row_to_json(t)::text".to_owned(),
            Engine::Sqlite => {
                let names = texts(database, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
                let pairs: Vec<String> = names.iter().map(|name| format!("'{name}', \"{name}\"")).collect();
                format!("json_object({})", pairs.join(", "))
            }
        };
        let mut rows = texts(database, &format!("SELECT {row} FROM {table} t")).await;
        rows.sort();
        dump.insert(table, rows);
    }
    dump
}

/// A dump without what two imports of the same source may differ in.
pub async fn lasting(database: &Database) -> Dump {
    let mut dump = dump(database).await;
    dump.remove("seaql_migrations");
    if let Some(settings) = dump.get_mut("instance_setting") {
        settings.retain(|row| !row.contains("import_"));
        for row in settings.iter_mut() {
            *row = without(row, "id");
        }
        settings.sort();
    }
    for row in dump.get_mut("event").into_iter().flatten() {
        *row = without(row, "revision");
    }
    dump
}

fn without(row: &str, key: &str) -> String {
    let mut row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(row).expect("an object");
    row.shift_remove(key);
    serde_json::Value::Object(row).to_string()
}

/// Says where two dumps differ, instead of printing both.
pub fn assert_same(left: &Dump, right: &Dump, what: &str) {
    for (table, rows) in left {
        let others = right.get(table).unwrap_or_else(|| panic!("{what}: {table} is gone"));
        let only = |a: &[String], b: &[String]| a.iter().find(|row| !b.contains(row)).cloned();
        assert!(
            rows == others,
            "{what}: {table} differs ({} and {} rows): {:?} became {:?}",
            rows.len(),
            others.len(),
            only(rows, others),
            only(others, rows)
        );
    }
    assert_eq!(left.len(), right.len(), "{what}: tables");
}
