//! What only this visitor gets: pages for everyone ask for it once they are there.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use plenary_submission::favourite;
use plenary_web::entrance::enter;
use plenary_web::{AppState, Failure, Frame, Visit};
use serde::Serialize;

#[derive(Serialize)]
struct Personal {
    account: Option<Account>,
    /// HTML for the place of the way to the log-in; empty for visitors.
    menu: String,
    /// HTML of the messages that wait for this visitor; empty if there are none.
    messages: String,
    /// Codes of starred sessions.
    starred: Vec<String>,
}

#[derive(Serialize)]
struct Account {
    code: String,
    name: String,
}

#[derive(Template)]
#[template(path = "public/personal_menu.html")]
struct Menu<'a> {
    frame: &'a Frame,
}

#[derive(Template)]
#[template(path = "public/personal_messages.html")]
struct Messages<'a> {
    frame: &'a Frame,
}

/// `GET /{event}/me/personal.json`
pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let entrance = enter(&state, &visit, &slug).await?;
    let frame = visit.public_frame(&state).await?;
    let account = visit.account();
    let personal = Personal {
        menu: match account {
            Some(_) => Menu { frame: &frame }.render()?,
            None => String::new(),
        },
        messages: Messages { frame: &frame }.render()?.trim().to_owned(),
        starred: match account {
            Some(_) => favourite::codes(state.database.reader(), &visit.actor(), &entrance.event).await?,
            None => Vec::new(),
        },
        account: account.map(|account| Account {
            code: account.code.clone().unwrap_or_else(|| account.id.to_string()),
            name: account.name.clone(),
        }),
    };
    if account.is_none() {
        visit.nothing_personal(&state);
    }
    let mut response = Json(personal).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
