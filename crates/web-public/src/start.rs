//! The site's start page: every event that the visitor may know of. And what robots may not read.

use std::collections::HashSet;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use plenary_event::event as events;
use plenary_model::Date;
use plenary_store::entity::event;
use plenary_web::grid::track_css;
use plenary_web::{AppState, EventUrls, Frame, Page, SiteUrls, Url, Visit};

#[derive(askama::Template)]
#[template(path = "public/start.html")]
struct StartPage {
    frame: Frame,
    lead: String,
    groups: Vec<Group>,
    /// To log in, or to the events one organises.
    organisers: (String, Url),
}

struct Group {
    name: String,
    events: Vec<Listed>,
}

struct Listed {
    name: String,
    dates: String,
    url: Url,
    /// Class of its colour.
    class: String,
    is_public: bool,
}

/// Two statements besides the visitor's own.
pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    let snapshot = state.database.snapshot().await?;
    let mut rows = events::public(snapshot.db()).await?;
    if visit.account().is_some() {
        let known: HashSet<i32> = rows.iter().map(|event| event.id).collect();
        let own = events::accessible(snapshot.db(), &visit.actor()).await?;
        rows.extend(own.into_iter().filter(|event| !known.contains(&event.id)));
    }
    drop(snapshot);
    // Those are at home under their own name.
    rows.retain(|event| event.custom_domain.as_deref().unwrap_or_default().is_empty());

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
    let group = |key: &str, rows: Vec<event::Model>| Group {
        name: visit.t(key),
        events: rows.iter().map(|row| listed(&visit, row)).collect(),
    };
    let groups: Vec<Group> = [
        group("public-start-now", running),
        group("public-start-coming", coming),
        group("public-start-past", past),
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
    let lead = visit.t_args("public-start-lead", ("host", host));
    let frame = visit
        .public_frame(&state)
        .await?
        .title(visit.t("public-start-title"))
        .describe(lead.as_str())
        .style(&colours);
    visit.page(&StartPage { frame, lead, groups, organisers })
}

fn listed(visit: &Visit, event: &event::Model) -> Listed {
    let locale = visit.locale();
    Listed {
        name: event.name_in(locale.code()).to_owned(),
        dates: locale.date_range(event.date_from.0, event.date_to.0),
        url: EventUrls::new(&event.slug).landing(),
        class: format!("track-{}", event.id),
        is_public: event.is_public,
    }
}

const ROBOTS: &str = "\
User-agent: *
Disallow: /me/
Disallow: /locale/set*
Disallow: /orga/
Disallow: /download/
Disallow: /redirect/
Disallow: /api/
Disallow: /media/
";

pub async fn robots() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, ROBOTS).into_response()
}
