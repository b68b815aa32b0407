//! Custom fields: what organisers ask about proposals, speakers and reviews (pages-orga §10.3).

mod choose;
mod delete;
mod download;
mod edit;
mod fields;
mod list;
mod read;
mod remind;
mod show;

use axum::Router;
use axum::routing::{get, post};
use plenary_model::{Error, QuestionTarget, QuestionVariant, Result};
use plenary_web::{AppState, OrgaUrls, Visit};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(OrgaUrls::QUESTIONS, get(list::show).post(list::reorder))
        .route(OrgaUrls::QUESTION_CHOICE, get(choose::show))
        .route(OrgaUrls::QUESTION_NEW, get(edit::blank).post(edit::create))
        .route(OrgaUrls::QUESTION, get(show::show))
        .route(OrgaUrls::QUESTION_EDIT, get(edit::show).post(edit::save))
        .route(OrgaUrls::QUESTION_DELETE, get(delete::ask).post(delete::delete))
        .route(OrgaUrls::QUESTION_TOGGLE, post(delete::toggle))
        .route(OrgaUrls::QUESTION_DOWNLOAD, get(download::files))
        .route(OrgaUrls::QUESTION_REMIND, get(remind::show).post(remind::send))
}

/// Targets as addresses call them.
const TARGETS: [(QuestionTarget, &str); 3] = [
    (QuestionTarget::Submission, "sessions"),
    (QuestionTarget::Speaker, "speakers"),
    (QuestionTarget::Reviewer, "reviews"),
];

fn target(name: &str) -> Result<QuestionTarget> {
    TARGETS.iter().find(|(_, known)| *known == name).map(|(target, _)| *target).ok_or(Error::NotFound)
}

fn target_name(target: QuestionTarget) -> &'static str {
    TARGETS.iter().find(|(known, _)| *known == target).map_or("sessions", |(_, name)| name)
}

fn variant_name(visit: &Visit, variant: QuestionVariant) -> String {
    visit.t(&format!("question-variant-{}", variant.to_string().replace('_', "-")))
}

fn id(text: &str) -> Result<i32> {
    text.parse().map_err(|_| Error::NotFound)
}
