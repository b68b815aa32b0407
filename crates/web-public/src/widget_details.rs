//! What the widget shows when somebody opens a session or a speaker.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use plenary_export::Site;
use plenary_locale::Locale;
use plenary_model::programme::{Programme, ProgrammeResource, ResourceTarget};
use plenary_model::{Error, Result};
use plenary_schedule::version::Which;
use plenary_web::{AppState, EventHead, EventUrls, Failure, Visit};

use crate::negotiation::parameter;
use crate::programme::programme;
use crate::prose;
use crate::version::which;
use crate::widget::{Offered, shared};

#[derive(serde::Serialize)]
struct Session<'a> {
    code: &'a str,
    title: &'a str,
    abstract_html: String,
    description_html: String,
    image: Option<String>,
    resources: Vec<Resource<'a>>,
    answers: [(); 0],
    url: String,
}

#[derive(serde::Serialize)]
struct Resource<'a> {
    description: &'a str,
    url: String,
}

#[derive(serde::Serialize)]
struct Speaker<'a> {
    code: &'a str,
    name: &'a str,
    biography_html: String,
    avatar: Option<String>,
    answers: [(); 0],
    url: String,
}

/// `/{event}/schedule/widgets/session/{code}.json`
pub async fn session(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, file)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    shared(answer(&state, &visit, &headers, &slug, &file, query.as_deref(), session_json).await)
}

/// `/{event}/schedule/widgets/speaker/{code}.json`
pub async fn speaker(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, file)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    shared(answer(&state, &visit, &headers, &slug, &file, query.as_deref(), speaker_json).await)
}

async fn answer(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    file: &str,
    query: Option<&str>,
    json: fn(&Programme, &Site, &str) -> Result<String>,
) -> std::result::Result<Response, Failure> {
    let code = file.strip_suffix(".json").ok_or(Error::NotFound)?;
    let version = parameter(query, "v");
    let wanted = version.as_deref().filter(|name| !name.is_empty()).map_or(Which::Current, which);
    let offered = Offered::find(state, visit, slug, wanted).await?;
    let event = &offered.event;
    // An error page in the frame of an event that is not public would tell its name.
    if offered.shows_event {
        visit.enter(EventHead::new(event));
    }
    let programme =
        programme(state, &offered.snapshot, visit, event, &offered.schedule, visit.locale().code()).await?;
    let locale = Locale::find(&programme.event.locale).unwrap_or_default();
    let body = json(&programme, &offered.site(state, locale), code)?;
    let mut response = offered.answer(state, headers, body);
    crate::answer::varies(&mut response, "Accept-Language, Cookie");
    Ok(response)
}

fn session_json(programme: &Programme, site: &Site, code: &str) -> Result<String> {
    let session = programme.session(code).ok_or(Error::NotFound)?;
    let event = &programme.event;
    serialised(&Session {
        code: &session.code,
        title: &session.title,
        abstract_html: html(&session.abstract_text),
        description_html: html(&session.description),
        image: session.image.as_deref().map(|path| site.media_at(&event.base_url, path)),
        resources: session
            .resources
            .iter()
            .filter_map(|resource| {
                Some(Resource {
                    url: address(programme, site, resource)?,
                    description: &resource.description,
                })
            })
            .collect(),
        answers: [],
        url: EventUrls::new(&event.slug).talk(&session.code).absolute(&event.page_url),
    })
}

fn speaker_json(programme: &Programme, site: &Site, code: &str) -> Result<String> {
    let speaker = programme.speaker(code).ok_or(Error::NotFound)?;
    let event = &programme.event;
    let picture = speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref());
    serialised(&Speaker {
        code: &speaker.code,
        name: if speaker.name.trim().is_empty() { &site.unnamed_speaker } else { &speaker.name },
        biography_html: html(&speaker.biography),
        avatar: picture.map(|path| site.media_at(&event.base_url, path)),
        answers: [],
        url: EventUrls::new(&event.slug).speaker(&speaker.code).absolute(&event.page_url),
    })
}

fn serialised(data: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(data).map_err(Error::internal)
}

/// Below the name of what was opened.
fn html(markdown: &Option<String>) -> String {
    markdown.as_deref().map(|text| prose::below(2, text)).unwrap_or_default()
}

/// Links lead to the web, files to our own folder; anything else is left out.
fn address(programme: &Programme, site: &Site, resource: &ProgrammeResource) -> Option<String> {
    match &resource.target {
        ResourceTarget::File(path) => Some(site.media_at(&programme.event.base_url, path)),
        ResourceTarget::Link(url) => {
            let start = url.get(..8).unwrap_or(url).to_ascii_lowercase();
            (start.starts_with("https://") || start.starts_with("http://")).then(|| url.clone())
        }
    }
}
