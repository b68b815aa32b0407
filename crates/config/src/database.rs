//! Which database, and how to say so to sqlx.

use std::fmt;
use std::path::PathBuf;

use url::Url;

use crate::secret::Secret;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseSettings {
    Sqlite {
        /// Absolute, or `:memory:`.
        path: PathBuf,
    },
    Postgres {
        /// Empty: the user of the process.
        user: String,
        password: Secret,
        /// Empty: the local socket. A path: the directory of the socket.
        host: String,
        /// `None`: 5432.
        port: Option<u16>,
        name: String,
        /// What followed `?` if `database.name` was a URL, e.g. `sslmode=require`.
        parameters: String,
    },
}

impl DatabaseSettings {
    /// For sqlx. Contains the password: do not log it, use `Display` for that.
    pub fn to_url(&self) -> String {
        match self {
            Self::Sqlite { path } if path.as_os_str() == ":memory:" => "sqlite::memory:".to_owned(),
            Self::Sqlite { path } => {
                let path: String =
                    path.to_string_lossy().split('/').map(encode).collect::<Vec<_>>().join("/");
                format!("sqlite://{path}?mode=rwc")
            }
            Self::Postgres { user, password, host, port, name, parameters } => {
                // Everything as parameters: an authority can hold neither a socket's path nor a user
                // without a host.
                let mut query = Vec::new();
                for (key, value) in [("host", host.as_str()), ("user", user), ("password", password.expose())]
                {
                    if !value.is_empty() {
                        query.push(format!("{key}={}", encode(value)));
                    }
                }
                if let Some(port) = port {
                    query.push(format!("port={port}"));
                }
                if !parameters.is_empty() {
                    query.push(parameters.clone());
                }
                let question = if query.is_empty() { "" } else { "?" };
                format!("postgres:///{}{question}{}", encode(name), query.join("&"))
            }
        }
    }

    /// A `postgres://` or `postgresql://` URL; parts that are missing in it are left empty.
    pub(crate) fn from_postgres_url(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let mut port = url.port();
        let mut user = decode(url.username())?;
        let mut password = decode(url.password().unwrap_or_default())?;
        // IPv6 addresses stand in brackets in a URL only.
        let mut host = decode(url.host_str().unwrap_or_default().trim_matches(['[', ']']))?;
        let mut name = decode(url.path().trim_start_matches('/'))?;
        let mut parameters = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in url.query_pairs() {
            match &*key {
                "host" => host = value.into_owned(),
                "user" => user = value.into_owned(),
                "password" => password = value.into_owned(),
                "dbname" => name = value.into_owned(),
                "port" => port = Some(value.parse().ok()?),
                _ => {
                    parameters.append_pair(&key, &value);
                }
            }
        }
        let parameters = parameters.finish();
        Some(Self::Postgres { user, password: Secret::new(password), host, port, name, parameters })
    }

    pub(crate) fn is_postgres_url(text: &str) -> bool {
        text.starts_with("postgres://") || text.starts_with("postgresql://")
    }
}

/// Without user and password.
impl fmt::Display for DatabaseSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path } => write!(f, "SQLite {}", path.display()),
            Self::Postgres { host, port, name, .. } => {
                write!(
                    f,
                    "PostgreSQL {name} on {}",
                    if host.is_empty() { "the local socket" } else { host }
                )?;
                port.map_or(Ok(()), |port| write!(f, ":{port}"))
            }
        }
    }
}

/// Percent-encodes all but unreserved characters.
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Undoes percent-encoding; `None` if the result is not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%')
            .then(|| tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postgres(user: &str, password: &str, host: &str, port: Option<u16>) -> DatabaseSettings {
        DatabaseSettings::Postgres {
            user: user.into(),
            password: Secret::new(password),
            host: host.into(),
            port,
            name: "plenary".into(),
            parameters: String::new(),
        }
    }

    #[test]
    fn sqlite_paths_are_encoded() {
        let url = |path: &str| DatabaseSettings::Sqlite { path: path.into() }.to_url();
        assert_eq!(url("/srv/data/db.sqlite3"), "sqlite:///srv/data/db.sqlite3?mode=rwc");
        assert_eq!(url("/srv/a b?c#d%e"), "sqlite:///srv/a%20b%3Fc%23d%25e?mode=rwc");
        assert_eq!(url(":memory:"), "sqlite::memory:");
    }

    #[test]
    fn postgres_by_socket_or_network() {
        assert_eq!(postgres("", "", "", None).to_url(), "postgres:///plenary");
        assert_eq!(
            postgres("u", "p@:/?", "db.example.org", Some(6432)).to_url(),
            "postgres:///plenary?host=db.example.org&user=u&password=p%40%3A%2F%3F&port=6432"
        );
        assert_eq!(
            postgres("", "", "/run/postgresql", None).to_url(),
            "postgres:///plenary?host=%2Frun%2Fpostgresql"
        );
    }

    #[test]
    fn postgres_urls_are_understood() {
        let parsed =
            DatabaseSettings::from_postgres_url("postgres://u:p%40@h:1/n%20m?sslmode=require&a=b%26");
        let expected = DatabaseSettings::Postgres {
            user: "u".into(),
            password: Secret::new("p@"),
            host: "h".into(),
            port: Some(1),
            name: "n m".into(),
            parameters: "sslmode=require&a=b%26".into(),
        };
        assert_eq!(parsed, Some(expected));
        for settings in [postgres("", "", "", None), postgres("u", "p w", "/run/x", Some(7))] {
            assert_eq!(DatabaseSettings::from_postgres_url(&settings.to_url()), Some(settings));
        }
    }

    #[test]
    fn neither_display_nor_debug_shows_the_password() {
        let settings = postgres("u", "hunter2", "h", Some(1));
        assert_eq!(settings.to_string(), "PostgreSQL plenary on h:1");
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
