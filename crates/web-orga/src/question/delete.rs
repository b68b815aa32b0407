//! Turning questions on and off, and deleting them after asking.

use axum::extract::{Path, State};
use plenary_event::rights;
use plenary_model::Error;
use plenary_submission::question::manage::{self, Deleted};
use plenary_web::{AppState, Frame, Notice, Page, Url, Visit, see_other};

use super::{id, target_name};
use crate::entrance::{Entrance, enter};
use crate::query;

#[derive(askama::Template)]
#[template(path = "question/delete.html")]
struct DeletePage {
    frame: Frame,
    title: String,
    back: Url,
}

/// The list in which a question is.
fn list(entrance: &Entrance, row: &plenary_store::entity::question::Model) -> Url {
    entrance.urls().questions().query("target", target_name(row.target))
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let db = state.database.reader();
    rights::require(db, &visit.actor(), &entrance.event, |rights| rights.can_change_event_settings).await?;
    let question = manage::one(db, &entrance.event, id(&number)?).await?;
    let title =
        visit.t_args("question-delete-title", ("name", entrance.text(&visit, &question.row.question)));
    let back = list(&entrance, &question.row);
    let frame = entrance
        .frame(&state, &visit)
        .await?
        .title(title.clone())
        .above(visit.t("question-questions"), back.clone());
    visit.page(&DeletePage { frame, title, back })
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let tx = state.database.begin().await?;
    let notice = match manage::delete(&tx, &visit.actor(), &entrance.event, id(&number)?).await {
        Ok(deleted) => {
            tx.commit().await?;
            match deleted {
                Deleted::Gone(row) => {
                    let name = entrance.text(&visit, &row.question);
                    (Notice::success(visit.t_args("question-deleted", ("name", name))), list(&entrance, &row))
                }
                Deleted::Deactivated(row) => {
                    let name = entrance.text(&visit, &row.question);
                    let text = visit.t_args("question-has-answers", ("name", name));
                    (Notice::danger(text), list(&entrance, &row))
                }
            }
        }
        Err(Error::Conflict(message)) => {
            tx.rollback().await?;
            let text = visit.locale().message(&message).into_owned();
            (Notice::danger(text), entrance.urls().question_edit(number))
        }
        Err(error) => return Err(error.into()),
    };
    visit.say(&state, notice.0).await?;
    Ok(see_other(&notice.1))
}

pub async fn toggle(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let tx = state.database.begin().await?;
    let row = manage::toggle(&tx, &visit.actor(), &entrance.event, id(&number)?).await?;
    tx.commit().await?;
    let name = entrance.text(&visit, &row.question);
    let key = if row.active { "question-activated" } else { "question-deactivated" };
    visit.say(&state, Notice::success(visit.t_args(key, ("name", name)))).await?;
    Ok(see_other(&query::next(&visit).unwrap_or_else(|| list(&entrance, &row))))
}
