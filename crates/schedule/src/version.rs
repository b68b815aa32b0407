//! Released versions, and who may see which.

use plenary_event::visibility::{self, Visibility};
use plenary_model::{Actor, Error, Result};
use plenary_store::entity::{event, schedule};
use plenary_store::unique;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Which version is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// The latest released one.
    Current,
    /// The one being worked on.
    Working,
    /// By name, whatever the case; an unknown name means the latest released one.
    Named(&'a str),
}

/// The version if the actor may see it; what can't be seen does not exist.
pub async fn find(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    which: Which<'_>,
) -> Result<schedule::Model> {
    let visible = visibility::visibility(db, actor, event).await?;
    choose(db, event, &visible, which).await
}

/// The same for who knows already what the actor sees of the event. One statement at most.
pub async fn choose(
    db: &impl ConnectionTrait,
    event: &event::Model,
    visible: &Visibility,
    which: Which<'_>,
) -> Result<schedule::Model> {
    if !visible.event {
        return Err(Error::NotFound);
    }
    pick(db, event, visible, which, visible.agenda).await
}

/// `released`: whether the visitor may have what is released. The working version is for those who
/// plan, and for reviewers who may know who speaks. One statement at most.
pub(crate) async fn pick(
    db: &impl ConnectionTrait,
    event: &event::Model,
    visible: &Visibility,
    which: Which<'_>,
    released: bool,
) -> Result<schedule::Model> {
    let of_event = || schedule::Entity::find().filter(schedule::Column::EventId.eq(event.id));
    let named = match which {
        Which::Working if visible.sees_ahead() => {
            let wip = of_event().filter(schedule::Column::Version.is_null()).one(db).await?;
            return wip.ok_or(Error::NotFound);
        }
        Which::Working => return Err(Error::NotFound),
        Which::Current => None,
        Which::Named(name) => {
            of_event().filter(unique::same_text(schedule::Column::Version, name)).one(db).await?
        }
    };
    if !released {
        return Err(Error::NotFound);
    }
    named.or_else(|| visible.current.clone()).ok_or(Error::NotFound)
}

/// The names of all released versions, the latest first.
pub async fn released(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<String>> {
    Ok(schedule::Entity::find()
        .select_only()
        .column(schedule::Column::Version)
        .filter(schedule::Column::EventId.eq(event.id))
        .filter(schedule::Column::Version.is_not_null())
        .order_by_desc(schedule::Column::Published)
        .order_by_desc(schedule::Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}
