//! Uploaded files, served so that none of them can act on a page (operations §9).

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tower_http::services::ServeDir;

use crate::failure::Failure;
use crate::state::AppState;

/// The only types that a browser may show; everything else is downloaded.
const PICTURES: [(&str, &str); 5] = [
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".gif", "image/gif"),
    (".webp", "image/webp"),
];

/// In bytes. File systems take no longer names; asking them for one is an error, not an absence.
const LONGEST_NAME: usize = 255;
const LONGEST_PATH: usize = 1000;

/// `GET /media/…`. No listings; a path that leads out of the folder does not exist.
pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    let folder = ServeDir::new(&state.site.media).append_index_html_on_directories(false);
    Router::new().nest_service("/media", folder).layer(from_fn(harmless))
}

/// Whoever knows their addresses may have these files, but no cache on the way keeps them.
const PERSONAL: [&str; 2] = ["/question_uploads/", "/speaker_information/"];

async fn harmless(request: Request<Body>, next: Next) -> Response {
    let path = request.uri().path().to_ascii_lowercase();
    let length = |text: &str| percent_decode_str(text).count();
    if length(&path) > LONGEST_PATH || path.split('/').any(|name| length(name) > LONGEST_NAME) {
        return Failure::not_found().into_response();
    }
    let mut response = next.run(request).await;
    if !(response.status().is_success() || response.status() == 304) {
        return response;
    }
    let picture = PICTURES.iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, kind)| *kind);
    let headers = response.headers_mut();
    let mut set =
        |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, picture.unwrap_or("application/octet-stream"));
    set(header::CONTENT_DISPOSITION, if picture.is_some() { "inline" } else { "attachment" });
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
    let is_personal = PERSONAL.iter().any(|folder| path.contains(folder));
    set(header::CACHE_CONTROL, if is_personal { "private, no-cache" } else { "public, max-age=3600" });
    response
}
