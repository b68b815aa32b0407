//! Trying a server out while somebody watches.

use std::sync::{Arc, Mutex};

use std::slice::from_ref;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use lettre::message::Mailbox;
use plenary_locale::Locale;
use plenary_model::{MailState, Timestamp};
use plenary_store::entity::{event, queued_mail};
use uuid::Uuid;

use super::compose;
use super::settings::{Settings, event_server};
use crate::address;
use crate::message::host_of;
use crate::smtp::{Connection, Dialogue, Failure, Misfit, Server};
use crate::system::{self, SystemMail};

/// What was said, and what was wrong if anything was.
#[derive(Clone, Debug)]
pub struct Report {
    pub dialogue: Dialogue,
    pub failure: Option<Failure>,
}

/// Connects, encrypts and logs in, and asks whether a mail from `sender` to the same address would
/// be welcome. No mail is sent.
pub async fn test_connection(settings: &Settings, server: &Server, sender: &str) -> Report {
    let dialogue = listening(server);
    let failure = try_out(settings, server, sender, &dialogue).await.err();
    report(&dialogue, failure)
}

/// The same for the server of an event's own; nothing where it uses the instance's.
pub async fn test_event(settings: &Settings, event: &event::Model) -> Option<Report> {
    match event_server(event, settings.private_servers) {
        Ok(None) => None,
        Ok(Some((server, sender))) => Some(test_connection(settings, &server, &sender).await),
        Err(failure) => Some(Report { dialogue: Dialogue::default(), failure: Some(failure) }),
    }
}

fn listening(server: &Server) -> Arc<Mutex<Dialogue>> {
    let secrets = server.login.iter().flat_map(|(user, password)| {
        let both = format!("\0{user}\0{password}");
        [password.clone(), STANDARD.encode(password), STANDARD.encode(user), STANDARD.encode(both)]
    });
    Arc::new(Mutex::new(Dialogue::new(secrets)))
}

fn report(dialogue: &Mutex<Dialogue>, failure: Option<Failure>) -> Report {
    let dialogue = dialogue.lock().map(|dialogue| dialogue.clone()).unwrap_or_default();
    Report { dialogue, failure }
}

/// Sends one mail of the instance to one address, at once and without trying again: it says that mail
/// works. `instance` is the namespace of the instance's identifiers; nothing is stored.
pub async fn send_test(
    settings: &Settings,
    to: &str,
    locale: Locale,
    instance: Uuid,
    now: Timestamp,
) -> Report {
    let Some(server) = &settings.server else {
        let failure = Some(Failure::Settings(Misfit::NoServer));
        return Report { dialogue: Dialogue::default(), failure };
    };
    let dialogue = listening(server);
    let letter = (to, locale, instance, now);
    let failure = send(settings, server, letter, &dialogue).await.err();
    report(&dialogue, failure)
}

async fn send(
    settings: &Settings,
    server: &Server,
    (to, locale, instance, now): (&str, Locale, Uuid, Timestamp),
    dialogue: &Arc<Mutex<Dialogue>>,
) -> Result<(), Failure> {
    let route = settings.route(None, locale.code())?;
    let to = address::parse(to).ok_or(Failure::NoRecipient)?;
    let about = SystemMail::MailTest { site: settings.site_url.clone() };
    let (subject, text) = system::render(locale, &about, &settings.site_url);
    let mail = mail(subject, text, locale, now);
    let letter = compose::letter(settings, &mail, None, &route, Vec::new(), instance, now);
    let bytes = letter.bytes(from_ref(&Mailbox::new(None, to.clone())))?;
    let name = host_of(&settings.site_url);
    let log = Some(dialogue.clone());
    let mut connection = Connection::open(server, &name, &settings.tls, settings.timeouts, log).await?;
    let sent = connection.send(&letter.from.email, from_ref(&to), &bytes).await;
    connection.quit().await;
    match sent?.refused.into_iter().next() {
        Some((_, reply)) => Err(Failure::Refused(reply)),
        None => Ok(()),
    }
}

/// A mail that is in no table.
fn mail(subject: String, text: String, locale: Locale, now: Timestamp) -> queued_mail::Model {
    queued_mail::Model {
        id: 0,
        created: Some(now),
        updated: Some(now),
        event_id: None,
        template_id: None,
        recipients: None,
        reply_to: None,
        cc: None,
        bcc: None,
        subject,
        text,
        text_html: None,
        sent: None,
        state: MailState::Sending,
        error_data: None,
        error_timestamp: None,
        locale: Some(locale.code().to_owned()),
        attachments: None,
    }
}

async fn try_out(
    settings: &Settings,
    server: &Server,
    sender: &str,
    dialogue: &Arc<Mutex<Dialogue>>,
) -> Result<(), Failure> {
    let sender = address::mailbox(sender).ok_or(Failure::Settings(Misfit::Sender))?.email;
    let name = host_of(&settings.site_url);
    let log = Some(dialogue.clone());
    let mut connection = Connection::open(server, &name, &settings.tls, settings.timeouts, log).await?;
    let result = connection.probe(&sender, &sender).await;
    connection.quit().await;
    result
}
