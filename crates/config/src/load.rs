//! Reading the sources in their order of strength and giving the values their types.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use url::Url;

use crate::database::DatabaseSettings;
use crate::environment::Environment;
use crate::ini::Document;
use crate::options::{self, OPTIONS, OTHER_VARIABLES, OptionSpec, PREFIXES};
use crate::problem::{ConfigError, Notice, NoticeLevel, Problem};
use crate::secret::{Secret, hide_url_credentials, is_secret_name};
use crate::settings::{
    Authentication, Config, Csp, Entry, Files, Filesystem, Language, Locale, LogFormat, LogLevel, Logging,
    Mail, Memory, Redis, Site,
};
use crate::source::Source;

const BOOLEANS: &str = "expected one of yes, no, on, off, true, false, 1, 0";
const LEVELS: &str = "expected one of DEBUG, INFO, WARNING, ERROR, CRITICAL";
const PREFIX: &str = "expected a path starting with a slash, or an http(s) URL";
const PORT: &str = "expected a port number from 1 to 65535";

impl Config {
    /// Environment before files before defaults. Reports every problem at once.
    pub fn load(environment: &Environment) -> Result<Config, ConfigError> {
        let mut loader = Loader {
            environment,
            raw: BTreeMap::new(),
            files_read: Vec::new(),
            problems: Vec::new(),
            notices: Vec::new(),
            entries: Vec::new(),
        };
        loader.read_files();
        loader.read_variables();
        loader.config()
    }
}

struct Raw {
    value: String,
    source: Source,
}

struct Loader<'a> {
    environment: &'a Environment,
    /// What was written for `(section, option)`, the strongest source only.
    raw: BTreeMap<(String, String), Raw>,
    files_read: Vec<PathBuf>,
    problems: Vec<Problem>,
    notices: Vec<Notice>,
    entries: Vec<Entry>,
}

/// The files that are looked for when none is named, weakest first.
fn usual_files(environment: &Environment) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = vec!["/etc/pretalx/pretalx.cfg".into(), "/etc/plenary/plenary.cfg".into()];
    if let Some(home) = &environment.home {
        files.extend([home.join(".pretalx.cfg"), home.join(".plenary.cfg")]);
    }
    files.extend(["pretalx.cfg", "plenary.cfg"].map(|name| environment.current_dir.join(name)));
    // Started in /etc/plenary: the stronger place counts, and the file is read once.
    (0..files.len()).filter(|i| !files[i + 1..].contains(&files[*i])).map(|i| files[i].clone()).collect()
}

impl Loader<'_> {
    fn problem(&mut self, place: impl ToString, message: impl Into<String>) {
        let problem =
            Problem { place: place.to_string(), option: None, value: None, message: message.into() };
        self.problems.push(problem);
    }

    fn notice(&mut self, level: NoticeLevel, place: impl ToString, message: impl Into<String>) {
        self.notices.push(Notice { level, place: place.to_string(), message: message.into() });
    }

    // Files

    fn read_files(&mut self) {
        if let Some((name, path)) = self.variable("CONFIG_FILE") {
            if path.is_empty() {
                return self
                    .problem(format!("variable {name}"), "names no file; unset it to use the usual files");
            }
            let path = self.environment.current_dir.join(path);
            return match self.environment.files.read(&path) {
                Ok(bytes) => self.read_file(path, bytes),
                Err(error) => {
                    self.problem(path.display(), format!("cannot read the file named by {name}: {error}"));
                }
            };
        }
        for path in usual_files(self.environment) {
            match self.environment.files.read(&path) {
                Ok(bytes) => self.read_file(path, bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // Another user's home, after `sudo` without `-H`: nothing there was meant for us.
                Err(error) if self.environment.home.as_deref() == path.parent() => {
                    self.notice(
                        NoticeLevel::Warning,
                        path.display(),
                        format!("skipped, cannot be read: {error}"),
                    );
                }
                Err(error) => self.problem(path.display(), format!("cannot read the file: {error}")),
            }
        }
    }

    fn read_file(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.files_read.push(path.clone());
        let Ok(text) = String::from_utf8(bytes) else {
            return self.problem(path.display(), "the file is not UTF-8");
        };
        let path = Arc::new(path);
        let at = |line: usize| Source::File { path: Arc::clone(&path), line };
        let document = match Document::parse(&text) {
            Ok(document) => document,
            Err(errors) => {
                for error in errors {
                    self.problem(at(error.line), error.message);
                }
                return;
            }
        };
        for section in document.sections {
            let known = options::is_section(&section.name);
            if !known && !options::is_free_form(&section.name) {
                self.unknown_section(at(section.line), &section.name);
                continue;
            }
            if ["celery", "redis"].contains(&section.name.as_str()) {
                self.notice(
                    NoticeLevel::Info,
                    at(section.line),
                    format!("[{}] is accepted, but Plenary needs no such server", section.name),
                );
            }
            for option in section.options {
                if known && options::find(&section.name, &option.name).is_none() {
                    let message = format!("unknown option {}.{}, ignored", section.name, option.name);
                    self.notice(NoticeLevel::Warning, at(option.line), message);
                    continue;
                }
                let raw = Raw { value: option.value, source: at(option.line) };
                self.raw.insert((section.name.clone(), option.name), raw);
            }
        }
    }

    fn unknown_section(&mut self, place: Source, name: &str) {
        let lower = name.trim().to_lowercase();
        let hint = if options::is_section(&lower) || options::is_free_form(&lower) {
            format!("; did you mean [{lower}]?")
        } else {
            String::new()
        };
        self.notice(NoticeLevel::Warning, place, format!("unknown section [{name}], ignored{hint}"));
    }

    // Variables

    /// The stronger of `PLENARY_name` and `PRETALX_name`, with its full name.
    fn variable(&mut self, name: &str) -> Option<(String, String)> {
        PREFIXES.iter().find_map(|prefix| self.exact_variable(format!("{prefix}{name}")))
    }

    fn exact_variable(&mut self, name: String) -> Option<(String, String)> {
        let value = self.environment.variables.get(&name)?;
        if let Some(value) = value.to_str() {
            return Some((name, value.to_owned()));
        }
        self.problem(format!("variable {name}"), "the value is not UTF-8");
        None
    }

    fn read_variables(&mut self) {
        for option in OPTIONS {
            for prefix in PREFIXES {
                let name = format!("{prefix}{}", option.variable);
                if let Some(raw) = self.option_variable(name) {
                    self.raw.insert((option.section.to_owned(), option.name.to_owned()), raw);
                    break;
                }
            }
        }
        let unknown = self.environment.variables.keys().filter(|name| {
            let name = name.as_str();
            !name.starts_with("PLENARY_TEST_")
                && PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).is_some_and(|rest| {
                    let option = rest.strip_suffix("_FILE").unwrap_or(rest);
                    !OTHER_VARIABLES.contains(&rest) && !OPTIONS.iter().any(|o| o.variable == option)
                })
        });
        for name in unknown {
            self.notices.push(Notice {
                level: NoticeLevel::Warning,
                place: format!("variable {name}"),
                message: "unknown variable, ignored".to_owned(),
            });
        }
    }

    /// `name` itself, or the content of the file that `name_FILE` points to.
    fn option_variable(&mut self, name: String) -> Option<Raw> {
        let direct = self.exact_variable(name.clone());
        let Some((file_name, path)) = self.exact_variable(format!("{name}_FILE")) else {
            return direct.map(|(name, value)| Raw { value, source: Source::Variable { name } });
        };
        let place = format!("variable {file_name}");
        if direct.is_some() {
            self.problem(place, format!("{name} is set as well; set only one of the two"));
            return None;
        }
        if path.is_empty() {
            self.problem(place, "names no file");
            return None;
        }
        let path = self.environment.current_dir.join(path);
        let text = match self.environment.files.read(&path).map(String::from_utf8) {
            Ok(Ok(text)) => text,
            Ok(Err(_)) => {
                self.problem(place, format!("{} is not UTF-8", path.display()));
                return None;
            }
            Err(error) => {
                self.problem(place, format!("cannot read {}: {error}", path.display()));
                return None;
            }
        };
        let value =
            text.strip_suffix('\n').map_or(text.as_str(), |text| text.strip_suffix('\r').unwrap_or(text));
        Some(Raw { value: value.to_owned(), source: Source::VariableFile { name: file_name, path } })
    }

    // Typed values: each takes what was written out of `raw`, remembers it in `entries` and falls back to the
    // default where it must be refused, so that the remaining options are checked too.

    fn refuse(&mut self, option: &OptionSpec, raw: &Raw, accepted: &str) {
        let value = if option.secret { None } else { Some(hide_url_credentials(&raw.value)) };
        let place = raw.source.to_string();
        self.problems.push(Problem {
            place,
            option: Some(option.key()),
            value,
            message: accepted.to_owned(),
        });
    }

    /// `default` is also how the default is shown.
    fn parse<T>(
        &mut self,
        section: &str,
        name: &str,
        default: (T, &str),
        accepted: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> T {
        let Some(option) = options::find(section, name) else {
            // Every call names an option of the list; the tests set each of them.
            return default.0;
        };
        let raw = self.raw.remove(&(section.to_owned(), name.to_owned()));
        let (value, shown, source) = match raw {
            None => (default.0, default.1.to_owned(), Source::Default),
            Some(raw) => {
                let value = parse(&raw.value).unwrap_or_else(|| {
                    self.refuse(option, &raw, accepted);
                    default.0
                });
                (value, raw.value, raw.source)
            }
        };
        let (section, option, secret) = (section.to_owned(), name.to_owned(), option.secret);
        self.entries.push(Entry { section, option, value: shown, source, secret });
        value
    }

    fn text(&mut self, section: &str, name: &str, default: &str) -> String {
        self.parse(section, name, (default.to_owned(), default), "", |text| Some(text.to_owned()))
    }

    /// Must not be set to nothing.
    fn filled(&mut self, section: &str, name: &str, default: &str) -> String {
        self.parse(section, name, (default.to_owned(), default), "must not be empty", |text| {
            (!text.trim().is_empty()).then(|| text.to_owned())
        })
    }

    /// Nothing means none.
    fn optional(&mut self, section: &str, name: &str) -> Option<String> {
        Some(self.text(section, name, "")).filter(|text| !text.is_empty())
    }

    /// Python's booleans: not trimmed, any case.
    fn boolean(&mut self, section: &str, name: &str, default: bool) -> bool {
        let shown = if default { "yes" } else { "no" };
        self.parse(section, name, (default, shown), BOOLEANS, |text| match text.to_lowercase().as_str() {
            "1" | "yes" | "true" | "on" => Some(true),
            "0" | "no" | "false" | "off" => Some(false),
            _ => None,
        })
    }

    /// Comma-separated, not trimmed.
    fn list(&mut self, section: &str, name: &str) -> Vec<String> {
        let text = self.text(section, name, "");
        if text.is_empty() { Vec::new() } else { text.split(',').map(str::to_owned).collect() }
    }

    /// Relative paths start at the current directory.
    fn path(&mut self, section: &str, name: &str, default: &Path) -> PathBuf {
        let path = self.filled(section, name, &default.display().to_string());
        self.environment.current_dir.join(path)
    }

    fn level(&mut self, name: &str, default: (LogLevel, &str)) -> LogLevel {
        self.parse("logging", name, default, LEVELS, |text| match text.trim().to_uppercase().as_str() {
            "DEBUG" => Some(LogLevel::Debug),
            "INFO" => Some(LogLevel::Info),
            "WARNING" | "WARN" => Some(LogLevel::Warning),
            "ERROR" => Some(LogLevel::Error),
            "CRITICAL" => Some(LogLevel::Critical),
            _ => None,
        })
    }

    fn url_prefix(&mut self, name: &str, default: &str) -> String {
        let prefix = self.parse("site", name, (default.to_owned(), default), PREFIX, |text| {
            (text.starts_with('/') || is_site_url(text)).then(|| text.to_owned())
        });
        if prefix.ends_with('/') { prefix } else { format!("{prefix}/") }
    }

    // Sections, in the order of OPTIONS

    fn config(mut self) -> Result<Config, ConfigError> {
        let filesystem = self.filesystem();
        let site = self.site();
        let database = self.database(&filesystem.data);
        let mail = self.mail();
        let (_, _) = (self.text("celery", "backend", ""), self.text("celery", "broker", ""));
        let redis = self.redis();
        let logging = self.logging(site.debug);
        let locale = self.locale();
        let files = Files { upload_limit: self.upload_limit() };
        let memory = Memory { pages: self.memory_of_pages() };
        let additional_auth_backends = self.list("authentication", "additional_auth_backends");
        let (plugins, languages) = self.free_form();
        let show_banner = self.variable("NO_INITIAL_LOG").is_none();
        if !self.problems.is_empty() {
            return Err(ConfigError { problems: self.problems });
        }
        Ok(Config {
            filesystem,
            site,
            database,
            mail,
            redis,
            logging,
            locale,
            files,
            memory,
            authentication: Authentication { additional_auth_backends },
            plugins,
            languages,
            files_read: self.files_read,
            show_banner,
            is_root: self.environment.is_root,
            notices: self.notices,
            entries: self.entries,
        })
    }

    fn filesystem(&mut self) -> Filesystem {
        let base = self.path("filesystem", "base", &self.environment.current_dir.clone());
        let data = self.path("filesystem", "data", &base.join("data"));
        Filesystem {
            logs: self.path("filesystem", "logs", &data.join("logs")),
            media: self.path("filesystem", "media", &data.join("media")),
            static_files: self.path("filesystem", "static", &base.join("static.dist")),
            html_export: self.path("filesystem", "htmlexport", &data.join("htmlexport")),
            base,
            data,
        }
    }

    fn site(&mut self) -> Site {
        let debug = self.boolean("site", "debug", self.environment.debug_by_default);
        let url = self.parse(
            "site",
            "url",
            ("http://localhost".to_owned(), "http://localhost"),
            "expected an address like https://cfp.example.org",
            |text| is_site_url(text).then(|| text.trim_end_matches('/').to_owned()),
        );
        Site {
            debug,
            secret: self.secret("secret"),
            https: self.boolean("site", "https", url.to_ascii_lowercase().starts_with("https:")),
            url,
            bind: self.parse(
                "site",
                "bind",
                (SocketAddr::from(([127, 0, 0, 1], 8345)), "127.0.0.1:8345"),
                "expected an IP address and a port, like 127.0.0.1:8345 or [::1]:8345",
                |text| text.parse().ok(),
            ),
            metrics_token: self.secret("metrics_token"),
            verify_addresses: self.boolean("site", "verify_addresses", !debug),
            cookie_domain: self.optional("site", "cookie_domain"),
            core_modules: self.list("site", "core_modules"),
            highlighted_plugins: self.list("site", "highlighted_plugins"),
            media: self.url_prefix("media", "/media/"),
            static_files: self.url_prefix("static", "/static/"),
            csp: Csp {
                default: self.list("site", "csp"),
                script: self.list("site", "csp_script"),
                style: self.list("site", "csp_style"),
                img: self.list("site", "csp_img"),
                form: self.list("site", "csp_form"),
            },
            max_pagination_limit: self.parse(
                "site",
                "max_pagination_limit",
                (Some(250), "250"),
                "expected a whole number from 1, or -1 for no limit",
                |text| match text.trim() {
                    "-1" => Some(None),
                    text => text.parse().ok().filter(|limit| *limit > 0).map(Some),
                },
            ),
            trusted_proxy_count: self.parse(
                "site",
                "trusted_proxy_count",
                (1, "1"),
                "expected a whole number from 0",
                |text| text.trim().parse().ok(),
            ),
        }
    }

    /// An empty secret is refused: a variable that was lost on the way must not go unnoticed.
    fn secret(&mut self, name: &str) -> Option<Secret> {
        self.parse("site", name, (None, ""), "must not be empty; remove it if there is none", |text| {
            (!text.trim().is_empty()).then(|| Some(Secret::new(text)))
        })
    }

    fn database(&mut self, data: &Path) -> DatabaseSettings {
        let written = |loader: &Self, name: &str| {
            loader.raw.get(&("database".to_owned(), name.to_owned())).map(|raw| raw.source.clone())
        };
        let (backend_source, name_source) = (written(self, "backend"), written(self, "name"));
        let postgres =
            self.parse("database", "backend", (false, "sqlite3"), "expected sqlite3 or postgresql", |text| {
                match text.trim().to_lowercase().as_str() {
                    "sqlite3" | "sqlite" => Some(false),
                    "postgresql" | "postgres" => Some(true),
                    _ => None,
                }
            });
        let default = if postgres { String::new() } else { data.join("db.sqlite3").display().to_string() };
        let name = self.filled("database", "name", &default);
        let mut user = self.text("database", "user", "");
        let mut password = self.text("database", "password", "");
        let mut host = self.text("database", "host", "");
        let mut port = self.parse("database", "port", (None, ""), PORT, |text| match text.trim() {
            "" => Some(None),
            text => text.parse().ok().filter(|port| *port > 0).map(Some),
        });
        let problem = |loader: &mut Self, message: &str| {
            let place = name_source.as_ref().map(ToString::to_string).unwrap_or_default();
            let option = Some("database.name".to_owned());
            loader.problems.push(Problem { place, option, value: None, message: message.to_owned() });
        };
        if !DatabaseSettings::is_postgres_url(&name) {
            if !postgres {
                let memory = name == ":memory:";
                let path = if memory { PathBuf::from(name) } else { self.environment.current_dir.join(name) };
                return DatabaseSettings::Sqlite { path };
            }
            if name.is_empty() && name_source.is_none() {
                problem(self, "name the PostgreSQL database");
            }
            let password = Secret::new(password);
            return DatabaseSettings::Postgres {
                user,
                password,
                host,
                port,
                name,
                parameters: String::new(),
            };
        }
        if !postgres && backend_source.is_some() {
            problem(self, "a PostgreSQL URL, but database.backend says sqlite3");
        }
        let mut parameters = String::new();
        let mut database = String::new();
        // The URL says what it says; the other options fill in what it leaves out.
        if let Some(DatabaseSettings::Postgres {
            user: u,
            password: w,
            host: h,
            port: p,
            name: n,
            parameters: x,
        }) = DatabaseSettings::from_postgres_url(&name)
        {
            for (option, part) in [(&mut user, u), (&mut password, w.expose().to_owned()), (&mut host, h)] {
                if !part.is_empty() {
                    *option = part;
                }
            }
            port = p.or(port);
            (database, parameters) = (n, x);
        }
        if database.is_empty() {
            problem(self, "expected a URL like postgres://user:password@host:5432/name");
        }
        DatabaseSettings::Postgres {
            user,
            password: Secret::new(password),
            host,
            port,
            name: database,
            parameters,
        }
    }

    fn mail(&mut self) -> Mail {
        Mail {
            from: self.text("mail", "from", "admin@localhost"),
            host: self.text("mail", "host", "localhost"),
            port: self.parse("mail", "port", (25, "25"), PORT, |text| {
                text.trim().parse().ok().filter(|port| *port > 0)
            }),
            user: self.text("mail", "user", ""),
            password: Secret::new(self.text("mail", "password", "")),
            tls: self.boolean("mail", "tls", false),
            ssl: self.boolean("mail", "ssl", false),
            private_servers: self.boolean("mail", "private_servers", false),
        }
    }

    /// Older files say `location = False` for none.
    fn redis(&mut self) -> Redis {
        let accepted = "expected a redis://, rediss:// or unix:// address";
        let location = self.parse("redis", "location", (None, ""), accepted, |text| {
            if text.is_empty() || text.eq_ignore_ascii_case("false") {
                return Some(None);
            }
            ["redis://", "rediss://", "unix://"]
                .iter()
                .any(|scheme| text.starts_with(scheme))
                .then(|| Some(Secret::new(text)))
        });
        Redis { location, session: self.boolean("redis", "session", true) }
    }

    fn logging(&mut self, debug: bool) -> Logging {
        let level = if debug { (LogLevel::Debug, "DEBUG") } else { (LogLevel::Info, "INFO") };
        Logging {
            email: self.list("logging", "email"),
            email_level: self.level("email_level", (LogLevel::Error, "ERROR")),
            format: self.parse(
                "logging",
                "format",
                (LogFormat::Text, "text"),
                "expected text or json",
                |text| match text.trim().to_lowercase().as_str() {
                    "text" => Some(LogFormat::Text),
                    "json" => Some(LogFormat::Json),
                    _ => None,
                },
            ),
            level: self.level("level", level),
        }
    }

    fn locale(&mut self) -> Locale {
        let code = "expected a language code like en or de-formal";
        let zone = "expected the name of a time zone like Europe/Berlin";
        Locale {
            language_code: self.parse("locale", "language_code", ("en".to_owned(), "en"), code, |text| {
                is_language_code(text).then(|| text.to_owned())
            }),
            time_zone: self.parse("locale", "time_zone", ("UTC".to_owned(), "UTC"), zone, |text| {
                jiff::tz::TimeZone::get(text).ok().map(|_| text.to_owned())
            }),
        }
    }

    fn upload_limit(&mut self) -> u64 {
        const MIB: u64 = 1024 * 1024;
        let accepted = "expected a whole number of megabytes from 1";
        self.parse("files", "upload_limit", (10 * MIB, "10"), accepted, |text| {
            text.trim().parse::<u64>().ok().filter(|limit| *limit > 0)?.checked_mul(MIB)
        })
    }

    fn memory_of_pages(&mut self) -> u64 {
        self.parse("memory", "pages", (64, "64"), "expected a whole number of megabytes", |text| {
            text.trim().parse::<u64>().ok().filter(|megabytes| *megabytes <= 1024 * 1024)
        })
    }

    /// What is left: the sections of plugins and languages.
    fn free_form(&mut self) -> (BTreeMap<String, BTreeMap<String, String>>, Vec<Language>) {
        let mut plugins: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut languages: Vec<Language> = Vec::new();
        for ((section, option), Raw { value, source }) in std::mem::take(&mut self.raw) {
            if let Some(name) = section.strip_prefix("plugin:") {
                plugins.entry(name.to_owned()).or_default().insert(option.clone(), value.clone());
            } else if let Some(code) = section.strip_prefix("language:") {
                if languages.last().is_none_or(|language| language.code != code) {
                    let (code, public_code) = (code.to_owned(), code.to_owned());
                    languages.push(Language { code, name: None, public_code });
                }
                if let Some(language) = languages.last_mut() {
                    match option.as_str() {
                        "name" => language.name = Some(value.clone()),
                        "public_code" => language.public_code.clone_from(&value),
                        _ => {}
                    }
                }
            }
            let secret = is_secret_name(&option);
            self.entries.push(Entry { section, option, value, source, secret });
        }
        (plugins, languages)
    }
}

/// An http(s) URL with a host and without user, query and fragment.
fn is_site_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        ["http", "https"].contains(&url.scheme())
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    }) && !text.contains(char::is_whitespace)
}

/// The shape only: `en`, `de-formal`, `zh-hant`, `pt_BR`.
fn is_language_code(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    parts.next().is_some_and(|first| {
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests;
