//! The picture beside a link to an event, a session or a speaker, for whoever may see the page.
//!
//! Our pages name `…/preview-image`: the picture that was uploaded for that, or a card with its words. Other
//! programs know `…/og-image`, which is always an upload: their own picture, else one of the event's
//! (pages-public §9.4).

mod shelf;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use plenary_export as export;
use plenary_locale::Locale;
use plenary_model::programme::{ProgrammeSession, ProgrammeSpeaker};
use plenary_model::{Actor, Error, Result};
use plenary_schedule::version::Which;
use plenary_store::entity::event;
use plenary_submission::public_session;
use plenary_web::entrance::enter;
use plenary_web::{AppState, Page, Visit};

use crate::answer;
use crate::programme::Shown;
use shelf::{Found, Wanted, Words};

/// A card is the same for everyone: in the event's own language.
const OWN_LANGUAGE: Option<&str> = Some("");

/// `/{event}/og-image`.
pub async fn event(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    let event = enter(&state, &visit, &slug).await?.event;
    upload(&state, &headers, event.is_public, None, &event).await
}

/// `/{event}/talk/{code}/og-image`.
pub async fn session(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    let event = enter(&state, &visit, &slug).await?.event;
    let reader = state.database.reader();
    let (public, found) = match public_session::find(reader, &Actor::Anonymous, &event, &code).await {
        Err(Error::NotFound) if visit.account().is_some() => {
            (false, public_session::find(reader, &visit.actor(), &event, &code).await?)
        }
        found => (true, found?),
    };
    upload(&state, &headers, public, found.submission.image, &event).await
}

/// `/{event}/speaker/{code}/og-image`.
pub async fn speaker(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    let shown = Shown::read(&state, &visit, &slug, Which::Current, OWN_LANGUAGE).await?;
    let own = shown.programme.speakers[speaker_of(&shown, &code)?].avatar.clone();
    upload(&state, &headers, visit.is_shared(), own, &shown.event).await
}

/// The first of these that is a picture: `own`, and those of the event.
async fn upload(
    state: &AppState,
    headers: &HeaderMap,
    public: bool,
    own: Option<String>,
    event: &event::Model,
) -> Page {
    let of_event = [&event.og_image, &event.logo, &event.header_image].map(Clone::clone);
    let paths = [own].into_iter().chain(of_event).flatten().filter(|path| !path.is_empty()).collect();
    let found = shelf::first_upload(state.site.media.clone(), paths).await?.ok_or(Error::NotFound)?;
    Ok(answer(headers, public, found))
}

/// `/{event}/preview-image`.
pub async fn event_preview(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let event = entrance.event;
    let locale = locale_of(&event);
    let words = Words {
        title: event.name_in(&event.locale).to_owned(),
        facts: locale.date_range(event.date_from.0, event.date_to.0),
        ..words(&event)
    };
    let wanted = Wanted { object: "event".to_owned(), own: event.og_image.clone(), words, ..wanted(&event) };
    send(&state, &headers, event.is_public, wanted).await
}

/// `/{event}/talk/{code}/preview-image`.
pub async fn session_preview(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    let shown = Shown::read(&state, &visit, &slug, Which::Current, OWN_LANGUAGE).await?;
    let programme = &shown.programme;
    let place = |session: &ProgrammeSession| session.code.eq_ignore_ascii_case(&code);
    let index = programme.sessions.iter().position(place).ok_or(Error::NotFound)?;
    let session = &programme.sessions[index];
    let locale = locale_of(&shown.event);
    let speakers = session.speakers.iter().filter_map(|index| programme.speakers.get(*index));
    let words = Words {
        event: programme.event.name.clone(),
        title: session.title.clone(),
        people: shown.names_of(locale, &session.speakers).join(", "),
        facts: facts(&shown, locale, index),
        ..words(&shown.event)
    };
    let wanted = Wanted {
        object: format!("talk-{}", session.code),
        own: session.image.clone(),
        portraits: speakers.filter_map(portrait).take(plenary_imaging::card::MAX_PORTRAITS).collect(),
        words,
        ..wanted(&shown.event)
    };
    send(&state, &headers, visit.is_shared(), wanted).await
}

/// `/{event}/speaker/{code}/preview-image`.
pub async fn speaker_preview(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    let shown = Shown::read(&state, &visit, &slug, Which::Current, OWN_LANGUAGE).await?;
    let programme = &shown.programme;
    let index = speaker_of(&shown, &code)?;
    let speaker = &programme.speakers[index];
    let titles: Vec<&str> = programme.sessions_of(index).map(|(_, session)| session.title.as_str()).collect();
    let words = Words {
        event: programme.event.name.clone(),
        title: shown.name_of(locale_of(&shown.event), speaker),
        facts: titles.join(" · "),
        ..words(&shown.event)
    };
    let wanted = Wanted {
        object: format!("speaker-{}", speaker.code),
        own: speaker.avatar.clone(),
        words,
        ..wanted(&shown.event)
    };
    send(&state, &headers, visit.is_shared(), wanted).await
}

fn speaker_of(shown: &Shown, code: &str) -> Result<usize> {
    let place = |speaker: &ProgrammeSpeaker| speaker.code.eq_ignore_ascii_case(code);
    shown.programme.speakers.iter().position(place).ok_or(Error::NotFound)
}

fn locale_of(event: &event::Model) -> Locale {
    Locale::find(&event.locale).unwrap_or_default()
}

fn words(event: &event::Model) -> Words {
    Words { colour: event.primary_color.clone().unwrap_or_default(), ..Words::default() }
}

fn wanted(event: &event::Model) -> Wanted {
    Wanted { slug: event.slug.clone(), logo: event.logo.clone(), ..Wanted::default() }
}

/// The small version is large enough.
fn portrait(speaker: &ProgrammeSpeaker) -> Option<String> {
    speaker.avatar_thumbnail.clone().or_else(|| speaker.avatar.clone())
}

/// Day, time and room of the first time it takes place.
fn facts(shown: &Shown, locale: Locale, session: usize) -> String {
    let programme = &shown.programme;
    let Some(slot) = programme.slots_of(session).next() else { return String::new() };
    let start = slot.start.in_zone(&programme.zone());
    let room = programme.room(slot.room).map(|room| room.name.clone());
    [Some(locale.day(start.date())), Some(locale.time(&start)), room]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

async fn send(state: &AppState, headers: &HeaderMap, public: bool, wanted: Wanted) -> Page {
    Ok(answer(headers, public, shelf::find(state.site.media.clone(), wanted).await?))
}

/// Status 200, or 304 for who has the same bytes. `public`: anybody may keep it.
fn answer(headers: &HeaderMap, public: bool, found: Found) -> Response {
    let mut response = answer::file(headers, found.content_type, found.bytes);
    let keep = if public { "public, max-age=3600" } else { "private, no-cache" };
    answer::set(&mut response, header::CACHE_CONTROL, keep);
    let disposition = found.name.and_then(|name| HeaderValue::from_str(&export::inline(&name)).ok());
    let disposition = disposition.unwrap_or_else(|| HeaderValue::from_static("inline"));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    answer::set(&mut response, header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
    response
}
