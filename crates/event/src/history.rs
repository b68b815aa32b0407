//! What happened to an event lately.

use std::collections::HashMap;

use plenary_model::{Actor, Result, Timestamp};
use plenary_store::entity::{account, activity_log, event};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::rights;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The key of the catalogue (data-model §5.2).
    pub action: String,
    pub at: Timestamp,
    /// Who did it; nobody where the program did.
    pub who: Option<String>,
}

/// The latest lines of an event's log, the newest first, for who may change its settings. Three
/// statements.
pub async fn latest(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    most: u64,
) -> Result<Vec<Happening>> {
    rights::require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    let rows = activity_log::Entity::find()
        .filter(activity_log::Column::EventId.eq(event.id))
        .order_by_desc(activity_log::Column::Timestamp)
        .order_by_desc(activity_log::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let ids: Vec<i32> = rows.iter().filter_map(|row| row.account_id).collect();
    let people = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    let names: HashMap<i32, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let line = |row: activity_log::Model| Happening {
        who: row.account_id.and_then(|id| names.get(&id).cloned()),
        action: row.action_type,
        at: row.timestamp,
    };
    Ok(rows.into_iter().map(line).collect())
}
