use std::net::SocketAddr;

use anyhow::Result;
use plenary_queue::housekeeping;
use plenary_queue::periodic::{self, Job};

use crate::arguments::Serve;
use crate::instance::{Instance, Start, configuration};
use crate::server::{self, Shutdown};

/// Every periodic job of the program.
pub const JOBS: &[Job] = housekeeping::JOBS;

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
    let worker = with_worker.then(|| {
        let (database, shutdown) = (instance.database.clone(), shutdown.clone());
        tokio::spawn(async move {
            periodic::work(&database, &holder(), JOBS, shutdown.told()).await;
        })
    });
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
    periodic::work(&instance.database, &holder(), JOBS, shutdown.told()).await;
    tracing::info!("stopped");
    Ok(())
}
