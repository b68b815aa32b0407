//! How the instance is, as the database knows it: for administrators.

use plenary_model::{Actor, Result, Timestamp};
use plenary_queue::load::{self, Queue};
use plenary_store::entity::{account, cache_entry, event, session};
use plenary_store::{Database, migration};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

#[derive(Clone, Debug)]
pub struct Status {
    /// Engine and version.
    pub database: String,
    /// In bytes.
    pub size: u64,
    /// The migrations that this version needs and the database lacks.
    pub pending_migrations: Vec<String>,
    /// What several processes share and may forget.
    pub cached: u64,
    pub accounts: u64,
    pub events: u64,
    /// Browsers that are logged in.
    pub sessions: u64,
    pub queue: Queue,
}

/// How long a job may be overdue before somebody should look for the worker, in minutes.
const PATIENCE: i64 = 10;

impl Status {
    /// Whether nobody seems to do the jobs.
    pub fn is_idle(&self, now: Timestamp) -> bool {
        self.queue.overdue_since.is_some_and(|since| now.minutes_since(since) >= PATIENCE)
    }
}

/// A constant number of statements.
pub async fn read(database: &Database, actor: &Actor) -> Result<Status> {
    actor.must_administer()?;
    let (db, now) = (database.reader(), database.clock().now());
    Ok(Status {
        database: database.description().await?,
        size: database.size().await?,
        pending_migrations: migration::check(migration::status(database).await?)?,
        cached: cache_entry::Entity::find().filter(cache_entry::Column::Expires.gt(now)).count(db).await?,
        accounts: account::Entity::find().filter(account::Column::IsActive.eq(true)).count(db).await?,
        events: event::Entity::find().count(db).await?,
        sessions: session::Entity::find()
            .filter(session::Column::AccountId.is_not_null())
            .filter(session::Column::Expires.gt(now))
            .count(db)
            .await?,
        queue: load::queue(db, actor, now).await?,
    })
}
