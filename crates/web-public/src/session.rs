//! One session, and its calendar.

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

use crate::entry::Entry;
use crate::negotiation::{moved, parameter};
use crate::programme::Shown;
use crate::schedule::tracks_css;
use crate::{exports, prose};

/// How much of a text previews and search engines get.
const PREVIEW: usize = 200;

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

pub struct Resource {
    pub name: String,
    pub url: String,
    icon: &'static str,
    pub is_file: bool,
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
    let mut frame = shown
        .frame(&state, &visit)
        .await?
        .title(session.title.as_str())
        .describe(about)
        .above(visit.t("kit-sessions"), urls.talks())
        .style(&tracks_css(&shown));
    if let Some(image) = &image {
        frame = frame.social_image(image);
    }
    shown.page(
        &visit,
        &SessionPage {
            frame,
            abstract_text: text(&session.abstract_text),
            description: text(&session.description),
            image,
            speakers: speakers(&shown, &visit, session),
            resources: resources(session),
            zone: shown.event.timezone.clone(),
            calendar: urls.talk_ics(&session.code),
            session: Entry::new(&shown, &visit, index, session),
        },
    )
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
pub fn resources(session: &ProgrammeSession) -> Vec<Resource> {
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
