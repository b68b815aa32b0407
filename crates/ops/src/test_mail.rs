//! A mail by which administrators find out whether mail works.

use plenary_locale::Locale;
use plenary_mail::address;
use plenary_mail::delivery::{self, Report, Settings};
use plenary_model::{Actor, Error, ObjectType, Result};
use plenary_store::{Database, instance, log};
use serde_json::json;

/// Sends a mail to one address while the administrator waits, and tells what was said. The log keeps
/// how it ended, not to whom it went. An error names the field `to`.
pub async fn send(
    database: &Database,
    actor: &Actor,
    settings: &Settings,
    to: &str,
    locale: Locale,
) -> Result<Report> {
    actor.must_administer()?;
    if address::parse(to).is_none() {
        return Err(Error::invalid("to", "error-email"));
    }
    let identifier = instance::identifier(database.reader()).await?;
    let report = delivery::send_test(settings, to, locale, identifier, database.clock().now()).await;
    let failure = report.failure.as_ref().map(|failure| failure.kind());
    let tx = database.begin().await?;
    let entry = log::Entry {
        event: None,
        actor,
        object: (ObjectType::Instance, 0),
        action: "plenary.instance.test_mail",
        data: json!({"failure": failure}),
        as_organiser: true,
    };
    log::write(&tx, entry).await?;
    tx.commit().await?;
    Ok(report)
}
