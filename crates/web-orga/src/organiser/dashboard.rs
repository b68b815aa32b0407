//! An organiser's events, and its teams for those who may change them.

use axum::extract::{Path, State};
use plenary_event::{organiser as organisers, team};
use plenary_store::entity::event;
use plenary_web::{AppState, Badge, Frame, OrgaUrls, Page, Url, Visit};

use super::entrance::enter;
use crate::events::{publicity, until};

#[derive(askama::Template)]
#[template(path = "organiser/dashboard.html")]
struct DashboardPage {
    frame: Frame,
    name: String,
    events: Vec<Event>,
    /// Name, address and how many people; for those who may change teams.
    teams: Option<Vec<(String, Url, usize)>>,
    add_team: Url,
}

struct Event {
    name: String,
    slug: String,
    url: Url,
    dates: String,
    when: String,
    badge: Badge,
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
        events: events.iter().map(|(event, _)| row(&state, &visit, event)).collect(),
        teams: teams.map(|teams| {
            let team =
                |listed: team::Listed| (listed.team.name, urls.team(listed.team.id), listed.members.len());
            teams.into_iter().map(team).collect()
        }),
        add_team: urls.team_new(),
    };
    visit.page(&page)
}

fn row(state: &AppState, visit: &Visit, event: &event::Model) -> Event {
    let locale = visit.locale();
    let today = plenary_model::Date(state.now().in_zone(&event.zone()).date());
    let when = if today > event.date_to {
        visit.t("orga-event-over")
    } else if today >= event.date_from {
        visit.t("orga-event-running")
    } else {
        until(visit, event, today)
    };
    Event {
        name: event.name_in(locale.code()).to_owned(),
        slug: event.slug.clone(),
        url: OrgaUrls::new(&event.slug).dashboard(),
        dates: locale.date_range(event.date_from.0, event.date_to.0),
        when,
        badge: publicity(visit, event),
    }
}
