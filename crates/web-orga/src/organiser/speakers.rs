//! Everybody who proposed something at an event of the organiser.

use axum::extract::{Path, State};
use plenary_submission::organiser_speakers::{self, OrganiserSpeaker};
use plenary_web::{AppState, DEFAULT_SIZE, Frame, Page, Pagination, Url, Visit};

use super::entrance::enter;
use crate::query;

#[derive(askama::Template)]
#[template(path = "organiser/speakers.html")]
struct SpeakersPage {
    frame: Frame,
    q: String,
    /// Without the search.
    all: Url,
    rows: Vec<OrganiserSpeaker>,
    /// Whatever is searched for.
    total: usize,
    /// Whether the visitor works on the proposals of any event.
    any_event: bool,
    pagination: Pagination,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug, |rights| rights.any()).await?;
    let db = state.database.reader();
    let (all, events) = organiser_speakers::of_organiser(db, &visit.actor(), &entrance.organiser).await?;
    let total = all.len();
    let q = query::value(&visit, "q");
    let found: Vec<OrganiserSpeaker> = all.into_iter().filter(|person| matches(person, &q)).collect();
    let url = entrance.urls().speakers();
    let base = if q.is_empty() { url.clone() } else { url.clone().query("q", &q) };
    let page = query::value(&visit, "page").parse().unwrap_or(1);
    let pagination = Pagination::new(visit.locale(), base, page, DEFAULT_SIZE, found.len() as u64);
    let from = usize::try_from(pagination.offset()).unwrap_or(0);
    let size = usize::try_from(pagination.size).unwrap_or(usize::MAX);
    let page = SpeakersPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("organiser-speakers")),
        q,
        all: url,
        rows: found.into_iter().skip(from).take(size).collect(),
        total,
        any_event: !events.is_empty(),
        pagination,
    };
    visit.page(&page)
}

/// Whether every word stands in the name or the address, whatever the case.
fn matches(person: &OrganiserSpeaker, q: &str) -> bool {
    let text = format!("{}\n{}", person.name, person.email.as_deref().unwrap_or_default()).to_lowercase();
    q.to_lowercase().split_whitespace().all(|word| text.contains(word))
}
