//! All teams of an organiser.

use axum::extract::{Path, State};
use plenary_event::team::{self, Listed};
use plenary_web::{AppState, Badge, Frame, Page, Url, Visit};

use super::may;
use crate::organiser::entrance::{Entrance, enter};

#[derive(askama::Template)]
#[template(path = "organiser/teams.html")]
struct ListPage {
    frame: Frame,
    add: Url,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    url: Url,
    /// The first few.
    members: Vec<String>,
    /// How many more.
    more: usize,
    invites: usize,
    /// Which events it reaches, in words.
    events: String,
    rights: Vec<Badge>,
}

/// Members a row names.
const NAMED: usize = 3;

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let teams = team::list(state.database.reader(), &visit.actor(), &entrance.organiser).await?;
    let page = ListPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("organiser-teams")),
        add: entrance.urls().team_new(),
        rows: teams.iter().map(|listed| row(&visit, &entrance, listed)).collect(),
    };
    visit.page(&page)
}

fn row(visit: &Visit, entrance: &Entrance, listed: &Listed) -> Row {
    let team = &listed.team;
    let events = match team.all_events {
        true => visit.t("organiser-team-all-events"),
        false => visit.t_args("organiser-team-events", ("count", listed.events)),
    };
    Row {
        name: team.name.clone(),
        url: entrance.urls().team(team.id),
        members: listed.members.iter().take(NAMED).map(|account| account.name.clone()).collect(),
        more: listed.members.len().saturating_sub(NAMED),
        invites: listed.invites,
        events,
        rights: super::form::flags(team)
            .into_iter()
            .filter(|(_, on)| *on)
            .map(|(name, _)| Badge::new("", None, visit.t(super::form::short_label(name))))
            .collect(),
    }
}
