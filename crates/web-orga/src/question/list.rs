//! The questions of an event, sorted by hand.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use plenary_model::{Error, QuestionRequired, QuestionTarget};
use plenary_submission::question::manage::{self, Listed};
use plenary_web::{AppState, Badge, Frame, Page, Submitted, Url, Visit, see_other};

use super::{TARGETS, target, target_name, variant_name};
use crate::entrance::{Entrance, enter};
use crate::query;

#[derive(askama::Template)]
#[template(path = "question/list.html")]
struct ListPage {
    frame: Frame,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    /// For who may change questions.
    add: Option<Url>,
    remind: Option<Url>,
    action: Url,
}

struct Tab {
    label: String,
    url: Url,
    current: bool,
}

struct Row {
    id: i32,
    name: String,
    url: Option<Url>,
    variant: String,
    required: String,
    active: bool,
    answers: u64,
    badges: Vec<Badge>,
    /// Under which condition it is asked.
    note: String,
    edit: Option<Url>,
    toggle: Url,
}

/// Which questions, going by the address.
fn wanted(visit: &Visit) -> QuestionTarget {
    target(&query::value(visit, "target")).unwrap_or(QuestionTarget::Submission)
}

fn url(entrance: &Entrance, target: QuestionTarget) -> Url {
    match target {
        QuestionTarget::Submission => entrance.urls().questions(),
        other => entrance.urls().questions().query("target", target_name(other)),
    }
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let target = wanted(&visit);
    let all = manage::list(state.database.reader(), &visit.actor(), &entrance.event, target).await?;
    let may_change = entrance.rights.can_change_event_settings;
    let tabs = TARGETS
        .iter()
        .filter(|(tab, _)| match tab {
            QuestionTarget::Reviewer => may_change,
            _ => entrance.rights.can_change_submissions,
        })
        .map(|(tab, name)| Tab {
            label: visit.t(&format!("question-tab-{name}")),
            url: url(&entrance, *tab),
            current: *tab == target,
        })
        .collect();
    let rows = all.iter().map(|listed| row(&visit, &entrance, listed, &all)).collect();
    let page = ListPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("question-questions")),
        tabs,
        rows,
        add: may_change.then(|| match target {
            QuestionTarget::Reviewer => entrance.urls().question_new("reviews"),
            _ => entrance.urls().question_choice(),
        }),
        remind: (may_change && target != QuestionTarget::Reviewer).then(|| entrance.urls().question_remind()),
        action: url(&entrance, target),
    };
    visit.page(&page)
}

fn row(visit: &Visit, entrance: &Entrance, listed: &Listed, all: &[Listed]) -> Row {
    let (row, urls) = (&listed.question.row, entrance.urls());
    let zone = entrance.event.zone();
    let at = |at: plenary_model::Timestamp| visit.locale().date_time_short(&at.in_zone(&zone));
    let required = match (row.question_required, row.deadline) {
        (QuestionRequired::Optional, _) => visit.t("question-optional"),
        (QuestionRequired::Required, _) => visit.t("question-required"),
        (QuestionRequired::AfterDeadline, deadline) => {
            visit.t_args("question-required-after", ("deadline", deadline.map(at).unwrap_or_default()))
        }
    };
    let mut badges = Vec::new();
    let mut badge = |icon: &'static str, text: String| badges.push(Badge::new("", Some(icon), text));
    if row.is_public {
        badge("eye", visit.t("question-public"));
    }
    if let Some(freeze) = row.freeze_after {
        badge("lock", visit.t_args("question-locked-from", ("time", at(freeze))));
    }
    if !row.is_visible_to_reviewers {
        badge("eye-off", visit.t("question-not-for-reviewers"));
    }
    if row.contains_personal_data {
        badge("user", visit.t("question-personal"));
    }
    if !listed.question.teams.is_empty() {
        badge("users", visit.t("question-for-teams"));
    }
    let other = row.depends_on_id.and_then(|id| all.iter().find(|other| other.question.row.id == id));
    let may_change = entrance.rights.can_change_event_settings;
    let edit = may_change.then(|| urls.question_edit(row.id));
    Row {
        id: row.id,
        name: entrance.text(visit, &row.question),
        url: listed.open.then(|| urls.question(row.id)).or_else(|| edit.clone()),
        variant: variant_name(visit, row.variant),
        required,
        active: row.active,
        answers: listed.answers,
        badges,
        note: other
            .map(|other| entrance.text(visit, &other.question.row.question))
            .map(|name| visit.t_args("question-depends-note", ("question", name)))
            .unwrap_or_default(),
        edit,
        toggle: urls.question_toggle(row.id),
    }
}

/// `order`: all ids in their new order, from the script; or `move`: `<id>:up`, `<id>:down`.
pub async fn reorder(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let target = wanted(&visit);
    let (actor, event) = (visit.actor(), &entrance.event);
    let by_script = submitted.has("order");
    let mut anchor = String::new();
    let order: Vec<i32> = if by_script {
        let ids = submitted.text("order").split(',').filter(|id| !id.is_empty());
        ids.map(|id| super::id(id.trim())).collect::<Result<_, _>>()?
    } else {
        let all = manage::list(state.database.reader(), &actor, event, target).await?;
        let mut ids: Vec<i32> = all.iter().map(|listed| listed.question.row.id).collect();
        let (id, way) = submitted.text("move").split_once(':').unwrap_or_default();
        let id = id.parse::<i32>().ok();
        let at = ids.iter().position(|known| Some(*known) == id);
        let to = at.and_then(|at| if way == "up" { at.checked_sub(1) } else { Some(at + 1) });
        if let (Some(at), Some(to)) = (at, to.filter(|to| *to < ids.len())) {
            ids.swap(at, to);
        }
        anchor = id.map(|id| format!("question-{id}")).unwrap_or_default();
        ids
    };
    let tx = state.database.begin().await?;
    match manage::reorder(&tx, &actor, event, target, &order).await {
        Ok(_) => tx.commit().await?,
        // Somebody deleted one meanwhile.
        Err(Error::NotFound) if by_script => return Ok(StatusCode::CONFLICT.into_response()),
        Err(error) => return Err(error.into()),
    }
    if by_script {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(see_other(&url(&entrance, target).anchor(&anchor)))
}
