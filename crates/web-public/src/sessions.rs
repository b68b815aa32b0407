//! The sessions: all of them, one, and its calendar.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use plenary_export as export;
use plenary_model::programme::{ProgrammeSession, ResourceTarget};
use plenary_model::{Error, Result};
use plenary_schedule::version::Which;
use plenary_submission::list;
use plenary_web::urls::media;
use plenary_web::{AppState, Avatar, EventUrls, Frame, Page, Url, Visit};

use crate::negotiation::{elsewhere, moved, parameter, varies};
use crate::programme::Shown;
use crate::schedule::tracks_css;
use crate::{exports, language, prose};

/// How much of a text previews and search engines get.
const PREVIEW: usize = 200;

/// What lists say of a session.
pub struct Entry {
    pub url: Url,
    pub title: String,
    pub language: String,
    /// What the language calls itself; empty where all sessions have the same.
    pub language_name: String,
    pub speakers: String,
    /// Class and name of its track.
    pub track: String,
    pub track_name: String,
    pub session_type: String,
    pub duration: String,
    pub unrecorded: bool,
    pub times: Vec<Time>,
}

/// When and where a session takes place.
pub struct Time {
    /// For machines.
    pub start: String,
    pub day: String,
    pub day_long: String,
    pub range: String,
    pub room: String,
    pub room_description: String,
}

impl Entry {
    pub fn new(shown: &Shown, visit: &Visit, index: usize, session: &ProgrammeSession) -> Self {
        let locale = visit.locale();
        let programme = &shown.programme;
        let track = session
            .track
            .filter(|_| programme.event.use_tracks)
            .and_then(|index| programme.tracks.get(index));
        Self {
            url: shown.urls().talk(&session.code),
            title: session.title.clone(),
            language: session.content_locale.clone(),
            language_name: match shown.is_multilingual() {
                true => language::native_name(&session.content_locale),
                false => String::new(),
            },
            speakers: shown.names_of(locale, &session.speakers).join(", "),
            track: track.map(|track| format!("track-{}", track.id)).unwrap_or_default(),
            track_name: track.map(|track| track.name.clone()).unwrap_or_default(),
            session_type: session.session_type.clone(),
            duration: locale.duration(duration(shown, index, session)),
            unrecorded: session.do_not_record,
            times: times(shown, visit, index),
        }
    }
}

/// How long it takes where it is placed, in minutes; with several placements, how long it usually does.
fn duration(shown: &Shown, index: usize, session: &ProgrammeSession) -> i64 {
    let mut slots = shown.programme.slots_of(index);
    match (slots.next(), slots.next()) {
        (Some(slot), None) => slot.end.minutes_since(slot.start),
        _ => session.duration,
    }
}

fn times(shown: &Shown, visit: &Visit, session: usize) -> Vec<Time> {
    let (locale, zone) = (visit.locale(), shown.programme.zone());
    shown
        .programme
        .slots_of(session)
        .map(|slot| {
            let (start, end) = (slot.start.in_zone(&zone), slot.end.in_zone(&zone));
            let room = shown.programme.room(slot.room);
            Time {
                start: start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
                day: locale.day(start.date()),
                day_long: locale.date_long(start.date()),
                range: locale.time_range(&start, &end),
                room: room.map(|room| room.name.clone()).unwrap_or_default(),
                room_description: room.and_then(|room| room.description.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

#[derive(askama::Template)]
#[template(path = "public/sessions.html")]
struct ListPage {
    frame: Frame,
    lead: String,
    groups: Vec<Group>,
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
    let shown = Shown::read(&state, &visit, &slug, Which::Current, None).await?;
    let count = shown.programme.sessions.len();
    let frame = visit
        .public_frame(&state)
        .await?
        .title(visit.t("kit-sessions"))
        .describe(visit.t_args("public-sessions-about", ("event", shown.programme.event.name.as_str())))
        .style(&tracks_css(&shown));
    let lead = visit.t_args("public-sessions-lead", ("count", count));
    let mut response = visit.page(&ListPage { lead, groups: groups(&shown, &visit), frame })?;
    varies(&mut response);
    Ok(response)
}

fn groups(shown: &Shown, visit: &Visit) -> Vec<Group> {
    let programme = &shown.programme;
    let mut indices: Vec<usize> = (0..programme.sessions.len()).collect();
    indices.sort_by_cached_key(|index| programme.sessions[*index].title.to_lowercase());
    let entry = |index: &usize| Entry::new(shown, visit, *index, &programme.sessions[*index]);
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

#[derive(askama::Template)]
#[template(path = "public/session.html")]
struct SessionPage {
    frame: Frame,
    session: Entry,
    /// HTML.
    abstract_text: String,
    /// HTML.
    description: String,
    image: Option<Url>,
    speakers: Vec<Speaker>,
    resources: Vec<Resource>,
    zone: String,
    calendar: Url,
}

struct Speaker {
    avatar: Avatar,
    name: String,
    url: Url,
    /// HTML.
    biography: String,
}

struct Resource {
    name: String,
    url: String,
    icon: &'static str,
    is_file: bool,
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let shown = Shown::read(&state, &visit, &slug, Which::Current, None).await?;
    let (index, session) = find(&shown, &code)?;
    let text =
        |markdown: &Option<String>| markdown.as_deref().map(|text| prose::below(1, text)).unwrap_or_default();
    let about = session.abstract_text.as_deref().or(session.description.as_deref()).map_or_else(
        || visit.t_args("public-session-about", ("event", shown.programme.event.name.as_str())),
        |text| plenary_markup::excerpt(text, PREVIEW),
    );
    let image = session.image.as_deref().map(media);
    let urls = shown.urls();
    let mut frame = visit
        .public_frame(&state)
        .await?
        .title(session.title.as_str())
        .describe(about)
        .above(visit.t("kit-sessions"), urls.talks())
        .style(&tracks_css(&shown));
    if let Some(image) = &image {
        frame = frame.social_image(image);
    }
    visit.page(&SessionPage {
        frame,
        abstract_text: text(&session.abstract_text),
        description: text(&session.description),
        image,
        speakers: speakers(&shown, &visit, session),
        resources: resources(session),
        zone: shown.event.timezone.clone(),
        calendar: urls.talk_ics(&session.code),
        session: Entry::new(&shown, &visit, index, session),
    })
}

fn find<'a>(shown: &'a Shown, code: &str) -> Result<(usize, &'a ProgrammeSession)> {
    let sessions = &shown.programme.sessions;
    let index =
        sessions.iter().position(|session| session.code.eq_ignore_ascii_case(code)).ok_or(Error::NotFound)?;
    Ok((index, &sessions[index]))
}

fn speakers(shown: &Shown, visit: &Visit, session: &ProgrammeSession) -> Vec<Speaker> {
    session
        .speakers
        .iter()
        .filter_map(|index| shown.programme.speakers.get(*index))
        .map(|speaker| {
            let name = shown.name_of(visit.locale(), speaker);
            let picture = speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref());
            Speaker {
                avatar: Avatar::new(name.as_str(), picture.map(|path| media(path).to_string()), "avatar--l"),
                url: shown.urls().speaker(&speaker.code),
                biography: speaker.biography.as_deref().map(|text| prose::below(3, text)).unwrap_or_default(),
                name,
            }
        })
        .collect()
}

/// Links lead to the web, files to our own folder; anything else is left out.
fn resources(session: &ProgrammeSession) -> Vec<Resource> {
    let of_file = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    session
        .resources
        .iter()
        .filter_map(|resource| {
            let (url, fallback, is_file) = match &resource.target {
                ResourceTarget::Link(url) if is_web_address(url) => (url.clone(), url.clone(), false),
                ResourceTarget::Link(_) => return None,
                ResourceTarget::File(path) => (media(path).to_string(), of_file(path), true),
            };
            let name = match resource.description.trim() {
                "" => fallback,
                name => name.to_owned(),
            };
            Some(Resource { name, url, icon: if is_file { "file" } else { "link" }, is_file })
        })
        .collect()
}

fn is_web_address(url: &str) -> bool {
    let start = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}

/// `/{event}/talk/{code}.ics`; without the ending it is the session's page.
pub async fn file(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, name)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    let Some(code) = name.strip_suffix(".ics") else {
        return Ok(moved(&EventUrls::new(slug).talk(name)));
    };
    calendar(&state, &visit, &headers, &slug, code, query.as_deref()).await
}

async fn calendar(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    code: &str,
    query: Option<&str>,
) -> Result<Response, plenary_web::Failure> {
    let language = parameter(query, "lang");
    let shown = Shown::read(state, visit, slug, Which::Current, language.as_deref()).await?;
    let code = match find(&shown, code) {
        Ok((_, session)) => session.code.clone(),
        // What is not in the programme has an empty calendar: subscriptions outlive a release
        // without their session.
        Err(_) => list::code_of(state.database.reader(), &shown.event, code).await?,
    };
    let body = export::session_ics(&shown.programme, &shown.site(state), &code, state.now());
    let name = export::session_file_name(&shown.programme.event, &code);
    Ok(exports::calendar(headers, &name, body))
}
