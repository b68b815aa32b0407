//! Navigation: the tabs of public pages, the groups of the organiser's.

use plenary_locale::Locale;

use crate::event_head::EventHead;
use crate::urls::{OrgaUrls, Url};

/// One way of a public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    pub label: String,
    pub url: Url,
    pub current: bool,
}

/// Programme, sessions, speakers as far as the visitor may see them, and the call for proposals.
pub(crate) fn public(event: &EventHead, locale: Locale, here: &Url) -> Vec<Tab> {
    let urls = event.urls();
    let mut tabs = Vec::new();
    let mut add = |key: &str, url: Url, covers: &[Url]| {
        let current =
            covers.iter().any(|cover| here.path().starts_with(cover.as_str())) || here.path() == url.path();
        tabs.push(Tab { label: locale.t(key).into_owned(), current, url });
    };
    if event.shows_schedule {
        add("kit-schedule", urls.schedule(), &[urls.schedule()]);
        add("kit-sessions", urls.talks(), &[urls.talks()]);
        add("kit-speakers", urls.speakers(), &[urls.speakers()]);
    }
    if event.shows_featured {
        add("kit-featured", urls.featured(), &[]);
    }
    add("kit-cfp", urls.cfp(), &[urls.submit()]);
    if event.shows_schedule || event.shows_featured {
        add("kit-search", urls.search(), &[]);
    }
    if event.has_proposals {
        add("kit-my-proposals", urls.my_submissions(), &[urls.me()]);
    }
    tabs
}

/// A group of the organiser's navigation. One without items is a link itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Stable name, for remembering whether it is folded.
    pub name: &'static str,
    pub label: String,
    pub icon: &'static str,
    pub url: Option<Url>,
    pub items: Vec<Item>,
    pub current: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub label: String,
    pub url: Url,
    pub count: Option<u64>,
    pub current: bool,
}

/// Builds the groups: `Navigation::new(frame_locale, &here).link(…).group(…).item(…)`.
/// The organiser's crate lists the pages it has, and only those the visitor may open.
pub struct Navigation {
    here: String,
    groups: Vec<Group>,
}

impl Navigation {
    pub fn new(here: &Url) -> Self {
        Self { here: here.path().to_owned(), groups: Vec::new() }
    }

    /// A way without a group around it.
    pub fn link(
        mut self,
        name: &'static str,
        icon: &'static str,
        label: impl Into<String>,
        url: Url,
    ) -> Self {
        let current = self.here == url.path();
        self.groups.push(Group {
            name,
            label: label.into(),
            icon,
            url: Some(url),
            items: Vec::new(),
            current,
        });
        self
    }

    /// The same for a part of the site: also current on every page below it.
    pub fn part(
        mut self,
        name: &'static str,
        icon: &'static str,
        label: impl Into<String>,
        url: Url,
    ) -> Self {
        let current = self.here.starts_with(url.path());
        self = self.link(name, icon, label, url);
        if let Some(group) = self.groups.last_mut() {
            group.current = current;
        }
        self
    }

    /// A part only if `show`.
    pub fn part_if(
        self,
        show: bool,
        name: &'static str,
        icon: &'static str,
        label: impl Into<String>,
        url: Url,
    ) -> Self {
        if show { self.part(name, icon, label, url) } else { self }
    }

    /// Opens a group; items that follow belong to it.
    pub fn group(mut self, name: &'static str, icon: &'static str, label: impl Into<String>) -> Self {
        self.groups.push(Group {
            name,
            label: label.into(),
            icon,
            url: None,
            items: Vec::new(),
            current: false,
        });
        self
    }

    pub fn item(self, label: impl Into<String>, url: Url) -> Self {
        self.counted(label, url, None)
    }

    /// An item with a number beside it: what waits there.
    pub fn counted(mut self, label: impl Into<String>, url: Url, count: Option<u64>) -> Self {
        if let Some(group) = self.groups.last_mut() {
            group.items.push(Item { label: label.into(), url, count, current: false });
        }
        self
    }

    /// An item only if `show`.
    pub fn item_if(self, show: bool, label: impl Into<String>, url: Url) -> Self {
        if show { self.item(label, url) } else { self }
    }

    /// Marks the item whose address is the longest start of the page's, and drops empty groups.
    pub fn done(mut self) -> Vec<Group> {
        self.groups.retain(|group| group.url.is_some() || !group.items.is_empty());
        let here = &self.here;
        let best = self
            .groups
            .iter()
            .flat_map(|group| &group.items)
            .filter(|item| here.starts_with(item.url.path()))
            .map(|item| item.url.path().len())
            .max();
        for group in &mut self.groups {
            for item in &mut group.items {
                item.current = here.starts_with(item.url.path()) && Some(item.url.path().len()) == best;
                group.current |= item.current;
            }
        }
        self.groups
    }

    /// The whole navigation of an event as the design orders it (interface.md, “Page frames”), for
    /// the styleguide; the organiser's crate starts from a copy of it.
    pub(crate) fn example(here: &Url, urls: &OrgaUrls) -> Vec<Group> {
        Self::new(here)
            .link("overview", "layout-dashboard", "Overview", urls.dashboard())
            .group("cfp", "inbox", "Call for proposals")
            .item("Settings", urls.cfp_text())
            .item("Tracks", urls.tracks())
            .item("Session types", urls.types())
            .group("sessions", "clipboard-list", "Proposals & sessions")
            .counted("Proposals", urls.submissions(), Some(42))
            .item("Tags", urls.tags())
            .item("Statistics", urls.statistics())
            .link("review", "gavel", "Review", urls.reviews())
            .group("schedule", "calendar-days", "Schedule")
            .item("Editor", urls.schedule())
            .item("Rooms", urls.rooms())
            .link("speakers", "users", "Speakers", urls.speakers())
            .group("mail", "mail", "Mail")
            .counted("Outbox", urls.outbox(), Some(3))
            .item("Sent", urls.mails_sent())
            .item("Templates", urls.mail_templates())
            .group("settings", "settings", "Settings")
            .item("Event", urls.settings())
            .item("Mail", urls.settings_mail())
            .done()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_current_below_too() {
        let urls = crate::urls::OrganiserUrls::new("o");
        let groups = Navigation::new(&urls.team(3))
            .link("overview", "calendar", "Overview", urls.dashboard())
            .part("teams", "users", "Teams", urls.teams())
            .part_if(false, "settings", "settings", "Settings", urls.settings())
            .done();
        let current: Vec<(&str, bool)> = groups.iter().map(|group| (group.name, group.current)).collect();
        assert_eq!(current, [("overview", false), ("teams", true)]);
    }

    #[test]
    fn the_longest_match_is_current() {
        let urls = OrgaUrls::new("e");
        let groups = Navigation::example(&urls.tags(), &urls);
        let current: Vec<&str> =
            groups.iter().flat_map(|g| &g.items).filter(|i| i.current).map(|i| i.label.as_str()).collect();
        assert_eq!(current, ["Tags"]);
        let groups = Navigation::example(&urls.submission("ABC"), &urls);
        assert!(groups.iter().any(|group| group.name == "sessions" && group.current));
    }
}
