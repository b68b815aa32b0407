//! Stars: the sessions a person wants to see (data-model §3.11).

use std::collections::HashSet;

use plenary_event::visibility::visibility;
use plenary_model::{Actor, Error, Result};
use plenary_store::Tx;
use plenary_store::entity::favourite::{ActiveModel, Column, Entity};
use plenary_store::entity::{event, slot, submission};
use plenary_store::unique;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The codes of the sessions that the actor has starred at an event, in the order of their codes.
pub async fn codes(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Vec<String>> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let starred = Query::select()
        .column(Column::SubmissionId)
        .from(Entity)
        .and_where(Column::AccountId.eq(account))
        .to_owned();
    Ok(submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::Id.in_subquery(starred))
        .select_only()
        .column(submission::Column::Code)
        .order_by_asc(submission::Column::Code)
        .into_tuple()
        .all(db)
        .await?)
}

/// The same as a set.
pub async fn starred(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<HashSet<String>> {
    Ok(codes(db, actor, event).await?.into_iter().collect())
}

/// Stars a session of the current schedule. Once is enough: again changes nothing.
pub async fn add(tx: &Tx, actor: &Actor, event: &event::Model, code: &str) -> Result<()> {
    let (account, submission) = target(tx, actor, event, code).await?;
    let row = ActiveModel {
        account_id: Set(account),
        submission_id: Set(submission),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let once =
        OnConflict::columns([Column::AccountId, Column::SubmissionId]).do_nothing_on([Column::Id]).to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Takes the star back; without one nothing changes.
pub async fn remove(tx: &Tx, actor: &Actor, event: &event::Model, code: &str) -> Result<()> {
    let (account, submission) = target(tx, actor, event, code).await?;
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .filter(Column::SubmissionId.eq(submission))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The account, and the session if it stands in the schedule that the account may see.
async fn target(tx: &Tx, actor: &Actor, event: &event::Model, code: &str) -> Result<(i32, i32)> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let visible = visibility(tx.db(), actor, event).await?;
    let current = visible.current.filter(|_| visible.event && visible.agenda).ok_or(Error::NotFound)?;
    let shown = Query::select()
        .column(slot::Column::SubmissionId)
        .from(slot::Entity)
        .and_where(slot::Column::ScheduleId.eq(current.id))
        .and_where(slot::Column::IsVisible.eq(true))
        .and_where(slot::Column::SubmissionId.is_not_null())
        .to_owned();
    let found: Option<i32> = submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(unique::same_text(submission::Column::Code, code))
        .filter(submission::Column::Id.in_subquery(shown))
        .select_only()
        .column(submission::Column::Id)
        .into_tuple()
        .one(tx.db())
        .await?;
    Ok((account, found.ok_or(Error::NotFound)?))
}
