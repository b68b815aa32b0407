//! What changed from version to version: a page, and one version's part of it.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use plenary_locale::Locale;
use plenary_model::{Error, Result, Timestamp};
use plenary_schedule::changes::{self, History, Placement, Release};
use plenary_web::{AppState, Frame, Page, Visit};

use crate::programme::Shown;
use crate::prose;
use crate::version::or_none_yet;

#[derive(askama::Template)]
#[template(path = "public/changelog.html")]
struct ChangelogPage {
    frame: Frame,
    entries: Vec<Entry>,
}

/// An entry without a page around it.
#[derive(askama::Template)]
#[template(path = "public/changelog_entry.html")]
pub struct Inside<'a> {
    pub entry: &'a Entry,
}

/// A release.
pub struct Entry {
    pub version: String,
    /// “Version 1.0”
    pub title: String,
    pub date: String,
    pub at: Timestamp,
    /// The same for machines.
    pub published: String,
    /// One sentence where nothing else is said; may be empty.
    lead: String,
    /// What the organisers say, as HTML.
    comment: String,
    groups: Vec<Group>,
    link: String,
    link_label: String,
}

/// What changed in one way.
struct Group {
    title: String,
    items: Vec<Item>,
}

struct Item {
    title: String,
    language: String,
    /// Empty where the session has no page any more.
    url: String,
    /// “with …”; empty where there is nobody.
    speakers: String,
    /// “… → …”
    places: String,
}

/// `/{event}/schedule/changelog/`
pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let (shown, history) = read(&state, &visit, &slug, None).await?;
    let entries = entries(&shown, &history, visit.locale(), "");
    let frame = visit
        .public_frame(&state)
        .await?
        .title(visit.t("exports-changelog-title"))
        .describe(visit.t_args("exports-changelog-about", ("event", shown.programme.event.name.as_str())))
        .above(visit.t("kit-schedule"), shown.urls().schedule());
    visit.page(&ChangelogPage { frame, entries })
}

/// `/{event}/schedule/changelog/{version}/`: the inside of one entry, for pages that add it.
pub async fn entry(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, version)): Path<(String, String)>,
) -> Page {
    let (shown, history) = read(&state, &visit, &slug, None).await?;
    let entry = entries(&shown, &history, visit.locale(), "")
        .into_iter()
        .find(|entry| entry.version.eq_ignore_ascii_case(&version))
        .ok_or(Error::NotFound)?;
    let mut response = visit.page(&Inside { entry: &entry })?;
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

/// The event as it is shown now, and every release of it; none before the first, for organisers.
pub async fn read(
    state: &AppState,
    visit: &Visit,
    slug: &str,
    language: Option<&str>,
) -> Result<(Shown, History)> {
    let (shown, _) = or_none_yet(state, visit, slug, language).await?;
    let history = changes::history(state.database.reader(), &shown.event).await?;
    Ok((shown, history))
}

/// The latest first. `base`: scheme and host in front of addresses, or nothing.
pub fn entries(shown: &Shown, history: &History, locale: Locale, base: &str) -> Vec<Entry> {
    let teller = Teller { shown, history, locale, base };
    history.releases.iter().filter_map(|release| teller.entry(release)).collect()
}

struct Teller<'a> {
    shown: &'a Shown,
    history: &'a History,
    locale: Locale,
    base: &'a str,
}

impl Teller<'_> {
    fn entry(&self, release: &Release) -> Option<Entry> {
        let (locale, schedule) = (self.locale, &release.schedule);
        let version = schedule.version.clone()?;
        let published = schedule.published?;
        let at = published.in_zone(&self.shown.event.zone());
        let comment = prose::below(2, schedule.comment.get(locale.code(), &self.shown.event.locale));
        let lead = match (release.is_first, release.changes.is_empty(), comment.trim().is_empty()) {
            (true, _, true) => locale.t("exports-changelog-first"),
            (false, true, true) => locale.t("exports-changelog-none"),
            _ => "".into(),
        };
        Some(Entry {
            title: locale.t_args("exports-changelog-version", ("version", version.as_str())).into_owned(),
            date: locale.date(at.date()),
            at: published,
            published: at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            lead: lead.into_owned(),
            comment,
            groups: self.groups(release),
            link: format!("{}{}", self.base, self.shown.urls().version(&version)),
            link_label: locale.t("exports-changelog-to-version").into_owned(),
            version,
        })
    }

    fn groups(&self, release: &Release) -> Vec<Group> {
        let changes = &release.changes;
        let group = |key: &str, items: Vec<Item>| {
            let title = self.locale.t_args(key, ("count", items.len())).into_owned();
            (!items.is_empty()).then_some(Group { title, items })
        };
        let at = |place: &Placement| self.item(place, self.place(place));
        let moved = changes.moved.iter().filter_map(|entry| {
            let args = (("from", self.place(&entry.from)), ("to", self.place(&entry.to)));
            self.item(&entry.to, self.locale.t_args("exports-changelog-move", args).into_owned())
        });
        [
            group("exports-changelog-new", changes.new.iter().filter_map(at).collect()),
            group("exports-changelog-canceled", changes.canceled.iter().filter_map(at).collect()),
            group("exports-changelog-moved", moved.collect()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn item(&self, place: &Placement, places: String) -> Option<Item> {
        let session = self.history.sessions.get(&place.submission)?;
        let unnamed = || self.locale.t("public-unnamed-speaker").into_owned();
        let names: Vec<String> = session
            .speakers
            .iter()
            .map(|name| if name.trim().is_empty() { unnamed() } else { name.clone() })
            .collect();
        let speakers = match names.is_empty() {
            true => String::new(),
            false => {
                let names = names.join(", ");
                self.locale.t_args("public-speaker-with", ("names", names.as_str())).into_owned()
            }
        };
        let url = match session.is_current {
            true => format!("{}{}", self.base, self.shown.urls().talk(&session.code)),
            false => String::new(),
        };
        Some(Item {
            title: session.title.clone(),
            language: session.content_locale.clone(),
            url,
            speakers,
            places,
        })
    }

    /// “4 Sep 2026, 14:05, Hall”
    fn place(&self, place: &Placement) -> String {
        let start = self.locale.date_time_short(&place.start.in_zone(&self.shown.event.zone()));
        let room = self.history.rooms.get(&place.room);
        let room =
            room.map(|name| name.get(self.locale.code(), &self.shown.event.locale)).unwrap_or_default();
        match room.is_empty() {
            true => start,
            false => {
                let args = (("start", start.as_str()), ("room", room));
                self.locale.t_args("exports-changelog-place", args).into_owned()
            }
        }
    }
}
