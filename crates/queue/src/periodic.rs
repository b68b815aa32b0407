//! Periodic jobs under a lease: however many processes run, each job runs in one, and another takes
//! over when that one dies.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use plenary_model::{Result, Timestamp};
use plenary_store::entity::lease;
use plenary_store::{Database, Tx};
use sea_orm::EntityTrait;

type Run = for<'a> fn(&'a Tx) -> Pin<Box<dyn Future<Output = Result<u64>> + Send + 'a>>;

/// A job: how often, and what. It returns how many things it dealt with.
#[derive(Clone, Copy)]
pub struct Job {
    pub name: &'static str,
    pub every_seconds: i64,
    pub run: Run,
}

/// How long a job may take before another process may start it again.
const LEASE_SECONDS: i64 = 600;

/// What became of a job.
#[derive(Debug)]
pub enum Outcome {
    Done(u64),
    /// Not due, or another process is at it.
    Skipped,
    Failed(plenary_model::Error),
}

/// Runs the jobs that are due, or with `all` every one. A job that fails does not stop the others.
pub async fn run(database: &Database, holder: &str, jobs: &[Job], all: bool) -> Vec<(&'static str, Outcome)> {
    let mut outcomes = Vec::with_capacity(jobs.len());
    for job in jobs {
        let outcome = match run_one(database, holder, job, all).await {
            Ok(Some(count)) => Outcome::Done(count),
            Ok(None) => Outcome::Skipped,
            Err(error) => {
                tracing::error!(job = job.name, %error, "a periodic job failed");
                Outcome::Failed(error)
            }
        };
        outcomes.push((job.name, outcome));
    }
    outcomes
}

async fn run_one(database: &Database, holder: &str, job: &Job, all: bool) -> Result<Option<u64>> {
    // Asked without the write lock first: nearly always nothing is due.
    let last = last_finished(database, job.name).await?;
    let now = database.clock().now();
    if !all && last.is_some_and(|last| now < last.plus_seconds(job.every_seconds)) {
        return Ok(None);
    }
    let tx = database.begin().await?;
    if !plenary_store::lease::acquire(&tx, job.name, holder, LEASE_SECONDS).await? {
        return Ok(None);
    }
    let count = (job.run)(&tx).await?;
    plenary_store::lease::finish(&tx, job.name, holder).await?;
    tx.commit().await?;
    Ok(Some(count))
}

async fn last_finished(database: &Database, name: &str) -> Result<Option<Timestamp>> {
    let lease = lease::Entity::find_by_id(name.to_owned()).one(database.reader()).await?;
    Ok(lease.and_then(|lease| lease.finished))
}

/// Runs due jobs until `stop` is done.
pub async fn work(database: &Database, holder: &str, jobs: &[Job], stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        run(database, holder, jobs, false).await;
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(15)) => {}
            () = &mut stop => return,
        }
    }
}
