//! What of an event somebody sees (data-model §4.2: PUBLIC, AGENDA, FEATURED, NAMES).

use plenary_model::settings::ShowFeatured;
use plenary_model::{Actor, Error, Result, Rights};
use plenary_store::entity::{event, review_phase, schedule};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::rights;

/// What a visitor sees of an event.
#[derive(Clone, Debug)]
pub struct Visibility {
    pub rights: Rights,
    /// The event's pages.
    pub event: bool,
    /// Schedule, sessions and speakers of the released version.
    pub agenda: bool,
    /// The same for everybody, or for who plans it: what reviewers see ahead is not in it.
    pub sessions: bool,
    /// The list of featured sessions, and each of them.
    pub featured: bool,
    /// As a reviewer of this phase, who speaks; with it the schedule before it is public.
    pub names: bool,
    /// The released version with the latest date, whoever may see it.
    pub current: Option<schedule::Model>,
}

impl Visibility {
    /// Whether the working version, and what is hidden, is theirs to see.
    pub fn sees_ahead(&self) -> bool {
        self.rights.can_change_submissions || self.names
    }
}

/// Two statements; one more for reviewers.
pub async fn visibility(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<Visibility> {
    let rights = rights(db, actor, event).await?;
    let current = current_schedule(db, event.id).await?;
    let public = event.is_public && event.flags().show_schedule() && current.is_some();
    let names = rights.reviews_with_names && active_phase_shows_names(db, event.id).await?;
    let ahead = rights.can_change_submissions || names;
    Ok(Visibility {
        rights,
        names,
        event: event.is_public || rights.any(),
        agenda: public || (ahead && current.is_some()),
        sessions: public || (rights.can_change_submissions && current.is_some()),
        featured: rights.can_change_submissions || (event.is_public && shows_featured(event, public)),
        current,
    })
}

/// What the setting says, once the event is public. `agenda`: whether the schedule is public.
fn shows_featured(event: &event::Model, agenda: bool) -> bool {
    match event.flags().show_featured() {
        ShowFeatured::Always => true,
        ShowFeatured::PreSchedule => !agenda,
        ShowFeatured::Never => false,
    }
}

async fn active_phase_shows_names(db: &impl ConnectionTrait, event: i32) -> Result<bool> {
    let phase = review_phase::Entity::find()
        .filter(review_phase::Column::EventId.eq(event))
        .filter(review_phase::Column::IsActive.eq(true))
        .one(db)
        .await?;
    Ok(phase.is_some_and(|phase| phase.can_see_speaker_names))
}

/// The released version with the latest date of publication.
pub async fn current_schedule(db: &impl ConnectionTrait, event: i32) -> Result<Option<schedule::Model>> {
    Ok(schedule::Entity::find()
        .filter(schedule::Column::EventId.eq(event))
        .filter(schedule::Column::Version.is_not_null())
        .order_by_desc(schedule::Column::Published)
        .order_by_desc(schedule::Column::Id)
        .one(db)
        .await?)
}

/// The event at `slug` if the actor may see its pages.
pub async fn visible_event(db: &impl ConnectionTrait, actor: &Actor, slug: &str) -> Result<event::Model> {
    let event = crate::event::find(db, slug).await?;
    if event.is_public || rights(db, actor, &event).await?.any() { Ok(event) } else { Err(Error::NotFound) }
}
