//! The programme as files: `schedule.xml`, `.xcal`, `.json`, `.ics` (api-and-exports §8).

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use plenary_export as export;
use plenary_locale::Locale;
use plenary_model::Error;
use plenary_schedule::version::Which;
use plenary_submission::favourite;
use plenary_web::{AppState, EventUrls, Failure, Page, Visit};

use crate::answer::{self, for_anyone};
use crate::negotiation::{moved, parameter};
use crate::programme::{Shown, offered};
use crate::tables::Table;
use crate::version::{or_none_yet, which};
use plenary_web::qr;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Xml,
    Xcal,
    Json,
    Ics,
}

impl Format {
    const ALL: [Self; 4] = [Self::Xml, Self::Xcal, Self::Json, Self::Ics];

    fn ending(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::Xcal => "xcal",
            Self::Json => "json",
            Self::Ics => "ics",
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// From the name of an export: `schedule.xml`.
    fn of_name(name: &str) -> Option<Self> {
        Self::of_ending(name.strip_prefix("schedule.")?)
    }

    /// From the name of the picture of its address: `schedule.ics.svg`.
    fn of_picture(name: &str) -> Option<Self> {
        Self::of_name(name.strip_suffix(PICTURE)?)
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Xml | Self::Xcal => "text/xml",
            Self::Json => "application/json",
            Self::Ics => CALENDAR,
        }
    }
}

const CALENDAR: &str = "text/calendar";
/// Ends the name of the picture of an export's address.
const PICTURE: &str = ".svg";
/// The calendar of starred sessions.
const STARRED: &str = "faved.ics";

/// `/{event}/schedule.xml` and so on.
pub async fn short(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    let ending = visit.here().path().rsplit('.').next().unwrap_or_default();
    let format = Format::of_ending(ending).ok_or(Error::NotFound)?;
    if let Some(version) = parameter(query.as_deref(), "version") {
        let url = EventUrls::new(&slug).version_file(version, format.ending());
        return Ok(moved(&with_language(url, query.as_deref())));
    }
    file(&state, &visit, &headers, &slug, Which::Current, query.as_deref(), format).await
}

/// `/{event}/schedule/export/schedule.xml` and so on: the addresses that programs remember. Pages of
/// other sites may read the answer, even when it is that there is none.
pub async fn by_name(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, name)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Some(version) = parameter(query.as_deref(), "version") {
        let url = EventUrls::new(&slug).version_export(version, name);
        return for_anyone(moved(&with_language(url, query.as_deref())));
    }
    named(&state, &visit, &headers, &slug, Which::Current, query.as_deref(), &name).await
}

/// `/{event}/schedule/v/{version}/export/schedule.xml` and so on.
pub async fn by_name_of_version(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, version, name)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    named(&state, &visit, &headers, &slug, which(&version), query.as_deref(), &name).await
}

/// `/{event}/schedule/v/{version}.xml` and so on. Names of versions have dots, too.
pub async fn short_of_version(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, name)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Page {
    let found =
        name.rsplit_once('.').and_then(|(version, ending)| Some((version, Format::of_ending(ending)?)));
    let Some((version, format)) = found else {
        // The page of a version, but for the slash at the end.
        return Ok(moved(&EventUrls::new(&slug).version(name)));
    };
    file(&state, &visit, &headers, &slug, which(version), query.as_deref(), format).await
}

fn with_language(url: plenary_web::Url, query: Option<&str>) -> plenary_web::Url {
    match parameter(query, "lang") {
        Some(code) => url.query("lang", code),
        None => url,
    }
}

async fn named(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    which: Which<'_>,
    query: Option<&str>,
    name: &str,
) -> Response {
    let answer = match Format::of_name(name) {
        Some(format) => file(state, visit, headers, slug, which, query, format).await,
        None if Format::of_picture(name).is_some() => code(state, visit, headers, slug, which, name).await,
        None if name == STARRED && matches!(which, Which::Current) => {
            starred(state, visit, headers, slug, query).await
        }
        None if matches!(which, Which::Current) => match Table::of_name(name) {
            Some(table) => organisers_table(state, visit, headers, slug, query, table).await,
            None => nothing(state, visit, slug).await,
        },
        None => nothing(state, visit, slug).await,
    };
    for_anyone(answer.unwrap_or_else(Failure::into_response))
}

/// `schedule.ics.svg`: the address of an export for telephones.
async fn code(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    which: Which<'_>,
    name: &str,
) -> Page {
    let shown = Shown::read(state, visit, slug, which, None).await?;
    let name = name.trim_end_matches(PICTURE);
    let urls = shown.urls();
    let url = match &shown.schedule.version {
        _ if shown.is_current() => urls.export(name),
        Some(version) => urls.version_export(version, name),
        None => return Err(Failure::not_found()),
    };
    let address = url.absolute(&shown.programme.event.base_url);
    Ok(answer::file(headers, "image/svg+xml", qr::svg(&address, &address).into_bytes()))
}

/// The calendar of what the visitor has starred; for others it does not exist.
async fn starred(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    query: Option<&str>,
) -> Page {
    if visit.account().is_none() {
        return nothing(state, visit, slug).await;
    }
    let language = parameter(query, "lang");
    // Asked before the programme is read: from there on the visit is anybody's.
    let actor = visit.actor();
    let shown = Shown::read(state, visit, slug, Which::Current, language.as_deref()).await?;
    let codes = favourite::starred(state.database.reader(), &actor, &shown.event).await?;
    let now = state.now();
    let body = export::favourites_ics(&shown.programme, &shown.site(state), |code| codes.contains(code), now);
    let name = export::export_file_name(&shown.event.slug, "faved", "ics", now);
    let mut response = calendar(headers, &name, body);
    answer::set(&mut response, header::CACHE_CONTROL, "private, no-store");
    Ok(response)
}

/// A list that only organisers get; for others it does not exist.
async fn organisers_table(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    query: Option<&str>,
    table: Table,
) -> Page {
    let entrance = plenary_web::entrance::enter(state, visit, slug).await?;
    if !entrance.visibility.rights.can_change_submissions {
        return Err(Failure::not_found());
    }
    let event = &entrance.event;
    let language = parameter(query, "lang").map(|code| offered(event, &code));
    let locale = language.as_deref().and_then(Locale::find).unwrap_or_else(|| visit.locale());
    let body = table.read(state, visit, event, locale).await?;
    let name = export::export_file_name(&event.slug, table.name(), "csv", state.now());
    Ok(answer(headers, "text/plain", Some(&name), body))
}

/// An export of another name: the error page is still the event's.
async fn nothing(state: &AppState, visit: &Visit, slug: &str) -> Page {
    plenary_web::entrance::enter(state, visit, slug).await?;
    Err(Failure::not_found())
}

async fn file(
    state: &AppState,
    visit: &Visit,
    headers: &HeaderMap,
    slug: &str,
    which: Which<'_>,
    query: Option<&str>,
    format: Format,
) -> Page {
    let language = parameter(query, "lang");
    let language = language.as_deref();
    let (shown, released) = match which {
        // Before anything is released there is a schedule.xml without days, for organisers.
        Which::Current if format == Format::Xml => or_none_yet(state, visit, slug, language).await?,
        which => (Shown::read(state, visit, slug, which, language).await?, true),
    };
    let (programme, site, now) = (&shown.programme, shown.site(state), state.now());
    let body = match format {
        Format::Xml if released => export::schedule_xml(programme, &site),
        Format::Xml => export::schedule_xml_unreleased(programme, &site),
        Format::Xcal => export::schedule_xcal(programme, &site),
        Format::Json => export::schedule_json(programme, &site),
        Format::Ics => export::schedule_ics(programme, &site, now),
    };
    let name = (format == Format::Ics)
        .then(|| export::export_file_name(&shown.event.slug, "schedule", format.ending(), now));
    Ok(for_anyone(answer(headers, format.content_type(), name.as_deref(), body)))
}

/// A calendar under its name.
pub fn calendar(headers: &HeaderMap, name: &str, body: String) -> Response {
    answer(headers, CALENDAR, Some(name), body)
}

fn answer(headers: &HeaderMap, content_type: &'static str, name: Option<&str>, body: String) -> Response {
    let mut response = answer::file(headers, content_type, body.into_bytes());
    answer::varies(&mut response, "Accept-Language, Cookie");
    if let Some(name) = name {
        answer::named(&mut response, name);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(Format::of_name("schedule.xcal"), Some(Format::Xcal));
        for other in ["faved.ics", "schedule.csv", "schedule", "xml", "Schedule.xml", ""] {
            assert_eq!(Format::of_name(other), None, "{other}");
        }
    }
}
