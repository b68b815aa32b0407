use anyhow::Result;
use plenary_queue::periodic::{self, Outcome};
use plenary_queue::{housekeeping, job};
use plenary_store::{cache, instance};

use super::serve;
use crate::arguments::Rebuild;
use crate::exit::Explained;
use crate::instance::{Instance, Start, configuration};

/// What the last update check found; gone after an upgrade, so that its notice goes too.
const UPDATE_RESULT: &[&str] = &["update_check_last", "update_check_result", "update_check_result_warning"];

pub async fn rebuild(arguments: Rebuild) -> Result<()> {
    let opened = Instance::open_current(configuration(false)?, Start::Command).await?;
    let tx = opened.database.begin().await?;
    let entries = cache::clear(&tx, true).await?;
    instance::remove(&tx, UPDATE_RESULT).await?;
    tx.commit().await?;
    if !arguments.silent {
        println!("Pages, styles and translations are part of the program: there is nothing to build.");
        println!("Dropped {entries} cached entries and the stored result of the update check.");
    }
    Ok(())
}

pub async fn run_periodic() -> Result<()> {
    let opened = Instance::open_current(configuration(false)?, Start::Command).await?;
    let outcomes = periodic::run(&opened.database, &serve::holder(), &serve::periodic_jobs(), true).await;
    let mut failed = false;
    for (name, outcome) in outcomes {
        match outcome {
            Outcome::Done(count) => println!("{name}: {count}"),
            Outcome::Skipped => println!("{name}: another process is at it"),
            Outcome::Failed(error) => {
                failed = true;
                eprintln!("{name}: {error}");
            }
        }
    }
    // What they and the pages have asked for, where no worker runs.
    let kinds = serve::kinds(&opened)?;
    println!("jobs: {}", job::run_due(&opened.database, &serve::holder(), &kinds).await?);
    if failed { Err(Explained.into()) } else { Ok(()) }
}

pub async fn clear_sessions() -> Result<()> {
    let opened = Instance::open_current(configuration(false)?, Start::Command).await?;
    let tx = opened.database.begin().await?;
    let count = housekeeping::clear_sessions(&tx).await?;
    tx.commit().await?;
    println!("Removed {count} sessions that had ended.");
    Ok(())
}

/// Still called by old cron jobs.
pub fn import_schedule() -> Result<()> {
    eprintln!("import_schedule does nothing: reading schedules from XML files ended with pretalx 2024.1.");
    Ok(())
}
