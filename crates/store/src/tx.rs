//! Transactions.

use std::sync::Arc;

use plenary_model::{Random, Result, Timestamp};
use sea_orm::{DatabaseTransaction, TransactionSession};

/// A transaction that writes, with the one instant at which everything in it happens.
pub struct Tx {
    inner: DatabaseTransaction,
    now: Timestamp,
    random: Arc<dyn Random>,
    site_url: Arc<str>,
}

impl Tx {
    pub(crate) fn new(
        inner: DatabaseTransaction,
        now: Timestamp,
        random: Arc<dyn Random>,
        site_url: Arc<str>,
    ) -> Self {
        Self { inner, now, random, site_url }
    }

    /// What statements are run on.
    pub fn db(&self) -> &DatabaseTransaction {
        &self.inner
    }

    pub fn now(&self) -> Timestamp {
        self.now
    }

    pub fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// Scheme and host of the instance without a slash at the end, for addresses in mails.
    pub fn site_url(&self) -> &str {
        &self.site_url
    }

    pub async fn commit(self) -> Result<()> {
        Ok(TransactionSession::commit(self.inner).await?)
    }

    pub async fn rollback(self) -> Result<()> {
        Ok(TransactionSession::rollback(self.inner).await?)
    }
}

/// A transaction that only reads: every statement sees the same state.
pub struct Snapshot {
    inner: DatabaseTransaction,
    now: Timestamp,
}

impl Snapshot {
    pub(crate) fn new(inner: DatabaseTransaction, now: Timestamp) -> Self {
        Self { inner, now }
    }

    pub fn db(&self) -> &DatabaseTransaction {
        &self.inner
    }

    pub fn now(&self) -> Timestamp {
        self.now
    }
}
