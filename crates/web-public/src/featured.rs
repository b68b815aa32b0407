//! Featured sessions: what an event shows of its programme before there is a schedule
//! (pages-public §11).

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Request, State};
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use plenary_model::programme::Programme;
use plenary_model::{Error, I18nText, Result};
use plenary_schedule::preview::{self, Preview};
use plenary_schedule::programme::Reading;
use plenary_store::entity::schedule;
use plenary_web::entrance::{enter, enter_for_all};
use plenary_web::{AppState, EventUrls, Frame, Page, Url, Visit, found};

use crate::entry::Entry;
use crate::negotiation::moved;
use crate::person_list::{Person, people};
use crate::programme::{Shown, base_url};
use crate::prose;
use crate::schedule::tracks_css;

/// How much of a text a card shows, in characters.
const CARD_TEXT: usize = 280;

#[derive(askama::Template)]
#[template(path = "public/featured.html")]
struct FeaturedPage {
    frame: Frame,
    /// HTML.
    text: String,
    cards: Vec<Card>,
    /// The whole programme, for whoever can see it.
    schedule: Option<Url>,
}

/// A session on a page that advertises it.
pub struct Card {
    pub session: Entry,
    pub people: Vec<Person>,
    /// Plain text.
    pub text: String,
}

/// Sessions without their places, as the visitor may see them.
pub async fn read(state: &AppState, visit: &Visit, slug: &str, wanted: Preview<'_>) -> Result<Shown> {
    let directory = state.directory.get().await?;
    let snapshot = state.database.snapshot().await?;
    let list = matches!(wanted, Preview::Featured);
    let entrance =
        enter_for_all(state, snapshot.db(), visit, slug, |_, visible| list && visible.featured).await?;
    let (event, visibility) = (entrance.event, entrance.visibility);
    let base_url = base_url(state, &event);
    let reading =
        Reading { locale: visit.locale().code(), base_url: &base_url, instance: directory.instance };
    let programme = preview::read(snapshot.db(), &event, &visibility, wanted, reading).await?;
    // These sessions belong to no version.
    let schedule = schedule::Model {
        id: programme.schedule_id,
        created: None,
        updated: None,
        event_id: event.id,
        version: None,
        published: None,
        comment: I18nText::Empty,
    };
    let programme = Arc::new(programme);
    Ok(Shown { event, programme, schedule, current: visibility.current.filter(|_| visibility.agenda) })
}

/// `/{event}/featured/`; whoever may not see the list, but the schedule, is led there.
pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let shown = match read(&state, &visit, &slug, Preview::Featured).await {
        Err(Error::NotFound) => {
            let entrance = enter(&state, &visit, &slug).await?;
            if !entrance.visibility.agenda {
                return Err(Error::NotFound.into());
            }
            return Ok(found(&EventUrls::new(&entrance.event.slug).schedule()));
        }
        shown => shown?,
    };
    let event = &shown.event;
    let locale = visit.locale();
    let text = event.featured_sessions_text.get(locale.code(), &event.locale);
    let name = shown.programme.event.name.as_str();
    let about = match plenary_markup::excerpt(text, 200) {
        text if text.is_empty() => visit.t_args("pages-featured-about", ("event", name)),
        text => text,
    };
    let text = match text.trim() {
        "" => prose::below(1, &visit.t("pages-featured-intro")),
        own => prose::below(1, own),
    };
    let frame = visit
        .public_frame(&state)
        .await?
        .title(visit.t("kit-featured"))
        .describe(about)
        .style(&tracks_css(&shown));
    let cards = cards(&shown, &visit);
    let schedule = shown.current.is_some().then(|| shown.urls().schedule());
    visit.page(&FeaturedPage { frame, text, cards, schedule })
}

/// One card for each session of a programme.
pub fn cards(shown: &Shown, visit: &Visit) -> Vec<Card> {
    let programme: &Programme = &shown.programme;
    programme
        .sessions
        .iter()
        .enumerate()
        .map(|(index, session)| Card {
            session: Entry::new(shown, visit, index, session),
            people: people(shown, visit, &session.speakers, "avatar--s"),
            text: session
                .abstract_text
                .as_deref()
                .filter(|text| !text.trim().is_empty())
                .or(session.description.as_deref())
                .map(|text| plenary_markup::excerpt(text, CARD_TEXT))
                .unwrap_or_default(),
        })
        .collect()
}

/// `/{event}/sneak/`: where the list was long ago.
pub async fn sneak(Path(slug): Path<String>) -> Page {
    Ok(moved(&EventUrls::new(slug).featured()))
}

/// Around a handler of the schedule's pages: leads to the featured sessions where there is no schedule to see, but
/// these.
pub struct OrFeatured<H, T>(H, PhantomData<fn() -> T>);

impl<H: Clone, T> Clone for OrFeatured<H, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

pub fn or_featured<H, T>(handler: H) -> OrFeatured<H, T> {
    OrFeatured(handler, PhantomData)
}

impl<H, T> Handler<(T,), AppState> for OrFeatured<H, T>
where
    H: Handler<T, AppState> + Sync,
    T: 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: AppState) -> Self::Future {
        Box::pin(with_featured(self.0, state, request))
    }
}

async fn with_featured<H: Handler<T, AppState>, T: 'static>(
    handler: H,
    state: AppState,
    request: Request,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let (mut parts, body) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, &state).await;
    let response = handler.call(Request::from_parts(parts, body), state.clone()).await;
    let Ok(visit) = visit else { return response };
    if !reads || response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    instead(&state, &visit).await.unwrap_or(response)
}

/// The way to the featured sessions of the event that the visitor came to, if they may see them.
async fn instead(state: &AppState, visit: &Visit) -> Option<Response> {
    let slug = visit.event()?.slug.clone();
    let entrance = enter(state, visit, &slug).await.ok()?;
    entrance.visibility.featured.then(|| found(&EventUrls::new(&slug).featured()))
}
