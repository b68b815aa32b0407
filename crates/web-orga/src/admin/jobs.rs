//! `/orga/admin/jobs/`: the jobs that were given up, to be tried again or thrown away.

use axum::extract::State;
use axum::http::StatusCode;
use plenary_model::Result;
use plenary_queue::{dead, load};
use plenary_store::entity::job;
use plenary_web::{
    AppState, DEFAULT_SIZE, Failure, Frame, Page, Pagination, SiteUrls, Submitted, Visit, see_other,
};

use super::{enter, frame, tell, when};
use crate::query;

#[derive(askama::Template)]
#[template(path = "admin/jobs.html")]
struct JobsPage {
    frame: Frame,
    rows: Vec<Row>,
    /// What is still to be done.
    open: u64,
    pagination: Pagination,
}

struct Row {
    id: i32,
    kind: String,
    key: String,
    error: String,
    failed: String,
    attempts: i32,
}

pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    enter(&visit)?;
    let (db, actor) = (state.database.reader(), visit.actor());
    let total = dead::count(db, &actor).await?;
    let page = query::value(&visit, "page").parse().unwrap_or(1);
    let base = SiteUrls::new().admin_jobs();
    let pagination = Pagination::new(visit.locale(), base, page, DEFAULT_SIZE, total);
    let jobs = dead::list(db, &actor, pagination.offset(), pagination.size).await?;
    let open = load::queue(db, &actor, state.now()).await?.open();
    let row = |job: job::Model| Row {
        id: job.id,
        kind: job.kind,
        key: job.key,
        error: job.error.unwrap_or_default(),
        failed: job.failed.map(|at| when(&state, &visit, at)).unwrap_or_default(),
        attempts: job.attempts,
    };
    let rows = jobs.into_iter().map(row).collect();
    let frame = frame(&state, &visit, visit.t("admin-jobs")).await?;
    visit.page(&JobsPage { frame, rows, open, pagination })
}

pub async fn act(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    enter(&visit)?;
    let job = submitted.text("job").parse().ok();
    let outcome = match (submitted.text("action"), job) {
        ("retry-all", _) => retry_all(&state, &visit).await,
        ("retry", Some(id)) => one(&state, &visit, id, true).await,
        ("discard", Some(id)) => one(&state, &visit, id, false).await,
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    };
    tell(&state, &visit, outcome).await?;
    Ok(see_other(&SiteUrls::new().admin_jobs()))
}

async fn retry_all(state: &AppState, visit: &Visit) -> Result<String> {
    let tx = state.database.begin().await?;
    let count = dead::retry_all(&tx, &visit.actor()).await?;
    tx.commit().await?;
    Ok(visit.t_args("admin-jobs-retried", ("count", count)))
}

async fn one(state: &AppState, visit: &Visit, id: i32, again: bool) -> Result<String> {
    let (tx, actor) = (state.database.begin().await?, visit.actor());
    let (job, key) = match again {
        true => (dead::retry(&tx, &actor, id).await?, "admin-job-retried"),
        false => (dead::discard(&tx, &actor, id).await?, "admin-job-discarded"),
    };
    tx.commit().await?;
    Ok(visit.t_args(key, (("kind", job.kind), ("key", job.key))))
}
