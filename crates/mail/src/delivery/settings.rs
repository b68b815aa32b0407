//! Through which server mail goes, and who is named as its sender.

use lettre::message::Mailbox;
use plenary_model::settings::Settings as Stored;
use plenary_store::entity::event;

use crate::address;
use crate::smtp::{Failure, Misfit, Security, Server, Timeouts, Tls, Trust};

/// The part of the instance's configuration that is about mail.
#[derive(Clone)]
pub struct Settings {
    /// An address, or `Name <address>`.
    pub from: String,
    /// `None`: there is none. In debug mode mails are then written to the log.
    pub server: Option<Server>,
    /// Scheme and host without a slash at the end.
    pub site_url: String,
    pub debug: bool,
    /// Whether organisers may use servers in private networks.
    pub private_servers: bool,
    pub tls: Tls,
    pub timeouts: Timeouts,
}

/// What the instance is called where it has no name of its own.
const INSTANCE: &str = "Plenary";

/// How an event's mail goes out.
#[derive(Debug)]
pub(super) struct Route {
    pub from: Mailbox,
    /// `None`: to the log.
    pub server: Option<Server>,
    /// Whether the sender is the address of the instance.
    pub is_instance: bool,
}

impl Settings {
    /// The instance's server for the instance's own mails and for events without one of their own.
    pub(super) fn route(&self, event: Option<&event::Model>, locale: &str) -> Result<Route, Failure> {
        if let Some(event) = event
            && let Some((server, sender)) = event_server(event, self.private_servers)?
        {
            let email = address::parse(&sender).ok_or(Failure::Settings(Misfit::Sender))?;
            let from = address::named(event.name_in(locale), email);
            return Ok(Route { from, server: Some(server), is_instance: false });
        }
        let own = address::mailbox(&self.from).ok_or(Failure::Settings(Misfit::Sender))?;
        let from = match event {
            Some(event) => address::named(event.name_in(locale), own.email),
            None => {
                let name = own.name.unwrap_or_else(|| INSTANCE.to_owned());
                address::named(&name, own.email)
            }
        };
        if self.server.is_none() && !self.debug {
            return Err(Failure::Settings(Misfit::NoServer));
        }
        Ok(Route { from, server: self.server.clone(), is_instance: true })
    }
}

/// The server of an event's own and its sender, if it uses one (`mail_settings`, data-model §2.4).
pub fn event_server(
    event: &event::Model,
    private_allowed: bool,
) -> Result<Option<(Server, String)>, Failure> {
    let stored = Stored::new(&event.mail_settings);
    if !stored.flag("smtp_use_custom", false) {
        return Ok(None);
    }
    let security = security(stored.flag("smtp_use_tls", false), stored.flag("smtp_use_ssl", false))?;
    let port = match stored.get("smtp_port") {
        Some(serde_json::Value::Number(number)) => number.as_u64().and_then(|port| u16::try_from(port).ok()),
        Some(serde_json::Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    let user = stored.text("smtp_username", "").trim().to_owned();
    let server = Server {
        host: stored.text("smtp_host", "").trim().to_owned(),
        port: port.filter(|port| *port > 0).unwrap_or(587),
        security,
        login: (!user.is_empty()).then(|| (user, stored.text("smtp_password", "").to_owned())),
        trust: Trust::Organiser { private_allowed },
    };
    Ok(Some((server, stored.text("mail_from", "").trim().to_owned())))
}

/// What two switches mean together.
pub fn security(start_tls: bool, tls: bool) -> Result<Security, Failure> {
    match (start_tls, tls) {
        (false, false) => Ok(Security::Plain),
        (true, false) => Ok(Security::StartTls),
        (false, true) => Ok(Security::Tls),
        (true, true) => Err(Failure::Settings(Misfit::BothEncryptions)),
    }
}
