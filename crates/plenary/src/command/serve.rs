use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use plenary_queue::housekeeping;
use plenary_queue::job::{self, Kind};
use plenary_queue::periodic::{self, Job};
use plenary_store::Database;
use plenary_submission::picture;

use crate::arguments::Serve;
use crate::instance::{Instance, Start, configuration};
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
    housekeeping::JOBS.iter().copied().chain([thumbnails, pictures]).collect()
}

/// Every other kind of job.
pub fn kinds(instance: &Instance) -> Result<Vec<Kind>> {
    Ok(picture::jobs(Arc::new(instance.media()?)))
}

/// Both, until the program is told to stop.
async fn work(database: Database, kinds: Vec<Kind>, shutdown: Shutdown) {
    let holder = holder();
    let jobs = periodic_jobs();
    tokio::join!(
        periodic::work(&database, &holder, &jobs, shutdown.clone().told()),
        job::work(&database, &holder, &kinds, shutdown.told()),
    );
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
