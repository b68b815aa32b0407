//! Logs: to standard error, and for servers also to the log directory, a file a day.

use std::io::IsTerminal;

use anyhow::{Context, Result};
use plenary_config::{Config, LogFormat, LogLevel};
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// Log files kept, one a day.
const DAYS: usize = 30;

/// Keeps the log file's writer alive; what is buffered is written when it is dropped.
pub struct Guard(#[expect(dead_code, reason = "held for its Drop")] Option<WorkerGuard>);

pub fn start(config: &Config, to_file: bool) -> Result<Guard> {
    let level = match config.logging.level {
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warning => "warn",
        LogLevel::Error | LogLevel::Critical => "error",
    };
    // Statements and single connections are nobody's business unless asked for.
    let default = if to_file {
        format!("{level},sqlx=warn,sea_orm_migration=warn,html5ever=warn,hyper=info,h2=info,rustls=info")
    } else {
        "warn".to_owned()
    };
    let filter = || EnvFilter::try_from_env("PLENARY_LOG").unwrap_or_else(|_| EnvFilter::new(&default));
    let json = config.logging.format == LogFormat::Json;
    let terminal = if json {
        fmt::layer().json().with_writer(std::io::stderr).with_filter(filter()).boxed()
    } else {
        fmt::layer()
            .with_target(false)
            .with_ansi(std::io::stderr().is_terminal())
            .with_writer(std::io::stderr)
            .with_filter(filter())
            .boxed()
    };
    let (file, guard) = if to_file {
        let directory = &config.filesystem.logs;
        let appender = RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix("plenary")
            .filename_suffix("log")
            .max_log_files(DAYS)
            .build(directory)
            .with_context(|| format!("can't write logs in {}", directory.display()))?;
        let (writer, guard) = tracing_appender::non_blocking(appender);
        let layer = if json {
            fmt::layer().json().with_writer(writer).with_filter(filter()).boxed()
        } else {
            fmt::layer().with_ansi(false).with_writer(writer).with_filter(filter()).boxed()
        };
        (Some(layer), Some(guard))
    } else {
        (None, None)
    };
    tracing_subscriber::registry()
        .with(terminal)
        .with(file)
        .try_init()
        .context("logging was started twice")?;
    Ok(Guard(guard))
}
