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

    /// The ways this visitor has in the event.
    pub fn navigation(&self, visit: &Visit) -> Vec<Group> {
        let (urls, rights) = (self.urls(), self.rights);
        let submissions = rights.can_change_submissions;
        Navigation::new(visit.here())
            .link("overview", "layout-dashboard", visit.t("orga-overview"), urls.dashboard())
            .group("call", "inbox", visit.t("call-settings"))
            .item_if(rights.can_change_event_settings, visit.t("call-editor"), urls.cfp_editor())
            .item_if(rights.can_change_event_settings, visit.t("call-texts-and-dates"), urls.cfp_text())
            .item_if(submissions, visit.t("question-questions"), urls.questions())
            .item_if(submissions, visit.t("call-types"), urls.types())
            .item_if(submissions && self.event.flags().use_tracks(), visit.t("call-tracks"), urls.tracks())
            .item_if(rights.can_change_event_settings, visit.t("call-codes"), urls.access_codes())
            .group("sessions", "clipboard-list", visit.t("orga-proposals-and-sessions"))
            .item_if(submissions, visit.t("orga-proposals"), urls.submissions())
            .item_if(submissions || rights.is_reviewer, visit.t("call-tags"), urls.tags())
            .group("speakers", "users", visit.t("kit-speakers"))
            .item_if(submissions, visit.t("call-notes"), urls.information())
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
            .item_if(rights.can_change_event_settings, visit.t("frame-plugins"), urls.settings_plugins())
            .part_if(
                rights.can_change_event_settings,
                "history",
                "history",
                visit.t("history-title"),
                urls.history(),
            )
            .done()
    }
}
