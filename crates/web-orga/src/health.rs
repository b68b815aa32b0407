//! What load balancers and monitoring ask: `/healthcheck/`, `/healthz/live`, `/healthz/ready`,
//! `/metrics`. Answered under any host name, outside of sessions and pages.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use plenary_ops::health;
use plenary_ops::metrics::{Metrics, method_label};
use plenary_store::Database;
use serde_json::json;
use subtle::ConstantTimeEq;

/// What these routes need.
#[derive(Clone)]
pub struct Monitor {
    pub database: Database,
    pub metrics: Arc<Metrics>,
    /// Lets others than this machine read the metrics: `Authorization: Bearer <token>`.
    pub token: Option<String>,
}

/// Puts the routes beside the site's, and counts every request to it.
pub fn around(monitor: Monitor, site: Router) -> Router {
    let routes = Router::new()
        .route("/healthcheck/", any(healthcheck))
        .route("/healthcheck", any(healthcheck))
        .route("/healthz/live", get(live))
        .route("/healthz/ready", get(ready))
        .route("/metrics", get(metrics))
        .with_state(monitor.clone());
    routes.merge(site).layer(middleware::from_fn_with_state(monitor, count))
}

/// Any method; 200 and nothing when database and cache work.
async fn healthcheck(State(monitor): State<Monitor>) -> Response {
    match health::check(&monitor.database).await {
        Ok(()) => ([(header::CACHE_CONTROL, "no-store")], "").into_response(),
        Err(error) => {
            tracing::error!(%error, "health check failed");
            (StatusCode::SERVICE_UNAVAILABLE, "Database or cache not available.\n").into_response()
        }
    }
}

/// The process answers.
async fn live() -> &'static str {
    "ok\n"
}

/// Requests can be served. What is wrong is told to this machine and whoever has the token.
async fn ready(
    State(monitor): State<Monitor>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let components = health::readiness(&monitor.database).await;
    let well = components.iter().all(|component| component.problem.is_none());
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    if !is_trusted(&monitor, peer, &headers) {
        return (status, if well { "ok\n" } else { "not ready\n" }).into_response();
    }
    let list: Vec<_> = components
        .iter()
        .map(|c| json!({"component": c.name, "ok": c.problem.is_none(), "problem": c.problem}))
        .collect();
    (status, Json(json!({"ready": well, "components": list}))).into_response()
}

async fn metrics(
    State(monitor): State<Monitor>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    if !is_trusted(&monitor, peer, &headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], monitor.metrics.text(&monitor.database)).into_response()
}

/// With a token configured only its bearer; without one, only this machine itself: not somebody
/// whose request a proxy on this machine passes on.
fn is_trusted(monitor: &Monitor, peer: SocketAddr, headers: &HeaderMap) -> bool {
    match &monitor.token {
        Some(token) => headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .is_some_and(|given| bool::from(given.as_bytes().ct_eq(token.as_bytes()))),
        None => {
            let proxied =
                ["forwarded", "x-forwarded-for", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
            peer.ip().to_canonical().is_loopback() && !proxied
        }
    }
}

async fn count(State(monitor): State<Monitor>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = method_label(request.method().as_str());
    let response = next.run(request).await;
    // The site tells which route answered; what it had kept has none.
    let route = response.extensions().get::<MatchedPath>();
    let route = route.map(|path| path.as_str().to_owned()).unwrap_or_default();
    monitor.metrics.record(method, &route, response.status().as_u16(), started.elapsed().as_secs_f64());
    response
}
