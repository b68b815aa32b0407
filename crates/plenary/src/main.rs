//! The binary: command line and wiring. Rules live in the crates below.

mod arguments;
mod command;
mod exit;
mod instance;
mod logging;
mod mail;
mod progress;
mod server;

use clap::Parser;

/// For SQLite's own C code as well (ADR 0010).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    let arguments = arguments::Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return exit::report(&anyhow::Error::new(error).context("can't start the runtime")),
    };
    match runtime.block_on(command::run(arguments)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => exit::report(&error),
    }
}
