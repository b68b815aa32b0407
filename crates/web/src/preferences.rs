//! Language and appearance: chosen by a visitor, kept in cookies of their own.

use std::str::FromStr;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use plenary_locale::Locale;
use plenary_person::account;
use serde::Deserialize;

use crate::failure::{Page, found};
use crate::security;
use crate::state::{AppState, Site};
use crate::submitted::Submitted;
use crate::urls::{SiteUrls, Url};
use crate::visit::{Context, Visit};

pub const LANGUAGE_COOKIE: &str = "plenary_language";
pub const THEME_COOKIE: &str = "plenary_theme";
const TEN_YEARS: u32 = 10 * 365 * 24 * 60 * 60;
const YEAR: u32 = 365 * 24 * 60 * 60;

/// Light, dark, or as the visitor's device is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::System => "monitor",
            Self::Light => "sun",
            Self::Dark => "moon",
        }
    }

    pub fn label(self, locale: &Locale) -> String {
        match self {
            Self::System => locale.t("kit-theme-system"),
            Self::Light => locale.t("kit-theme-light"),
            Self::Dark => locale.t("kit-theme-dark"),
        }
        .into_owned()
    }
}

impl FromStr for Theme {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text).ok_or(())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    locale: String,
    next: String,
}

/// `GET /locale/set?locale=de&next=/…`, as the original has it. Also below an event. A link on another site leads
/// to the page, but chooses nothing for the visitor.
pub(crate) async fn language(
    State(state): State<AppState>,
    visit: Visit,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Page {
    if security::comes_from_elsewhere(&state.site, &headers) {
        return Ok(back(&wish.next));
    }
    set_language(&state, &visit, wish).await
}

pub(crate) async fn language_posted(State(state): State<AppState>, visit: Visit, posted: Submitted) -> Page {
    let wish = Wish { locale: posted.text("locale").to_owned(), next: posted.text("next").to_owned() };
    set_language(&state, &visit, wish).await
}

async fn set_language(state: &AppState, visit: &Visit, wish: Wish) -> Page {
    let mut response = back(&wish.next);
    let Some(locale) = Locale::find(&wish.locale) else { return Ok(response) };
    if let Some(account) = visit.account().filter(|account| account.locale != locale.code()) {
        let tx = state.database.begin().await?;
        account::set_locale(&tx, account.id, locale.code()).await?;
        tx.commit().await?;
    }
    set_cookie(&mut response, &state.site, LANGUAGE_COOKIE, locale.code(), TEN_YEARS);
    Ok(response)
}

pub(crate) async fn theme(State(state): State<AppState>, posted: Submitted) -> Page {
    let mut response = back(posted.text("next"));
    match posted.text("theme").parse::<Theme>() {
        Ok(Theme::System) => set_cookie(&mut response, &state.site, THEME_COOKIE, "system", 0),
        Ok(theme) => set_cookie(&mut response, &state.site, THEME_COOKIE, theme.as_str(), YEAR),
        Err(()) => {}
    }
    Ok(response)
}

/// To the page the visitor came from, if it is one of ours.
fn back(next: &str) -> Response {
    let next = Url::local(next).unwrap_or_else(|| SiteUrls::new().root());
    found(&next)
}

/// Readable by scripts, says nothing but that there is something personal to ask for.
pub const ACCOUNT_COOKIE: &str = "plenary_account";

pub(crate) fn after_log_in(context: &Context, site: &Site, locale: &str) {
    let language = Locale::find(locale)
        .and_then(|locale| cookie_header(site, LANGUAGE_COOKIE, locale.code(), TEN_YEARS));
    if let Some(cookie) = language {
        context.set_cookie(cookie);
    }
    something_personal(context, site);
}

pub(crate) fn something_personal(context: &Context, site: &Site) {
    if let Some(cookie) = cookie_header(site, ACCOUNT_COOKIE, "1", 14 * 24 * 60 * 60) {
        context.set_cookie(cookie);
    }
}

pub(crate) fn after_log_out(context: &Context, site: &Site) {
    if let Some(cookie) = cookie_header(site, ACCOUNT_COOKIE, "", 0) {
        context.set_cookie(cookie);
    }
}

fn set_cookie(response: &mut Response, site: &Site, name: &str, value: &str, seconds: u32) {
    if let Some(cookie) = cookie_header(site, name, value, seconds) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

fn cookie_header(site: &Site, name: &str, value: &str, seconds: u32) -> Option<HeaderValue> {
    let secure = if site.secure_cookies { "; Secure" } else { "" };
    let domain = site.cookie_domain.as_ref().map(|domain| format!("; Domain={domain}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{domain}{secure}");
    HeaderValue::from_str(&text).ok()
}

/// The value of a cookie that came with the request.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.trim_matches('"'))
}
