//! An event with a programme, and the whole site around it.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::routing::get;
use http_body_util::BodyExt;
use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{Actor, I18nText, SlotType, SubmissionState, Timestamp};
use plenary_person::account::{self, NewAccount};
use plenary_person::profile;
use plenary_schedule::place::{self, Place};
use plenary_schedule::{release, room, working};
use plenary_store::Tx;
use plenary_store::entity::{event, schedule, submission, track};
use plenary_store::testing::TestDatabase;
use plenary_submission::state;
use plenary_submission::submit::{self, NewSubmission};
use plenary_web::{AppState, Page, Site, Visit, kit_router, layers};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use tower::ServiceExt;

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The text of the page's only `h1`.
    pub fn heading(&self) -> &str {
        assert_eq!(self.body.matches("<h1").count(), 1, "{}", self.body);
        let (_, rest) = self.body.split_once("<h1").unwrap();
        rest.split_once('>').unwrap().1.split_once("</h1>").unwrap().0
    }
}

/// The finished site over a database.
#[derive(Clone)]
pub struct TestSite {
    app: Router,
    cookie: Option<String>,
}

/// As the form of a log-in does it.
async fn log_in(State(state): State<AppState>, visit: Visit, Path(account): Path<i32>) -> Page {
    let account =
        plenary_store::entity::account::Entity::find_by_id(account).one(state.database.reader()).await?;
    visit.log_in(&state, &account.ok_or(plenary_model::Error::NotFound)?).await?;
    Ok(plenary_web::see_other(&plenary_web::SiteUrls::new().root()))
}

impl TestSite {
    pub fn new(test: &TestDatabase) -> Self {
        Self::of(test, Site::default())
    }

    /// `megabytes`: for pages that are the same for everyone.
    pub fn with_memory(test: &TestDatabase, megabytes: u64) -> Self {
        Self::of(test, Site { page_cache: megabytes, ..Site::default() })
    }

    /// With the pages of speakers and organisers, and a memory.
    pub fn whole(test: &TestDatabase, media: &std::path::Path) -> Self {
        let url = "https://plan.example".to_owned();
        let site = Site { url, page_cache: 16, media: media.to_owned(), ..Site::default() };
        let state = AppState::new(test.database.clone(), site, b"a secret of tests");
        let rest = plenary_web_cfp::router().merge(plenary_web_orga::router());
        Self { app: layers(routes(&state).merge(rest), state), cookie: None }
    }

    /// `media`: where its uploaded files lie.
    pub fn with_media(test: &TestDatabase, media: &std::path::Path) -> Self {
        Self::of(test, Site { media: media.to_owned(), ..Site::default() })
    }

    fn of(test: &TestDatabase, site: Site) -> Self {
        let site = Site { url: "https://plan.example".to_owned(), ..site };
        let state = AppState::new(test.database.clone(), site, b"a secret of tests");
        Self { app: layers(routes(&state), state), cookie: None }
    }

    /// The same site for somebody who is logged in.
    pub async fn logged_in(&self, who: &Actor) -> Self {
        let answer = self.ask(&format!("/test/log-in/{}", who.account().unwrap()), &[]).await;
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        assert!(!cookie.is_empty());
        Self { app: self.app.clone(), cookie: Some(cookie) }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(path, &[("accept", "text/html")]).await
    }

    pub async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers).await
    }

    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let response = self.app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

pub fn routes(state: &AppState) -> Router<AppState> {
    kit_router(state).merge(plenary_web_public::router()).route("/test/log-in/{account}", get(log_in))
}

pub struct Setting {
    pub event: event::Model,
    /// Member of the organiser's team.
    pub organiser: Actor,
    pub speakers: Vec<Actor>,
    /// Belongs to nothing.
    pub stranger: Actor,
    pub rooms: Vec<i32>,
}

pub async fn person(tx: &Tx, name: &str, email: &str) -> Actor {
    let new =
        NewAccount { name, email, password: None, locale: "en", time_zone: "UTC", administrator: false };
    plenary_person::login::actor(&account::create(tx, new).await.unwrap())
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A public event from 11 to 13 September 2026 in Berlin, with two rooms and two tracks.
pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let organiser = person(&tx, "Olga Organiser", "olga@example.org").await;
    let stranger = person(&tx, "Sam Stranger", "sam@example.org").await;
    let speakers = vec![
        person(&tx, "Ünal Şimşek", "unal@example.org").await,
        person(&tx, "Zoë Quinn", "zoe@example.org").await,
        person(&tx, "Åsa Lind", "asa@example.org").await,
    ];
    let owner = organiser::create(&tx, &Actor::System, &"Example".into(), "example", organiser.account())
        .await
        .unwrap();
    let new = NewEvent {
        organiser: owner,
        name: I18nText::localised([("en", "Example Conference"), ("de", "Beispielkonferenz")]),
        slug: "example2026".to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned(), "de".to_owned()],
        deadline: Some(at("2026-07-01T00:00:00Z")),
        primary_color: Some("#2f6f9f".to_owned()),
    };
    let event = events::create(&tx, &organiser, new).await.unwrap();
    let event = events::set_public(&tx, &organiser, &event, true).await.unwrap();
    let mut rooms = Vec::new();
    for (en, de) in [("Hall", "Saal"), ("Studio", "Studio")] {
        let name = I18nText::localised([("en", en), ("de", de)]);
        rooms.push(room::create(&tx, &organiser, &event, name, Some(100)).await.unwrap().id);
    }
    tx.commit().await.unwrap();
    Setting { event, organiser, speakers, stranger, rooms }
}

/// What a test's session is, besides its title.
pub struct Wanted<'a> {
    pub title: &'a str,
    pub speaker: usize,
    pub room: usize,
    pub start: &'a str,
    pub minutes: i64,
    pub change: submission::ActiveModel,
}

impl Default for Wanted<'_> {
    fn default() -> Self {
        Self {
            title: "A session",
            speaker: 0,
            room: 0,
            start: "2026-09-11T08:00:00Z",
            minutes: 30,
            change: Default::default(),
        }
    }
}

impl Setting {
    /// A confirmed session at its place in the working schedule.
    pub async fn session(&self, tx: &Tx, wanted: Wanted<'_>) -> submission::Model {
        let actor = &self.speakers[wanted.speaker];
        let account = account::load(tx.db(), actor.account().unwrap()).await.unwrap();
        let profile = profile::ensure(tx, &account, &self.event).await.unwrap();
        let new = NewSubmission {
            title: wanted.title.to_owned(),
            abstract_text: "About it.".to_owned(),
            ..Default::default()
        };
        let row = submit::submit(tx, actor, &self.event, &profile, new).await.unwrap();
        let mut change = wanted.change;
        change.id = Set(row.id);
        change.updated = Set(Some(tx.now()));
        let row = change.update(tx.db()).await.unwrap();
        self.set_state(tx, &row.code, SubmissionState::Confirmed).await;
        let wip = working::load(tx.db(), &self.organiser, &self.event).await.unwrap();
        let slot = wip.slots.iter().find(|slot| slot.slot.submission_id == Some(row.id)).unwrap().slot.id;
        self.place(tx, slot, wanted.room, wanted.start, wanted.minutes).await;
        row
    }

    pub async fn place(&self, tx: &Tx, slot: i32, room: usize, start: &str, minutes: i64) {
        let start = at(start);
        let place = Place { room: self.rooms[room], start, end: Some(start.plus_minutes(minutes)) };
        place::place(tx, &self.organiser, &self.event, slot, Some(place)).await.unwrap();
    }

    pub async fn set_state(&self, tx: &Tx, code: &str, to: SubmissionState) {
        state::change_as_organiser(tx, &self.organiser, &self.event, code, to).await.unwrap();
    }

    pub async fn pause(&self, tx: &Tx, label: &str, room: usize, start: &str, minutes: i64) {
        let start = at(start);
        let place = Place { room: self.rooms[room], start, end: Some(start.plus_minutes(minutes)) };
        place::add_break(tx, &self.organiser, &self.event, SlotType::Break, label.into(), place)
            .await
            .unwrap();
    }

    pub async fn release(&self, tx: &Tx, version: &str) -> schedule::Model {
        release::release(tx, &self.organiser, &self.event, version, I18nText::Empty).await.unwrap()
    }

    pub async fn track(&self, tx: &Tx, name: &str, color: &str) -> i32 {
        let row = track::ActiveModel {
            event_id: Set(self.event.id),
            name: Set(name.into()),
            description: Set(I18nText::Empty),
            color: Set(color.to_owned()),
            requires_access_code: Set(false),
            attendee_signup_required: Set(false),
            created: Set(Some(tx.now())),
            updated: Set(Some(tx.now())),
            ..Default::default()
        };
        row.insert(tx.db()).await.unwrap().id
    }

    /// Changes a column of the event as no domain function does yet.
    /// Another public event of the same organiser; its slug.
    pub async fn other_event(&self, tx: &Tx, slug: &str) -> String {
        let owner = plenary_store::entity::organiser::Entity::find_by_id(self.event.organiser_id.unwrap());
        let new = NewEvent {
            organiser: owner.one(tx.db()).await.unwrap().unwrap(),
            name: "Other Conference".into(),
            slug: slug.to_owned(),
            date_from: self.event.date_from,
            date_to: self.event.date_to,
            time_zone: "UTC".to_owned(),
            email: "other@example.org".to_owned(),
            locales: vec!["en".to_owned()],
            deadline: None,
            primary_color: None,
        };
        let event = events::create(tx, &self.organiser, new).await.unwrap();
        events::set_public(tx, &self.organiser, &event, true).await.unwrap().slug
    }

    pub async fn change_event(&self, tx: &Tx, change: event::ActiveModel) -> event::Model {
        let mut change = change;
        change.id = Set(self.event.id);
        events::raise_revision(tx, self.event.id).await.unwrap();
        change.update(tx.db()).await.unwrap()
    }
}

/// Changes columns of the event in a transaction of its own.
pub async fn change_now(test: &TestDatabase, setting: &Setting, change: event::ActiveModel) {
    let tx = test.database.begin().await.unwrap();
    setting.change_event(&tx, change).await;
    tx.commit().await.unwrap();
}
