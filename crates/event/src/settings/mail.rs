//! Through which server an event's mails go, and what all of them carry (data-model §2.4).

use plenary_model::error::Problems;
use plenary_model::settings::Settings;
use plenary_model::{Actor, Error, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::event::Model;
use serde_json::{Value, json};

use super::write::{set_text, write};
use crate::rights;

/// What stands in the form where a password is stored.
pub const MASK: &str = "************************";
const MOST: usize = 200;
const SIGNATURE_LENGTH: usize = 5000;

/// The mail settings as they should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailSettings {
    pub reply_to: String,
    pub subject_prefix: String,
    /// Markdown.
    pub signature: String,
    /// The event has a server of its own; else the instance's is used.
    pub own_server: bool,
    pub mail_from: String,
    pub host: String,
    pub port: u16,
    pub username: String,
    /// As typed: empty or [`MASK`] keeps the stored one, as long as there is a user name.
    pub password: String,
    pub start_tls: bool,
    pub tls: bool,
    /// A copy of each new proposal goes to the event's address.
    pub on_new_submission: bool,
}

impl MailSettings {
    /// As it is; the password masked.
    pub fn of(event: &Model) -> Self {
        let stored = Settings::new(&event.mail_settings);
        let text = |key: &str| stored.text(key, "").to_owned();
        let port = match stored.get("smtp_port") {
            Some(Value::Number(number)) => number.as_u64().and_then(|port| u16::try_from(port).ok()),
            Some(Value::String(text)) => text.trim().parse().ok(),
            _ => None,
        };
        Self {
            reply_to: text("reply_to"),
            subject_prefix: text("subject_prefix"),
            signature: text("signature"),
            own_server: stored.flag("smtp_use_custom", false),
            mail_from: text("mail_from"),
            host: text("smtp_host"),
            port: port.filter(|port| *port > 0).unwrap_or(587),
            username: text("smtp_username"),
            password: if text("smtp_password").is_empty() { String::new() } else { MASK.to_owned() },
            start_tls: stored.flag("smtp_use_tls", false),
            tls: stored.flag("smtp_use_ssl", false),
            on_new_submission: stored.flag("mail_on_new_submission", false),
        }
    }
}

/// Changes the mail settings. Errors name the keys of the settings object.
pub async fn update(tx: &Tx, actor: &Actor, event: &Model, wanted: MailSettings) -> Result<(Model, bool)> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    check(&wanted)?;
    let mut stored = Settings::new(&event.mail_settings);
    let before = MailSettings::of(event);
    let goes_elsewhere = (&before.host, before.port) != (&wanted.host, wanted.port)
        || (before.start_tls, before.tls) != (wanted.start_tls, wanted.tls);
    let is_kept = !before.password.is_empty() && [MASK, ""].contains(&wanted.password.as_str());
    if goes_elsewhere && is_kept && !wanted.username.is_empty() {
        // Whoever may not read it must not have it sent to a server of theirs either.
        return Err(Error::invalid("smtp_password", "event-error-password-again"));
    }
    for (key, text) in [
        ("reply_to", &wanted.reply_to),
        ("subject_prefix", &wanted.subject_prefix),
        ("signature", &wanted.signature),
        ("mail_from", &wanted.mail_from),
        ("smtp_host", &wanted.host),
        ("smtp_username", &wanted.username),
    ] {
        set_text(&mut stored, key, "", text);
    }
    if wanted.username.is_empty() {
        // A password of nobody is of no use, and should not lie around.
        set_text(&mut stored, "smtp_password", "", "");
    } else if !wanted.password.is_empty() && wanted.password != MASK {
        stored.set("smtp_password", wanted.password);
    }
    if before.port != wanted.port {
        stored.set("smtp_port", json!(wanted.port));
    }
    // Off is an empty text, as in the original.
    for (key, old, new) in [
        ("smtp_use_custom", before.own_server, wanted.own_server),
        ("smtp_use_tls", before.start_tls, wanted.start_tls),
        ("smtp_use_ssl", before.tls, wanted.tls),
    ] {
        if old != new {
            stored.set(key, if new { json!(true) } else { json!("") });
        }
    }
    if before.on_new_submission != wanted.on_new_submission {
        stored.set("mail_on_new_submission", wanted.on_new_submission);
    }
    let new = Model { mail_settings: stored.into_json(), ..event.clone() };
    write(tx, actor, event, new, Default::default()).await
}

fn check(wanted: &MailSettings) -> Result<()> {
    let mut problems = Problems::default();
    for (field, text) in [("reply_to", &wanted.reply_to), ("mail_from", &wanted.mail_from)] {
        if !text.is_empty() && !plenary_person::account::is_email(text) {
            problems.add(field, "error-email");
        }
    }
    for (field, text, most) in [
        ("subject_prefix", &wanted.subject_prefix, 100),
        ("smtp_host", &wanted.host, MOST),
        ("smtp_username", &wanted.username, MOST),
        ("signature", &wanted.signature, SIGNATURE_LENGTH),
    ] {
        if text.chars().count() > most {
            problems.add(field, Message::new("error-too-long").arg("max", most));
        } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            problems.add(field, "error-control-characters");
        }
    }
    if wanted.subject_prefix.contains('\n') {
        problems.add("subject_prefix", "error-control-characters");
    }
    if wanted.start_tls && wanted.tls {
        problems.add("smtp_use_ssl", "event-error-both-encryptions");
    }
    // What servers take everywhere.
    if wanted.password != MASK
        && (wanted.password.len() > MOST || !wanted.password.bytes().all(|byte| (0x20..0x7f).contains(&byte)))
    {
        problems.add("smtp_password", "event-error-password");
    }
    if wanted.own_server {
        if wanted.mail_from.is_empty() {
            problems.add("mail_from", "error-required");
        }
        if wanted.host.is_empty() {
            problems.add("smtp_host", "error-required");
        }
        let here = ["127.0.0.1", "::1", "localhost", "localhost.localdomain"];
        if !wanted.start_tls && !wanted.tls && !here.contains(&wanted.host.as_str()) {
            problems.add("smtp_use_tls", "event-error-unencrypted");
        }
    }
    problems.done()
}
