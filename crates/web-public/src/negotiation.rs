//! What the schedule's address answers: a page for people, files for programs (api-and-exports §8.3).

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use plenary_web::{EventUrls, Url};

/// The export that `Accept` asks for, unless a page will do.
///
/// Without the header there is a page as well; the plain text for terminals is not built yet.
fn export_wanted(headers: &HeaderMap) -> Option<&'static str> {
    let ranges: Vec<String> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|range| range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
        .collect();
    let accepts = |kinds: &[&str]| ranges.iter().any(|range| kinds.contains(&range.as_str()));
    if accepts(&["text/html", "application/xhtml+xml", "*/*", "text/*"]) {
        None
    } else if accepts(&["application/json"]) {
        Some("schedule.json")
    } else if accepts(&["application/xml", "text/xml"]) {
        Some("schedule.xml")
    } else {
        None
    }
}

/// To the export of the current version, if `Accept` asks for one.
pub fn elsewhere(headers: &HeaderMap, slug: &str) -> Option<Response> {
    let name = export_wanted(headers)?;
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
    form_urlencoded::parse(query?.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_types() {
        let wanted = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
            export_wanted(&headers)
        };
        assert_eq!(wanted("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), None);
        assert_eq!(wanted("application/json, text/plain, */*"), None);
        assert_eq!(wanted("Application/JSON; q=0.5"), Some("schedule.json"));
        assert_eq!(wanted("application/xml"), Some("schedule.xml"));
        assert_eq!(wanted("text/xml, image/png"), Some("schedule.xml"));
        assert_eq!(wanted("image/png"), None);
        assert_eq!(wanted(""), None);
        assert_eq!(export_wanted(&HeaderMap::new()), None);
    }
}
