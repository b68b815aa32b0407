//! What happened to the thing a page is about, folded at the page's end.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::tz::TimeZone;
use plenary_event::history::{self, Entry};
use plenary_locale::Locale;
use plenary_model::{ObjectType, Result};
use plenary_web::{AppState, Icon, Url, Visit};

use super::change::{Change, Reader};
use super::sentence;
use crate::entrance::Entrance;

/// In characters: whole texts are on the entry's own page.
const EXCERPT: usize = 400;

/// Printing it gives a `<details>`; nothing for whoever may not read the log.
pub struct Panel {
    locale: Locale,
    lines: Option<Vec<Line>>,
    /// The same in the event's log, for who may read that.
    all: Option<Url>,
}

struct Line {
    sentence: String,
    /// Of a panel about several things: which one.
    object: Option<String>,
    who: String,
    at: (String, String),
    changes: Vec<Change>,
}

impl Panel {
    /// Of an object of an event, or of all of a kind.
    pub async fn of(
        state: &AppState,
        visit: &Visit,
        entrance: &Entrance,
        kind: ObjectType,
        id: Option<i32>,
    ) -> Result<Self> {
        let (event, rights) = (&entrance.event, entrance.rights);
        let may = rights.can_change_event_settings
            || (kind == ObjectType::Submission && rights.can_change_submissions);
        if !may {
            return Ok(Self { locale: visit.locale(), lines: None, all: None });
        }
        let entries = history::of_object(state.database.reader(), rights, event, kind, id).await?;
        let all = rights.can_change_event_settings.then(|| {
            let url = entrance.urls().history().query("object_type", kind);
            id.into_iter().fold(url, |url, id| url.query("object", id))
        });
        Ok(Self::new(visit, &event.locale, &event.zone(), &entries, id.is_none(), all))
    }

    /// Of something outside of events.
    pub fn outside(visit: &Visit, entries: &[Entry]) -> Self {
        let zone =
            visit.account().map_or(TimeZone::UTC, |account| plenary_model::time::zone(&account.time_zone));
        Self::new(visit, "en", &zone, entries, false, None)
    }

    fn new(
        visit: &Visit,
        default: &str,
        zone: &TimeZone,
        entries: &[Entry],
        several: bool,
        all: Option<Url>,
    ) -> Self {
        let reader = Reader { visit, default, zone, most: EXCERPT };
        let line = |entry: &Entry| Line {
            sentence: sentence(visit, default, entry),
            object: several.then(|| super::object_name(visit, default, entry)).flatten(),
            who: entry.who.clone().unwrap_or_else(|| visit.t("history-nobody")),
            at: (entry.at.to_string(), visit.locale().date_time_short(&entry.at.in_zone(zone))),
            changes: reader.changes(entry),
        };
        Self { locale: visit.locale(), lines: Some(entries.iter().map(line).collect()), all }
    }
}

#[derive(Template)]
#[template(path = "history/panel.html")]
struct Html<'a> {
    locale: Locale,
    lines: &'a [Line],
    all: Option<&'a Url>,
}

impl Html<'_> {
    fn icon(&self, name: &'static str) -> Icon {
        Icon::new(name)
    }
}

impl fmt::Display for Panel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(lines) = &self.lines else { return Ok(()) };
        let html = Html { locale: self.locale, lines, all: self.all.as_ref() };
        f.write_str(&html.render().map_err(|_| fmt::Error)?)
    }
}

impl HtmlSafe for Panel {}
