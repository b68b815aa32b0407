use anyhow::Result;
use plenary_config::NoticeLevel;
use plenary_ops::check::{Facts, Finding, Severity, findings};
use plenary_store::migration;

use crate::arguments::{Check, Level};
use crate::exit::Explained;
use crate::instance::{Instance, Start, configuration};

pub async fn run(arguments: Check) -> Result<()> {
    let instance = Instance::open(configuration(false)?, Start::Command).await?;
    let facts = Facts {
        deploy: arguments.deploy,
        postgres_version: instance.database.description().await?,
        pending_migrations: migration::check(migration::status(&instance.database).await?)?,
        ..facts(&instance)
    };
    let mut all = findings(&facts);
    all.extend(instance.notices.iter().map(|notice| Finding {
        id: "plenary.config",
        severity: match notice.level {
            NoticeLevel::Info => Severity::Info,
            NoticeLevel::Warning => Severity::Warning,
        },
        message: notice.to_string(),
    }));
    all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in &all {
        println!("{finding}");
    }
    if all.is_empty() {
        println!("No findings.");
    }
    let limit = match arguments.fail_level {
        Level::Info => Severity::Info,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    };
    if all.iter().any(|finding| finding.severity >= limit) { Err(Explained.into()) } else { Ok(()) }
}

/// What the checks look at, as far as the configuration knows it.
pub fn facts(instance: &Instance) -> Facts {
    let config = &instance.config;
    let (address, _) = plenary_ops::check::sender(&config.mail.from);
    Facts {
        sqlite: matches!(config.database, plenary_config::DatabaseSettings::Sqlite { .. }),
        admins: config.logging.email.len(),
        mail_host: config.mail.host.clone(),
        mail_sender: address,
        mail_tls: config.mail.tls,
        mail_ssl: config.mail.ssl,
        https: config.site.url.starts_with("https://"),
        debug: config.site.debug,
        secret_length: instance.secret.expose().len(),
        ..Facts::default()
    }
}
