//! An organiser's events, and its teams for those who may change them.

use axum::extract::{Path, State};
use plenary_event::{organiser as organisers, team};
use plenary_store::entity::event;
use plenary_web::{AppState, Frame, Page, Url, Visit};

use super::entrance::enter;
use crate::events::{Row, row};

#[derive(askama::Template)]
#[template(path = "organiser/dashboard.html")]
struct DashboardPage {
    frame: Frame,
    name: String,
    events: Vec<Row>,
    /// Name, address and how many people; for those who may change teams.
    teams: Option<Vec<(String, Url, usize)>>,
    add_team: Url,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug, |rights| rights.any()).await?;
    let (db, actor, urls) = (state.database.reader(), visit.actor(), entrance.urls());
    let events = organisers::events(db, &actor, entrance.organiser.id).await?;
    let teams = match entrance.rights.can_change_teams {
        true => Some(team::list(db, &actor, &entrance.organiser).await?),
        false => None,
    };
    let name = entrance.name(&visit);
    let page = DashboardPage {
        frame: entrance.frame(&state, &visit).await?.title(name.clone()),
        name,
        events: events.iter().map(|(event, _)| listed(&state, &visit, event)).collect(),
        teams: teams.map(|teams| {
            let team =
                |listed: team::Listed| (listed.team.name, urls.team(listed.team.id), listed.members.len());
            teams.into_iter().map(team).collect()
        }),
        add_team: urls.team_new(),
    };
    visit.page(&page)
}

fn listed(state: &AppState, visit: &Visit, event: &event::Model) -> Row {
    let mut row = row(visit, event, plenary_model::Date(state.now().in_zone(&event.zone()).date()));
    if row.when.is_empty() {
        row.when = visit.t("orga-event-over");
    }
    row
}
