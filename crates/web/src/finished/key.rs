//! Under which name an answer is kept: revision, language, appearance, address.

use axum::http::{HeaderMap, Method, Uri, header};
use plenary_locale::negotiate;

use super::directory::{Known, Loaded};
use crate::hosts::is_at_home;
use crate::preferences::{LANGUAGE_COOKIE, THEME_COOKIE, Theme, cookie};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub event: i32,
    pub revision: i64,
    /// Language, appearance and address.
    pub rest: String,
}

/// Parts of an event's site that may hold answers for everyone.
const PARTS: [&str; 8] =
    ["", "schedule", "talk", "speaker", "featured", "offline", "sitemap.xml", "manifest.webmanifest"];
/// The same for files at the top of an event.
const FILES: [&str; 4] = ["schedule.xml", "schedule.json", "schedule.xcal", "schedule.ics"];
/// Ends of addresses whose answers never are: forms, and pictures that are kept elsewhere.
const NEVER: [&str; 5] = ["/feedback/", "/signup/", "/cancel/", "/og-image", "/preview-image"];
/// Parameters that handlers read, besides `lang`: an answer to one of them is not kept. Any other one changes
/// nothing, so it must not make a new entry.
const MEANINGFUL: [&str; 12] = [
    "version",
    "v",
    "q",
    "format",
    "target",
    "keys",
    "organiser",
    "page",
    "url",
    "track",
    "submission_type",
    "access_code",
];

/// No address of ours is longer, in bytes; what visitors make up must not fill the memory.
const LONGEST: usize = 1000;

/// Whether answers for everyone may depend on this parameter of the address. One that is not known here would
/// bring one visitor's page to all others.
pub fn knows_parameter(name: &str) -> bool {
    name == "lang" || MEANINGFUL.contains(&name)
}

/// Slug and rest of an address whose answer may be one for everyone.
fn parts<'a>(method: &Method, uri: &'a Uri) -> Option<(&'a str, &'a str)> {
    if *method != Method::GET && *method != Method::HEAD {
        return None;
    }
    let path = uri.path().strip_prefix('/')?;
    let (slug, rest) = path.split_once('/')?;
    let part = rest.split('/').next().unwrap_or_default();
    // Refused on the way to the handlers.
    if uri.query().is_some_and(|query| query.contains("%00")) {
        return None;
    }
    let kept = rest.len() <= LONGEST && (PARTS.contains(&part) || FILES.contains(&rest));
    (kept && slug != "orga" && !NEVER.iter().any(|end| path.ends_with(end))).then_some((slug, rest))
}

pub(crate) fn may_be_kept(method: &Method, uri: &Uri) -> bool {
    parts(method, uri).is_some()
}

/// The key of a request's answer, if the answer may be one for everyone.
pub(crate) fn key(directory: &Loaded, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Key> {
    let (slug, rest) = parts(method, uri)?;
    // An address in other letters would be seen in everyone's page.
    let known = directory.event(slug).filter(|known| known.slug == slug)?;
    if !is_at_home(directory, known, uri, headers) {
        return None;
    }
    let wish = match uri.query() {
        None => None,
        Some(query) => language_wish(query)?,
    };
    let is_page = rest.is_empty() || rest.ends_with('/') || rest.ends_with("/nojs");
    // These addresses have other answers for programs (web-public's `negotiation`).
    let is_negotiated = rest.starts_with("schedule/") || rest == "talk/";
    if is_page && is_negotiated && !accepts_page(headers) {
        return None;
    }
    let locale = language(known, wish.as_deref(), headers, is_page);
    let theme = match is_page {
        true => {
            cookie(headers, THEME_COOKIE).and_then(|v| v.parse::<Theme>().ok()).unwrap_or_default().as_str()
        }
        false => "",
    };
    let rest = format!("{locale}.{theme}/{rest}");
    Some(Key { event: known.id, revision: known.revision, rest })
}

/// `?lang=`; `None` if the query asks for anything else that matters.
fn language_wish(query: &str) -> Option<Option<String>> {
    let mut wish = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if MEANINGFUL.contains(&name.as_ref()) {
            return None;
        }
        if name == "lang" && wish.is_none() {
            wish = Some(value.into_owned());
        }
    }
    Some(wish)
}

/// Files follow `?lang=` among all languages of the event, pages and our own words in files those that the site
/// speaks as well: where the site does not speak the wish, they follow the visitor.
fn language(known: &Known, wish: Option<&str>, headers: &HeaderMap, is_page: bool) -> String {
    let wishes = [wish, cookie(headers, LANGUAGE_COOKIE)];
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let spoken = negotiate(&wishes, accept, &known.locales, &known.locale).code();
    let Some(wish) = wish.filter(|_| !is_page) else { return spoken.to_owned() };
    let own = known.locales.iter().find(|own| own.eq_ignore_ascii_case(wish));
    format!("{spoken}={}", own.unwrap_or(&known.locale))
}

fn accepts_page(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').any(|range| {
            let range = range.split(';').next().unwrap_or_default().trim();
            range.eq_ignore_ascii_case("text/html") || range == "*/*"
        })
    })
}
