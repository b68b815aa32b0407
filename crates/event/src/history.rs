//! What happened to an event lately.

use plenary_model::{Error, Result, Rights, Timestamp};
use plenary_store::entity::{account, activity_log, event};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The key of the catalogue (data-model §5.2).
    pub action: String,
    pub at: Timestamp,
    /// Who did it; nobody where the program did.
    pub who: Option<String>,
}

/// The latest lines of an event's log, the newest first, for who may change its settings: `rights` are
/// the reader's in this event. One statement.
pub async fn latest(
    db: &impl ConnectionTrait,
    rights: Rights,
    event: &event::Model,
    most: u64,
) -> Result<Vec<Happening>> {
    if !rights.can_change_event_settings {
        return Err(Error::NotFound);
    }
    let account = (account::Entity, account::Column::Id);
    let of_account = Expr::col((activity_log::Entity, activity_log::Column::AccountId)).equals(account);
    let name =
        Query::select().column(account::Column::Name).from(account::Entity).and_where(of_account).to_owned();
    let rows: Vec<(String, Timestamp, Option<String>)> = activity_log::Entity::find()
        .select_only()
        .column(activity_log::Column::ActionType)
        .column(activity_log::Column::Timestamp)
        .expr_as(Expr::SubQuery(None, Box::new(name.into())), "who")
        .filter(activity_log::Column::EventId.eq(event.id))
        .order_by_desc(activity_log::Column::Timestamp)
        .order_by_desc(activity_log::Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(action, at, who)| Happening { action, at, who }).collect())
}
