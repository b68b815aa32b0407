//! Coming to an event's page: which event, whether the visitor may see it, and what of it.

use plenary_event::visibility::{Visibility, visibility};
use plenary_event::{event as events, links};
use plenary_model::{Actor, Error, LinkRole, Result};
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
    let db = state.database.reader();
    let event = events::find(db, slug).await?;
    let visibility = visibility(db, &visit.actor(), &event).await?;
    go_in(state, db, visit, event, visibility).await
}

/// Comes to a page of the call for proposals or of accounts. Visitors who are not logged in are asked to log in
/// where they may not see the event: they may be one of its organisers (pages-public §2.1). Statements as
/// [`enter`], one more for those.
pub async fn enter_or_log_in(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    or_log_in(state, visit, slug, enter(state, visit, slug).await).await
}

/// The same behind another entrance.
pub async fn or_log_in(
    state: &AppState,
    visit: &Visit,
    slug: &str,
    entrance: Result<Entrance>,
) -> Result<Entrance> {
    match entrance {
        Err(Error::NotFound) if visit.account().is_none() => {
            events::find(state.database.reader(), slug).await?;
            Err(Error::NeedsLogin)
        }
        entrance => entrance,
    }
}

/// Comes to a page that is the same for everyone, if an anonymous visitor sees `enough`: then the
/// answer is made for all of them ([`crate::Context::share`]), and the visit has no account from here
/// on. If not, what follows is a preview for whoever has the right. Two statements for everyone,
/// four for a preview.
pub async fn enter_for_all(
    state: &AppState,
    db: &impl ConnectionTrait,
    visit: &Visit,
    slug: &str,
    enough: impl Fn(&event::Model, &Visibility) -> bool,
) -> Result<Entrance> {
    let event = found(state, events::find(db, slug).await?);
    let mut visible = visibility(db, &Actor::Anonymous, &event).await?;
    if visible.event && enough(&event, &visible) {
        visit.share(event.id, event.revision);
    } else if visit.account().is_some() {
        visible = visibility(db, &visit.actor(), &event).await?;
        visit.preview();
    }
    go_in(state, db, visit, event, visible).await
}

/// The event as the site shows it. The files of an event may be made before it is public, and live
/// anywhere.
pub fn found(state: &AppState, mut event: event::Model) -> event::Model {
    if state.site.export_of.as_ref() == Some(&event.slug) {
        event.is_public = true;
        event.custom_domain = None;
        if let Some(flags) = event.feature_flags.as_object_mut() {
            flags.insert("show_schedule".to_owned(), true.into());
        }
    }
    event
}

async fn go_in(
    state: &AppState,
    db: &impl ConnectionTrait,
    visit: &Visit,
    event: event::Model,
    visibility: Visibility,
) -> Result<Entrance> {
    if !visibility.event {
        return Err(Error::NotFound);
    }
    // The directory knows the links as of a revision; of another one they have to be read.
    let directory = if visit.is_shared() { Some(state.directory.get().await?) } else { None };
    let known = directory.as_ref().and_then(|directory| directory.event(&event.slug));
    let mut head = match known.filter(|known| known.revision == event.revision) {
        Some(known) => head(&event, &visibility, &known.links),
        None => head(&event, &visibility, &links::of_event(db, event.id).await?),
    };
    head.has_proposals = list::has_any(db, &visit.actor(), &event).await?;
    visit.enter(head);
    Ok(Entrance { event, visibility })
}

fn head(event: &event::Model, visible: &Visibility, links: &[event_link::Model]) -> EventHead {
    let mut head = EventHead::new(event);
    head.shows_schedule = visible.agenda;
    head.shows_featured = visible.featured && !visible.agenda;
    head.organises = visible.rights.any();
    for link in links {
        let pair = (link.label.clone(), link.url.clone());
        match link.role {
            LinkRole::Header => head.header_links.push(pair),
            LinkRole::Footer => head.footer_links.push(pair),
        }
    }
    head
}
