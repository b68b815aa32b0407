//! The site's start page: every event that the visitor may know of, or those of one organiser.

use std::collections::HashSet;

use axum::extract::{RawQuery, State};
use plenary_event::{event as events, organiser};
use plenary_model::{Date, Error};
use plenary_store::entity::event;
use plenary_web::grid::track_css;
use plenary_web::{AppState, EventUrls, Frame, Page, SiteUrls, Url, Visit};

use crate::negotiation::parameter;

#[derive(askama::Template)]
#[template(path = "public/start.html")]
struct StartPage {
    frame: Frame,
    title: String,
    lead: String,
    /// What is said where there is nothing: title and text.
    empty: (String, String),
    /// To the events of everyone, from those of one organiser.
    all: Option<Url>,
    groups: Vec<Group>,
    /// To log in, or to the events one organises.
    organisers: (String, Url),
}

struct Group {
    name: String,
    /// Class: what is running stands out, what is over steps back.
    class: &'static str,
    events: Vec<Listed>,
}

struct Listed {
    name: String,
    dates: String,
    /// “in 12 days”, where that is soon enough to count.
    soon: String,
    logo: Option<Url>,
    url: Url,
    /// Class of its colour.
    class: String,
    is_public: bool,
}

/// `/`, and `/?organiser={slug}`. Two statements besides the visitor's own, three for an organiser.
pub async fn show(State(state): State<AppState>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let snapshot = state.database.snapshot().await?;
    let wanted = parameter(query.as_deref(), "organiser").filter(|slug| !slug.is_empty());
    let organiser = match &wanted {
        Some(slug) => Some(organiser::find(snapshot.db(), slug).await?),
        None => None,
    };
    let mut rows = events::public(snapshot.db()).await?;
    if visit.account().is_some() {
        let known: HashSet<i32> = rows.iter().map(|event| event.id).collect();
        let own = events::accessible(snapshot.db(), &visit.actor()).await?;
        rows.extend(own.into_iter().filter(|event| !known.contains(&event.id)));
    }
    drop(snapshot);
    // Those are at home under their own name.
    rows.retain(|event| event.custom_domain.as_deref().unwrap_or_default().is_empty());
    if let Some(organiser) = &organiser {
        rows.retain(|event| event.organiser_id == Some(organiser.id));
        // Who has nothing to show is nobody's business.
        if rows.is_empty() {
            return Err(Error::NotFound.into());
        }
    }

    let now = state.now();
    let today = |event: &event::Model| Date(now.in_zone(&event.zone()).date());
    let (past, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|event| event.date_to < today(event));
    let (mut coming, mut running): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|event| event.date_from > today(event));
    // The next one first; of what is over, the last one.
    running.sort_by_key(|event| (event.date_from, event.id));
    coming.sort_by_key(|event| (event.date_from, event.id));
    let mut past = past;
    past.sort_by_key(|event| (std::cmp::Reverse(event.date_from), event.id));

    let colours: String = track_css(
        [&running, &coming, &past]
            .into_iter()
            .flatten()
            .filter_map(|event| Some((event.id, event.primary_color.as_deref()?))),
    );
    let group = |key: &str, class: &'static str, rows: Vec<event::Model>| Group {
        name: visit.t(key),
        class,
        events: rows.iter().map(|row| listed(&visit, row, today(row))).collect(),
    };
    let groups: Vec<Group> = [
        group("public-start-now", "events--now", running),
        group("public-start-coming", "", coming),
        group("public-start-past", "events--past", past),
    ]
    .into_iter()
    .filter(|group| !group.events.is_empty())
    .collect();
    let site = SiteUrls::new();
    let organisers = match visit.account() {
        Some(_) => (visit.t("public-start-organised"), site.orga_events()),
        None => (visit.t("public-start-log-in"), site.orga_login()),
    };
    let host = state.site.url.split_once("://").map_or(state.site.url.as_str(), |(_, host)| host).to_owned();
    let (title, lead) = match &organiser {
        Some(organiser) => {
            let locale = visit.locale();
            let name = organiser.name.get(locale.code(), &state.site.default_locale).to_owned();
            (name, visit.t("pages-organiser-lead"))
        }
        None => (visit.t("public-start-title"), visit.t_args("public-start-lead", ("host", host))),
    };
    let frame =
        visit.public_frame(&state).await?.title(title.as_str()).describe(lead.as_str()).style(&colours);
    let empty = (visit.t("public-start-empty-title"), visit.t("public-start-empty-text"));
    let all = organiser.is_some().then(|| site.root());
    visit.page(&StartPage { frame, title, lead, empty, all, groups, organisers })
}

/// Beyond this many days nobody counts.
const SOON: i64 = 30;

fn listed(visit: &Visit, event: &event::Model, today: Date) -> Listed {
    let locale = visit.locale();
    let soon = (1..=SOON).contains(&event.date_from.days_since(today));
    Listed {
        name: event.name_in(locale.code()).to_owned(),
        dates: locale.date_range(event.date_from.0, event.date_to.0),
        soon: if soon { locale.relative_day(event.date_from.0, today.0) } else { String::new() },
        logo: event.logo.as_deref().filter(|path| !path.is_empty()).map(plenary_web::urls::media),
        url: EventUrls::new(&event.slug).landing(),
        class: format!("track-{}", event.id),
        is_public: event.is_public,
    }
}
