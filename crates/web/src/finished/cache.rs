//! The kept answers, bounded in memory, and the turns of those who make the same one.

use std::sync::Arc;
use std::time::Duration;

use plenary_model::Timestamp;

use super::answer::Answer;
use super::key::Key;

/// Answers that nobody asked for this long are dropped; older revisions go the same way.
const IDLE: Duration = Duration::from_secs(60 * 60);
/// How long the turn of one key is remembered.
const TURN: Duration = Duration::from_secs(60);

#[derive(Clone)]
pub(crate) struct Cache {
    answers: moka::sync::Cache<Key, Arc<Answer>>,
    turns: moka::sync::Cache<Key, Arc<tokio::sync::Mutex<()>>>,
}

impl Cache {
    /// `megabytes`: what the answers may take; 0 keeps nothing.
    pub fn new(megabytes: u64) -> Self {
        let answers = moka::sync::Cache::builder()
            .max_capacity(megabytes * 1024 * 1024)
            .weigher(|key: &Key, answer: &Arc<Answer>| {
                answer.weight().saturating_add(u32::try_from(key.rest.len()).unwrap_or(u32::MAX))
            })
            .time_to_idle(IDLE)
            .build();
        let turns = moka::sync::Cache::builder().max_capacity(10_000).time_to_idle(TURN).build();
        Self { answers, turns }
    }

    pub fn get(&self, key: &Key, now: Timestamp) -> Option<Arc<Answer>> {
        self.answers.get(key).filter(|answer| answer.is_good(now))
    }

    pub fn keep(&self, key: Key, answer: Arc<Answer>) {
        self.answers.insert(key, answer);
    }

    /// To be held while the answer of this key is made, so that only one request makes it.
    pub async fn turn(&self, key: &Key) -> tokio::sync::OwnedMutexGuard<()> {
        let turn = self.turns.get_with_by_ref(key, Arc::default);
        turn.lock_owned().await
    }
}
