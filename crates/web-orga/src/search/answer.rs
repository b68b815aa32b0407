//! `/orga/nav/typeahead/`: programs get JSON, browsers that come for a page get one.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;
use plenary_event::rights;
use plenary_model::Error;
use plenary_web::{AppState, Frame, Page, SiteUrls, Url, Visit};
use serde::Serialize;

use super::find::{Hit, Question, Results, find};
use super::pages::{self, Place};
use crate::entrance::{Entrance, enter};
use crate::organiser::site_navigation;
use crate::query;

#[derive(Serialize)]
struct Answer {
    results: Vec<Hit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    has_more_events: Option<bool>,
    pagination: More,
    /// Only for a search that was begun in an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<Vec<Place>>,
}

#[derive(Serialize)]
struct More {
    more: bool,
}

#[derive(askama::Template)]
#[template(path = "search/page.html")]
struct SearchPage {
    frame: Frame,
    query: String,
    /// The slug of the event it was begun in; empty: none.
    event: String,
    groups: Vec<Group>,
    count: usize,
    more: Option<Url>,
    all_events: Url,
}

struct Group {
    heading: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    url: String,
    note: String,
}

/// Whether somebody looks at the answer.
fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

pub async fn show(State(state): State<AppState>, visit: Visit, headers: HeaderMap) -> Page {
    visit.logged_in()?;
    let asked = query::value(&visit, "query");
    let page = query::value(&visit, "page").parse().unwrap_or(1);
    let organiser = query::value(&visit, "organiser").parse().ok();
    // One of which the visitor knows nothing is none.
    let slug = query::value(&visit, "event");
    let entrance = match enter(&state, &visit, &slug).await {
        _ if slug.is_empty() => None,
        Ok(entrance) => Some(entrance),
        Err(Error::NotFound) => None,
        Err(other) => return Err(other.into()),
    };
    let results = find(&state, &visit, &Question { query: &asked, page, organiser }).await?;
    let places = entrance.as_ref().map(|entrance| pages::all(&visit, entrance));
    let places = places.map(|places| match (asked.is_empty(), page) {
        (false, 1) => pages::found(places, &asked),
        _ => Vec::new(),
    });
    let mut response = match wants_page(&headers) {
        true => {
            let page = as_page(&state, &visit, entrance, asked, page, results, places.unwrap_or_default());
            visit.page(&page.await?)?
        }
        false => Json(Answer {
            results: results.hits,
            has_more_events: results.more_events,
            pagination: More { more: results.more },
            pages: places,
        })
        .into_response(),
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept"));
    Ok(response)
}

async fn as_page(
    state: &AppState,
    visit: &Visit,
    entrance: Option<Entrance>,
    query: String,
    page: u64,
    results: Results,
    places: Vec<Place>,
) -> Result<SearchPage, plenary_web::Failure> {
    let mut groups: Vec<Group> = Vec::new();
    let mut add = |heading: &str, row: Row| {
        let heading = visit.t(heading);
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { heading, rows: vec![row] }),
        }
    };
    for place in places {
        add("frame-search-pages", Row { name: place.name, url: place.url, note: place.group });
    }
    for hit in results.hits {
        let (heading, name, url, note) = match hit {
            Hit::User { name, url } => ("frame-search-user", name, url, String::new()),
            Hit::Organiser { name, url } => ("frame-search-organisers", name, url, String::new()),
            Hit::Event { name, url, organiser, date_range } => {
                let note = [organiser, date_range].into_iter().filter(|part| !part.is_empty());
                ("frame-search-events", name, url, note.collect::<Vec<_>>().join(" · "))
            }
            Hit::Submission { name, url, event } => ("frame-search-submissions", name, url, event),
            Hit::Speaker { name, url, event } => ("frame-search-speakers", name, url, event),
            Hit::Account { name, email, url } => ("frame-search-users", name, url, email),
        };
        add(heading, Row { name, url, note });
    }
    let event = entrance.as_ref().map(|entrance| entrance.event.slug.clone()).unwrap_or_default();
    let frame = match &entrance {
        Some(entrance) => entrance.frame(state, visit).await?,
        None => {
            let organises = rights::anywhere(state.database.reader(), &visit.actor()).await?;
            let navigation = site_navigation(visit, organises.can_change_organiser_settings);
            visit.orga_frame(state).await?.navigation(navigation)
        }
    };
    let urls = SiteUrls::new();
    let next = urls.orga_typeahead().query("query", &query).query("page", page.saturating_add(1));
    let next = if event.is_empty() { next } else { next.query("event", &event) };
    Ok(SearchPage {
        frame: frame.title(visit.t("frame-search-title")),
        count: groups.iter().map(|group| group.rows.len()).sum(),
        groups,
        more: results.more.then_some(next),
        query,
        event,
        all_events: urls.orga_events(),
    })
}
