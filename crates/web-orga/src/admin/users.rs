//! `/orga/admin/users/`: everybody who has an account.

use axum::extract::State;
use plenary_person::people::{self, Listed};
use plenary_web::{AppState, DEFAULT_SIZE, Frame, Page, Pagination, SiteUrls, Url, Visit};

use super::user::{Marks, marks};
use super::{enter, frame, when};
use crate::query;

#[derive(askama::Template)]
#[template(path = "admin/users.html")]
struct UsersPage {
    frame: Frame,
    q: String,
    /// Without the search.
    all: Url,
    rows: Vec<Row>,
    pagination: Pagination,
}

struct Row {
    name: String,
    email: String,
    code: String,
    /// Accounts of very old instances may have no code.
    url: Option<Url>,
    marks: Marks,
    teams: u64,
    events: u64,
    proposals: u64,
    last_login: String,
}

/// Longer searches are cut: nobody types them.
const LONGEST: usize = 200;

pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    enter(&visit)?;
    let q: String = query::value(&visit, "q").chars().filter(|c| *c != '\0').take(LONGEST).collect();
    let page = query::value(&visit, "page").parse().unwrap_or(1);
    let found = people::search(state.database.reader(), &visit.actor(), &q, page, DEFAULT_SIZE).await?;
    let all = SiteUrls::new().admin_users();
    let base = if q.is_empty() { all.clone() } else { all.clone().query("q", &q) };
    let pagination = Pagination::new(visit.locale(), base, page, DEFAULT_SIZE, found.total);
    let rows = found.people.into_iter().map(|listed| row(&state, &visit, listed)).collect();
    let frame = frame(&state, &visit, visit.t("admin-users")).await?;
    visit.page(&UsersPage { frame, q, all, rows, pagination })
}

fn row(state: &AppState, visit: &Visit, listed: Listed) -> Row {
    let account = listed.account;
    Row {
        marks: marks(visit, &account),
        last_login: account.last_login.map(|at| when(state, visit, at)).unwrap_or_default(),
        url: account.code.as_deref().map(|code| SiteUrls::new().admin_user(code)),
        name: account.name,
        email: account.email,
        code: account.code.unwrap_or_default(),
        teams: listed.teams,
        events: listed.events,
        proposals: listed.proposals,
    }
}
