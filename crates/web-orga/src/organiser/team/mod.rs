//! The teams of an organiser.

mod delete;
mod form;
mod invite;
mod list;
mod member;
mod reset;
mod show;

use axum::Router;
use axum::routing::get;
use plenary_event::team::coverage::Warning;
use plenary_model::Rights;
use plenary_web::{AppState, Failure, Notice, OrganiserUrls, SiteUrls, Url, Visit};

use super::entrance::Entrance;
use super::text;
pub use form::{flags, label};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(OrganiserUrls::TEAMS, get(list::show))
        .route(OrganiserUrls::TEAM_NEW, get(show::new).post(show::create))
        .route(OrganiserUrls::TEAM, get(show::show).post(show::save))
        .route(OrganiserUrls::TEAM_DELETE, get(delete::ask).post(delete::delete))
        .route(OrganiserUrls::MEMBER_DELETE, get(member::ask).post(member::remove))
        .route(OrganiserUrls::MEMBER_RESET, get(reset::ask).post(reset::send))
        .route(OrganiserUrls::INVITE_WITHDRAW, get(invite::ask).post(invite::retract))
        .route(OrganiserUrls::INVITE_RESEND, get(invite::resend_asked).post(invite::resend))
}

fn may(rights: &Rights) -> bool {
    rights.can_change_teams
}

/// Says what nobody can do any more; nothing of it is forbidden.
async fn warn(state: &AppState, visit: &Visit, warnings: Vec<Warning>) -> Result<(), Failure> {
    const NAMED: usize = 5;
    for warning in warnings {
        let text = match warning {
            Warning::NobodyCreatesEvents => visit.t("organiser-warning-nobody-creates-events"),
            Warning::NobodyChangesOrganiser => visit.t("organiser-warning-nobody-changes-organiser"),
            Warning::NobodyChangesEvents(events) => {
                let names: Vec<String> =
                    events.iter().take(NAMED).map(|event| text(visit, &event.name)).collect();
                let more = events.len().saturating_sub(NAMED);
                let args = (("events", names.join(", ")), ("more", more));
                visit.t_args("organiser-warning-nobody-changes-events", args)
            }
        };
        visit.say(state, Notice::warning(text)).await?;
    }
    Ok(())
}

/// The page to go on with: `url`, or the list of events for whoever has just given the right away.
async fn onwards(state: &AppState, visit: &Visit, entrance: &Entrance, url: Url) -> Result<Url, Failure> {
    let db = state.database.reader();
    let rights = plenary_event::rights::at_organiser(db, &visit.actor(), entrance.organiser.id).await?;
    Ok(if may(&rights) { url } else { SiteUrls::new().orga_events() })
}
