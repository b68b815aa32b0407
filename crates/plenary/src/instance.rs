//! An instance: its configuration, directories, secret and database.

use std::io::IsTerminal;
use std::sync::Arc;

use anyhow::{Context, Result};
use plenary_config::{Config, DatabaseSettings, Environment, Notice, Secret, Source, StartBanner};
use plenary_files::MediaStore;
use plenary_model::{OsRandom, Random, SystemClock};
use plenary_store::{Database, Target, instance, migration};

use crate::logging;

pub struct Instance {
    pub config: Config,
    pub secret: Secret,
    /// About the configuration and the data directory, for `check`.
    pub notices: Vec<Notice>,
    pub database: Database,
    _log: logging::Guard,
}

/// Reads the configuration and nothing else.
pub fn configuration(debug: bool) -> Result<Config> {
    let environment = Environment::from_process(debug).context("can't look at the process's surroundings")?;
    Ok(Config::load(&environment)?)
}

/// What is said at start, and about what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A server or worker: with banner, logging to the log directory.
    Service { quiet: bool },
    /// A command that is soon over.
    Command,
}

impl Instance {
    /// Opens the instance. The schema may be older than this version, or newer.
    pub async fn open(config: Config, start: Start) -> Result<Self> {
        let prepared =
            config.data_dir().prepare(config.site.secret.as_ref(), &mut |bytes| OsRandom.fill(bytes))?;
        let log = logging::start(&config, start != Start::Command)?;
        if let Start::Service { quiet } = start
            && config.show_banner
            && !quiet
        {
            let executable = std::env::current_exe().ok();
            for line in StartBanner::new(&config, env!("CARGO_PKG_VERSION"), executable).to_string().lines() {
                tracing::info!("{line}");
            }
        }
        let notices: Vec<Notice> = config.notices.iter().cloned().chain(prepared.notices).collect();
        if start != Start::Command {
            for notice in &notices {
                tracing::warn!("{notice}");
            }
        }
        let target = match &config.database {
            DatabaseSettings::Sqlite { path } => Target::Sqlite { path: path.clone(), durable: true },
            settings => Target::Postgres { url: settings.to_url() },
        };
        let database = Database::open(&target, Arc::new(SystemClock), Arc::new(OsRandom)).await?;
        let database = database.at_site(&config.site.url);
        Ok(Self { config, secret: prepared.secret, notices, database, _log: log })
    }

    /// Opens the instance and brings its schema up to date.
    pub async fn open_current(config: Config, start: Start) -> Result<Self> {
        let instance = Self::open(config, start).await?;
        instance.migrate().await?;
        Ok(instance)
    }

    /// Applies pending migrations and finishes what an import left to be done; returns the names of
    /// the migrations.
    pub async fn migrate(&self) -> Result<Vec<String>> {
        let applied = migration::migrate(&self.database).await?;
        for name in &applied {
            tracing::info!(migration = name, "applied");
        }
        if instance::get(self.database.reader(), instance::IDENTIFIER).await?.is_none() {
            let tx = self.database.begin().await?;
            instance::ensure_identifier(&tx).await?;
            tx.commit().await?;
        }
        plenary_ops::import::finish_pending(&self.database, &self.config.filesystem.data, &self.media()?)
            .await?;
        Ok(applied)
    }

    /// Where people find the site, as far as it is known: the configured address, else where it
    /// listens.
    pub fn address(&self) -> String {
        match self.config.source("site", "url") {
            Some(Source::Default) => format!("http://{}", self.config.site.bind),
            _ => self.config.site.url.clone(),
        }
    }

    pub fn media(&self) -> Result<MediaStore> {
        let root = &self.config.filesystem.media;
        MediaStore::open_root(root)
            .with_context(|| format!("can't use the media directory {}", root.display()))
    }
}

/// Whether a person sits at the terminal.
pub fn has_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
