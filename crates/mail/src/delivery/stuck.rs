//! Mails that say they are being sent while nobody sends them.

use plenary_model::{MailState, Result};
use plenary_queue::periodic::Job;
use plenary_store::Tx;
use plenary_store::entity::job;
use plenary_store::entity::queued_mail::{ActiveModel, Column, Entity};
use plenary_store::sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use plenary_store::sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

/// How long what could not be sent is kept of the instance's own mails.
const KEPT_DAYS: i64 = 30;

/// The periodic jobs of this crate.
pub const JOBS: &[Job] = &[
    Job { name: "stuck-mails", every_seconds: 900, run: |tx| Box::pin(release_stuck(tx)) },
    Job { name: "old-system-mails", every_seconds: 86_400, run: |tx| Box::pin(forget_old(tx)) },
];

/// Makes drafts of them, with the reason; returns how many. Their job was lost with its process once
/// too often, or they come from another database.
pub async fn release_stuck(tx: &Tx) -> Result<u64> {
    let open_job = Query::select()
        .expr(Expr::val(1))
        .from(job::Entity)
        .and_where(job::Column::Kind.is_in([super::OF_EVENT, super::SYSTEM]))
        .and_where(job::Column::Failed.is_null())
        .and_where(
            Expr::col((job::Entity, job::Column::Key))
                .eq(Expr::col((Entity, Column::Id)).cast_as(Alias::new("text"))),
        )
        .to_owned();
    let change = ActiveModel {
        state: Set(MailState::Draft),
        error_data: Set(Some(json!({"error": "it was on its way for too long", "type": "lost"}))),
        error_timestamp: Set(Some(tx.now())),
        ..Default::default()
    };
    let released = Entity::update_many()
        .set(change)
        .filter(Column::State.eq(MailState::Sending))
        .filter(Expr::exists(open_job).not())
        .exec(tx.db())
        .await?;
    Ok(released.rows_affected)
}

async fn forget_old(tx: &Tx) -> Result<u64> {
    let gone = Entity::delete_many()
        .filter(Column::EventId.is_null())
        .filter(Column::State.eq(MailState::Draft))
        .filter(Column::ErrorTimestamp.lt(tx.now().plus_minutes(-KEPT_DAYS * 24 * 60)))
        .exec(tx.db())
        .await?;
    Ok(gone.rows_affected)
}
