//! Links that organisers add to their event's header and footer.

use plenary_model::Result;
use plenary_store::entity::event_link::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// In the order in which they were added.
pub async fn of_event(db: &impl ConnectionTrait, event: i32) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::EventId.eq(event)).order_by_asc(Column::Id).all(db).await?)
}
