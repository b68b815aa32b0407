//! Coming to an event's page: which event, whether the visitor may see it, and what of it.

use plenary_event::visibility::{Visibility, visibility};
use plenary_event::{event as events, links};
use plenary_model::{Error, LinkRole, Result};
use plenary_store::entity::{event, event_link};
use plenary_submission::list;
use sea_orm::ConnectionTrait;

use crate::event_head::EventHead;
use crate::state::AppState;
use crate::visit::Visit;

/// The event of the page and what of it the visitor sees.
pub struct Entrance {
    pub event: event::Model,
    pub visibility: Visibility,
}

/// Finds the event and tells the frame of it. What the visitor may not see does not exist. Four
/// statements, five for whoever is logged in.
pub async fn enter(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    enter_in(state.database.reader(), visit, slug).await
}

/// The same within a transaction that goes on reading.
pub async fn enter_in(db: &impl ConnectionTrait, visit: &Visit, slug: &str) -> Result<Entrance> {
    let event = events::find(db, slug).await?;
    let visibility = visibility(db, &visit.actor(), &event).await?;
    if !visibility.event {
        return Err(Error::NotFound);
    }
    let links = links::of_event(db, event.id).await?;
    let mut head = head(&event, &visibility, links);
    head.has_proposals = list::has_any(db, &visit.actor(), &event).await?;
    visit.enter(head);
    Ok(Entrance { event, visibility })
}

fn head(event: &event::Model, visible: &Visibility, links: Vec<event_link::Model>) -> EventHead {
    let mut head = EventHead::new(event);
    head.shows_schedule = visible.agenda;
    head.organises = visible.rights.any();
    for link in links {
        let pair = (link.label, link.url);
        match link.role {
            LinkRole::Header => head.header_links.push(pair),
            LinkRole::Footer => head.footer_links.push(pair),
        }
    }
    head
}
