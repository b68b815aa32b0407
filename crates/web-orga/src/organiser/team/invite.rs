//! Sending an open invitation again, or taking it back.

use axum::extract::{Path, State};
use plenary_event::team::invite;
use plenary_model::Error;
use plenary_web::{AppState, Frame, Notice, Page, Url, Visit, see_other};

use super::may;
use crate::organiser::entrance::{enter, id};

#[derive(askama::Template)]
#[template(path = "organiser/invite_retract.html")]
struct RetractPage {
    frame: Frame,
    title: String,
    back: Url,
}

type Address = Path<(String, String, String)>;

pub async fn ask(State(state): State<AppState>, visit: Visit, Path((slug, number, invite)): Address) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let db = state.database.reader();
    let (team, invite) =
        invite::one(db, &visit.actor(), &entrance.organiser, id(&number)?, id(&invite)?).await?;
    let email = invite.email.unwrap_or_default();
    let title = visit.t_args("organiser-invite-retract-title", ("email", email));
    let urls = entrance.urls();
    let back = urls.team(team.id);
    let frame = entrance
        .frame(&state, &visit)
        .await?
        .title(title.clone())
        .above(visit.t("organiser-teams"), urls.teams())
        .above(team.name, back.clone());
    visit.page(&RetractPage { frame, title, back })
}

pub async fn retract(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number, invite)): Address,
) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let team = id(&number)?;
    let tx = state.database.begin().await?;
    let gone = invite::retract(&tx, &visit.actor(), &entrance.organiser, team, id(&invite)?).await?;
    tx.commit().await?;
    let text = visit.t_args("organiser-invite-retracted", ("email", gone.email.unwrap_or_default()));
    visit.say(&state, Notice::success(text)).await?;
    Ok(see_other(&entrance.urls().team(team)))
}

/// A link here only leads back: sending takes a button.
pub async fn resend_asked(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number, invite)): Address,
) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let db = state.database.reader();
    let (team, _) = invite::one(db, &visit.actor(), &entrance.organiser, id(&number)?, id(&invite)?).await?;
    Ok(see_other(&entrance.urls().team(team.id)))
}

pub async fn resend(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number, invite)): Address,
) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let team = id(&number)?;
    let tx = state.database.begin().await?;
    let notice = match invite::resend(&tx, &visit.actor(), &entrance.organiser, team, id(&invite)?).await {
        Ok(sent) => {
            tx.commit().await?;
            let email = sent.email.unwrap_or_default();
            Notice::success(visit.t_args("organiser-invite-resent", ("email", email)))
        }
        Err(Error::Conflict(message)) => Notice::danger(visit.locale().message(&message)),
        Err(error) => return Err(error.into()),
    };
    visit.say(&state, notice).await?;
    Ok(see_other(&entrance.urls().team(team)))
}
