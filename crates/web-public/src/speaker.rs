//! One speaker, and their calendar.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use plenary_export as export;
use plenary_model::programme::ProgrammeSpeaker;
use plenary_model::{Error, Result};
use plenary_schedule::version::Which;
use plenary_submission::{public_answers, public_session};
use plenary_web::entrance::enter;
use plenary_web::urls::media;
use plenary_web::{AppState, Avatar, EventUrls, Frame, Page, Url, Visit};

use crate::answers::{Answers, Said};
use crate::entry::Entry;
use crate::negotiation::parameter;
use crate::programme::Shown;
use crate::schedule::tracks_css;
use crate::{exports, prose};
use plenary_web::found;

const PREVIEW: usize = 200;

pub fn avatar(name: &str, picture: Option<&str>, class: &'static str) -> Avatar {
    Avatar::new(name, picture.map(|path| media(path).to_string()), class)
}

#[derive(askama::Template)]
#[template(path = "public/speaker.html")]
struct SpeakerPage {
    frame: Frame,
    name: String,
    avatar: Avatar,
    /// The whole picture.
    picture: Option<Url>,
    /// HTML.
    biography: String,
    answers: Answers,
    sessions: Vec<Entry>,
    calendar: Url,
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let shown = Shown::read(&state, &visit, &slug, Which::Current, None).await?;
    let (index, speaker) = find(&shown, &code)?;
    let name = shown.name_of(visit.locale(), speaker);
    let answers = public_answers::of_speaker(state.database.reader(), &shown.event, speaker.id).await?;
    let urls = shown.urls();
    let about = match speaker.biography.as_deref().map(|text| plenary_markup::excerpt(text, PREVIEW)) {
        Some(text) if !text.is_empty() => text,
        _ => visit.t_args(
            "public-speaker-about",
            (("name", name.as_str()), ("event", shown.programme.event.name.as_str())),
        ),
    };
    let frame = visit
        .public_frame(&state)
        .await?
        .title(name.as_str())
        .describe(about)
        .above(visit.t("kit-speakers"), urls.speakers())
        .style(&tracks_css(&shown))
        .with_preview_image(&urls.speaker_preview_image(&speaker.code));
    let sessions = shown
        .programme
        .sessions_of(index)
        .map(|(at, session)| {
            // Who else is in it.
            let others: Vec<usize> =
                session.speakers.iter().copied().filter(|speaker| *speaker != index).collect();
            let speakers = match shown.names_of(visit.locale(), &others).join(", ") {
                names if names.is_empty() => names,
                names => visit.t_args("public-speaker-with", ("names", names)),
            };
            Entry { speakers, ..Entry::new(&shown, &visit, at, session) }
        })
        .collect();
    visit.page(&SpeakerPage {
        frame,
        avatar: avatar(
            &name,
            speaker.avatar.as_deref().or(speaker.avatar_thumbnail.as_deref()),
            "avatar--xl",
        ),
        picture: speaker.avatar.as_deref().map(media),
        answers: Answers::new(&shown.event, visit.locale(), answers, 2),
        biography: speaker.biography.as_deref().map(|text| prose::below(1, text)).unwrap_or_default(),
        sessions,
        calendar: urls.speaker_ics(&speaker.code),
        name,
    })
}

/// `/{event}/speaker/by-id/{account}/`: to the page of that account's profile.
pub async fn by_account(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, account)): Path<(String, String)>,
) -> Page {
    let event = enter(&state, &visit, &slug).await?.event;
    let account = account.parse().map_err(|_| Error::NotFound)?;
    let reader = state.database.reader();
    let code = public_session::speaker_of_account(reader, &visit.actor(), &event, account).await?;
    Ok(found(&EventUrls::new(&event.slug).speaker(code)))
}

fn find<'a>(shown: &'a Shown, code: &str) -> Result<(usize, &'a ProgrammeSpeaker)> {
    let speakers = &shown.programme.speakers;
    let index =
        speakers.iter().position(|speaker| speaker.code.eq_ignore_ascii_case(code)).ok_or(Error::NotFound)?;
    Ok((index, &speakers[index]))
}

pub async fn calendar(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    let language = parameter(query.as_deref(), "lang");
    let shown = Shown::read(&state, &visit, &slug, Which::Current, language.as_deref()).await?;
    let (_, speaker) = find(&shown, &code)?;
    let body = export::speaker_ics(&shown.programme, &shown.site(&state), &speaker.code, state.now());
    let name = export::speaker_file_name(&shown.programme.event, speaker);
    Ok(exports::calendar(&headers, &name, body))
}
