//! `/orga/start/redirect`: to where somebody most likely wants to go.

use axum::extract::State;
use plenary_event::event as events;
use plenary_submission::list;
use plenary_web::{AppState, EventUrls, OrgaUrls, Page, SiteUrls, Visit, see_other};

/// Whoever has to do with one event, and in one way, goes there: organisers to the overview, speakers to
/// their proposals. Others to the list of events (pages-orga §5.1).
pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    visit.logged_in()?;
    let (db, actor) = (state.database.reader(), visit.actor());
    let organised = events::accessible(db, &actor).await?;
    let spoken = list::events_of(db, &actor).await?;
    let target = match (organised.as_slice(), spoken.as_slice()) {
        ([event], []) => OrgaUrls::new(&event.slug).dashboard(),
        ([], [slug]) => EventUrls::new(slug).my_submissions(),
        _ => SiteUrls::new().orga_events(),
    };
    Ok(see_other(&target))
}
