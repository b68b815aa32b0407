//! One session, and its calendar.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use plenary_export as export;
use plenary_model::programme::ProgrammeSession;
use plenary_model::{Error, I18nText, Result, code as codes};
use plenary_schedule::preview::Preview;
use plenary_schedule::version::Which;
use plenary_submission::public_answers;
use plenary_web::urls::media;
use plenary_web::{AppState, Avatar, EventUrls, Frame, Page, Url, Visit};

use crate::answers::{Answers, Said};
use crate::around::Around;
use crate::entry::Entry;
use crate::negotiation::{moved, parameter};
use crate::programme::Shown;
use crate::resources::{Resource, resources};
use crate::schedule::tracks_css;
use crate::share::Share;
use crate::{exports, featured, prose, structured};

/// How much of a text previews and search engines get.
const PREVIEW: usize = 200;
/// The front end's entry of the star.
const STARS: &str = "src/stars.ts";

#[derive(askama::Template)]
#[template(path = "public/session.html")]
struct SessionPage {
    frame: Frame,
    session: Entry,
    code: String,
    slug: String,
    /// Why the visitor sees a session that has no place in the schedule.
    notice: String,
    /// HTML of the organisers around every session.
    above: String,
    below: String,
    /// HTML.
    abstract_text: String,
    /// HTML.
    description: String,
    image: Option<Url>,
    answers: Answers,
    speakers: Vec<Speaker>,
    resources: Vec<Resource>,
    around: Around,
    zone: String,
    /// For who comes to the session.
    calendar: Option<Url>,
    /// For who was there.
    feedback: Option<Url>,
    share: Option<Share>,
    /// For search engines: JSON.
    structured: String,
}

struct Speaker {
    avatar: Avatar,
    name: String,
    /// Only where speakers have pages.
    url: Option<Url>,
    /// HTML.
    biography: String,
}

/// Why a session is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It has a place in the current version.
    Scheduled,
    Featured,
    /// By its secret code.
    Shared,
    /// To its organisers.
    Organised,
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    match Shown::read(&state, &visit, &slug, Which::Current, None).await {
        Ok(shown) if shown.programme.session(&code).is_some() => {
            return page(&state, &visit, &shown, &code, Why::Scheduled).await;
        }
        Ok(_) | Err(Error::NotFound) => visit.unshare(),
        Err(error) => return Err(error.into()),
    }
    match featured::read(&state, &visit, &slug, Preview::Featured).await {
        Ok(shown) if shown.programme.session(&code).is_some() => {
            return page(&state, &visit, &shown, &code, Why::Featured).await;
        }
        Ok(_) | Err(Error::NotFound) => visit.unshare(),
        Err(error) => return Err(error.into()),
    }
    let shown = featured::read(&state, &visit, &slug, Preview::Single(&code)).await?;
    page(&state, &visit, &shown, &code, Why::Organised).await
}

/// `/{event}/talk/review/{code}`: what a speaker shows around before it is public.
pub async fn shared(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, secret)): Path<(String, String)>,
) -> Page {
    let shown = featured::read(&state, &visit, &slug, Preview::Shared(&secret)).await?;
    let code = shown.programme.sessions.first().map(|session| session.code.clone()).unwrap_or_default();
    page(&state, &visit, &shown, &code, Why::Shared).await
}

async fn page(state: &AppState, visit: &Visit, shown: &Shown, code: &str, why: Why) -> Page {
    let (index, session) = find(shown, code)?;
    let scheduled = why == Why::Scheduled;
    let answers = public_answers::of_session(state.database.reader(), &shown.event, session.id).await?;
    let text =
        |markdown: &Option<String>| markdown.as_deref().map(|text| prose::below(1, text)).unwrap_or_default();
    let about = about(shown, visit, session);
    let image = session.image.as_deref().map(media);
    let urls = shown.urls();
    let mut frame = visit
        .public_frame(state)
        .await?
        .title(session.title.as_str())
        .describe(about.as_str())
        .style(&tracks_css(shown));
    frame = match why {
        Why::Scheduled => frame
            .above(visit.t("kit-sessions"), urls.talks())
            .with_preview_image(&urls.talk_preview_image(&session.code))
            .script(STARS),
        Why::Featured => frame.above(visit.t("kit-featured"), urls.featured()),
        Why::Shared | Why::Organised => frame.hide_from_search(),
    };
    let notice = match why {
        Why::Scheduled | Why::Featured => String::new(),
        Why::Shared => visit.t("pages-session-shared"),
        Why::Organised => visit.t("pages-session-organised"),
    };
    let address = urls.talk(&session.code).absolute(&shown.programme.event.page_url);
    let begins = shown.programme.slots_of(index).next().map(|slot| slot.start);
    let begun = begins.is_some_and(|start| start <= state.now());
    if let Some(start) = begins.filter(|_| !begun) {
        visit.changes_at(start);
    }
    // Nobody is asked before everybody is.
    let asks = begun && shown.programme.event.use_feedback && !visit.is_preview();
    visit.page(&SessionPage {
        code: session.code.clone(),
        slug: shown.event.slug.clone(),
        notice,
        above: from_organisers(shown, visit, "agenda_session_above"),
        below: from_organisers(shown, visit, "agenda_session_below"),
        abstract_text: text(&session.abstract_text),
        description: text(&session.description),
        image,
        answers: Answers::new(&shown.event, visit.locale(), answers, 2),
        speakers: speakers(shown, visit, session, scheduled),
        resources: resources(Some(&state.site.media), visit.locale(), session),
        around: Around::new(shown, visit, index),
        zone: shown.event.timezone.clone(),
        calendar: (scheduled && !asks).then(|| urls.talk_ics(&session.code)),
        feedback: (scheduled && asks).then(|| urls.feedback(&session.code)),
        share: matches!(why, Why::Scheduled | Why::Featured).then(|| {
            let label = visit.t_args("pages-share-qr-of", ("address", address.as_str()));
            Share::new(&session.title, address, &label)
        }),
        structured: match scheduled {
            true => structured::session(state, shown, visit, index, &about),
            false => String::new(),
        },
        session: Entry::new(shown, visit, index, session),
        frame,
    })
}

fn about(shown: &Shown, visit: &Visit, session: &ProgrammeSession) -> String {
    [&session.abstract_text, &session.description]
        .into_iter()
        .flatten()
        .map(|text| plenary_markup::excerpt(text, PREVIEW))
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| {
            visit.t_args("public-session-about", ("event", shown.programme.event.name.as_str()))
        })
}

/// What organisers put around every session (data-model §2.2): Markdown, in one language or several.
fn from_organisers(shown: &Shown, visit: &Visit, place: &str) -> String {
    let display = shown.event.display();
    let stored = display.get("texts").and_then(|texts| texts.get(place));
    let text = match stored {
        Some(serde_json::Value::String(text)) => I18nText::parse(text),
        Some(object @ serde_json::Value::Object(_)) => I18nText::parse(&object.to_string()),
        _ => return String::new(),
    };
    prose::below(1, text.get(visit.locale().code(), &shown.event.locale))
}

fn find<'a>(shown: &'a Shown, code: &str) -> Result<(usize, &'a ProgrammeSession)> {
    let sessions = &shown.programme.sessions;
    let index =
        sessions.iter().position(|session| session.code.eq_ignore_ascii_case(code)).ok_or(Error::NotFound)?;
    Ok((index, &sessions[index]))
}

fn speakers(shown: &Shown, visit: &Visit, session: &ProgrammeSession, linked: bool) -> Vec<Speaker> {
    session
        .speakers
        .iter()
        .filter_map(|index| shown.programme.speakers.get(*index))
        .map(|speaker| {
            let name = shown.name_of(visit.locale(), speaker);
            let picture = speaker.avatar_thumbnail.as_deref().or(speaker.avatar.as_deref());
            Speaker {
                avatar: Avatar::new(name.as_str(), picture.map(|path| media(path).to_string()), "avatar--l"),
                url: linked.then(|| shown.urls().speaker(&speaker.code)),
                biography: speaker.biography.as_deref().map(|text| prose::below(3, text)).unwrap_or_default(),
                name,
            }
        })
        .collect()
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
        // without their session. The same for codes that nobody has, so that it says nothing.
        Err(_) if codes::is_code(code) => code.to_uppercase(),
        Err(error) => return Err(error.into()),
    };
    let body = export::session_ics(&shown.programme, &shown.site(state), &code, state.now());
    let name = export::session_file_name(&shown.programme.event, &code);
    Ok(exports::calendar(headers, &name, body))
}
