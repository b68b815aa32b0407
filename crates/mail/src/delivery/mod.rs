//! Sending mails that were handed over, beside requests: one job for each mail.
//!
//! A mail is `sending` from the moment it is handed over until its fate is known: then it is `sent`,
//! or a `draft` again with the reason. What may help later is tried again for an hour and a half.
//!
//! A process may die at any moment. Whether the server has taken the message is then not known
//! unless it had answered and that was noted, so after the lease has run out the message is sent
//! again (RFC 5321 §6.1: who has no answer must). Its Message-ID stays the same, by which mail
//! programs recognise the second one. Who has got a copy is noted after each, before the next.

mod compose;
mod pool;
mod progress;
mod recipients;
mod settings;
mod stuck;
mod test;

use std::sync::Arc;
use std::time::Duration;

use lettre::Address;
use plenary_model::{Error, MailState, Result};
use plenary_queue::job::{Kind, Patience, Turn, Verdict};
use plenary_store::entity::{event, queued_mail};
use plenary_store::sea_orm::EntityTrait;
use plenary_store::{Database, instance};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::message::host_of;
use crate::smtp::{Failure, Server};
use pool::Pool;
use progress::Progress;

pub use settings::{Settings, event_server, security};
pub use stuck::{JOBS, release_stuck};
pub use test::{Report, send_test, test_connection, test_event};

/// The job of a mail of an event; its key is the mail's id.
pub const OF_EVENT: &str = "mail";
/// The job of a mail of the instance, see [`crate::system`].
pub const SYSTEM: &str = "system-mail";

/// 4, 16, 64, 256 seconds, 17 minutes, 68: the pauses that pretalx makes, and one more for servers
/// that are down for an hour.
const PATIENCE: Patience = Patience { hold: 330, attempts: 7, pause: 4 };
/// One attempt with everything in it; shorter than the lease.
const ATTEMPT: Duration = Duration::from_secs(300);

/// The jobs that send. [`SYSTEM`] deserves a worker of its own: a password is waited for.
pub fn kinds(settings: Settings) -> Vec<Kind> {
    let delivery = Arc::new(Delivery::new(settings));
    [OF_EVENT, SYSTEM]
        .into_iter()
        .map(|name| {
            let delivery = delivery.clone();
            Kind::with(name, PATIENCE, move |database, turn| {
                let delivery = delivery.clone();
                async move { delivery.deliver(&database, turn).await }
            })
        })
        .collect()
}

struct Delivery {
    settings: Settings,
    pool: Pool,
    instance: OnceCell<Uuid>,
}

/// How an attempt ended that was no failure as a whole.
enum End {
    /// Everybody has it, or was refused for good.
    Done,
    /// Some servers want to be asked again.
    Unfinished(Failure),
}

impl Delivery {
    fn new(settings: Settings) -> Self {
        let pool = Pool::new(host_of(&settings.site_url), settings.tls.clone(), settings.timeouts);
        Self { settings, pool, instance: OnceCell::new() }
    }

    async fn deliver(&self, database: &Database, turn: Turn) -> Result<Verdict> {
        let Ok(id) = turn.key.parse::<i32>() else {
            return Ok(Verdict::Hopeless("no such mail".to_owned()));
        };
        let mail = queued_mail::Entity::find_by_id(id).one(database.reader()).await?;
        let Some(mail) = mail.filter(|mail| mail.state == MailState::Sending) else {
            return Ok(Verdict::Done);
        };
        let event = match mail.event_id {
            Some(event) => event::Entity::find_by_id(event).one(database.reader()).await?,
            None => None,
        };
        let mut progress = Progress::of(&mail);
        let attempt = self.attempt(database, &mail, event.as_ref(), &mut progress);
        let end = match tokio::time::timeout(ATTEMPT, attempt).await {
            Ok(end) => end?,
            Err(_) => Err(Failure::Timeout("everything together")),
        };
        let failure = match end {
            Ok(End::Done) => return self.finish(database, &mail, &progress, &turn).await,
            // The others have it: those who are still refused stand beside it.
            Ok(End::Unfinished(_)) if turn.is_last && !progress.delivered.is_empty() => {
                return self.finish(database, &mail, &progress, &turn).await;
            }
            Ok(End::Unfinished(failure)) | Err(failure) => failure,
        };
        if failure.is_temporary() && !turn.is_last {
            progress::note_waiting(database, &mail, &progress, &failure).await?;
            // Without the server's words, which may name people.
            let code = failure.code().map(|code| format!(" {code}")).unwrap_or_default();
            return Ok(Verdict::Later(format!("{}{code}", failure.kind())));
        }
        tracing::warn!(mail = id, reason = failure.kind(), code = failure.code(), "a mail can't be sent");
        progress::note_failed(database, &mail, &progress, &failure).await?;
        Ok(Verdict::Done)
    }

    /// The message is out: not noting that would send it again, so this tries harder.
    async fn finish(
        &self,
        database: &Database,
        mail: &queued_mail::Model,
        progress: &Progress,
        turn: &Turn,
    ) -> Result<Verdict> {
        let mut pause = Duration::from_millis(200);
        loop {
            match progress::note_sent(database, mail, progress, turn).await {
                Ok(()) => return Ok(Verdict::Settled),
                Err(error) if pause > Duration::from_secs(5) => return Err(error),
                Err(error) => tracing::warn!(mail = mail.id, %error, "can't note that a mail was sent yet"),
            }
            tokio::time::sleep(pause).await;
            pause *= 3;
        }
    }

    /// The outer error is ours, the inner one the mail's.
    async fn attempt(
        &self,
        database: &Database,
        mail: &queued_mail::Model,
        event: Option<&event::Model>,
        progress: &mut Progress,
    ) -> Result<Result<End, Failure>> {
        let locale = mail.locale.as_deref().or(event.map(|event| event.locale.as_str())).unwrap_or("en");
        let route = match self.settings.route(event, locale) {
            Ok(route) => route,
            Err(failure) => return Ok(Err(failure)),
        };
        // What goes to the log reaches nobody by accident.
        let any_host = self.settings.debug;
        let recipients = recipients::of_mail(database.reader(), mail, any_host).await?;
        for entry in &recipients.unusable {
            progress.refused.retain(|(known, _)| known != entry);
            progress.refused.push((entry.clone(), "not an email address".to_owned()));
        }
        let copies = recipients.copies(&progress.delivered);
        if copies.is_empty() {
            let anybody = !progress.delivered.is_empty();
            return Ok(if anybody { Ok(End::Done) } else { Err(Failure::NoRecipient) });
        }
        let instance =
            self.instance.get_or_try_init(|| async { instance::identifier(database.reader()).await }).await?;
        let now = database.clock().now();
        let cc = recipients.cc.clone();
        let letter = compose::letter(&self.settings, mail, event, &route, cc, *instance, now);

        let mut later = None;
        let count = copies.len();
        for (number, copy) in copies.into_iter().enumerate() {
            let bytes = match letter.bytes(&copy.shown) {
                Ok(bytes) => bytes,
                Err(failure) => return Ok(Err(failure)),
            };
            let Some(server) = &route.server else {
                log(mail, &copy.to);
                progress.delivered.extend(copy.to.iter().map(ToString::to_string));
                continue;
            };
            match self.send(server, &letter.from.email, &copy.to, &bytes, progress).await {
                Ok(None) => {}
                Ok(Some(failure)) => later = Some(failure),
                Err(failure) => return Ok(Err(failure)),
            }
            if number + 1 < count {
                progress::note_delivered(database, mail, progress).await?;
            }
        }
        Ok(match later {
            Some(failure) => Ok(End::Unfinished(failure)),
            None if progress.delivered.is_empty() => Err(refused_by_all(progress)),
            None => Ok(End::Done),
        })
    }

    /// One copy. Returns the reason if some of its recipients are to be tried again.
    async fn send(
        &self,
        server: &Server,
        from: &Address,
        to: &[Address],
        bytes: &[u8],
        progress: &mut Progress,
    ) -> Result<Option<Failure>, Failure> {
        let delivered = self.pool.send(server, from, to, bytes).await?;
        for address in delivered.accepted {
            let address = address.to_string();
            progress.refused.retain(|(known, _)| *known != address);
            progress.delivered.push(address);
        }
        let mut later = None;
        for (address, reply) in delivered.refused {
            progress.refuse(address.to_string(), &reply);
            if reply.is_temporary() {
                later = Some(Failure::Refused(reply));
            }
        }
        Ok(later)
    }
}

/// The first refusal, as the reason of the whole.
fn refused_by_all(progress: &Progress) -> Failure {
    let Some((_, words)) = progress.refused.first() else { return Failure::NoRecipient };
    let code = words.get(..3).and_then(|code| code.parse().ok());
    match code {
        Some(code) => Failure::Refused(crate::smtp::Reply {
            code,
            lines: vec![words.get(4..).unwrap_or_default().to_owned()],
        }),
        None => Failure::NoRecipient,
    }
}

/// Instead of sending, where somebody develops or tries things out.
fn log(mail: &queued_mail::Model, to: &[Address]) {
    let to: Vec<String> = to.iter().map(ToString::to_string).collect();
    tracing::info!(
        to = to.join(", "),
        subject = mail.subject,
        "a mail, not sent for want of a server:\n{}",
        mail.text
    );
}

/// Asks for the delivery of mails of events that were set to `sending` in this transaction.
pub async fn enqueue(tx: &plenary_store::Tx, mails: &[i32]) -> Result<()> {
    let keys: Vec<String> = mails.iter().map(ToString::to_string).collect();
    plenary_queue::job::enqueue_all(tx, OF_EVENT, &keys).await
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Unavailable(failure.to_string())
    }
}
