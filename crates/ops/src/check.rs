//! System checks: mistakes in the set-up, found before they hurt (operations §4.1). The identifiers
//! are the original's where the meaning is the same.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub id: &'static str,
    pub severity: Severity,
    /// What is wrong and what to do about it. English: it is for the terminal and the log.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}: ({}) {}", self.id, self.message)
    }
}

/// What the checks look at.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Also look for what matters only in production.
    pub deploy: bool,
    pub sqlite: bool,
    /// As the engine describes itself, such as `PostgreSQL 15.4`.
    pub postgres_version: String,
    /// Addresses that get errors by mail.
    pub admins: usize,
    pub mail_host: String,
    pub mail_sender: String,
    pub mail_tls: bool,
    pub mail_ssl: bool,
    pub https: bool,
    pub debug: bool,
    pub secret_length: usize,
    pub pending_migrations: Vec<String>,
}

/// Oldest PostgreSQL that the tests run on.
const OLDEST_POSTGRES: u32 = 15;
/// Shortest secret that can't be guessed.
const SHORTEST_SECRET: usize = 50;

pub fn findings(facts: &Facts) -> Vec<Finding> {
    let mut all = Vec::new();
    let mut add =
        |id, severity, message: &str| all.push(Finding { id, severity, message: message.to_owned() });
    if !facts.pending_migrations.is_empty() {
        let names = facts.pending_migrations.join(", ");
        add("plenary.W101", Severity::Warning, &format!("the database lacks {names}; run `plenary migrate`"));
    }
    if !facts.deploy {
        return all;
    }
    if facts.sqlite {
        let text = "SQLite holds the data: right for one machine; PostgreSQL is for several";
        add("pretalx.I001", Severity::Info, text);
    } else if postgres_major(&facts.postgres_version).is_some_and(|major| major < OLDEST_POSTGRES) {
        let text = format!("{} is older than the versions this is tested with", facts.postgres_version);
        add("pretalx.W007", Severity::Warning, &text);
    }
    if facts.admins == 0 {
        let text = "nobody gets errors by mail; set logging.email";
        add("pretalx.I002", Severity::Info, text);
    }
    if facts.mail_host.is_empty() || facts.mail_sender.is_empty() || facts.mail_sender.ends_with("@localhost")
    {
        let text = "mail has no server, or a sender nobody can answer; set mail.host and mail.from";
        add("pretalx.W003", Severity::Warning, text);
    }
    if facts.mail_tls && facts.mail_ssl {
        let text = "mail.tls and mail.ssl exclude each other; for port 587 keep tls, for port 465 ssl";
        add("pretalx.E002", Severity::Error, text);
    }
    if !facts.mail_sender.is_empty() && !plenary_person::account::is_email(&facts.mail_sender) {
        add("pretalx.E003", Severity::Error, "mail.from is no address");
    }
    if !facts.https {
        let text = "site.url does not begin with https: passwords would travel in the clear";
        add("pretalx.W004", Severity::Warning, text);
    }
    if facts.debug {
        add("plenary.E104", Severity::Error, "site.debug is on: never serve an event like this");
    }
    if facts.secret_length < SHORTEST_SECRET {
        let text = format!("the secret is shorter than {SHORTEST_SECRET} characters");
        add("security.W009", Severity::Warning, &text);
    }
    all
}

fn postgres_major(description: &str) -> Option<u32> {
    description.strip_prefix("PostgreSQL ")?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Address and name of a sender given as an address or as `Name <address>`.
pub fn sender(text: &str) -> (String, Option<String>) {
    match text.rsplit_once('<').and_then(|(name, rest)| Some((name, rest.strip_suffix('>')?))) {
        Some((name, address)) => (address.trim().to_owned(), Some(name.trim().trim_matches('"').to_owned())),
        None => (text.trim().to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Facts {
        Facts {
            deploy: true,
            postgres_version: "PostgreSQL 15.4 (Debian)".to_owned(),
            admins: 1,
            mail_host: "mail".to_owned(),
            mail_sender: "conference@example.org".to_owned(),
            https: true,
            secret_length: 50,
            ..Default::default()
        }
    }

    fn ids(change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        let mut facts = good();
        change(&mut facts);
        findings(&facts).into_iter().map(|finding| finding.id).collect()
    }

    #[test]
    fn a_good_set_up_has_no_findings() {
        assert_eq!(ids(|_| {}), Vec::<&str>::new());
    }

    #[test]
    fn each_mistake_is_found() {
        assert_eq!(ids(|f| f.sqlite = true), ["pretalx.I001"]);
        assert_eq!(ids(|f| f.postgres_version = "PostgreSQL 9.6".to_owned()), ["pretalx.W007"]);
        assert_eq!(ids(|f| f.admins = 0), ["pretalx.I002"]);
        assert_eq!(ids(|f| f.mail_host.clear()), ["pretalx.W003"]);
        assert_eq!(ids(|f| f.mail_sender = "admin@localhost".to_owned()), ["pretalx.W003"]);
        assert_eq!(ids(|f| (f.mail_tls, f.mail_ssl) = (true, true)), ["pretalx.E002"]);
        assert_eq!(ids(|f| f.mail_sender = "nobody".to_owned()), ["pretalx.E003"]);
        assert_eq!(ids(|f| f.https = false), ["pretalx.W004"]);
        assert_eq!(ids(|f| f.debug = true), ["plenary.E104"]);
        assert_eq!(ids(|f| f.secret_length = 10), ["security.W009"]);
        assert_eq!(ids(|f| (f.deploy, f.debug) = (false, true)), Vec::<&str>::new());
        assert_eq!(ids(|f| f.pending_migrations.push("m2".to_owned())), ["plenary.W101"]);
    }

    #[test]
    fn senders() {
        let both = ("a@b.c".to_owned(), Some("My Conf".to_owned()));
        assert_eq!(sender("\"My Conf\" <a@b.c>"), both);
        assert_eq!(sender("a@b.c"), ("a@b.c".to_owned(), None));
    }
}
