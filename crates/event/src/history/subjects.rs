//! What an event's log can be filtered by.

use std::collections::BTreeSet;

use plenary_model::{Actor, Result};
use plenary_store::entity::activity_log::Column;
use plenary_store::entity::{account, event};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{action, of_event};
use crate::rights;

/// Everything that occurs in the log of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subjects {
    /// Kinds of objects.
    pub kinds: Vec<String>,
    /// Under their names of today.
    pub actions: BTreeSet<String>,
    /// Accounts by name.
    pub people: Vec<(i32, String)>,
}

/// Of what the actor may read. Four statements.
pub async fn subjects(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Subjects> {
    let rights = rights::require(db, actor, event, |rights| rights.can_change_event_settings).await?;
    let distinct =
        |column: Column| of_event(event, rights).select_only().column(column).distinct().order_by_asc(column);
    let kinds = distinct(Column::ObjectType).into_tuple::<String>().all(db).await?;
    let actions = distinct(Column::ActionType).into_tuple::<String>().all(db).await?;
    let accounts = of_event(event, rights)
        .select_only()
        .column(Column::AccountId)
        .filter(Column::AccountId.is_not_null())
        .into_query();
    let people = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.in_subquery(accounts))
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let actions = actions.iter().map(|name| action::current(name).to_owned()).collect();
    Ok(Subjects { kinds, actions, people })
}
