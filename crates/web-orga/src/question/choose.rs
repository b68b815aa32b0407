//! Before a new question: what it is about.

use axum::extract::{Path, State};
use plenary_event::rights;
use plenary_web::{AppState, Frame, Page, Url, Visit};

use crate::entrance::enter;

#[derive(askama::Template)]
#[template(path = "question/choose.html")]
struct ChoosePage {
    frame: Frame,
    /// Address, icon, title, what it means.
    ways: Vec<(Url, &'static str, String, String)>,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let db = state.database.reader();
    rights::require(db, &visit.actor(), &entrance.event, |rights| rights.can_change_event_settings).await?;
    let way = |name: &'static str, icon: &'static str| {
        (
            entrance.urls().question_new(name),
            icon,
            visit.t(&format!("question-about-{name}")),
            visit.t(&format!("question-about-{name}-text")),
        )
    };
    let ways = vec![way("sessions", "clipboard-list"), way("speakers", "users"), way("reviews", "gavel")];
    let frame = entrance
        .frame(&state, &visit)
        .await?
        .title(visit.t("question-new"))
        .above(visit.t("question-questions"), entrance.urls().questions());
    visit.page(&ChoosePage { frame, ways })
}
