//! All speakers in a list.

use axum::extract::{Path, RawQuery, State};
use plenary_model::Error;
use plenary_schedule::version::Which;
use plenary_store::entity::event;
use plenary_web::entrance::enter;
use plenary_web::{AppState, Avatar, EventUrls, Failure, Frame, Page, Url, Visit};

use crate::agenda;
use crate::negotiation::parameter;
use crate::programme::Shown;
use crate::search::fold::{matches, words};
use crate::speaker::avatar;

/// How much of a biography stands in the list.
const PREVIEW: usize = 140;
/// Characters of a search that count; more than any name has.
const LONGEST_QUERY: usize = 200;

#[derive(askama::Template)]
#[template(path = "public/speakers.html")]
struct ListPage {
    frame: Frame,
    lead: String,
    speakers: Vec<Listed>,
    large: bool,
    /// How many there are without a search.
    total: usize,
    /// The search as it was typed.
    query: String,
    /// The list without a search.
    here: Url,
    /// JSON for the script: how many were found, by plural category.
    results: String,
}

struct Listed {
    avatar: Avatar,
    name: String,
    url: Url,
    /// The beginning of the biography, plain; not in long lists.
    about: String,
    sessions: Vec<ListedSession>,
}

struct ListedSession {
    title: String,
    language: String,
    url: Url,
}

pub async fn list(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let query: String =
        parameter(query.as_deref(), "q").unwrap_or_default().trim().chars().take(LONGEST_QUERY).collect();
    let wanted = words(&query);
    let shown = match Shown::read(&state, &visit, &slug, Which::Current, None).await {
        Err(Error::NotFound) => return before_release(&state, &visit, &slug).await,
        shown => shown?,
    };
    let programme = &shown.programme;
    let urls = shown.urls();
    let large = agenda::is_large(&shown);
    let mut sessions: Vec<Vec<ListedSession>> = programme.speakers.iter().map(|_| Vec::new()).collect();
    for session in &programme.sessions {
        for speaker in &session.speakers {
            sessions[*speaker].push(ListedSession {
                title: session.title.clone(),
                language: session.content_locale.clone(),
                url: urls.talk(&session.code),
            });
        }
    }
    let speakers: Vec<Listed> = programme
        .speakers
        .iter()
        .zip(sessions)
        .map(|(speaker, sessions)| (shown.name_of(visit.locale(), speaker), speaker, sessions))
        .filter(|(name, _, _)| matches(name, &wanted))
        .map(|(name, speaker, sessions)| {
            let avatar = avatar(&name, speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref()), "");
            let about = speaker.biography.as_deref().filter(|_| !large);
            let about = about.map(|text| plenary_markup::excerpt(text, PREVIEW));
            let url = urls.speaker(&speaker.code);
            Listed { avatar, name, url, about: about.unwrap_or_default(), sessions }
        })
        .collect();
    let total = programme.speakers.len();
    visit.page(&page(&state, &visit, &shown.event, Listing { speakers, total, large, query }).await?)
}

/// Who may see the programme before everybody has a list that is empty until there is a version to show
/// (`schedule.list_schedule`).
async fn before_release(state: &AppState, visit: &Visit, slug: &str) -> Page {
    let entrance = enter(state, visit, slug).await?;
    if entrance.visibility.current.is_some() || !entrance.visibility.sees_ahead() {
        return Err(Error::NotFound.into());
    }
    visit.page(&page(state, visit, &entrance.event, Listing::default()).await?)
}

#[derive(Default)]
struct Listing {
    speakers: Vec<Listed>,
    total: usize,
    large: bool,
    query: String,
}

async fn page(
    state: &AppState,
    visit: &Visit,
    event: &event::Model,
    listing: Listing,
) -> Result<ListPage, Failure> {
    let Listing { speakers, total, large, query } = listing;
    let name = event.name_in(visit.locale().code());
    let frame = visit
        .public_frame(state)
        .await?
        .title(visit.t("kit-speakers"))
        .describe(visit.t_args("public-speakers-about", ("event", name)));
    let frame = if query.is_empty() { frame } else { frame.hide_from_search() };
    Ok(ListPage {
        lead: visit.t_args("public-speakers-lead", ("count", total)),
        large,
        total,
        here: EventUrls::new(&event.slug).speakers(),
        results: serde_json::to_string(&agenda::forms(visit.locale(), "agenda-speakers-found"))
            .unwrap_or_default(),
        frame: frame.script(agenda::SCRIPT),
        speakers,
        query,
    })
}
