//! Coming to an organiser's page: which event, what the visitor may do there, and the frame around.

use plenary_event::{event as events, rights};
use plenary_model::{I18nText, Result, Rights};
use plenary_store::entity::event;
use plenary_web::nav::{Group, Navigation};
use plenary_web::{AppState, EventHead, EventUrls, Failure, Frame, OrgaUrls, Visit};

/// The event of the page and what the visitor may do in it.
pub struct Entrance {
    pub event: event::Model,
    pub rights: Rights,
}

/// Finds the event for whoever has any right in it; for others it does not exist. Two statements.
pub async fn enter(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    // Before anything is looked up, so that visitors can't find out which events there are.
    visit.logged_in()?;
    let db = state.database.reader();
    let event = events::find(db, slug).await?;
    let rights = rights::require(db, &visit.actor(), &event, |rights| rights.any()).await?;
    let mut head = EventHead::new(&event);
    head.organises = true;
    // Organisers read these pages in their own language, whatever the event's are.
    head.locales.clear();
    visit.enter(head);
    Ok(Entrance { event, rights })
}

impl Entrance {
    pub fn urls(&self) -> OrgaUrls {
        OrgaUrls::new(&self.event.slug)
    }

    pub fn public_urls(&self) -> EventUrls {
        EventUrls::new(&self.event.slug)
    }

    /// An organisers' text in the language of the page.
    pub fn text(&self, visit: &Visit, text: &I18nText) -> String {
        text.get(visit.locale().code(), &self.event.locale).to_owned()
    }

    pub fn name(&self, visit: &Visit) -> String {
        self.text(visit, &self.event.name)
    }

    /// The organiser's frame with the ways this visitor has.
    pub async fn frame(&self, state: &AppState, visit: &Visit) -> Result<Frame, Failure> {
        Ok(visit.orga_frame(state).await?.navigation(self.navigation(visit)))
    }

    fn navigation(&self, visit: &Visit) -> Vec<Group> {
        let (urls, rights) = (self.urls(), self.rights);
        let submissions = rights.can_change_submissions;
        Navigation::new(visit.here())
            .link("overview", "layout-dashboard", visit.t("orga-overview"), urls.dashboard())
            .group("call", "message-square", visit.t("question-call"))
            .item_if(submissions, visit.t("question-questions"), urls.questions())
            .group("sessions", "clipboard-list", visit.t("orga-proposals-and-sessions"))
            .item_if(submissions, visit.t("orga-proposals"), urls.submissions())
            .group("schedule", "calendar-days", visit.t("kit-schedule"))
            .item_if(submissions, visit.t("orga-editor"), urls.schedule())
            .item_if(
                submissions || rights.can_change_event_settings,
                visit.t("kit-schedule-rooms"),
                urls.rooms(),
            )
            .group("settings", "settings", visit.t("event-settings"))
            .item_if(rights.can_change_event_settings, visit.t("event-general"), urls.settings())
            .item_if(rights.can_change_event_settings, visit.t("event-review"), urls.settings_review())
            .item_if(rights.can_change_event_settings, visit.t("event-mail"), urls.settings_mail())
            .item_if(rights.can_change_event_settings, visit.t("event-widget"), urls.settings_widget())
            .done()
    }
}
