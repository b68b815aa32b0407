//! Reminding speakers of questions they have not answered.

use axum::extract::{Path, State};
use plenary_event::rights;
use plenary_model::{QuestionTarget, Result};
use plenary_submission::question::manage::{self, Filters, Reminder, Role};
use plenary_submission::question::{Question, of_event};
use plenary_web::{AppState, Choice, Field, Form, Frame, Notice, Page, Submitted, Visit, see_other};

use super::show::filter_fields;
use crate::entrance::{Entrance, enter};

#[derive(askama::Template)]
#[template(path = "question/remind.html")]
struct RemindPage {
    frame: Frame,
    form: Form,
    /// There is nothing to remind of.
    empty: bool,
}

async fn load(state: &AppState, visit: &Visit, slug: &str) -> Result<(Entrance, Vec<Question>)> {
    let entrance = enter(state, visit, slug).await?;
    let db = state.database.reader();
    rights::require(db, &visit.actor(), &entrance.event, |rights| rights.can_change_event_settings).await?;
    let mut questions = of_event(db, entrance.event.id).await?;
    let now = state.now();
    questions.retain(|question| {
        question.row.active && question.row.target != QuestionTarget::Reviewer && !question.is_frozen(now)
    });
    Ok((entrance, questions))
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    questions: &[Question],
) -> Result<RemindPage, plenary_web::Failure> {
    let choices = manage::choices(state.database.reader(), &entrance.event).await?;
    let options: Vec<Choice> = questions
        .iter()
        .map(|question| Choice::new(question.row.id, entrance.text(visit, &question.row.question)))
        .collect();
    let form = filter_fields(visit, entrance, &choices).with(
        Field::choices("questions", visit.t("question-remind-questions"), options)
            .hint(visit.t("question-remind-questions-hint")),
    );
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(visit.t("question-remind"))
        .above(visit.t("question-questions"), entrance.urls().questions());
    Ok(RemindPage { frame, form, empty: questions.is_empty() })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let (entrance, questions) = load(&state, &visit, &slug).await?;
    visit.page(&page(&state, &visit, &entrance, &questions).await?)
}

pub async fn send(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let (entrance, questions) = load(&state, &visit, &slug).await?;
    let wanted = Reminder {
        filters: Filters {
            role: match submitted.text("role") {
                "accepted" => Some(Role::Accepted),
                "confirmed" => Some(Role::Confirmed),
                _ => None,
            },
            track: submitted.text("track").parse().ok(),
            submission_type: submitted.text("submission_type").parse().ok(),
        },
        questions: submitted.all("questions").map(|id| id.parse().unwrap_or(0)).collect(),
    };
    let tx = state.database.begin().await?;
    match manage::remind(&tx, &visit.actor(), &entrance.event, &wanted).await {
        Ok(mails) => {
            tx.commit().await?;
            let text = visit.t_args("question-reminded", ("count", mails.len()));
            let notice = if mails.is_empty() { Notice::info(text) } else { Notice::success(text) };
            visit.say(&state, notice).await?;
            Ok(see_other(&entrance.urls().question_remind()))
        }
        Err(error) => {
            tx.rollback().await?;
            let mut page = page(&state, &visit, &entrance, &questions).await?;
            page.form = page.form.read(&submitted);
            page.form.refuse(error)?;
            visit.again(&page)
        }
    }
}
