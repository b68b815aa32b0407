//! Deleting a team, after asking.

use axum::extract::{Path, State};
use plenary_event::team::{self, change, coverage};
use plenary_model::{Error, Message};
use plenary_web::{AppState, Frame, Notice, Page, Url, Visit, see_other};

use super::{may, onwards, warn};
use crate::organiser::entrance::{enter, id};

#[derive(askama::Template)]
#[template(path = "organiser/team_delete.html")]
struct DeletePage {
    frame: Frame,
    title: String,
    members: Vec<String>,
    invites: usize,
    /// Why it can't be deleted.
    refusal: Option<String>,
    back: Url,
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    visit.page(&page(&state, &visit, &slug, &number, None).await?)
}

async fn page(
    state: &AppState,
    visit: &Visit,
    slug: &str,
    number: &str,
    refused: Option<Message>,
) -> Result<DeletePage, plenary_web::Failure> {
    let entrance = enter(state, visit, slug, may).await?;
    let db = state.database.reader();
    let team = team::one(db, &visit.actor(), &entrance.organiser, id(number)?).await?;
    let refusal = match refused {
        Some(message) => Some(message),
        None => coverage::of_deletion(db, &visit.actor(), &entrance.organiser, team.row.id).await?,
    };
    let (urls, name) = (entrance.urls(), &team.row.name);
    let title = visit.t_args("organiser-team-delete-title", ("name", name));
    let back = urls.team(team.row.id);
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(title.clone())
        .above(visit.t("organiser-teams"), urls.teams())
        .above(name.clone(), back.clone());
    Ok(DeletePage {
        frame,
        title,
        members: team.members.iter().map(|account| account.name.clone()).collect(),
        invites: team.invites.len(),
        refusal: refusal.map(|message| visit.locale().message(&message).into_owned()),
        back,
    })
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let tx = state.database.begin().await?;
    let outcome = change::delete(&tx, &visit.actor(), &entrance.organiser, id(&number)?).await;
    match outcome {
        Ok((team, warnings)) => {
            tx.commit().await?;
            let text = visit.t_args("organiser-team-deleted", ("name", &team.name));
            visit.say(&state, Notice::success(text)).await?;
            warn(&state, &visit, warnings).await?;
            Ok(see_other(&onwards(&state, &visit, &entrance, entrance.urls().teams()).await?))
        }
        Err(Error::Conflict(message)) => {
            tx.rollback().await?;
            visit.again(&page(&state, &visit, &slug, &number, Some(message)).await?)
        }
        Err(error) => Err(error.into()),
    }
}
