//! Stars of people who are logged in, at the addresses of the original's API (api-and-exports §6.2,
//! Favourites). The browser's session says who it is; other sites' requests never get here.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use plenary_event::event as events;
use plenary_model::{Error, Result};
use plenary_submission::favourite;
use plenary_web::{AppState, Finished, Visit};
use serde_json::json;

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Response {
    let read = async || {
        let event = events::find(state.database.reader(), &slug).await?;
        favourite::codes(state.database.reader(), &visit.actor(), &event).await
    };
    answer(read().await.map(|codes| json!(codes)))
}

pub async fn add(state: State<AppState>, visit: Visit, path: Path<(String, String)>) -> Response {
    change(state, visit, path, true).await
}

pub async fn remove(state: State<AppState>, visit: Visit, path: Path<(String, String)>) -> Response {
    change(state, visit, path, false).await
}

async fn change(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    starred: bool,
) -> Response {
    let write = async || {
        let tx = state.database.begin().await?;
        let event = events::find(tx.db(), &slug).await?;
        match starred {
            true => favourite::add(&tx, &visit.actor(), &event, &code).await?,
            false => favourite::remove(&tx, &visit.actor(), &event, &code).await?,
        }
        tx.commit().await
    };
    answer(write().await.map(|()| json!({})))
}

fn answer(outcome: Result<serde_json::Value>) -> Response {
    let (status, body) = match outcome {
        Ok(body) => (StatusCode::OK, body),
        Err(Error::NeedsLogin | Error::Forbidden) => {
            (StatusCode::FORBIDDEN, json!({"detail": "Authentication credentials were not provided."}))
        }
        Err(Error::NotFound) => (StatusCode::NOT_FOUND, json!({"detail": "Not found."})),
        Err(error) => return plenary_web::Failure::from(error).into_response(),
    };
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response.extensions_mut().insert(Finished);
    response
}
