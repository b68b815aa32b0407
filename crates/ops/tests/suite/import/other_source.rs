//! A source on PostgreSQL gives the same as one on SQLite.

use std::process::Command;
use std::str::FromStr;

use plenary_ops::import::{Request, SourceAddress};
use plenary_store::testing::{on_both_engines, postgres_server};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use super::compare::{compare_counts, compare_fields};
use super::dump::{assert_same, lasting};
use super::{OldInstance, Place, fixture};

/// A database with the fixture in it, in the types that an instance on PostgreSQL has.
async fn load(server: &str, name: &str) -> String {
    let script = fixture().join("../../../scripts/fixtures/to_postgres.py");
    let made = Command::new("python3").arg(script).arg(fixture().join("source.sql")).output();
    let made = made.expect("python3 runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut connection = PgConnection::connect(server).await.expect("the server answers");
    for sql in [
        format!("DROP DATABASE IF EXISTS {name}"),
        format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("a database");
    }
    let options = PgConnectOptions::from_str(server).expect("an address").database(name);
    let mut connection = options.connect().await.expect("the database answers");
    let sql = String::from_utf8(made.stdout).expect("text");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("the fixture loads");
    options.to_url_lossy().to_string()
}

#[test]
fn from_postgres() {
    on_both_engines(|test| async move {
        let Some(server) = postgres_server() else { return };
        let name = format!("plenary_pretalx_{}_{:?}", std::process::id(), test.engine).to_lowercase();
        let url = load(server, &name).await;
        let (old, place) = (OldInstance::new().await, Place::new());
        let request = Request { source: SourceAddress::from_str(&url).unwrap(), ..old.request() };
        assert!(matches!(request.source, SourceAddress::Postgres(_)));
        let report = place.import(&request, &test.database).await.unwrap();
        assert!(!report.source.contains("@"), "the password shows: {}", report.source);
        let mut source = old.connect().await;
        compare_counts(&test.database, &mut source).await;
        compare_fields(&test.database, &mut source).await;
        // Then the same instance from its SQLite file: nothing differs.
        let from_postgres = lasting(&test.database).await;
        place.import(&old.request(), &test.database).await.unwrap();
        let mut from_sqlite = lasting(&test.database).await;
        let mut from_postgres = from_postgres;
        for dump in [&mut from_sqlite, &mut from_postgres] {
            for rows in dump.values_mut() {
                for row in rows.iter_mut() {
                    *row = sorted(row);
                }
                rows.sort();
            }
        }
        assert_same(&from_postgres, &from_sqlite, "from SQLite");
        sqlx::raw_sql(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")))
            .execute(&mut PgConnection::connect(server).await.unwrap())
            .await
            .unwrap();
    });
}

/// PostgreSQL orders the keys of JSON objects its own way.
fn sorted(row: &str) -> String {
    fn walk(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Object(map) => {
                let mut pairs: Vec<_> = map.into_iter().map(|(key, value)| (key, walk(value))).collect();
                pairs.sort_by(|a, b| a.0.cmp(&b.0));
                serde_json::Value::Object(pairs.into_iter().collect())
            }
            serde_json::Value::Array(list) => list.into_iter().map(walk).collect(),
            serde_json::Value::String(text) if text.starts_with(['{', '[']) => {
                serde_json::from_str(&text).map_or(serde_json::Value::String(text), walk)
            }
            other => other,
        }
    }
    walk(serde_json::from_str(row).expect("an object")).to_string()
}
