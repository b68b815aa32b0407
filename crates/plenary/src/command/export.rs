use anyhow::{Context, Result};
use plenary_model::Error;
use plenary_static_site::{read, to_folder, to_zip};

use crate::arguments::ExportScheduleHtml;
use crate::instance::{Instance, Start, configuration};
use crate::server;

pub async fn run(arguments: ExportScheduleHtml) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let secret = instance.secret.expose().as_bytes();
    let site = match read(&instance.database, server::site(&instance), secret, &arguments.event).await {
        Err(Error::NotFound) => anyhow::bail!("there is no event called {}", arguments.event),
        other => other?,
    };
    let folder = instance.config.filesystem.html_export.clone();
    let zip = arguments.zip;
    let files = site.len();
    let target =
        tokio::task::spawn_blocking(
            move || if zip { to_zip(&site, &folder) } else { to_folder(&site, &folder) },
        )
        .await?
        .context("can't write the files")?;
    println!("{files} files: {}", target.display());
    Ok(())
}
