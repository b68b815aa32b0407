//! How each table is turned into ours (data-model §6.5), one file an area.

mod cfp;
mod event;
mod log;
mod mail;
mod person;
mod question;
mod review;
mod schedule;
mod speaker;
mod submission;

use std::collections::HashMap;

use plenary_model::Timestamp;
use plenary_store::Tx;
use plenary_store::entity::{account, event as event_table};
use sea_orm::EntityTrait;

use super::error::Result;
use super::importer::Importer;
use super::source::layout::LEFT;

pub use event::dropped_global_setting;

/// What of the accounts that were here before matters to those that come now.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// When the account was made, as far as an earlier import had to guess it.
    pub created: HashMap<i32, Timestamp>,
    /// Raised, so that nothing made from an earlier state is taken for fresh.
    pub revision: i64,
    /// Addresses of accounts that are administrators here, whatever the source says.
    pub administrators: Vec<String>,
}

impl Before {
    /// `again`: the accounts that are here come from an earlier import.
    pub async fn read(tx: &Tx, administrators: Vec<String>, again: bool) -> plenary_model::Result<Self> {
        let accounts = if again { account::Entity::find().all(tx.db()).await? } else { Vec::new() };
        let events = event_table::Entity::find().all(tx.db()).await?;
        let revision = events.iter().map(|event| event.revision + 1).max().unwrap_or_default();
        let created = accounts.into_iter().map(|account| (account.id, account.created)).collect();
        Ok(Self { created, revision, administrators })
    }
}

/// Every table, in an order in which what a row refers to has been dealt with before it.
pub async fn everything(importer: &mut Importer<'_>, before: &Before) -> Result<()> {
    person::look_up(importer).await?;
    event::copy(importer, before).await?;
    cfp::copy(importer).await?;
    submission::copy(importer).await?;
    question::copy(importer).await?;
    speaker::copy(importer).await?;
    review::copy(importer).await?;
    question::copy_answers(importer).await?;
    schedule::copy(importer).await?;
    mail::copy(importer).await?;
    speaker::copy_information(importer).await?;
    log::copy(importer).await?;
    person::copy(importer, before).await?;
    for (table, reason) in LEFT {
        leave(importer, table, reason).await?;
    }
    Ok(())
}

/// Counts a table that stays behind.
pub async fn leave(importer: &mut Importer<'_>, table: &str, reason: &str) -> Result<()> {
    // Not every installation has all of the framework's tables.
    let rows = if importer.source.table_names().await?.contains(table) {
        importer.source.count(table).await?
    } else {
        return Ok(());
    };
    let report = importer.cx.begin(table);
    report.read = rows;
    if rows > 0 {
        report.skipped.insert(reason.to_owned(), rows);
    }
    Ok(())
}
