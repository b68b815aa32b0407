//! Jobs that were given up: kept with the reason, until an administrator has them tried once more or
//! throws them away.

use plenary_model::{Actor, Error, ObjectType, Result};
use plenary_store::entity::job::{ActiveModel, Column, Entity, Model};
use plenary_store::{Tx, log};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde_json::json;

fn dead() -> Select<Entity> {
    Entity::find().filter(Column::Failed.is_not_null())
}

/// How many there are. One statement.
pub async fn count(db: &impl ConnectionTrait, actor: &Actor) -> Result<u64> {
    actor.must_administer()?;
    Ok(dead().count(db).await?)
}

/// Those of one page, the latest first. One statement.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, from: u64, size: u64) -> Result<Vec<Model>> {
    actor.must_administer()?;
    let all = dead().order_by_desc(Column::Failed).order_by_desc(Column::Id);
    Ok(all.offset(from).limit(size).all(db).await?)
}

/// Has one tried again from the beginning, at once.
pub async fn retry(tx: &Tx, actor: &Actor, id: i32) -> Result<Model> {
    let job = find(tx, actor, id).await?;
    begin_again(tx, Expr::col(Column::Id).eq(id)).await?;
    note(tx, actor, "plenary.job.retry", std::slice::from_ref(&job)).await?;
    Ok(job)
}

/// Has all of them tried again; returns how many. Three statements, one more for every thousand.
pub async fn retry_all(tx: &Tx, actor: &Actor) -> Result<u64> {
    actor.must_administer()?;
    let jobs = dead().order_by_asc(Column::Id).all(tx.db()).await?;
    if !jobs.is_empty() {
        begin_again(tx, Expr::col(Column::Failed).is_not_null()).await?;
        note(tx, actor, "plenary.job.retry", &jobs).await?;
    }
    Ok(jobs.len() as u64)
}

/// Throws one away: what it was to do is not done.
pub async fn discard(tx: &Tx, actor: &Actor, id: i32) -> Result<Model> {
    let job = find(tx, actor, id).await?;
    Entity::delete_by_id(id).exec(tx.db()).await?;
    note(tx, actor, "plenary.job.discard", std::slice::from_ref(&job)).await?;
    Ok(job)
}

/// One that is asked for again meanwhile is not dead any more, and not found.
async fn find(tx: &Tx, actor: &Actor, id: i32) -> Result<Model> {
    actor.must_administer()?;
    dead().filter(Column::Id.eq(id)).one(tx.db()).await?.ok_or(Error::NotFound)
}

async fn begin_again(tx: &Tx, which: impl Into<sea_orm::sea_query::SimpleExpr>) -> Result<()> {
    let as_new = ActiveModel {
        attempts: Set(0),
        due: Set(tx.now()),
        holder: Set(None),
        held_until: Set(None),
        failed: Set(None),
        error: Set(None),
        ..Default::default()
    };
    Entity::update_many()
        .set(as_new)
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(which.into())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Without the reason, which may name people.
async fn note(tx: &Tx, actor: &Actor, action: &str, jobs: &[Model]) -> Result<()> {
    let entry = |job: &Model| log::Entry {
        event: None,
        actor,
        object: (ObjectType::Job, job.id),
        action,
        data: json!({"kind": job.kind, "key": job.key, "attempts": job.attempts}),
        as_organiser: true,
    };
    log::write_all(tx, jobs.iter().map(entry).collect()).await
}
