//! What surrounds a page: head, header, navigation, messages, footer. The templates in
//! `templates/layout/` draw it; every page's struct has a field `frame`.

use plenary_locale::{Arguments, LOCALES, Locale};
use plenary_model::I18nText;

use crate::assets::Assets;
use crate::component::{Icon, StateBadge};
use crate::event_head::EventHead;
use crate::nav::{Group, Tab};
use crate::notice::Notice;
use crate::preferences::Theme;
use crate::state::Site;
use crate::urls::is_web_address;
use crate::urls::{SiteUrls, Url};
use crate::visit::{Account, Context};

/// Which of the two layouts the page extends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    Public,
    Orga,
}

#[derive(Clone, Debug)]
pub struct Frame {
    pub locale: Locale,
    pub kind: FrameKind,
    pub event: Option<EventHead>,
    /// Name and address of the organiser whose page it is, outside of events.
    pub organiser: Option<(String, Url)>,
    pub account: Option<Account>,
    pub notices: Vec<Notice>,
    /// The organiser's navigation.
    pub groups: Vec<Group>,
    /// The ways of a public page.
    pub tabs: Vec<Tab>,
    pub breadcrumbs: Vec<(String, Url)>,
    pub assets: Assets,
    pub theme: Theme,
    /// The address of this page.
    pub here: Url,
    pub site_url: String,
    pub version: &'static str,
    pub debug: bool,
    /// Whether everyone gets the same page: what is personal is added by a script.
    pub shared: bool,
    /// Whether the page becomes a file: nothing on it may need a server.
    pub is_file: bool,
    /// Whether only few see the page, so that it must say so.
    pub preview: bool,
    page_title: String,
    description: String,
    preview_image: Option<String>,
    style: String,
    hide_from_search: bool,
    scripts: Vec<String>,
}

impl Frame {
    pub(crate) fn bare(context: &Context, site: &Site, kind: FrameKind) -> Self {
        let event = context.event().cloned();
        let locale = context.locale();
        let tabs = match (&event, kind) {
            (Some(event), FrameKind::Public) => crate::nav::public(event, locale, context.here()),
            _ => Vec::new(),
        };
        Self {
            locale,
            kind,
            organiser: None,
            account: context.account().cloned(),
            notices: Vec::new(),
            groups: Vec::new(),
            tabs,
            breadcrumbs: Vec::new(),
            assets: Assets::current(),
            theme: context.theme(),
            // What a visitor added to the address must not reach other visitors' pages.
            here: if context.is_shared() { context.here().bare() } else { context.here().clone() },
            shared: context.is_shared(),
            preview: context.is_preview(),
            is_file: site.export_of.is_some(),
            site_url: event
                .as_ref()
                .and_then(|event| event.site_url.clone())
                .filter(|_| kind == FrameKind::Public)
                .unwrap_or_else(|| site.url.clone()),
            version: site.version,
            debug: site.debug,
            page_title: String::new(),
            description: String::new(),
            preview_image: None,
            style: String::new(),
            hide_from_search: kind == FrameKind::Orga
                || event.as_ref().is_some_and(|e| e.hide_from_search || !e.is_public),
            scripts: Vec::new(),
            event,
        }
    }

    /// The page's own name; the event's and the program's follow in the window's title.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.page_title = title.into();
        self
    }

    /// For search engines and previews: plain text.
    pub fn describe(mut self, text: impl Into<String>) -> Self {
        self.description = text.into();
        self
    }

    /// The picture beside a link to this page.
    pub fn with_preview_image(mut self, url: &Url) -> Self {
        self.preview_image = Some(url.absolute(&self.site_url));
        self
    }

    pub fn hide_from_search(mut self) -> Self {
        self.hide_from_search = true;
        self
    }

    /// Rules for this page only: placements of a grid, colours of tracks. Must not hold anything a
    /// person typed, except through [`crate::colour::Colour`].
    pub fn style(mut self, css: &str) -> Self {
        // `</style` would end the block.
        self.style.push_str(&css.replace('<', ""));
        self
    }

    /// Another entry of the front end, such as `src/editor.ts`.
    pub fn script(mut self, source: &str) -> Self {
        self.scripts.push(source.to_owned());
        self
    }

    /// The way from the start to the page above this one.
    pub fn above(mut self, label: impl Into<String>, url: Url) -> Self {
        self.breadcrumbs.push((label.into(), url));
        self
    }

    /// The organiser's navigation, see [`crate::nav::Navigation`].
    pub fn navigation(mut self, groups: Vec<Group>) -> Self {
        self.groups = groups;
        self
    }

    /// Whose page it is, where it belongs to an organiser and to no event.
    pub fn organiser(mut self, name: impl Into<String>, url: Url) -> Self {
        self.organiser = Some((name.into(), url));
        self
    }

    // What templates ask for.

    pub fn t(&self, key: &str) -> std::borrow::Cow<'static, str> {
        self.locale.t(key)
    }

    pub fn t_args(&self, key: &str, args: impl Arguments) -> std::borrow::Cow<'static, str> {
        self.locale.t_args(key, args)
    }

    pub fn icon(&self, name: &'static str) -> Icon {
        Icon::new(name)
    }

    /// The badge of a proposal's state.
    pub fn state(&self, state: &plenary_model::SubmissionState) -> StateBadge {
        StateBadge::new(self.locale, *state)
    }

    pub fn is_orga(&self) -> bool {
        self.kind == FrameKind::Orga
    }

    pub fn page_title(&self) -> &str {
        &self.page_title
    }

    /// `Page · Event · Plenary`, or the organiser instead of the event.
    pub fn window_title(&self) -> String {
        let mut parts = Vec::new();
        if !self.page_title.is_empty() {
            parts.push(self.page_title.as_str());
        }
        let event = self.event_name();
        if !event.is_empty() && event != self.page_title {
            parts.push(event);
        }
        if let Some((name, _)) = self.organiser.as_ref().filter(|(name, _)| *name != self.page_title) {
            parts.push(name);
        }
        parts.push("Plenary");
        parts.join(" · ")
    }

    pub fn event_name(&self) -> &str {
        self.event.as_ref().map_or("", |event| event.name.get(self.locale.code(), &event.locale))
    }

    pub fn event_dates(&self) -> String {
        self.event.as_ref().map_or_else(String::new, |e| self.locale.date_range(e.date_from.0, e.date_to.0))
    }

    pub fn description(&self) -> &str {
        &self.description
    }

    /// The picture beside a link to the page: its own, else the event's.
    pub fn preview_image(&self) -> Option<String> {
        let of_event = || {
            let event = self.event.as_ref().filter(|_| self.kind == FrameKind::Public)?;
            Some(event.urls().preview_image().absolute(&self.site_url))
        };
        self.preview_image.clone().or_else(of_event)
    }

    pub fn is_hidden_from_search(&self) -> bool {
        self.hide_from_search
    }

    pub fn absolute_here(&self) -> String {
        format!("{}{}", self.site_url, self.here.path())
    }

    /// The rules of the `<style>` block: the event's colour first.
    pub fn css(&self) -> String {
        let accent = self.event.as_ref().map(|event| event.accent.css()).unwrap_or_default();
        format!("{accent}{}", self.style)
    }

    pub fn theme_color(&self) -> String {
        self.event.as_ref().map_or_else(String::new, |event| event.accent.event.to_string())
    }

    /// The programme as a program of the visitor's device: where everyone may see it.
    pub fn manifest(&self) -> Option<Url> {
        let event = self.event.as_ref().filter(|_| self.kind == FrameKind::Public)?;
        (event.is_public && event.shows_schedule).then(|| event.urls().web_manifest())
    }

    /// Where programs learn of new versions of the schedule.
    pub fn feed(&self) -> Option<Url> {
        let event = self.event.as_ref().filter(|event| event.shows_schedule)?;
        (self.kind == FrameKind::Public).then(|| event.urls().feed())
    }

    /// The style sheet that organisers wrote, if they did.
    pub fn own_styles(&self) -> Option<Url> {
        let event = self.event.as_ref().filter(|event| event.has_styles)?;
        (self.kind == FrameKind::Public).then(|| event.urls().css().query("target", "public"))
    }

    /// Styles and scripts of the entries that the page asked for.
    pub fn extra_assets(&self) -> Vec<(String, Vec<String>)> {
        self.scripts.iter().map(|source| self.assets.entry(source)).collect()
    }

    /// Languages to choose from, with the address that switches; empty if there is nothing to choose.
    pub fn languages(&self) -> Vec<(Locale, Url)> {
        let allowed = |locale: &Locale| match &self.event {
            Some(event) if self.kind == FrameKind::Public => {
                event.locales.iter().filter_map(|code| Locale::find(code)).any(|found| found == *locale)
            }
            _ => true,
        };
        let list: Vec<Locale> = LOCALES.iter().copied().filter(allowed).collect();
        if list.len() < 2 {
            return Vec::new();
        }
        let set = match &self.event {
            Some(event) if self.kind == FrameKind::Public => event.urls().locale_set(),
            _ => SiteUrls::new().locale_set(),
        };
        list.into_iter()
            .map(|locale| (locale, set.clone().query("locale", locale).next(&self.here)))
            .collect()
    }

    pub fn themes(&self) -> [Theme; 3] {
        Theme::ALL
    }

    /// The start of the site or of the event.
    pub fn home(&self) -> Url {
        match &self.event {
            Some(event) if event.shows_schedule => event.urls().schedule(),
            Some(event) => event.urls().landing(),
            None => SiteUrls::new().root(),
        }
    }

    pub fn site(&self) -> SiteUrls {
        SiteUrls::new()
    }

    /// The search over everything the account works on, begun in this event.
    pub fn search_url(&self) -> Url {
        let url = SiteUrls::new().orga_typeahead();
        match &self.event {
            Some(event) => url.query("event", &event.slug),
            None => url,
        }
    }

    pub fn login_url(&self) -> Url {
        let login = match &self.event {
            Some(event) => event.urls().login(),
            None => SiteUrls::new().orga_login(),
        };
        // Coming back to the log-in page would be a circle.
        if self.here.path() == login.path() { login } else { login.next(&self.here) }
    }

    pub fn logout_url(&self) -> Url {
        match &self.event {
            Some(event) if self.kind == FrameKind::Public => event.urls().logout(),
            _ => SiteUrls::new().orga_logout(),
        }
    }

    /// Links that organisers added, as far as they lead to the web.
    pub fn header_links(&self) -> Vec<(String, String)> {
        self.web_links(|event| &event.header_links)
    }

    pub fn footer_links(&self) -> Vec<(String, String)> {
        self.web_links(|event| &event.footer_links)
    }

    fn web_links(&self, of: impl Fn(&EventHead) -> &Vec<(I18nText, String)>) -> Vec<(String, String)> {
        let Some(event) = &self.event else { return Vec::new() };
        of(event)
            .iter()
            .filter(|(_, url)| is_web_address(url))
            .map(|(label, url)| (label.get(self.locale.code(), &event.locale).to_owned(), url.clone()))
            .collect()
    }
}
