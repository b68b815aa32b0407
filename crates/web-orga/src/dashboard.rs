//! An event's overview: what needs the organisers now, and where things stand.

use axum::extract::{Path, State};
use plenary_event::golive::{self, Finding};
use plenary_event::review::phase;
use plenary_event::{event as events, history, organiser as organisers};
use plenary_model::{Error, SubmissionState, Timestamp};
use plenary_schedule::working;
use plenary_submission::{cfp::Cfp, list};
use plenary_web::{
    AppState, Badge, Failure, Frame, Notice, OrganiserUrls, Page, Submitted, Url, Visit, see_other,
};

use crate::entrance::{Entrance, enter};
use crate::events::{publicity, until};
use crate::history::{object_name, sentence};

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
    /// What to look at before the event is shown: whether it hinders, and where to change it.
    findings: Vec<(bool, String, Option<Url>)>,
    hindered: bool,
    /// Name, dates, and whether it is now.
    timeline: Vec<(String, String, bool)>,
    /// For who may read the log.
    history: Vec<Happening>,
    log: Url,
}

/// A line of the log.
struct Happening {
    url: Url,
    what: String,
    object: Option<String>,
    who: String,
    at: String,
}

/// How many lines of the log the overview shows.
const LINES: u64 = 15;

struct Tile {
    url: Url,
    value: u64,
    label: String,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (event, locale) = (&entrance.event, visit.locale());
    let organises = entrance.rights.can_change_submissions;
    let standing = working::standing(state.database.reader(), entrance.rights, event).await?;
    let (attention, numbers) = match organises {
        true => tiles(&state, &visit, &entrance, standing.unscheduled).await?,
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
    let mut links = vec![(visit.t("orga-link-event"), public.landing()), (visit.t("kit-cfp"), public.cfp())];
    if standing.current.is_some() {
        links.push((visit.t("orga-link-schedule"), public.schedule()));
    }
    links.extend(organiser(&state, &visit, &entrance).await?);
    let cfp = Cfp::without_tracks(state.database.reader(), event).await?;
    let settings = entrance.rights.can_change_event_settings;
    let findings = match settings && !event.is_public {
        true => findings(&state, &visit, &entrance, &cfp),
        false => Vec::new(),
    };
    let timeline = timeline(&state, &visit, &entrance, &cfp).await?;
    let history = match settings {
        true => history(&state, &visit, &entrance).await?,
        false => Vec::new(),
    };
    let facts = vec![
        (visit.t("kit-cfp"), call(&state, &visit, &entrance, &cfp)),
        (visit.t("kit-schedule"), version(&visit, &entrance, standing.current)),
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
        hindered: findings.iter().any(|(hinders, ..)| *hinders),
        findings,
        timeline,
        history,
        log: entrance.urls().history(),
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
    unscheduled: u64,
) -> Result<(Vec<Tile>, Vec<Tile>), Failure> {
    let (db, event) = (state.database.reader(), &entrance.event);
    let counts = list::counts_as(db, entrance.rights, event).await?;
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
fn call(state: &AppState, visit: &Visit, entrance: &Entrance, cfp: &Cfp) -> String {
    let event = &entrance.event;
    let (zone, now) = (event.zone(), state.now());
    let at = |at: plenary_model::Timestamp| visit.locale().date_time(&at.in_zone(&zone));
    let text = match (cfp.row.opening.filter(|opening| *opening > now), cfp.last_deadline()) {
        (Some(opening), _) => visit.t_args("orga-call-opens", ("at", at(opening))),
        (None, Some(deadline)) if deadline < now => visit.t_args("orga-call-closed", ("at", at(deadline))),
        (None, Some(deadline)) => visit.t_args("orga-call-until", ("at", at(deadline))),
        (None, None) => visit.t("orga-call-open"),
    };
    if event.is_public { text } else { format!("{text}. {}", visit.t("orga-call-hidden")) }
}

/// The check before an event is shown, with the pages where things are changed.
fn findings(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    cfp: &Cfp,
) -> Vec<(bool, String, Option<Url>)> {
    let settings = entrance.urls().settings();
    let found = golive::check(&entrance.event, &cfp.row, &cfp.types, state.now());
    let line = |finding: Finding| {
        let (key, place) = match finding {
            Finding::NoAddress => ("event-live-no-address", Some("id_email")),
            Finding::NoName => ("event-live-no-name", Some("id_name")),
            Finding::IsOver => ("event-live-over", Some("id_date_to")),
            Finding::NoWelcome => ("event-live-no-welcome", Some("texts")),
            Finding::NoImprint => ("event-live-no-imprint", Some("id_imprint_url")),
            Finding::NoCall => ("event-live-no-call", None),
            Finding::NoTypeToChoose => ("event-live-no-type", None),
            Finding::NoDeadline => ("event-live-no-deadline", None),
            Finding::DeadlineOver => ("event-live-deadline-over", None),
        };
        (finding.hinders(), visit.t(key), place.map(|place| settings.clone().anchor(place)))
    };
    found.into_iter().map(line).collect()
}

/// The phases of the event in their order: call, reviews, the event itself.
async fn timeline(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    cfp: &Cfp,
) -> Result<Vec<(String, String, bool)>, Failure> {
    let (event, now, locale) = (&entrance.event, state.now(), visit.locale());
    let zone = event.zone();
    let span = |starts: Option<Timestamp>, ends: Option<Timestamp>| {
        let at = |at: Timestamp| locale.date_time_short(&at.in_zone(&zone));
        match (starts.map(at), ends.map(at)) {
            (Some(starts), Some(ends)) => format!("{starts} – {ends}"),
            (Some(starts), None) => visit.t_args("orga-dates-from", ("at", starts)),
            (None, Some(ends)) => visit.t_args("orga-dates-until", ("at", ends)),
            (None, None) => visit.t("orga-dates-none"),
        }
    };
    let is_now = |starts: Option<Timestamp>, ends: Option<Timestamp>| {
        starts.is_none_or(|starts| starts <= now) && ends.is_none_or(|ends| now <= ends)
    };
    let (opening, deadline) = (cfp.row.opening, cfp.last_deadline());
    let mut rows =
        vec![(visit.t("kit-cfp"), span(opening, deadline), event.is_public && is_now(opening, deadline))];
    if entrance.rights.can_change_submissions
        || entrance.rights.can_change_event_settings
        || entrance.rights.is_reviewer
    {
        let phases = phase::of_event(state.database.reader(), event.id).await?;
        rows.extend(phases.into_iter().map(|row| (row.name, span(row.starts, row.ends), row.is_active)));
    }
    let dates = locale.date_range(event.date_from.0, event.date_to.0);
    rows.push((visit.t("orga-event"), dates, event.starts() <= now && now < event.ends()));
    Ok(rows)
}

async fn history(state: &AppState, visit: &Visit, entrance: &Entrance) -> Result<Vec<Happening>, Failure> {
    let (zone, locale) = (entrance.event.zone(), visit.locale());
    let lines = history::latest(state.database.reader(), entrance.rights, &entrance.event, LINES).await?;
    let line = |line: history::Entry| Happening {
        url: entrance.urls().history_entry(line.id),
        what: sentence(visit, &entrance.event.locale, &line),
        at: locale.date_time_short(&line.at.in_zone(&zone)),
        object: object_name(visit, &entrance.event.locale, &line),
        who: line.who.unwrap_or_else(|| visit.t("history-nobody")),
    };
    Ok(lines.into_iter().map(line).collect())
}

fn version(visit: &Visit, entrance: &Entrance, current: Option<(String, Option<Timestamp>)>) -> String {
    let Some((version, published)) = current else { return visit.t("orga-version-none") };
    let at = published
        .map_or_else(String::new, |at| visit.locale().date_time(&at.in_zone(&entrance.event.zone())));
    visit.t_args("orga-version", (("version", version), ("at", at)))
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
    match events::set_public(&tx, &visit.actor(), &entrance.event, public).await {
        Ok(_) => tx.commit().await?,
        Err(Error::Conflict(message)) => {
            tx.rollback().await?;
            let text = visit.locale().message(&message).into_owned();
            visit.say(&state, Notice::danger(text)).await?;
            return Ok(see_other(&dashboard));
        }
        Err(other) => return Err(other.into()),
    }
    let name = entrance.name(&visit);
    let text = match public {
        true => visit.t_args("orga-now-public", ("name", &name)),
        false => visit.t_args("orga-now-hidden", ("name", &name)),
    };
    visit.say(&state, Notice::success(text).about(name, &entrance.public_urls().landing())).await?;
    Ok(see_other(&dashboard))
}
