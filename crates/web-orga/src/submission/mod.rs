//! Proposals and sessions.

mod list;
mod show;
mod transition;

pub use list::names;

use axum::Router;
use axum::routing::get;
use plenary_web::{AppState, OrgaUrls};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(OrgaUrls::SUBMISSIONS, get(list::show))
        .route(OrgaUrls::SUBMISSION, get(show::show))
        .route(OrgaUrls::SUBMISSION_TRANSITION, get(transition::ask).post(transition::act))
}
