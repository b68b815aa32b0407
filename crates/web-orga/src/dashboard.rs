//! An event's overview: what needs the organisers now, and where things stand.

use axum::extract::{Path, State};
use plenary_event::visibility::current_schedule;
use plenary_event::{event as events, organiser as organisers};
use plenary_model::SubmissionState;
use plenary_schedule::working;
use plenary_submission::{cfp::Cfp, list};
use plenary_web::{
    AppState, Badge, Failure, Frame, Notice, OrganiserUrls, Page, Submitted, Url, Visit, see_other,
};

use crate::entrance::{Entrance, enter};
use crate::events::{publicity, until};

#[derive(askama::Template)]
#[template(path = "orga/dashboard.html")]
struct DashboardPage {
    frame: Frame,
    name: String,
    dates: String,
    when: String,
    badge: Badge,
    is_public: bool,
    /// Where the button goes that shows or hides the event, for those who may.
    live: Option<Url>,
    attention: Vec<Tile>,
    numbers: Vec<Tile>,
    /// Whether the visitor works on proposals at all.
    organises: bool,
    facts: Vec<(String, String)>,
    links: Vec<(String, Url)>,
}

struct Tile {
    url: Url,
    value: u64,
    label: String,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (event, locale) = (&entrance.event, visit.locale());
    let organises = entrance.rights.can_change_submissions;
    let (attention, numbers) = match organises {
        true => tiles(&state, &visit, &entrance).await?,
        false => Default::default(),
    };
    let today = plenary_model::Date(state.now().in_zone(&event.zone()).date());
    let when = if today < event.date_from {
        until(&visit, event, today)
    } else if today > event.date_to {
        visit.t("orga-event-over")
    } else {
        let (day, days) =
            (today.days_since(event.date_from) + 1, event.date_to.days_since(event.date_from) + 1);
        visit.t_args("orga-event-day", (("day", day), ("days", days)))
    };
    let public = entrance.public_urls();
    let current = current_schedule(state.database.reader(), event.id).await?;
    let mut links = vec![(visit.t("orga-link-event"), public.landing()), (visit.t("kit-cfp"), public.cfp())];
    if current.is_some() {
        links.push((visit.t("orga-link-schedule"), public.schedule()));
    }
    links.extend(organiser(&state, &visit, &entrance).await?);
    let facts = vec![
        (visit.t("kit-cfp"), call(&state, &visit, &entrance).await?),
        (visit.t("kit-schedule"), version(&visit, &entrance, current)),
        (visit.t("orga-time-zone"), event.timezone.clone()),
    ];
    let name = entrance.name(&visit);
    let page = DashboardPage {
        frame: entrance.frame(&state, &visit).await?.title(name.clone()),
        name,
        dates: locale.date_range(event.date_from.0, event.date_to.0),
        when,
        badge: publicity(&visit, event),
        is_public: event.is_public,
        live: entrance.rights.can_change_event_settings.then(|| entrance.urls().live()),
        attention,
        numbers,
        organises,
        facts,
        links,
    };
    visit.page(&page)
}

/// Who runs the event, and the teams for whoever may change them.
async fn organiser(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
) -> Result<Vec<(String, Url)>, Failure> {
    let Some(id) = entrance.event.organiser_id else { return Ok(Vec::new()) };
    let organiser = organisers::load(state.database.reader(), id).await?;
    let urls = OrganiserUrls::new(&organiser.slug);
    let mut links = vec![(entrance.text(visit, &organiser.name), urls.dashboard())];
    if entrance.rights.can_change_teams {
        links.push((visit.t("organiser-teams"), urls.teams()));
    }
    Ok(links)
}

/// What waits for somebody, and how many proposals are in which state.
async fn tiles(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
) -> Result<(Vec<Tile>, Vec<Tile>), Failure> {
    let (db, actor, event) = (state.database.reader(), visit.actor(), &entrance.event);
    let counts = list::counts(db, &actor, event).await?;
    let unscheduled = working::unscheduled(db, &actor, event).await?;
    let number = |of: SubmissionState| counts.get(&of).copied().unwrap_or(0);
    let urls = entrance.urls();
    let filtered = |of: SubmissionState| urls.submissions().query("state", of);
    let tile =
        |key: &str, url: Url, value: u64| Tile { url, value, label: visit.t_args(key, ("count", value)) };
    let (submitted, accepted) = (number(SubmissionState::Submitted), number(SubmissionState::Accepted));
    let mut attention = vec![
        tile("orga-tile-undecided", filtered(SubmissionState::Submitted), submitted),
        tile("orga-tile-unconfirmed", filtered(SubmissionState::Accepted), accepted),
        tile("orga-tile-unscheduled", urls.schedule(), unscheduled),
    ];
    attention.retain(|tile| tile.value > 0);
    let total: u64 = counts.values().sum();
    let mut numbers = vec![
        tile("orga-tile-all", urls.submissions(), total),
        tile("orga-tile-confirmed", filtered(SubmissionState::Confirmed), number(SubmissionState::Confirmed)),
        tile("orga-tile-rejected", filtered(SubmissionState::Rejected), number(SubmissionState::Rejected)),
    ];
    for (of, key) in [
        (SubmissionState::Withdrawn, "orga-tile-withdrawn"),
        (SubmissionState::Canceled, "orga-tile-canceled"),
    ] {
        if number(of) > 0 {
            numbers.push(tile(key, filtered(of), number(of)));
        }
    }
    Ok((attention, numbers))
}

/// What becomes of the call for proposals, in a sentence.
async fn call(state: &AppState, visit: &Visit, entrance: &Entrance) -> Result<String, Failure> {
    let event = &entrance.event;
    let cfp = Cfp::load(state.database.reader(), event).await?;
    let (zone, now) = (event.zone(), state.now());
    let at = |at: plenary_model::Timestamp| visit.locale().date_time(&at.in_zone(&zone));
    let text = match (cfp.row.opening.filter(|opening| *opening > now), cfp.last_deadline()) {
        (Some(opening), _) => visit.t_args("orga-call-opens", ("at", at(opening))),
        (None, Some(deadline)) if deadline < now => visit.t_args("orga-call-closed", ("at", at(deadline))),
        (None, Some(deadline)) => visit.t_args("orga-call-until", ("at", at(deadline))),
        (None, None) => visit.t("orga-call-open"),
    };
    Ok(if event.is_public { text } else { format!("{text}. {}", visit.t("orga-call-hidden")) })
}

fn version(
    visit: &Visit,
    entrance: &Entrance,
    current: Option<plenary_store::entity::schedule::Model>,
) -> String {
    let Some(current) = current else { return visit.t("orga-version-none") };
    let at = current
        .published
        .map_or_else(String::new, |at| visit.locale().date_time(&at.in_zone(&entrance.event.zone())));
    visit.t_args("orga-version", (("version", current.version.unwrap_or_default()), ("at", at)))
}

/// A link here only leads back: showing and hiding take a button.
pub async fn live_asked(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    Ok(see_other(&enter(&state, &visit, &slug).await?.urls().dashboard()))
}

/// `action` is `activate` or `deactivate`; anything else changes nothing.
pub async fn live(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let dashboard = entrance.urls().dashboard();
    let public = match submitted.text("action") {
        "activate" => true,
        "deactivate" => false,
        _ => return Ok(see_other(&dashboard)),
    };
    let tx = state.database.begin().await?;
    events::set_public(&tx, &visit.actor(), &entrance.event, public).await?;
    tx.commit().await?;
    let name = entrance.name(&visit);
    let text = match public {
        true => visit.t_args("orga-now-public", ("name", &name)),
        false => visit.t_args("orga-now-hidden", ("name", &name)),
    };
    visit.say(&state, Notice::success(text).about(name, &entrance.public_urls().landing())).await?;
    Ok(see_other(&dashboard))
}
