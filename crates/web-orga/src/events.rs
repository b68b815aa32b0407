//! The events an account works on.

use axum::extract::State;
use plenary_event::{create, event as events, rights};
use plenary_store::entity::event;
use plenary_web::{AppState, Badge, Frame, OrgaUrls, Page, SiteUrls, Url, Visit, see_other};

use crate::organiser::site_navigation;

#[derive(askama::Template)]
#[template(path = "orga/events.html")]
struct EventsPage {
    frame: Frame,
    /// What is to come or on, the next first; what is over, the latest first.
    sections: Vec<Section>,
    administrator: bool,
    /// For those who may.
    new: Option<Url>,
}

struct Section {
    heading: String,
    rows: Vec<Row>,
}

/// What lists of events show of one.
pub struct Row {
    pub name: String,
    pub slug: String,
    pub url: Url,
    pub dates: String,
    /// “in 5 days”, “running”; empty for what is over.
    pub when: String,
    pub badge: Badge,
}

/// `/orga/` is no page.
pub async fn start() -> Page {
    Ok(see_other(&SiteUrls::new().orga_events()))
}

pub async fn list(State(state): State<AppState>, visit: Visit) -> Page {
    let administrator = visit.logged_in()?.administrator;
    let may_create = !create::organisers(state.database.reader(), &visit.actor()).await?.is_empty();
    let mut all = events::accessible(state.database.reader(), &visit.actor()).await?;
    all.sort_by(|a, b| a.date_from.cmp(&b.date_from).then_with(|| a.id.cmp(&b.id)));
    let today = |event: &event::Model| plenary_model::Date(state.now().in_zone(&event.zone()).date());
    let (ahead, mut over): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|event| event.date_to >= today(event));
    over.reverse();
    let section = |heading: &str, events: Vec<event::Model>| Section {
        heading: heading.to_owned(),
        rows: events.iter().map(|event| row(&visit, event, today(event))).collect(),
    };
    let sections =
        [section(&visit.t("orga-events-ahead"), ahead), section(&visit.t("orga-events-over"), over)];
    let organises = rights::anywhere(state.database.reader(), &visit.actor()).await?;
    let navigation = site_navigation(&visit, organises.can_change_organiser_settings);
    let frame = visit.orga_frame(&state).await?.title(visit.t("orga-events")).navigation(navigation);
    visit.page(&EventsPage {
        frame,
        sections: sections.into_iter().filter(|section| !section.rows.is_empty()).collect(),
        administrator,
        new: may_create.then(|| SiteUrls::new().orga_event_new()),
    })
}

pub fn row(visit: &Visit, event: &event::Model, today: plenary_model::Date) -> Row {
    let locale = visit.locale();
    let when = if today > event.date_to {
        String::new()
    } else if today >= event.date_from {
        visit.t("orga-event-running")
    } else {
        until(visit, event, today)
    };
    Row {
        name: event.name_in(locale.code()).to_owned(),
        slug: event.slug.clone(),
        url: OrgaUrls::new(&event.slug).dashboard(),
        dates: locale.date_range(event.date_from.0, event.date_to.0),
        when,
        badge: publicity(visit, event),
    }
}

/// How long it is until the event begins: “tomorrow”, “in 70 days”.
pub fn until(visit: &Visit, event: &event::Model, today: plenary_model::Date) -> String {
    match event.date_from.days_since(today) {
        days @ 2.. => visit.t_args("kit-in-days", ("count", days)),
        _ => visit.locale().relative_day(event.date_from.0, today.0),
    }
}

/// Whether the public sees the event.
pub fn publicity(visit: &Visit, event: &event::Model) -> Badge {
    if event.is_public {
        Badge::new("success", Some("globe"), visit.t("orga-public"))
    } else {
        Badge::new("", Some("lock"), visit.t("orga-hidden"))
    }
}
