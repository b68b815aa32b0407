//! What the widget shows when somebody opens a session or a speaker.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use plenary_export::Site;
use plenary_locale::Locale;
use plenary_model::programme::{
    Programme, ProgrammeResource, ProgrammeSession, ProgrammeSpeaker, ResourceTarget,
};
use plenary_model::{Error, Result};
use plenary_schedule::version::Which;
use plenary_store::entity::event;
use plenary_submission::public_answers::{self, PublicAnswer};
use plenary_web::urls::is_web_address;
use plenary_web::{AppState, EventHead, EventUrls, Failure, Visit};

use crate::answers::Answers;
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
    answers: Vec<Said>,
    url: String,
}

#[derive(serde::Serialize)]
struct Resource<'a> {
    description: &'a str,
    url: String,
}

#[derive(serde::Serialize)]
struct Said {
    question: String,
    answer_html: String,
}

#[derive(serde::Serialize)]
struct Speaker<'a> {
    code: &'a str,
    name: &'a str,
    biography_html: String,
    avatar: Option<String>,
    answers: Vec<Said>,
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
    shared(answer(&state, &visit, &headers, &slug, &file, query.as_deref(), About::Session).await)
}

/// `/{event}/schedule/widgets/speaker/{code}.json`
pub async fn speaker(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, file)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    shared(answer(&state, &visit, &headers, &slug, &file, query.as_deref(), About::Speaker).await)
}

enum About {
    Session,
    Speaker,
}

async fn answer(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    file: &str,
    query: Option<&str>,
    about: About,
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
    let (site, db) = (offered.site(state, locale), offered.snapshot.db());
    let body = match about {
        About::Session => {
            let session = programme.session(code).ok_or(Error::NotFound)?;
            let answers = public_answers::of_session(db, event, session.id).await?;
            session_json(&programme, &site, session, said(&programme, event, visit, answers))
        }
        About::Speaker => {
            let speaker = programme.speaker(code).ok_or(Error::NotFound)?;
            let answers = public_answers::of_speaker(db, event, speaker.id).await?;
            speaker_json(&programme, &site, speaker, said(&programme, event, visit, answers))
        }
    }?;
    let mut response = offered.answer(state, headers, body);
    crate::answer::varies(&mut response, "Accept-Language, Cookie");
    Ok(response)
}

fn said(programme: &Programme, event: &event::Model, visit: &Visit, answers: Vec<PublicAnswer>) -> Vec<Said> {
    let locale = visit.locale();
    Answers::new(event, locale, answers, 2)
        .written(locale, &programme.event.base_url)
        .into_iter()
        .map(|(question, answer_html)| Said { question, answer_html })
        .collect()
}

fn session_json(
    programme: &Programme,
    site: &Site,
    session: &ProgrammeSession,
    answers: Vec<Said>,
) -> Result<String> {
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
        answers,
        url: EventUrls::new(&event.slug).talk(&session.code).absolute(&event.page_url),
    })
}

fn speaker_json(
    programme: &Programme,
    site: &Site,
    speaker: &ProgrammeSpeaker,
    answers: Vec<Said>,
) -> Result<String> {
    let event = &programme.event;
    let picture = speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref());
    serialised(&Speaker {
        code: &speaker.code,
        name: if speaker.name.trim().is_empty() { &site.unnamed_speaker } else { &speaker.name },
        biography_html: html(&speaker.biography),
        avatar: picture.map(|path| site.media_at(&event.base_url, path)),
        answers,
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
        ResourceTarget::Link(url) => is_web_address(url).then(|| url.clone()),
    }
}
