//! Puts the site together: the kit's own routes, the page crates' routes, and the layers around all.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::failure::Failure;
use crate::finished::{self, Finished};
use crate::state::AppState;
use crate::urls::{EventUrls, SiteUrls};
use crate::{assets, failure, hosts, media, preferences, security, session, styleguide, urls, visit};

/// Front-end files, uploads, language and appearance, and in debug mode the styleguide.
pub fn kit_router(state: &AppState) -> Router<AppState> {
    let language = || get(preferences::language).post(preferences::language_posted);
    let mut router = Router::new()
        .route("/static/{*path}", get(assets::serve))
        .route(SiteUrls::LOCALE_SET, language())
        .route(EventUrls::LOCALE_SET, language())
        .route(SiteUrls::THEME_SET, post(preferences::theme))
        .merge(media::routes(state));
    if state.site.debug {
        router = router.merge(styleguide::routes());
    }
    router
}

/// The finished site: `layers(kit_router(&state).merge(web_public::router())…, state)`.
///
/// From the outside in: kept answers; compression; context and log; new answers for everyone; security headers; error pages; panics; NUL and
/// cross-site refusals; body limit; session.
pub fn layers(router: Router<AppState>, state: AppState) -> Router {
    // A whole form around the largest upload.
    let body_limit =
        usize::try_from(state.site.upload_limit).unwrap_or(usize::MAX).saturating_add(1024 * 1024);
    let compress = CompressionLayer::new().compress_when(
        SizeAbove::new(512)
            .and(NotForContentType::IMAGES)
            .and(NotForContentType::const_new("font/"))
            .and(NotForContentType::const_new("application/zip")),
    );
    let site = router
        .fallback(nowhere)
        .method_not_allowed_fallback(async || Failure::status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(session::layer(&state))
        .layer(DefaultBodyLimit::max(body_limit))
        .layer(from_fn_with_state(state.clone(), hosts::direct))
        .layer(from_fn_with_state(state.clone(), security::guard))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), failure::pages))
        .layer(from_fn_with_state(state.clone(), security::headers))
        .layer(from_fn_with_state(state.clone(), finished::collect))
        .layer(from_fn_with_state(state.clone(), visit::begin))
        .layer(compress)
        .layer(map_response(weaken_tag))
        .with_state(state.clone());
    Router::new().fallback_service(Finished::new(site, state))
}

/// A strong tag names bytes, and an answer compressed on the way has others. Kept answers have a tag for each
/// encoding ([`crate::finished`]).
async fn weaken_tag(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let Some(encoding) = headers.get(header::CONTENT_ENCODING).and_then(|value| value.to_str().ok()) else {
        return response;
    };
    let strong = headers.get(header::ETAG).and_then(|value| value.to_str().ok());
    let own = format!("-{encoding}\"");
    if let Some(tag) = strong.filter(|tag| tag.starts_with('"') && !tag.ends_with(&own))
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        headers.insert(header::ETAG, weak);
    }
    response
}

/// No such page. Addresses are remembered and printed without the slash at their end: those lead on.
async fn nowhere(method: Method, uri: Uri) -> Result<Response, Failure> {
    let reads = method == Method::GET || method == Method::HEAD;
    if !reads || !urls::has_page_with_slash(uri.path()) {
        return Err(Failure::not_found());
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let target = format!("{}/{query}", uri.path());
    Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, target)]).into_response())
}

fn panicked(cause: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "a panic".to_owned());
    Failure::from(plenary_model::Error::internal(text)).into_response()
}
