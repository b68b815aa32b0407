//! Taking somebody out of a team, after asking.

use axum::extract::{Path, State};
use plenary_event::team::{self, change, coverage};
use plenary_model::{Error, Message};
use plenary_web::{AppState, Failure, Frame, Notice, Page, Url, Visit, see_other};

use super::{may, onwards, warn};
use crate::organiser::entrance::{enter, id};

#[derive(askama::Template)]
#[template(path = "organiser/member_remove.html")]
struct RemovePage {
    frame: Frame,
    title: String,
    email: String,
    /// Whether it is the visitor who leaves.
    own: bool,
    refusal: Option<String>,
    back: Url,
}

type Address = Path<(String, String, String)>;

pub async fn ask(State(state): State<AppState>, visit: Visit, Path(address): Address) -> Page {
    visit.page(&page(&state, &visit, &address, None).await?)
}

async fn page(
    state: &AppState,
    visit: &Visit,
    (slug, number, member): &(String, String, String),
    refused: Option<Message>,
) -> Result<RemovePage, Failure> {
    let entrance = enter(state, visit, slug, may).await?;
    let (db, actor, member) = (state.database.reader(), visit.actor(), id(member)?);
    let team = team::one(db, &actor, &entrance.organiser, id(number)?).await?;
    let account = team.members.iter().find(|account| account.id == member).ok_or(Error::NotFound)?;
    let last = team.members.iter().all(|other| other.id == member || !other.is_active);
    let refusal = match refused {
        Some(message) => Some(message),
        // Without its last member a team counts as little as if it were not there.
        None if last => coverage::of_deletion(db, &actor, &entrance.organiser, team.row.id).await?,
        None => None,
    };
    let (urls, name) = (entrance.urls(), &team.row.name);
    let title = visit.t_args("organiser-member-remove-title", (("name", &account.name), ("team", name)));
    let back = urls.team(team.row.id);
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(title.clone())
        .above(visit.t("organiser-teams"), urls.teams())
        .above(name.clone(), back.clone());
    Ok(RemovePage {
        frame,
        title,
        email: account.email.clone(),
        own: actor.account() == Some(account.id),
        refusal: refusal.map(|message| visit.locale().message(&message).into_owned()),
        back,
    })
}

pub async fn remove(State(state): State<AppState>, visit: Visit, Path(address): Address) -> Page {
    let (slug, number, member) = &address;
    let entrance = enter(&state, &visit, slug, may).await?;
    let team = id(number)?;
    let tx = state.database.begin().await?;
    match change::remove_member(&tx, &visit.actor(), &entrance.organiser, team, id(member)?).await {
        Ok((account, warnings)) => {
            tx.commit().await?;
            let text = visit.t_args("organiser-member-removed", ("name", &account.name));
            visit.say(&state, Notice::success(text)).await?;
            warn(&state, &visit, warnings).await?;
            Ok(see_other(&onwards(&state, &visit, &entrance, entrance.urls().team(team)).await?))
        }
        Err(Error::Conflict(message)) => {
            tx.rollback().await?;
            visit.again(&page(&state, &visit, &address, Some(message)).await?)
        }
        Err(error) => Err(error.into()),
    }
}
