//! Configuration: the INI files, the environment variables, what they mean, and where each value
//! came from; the data directory and the instance secret; what is said at start.
//!
//! Never here: settings kept in the database (of events, of the instance), command-line arguments,
//! connections, logging set-up. Nothing reads the process but [`Environment::from_process`], and
//! nothing touches the disk but that environment's reader and [`DataDir`].

mod banner;
mod data_dir;
mod database;
mod environment;
mod ini;
mod load;
mod options;
mod problem;
mod secret;
mod settings;
mod source;
mod tree;

pub use banner::StartBanner;
pub use data_dir::{DataDir, DataDirError, Prepared, SECRET_ALPHABET, SECRET_LENGTH};
pub use database::DatabaseSettings;
pub use environment::{Environment, FileReader};
pub use ini::{Document, IniOption, IniSection, SyntaxError};
pub use options::{OPTIONS, OptionSpec};
pub use problem::{ConfigError, Notice, NoticeLevel, Problem};
pub use secret::{Redact, Secret};
pub use settings::{
    Authentication, Config, Csp, Files, Filesystem, Language, Locale, LogFormat, LogLevel, Logging, Mail,
    Memory, Redis, Site,
};
pub use source::Source;
pub use tree::{Tree, TreeEntry};
