//! What the configuration says about sending mail.

use anyhow::{Context, Result};
use plenary_config::{Config, Source};
use plenary_mail::delivery::{Settings, security};
use plenary_mail::smtp::{Server, Timeouts, Tls, Trust};

pub fn settings(config: &Config) -> Result<Settings> {
    let mail = &config.mail;
    // Whoever tries things out would otherwise write to people, or wait for a server that is not there.
    let is_chosen = !matches!(config.source("mail", "host"), Some(Source::Default));
    let has_server = !mail.host.trim().is_empty() && (is_chosen || !config.site.debug);
    let server = match security(mail.tls, mail.ssl) {
        Ok(security) if has_server => Some(Server {
            host: mail.host.trim().to_owned(),
            port: mail.port,
            security,
            login: (!mail.user.is_empty()).then(|| (mail.user.clone(), mail.password.expose().to_owned())),
            trust: Trust::Operator,
        }),
        Ok(_) => None,
        // The site itself still works; `check` says the same.
        Err(failure) => {
            tracing::error!("no mail can be sent: {failure} (mail.tls, mail.ssl)");
            None
        }
    };
    Ok(Settings {
        from: mail.from.clone(),
        server,
        site_url: config.site.url.trim_end_matches('/').to_owned(),
        debug: config.site.debug,
        private_servers: mail.private_servers,
        tls: Tls::of_machine().context("can't read the machine's certificates")?,
        timeouts: Timeouts::default(),
    })
}
