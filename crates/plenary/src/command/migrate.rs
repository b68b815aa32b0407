use anyhow::Result;
use plenary_store::migration;

use crate::arguments::Migrate;
use crate::exit::Explained;
use crate::instance::{Instance, Start, configuration};

pub async fn run(arguments: Migrate) -> Result<()> {
    let instance = Instance::open(configuration(false)?, Start::Command).await?;
    if !arguments.ignored.names.is_empty() {
        eprintln!("Plenary migrates as a whole; the names given are ignored.");
    }
    if arguments.plan || arguments.check {
        let pending = migration::check(migration::status(&instance.database).await?)?;
        for name in &pending {
            println!("pending: {name}");
        }
        if pending.is_empty() {
            println!("Nothing to do.");
        } else if arguments.check {
            return Err(Explained.into());
        }
        return Ok(());
    }
    let applied = instance.migrate().await?;
    for name in &applied {
        println!("applied: {name}");
    }
    if applied.is_empty() {
        println!("Nothing to do: the database is up to date.");
    }
    Ok(())
}

pub async fn show() -> Result<()> {
    let instance = Instance::open(configuration(false)?, Start::Command).await?;
    for status in migration::status(&instance.database).await? {
        let mark = if status.applied { "X" } else { " " };
        let note = if status.unknown { "  (of a newer version)" } else { "" };
        println!("[{mark}] {}{note}", status.name);
    }
    Ok(())
}
