//! What every request must pass and every answer carries.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::failure::Failure;
use crate::state::{AppState, ExtraSources, Site};
use crate::visit::Context;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// Middleware: the security headers. A handler that set one of them keeps its own.
pub(crate) async fn headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let context = request.extensions().get::<Context>().cloned();
    let mut response = next.run(request).await;
    let html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(COOP, "same-origin");
    set(PERMISSIONS, "camera=(), geolocation=(), microphone=()");
    if let Some(context) = context.filter(|_| html) {
        let policy = policy(&state.site.csp, &context.styles(), &context.frame_sources());
        if let (Ok(value), header::Entry::Vacant(place)) =
            (HeaderValue::from_str(&policy), headers.entry(header::CONTENT_SECURITY_POLICY))
        {
            place.insert(value);
        }
        if let Ok(language) = HeaderValue::from_str(context.locale().code()) {
            headers.entry(header::CONTENT_LANGUAGE).or_insert(language);
        }
        headers.append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
        // Pages hold what belongs to one visitor unless their handler says otherwise.
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    }
    response
}

/// The content security policy. Scripts are files of ours; styles too, or have one of these hashes.
/// (A nonce would make every answer another one.)
fn policy(extra: &ExtraSources, styles: &[String], frames: &[String]) -> String {
    let list = |sources: &[String]| sources.iter().map(|source| format!(" {source}")).collect::<String>();
    let frame = if frames.is_empty() { String::new() } else { format!("; frame-src 'self'{}", list(frames)) };
    let hashes: String = styles.iter().map(|hash| format!(" 'sha256-{hash}'")).collect();
    format!(
        "default-src 'self'{}; script-src 'self'{}; style-src 'self'{hashes}{}; img-src 'self' data:{}; \
         font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'{}; frame-ancestors 'none'{frame}",
        list(&extra.default),
        list(&extra.script),
        list(&extra.style),
        list(&extra.img),
        list(&extra.form),
    )
}

/// Middleware: refuses addresses with a NUL, those that would be another site's in a redirect, and changes that
/// another site asks for.
pub(crate) async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if has_nul(request.uri()) {
        return Failure::status(StatusCode::BAD_REQUEST).into_response();
    }
    // `//schedule/` is no event without a name: browsers would follow a redirect there to the host `schedule`.
    if request.uri().path().starts_with("//") {
        return Failure::not_found().into_response();
    }
    if !may_change(&state.site, request.method(), request.headers()) {
        tracing::info!(path = request.uri().path(), "cross-site request refused");
        return Failure::cross_site().into_response();
    }
    next.run(request).await
}

fn has_nul(uri: &Uri) -> bool {
    let decoded_nul = |text: &str| percent_decode_str(text).any(|byte| byte == 0);
    decoded_nul(uri.path()) || uri.query().is_some_and(decoded_nul)
}

/// Whether the request cannot change anything, or comes from a page of this site. Browsers say so in
/// `Sec-Fetch-Site`; those that don't send `Origin` with everything that can change something.
fn may_change(site: &Site, method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE) {
        return true;
    }
    if let Some(from) = fetched_from_here(headers) {
        return from;
    }
    headers.get(header::ORIGIN).is_some_and(|origin| is_ours(site, origin, headers))
}

/// Whether a link or picture of another site made the browser ask, as far as it says so: for the few `GET`s that
/// keep something. Who says nothing is believed.
pub(crate) fn comes_from_elsewhere(site: &Site, headers: &HeaderMap) -> bool {
    match fetched_from_here(headers) {
        Some(from_here) => !from_here,
        None => headers.get(header::REFERER).is_some_and(|page| !is_ours(site, page, headers)),
    }
}

/// What `Sec-Fetch-Site` says, if the browser knows it.
fn fetched_from_here(headers: &HeaderMap) -> Option<bool> {
    headers.get(SEC_FETCH_SITE).map(|from| matches!(from.as_bytes(), b"same-origin" | b"none"))
}

/// Whether an origin, or the address of a page, is of this site: as it is configured, or as this request named it.
fn is_ours(site: &Site, address: &HeaderValue, headers: &HeaderMap) -> bool {
    let Some((scheme, rest)) = address.to_str().ok().and_then(|text| text.split_once("://")) else {
        return false;
    };
    let named = rest.split('/').next().unwrap_or_default();
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    format!("{scheme}://{named}").eq_ignore_ascii_case(&site.url)
        || host.is_some_and(|host| named.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(method: Method, pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect();
        may_change(&Site { url: "https://plan.example".into(), ..Site::default() }, &method, &headers)
    }

    #[test]
    fn who_may_change() {
        assert!(allowed(Method::GET, &[("sec-fetch-site", "cross-site")]));
        assert!(allowed(Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(allowed(Method::POST, &[("sec-fetch-site", "none")]));
        assert!(!allowed(Method::POST, &[("sec-fetch-site", "same-site")]));
        assert!(!allowed(
            Method::POST,
            &[("sec-fetch-site", "cross-site"), ("origin", "https://plan.example")]
        ));
        assert!(allowed(Method::POST, &[("origin", "https://plan.example"), ("host", "internal:8000")]));
        assert!(allowed(Method::POST, &[("origin", "http://localhost:9000"), ("host", "localhost:9000")]));
        assert!(!allowed(Method::POST, &[("origin", "null"), ("host", "localhost:9000")]));
        assert!(!allowed(Method::DELETE, &[("origin", "https://evil.example"), ("host", "plan.example")]));
        assert!(!allowed(
            Method::POST,
            &[("origin", "https://plan.example.evil.example"), ("host", "plan.example")]
        ));
        assert!(!allowed(Method::PUT, &[("host", "plan.example")]));
    }

    #[test]
    fn links_of_other_sites() {
        let elsewhere = |pairs: &[(&'static str, &str)]| {
            let headers = pairs
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
                .collect();
            comes_from_elsewhere(&Site { url: "https://plan.example".into(), ..Site::default() }, &headers)
        };
        assert!(elsewhere(&[("sec-fetch-site", "cross-site")]));
        assert!(elsewhere(&[("sec-fetch-site", "same-site"), ("referer", "https://plan.example/")]));
        assert!(elsewhere(&[("referer", "https://evil.example/plan.example/")]));
        assert!(elsewhere(&[("referer", "https://plan.example@evil.example/")]));
        assert!(!elsewhere(&[("sec-fetch-site", "same-origin")]));
        assert!(!elsewhere(&[("sec-fetch-site", "none")]));
        assert!(!elsewhere(&[("referer", "https://plan.example/demo/?a=b")]));
        assert!(!elsewhere(&[("referer", "http://localhost:9000/demo/"), ("host", "localhost:9000")]));
        assert!(!elsewhere(&[]));
    }

    #[test]
    fn extra_sources_are_added() {
        let extra = ExtraSources { img: vec!["https://img.example".into()], ..ExtraSources::default() };
        let text = policy(&extra, &["abc=".into()], &["https://video.example".into()]);
        assert!(text.contains("img-src 'self' data: https://img.example;"), "{text}");
        assert!(text.contains("style-src 'self' 'sha256-abc=';"), "{text}");
        assert!(text.ends_with("frame-src 'self' https://video.example"), "{text}");
        assert!(!text.contains("unsafe"), "{text}");
    }
}
