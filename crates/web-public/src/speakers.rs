//! All speakers in a list.

use axum::extract::{Path, State};
use plenary_schedule::version::Which;
use plenary_web::{AppState, Avatar, Frame, Page, Url, Visit};

use crate::programme::Shown;
use crate::speaker::avatar;

#[derive(askama::Template)]
#[template(path = "public/speakers.html")]
struct ListPage {
    frame: Frame,
    lead: String,
    speakers: Vec<Listed>,
}

struct Listed {
    avatar: Avatar,
    name: String,
    url: Url,
    sessions: Vec<ListedSession>,
}

struct ListedSession {
    title: String,
    language: String,
    url: Url,
}

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let shown = Shown::read(&state, &visit, &slug, Which::Current, None).await?;
    let programme = &shown.programme;
    let urls = shown.urls();
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
        .map(|(speaker, sessions)| {
            let name = shown.name_of(visit.locale(), speaker);
            let avatar = avatar(&name, speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref()), "");
            Listed { avatar, name, url: urls.speaker(&speaker.code), sessions }
        })
        .collect();
    let frame = shown
        .frame(&state, &visit)
        .await?
        .title(visit.t("kit-speakers"))
        .describe(visit.t_args("public-speakers-about", ("event", programme.event.name.as_str())));
    let lead = visit.t_args("public-speakers-lead", ("count", speakers.len()));
    shown.page(&visit, &ListPage { frame, lead, speakers })
}
