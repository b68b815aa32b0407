//! What the schedule's address answers: a page for people, files for programs (api-and-exports §8.3).

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use plenary_web::finished::knows_parameter;
use plenary_web::{EventUrls, Url};

/// What `Accept` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Page,
    /// For terminals; also for who does not say.
    Text,
    /// The export of this name.
    Export(&'static str),
}

fn wanted(headers: &HeaderMap) -> Wanted {
    let ranges: Vec<String> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|range| range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
        .filter(|range| !range.is_empty())
        .collect();
    let accepts = |kinds: &[&str]| ranges.iter().any(|range| kinds.contains(&range.as_str()));
    if ranges.is_empty() {
        Wanted::Text
    } else if accepts(&["text/html", "application/xhtml+xml", "*/*", "text/*"]) {
        Wanted::Page
    } else if accepts(&["text/plain"]) {
        Wanted::Text
    } else if accepts(&["application/json"]) {
        Wanted::Export("schedule.json")
    } else if accepts(&["application/xml", "text/xml"]) {
        Wanted::Export("schedule.xml")
    } else {
        Wanted::Page
    }
}

/// Whether plain text is asked for, see [`crate::terminal`].
pub fn wants_text(headers: &HeaderMap) -> bool {
    wanted(headers) == Wanted::Text
}

/// To the export of the current version, if `Accept` asks for one.
pub fn elsewhere(headers: &HeaderMap, slug: &str) -> Option<Response> {
    let Wanted::Export(name) = wanted(headers) else { return None };
    let url = EventUrls::new(slug).export(name);
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, url.to_string())]).into_response();
    varies(&mut response);
    Some(response)
}

/// Says that another `Accept` has another answer.
pub fn varies(response: &mut Response) {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept"));
}

/// For good, to another address (status 301, as ever).
pub fn moved(url: &Url) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, url.to_string())]).into_response()
}

/// One parameter of a query; the first of several.
pub fn parameter(query: Option<&str>, name: &str) -> Option<String> {
    debug_assert!(knows_parameter(name), "answers that are kept do not know of {name}");
    form_urlencoded::parse(query?.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_types() {
        let of = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
            wanted(&headers)
        };
        for page in [
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/json, text/plain, */*",
            "*/*",
            "image/png",
        ] {
            assert_eq!(of(page), Wanted::Page, "{page}");
        }
        assert_eq!(of("Application/JSON; q=0.5"), Wanted::Export("schedule.json"));
        assert_eq!(of("application/xml"), Wanted::Export("schedule.xml"));
        assert_eq!(of("text/xml, image/png"), Wanted::Export("schedule.xml"));
        for text in ["", " ", ",", "text/plain", "TEXT/Plain;charset=utf-8", "text/plain, application/json"] {
            assert_eq!(of(text), Wanted::Text, "{text:?}");
        }
        assert_eq!(wanted(&HeaderMap::new()), Wanted::Text);
    }
}
