//! Who asks, from where, in which language: one value for each request.

use std::net::{IpAddr, SocketAddr};
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock};

use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::tz::TimeZone;
use plenary_locale::{Arguments, Locale, negotiate};
use plenary_model::time::zone;
use plenary_model::{Actor, EmailVerification, Error, Timestamp};
use plenary_person::login::Login;
use plenary_store::entity::account;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::Session;
use tracing::Instrument;

use crate::event_head::EventHead;
use crate::failure::{Failure, Page, see_other};
use crate::finished::Shared;
use crate::form::Refusal;
use crate::frame::{Frame, FrameKind};
use crate::notice::Notice;
use crate::preferences::{self, LANGUAGE_COOKIE, THEME_COOKIE, Theme, cookie};
use crate::session::{self, Seen};
use crate::state::AppState;
use crate::urls::{EventUrls, SiteUrls, Url};

/// What browsers say of themselves is kept up to this length.
const LONGEST_AGENT: usize = 300;
/// How often the use of a session is noted.
const SEEN_EVERY_SECONDS: i64 = 10 * 60;
/// How long the second step of logging in may take.
const SECOND_STEP_SECONDS: i64 = 10 * 60;

#[derive(Serialize, Deserialize)]
struct SecondStep {
    account: i32,
    since: i64,
    next: String,
}

/// Somebody who registered with an address that has an account: they see what a new account sees.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pending {
    pub name: String,
    pub email: String,
    /// Of the password that was typed.
    pub hash: String,
    /// When the address got its mail, in microseconds since 1970.
    pub sent: i64,
}

/// The account that is logged in.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: i32,
    pub code: Option<String>,
    pub name: String,
    pub email: String,
    pub locale: String,
    pub time_zone: String,
    pub verification: EmailVerification,
    /// Whether they act as an administrator.
    pub administrator: bool,
    /// Whether they are one, though they may have put their powers aside.
    pub appointed: bool,
    /// Whether the address must be proven before anything else.
    pub held: bool,
}

/// What is known of a request before any handler runs. Cheap to clone; clones share the event.
#[derive(Clone)]
pub struct Context(Arc<Inner>);

struct Inner {
    request_id: String,
    here: Url,
    client: Option<IpAddr>,
    wish: Option<String>,
    language_cookie: Option<String>,
    accept_language: Option<String>,
    agent: String,
    default_locale: String,
    theme: Theme,
    event: OnceLock<EventHead>,
    account: tokio::sync::OnceCell<Option<Account>>,
    awaits_proof: OnceLock<bool>,
    frame_sources: Mutex<Vec<String>>,
    /// Hashes of the style blocks of the answer.
    styles: Mutex<Vec<String>>,
    /// Cookies that the answer sets.
    cookies: Mutex<Vec<HeaderValue>>,
    shared: Mutex<Option<Shared>>,
    preview: OnceLock<()>,
    until: Mutex<Option<Timestamp>>,
}

/// The same in a handler, with the session. Take it as an argument.
#[derive(Clone)]
pub struct Visit {
    context: Context,
    session: Session,
}

impl Deref for Visit {
    type Target = Context;
    fn deref(&self) -> &Context {
        &self.context
    }
}

impl Context {
    fn new(state: &AppState, request: &Request) -> Self {
        let mut random = [0; 8];
        state.random().fill(&mut random);
        let text = |name| {
            request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok()).map(str::to_owned)
        };
        let here = request.uri().path_and_query().map_or("/", |both| both.as_str());
        Self(Arc::new(Inner {
            request_id: URL_SAFE_NO_PAD.encode(random),
            here: Url::local(here).unwrap_or_else(|| SiteUrls::new().root()),
            client: client_address(request, state.site.trusted_proxy_count),
            wish: request.uri().query().and_then(|query| {
                form_urlencoded::parse(query.as_bytes())
                    .find(|(name, _)| name == "lang")
                    .map(|(_, v)| v.into_owned())
            }),
            language_cookie: cookie(request.headers(), LANGUAGE_COOKIE).map(str::to_owned),
            accept_language: text(header::ACCEPT_LANGUAGE),
            agent: text(header::USER_AGENT).unwrap_or_default().chars().take(LONGEST_AGENT).collect(),
            default_locale: state.site.default_locale.clone(),
            theme: cookie(request.headers(), THEME_COOKIE).and_then(|v| v.parse().ok()).unwrap_or_default(),
            event: OnceLock::new(),
            account: tokio::sync::OnceCell::new(),
            awaits_proof: OnceLock::new(),
            frame_sources: Mutex::default(),
            styles: Mutex::default(),
            cookies: Mutex::default(),
            shared: Mutex::default(),
            preview: OnceLock::new(),
            until: Mutex::default(),
        }))
    }

    /// Whether somebody registered here with an address that has an account: pages must look as to the holder
    /// of a new account.
    pub fn awaits_proof(&self) -> bool {
        self.0.awaits_proof.get().copied().unwrap_or_default()
    }

    /// In the log, and on the page of an internal error.
    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// The path and query that were asked for.
    pub fn here(&self) -> &Url {
        &self.0.here
    }

    /// The visitor's address, behind as many proxies as are trusted.
    pub fn client(&self) -> Option<IpAddr> {
        self.0.client
    }

    /// What the browser says of itself, cut.
    pub fn agent(&self) -> &str {
        &self.0.agent
    }

    /// Where to prove an address and come back here.
    pub fn verification_url(&self) -> Url {
        let page = match self.event().filter(|_| !self.is_for_organisers()) {
            Some(event) => event.urls().verification(),
            None => SiteUrls::new().orga_verification(),
        };
        page.next(self.here())
    }

    fn is_for_organisers(&self) -> bool {
        let path = self.here().path();
        path.starts_with("/orga/") || path == "/orga"
    }

    pub fn theme(&self) -> Theme {
        self.0.theme
    }

    /// Says which event the page belongs to: its colour, languages and links. To be called as soon
    /// as the event is known, so that error pages are in its frame as well. Only the first call counts.
    pub fn enter(&self, event: EventHead) {
        let _ = self.0.event.set(event);
    }

    pub fn event(&self) -> Option<&EventHead> {
        self.0.event.get()
    }

    /// The language of the answer. In an event it is one of the event's (pages-public §2.3). Answers for
    /// everyone must not depend on who asks: there the account's own language comes by the cookie that
    /// logging in sets.
    pub fn locale(&self) -> Locale {
        let inner = &*self.0;
        let account = self.account().map(|account| account.locale.as_str());
        let wishes = [inner.wish.as_deref(), account, inner.language_cookie.as_deref()];
        let (allowed, default) = match self.event() {
            Some(event) => (event.locales.as_slice(), event.locale.as_str()),
            None => (&[][..], inner.default_locale.as_str()),
        };
        negotiate(&wishes, inner.accept_language.as_deref(), allowed, default)
    }

    pub fn t(&self, key: &str) -> String {
        self.locale().t(key).into_owned()
    }

    pub fn t_args(&self, key: &str, args: impl Arguments) -> String {
        self.locale().t_args(key, args).into_owned()
    }

    /// In which the visitor reads times that belong to no event: their own, else the site's.
    pub fn time_zone(&self, state: &AppState) -> TimeZone {
        zone(self.account().map_or(state.site.time_zone.as_str(), |account| account.time_zone.as_str()))
    }

    /// The account that is logged in, once a handler or extractor asked for the [`Visit`]. Nobody's
    /// where the answer is for everyone.
    pub fn account(&self) -> Option<&Account> {
        if self.is_shared() {
            return None;
        }
        self.0.account.get()?.as_ref()
    }

    /// Makes the answer one for everyone: it shows this state of the event as an anonymous visitor may
    /// see it, and is kept under its revision. From here on the visit has no account.
    pub fn share(&self, event: i32, revision: i64) {
        if let Ok(mut shared) = self.0.shared.lock() {
            *shared = Some(Shared { event, revision, until: None });
        }
    }

    /// Takes that back: what everyone may see was not what was asked for, and the visitor may see more.
    pub fn unshare(&self) {
        if let Ok(mut shared) = self.0.shared.lock() {
            *shared = None;
        }
    }

    pub fn is_shared(&self) -> bool {
        self.0.shared.lock().is_ok_and(|shared| shared.is_some())
    }

    /// Marks the page as one that few may see.
    pub fn preview(&self) {
        let _ = self.0.preview.set(());
    }

    pub fn is_preview(&self) -> bool {
        self.0.preview.get().is_some()
    }

    /// Says when the answer becomes another one by itself: a session starts, a deadline passes.
    pub fn changes_at(&self, at: Timestamp) {
        if let Ok(mut until) = self.0.until.lock() {
            *until = Some(until.map_or(at, |before| before.min(at)));
        }
    }

    pub(crate) fn shared(&self) -> Option<Shared> {
        let until = self.0.until.lock().ok().and_then(|until| *until);
        let shared = self.0.shared.lock().ok().and_then(|shared| *shared);
        shared.map(|shared| Shared { until, ..shared })
    }

    /// Allows the page's one style block, by its hash.
    pub(crate) fn allow_style(&self, html: &str) {
        let block = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
        if let Some((css, _)) = block
            && let Ok(mut styles) = self.0.styles.lock()
        {
            styles.push(STANDARD.encode(Sha256::digest(css.as_bytes())));
        }
    }

    pub(crate) fn styles(&self) -> Vec<String> {
        self.0.styles.lock().map(|styles| styles.clone()).unwrap_or_default()
    }

    pub(crate) fn set_cookie(&self, cookie: HeaderValue) {
        if let Ok(mut cookies) = self.0.cookies.lock() {
            cookies.push(cookie);
        }
    }

    /// Where to log in and come back here.
    pub fn login_url(&self) -> Url {
        let here = self.here();
        let login = if self.is_for_organisers() {
            SiteUrls::new().orga_login()
        } else {
            match self.event() {
                Some(event) => event.urls().login(),
                None => match here.path().split('/').nth(1).filter(|slug| !slug.is_empty()) {
                    Some(slug) => {
                        let slug = percent_encoding::percent_decode_str(slug).decode_utf8_lossy();
                        EventUrls::new(slug).login()
                    }
                    None => SiteUrls::new().orga_login(),
                },
            }
        };
        login.next(here)
    }

    /// Lets this answer embed frames from a site, such as a recording's (`https://host`).
    pub fn allow_frames_from(&self, origin: &str) {
        let safe = origin.starts_with("https://") && !origin.contains([' ', ';', ',', '\'', '"']);
        if safe && let Ok(mut sources) = self.0.frame_sources.lock() {
            sources.push(origin.to_owned());
        }
    }

    pub(crate) fn frame_sources(&self) -> Vec<String> {
        self.0.frame_sources.lock().map(|sources| sources.clone()).unwrap_or_default()
    }
}

impl Visit {
    /// Who acts. Somebody who must prove an address first is nobody yet; see [`Visit::holder_actor`].
    pub fn actor(&self) -> Actor {
        match self.account().filter(|account| !account.held) {
            Some(account) => Actor::Person { account: account.id, administrator: account.administrator },
            None => Actor::Anonymous,
        }
    }

    /// The account, or the way to the log-in page and back; of somebody who must prove an address, the
    /// way to that.
    pub fn logged_in(&self) -> Result<&Account, Error> {
        self.account().filter(|account| !account.held).ok_or(Error::NeedsLogin)
    }

    /// The account whether its address is proven or not: for pages on which that must hold nobody up
    /// (pages-public §2.5).
    pub fn holder(&self) -> Result<&Account, Error> {
        self.account().ok_or(Error::NeedsLogin)
    }

    /// Who acts on such a page.
    pub fn holder_actor(&self) -> Actor {
        match self.account() {
            Some(account) => Actor::Person { account: account.id, administrator: account.administrator },
            None => Actor::Anonymous,
        }
    }

    /// What the site remembers of this visitor. Anything kept in it sets the session cookie.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Starts a session of this account under a new identifier. Pages are in the account's language
    /// from now on, and scripts know that there is something personal to ask for.
    pub async fn log_in(&self, state: &AppState, account: &account::Model) -> Result<(), Failure> {
        self.session.cycle_id().await?;
        self.session.insert(session::ACCOUNT, account.id).await?;
        self.session.remove_value(session::SECOND_STEP).await?;
        self.session.remove_value(session::PENDING).await?;
        self.session.remove_value(session::POWERS_OFF).await?;
        self.session.insert(session::SEEN, self.seen(state)).await?;
        preferences::after_log_in(self, &state.site, &account.locale);
        Ok(())
    }

    /// Puts an administrator's powers aside in this browser, or takes them up again, from the next page
    /// on. Whoever calls has found out that they are one.
    pub async fn set_powers(&self, on: bool) -> Result<(), Failure> {
        if on {
            self.session.remove_value(session::POWERS_OFF).await?;
        } else {
            self.session.insert(session::POWERS_OFF, true).await?;
        }
        Ok(())
    }

    fn seen(&self, state: &AppState) -> Seen {
        Seen {
            at: state.now().micros(),
            agent: self.agent().to_owned(),
            network: session::network(self.client()),
        }
    }

    /// Notes now and then where a session is used. It ends two weeks after the last note.
    async fn note_seen(&self, state: &AppState) -> Result<(), Failure> {
        if self.account().is_none() {
            return Ok(());
        }
        let last = self.session.get::<Seen>(session::SEEN).await?;
        let now = self.seen(state);
        let is_fresh = last.is_some_and(|last| {
            last.agent == now.agent
                && last.network == now.network
                && now.at - last.at < SEEN_EVERY_SECONDS * 1_000_000
        });
        if !is_fresh {
            self.session.insert(session::SEEN, now).await?;
        }
        Ok(())
    }

    /// Makes the visit look like that of a new account, without one ([`Pending`]).
    pub async fn await_proof(&self, state: &AppState, pending: Pending) -> Result<(), Failure> {
        self.session.cycle_id().await?;
        self.session.insert(session::PENDING, pending).await?;
        preferences::after_log_in(self, &state.site, self.locale().code());
        Ok(())
    }

    pub async fn pending(&self) -> Result<Option<Pending>, Failure> {
        Ok(self.session.get(session::PENDING).await?)
    }

    /// Keeps where a new account wanted to go before its address is proven.
    pub async fn go_on_later(&self, next: &Url) -> Result<(), Failure> {
        Ok(self.session.insert(session::VERIFICATION_NEXT, next.as_str()).await?)
    }

    pub async fn wanted_before(&self) -> Result<Option<Url>, Failure> {
        let next = self.session.get::<String>(session::VERIFICATION_NEXT).await?;
        Ok(next.and_then(|next| Url::local(&next)))
    }

    /// Goes on after the password was right: to the page that was asked for, or to the second step.
    pub async fn admit(&self, state: &AppState, login: Login, next: &Url, code_page: &Url) -> Page {
        match login {
            Login::Done(account) => {
                self.log_in(state, &account).await?;
                Ok(see_other(next))
            }
            Login::NeedsCode(account) => {
                self.session.cycle_id().await?;
                let step =
                    SecondStep { account: account.id, since: state.now().micros(), next: next.to_string() };
                self.session.insert(session::SECOND_STEP, step).await?;
                Ok(see_other(code_page))
            }
        }
    }

    /// The account whose password was right a moment ago, and where it wants to go.
    pub async fn second_step(&self, state: &AppState) -> Result<Option<(i32, Url)>, Failure> {
        let Some(step) = self.session.get::<SecondStep>(session::SECOND_STEP).await? else { return Ok(None) };
        let is_fresh = state.now().micros() - step.since < SECOND_STEP_SECONDS * 1_000_000;
        Ok(Url::local(&step.next).filter(|_| is_fresh).map(|next| (step.account, next)))
    }

    /// Shows pages in another language from now on: the account's, after it was changed.
    pub fn keep_locale(&self, state: &AppState, locale: &str) {
        preferences::after_log_in(self, &state.site, locale);
    }

    /// Ends the session, here and in the database.
    pub async fn log_out(&self, state: &AppState) -> Result<(), Failure> {
        preferences::after_log_out(self, &state.site);
        Ok(self.session.flush().await?)
    }

    /// Nothing is left to tell this visitor alone: scripts need not ask again.
    pub fn nothing_personal(&self, state: &AppState) {
        preferences::after_log_out(self, &state.site);
    }

    /// Keeps a message for the next page this visitor sees.
    pub async fn say(&self, state: &AppState, notice: Notice) -> Result<(), Failure> {
        preferences::something_personal(self, &state.site);
        let mut notices = self.session.get::<Vec<Notice>>(session::NOTICES).await?.unwrap_or_default();
        notices.push(notice);
        self.session.insert(session::NOTICES, notices).await?;
        Ok(())
    }

    /// The frame of a public page, with the messages that wait for this visitor.
    pub async fn public_frame(&self, state: &AppState) -> Result<Frame, Failure> {
        self.frame(state, FrameKind::Public).await
    }

    /// The frame of an organiser's page. Its navigation comes from [`crate::nav`].
    pub async fn orga_frame(&self, state: &AppState) -> Result<Frame, Failure> {
        self.frame(state, FrameKind::Orga).await
    }

    async fn frame(&self, state: &AppState, kind: FrameKind) -> Result<Frame, Failure> {
        let mut frame = Frame::bare(&self.context, &state.site, kind);
        // Asked first: removing counts as a change, and a change is a write for every page.
        if self.is_shared() {
            return Ok(frame);
        }
        self.note_seen(state).await?;
        if let Some(notices) = self.session.get::<Vec<Notice>>(session::NOTICES).await? {
            frame.notices = notices;
            self.session.remove_value(session::NOTICES).await?;
        }
        Ok(frame)
    }

    /// Status 200 and the page.
    pub fn page(&self, template: &impl askama::Template) -> Page {
        self.page_as(StatusCode::OK, template)
    }

    /// A form shown again with what is wrong in it: status 422, everything typed kept.
    pub fn again(&self, template: &impl askama::Template) -> Page {
        self.page_as(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// The same with the status of a refusal ([`crate::Form::turn_down`]).
    pub fn again_as(&self, refusal: Refusal, template: &impl askama::Template) -> Page {
        let mut response = self.page_as(refusal.status, template)?;
        if let Some(seconds) = refusal.retry_after_seconds {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        Ok(response)
    }

    fn page_as(&self, status: StatusCode, template: &impl askama::Template) -> Page {
        let html = template.render()?;
        self.allow_style(&html);
        let mut response =
            (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
        response.extensions_mut().insert(crate::failure::Finished);
        Ok(response)
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let missing =
            |what: &'static str| Error::internal(format!("no {what}: the router has not passed layers()"));
        let context = parts.extensions.get::<Context>().cloned().ok_or_else(|| missing("context"))?;
        let session = parts.extensions.get::<Session>().cloned().ok_or_else(|| missing("session"))?;
        let account = context.0.account.get_or_try_init(|| load_account(state, &session)).await?;
        if account.is_none() && context.0.awaits_proof.get().is_none() {
            let pending = session.get::<Pending>(session::PENDING).await?;
            let _ = context.0.awaits_proof.set(pending.is_some());
        }
        Ok(Self { context, session })
    }
}

/// The account of the session; one that was switched off since is nobody.
async fn load_account(state: &AppState, session: &Session) -> Result<Option<Account>, Failure> {
    let Some(id) = session.get::<i32>(session::ACCOUNT).await? else { return Ok(None) };
    let row = account::Entity::find_by_id(id).one(state.database.reader()).await?;
    let powers = !session.get::<bool>(session::POWERS_OFF).await?.unwrap_or(false);
    Ok(row.filter(|row| row.is_active).map(|row| Account {
        id: row.id,
        code: row.code,
        name: row.name,
        email: row.email,
        locale: row.locale,
        time_zone: row.timezone,
        verification: row.email_verification_state,
        administrator: row.is_administrator && powers,
        appointed: row.is_administrator,
        held: state.site.verify_addresses && row.email_verification_state == EmailVerification::Unverified,
    }))
}

/// Middleware: says on the answer which route gave it; makes the context, and the span in which everything is logged.
pub(crate) async fn begin(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let context = Context::new(&state, &request);
    let span = tracing::info_span!(
        "request",
        id = context.request_id(),
        method = %request.method(),
        path = request.uri().path(),
    );
    request.extensions_mut().insert(context.clone());
    let route = request.extensions().get::<MatchedPath>().cloned();
    async move {
        let started = std::time::Instant::now();
        let mut response = next.run(request).await;
        let took = started.elapsed().as_micros();
        tracing::info!(status = response.status().as_u16(), took_us = took as u64, "answered");
        if let Ok(id) = HeaderValue::from_str(context.request_id()) {
            response.headers_mut().insert("x-request-id", id);
        }
        if let Some(route) = route {
            response.extensions_mut().insert(route);
        }
        for cookie in context.0.cookies.lock().map(|cookies| cookies.clone()).unwrap_or_default() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
    .instrument(span)
    .await
}

/// With `proxies` trusted proxies, the entry of `X-Forwarded-For` that the outermost of them wrote.
fn client_address(request: &Request, proxies: u32) -> Option<IpAddr> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if proxies == 0 {
        return peer;
    }
    forwarded(request.headers(), proxies as usize).or(peer)
}

fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let entry = entries.get(entries.len().checked_sub(proxies)?)?;
    let bare = entry.trim_start_matches('[');
    entry
        .parse()
        .ok()
        .or_else(|| entry.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .or_else(|| bare.split(']').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trusted_proxy_names_the_client() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_static("6.6.6.6, 192.0.2.7"));
        headers.append("x-forwarded-for", HeaderValue::from_static("[2001:db8::1]:443"));
        let text = |n| forwarded(&headers, n).map(|address| address.to_string());
        assert_eq!(text(1).as_deref(), Some("2001:db8::1"));
        assert_eq!(text(2).as_deref(), Some("192.0.2.7"));
        assert_eq!(text(3).as_deref(), Some("6.6.6.6"));
        assert_eq!(text(4), None);
        assert_eq!(forwarded(&HeaderMap::new(), 1), None);
    }
}
