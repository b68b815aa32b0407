//! How much work waits: for administrators.

use plenary_model::{Actor, Result, Timestamp};
use plenary_store::entity::job::{Column, Entity};
use sea_orm::sea_query::{CaseStatement, Expr, Func, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The jobs of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub kind: String,
    /// To be done, for the first time.
    pub waiting: u64,
    /// To be done again, after attempts that failed.
    pub failing: u64,
    pub running: u64,
    /// Given up.
    pub dead: u64,
}

/// All that is in the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// By name.
    pub kinds: Vec<Load>,
    /// Since when the job that is overdue the longest could have been begun.
    pub overdue_since: Option<Timestamp>,
}

impl Queue {
    pub fn dead(&self) -> u64 {
        self.kinds.iter().map(|load| load.dead).sum()
    }

    /// What is still to be done, or being done.
    pub fn open(&self) -> u64 {
        self.kinds.iter().map(|load| load.waiting + load.failing + load.running).sum()
    }
}

/// Counts the jobs of every kind. Two statements.
pub async fn queue(db: &impl ConnectionTrait, actor: &Actor, now: Timestamp) -> Result<Queue> {
    actor.must_administer()?;
    let dead = || Condition::all().add(Column::Failed.is_not_null());
    let running = || Condition::all().add(Column::Failed.is_null()).add(Column::HeldUntil.gt(now));
    let idle = || {
        Condition::all()
            .add(Column::Failed.is_null())
            .add(Condition::any().add(Column::HeldUntil.is_null()).add(Column::HeldUntil.lte(now)))
    };
    let number = |of: Condition| -> SimpleExpr {
        Func::sum(CaseStatement::new().case(of, Expr::val(1)).finally(Expr::val(0))).into()
    };
    type Row = (String, Option<i64>, Option<i64>, Option<i64>, Option<i64>);
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .column(Column::Kind)
        .expr_as(number(idle().add(Column::Attempts.eq(0))), "waiting")
        .expr_as(number(idle().add(Column::Attempts.gt(0))), "failing")
        .expr_as(number(running()), "running")
        .expr_as(number(dead()), "dead")
        .group_by(Column::Kind)
        .order_by_asc(Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let count = |number: Option<i64>| number.and_then(|number| u64::try_from(number).ok()).unwrap_or(0);
    let kinds = rows.into_iter().map(|(kind, waiting, failing, running, dead)| Load {
        kind,
        waiting: count(waiting),
        failing: count(failing),
        running: count(running),
        dead: count(dead),
    });
    let overdue = Entity::find().filter(idle()).filter(Column::Due.lte(now)).order_by_asc(Column::Due);
    let overdue_since = overdue.one(db).await?.map(|job| job.due);
    Ok(Queue { kinds: kinds.collect(), overdue_since })
}
