//! Sending a member of a team a link to a new password, after asking.

use axum::extract::{Path, State};
use plenary_event::team::{self, change};
use plenary_model::{Error, Result};
use plenary_web::{AppState, Frame, Page, Url, Visit, see_other};

use super::may;
use crate::admin::{links, tell};
use crate::organiser::entrance::{enter, id};

#[derive(askama::Template)]
#[template(path = "organiser/member_reset.html")]
struct ResetPage {
    frame: Frame,
    title: String,
    email: String,
    back: Url,
}

type Address = Path<(String, String, String)>;

pub async fn ask(State(state): State<AppState>, visit: Visit, Path((slug, number, member)): Address) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let team = team::one(state.database.reader(), &visit.actor(), &entrance.organiser, id(&number)?).await?;
    let member = id(&member)?;
    let account = team.members.iter().find(|account| account.id == member).ok_or(Error::NotFound)?;
    let title = visit.t_args("admin-member-reset-title", ("name", &account.name));
    let frame = entrance.frame_below(&state, &visit, &team.row, &title).await?;
    let back = entrance.urls().team(team.row.id);
    visit.page(&ResetPage { frame, title, email: account.email.clone(), back })
}

pub async fn send(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number, member)): Address,
) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let (team, member) = (id(&number)?, id(&member)?);
    let outcome: Result<String> = async {
        let tx = state.database.begin().await?;
        let links = links(&state);
        let organiser = &entrance.organiser;
        let account = change::reset_member(&tx, &visit.actor(), organiser, team, member, &links).await?;
        tx.commit().await?;
        Ok(visit.t_args("admin-reset-sent", ("email", account.email)))
    }
    .await;
    tell(&state, &visit, outcome).await?;
    Ok(see_other(&entrance.urls().team(team)))
}
