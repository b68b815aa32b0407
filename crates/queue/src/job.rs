//! Jobs: asked for in the transaction that makes them necessary, done once afterwards by one process,
//! again after a while if that fails, and kept with the reason when nothing helps.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use plenary_model::{Error, Random, Result, Timestamp};
use plenary_store::entity::job::{ActiveModel, Column, Entity, Model};
use plenary_store::{Database, Tx};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// What became of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Done,
    /// The attempt has called [`settle`] itself: its work and the end of the job are one commit.
    Settled,
    /// Not this time, and nobody here is to blame: a server elsewhere does not answer.
    Later(String),
    /// Trying again would not help.
    Hopeless(String),
}

type Attempt = Pin<Box<dyn Future<Output = Result<Verdict>> + Send>>;

/// One attempt at a job.
#[derive(Clone, Debug)]
pub struct Turn {
    pub key: String,
    /// Whether there is no further one when this fails.
    pub is_last: bool,
    job: i32,
    revision: i32,
    holder: String,
}

/// How often a job is tried, and when.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How long one attempt may take before another process may try, in seconds.
    pub hold: i64,
    pub attempts: i32,
    /// The pause after the first attempt, in seconds. Each further one is four times as long.
    pub pause: i64,
}

impl Patience {
    /// 30 seconds, two minutes, eight, half an hour, two hours: the last attempt is made about three
    /// hours after the first.
    pub const USUAL: Self = Self { hold: 600, attempts: 6, pause: 30 };

    /// Seconds; up to a tenth more, so that what failed together does not come back together.
    fn after(self, attempts: i32, random: &dyn Random) -> i64 {
        let base = self.pause * 4_i64.pow(attempts.clamp(1, 16) as u32 - 1);
        base + i64::from(random.below(base as u32 / 10 + 1))
    }
}

/// A kind of job. An error means "again, later". It may run twice for one request and must not mind.
#[derive(Clone)]
pub struct Kind {
    pub name: &'static str,
    pub patience: Patience,
    pub run: Arc<dyn Fn(Database, Turn) -> Attempt + Send + Sync>,
}

impl Kind {
    /// Jobs that only want to know their key.
    pub fn new<F>(name: &'static str, run: impl Fn(Database, String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Verdict>> + Send + 'static,
    {
        Self::with(name, Patience::USUAL, move |database, turn| run(database, turn.key))
    }

    pub fn with<F>(
        name: &'static str,
        patience: Patience,
        run: impl Fn(Database, Turn) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Verdict>> + Send + 'static,
    {
        Self { name, patience, run: Arc::new(move |database, turn| Box::pin(run(database, turn))) }
    }
}

/// How often to look for work where nothing was found.
const PAUSE: Duration = Duration::from_secs(3);

/// Asks for a job, from the beginning if it is there already, whatever became of it.
pub async fn enqueue(tx: &Tx, kind: &str, key: &str, due: Timestamp) -> Result<()> {
    let row = row(tx, kind, key, due);
    Entity::insert(row).on_conflict(from_the_beginning()).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Rows of one statement: well below what SQLite can bind.
const ROWS_AT_ONCE: usize = 1_000;

/// Asks for many jobs as [`enqueue`] does for one. One statement for every thousand.
pub async fn enqueue_all(tx: &Tx, kind: &str, keys: &[String]) -> Result<()> {
    for chunk in keys.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().map(|key| row(tx, kind, key, tx.now()));
        Entity::insert_many(rows).on_conflict(from_the_beginning()).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn from_the_beginning() -> OnConflict {
    OnConflict::columns([Column::Kind, Column::Key])
        .value(Column::Revision, Expr::col((Entity, Column::Revision)).add(1))
        .update_columns([Column::Attempts, Column::Due, Column::Failed, Column::Error])
        .to_owned()
}

/// Asks for the jobs that are not known yet; one that was given up stays so. Returns how many.
pub async fn enqueue_new(tx: &Tx, kind: &str, keys: Vec<String>) -> Result<u64> {
    if keys.is_empty() {
        return Ok(0);
    }
    let rows = keys.iter().map(|key| row(tx, kind, key, tx.now()));
    let known = OnConflict::columns([Column::Kind, Column::Key]).do_nothing().to_owned();
    Ok(Entity::insert_many(rows).on_conflict(known).exec_without_returning(tx.db()).await?)
}

/// Ends the job in the transaction of its work; the attempt then returns [`Verdict::Settled`]. A job
/// that was asked for again meanwhile is as new, and one that somebody else has taken over is left.
pub async fn settle(tx: &Tx, turn: &Turn) -> Result<()> {
    let own = Condition::all().add(Column::Id.eq(turn.job)).add(Column::Holder.eq(turn.holder.as_str()));
    let unchanged = own.clone().add(Column::Revision.eq(turn.revision));
    let gone = Entity::delete_many().filter(unchanged).exec(tx.db()).await?;
    if gone.rows_affected == 0 {
        Entity::update_many().set(released()).filter(own).exec(tx.db()).await?;
    }
    Ok(())
}

fn released() -> ActiveModel {
    ActiveModel { holder: Set(None), held_until: Set(None), ..Default::default() }
}

fn row(tx: &Tx, kind: &str, key: &str, due: Timestamp) -> ActiveModel {
    ActiveModel {
        kind: Set(kind.to_owned()),
        key: Set(key.to_owned()),
        revision: Set(1),
        attempts: Set(0),
        created: Set(tx.now()),
        due: Set(due),
        holder: Set(None),
        held_until: Set(None),
        failed: Set(None),
        error: Set(None),
        ..Default::default()
    }
}

/// Does the jobs that are due, one after the other; returns how many were done.
pub async fn run_due(database: &Database, holder: &str, kinds: &[Kind]) -> Result<u64> {
    let mut done = 0;
    // Asked without the write lock first: nearly always nothing is due.
    while any_due(database, kinds).await? {
        let Some(job) = claim(database, holder, kinds).await? else { break };
        done += u64::from(attempt(database, holder, kinds, job).await?);
    }
    Ok(done)
}

/// Does jobs as they come until `stop` is done; one that has begun is finished.
pub async fn work(database: &Database, holder: &str, kinds: &[Kind], stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        // Asked without the write lock first: nearly always nothing is due.
        let found = match any_due(database, kinds).await {
            Ok(true) => claim(database, holder, kinds).await,
            Ok(false) => Ok(None),
            Err(error) => Err(error),
        };
        let pause = match found {
            Ok(Some(job)) => {
                if let Err(error) = attempt(database, holder, kinds, job).await {
                    tracing::error!(%error, "a job's end can't be noted");
                }
                Duration::ZERO
            }
            Ok(None) => PAUSE,
            Err(error) => {
                tracing::error!(%error, "can't look for jobs");
                PAUSE
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

fn open(now: Timestamp, kinds: &[Kind]) -> Condition {
    Condition::all()
        .add(Column::Kind.is_in(kinds.iter().map(|kind| kind.name)))
        .add(Column::Failed.is_null())
        .add(Column::Due.lte(now))
        .add(Condition::any().add(Column::HeldUntil.is_null()).add(Column::HeldUntil.lte(now)))
}

async fn any_due(database: &Database, kinds: &[Kind]) -> Result<bool> {
    let first = Entity::find().filter(open(database.clock().now(), kinds)).order_by_asc(Column::Due);
    Ok(first.one(database.reader()).await?.is_some())
}

async fn claim(database: &Database, holder: &str, kinds: &[Kind]) -> Result<Option<Model>> {
    let tx = database.begin().await?;
    let found = Entity::find()
        .filter(open(tx.now(), kinds))
        // By nothing else: with the index on `due` the first one is found without looking at the others.
        .order_by_asc(Column::Due)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(tx.db())
        .await?;
    let Some(mut job) = found else { return Ok(None) };
    let patience = patience_for(kinds, &job.kind);
    job.attempts += 1;
    let held = ActiveModel {
        holder: Set(Some(holder.to_owned())),
        held_until: Set(Some(tx.now().plus_seconds(patience.hold))),
        attempts: Set(job.attempts),
        ..Default::default()
    };
    Entity::update_many().set(held).filter(Column::Id.eq(job.id)).exec(tx.db()).await?;
    tx.commit().await?;
    Ok(Some(job))
}

fn patience_for(kinds: &[Kind], name: &str) -> Patience {
    kinds.iter().find(|kind| kind.name == name).map_or(Patience::USUAL, |kind| kind.patience)
}

/// Whether it was done.
async fn attempt(database: &Database, holder: &str, kinds: &[Kind], job: Model) -> Result<bool> {
    let kind = kinds.iter().find(|kind| kind.name == job.kind);
    let patience = patience_for(kinds, &job.kind);
    let turn = Turn {
        key: job.key.clone(),
        is_last: job.attempts >= patience.attempts,
        job: job.id,
        revision: job.revision,
        holder: holder.to_owned(),
    };
    let run = kind.map(|kind| (kind.run)(database.clone(), turn.clone()));
    let outcome = match run {
        // It took its process with it, as often as it may.
        _ if job.attempts > patience.attempts => Ok(Verdict::Hopeless("it never came to an end".to_owned())),
        None => Ok(Verdict::Hopeless("nobody knows this kind of job".to_owned())),
        // In a task of its own, so that a panic is one failure and not the end of all jobs.
        Some(run) => match tokio::spawn(run).await {
            Ok(outcome) => outcome,
            Err(panic) => Err(Error::Unavailable(panic.to_string())),
        },
    };
    if matches!(outcome, Ok(Verdict::Settled)) {
        return Ok(true);
    }
    let tx = database.begin().await?;
    if matches!(outcome, Ok(Verdict::Done)) {
        settle(&tx, &turn).await?;
        tx.commit().await?;
        return Ok(true);
    }
    // Nothing is noted for a job that somebody else has taken over.
    let own = Condition::all().add(Column::Id.eq(job.id)).add(Column::Holder.eq(holder));
    let unchanged = own.clone().add(Column::Revision.eq(job.revision));
    let again = |reason: String| {
        let failed = (job.attempts >= patience.attempts).then(|| tx.now());
        (failed, tx.now().plus_seconds(patience.after(job.attempts, tx.random())), reason)
    };
    let change = match &outcome {
        Ok(Verdict::Done | Verdict::Settled) => None,
        Ok(Verdict::Hopeless(reason)) => {
            tracing::warn!(kind = job.kind, key = job.key, reason, "a job is given up");
            Some((Some(tx.now()), job.due, reason.clone()))
        }
        Ok(Verdict::Later(reason)) => {
            tracing::warn!(
                kind = job.kind,
                key = job.key,
                attempt = job.attempts,
                reason,
                "a job has to wait"
            );
            Some(again(reason.clone()))
        }
        Err(error) => {
            tracing::error!(kind = job.kind, key = job.key, attempt = job.attempts, %error, "a job failed");
            Some(again(error.to_string()))
        }
    };
    if let Some((failed, due, error)) = change {
        let noted = ActiveModel {
            failed: Set(failed),
            due: Set(due),
            error: Set(Some(error.chars().take(500).collect())),
            ..released()
        };
        Entity::update_many().set(noted).filter(unchanged).exec(tx.db()).await?;
    }
    // Asked for again meanwhile: it is as new.
    Entity::update_many().set(released()).filter(own).exec(tx.db()).await?;
    tx.commit().await?;
    Ok(false)
}
