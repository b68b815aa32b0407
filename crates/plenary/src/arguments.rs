//! The command line. Names and options of the original are accepted wherever they mean something
//! here (`docs/admin/commands.md`).

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Conference planning, from the call for proposals to the published schedule.
#[derive(Parser)]
#[command(name = "plenary", version, propagate_version = true, max_term_width = 100)]
pub struct Arguments {
    /// Say nothing about version, database and directories at start
    #[arg(long, global = true, alias = "no-pretalx-information")]
    pub no_information: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Create a believable event and an administrator, and serve them on this machine only
    Demo(Demo),
    /// Serve pages, and do the work beside requests unless told otherwise
    Serve(Serve),
    /// Do the work beside requests, without serving pages
    Worker,
    /// Bring the database up to date with this version
    Migrate(Migrate),
    /// List migrations and whether the database has them
    Showmigrations(Ignored),
    /// Look for mistakes in configuration and database
    Check(Check),
    /// Create an administrator and an organiser with its team
    Init(Init),
    /// Create an account that may do everything
    Createsuperuser(Superuser),
    /// Set the password of an account
    Changepassword {
        /// Address of the account
        email: String,
        /// Read the password from standard input instead of asking
        #[arg(long)]
        stdin: bool,
    },
    /// Create an event of an organiser
    #[command(name = "create_event", alias = "create-event")]
    CreateEvent(CreateEvent),
    /// Create an organiser and an event with generated proposals
    #[command(name = "create_test_event", alias = "create-test-event")]
    CreateTestEvent(TestEvent),
    /// Move an event to other days, with its schedule and everybody's availabilities
    #[command(name = "move_event", alias = "move-event")]
    MoveEvent(MoveEvent),
    /// Write an event's public site to files, for a folder or any host of files
    #[command(name = "export_schedule_html", alias = "export-schedule-html")]
    ExportScheduleHtml(ExportScheduleHtml),
    /// Move another instance into this one
    #[command(subcommand)]
    Import(Import),
    /// The configuration as it is read
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Drop caches and the stored result of the update check; assets need no building
    #[command(alias = "collectstatic", alias = "regenerate_css")]
    Rebuild(Rebuild),
    /// Run every periodic job once
    Runperiodic,
    /// Remove browser sessions that have ended
    Clearsessions,
    #[command(name = "import_schedule", hide = true)]
    ImportSchedule { paths: Vec<PathBuf> },
}

#[derive(Args)]
pub struct Demo {
    /// Address and port; only this machine's own are accepted
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8345")]
    pub bind: SocketAddr,
    #[arg(long, value_enum, default_value_t = Size::Small)]
    pub size: Size,
    /// Create everything, but don't serve
    #[arg(long)]
    pub no_serve: bool,
}

#[derive(Args)]
pub struct Serve {
    /// Address and port, instead of the configured ones
    #[arg(long, value_name = "ADDR:PORT")]
    pub bind: Option<SocketAddr>,
    /// Leave the work beside requests to `plenary worker`
    #[arg(long)]
    pub no_worker: bool,
}

#[derive(Args)]
pub struct Migrate {
    /// Only say what would be done
    #[arg(long)]
    pub plan: bool,
    /// Fail if something is to be done, and do nothing
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub ignored: Ignored,
}

/// Options that scripts written for the original may pass; they change nothing here.
#[derive(Args)]
pub struct Ignored {
    #[arg(long, alias = "no-input", hide = true)]
    pub noinput: bool,
    #[arg(hide = true)]
    pub names: Vec<String>,
}

#[derive(Args)]
pub struct Check {
    /// Also what matters only in production
    #[arg(long)]
    pub deploy: bool,
    /// Lowest level of finding that makes the command fail
    #[arg(long, value_enum, default_value_t = Level::Error, ignore_case = true)]
    pub fail_level: Level,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Level {
    #[value(alias = "DEBUG")]
    Info,
    Warning,
    #[value(alias = "CRITICAL")]
    Error,
}

#[derive(Args)]
pub struct Init {
    /// Ask nothing: take everything from options and variables
    #[arg(long, alias = "no-input")]
    pub noinput: bool,
    #[command(flatten)]
    pub person: Person,
    #[arg(long, value_name = "NAME")]
    pub organiser_name: Option<String>,
    #[arg(long, value_name = "SLUG")]
    pub organiser_slug: Option<String>,
}

#[derive(Args)]
pub struct Superuser {
    /// Ask nothing: take everything from options and variables
    #[arg(long, alias = "no-input")]
    pub noinput: bool,
    #[command(flatten)]
    pub person: Person,
}

/// The password is never an argument: others could read it in the list of processes.
#[derive(Args)]
pub struct Person {
    /// Address of the account, else `PLENARY_SUPERUSER_EMAIL`
    #[arg(long)]
    pub email: Option<String>,
    /// Name of the person
    #[arg(long)]
    pub name: Option<String>,
}

#[derive(Args)]
pub struct MoveEvent {
    /// Its name in addresses
    #[arg(long, value_name = "SLUG")]
    pub event: String,
    /// The new first day; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
}

#[derive(Args)]
pub struct CreateEvent {
    #[arg(long)]
    pub organiser: String,
    #[arg(long)]
    pub slug: String,
    #[arg(long)]
    pub name: String,
    /// First day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date_from: String,
    /// Last day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date_to: String,
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    pub timezone: String,
    /// Address for enquiries
    #[arg(long)]
    pub email: String,
    /// Languages, separated by commas; the first is the default
    #[arg(long, value_delimiter = ',', default_value = "en")]
    pub locales: Vec<String>,
    /// End of the call for proposals
    #[arg(long, value_name = "TIMESTAMP")]
    pub deadline: Option<String>,
    /// Show it to everybody at once
    #[arg(long)]
    pub public: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Stage {
    Cfp,
    Review,
    Schedule,
    Over,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Size {
    Small,
    Big,
}

#[derive(Args)]
pub struct TestEvent {
    #[arg(long, value_enum, default_value_t = Stage::Schedule)]
    pub stage: Stage,
    #[arg(long, default_value = "democon")]
    pub slug: String,
    /// The same number gives the same event
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_enum, default_value_t = Size::Small)]
    pub size: Size,
}

#[derive(Subcommand)]
pub enum Import {
    /// Move a pretalx 2025.2 instance into this one; again and again until you switch over
    Pretalx(ImportPretalx),
}

#[derive(Args)]
pub struct ImportPretalx {
    /// File of the SQLite database, or postgres://user:password@host/name
    #[arg(long, value_name = "FILE|URL")]
    pub database: String,
    /// Media directory of the old instance
    #[arg(long, value_name = "DIR")]
    pub media: Option<PathBuf>,
    /// File that holds the old instance's secret
    #[arg(long, value_name = "FILE")]
    pub secret: Option<PathBuf>,
    /// Only this event, with its organiser and people
    #[arg(long, value_name = "SLUG")]
    pub event: Option<String>,
    /// Do everything but keep it
    #[arg(long)]
    pub dry_run: bool,
    /// Throw away what was changed here since the last import
    #[arg(long)]
    pub replace: bool,
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Print every option with its value and where it comes from
    Show {
        /// Hide passwords and other secrets
        #[arg(long)]
        redact: bool,
    },
}

#[derive(Args)]
pub struct ExportScheduleHtml {
    /// The event's short name
    pub event: String,
    /// One ZIP archive instead of a folder
    #[arg(long)]
    pub zip: bool,
}

#[derive(Args)]
pub struct Rebuild {
    #[arg(short, long, hide = true)]
    pub clear: bool,
    /// Say nothing
    #[arg(short, long)]
    pub silent: bool,
    #[arg(long, hide = true)]
    pub npm_install: bool,
    #[arg(long, alias = "no-input", hide = true)]
    pub noinput: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn calls_of_the_original_are_understood() {
        for call in [
            "migrate --noinput",
            "migrate submission 0087",
            "rebuild --clear --silent",
            "rebuild -c -s --npm-install",
            "collectstatic --noinput",
            "init --no-input",
            "createsuperuser --noinput --email a@b",
            "changepassword a@b",
            "runperiodic --no-pretalx-information",
            "create_test_event --stage over --slug x --seed 5",
            "check --deploy --fail-level WARNING",
            "import_schedule a.xml",
            "regenerate_css",
            "clearsessions",
            "showmigrations",
        ] {
            let words = std::iter::once("plenary").chain(call.split(' '));
            assert!(Arguments::try_parse_from(words).is_ok(), "{call}");
        }
    }
}
