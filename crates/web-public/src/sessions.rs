//! All sessions in a list.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use plenary_model::programme::{ProgrammeSlot, SlotContent};
use plenary_schedule::version::Which;
use plenary_web::{AppState, Frame, Page, Visit};

use crate::agenda;
use crate::entry::Entry;
use crate::negotiation::{elsewhere, varies, wants_text};
use crate::programme::Shown;
use crate::schedule::tracks_css;
use crate::terminal;

#[derive(askama::Template)]
#[template(path = "public/sessions.html")]
struct ListPage {
    frame: Frame,
    lead: String,
    groups: Vec<Group>,
    zone: String,
    large: bool,
    /// JSON for the script.
    data: String,
}

/// The sessions of a track by title; without tracks, all of them.
struct Group {
    id: String,
    class: String,
    /// Empty: the only group.
    name: String,
    sessions: Vec<Entry>,
}

pub async fn list(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    if let Some(response) = elsewhere(&headers, &slug) {
        return Ok(response);
    }
    if wants_text(&headers) {
        return terminal::answer(&state, &visit, &slug, Which::Current).await;
    }
    let shown = Shown::read(&state, &visit, &slug, Which::Current, None).await?;
    let count = shown.programme.sessions.len();
    let frame = visit
        .public_frame(&state)
        .await?
        .title(visit.t("kit-sessions"))
        .describe(visit.t_args("public-sessions-about", ("event", shown.programme.event.name.as_str())))
        .style(&tracks_css(&shown))
        .script(agenda::SCRIPT);
    let lead = visit.t_args("public-sessions-lead", ("count", count));
    let page = ListPage {
        lead,
        groups: groups(&shown, &visit),
        zone: shown.event.timezone.clone(),
        large: agenda::is_large(&shown),
        data: agenda::data(&shown, &visit),
        frame,
    };
    let mut response = visit.page(&page)?;
    varies(&mut response);
    Ok(response)
}

fn groups(shown: &Shown, visit: &Visit) -> Vec<Group> {
    let programme = &shown.programme;
    let mut indices: Vec<usize> = (0..programme.sessions.len()).collect();
    indices.sort_by_cached_key(|index| programme.sessions[*index].title.to_lowercase());
    let mut slots: Vec<Vec<&ProgrammeSlot>> = vec![Vec::new(); programme.sessions.len()];
    for slot in &programme.slots {
        if let SlotContent::Session { session, .. } = slot.content {
            slots[session].push(slot);
        }
    }
    let entry =
        |index: &usize| Entry::at(shown, visit, &programme.sessions[*index], slots[*index].as_slice());
    // Under the track's name nothing else needs to say it.
    let unnamed = |index: &usize| Entry { track_name: String::new(), ..entry(index) };
    let of_track = |track: Option<usize>| -> Vec<Entry> {
        indices.iter().filter(|index| programme.sessions[**index].track == track).map(unnamed).collect()
    };
    if programme.event.use_tracks {
        let groups: Vec<Group> = programme
            .tracks
            .iter()
            .enumerate()
            .map(|(index, track)| Group {
                id: format!("track-{}", track.id),
                class: format!("track-{}", track.id),
                name: track.name.clone(),
                sessions: of_track(Some(index)),
            })
            .chain([Group {
                id: "other".to_owned(),
                class: String::new(),
                name: visit.t("public-sessions-without-track"),
                sessions: of_track(None),
            }])
            .filter(|group| !group.sessions.is_empty())
            .collect();
        if groups.len() > 1 {
            return groups;
        }
    }
    if indices.is_empty() {
        return Vec::new();
    }
    vec![Group {
        id: "all".to_owned(),
        class: String::new(),
        name: String::new(),
        sessions: indices.iter().map(entry).collect(),
    }]
}
