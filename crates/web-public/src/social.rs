//! The picture beside a link to an event, a session or a speaker (pages-public §9.4): their own one,
//! or a card with their words. Whoever may see the page gets one; for others there is none.

mod shelf;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use plenary_export as export;
use plenary_locale::Locale;
use plenary_model::Error;
use plenary_model::programme::{ProgrammeSession, ProgrammeSpeaker};
use plenary_schedule::version::Which;
use plenary_store::entity::event;
use plenary_web::entrance::enter;
use plenary_web::{AppState, Page, Visit};

use crate::answer;
use crate::programme::Shown;
use shelf::{Wanted, Words};

/// A card is the same for everyone: in the event's own language.
const OWN_LANGUAGE: Option<&str> = Some("");

/// `/{event}/og-image`.
pub async fn event(
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

/// `/{event}/talk/{code}/og-image`.
pub async fn session(
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

/// `/{event}/speaker/{code}/og-image`.
pub async fn speaker(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Page {
    let shown = Shown::read(&state, &visit, &slug, Which::Current, OWN_LANGUAGE).await?;
    let programme = &shown.programme;
    let place = |speaker: &ProgrammeSpeaker| speaker.code.eq_ignore_ascii_case(&code);
    let index = programme.speakers.iter().position(place).ok_or(Error::NotFound)?;
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

/// Status 200, or 304 for who has the same bytes. `public`: anybody may keep it.
async fn send(state: &AppState, headers: &HeaderMap, public: bool, wanted: Wanted) -> Page {
    let found = shelf::find(state.site.media.clone(), wanted).await?;
    let mut response = answer::file(headers, found.content_type, found.bytes);
    let keep = if public { "public, max-age=3600" } else { "private, no-cache" };
    answer::set(&mut response, header::CACHE_CONTROL, keep);
    let disposition = found.name.and_then(|name| HeaderValue::from_str(&export::inline(&name)).ok());
    let disposition = disposition.unwrap_or_else(|| HeaderValue::from_static("inline"));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    answer::set(&mut response, header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
    Ok(response)
}
