//! Removing what has expired.

use plenary_model::Result;
use plenary_store::entity::{api_token, session};
use plenary_store::{Tx, cache};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::periodic::Job;

/// The jobs of this crate.
pub const JOBS: &[Job] = &[
    Job { name: "sessions", every_seconds: 3600, run: |tx| Box::pin(clear_sessions(tx)) },
    Job { name: "api-tokens", every_seconds: 3600, run: |tx| Box::pin(clear_tokens(tx)) },
    Job { name: "cache", every_seconds: 900, run: |tx| Box::pin(cache::clear(tx, false)) },
];

/// Removes browser sessions that have ended; returns how many.
pub async fn clear_sessions(tx: &Tx) -> Result<u64> {
    let gone =
        session::Entity::delete_many().filter(session::Column::Expires.lte(tx.now())).exec(tx.db()).await?;
    Ok(gone.rows_affected)
}

/// Removes API tokens that have expired; returns how many.
pub async fn clear_tokens(tx: &Tx) -> Result<u64> {
    let gone = api_token::Entity::delete_many()
        .filter(api_token::Column::Expires.lte(tx.now()))
        .exec(tx.db())
        .await?;
    Ok(gone.rows_affected)
}
