//! Whether a database is one of pretalx 2025.2.2, and what else is in it (data-model §6.1).

use std::collections::BTreeSet;

use super::layout::{ALL, LEFT, MIGRATIONS};
use super::tables::{EVENT, SUBMISSION, USER};
use super::{Source, Value};
use crate::import::error::{ImportError, Result};

/// Makes sure that every table and column to be read is there; returns the names of tables that
/// belong to plug-ins.
pub async fn recognise(source: &mut Source) -> Result<Vec<String>> {
    let present = source.table_names().await?;
    // Other software has tables called so as well, but none of these.
    if ![EVENT.name, USER.name, SUBMISSION.name].iter().any(|name| present.contains(*name)) {
        return Err(ImportError::NotPretalx { source_name: source.name().to_owned() });
    }
    if present.contains("django_migrations") {
        check_version(source).await?;
    }
    let mut missing: Vec<&'static str> =
        ALL.iter().map(|table| table.name).filter(|name| !present.contains(*name)).collect();
    if !present.contains("django_migrations") {
        missing.push("django_migrations");
    }
    if !missing.is_empty() {
        return Err(ImportError::MissingTables { source_name: source.name().to_owned(), tables: missing });
    }
    for table in ALL {
        let columns = source.column_names(table.name).await?;
        let missing: Vec<&'static str> =
            table.columns.iter().copied().filter(|name| !columns.contains(*name)).collect();
        if !missing.is_empty() {
            return Err(ImportError::MissingColumns { table: table.name, columns: missing });
        }
    }
    let known: BTreeSet<&str> =
        ALL.iter().map(|table| table.name).chain(LEFT.iter().map(|(name, _)| *name)).collect();
    Ok(present.into_iter().filter(|name| !known.contains(name.as_str())).collect())
}

/// The number in front of a migration's name.
fn number(name: &str) -> u32 {
    name.split('_').next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

async fn check_version(source: &mut Source) -> Result<()> {
    let rows = source
        .query("django_migrations", "SELECT app, name FROM django_migrations ORDER BY app, name".to_owned());
    let mut applied = BTreeSet::new();
    for row in rows.await? {
        if let [Value::Text(app), Value::Text(name)] = row.as_slice() {
            applied.insert((app.clone(), name.clone()));
        }
    }
    let source_name = || source.name().to_owned();
    let newer = applied.iter().find(|(app, name)| {
        MIGRATIONS.iter().any(|(known, last)| known == app && number(name) > number(last))
    });
    if let Some((app, name)) = newer {
        return Err(ImportError::Newer { source_name: source_name(), found: format!("{app}/{name}") });
    }
    let missing =
        MIGRATIONS.iter().find(|(app, name)| !applied.contains(&((*app).to_owned(), (*name).to_owned())));
    match missing {
        Some((app, name)) => {
            Err(ImportError::Older { source_name: source_name(), missing: format!("{app}/{name}") })
        }
        None => Ok(()),
    }
}
