//! Where one is logged in.

use axum::extract::State;
use plenary_model::time;
use plenary_person::session as sessions;
use plenary_web::session::Seen;
use plenary_web::{AppState, Frame, Notice, Page, Url, Visit, see_other};

use super::at::At;
use super::device::device;

#[derive(askama::Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    frame: Frame,
    rows: Vec<Row>,
    action: Url,
}

struct Row {
    device: String,
    network: String,
    seen: String,
    since: String,
    is_this: bool,
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    let account = visit.logged_in()?;
    let (locale, now) = (visit.locale(), state.now());
    let zone = time::zone(&account.time_zone);
    let this = visit.session().id().map(|id| id.to_string());
    let listed = sessions::list(state.database.reader(), &visit.actor(), now).await?;
    let mut rows: Vec<(i64, Row)> = Vec::with_capacity(listed.len());
    for row in listed {
        let seen = Seen::of(&row.data);
        let last = seen.as_ref().map_or(row.created, Seen::at);
        let agent = seen.as_ref().map(|seen| seen.agent.as_str()).unwrap_or_default();
        let name = match device(agent) {
            (Some(browser), Some(system)) => {
                visit.t_args("account-device", (("browser", browser), ("system", system)))
            }
            (Some(only), None) | (None, Some(only)) => only.to_owned(),
            (None, None) => visit.t("account-device-unknown"),
        };
        let row = Row {
            device: name,
            network: seen.map(|seen| seen.network).unwrap_or_default(),
            seen: locale.relative(last.jiff(), now.jiff(), &zone),
            since: locale.date_time(&row.created.in_zone(&zone)),
            is_this: this.as_ref() == Some(&row.id),
        };
        rows.push((last.micros(), row));
    }
    rows.sort_by_key(|(last, row)| (!row.is_this, std::cmp::Reverse(*last)));
    let frame = at
        .frame(&state, &visit, visit.t("account-sessions-title"))
        .await?
        .above(visit.t("account-back"), at.me());
    visit.page(&SessionsPage {
        frame,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        action: at.sessions(),
    })
}

/// Logs out everywhere but here.
pub async fn end(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    visit.logged_in()?;
    let this = visit.session().id().map(|id| id.to_string()).unwrap_or_default();
    let tx = state.database.begin().await?;
    let count = sessions::end_others(&tx, &visit.actor(), &this).await?;
    tx.commit().await?;
    visit.say(&state, Notice::success(visit.t_args("account-sessions-ended", ("count", count)))).await?;
    Ok(see_other(&at.sessions()))
}
