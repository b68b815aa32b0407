//! All speakers in a list.

use axum::extract::{Path, RawQuery, State};
use plenary_schedule::version::Which;
use plenary_web::{AppState, Avatar, Frame, Page, Url, Visit};

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
    let shown = Shown::read(&state, &visit, &slug, Which::Current, None).await?;
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
    let frame = visit
        .public_frame(&state)
        .await?
        .title(visit.t("kit-speakers"))
        .describe(visit.t_args("public-speakers-about", ("event", programme.event.name.as_str())));
    let frame = if query.is_empty() { frame } else { frame.hide_from_search() };
    let total = programme.speakers.len();
    let page = ListPage {
        lead: visit.t_args("public-speakers-lead", ("count", total)),
        large,
        total,
        here: urls.speakers(),
        results: serde_json::to_string(&agenda::forms(visit.locale(), "agenda-speakers-found"))
            .unwrap_or_default(),
        frame: frame.script(agenda::SCRIPT),
        speakers,
        query,
    };
    visit.page(&page)
}
