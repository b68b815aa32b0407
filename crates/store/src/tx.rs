//! Transactions.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use plenary_model::{Random, Result, Timestamp};
use sea_orm::{DatabaseTransaction, TransactionSession};

/// A transaction that writes, with the one instant at which everything in it happens.
pub struct Tx {
    inner: DatabaseTransaction,
    now: Timestamp,
    random: Arc<dyn Random>,
    site_url: Arc<str>,
    publications: Arc<AtomicU64>,
    /// Events whose revision this transaction has raised one by one.
    raised: Mutex<HashSet<i32>>,
    /// Whether it has raised any.
    publishes: AtomicBool,
}

impl Tx {
    pub(crate) fn new(
        inner: DatabaseTransaction,
        now: Timestamp,
        random: Arc<dyn Random>,
        site_url: Arc<str>,
        publications: Arc<AtomicU64>,
    ) -> Self {
        Self {
            inner,
            now,
            random,
            site_url,
            publications,
            raised: Mutex::default(),
            publishes: AtomicBool::new(false),
        }
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

    /// Others must learn of the commit, because a revision rises with it.
    pub(crate) fn publishes(&self) {
        self.publishes.store(true, Ordering::Release);
    }

    /// Whether this is the first time that the transaction raises the event's revision.
    pub(crate) fn raises(&self, event: i32) -> bool {
        self.raised.lock().is_ok_and(|mut raised| raised.insert(event))
    }

    pub async fn commit(self) -> Result<()> {
        let publishes = self.publishes.load(Ordering::Acquire);
        TransactionSession::commit(self.inner).await?;
        if publishes {
            self.publications.fetch_add(1, Ordering::Release);
        }
        Ok(())
    }

    pub async fn rollback(self) -> Result<()> {
        Ok(TransactionSession::rollback(self.inner).await?)
    }

    /// Commits what came out well; of anything else nothing stays. For who has still to say which it was.
    pub async fn settle<T>(self, outcome: Result<T>) -> Result<T> {
        match &outcome {
            Ok(_) => self.commit().await?,
            Err(_) => self.rollback().await?,
        }
        outcome
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
