//! Coming to an organiser's page: whose, what the visitor may do there, and the frame around.

use plenary_event::{organiser as organisers, rights};
use plenary_model::{Error, Result, Rights};
use plenary_store::entity::organiser;
use plenary_web::nav::Navigation;
use plenary_web::{AppState, Failure, Frame, OrganiserUrls, Visit};

use super::text;

pub struct Entrance {
    pub organiser: organiser::Model,
    pub rights: Rights,
}

/// Finds the organiser for whoever is in one of its teams and may do what `may` says; for others it
/// does not exist. Two statements.
pub async fn enter(
    state: &AppState,
    visit: &Visit,
    slug: &str,
    may: impl Fn(&Rights) -> bool,
) -> Result<Entrance> {
    // Before anything is looked up, so that visitors can't find out which organisers there are.
    visit.logged_in()?;
    let db = state.database.reader();
    let organiser = organisers::find(db, slug).await?;
    let rights = rights::require_at_organiser(db, &visit.actor(), organiser.id, may).await?;
    Ok(Entrance { organiser, rights })
}

/// The number in an address; what is none is the address of nothing.
pub fn id(text: &str) -> Result<i32> {
    text.parse().map_err(|_| Error::NotFound)
}

impl Entrance {
    pub fn urls(&self) -> OrganiserUrls {
        OrganiserUrls::new(&self.organiser.slug)
    }

    pub fn name(&self, visit: &Visit) -> String {
        text(visit, &self.organiser.name)
    }

    /// The organiser's frame with the ways this visitor has.
    pub async fn frame(&self, state: &AppState, visit: &Visit) -> Result<Frame, Failure> {
        let (urls, rights) = (self.urls(), self.rights);
        let navigation = Navigation::new(visit.here())
            .link("overview", "layout-dashboard", visit.t("orga-overview"), urls.dashboard())
            .part_if(rights.can_change_teams, "teams", "users", visit.t("organiser-teams"), urls.teams())
            .part("speakers", "mic", visit.t("organiser-speakers"), urls.speakers())
            .part_if(
                rights.can_change_organiser_settings,
                "settings",
                "settings",
                visit.t("organiser-settings"),
                urls.settings(),
            )
            .done();
        let frame = visit.orga_frame(state).await?.navigation(navigation);
        Ok(frame.organiser(self.name(visit), urls.dashboard()))
    }
}
