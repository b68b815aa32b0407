//! One file a command.

mod account;
pub mod check;
mod config;
mod demo;
mod event;
mod export;
mod import;
mod init;
mod maintenance;
mod migrate;
mod prompt;
mod serve;

use anyhow::Result;

use crate::arguments::{Arguments, Command};

pub async fn run(arguments: Arguments) -> Result<()> {
    let quiet = arguments.no_information;
    match arguments.command {
        Command::Demo(demo) => demo::run(demo).await,
        Command::Serve(serve) => serve::serve(serve, quiet).await,
        Command::Worker => serve::worker(quiet).await,
        Command::Migrate(migrate) => migrate::run(migrate).await,
        Command::Showmigrations(_) => migrate::show().await,
        Command::Check(check) => check::run(check).await,
        Command::Init(init) => init::run(init).await,
        Command::Createsuperuser(superuser) => account::create(superuser).await,
        Command::Changepassword { email, stdin } => account::change_password(&email, stdin).await,
        Command::CreateEvent(event) => event::create(event).await,
        Command::MoveEvent(event) => event::move_event(event).await,
        Command::CreateTestEvent(event) => demo::test_event(event).await,
        Command::ExportScheduleHtml(export) => export::run(export).await,
        Command::Import(import) => import::run(import).await,
        Command::Config(command) => config::run(&command),
        Command::Rebuild(rebuild) => maintenance::rebuild(rebuild).await,
        Command::Runperiodic => maintenance::run_periodic().await,
        Command::Clearsessions => maintenance::clear_sessions().await,
        Command::ImportSchedule { .. } => maintenance::import_schedule(),
    }
}
