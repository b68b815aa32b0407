//! Programmes in memory, so that the thousand pages of a release cost one reading of the database.

use std::sync::Arc;
use std::time::Duration;

use plenary_model::programme::Programme;

/// Nobody asked for it this long: dropped.
const IDLE: Duration = Duration::from_secs(10 * 60);

/// Which programme it is. Only what everyone may see is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProgrammeKey {
    /// Of the event; the schedule's id belongs to one event.
    pub revision: i64,
    pub schedule: i32,
    pub locale: String,
}

#[derive(Clone)]
pub struct Programmes(moka::sync::Cache<ProgrammeKey, Arc<Programme>>);

impl Programmes {
    /// `megabytes`: what they may take; 0 keeps none.
    pub(crate) fn new(megabytes: u64) -> Self {
        Self(
            moka::sync::Cache::builder()
                .max_capacity(megabytes * 1024 * 1024)
                .weigher(|_, programme: &Arc<Programme>| {
                    u32::try_from(programme.weight()).unwrap_or(u32::MAX)
                })
                .time_to_idle(IDLE)
                .build(),
        )
    }

    pub fn get(&self, key: &ProgrammeKey) -> Option<Arc<Programme>> {
        self.0.get(key)
    }

    pub fn keep(&self, key: ProgrammeKey, programme: Arc<Programme>) {
        self.0.insert(key, programme);
    }
}
