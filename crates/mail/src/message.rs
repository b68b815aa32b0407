//! A mail as the bytes that go over the line (RFC 5322, MIME).
//!
//! Every value is put into its header by the library, which folds and encodes it; nothing that
//! people typed gets there with a line end in it.

use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use plenary_model::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::smtp::Failure;

/// A mail, but for whom a copy of it goes to.
pub(crate) struct Letter {
    pub from: Mailbox,
    pub reply_to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub subject: String,
    /// The same at every attempt, so that whoever gets a mail twice can tell.
    pub id: Uuid,
    /// What stands behind the `@` of the message's id.
    pub host: String,
    pub date: Timestamp,
    pub plain: String,
    pub html: String,
    pub attachments: Vec<File>,
}

pub(crate) struct File {
    pub name: String,
    pub content: String,
    pub content_type: String,
}

impl File {
    /// From the column `attachments`. What does not have the shape of a file is left out.
    pub fn of_json(list: Option<&Value>) -> Vec<Self> {
        let text = |file: &Value, key: &str| file.get(key).and_then(Value::as_str).map(str::to_owned);
        let file = |file: &Value| {
            Some(Self {
                name: text(file, "name")?,
                content: text(file, "content")?,
                content_type: text(file, "content_type").unwrap_or_default(),
            })
        };
        list.and_then(Value::as_array).map(|list| list.iter().filter_map(file).collect()).unwrap_or_default()
    }

    fn part(&self) -> SinglePart {
        let name: String = crate::escape::one_line(&self.name)
            .chars()
            .map(|c| if matches!(c, '/' | '\\' | '"' | '<' | '>') { '_' } else { c })
            .take(120)
            .collect();
        let kind = ContentType::parse(&crate::escape::one_line(&self.content_type))
            .or_else(|_| ContentType::parse("application/octet-stream"));
        let name = if name.is_empty() { "attachment".to_owned() } else { name };
        // A lone CR or LF would reach the server as it is, and some take it for the end of a line (RFC 5321 §2.3.8).
        let content = self.content.replace("\r\n", "\n").replace(['\r', '\n'], "\r\n");
        Attachment::new(name).body(content, kind.unwrap_or(ContentType::TEXT_PLAIN))
    }
}

/// Program-made mail: no automatic answers, please (RFC 3834; the second is what Exchange reads).
const AUTOMATIC: [(&str, &str); 2] =
    [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "OOF, AutoReply")];

impl Letter {
    pub fn bytes(&self, to: &[Mailbox]) -> Result<Vec<u8>, Failure> {
        let micros = Duration::from_micros(self.date.micros().max(0) as u64);
        let mut builder = Message::builder()
            .from(self.from.clone())
            .subject(self.subject.clone())
            .date(SystemTime::UNIX_EPOCH + micros)
            .message_id(Some(format!("<{}@{}>", self.id, self.host)));
        // Not what the message is sent by; left out, it would be read from the headers, which do not
        // give every address back.
        let all = to.iter().map(|mailbox| mailbox.email.clone()).collect();
        let envelope = Envelope::new(Some(self.from.email.clone()), all);
        builder = builder.envelope(envelope.map_err(|error| Failure::Message(error.to_string()))?);
        for mailbox in to {
            builder = builder.to(mailbox.clone());
        }
        for mailbox in &self.cc {
            builder = builder.cc(mailbox.clone());
        }
        for mailbox in &self.reply_to {
            builder = builder.reply_to(mailbox.clone());
        }
        for (name, value) in AUTOMATIC {
            let name = HeaderName::new_from_ascii_str(name);
            builder = builder.raw_header(HeaderValue::new(name, value.to_owned()));
        }
        let bodies = MultiPart::alternative()
            .boundary(format!("body-{}", self.id))
            .singlepart(SinglePart::plain(self.plain.clone()))
            .singlepart(SinglePart::html(self.html.clone()));
        let whole = match self.attachments.as_slice() {
            [] => bodies,
            files => files.iter().fold(
                MultiPart::mixed().boundary(format!("mail-{}", self.id)).multipart(bodies),
                |whole, file| whole.singlepart(file.part()),
            ),
        };
        let message = builder.multipart(whole).map_err(|error| Failure::Message(error.to_string()))?;
        Ok(message.formatted())
    }
}

/// The host of an address of ours in a form fit for a message's id and for `EHLO`.
pub(crate) fn host_of(site_url: &str) -> String {
    let host = url::Url::parse(site_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.filter(|host| !host.starts_with('[')).unwrap_or_else(|| "localhost".to_owned())
}
