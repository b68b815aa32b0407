//! `/orga/event/{event}/preferences/`: how somebody wants to see a table (pages-orga §27.4).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use plenary_event::preference::{self, Table};
use plenary_model::Error;
use plenary_web::{AppState, Page, Visit};
use serde::Deserialize;
use serde_json::json;

use crate::entrance::enter;

#[derive(Deserialize)]
struct Sent {
    table_name: String,
    columns: Option<Vec<String>>,
    ordering: Option<Vec<String>>,
    page_size: Option<u64>,
    #[serde(default)]
    reset: bool,
}

fn refused(why: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response()
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    body: Bytes,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let sent: Sent = match serde_json::from_slice(&body) {
        Ok(sent) => sent,
        Err(_) => return Ok(refused("table_name, and lists of texts for columns and ordering, are needed")),
    };
    let change = Table { columns: sent.columns, ordering: sent.ordering, page_size: sent.page_size };
    let change = (!sent.reset).then_some(change);
    let tx = state.database.begin().await?;
    match preference::save(&tx, &visit.actor(), &entrance.event, &sent.table_name, change).await {
        Ok(()) => tx.commit().await?,
        Err(Error::Invalid(_)) => return Ok(refused("no such table, or too much for one")),
        Err(other) => return Err(other.into()),
    }
    Ok(Json(json!({"success": true})).into_response())
}
