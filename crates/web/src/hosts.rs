//! Sites of single events: an event may have a domain of its own (operations §13). Organisers stay on
//! the instance's domain, and one event's domain tells nothing of another event.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;
use crate::finished::{Known, Loaded};
use crate::state::AppState;
use crate::urls::EventUrls;

/// Paths that every host answers.
const EVERYWHERE: [&str; 8] =
    ["/static/", "/media/", "/api/", "/robots.txt", "/redirect/", "/healthz/", "/healthcheck/", "/metrics"];

/// The host a request was sent to, with its port, lower case.
pub(crate) fn host(uri: &Uri, headers: &HeaderMap) -> String {
    let header = || headers.get(header::HOST).and_then(|value| value.to_str().ok());
    uri.authority()
        .map(|authority| authority.as_str())
        .or_else(header)
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Whether an event's page may be answered on this host as it is.
pub(crate) fn is_at_home(directory: &Loaded, known: &Known, uri: &Uri, headers: &HeaderMap) -> bool {
    match &known.host {
        None if !directory.has_hosts() => true,
        None => !directory.is_host(&host(uri, headers)),
        Some(own) => *own == host(uri, headers),
    }
}

/// What embeds on other sites load: no redirect, whatever the host.
fn is_everywhere(path: &str) -> bool {
    EVERYWHERE.iter().any(|prefix| path.starts_with(prefix))
        || path.ends_with("/static/event.css")
        || path.ends_with("/widgets/schedule.js")
        || (path.contains("/schedule/widget/v2.") && path.ends_with(".js"))
}

/// Middleware: sends requests to the domain where they belong.
pub(crate) async fn direct(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if is_everywhere(&path) || state.site.export_of.is_some() {
        return next.run(request).await;
    }
    let Ok(directory) = state.directory.recent().await else { return next.run(request).await };
    if !directory.has_hosts() {
        return next.run(request).await;
    }
    let host = host(request.uri(), request.headers());
    let on_event_site = directory.is_host(&host);
    let for_organisers = path == "/orga" || path.starts_with("/orga/");
    if on_event_site && for_organisers {
        return found(format!("{}{}", state.site.url, path_and_query(&request)));
    }
    let slug = path.split('/').nth(1).unwrap_or_default();
    let known = directory.event(&percent_encoding::percent_decode_str(slug).decode_utf8_lossy()).cloned();
    match (known, on_event_site) {
        (Some(known), true) if known.host.as_deref() != Some(&host) => Failure::not_found().into_response(),
        (Some(known), false) if !for_organisers && known.host.is_some() => {
            let target = format!("{}{}", known.site_url, path_and_query(&request));
            let mut response = found(target);
            let anyone = HeaderValue::from_static("*");
            response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
            response
        }
        (None, true) if path == "/" => match newest(&directory, &host) {
            Some(known) => found(EventUrls::new(&known.slug).landing().to_string()),
            None => next.run(request).await,
        },
        (_, true) => without_domain(next.run(request).await),
        _ => next.run(request).await,
    }
}

fn newest<'a>(directory: &'a Loaded, host: &'a str) -> Option<&'a Arc<Known>> {
    directory.at_host(host).filter(|known| known.is_public).max_by_key(|known| (known.date_from, known.id))
}

fn path_and_query(request: &Request) -> &str {
    request.uri().path_and_query().map_or("/", |both| both.as_str())
}

fn found(target: String) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, target)]).into_response()
}

/// The domain of cookies is the instance's: on another one browsers would refuse them.
fn without_domain(mut response: Response) -> Response {
    let cookies: Vec<HeaderValue> = response.headers().get_all(header::SET_COOKIE).iter().cloned().collect();
    if cookies.is_empty() {
        return response;
    }
    response.headers_mut().remove(header::SET_COOKIE);
    for cookie in cookies {
        let text = cookie.to_str().unwrap_or_default();
        let kept: Vec<&str> =
            text.split(';').filter(|part| !part.trim().to_ascii_lowercase().starts_with("domain=")).collect();
        if let Ok(value) = HeaderValue::from_str(&kept.join(";")) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}
