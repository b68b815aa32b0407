//! Answers that are files: entity tags, conditional requests, who may read them from elsewhere.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use plenary_export as export;
use plenary_model::Timestamp;

const ANYONE: HeaderValue = HeaderValue::from_static("*");

/// Status 200, or 304 for who has the same bytes.
pub fn file(headers: &HeaderMap, content_type: &'static str, body: Vec<u8>) -> Response {
    let etag = export::etag(&body);
    tagged(headers, content_type, &etag, body)
}

/// The same under a tag that is known already.
pub fn tagged(headers: &HeaderMap, content_type: &'static str, etag: &str, body: Vec<u8>) -> Response {
    let known = tags(headers).any(|tags| export::if_none_match(tags, etag));
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(header::CONTENT_TYPE, content_type)], body).into_response(),
    };
    if let Ok(etag) = HeaderValue::from_str(etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response
}

fn tags(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok())
}

/// [`file`] that has not changed since a time.
pub fn dated_file(
    headers: &HeaderMap,
    content_type: &'static str,
    body: Vec<u8>,
    changed: Timestamp,
) -> Response {
    let mut response = file(headers, content_type, body);
    // A tag says more than a time: who sends both is answered by the tag alone.
    if tags(headers).next().is_none()
        && since(headers).is_some_and(|known| changed.jiff().as_second() <= known)
    {
        let etag = response.headers_mut().remove(header::ETAG);
        response = StatusCode::NOT_MODIFIED.into_response();
        if let Some(etag) = etag {
            response.headers_mut().insert(header::ETAG, etag);
        }
    }
    set_date(&mut response, header::LAST_MODIFIED, changed);
    response
}

fn since(headers: &HeaderMap) -> Option<i64> {
    let text = headers.get(header::IF_MODIFIED_SINCE)?.to_str().ok()?;
    Some(DateTimeParser::new().parse_timestamp(text).ok()?.as_second())
}

pub fn set_date(response: &mut Response, name: header::HeaderName, at: Timestamp) {
    let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&at.jiff());
    if let Some(value) = text.ok().and_then(|text| HeaderValue::from_str(&text).ok()) {
        response.headers_mut().insert(name, value);
    }
}

pub fn set(response: &mut Response, name: header::HeaderName, value: &'static str) {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// Says that the answer depends on these request headers.
pub fn varies(response: &mut Response, by: &'static str) {
    response.headers_mut().append(header::VARY, HeaderValue::from_static(by));
}

/// To be kept as a file of that name.
pub fn named(response: &mut Response, name: &str) {
    if response.status() == StatusCode::OK
        && let Ok(disposition) = HeaderValue::from_str(&export::attachment(name))
    {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
}

/// Scripts of any site may read it.
pub fn for_anyone(mut response: Response) -> Response {
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANYONE);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn conditions() {
        let changed: Timestamp = "2026-09-14T18:00:00.7Z".parse().unwrap();
        let status = |headers: &HeaderMap| {
            let response = dated_file(headers, "text/plain", b"abc".to_vec(), changed);
            assert_eq!(response.headers()[header::ETAG], "\"a9993e364706816aba3e25717850c26c9cd0d89d\"");
            assert_eq!(response.headers()[header::LAST_MODIFIED], "Mon, 14 Sep 2026 18:00:00 GMT");
            response.status().as_u16()
        };
        let since = |text| asked(header::IF_MODIFIED_SINCE, text);
        assert_eq!(status(&HeaderMap::new()), 200);
        assert_eq!(status(&since("Mon, 14 Sep 2026 18:00:00 GMT")), 304);
        assert_eq!(status(&since("Mon, 14 Sep 2026 17:59:59 GMT")), 200);
        assert_eq!(status(&since("yesterday")), 200);
        assert_eq!(status(&asked(header::IF_NONE_MATCH, "a9993e364706816aba3e25717850c26c9cd0d89d")), 304);
        let mut both = since("Mon, 14 Sep 2026 18:00:00 GMT");
        both.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"other\""));
        assert_eq!(status(&both), 200);
    }
}
