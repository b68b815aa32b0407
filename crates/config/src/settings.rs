//! The typed configuration. Every field's option, variables, default and meaning: `docs/admin/configuration.md`.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::data_dir::DataDir;
use crate::database::DatabaseSettings;
use crate::problem::Notice;
use crate::secret::{Redact, Secret};
use crate::source::Source;
use crate::tree::{Tree, TreeEntry};

/// Made by [`Config::load`](crate::Config::load).
pub struct Config {
    pub filesystem: Filesystem,
    pub site: Site,
    pub database: DatabaseSettings,
    pub mail: Mail,
    pub redis: Redis,
    pub logging: Logging,
    pub locale: Locale,
    pub files: Files,
    pub memory: Memory,
    pub authentication: Authentication,
    /// Options of the sections `[plugin:NAME]` by name.
    pub plugins: BTreeMap<String, BTreeMap<String, String>>,
    /// The sections `[language:CODE]`, by code.
    pub languages: Vec<Language>,
    /// The files that were read, weakest first.
    pub files_read: Vec<PathBuf>,
    /// False if `PLENARY_NO_INITIAL_LOG` is set to anything.
    pub show_banner: bool,
    /// Whether the process has all rights on the machine.
    pub is_root: bool,
    pub notices: Vec<Notice>,
    pub(crate) entries: Vec<Entry>,
}

/// Absolute paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filesystem {
    pub base: PathBuf,
    pub data: PathBuf,
    pub logs: PathBuf,
    pub media: PathBuf,
    pub static_files: PathBuf,
    pub html_export: PathBuf,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    pub debug: bool,
    /// `http://…` or `https://…` without a slash at the end.
    pub url: String,
    /// `None`: the file `.secret` of the data directory holds it.
    pub secret: Option<Secret>,
    pub https: bool,
    pub bind: SocketAddr,
    pub metrics_token: Option<Secret>,
    /// Whether new accounts must prove their address by a mailed link.
    pub verify_addresses: bool,
    pub cookie_domain: Option<String>,
    pub core_modules: Vec<String>,
    pub highlighted_plugins: Vec<String>,
    /// URL prefix ending with a slash.
    pub media: String,
    /// URL prefix ending with a slash.
    pub static_files: String,
    pub csp: Csp,
    /// `None`: no limit.
    pub max_pagination_limit: Option<u32>,
    /// Which entry of `X-Forwarded-For`, from the right, is the client; 0: none, take the peer.
    pub trusted_proxy_count: u32,
}

/// Sources added to the built-in directives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Csp {
    pub default: Vec<String>,
    pub script: Vec<String>,
    pub style: Vec<String>,
    pub img: Vec<String>,
    pub form: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// An address, or `Name <address>`.
    pub from: String,
    pub host: String,
    pub port: u16,
    /// Empty: no login.
    pub user: String,
    pub password: Secret,
    /// STARTTLS. Together with `ssl` it is an error of `check --deploy` (E002), not of loading.
    pub tls: bool,
    /// TLS from the first byte.
    pub ssl: bool,
    /// Whether servers that organisers choose may have private addresses.
    pub private_servers: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redis {
    /// May contain a password.
    pub location: Option<Secret>,
    pub session: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logging {
    /// Who receives errors.
    pub email: Vec<String>,
    pub email_level: LogLevel,
    pub format: LogFormat,
    pub level: LogLevel,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// Has the shape of a language tag; whether the language exists is not known here.
    pub language_code: String,
    /// A known IANA name.
    pub time_zone: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// In bytes; the option is in MiB.
    pub upload_limit: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// What finished public pages may take, in MiB; 0: each is made anew.
    pub pages: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authentication {
    pub additional_auth_backends: Vec<String>,
}

/// A `[language:CODE]` section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    pub code: String,
    pub name: Option<String>,
    /// The code unless configured.
    pub public_code: String,
}

pub(crate) struct Entry {
    pub section: String,
    pub option: String,
    pub value: String,
    pub source: Source,
    pub secret: bool,
}

impl Config {
    /// Where the value of an option came from; `None` if there is no such option.
    pub fn source(&self, section: &str, option: &str) -> Option<&Source> {
        self.entries
            .iter()
            .find(|entry| entry.section == section && entry.option == option)
            .map(|entry| &entry.source)
    }

    /// Every option with its effective value and source, for `config show`.
    pub fn tree(&self, redact: Redact) -> Tree {
        let entries = self.entries.iter().map(|entry| TreeEntry {
            section: entry.section.clone(),
            option: entry.option.clone(),
            value: match redact {
                Redact::Yes => entry.redacted(),
                Redact::No => entry.value.clone(),
            },
            source: entry.source.clone(),
        });
        Tree { entries: entries.collect() }
    }

    pub fn data_dir(&self) -> DataDir {
        let Filesystem { data, logs, media, .. } = &self.filesystem;
        DataDir { data: data.clone(), logs: logs.clone(), media: media.clone() }
    }
}

impl Entry {
    pub fn redacted(&self) -> String {
        if self.secret && !self.value.is_empty() {
            crate::secret::HIDDEN.to_owned()
        } else {
            crate::secret::hide_url_credentials(&self.value)
        }
    }
}

/// Shows no secrets.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("tree", &self.tree(Redact::Yes)).finish_non_exhaustive()
    }
}
