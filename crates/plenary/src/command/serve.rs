use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use plenary_mail::delivery;
use plenary_queue::housekeeping;
use plenary_queue::job::{self, Kind};
use plenary_queue::periodic::{self, Job};
use plenary_store::Database;
use plenary_submission::picture;

use crate::arguments::Serve;
use crate::instance::{Instance, Start, configuration};
use crate::mail;
use crate::server::{self, Shutdown};

/// Every periodic job of the program.
pub fn periodic_jobs() -> Vec<Job> {
    let thumbnails =
        Job { name: "thumbnails", every_seconds: 300, run: |tx| Box::pin(picture::enqueue_missing(tx)) };
    let pictures = Job {
        name: "unused-pictures",
        every_seconds: 24 * 3600,
        run: |tx| Box::pin(plenary_person::picture::remove_orphans(tx)),
    };
    housekeeping::JOBS.iter().chain(delivery::JOBS).copied().chain([thumbnails, pictures]).collect()
}

/// Every other kind of job.
pub fn kinds(instance: &Instance) -> Result<Vec<Kind>> {
    let mut kinds = picture::jobs(Arc::new(instance.media()?));
    kinds.extend(delivery::kinds(mail::settings(&instance.config)?));
    Ok(kinds)
}

/// Mails of events that are sent at the same time. Sending is waiting for other servers; a slow one
/// should not hold up everything.
const MAIL_LANES: usize = 4;

/// Both, until the program is told to stop. What waits for other servers has lanes of its own: one
/// for mails of the instance (somebody waits for a new password), some for those of events.
async fn work(database: Database, kinds: Vec<Kind>, shutdown: Shutdown) {
    let holder = holder();
    let jobs = periodic_jobs();
    let (of_events, kinds): (Vec<Kind>, Vec<Kind>) =
        kinds.into_iter().partition(|kind| kind.name == delivery::OF_EVENT);
    let (of_instance, kinds): (Vec<Kind>, Vec<Kind>) =
        kinds.into_iter().partition(|kind| kind.name == delivery::SYSTEM);
    let mut lanes = vec![(holder.clone(), kinds), (format!("{holder}:system-mail"), of_instance)];
    lanes.extend((1..=MAIL_LANES).map(|lane| (format!("{holder}:mail-{lane}"), of_events.clone())));
    let lanes: Vec<_> = lanes
        .into_iter()
        .map(|(holder, kinds)| {
            let (database, stop) = (database.clone(), shutdown.clone().told());
            tokio::spawn(async move { job::work(&database, &holder, &kinds, stop).await })
        })
        .collect();
    periodic::work(&database, &holder, &jobs, shutdown.told()).await;
    for lane in lanes {
        if let Err(error) = lane.await {
            tracing::error!(%error, "a worker came to a bad end");
        }
    }
}

/// Who holds a lease: this process.
pub fn holder() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{}:{}", host.trim(), std::process::id())
}

pub async fn serve(arguments: Serve, quiet: bool) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Service { quiet }).await?;
    let address = arguments.bind.unwrap_or(instance.config.site.bind);
    run(&instance, address, !arguments.no_worker).await
}

/// Serves pages, with the work beside requests or without.
pub async fn run(instance: &Instance, address: SocketAddr, with_worker: bool) -> Result<()> {
    let shutdown = Shutdown::listen()?;
    let listener = server::listen(address).await?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    let worker = match with_worker {
        true => Some(tokio::spawn(work(instance.database.clone(), kinds(instance)?, shutdown.clone()))),
        false => None,
    };
    server::serve(server::app(instance), listener, shutdown).await?;
    if let Some(worker) = worker {
        worker.await?;
    }
    tracing::info!("stopped");
    Ok(())
}

pub async fn worker(quiet: bool) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Service { quiet }).await?;
    let shutdown = Shutdown::listen()?;
    tracing::info!("working");
    work(instance.database.clone(), kinds(&instance)?, shutdown).await;
    tracing::info!("stopped");
    Ok(())
}
