//! Why a mail did not get through.

use std::fmt;

use plenary_model::Message;

use super::reply::Reply;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No such host, nobody listens there, or the line went dead.
    Unreachable(String),
    /// No answer in time; the value says to what.
    Timeout(&'static str),
    /// The server said no.
    Refused(Reply),
    /// Its certificate is not to be trusted, or it can't speak TLS with us.
    Tls(String),
    /// What is set does not fit the server, or must not be used.
    Settings(Misfit),
    /// What answers there is no mail server.
    NotSmtp,
    /// Nobody is left to whom the mail could go.
    NoRecipient,
    /// The mail itself can't be put into the form of a message.
    Message(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// No server is set up.
    NoServer,
    /// The sender is no address.
    Sender,
    /// STARTTLS is asked for, and the server does not offer it.
    NoStartTls,
    /// A password would be sent in the clear, or mail of an event would.
    Unencrypted,
    /// STARTTLS and TLS at once.
    BothEncryptions,
    /// The server offers no way to log in that we know.
    NoLogin,
    /// The host leads into the network of this server.
    PrivateAddress,
    /// The server takes no addresses beyond ASCII.
    Ascii,
}

impl Misfit {
    pub const ALL: [Self; 8] = [
        Self::NoServer,
        Self::Sender,
        Self::NoStartTls,
        Self::Unencrypted,
        Self::BothEncryptions,
        Self::NoLogin,
        Self::PrivateAddress,
        Self::Ascii,
    ];

    fn kind(self) -> &'static str {
        match self {
            Self::NoServer => "no-server",
            Self::Sender => "sender",
            Self::NoStartTls => "no-starttls",
            Self::Unencrypted => "unencrypted",
            Self::BothEncryptions => "both-encryptions",
            Self::NoLogin => "no-login",
            Self::PrivateAddress => "private-address",
            Self::Ascii => "ascii",
        }
    }
}

impl Failure {
    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Timeout(_) | Self::NotSmtp => true,
            Self::Refused(reply) => reply.is_temporary(),
            Self::Tls(_) | Self::Settings(_) | Self::NoRecipient | Self::Message(_) => false,
        }
    }

    /// A word for the kind of failure, as it is stored with the mail.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::Timeout(_) => "timeout",
            Self::Refused(_) => "refused",
            Self::Tls(_) => "tls",
            Self::Settings(misfit) => misfit.kind(),
            Self::NotSmtp => "not-smtp",
            Self::NoRecipient => "no-recipient",
            Self::Message(_) => "message",
        }
    }

    /// The same as a sentence in the reader's language, for the kind of failure that is stored with a
    /// mail. What the server said stands beside it.
    pub fn message_of_kind(kind: &str) -> Message {
        let known =
            ["unreachable", "timeout", "refused", "tls", "not-smtp", "no-recipient", "message", "lost"];
        let known = known.into_iter().chain(Misfit::ALL.map(Misfit::kind)).any(|name| name == kind);
        Message::new(format!("system-mail-failed-{}", if known { kind } else { "other" }))
    }

    /// What the server answered, if that is why.
    pub fn code(&self) -> Option<u16> {
        match self {
            Self::Refused(reply) => Some(reply.code),
            _ => None,
        }
    }
}

/// In English, for logs and for whoever looks into the details.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(reason) => write!(f, "can't reach the mail server: {reason}"),
            Self::Timeout(step) => write!(f, "the mail server did not answer in time ({step})"),
            Self::Refused(reply) => write!(f, "{} {}", reply.code, reply.text()),
            Self::Tls(reason) => write!(f, "no secure connection: {reason}"),
            Self::Settings(misfit) => f.write_str(match misfit {
                Misfit::NoServer => "no mail server is set up",
                Misfit::Sender => "the sender is not an email address",
                Misfit::NoStartTls => "the mail server does not offer STARTTLS",
                Misfit::Unencrypted => "the connection to the mail server would not be encrypted",
                Misfit::BothEncryptions => "STARTTLS and TLS exclude each other",
                Misfit::NoLogin => "the mail server offers no way to log in that is known here",
                Misfit::PrivateAddress => "the mail server has a private address, which is not allowed here",
                Misfit::Ascii => "the mail server takes only addresses in ASCII",
            }),
            Self::NotSmtp => f.write_str("what answers there is not a mail server"),
            Self::NoRecipient => f.write_str("there is nobody the mail could go to"),
            Self::Message(reason) => write!(f, "the mail can't be written as a message: {reason}"),
        }
    }
}

impl std::error::Error for Failure {}
