//! The settings of an event that have a page of their own (pages-orga §7).

use plenary_model::error::Problems;
use plenary_model::settings::ShowFeatured;
use plenary_model::{Actor, Date, Error, I18nText, Message, Result, time};
use plenary_store::Tx;
use plenary_store::entity::event::Model;
use serde_json::json;

use super::links::{self, Link, is_web_address};
use super::write::{set_flag, set_text, write};
use super::{dates, domain};
use crate::event::{MAX_DAYS, is_color, slug_problem};
use crate::rights;

/// How the public schedule is laid out at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Grid,
    List,
}

impl Layout {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::List => "list",
        }
    }
}

/// What happens to one of the event's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum File {
    #[default]
    Keep,
    Remove,
    /// A file that lies at this path of the media directory.
    New(String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    pub logo: File,
    pub header_image: File,
    /// Shown beside links to the event.
    pub social_image: File,
    pub styles: File,
}

/// What the public sees, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// `#rgb` or `#rrggbb`.
    pub primary_color: Option<String>,
    pub landing_page_text: I18nText,
    pub featured_sessions_text: I18nText,
    pub show_schedule: bool,
    pub layout: Layout,
    pub show_featured: ShowFeatured,
    pub hide_from_search: bool,
    /// Empty: none.
    pub imprint_url: String,
    /// Where the static copy of the site lies; empty: nowhere.
    pub html_export_url: String,
}

/// The settings as they should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub name: I18nText,
    /// Only administrators change it.
    pub slug: String,
    pub date_from: Date,
    pub date_to: Date,
    pub time_zone: String,
    pub email: String,
    /// As typed; empty: none.
    pub custom_domain: String,
    /// Languages of its pages; the default is one of them.
    pub locales: Vec<String>,
    pub locale: String,
    /// Languages of proposals.
    pub content_locales: Vec<String>,
    pub use_tracks: bool,
    pub use_feedback: bool,
    pub present_multiple_times: bool,
    pub look: Look,
    /// In header and footer, in their order.
    pub links: Vec<Link>,
    pub files: Files,
}

impl Wanted {
    /// As it is.
    pub fn of(event: &Model, links: Vec<Link>) -> Self {
        let (flags, display) = (event.flags(), event.display());
        Self {
            name: event.name.clone(),
            slug: event.slug.clone(),
            date_from: event.date_from,
            date_to: event.date_to,
            time_zone: event.timezone.clone(),
            email: event.email.clone(),
            custom_domain: event.custom_domain.clone().unwrap_or_default(),
            locales: event.page_locales(),
            locale: event.locale.clone(),
            content_locales: event.proposal_locales(),
            use_tracks: flags.use_tracks(),
            use_feedback: flags.use_feedback(),
            present_multiple_times: flags.present_multiple_times(),
            look: Look {
                primary_color: event.primary_color.clone(),
                landing_page_text: event.landing_page_text.clone(),
                featured_sessions_text: event.featured_sessions_text.clone(),
                show_schedule: flags.show_schedule(),
                layout: if display.text("schedule", "grid") == "list" { Layout::List } else { Layout::Grid },
                show_featured: flags.show_featured(),
                hide_from_search: display.flag("meta_noindex", false),
                imprint_url: display.text("imprint_url", "").to_owned(),
                html_export_url: display.text("html_export_url", "").to_owned(),
            },
            links,
            files: Files::default(),
        }
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Saved {
    pub event: Model,
    /// Whether anything was different.
    pub changed: bool,
    /// Files that nothing refers to any more.
    pub unused: Vec<String>,
    /// Sessions that lost their time because the event got shorter.
    pub unscheduled: u64,
}

/// Longest texts, in characters.
pub const NAME_LENGTH: usize = 200;
const URL_LENGTH: usize = 500;
const TEXT_LENGTH: usize = 50_000;

/// Changes an event's settings. Errors name the fields of [`Wanted`] and [`Look`]. The caller has new
/// pictures cleaned, and unused files removed, in the same transaction.
pub async fn update(tx: &Tx, actor: &Actor, event: &Model, wanted: Wanted) -> Result<Saved> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    // Moved events may have capitals in theirs.
    let slug = if wanted.slug == event.slug { event.slug.clone() } else { wanted.slug.to_lowercase() };
    if slug != event.slug && !actor.is_administrator() {
        return Err(Error::NotFound);
    }
    let custom_domain = check(tx, event, &wanted, &slug).await?;
    let mut new = event.clone();
    let mut unscheduled = 0;
    if (wanted.date_from, wanted.date_to) != (event.date_from, event.date_to) {
        unscheduled = dates::change_dates(tx, event, wanted.date_from, wanted.date_to).await?;
    }
    if wanted.time_zone != event.timezone {
        dates::change_zone(tx, event.id, event.zone(), time::zone(&wanted.time_zone)).await?;
    }
    let links = links::replace(tx, event.id, wanted.links).await?;
    let unused = take_files(&mut new, wanted.files);
    new.name = wanted.name;
    new.slug = slug;
    (new.date_from, new.date_to, new.timezone) = (wanted.date_from, wanted.date_to, wanted.time_zone);
    (new.email, new.custom_domain) = (wanted.email, custom_domain);
    if new.page_locales() != wanted.locales {
        new.locales = json!(wanted.locales);
    }
    if new.proposal_locales() != wanted.content_locales {
        new.content_locales = json!(wanted.content_locales);
    }
    new.locale = wanted.locale;
    let look = wanted.look;
    new.primary_color = look.primary_color;
    new.landing_page_text = look.landing_page_text;
    new.featured_sessions_text = look.featured_sessions_text;
    let mut flags = event.flags().0;
    set_flag(&mut flags, "use_tracks", true, wanted.use_tracks);
    set_flag(&mut flags, "use_feedback", true, wanted.use_feedback);
    set_flag(&mut flags, "present_multiple_times", false, wanted.present_multiple_times);
    set_flag(&mut flags, "show_schedule", true, look.show_schedule);
    if event.flags().show_featured() != look.show_featured {
        flags.set("show_featured", featured_value(look.show_featured));
    }
    new.feature_flags = flags.into_json();
    let mut display = event.display();
    set_text(&mut display, "schedule", Layout::Grid.as_str(), look.layout.as_str());
    set_flag(&mut display, "meta_noindex", false, look.hide_from_search);
    set_text(&mut display, "imprint_url", "", &look.imprint_url);
    set_text(&mut display, "html_export_url", "", &look.html_export_url);
    new.display_settings = display.into_json();
    let (event, changed) = write(tx, actor, event, new, links).await?;
    Ok(Saved { event, changed, unused, unscheduled })
}

pub fn featured_value(show: ShowFeatured) -> &'static str {
    match show {
        ShowFeatured::Never => "never",
        ShowFeatured::PreSchedule => "pre_schedule",
        ShowFeatured::Always => "always",
    }
}

/// Puts the files into the row; returns those that were there before.
fn take_files(event: &mut Model, files: Files) -> Vec<String> {
    let columns = [
        (&mut event.logo, files.logo),
        (&mut event.header_image, files.header_image),
        (&mut event.og_image, files.social_image),
        (&mut event.custom_css, files.styles),
    ];
    let mut unused = Vec::new();
    for (column, file) in columns {
        let new = match file {
            File::Keep => continue,
            File::Remove => None,
            File::New(path) => Some(path),
        };
        unused.extend(std::mem::replace(column, new).filter(|path| !path.is_empty()));
    }
    unused
}

/// Every problem; else the domain in its stored form.
async fn check(tx: &Tx, event: &Model, wanted: &Wanted, slug: &str) -> Result<Option<String>> {
    let mut problems = Problems::default();
    if wanted.name.values().all(|text| text.trim().is_empty()) {
        problems.add("name", "error-required");
    } else if wanted.name.values().any(|text| text.chars().count() > NAME_LENGTH) {
        problems.add("name", Message::new("error-too-long").arg("max", NAME_LENGTH));
    } else if wanted.name.values().any(|text| text.chars().any(char::is_control)) {
        problems.add("name", "error-control-characters");
    }
    if slug != event.slug
        && let Some(problem) = slug_problem(tx.db(), slug).await?
    {
        problems.add("slug", problem);
    }
    if wanted.date_to < wanted.date_from {
        problems.add("date_to", "error-event-dates");
    } else if wanted.date_to.days_since(wanted.date_from) > MAX_DAYS {
        problems.add("date_to", "error-event-long");
    }
    // Imported events keep a zone that could not be chosen.
    if wanted.time_zone != event.timezone && !time::zone_is_selectable(&wanted.time_zone) {
        problems.add("time_zone", "error-time-zone");
    }
    if wanted.email.is_empty() {
        problems.add("email", "error-required");
    } else if !plenary_person::account::is_email(&wanted.email) {
        problems.add("email", "error-email");
    }
    languages(wanted, &mut problems);
    let look = &wanted.look;
    if look.primary_color.as_deref().is_some_and(|color| !is_color(color)) {
        problems.add("primary_color", "error-color");
    }
    for (field, text) in [
        ("landing_page_text", &look.landing_page_text),
        ("featured_sessions_text", &look.featured_sessions_text),
    ] {
        if text.values().any(|text| text.chars().count() > TEXT_LENGTH) {
            problems.add(field, Message::new("error-too-long").arg("max", TEXT_LENGTH));
        }
    }
    for (field, url) in [("imprint_url", &look.imprint_url), ("html_export_url", &look.html_export_url)] {
        if url.chars().count() > URL_LENGTH {
            problems.add(field, Message::new("error-too-long").arg("max", URL_LENGTH));
        } else if !url.is_empty() && !is_web_address(url) {
            problems.add(field, "error-url");
        }
    }
    if wanted.present_multiple_times && event.flags().attendee_signup() {
        problems.add("present_multiple_times", "event-error-signup-slots");
    }
    links::check(&wanted.links, &mut problems);
    let domain = custom_domain(tx, event, &wanted.custom_domain, &mut problems).await?;
    problems.done()?;
    Ok(domain)
}

fn languages(wanted: &Wanted, problems: &mut Problems) {
    let is_code = |code: &String| {
        (2..=32).contains(&code.len())
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    for (field, codes) in [("locales", &wanted.locales), ("content_locales", &wanted.content_locales)] {
        if codes.is_empty() {
            problems.add(field, "error-required-choice");
        } else if !codes.iter().all(is_code) {
            problems.add(field, "error-choice");
        }
    }
    if !wanted.locales.contains(&wanted.locale) {
        problems.add("locale", "event-error-default-language");
    }
}

async fn custom_domain(
    tx: &Tx,
    event: &Model,
    typed: &str,
    problems: &mut Problems,
) -> Result<Option<String>> {
    if typed == event.custom_domain.as_deref().unwrap_or_default() {
        return Ok(event.custom_domain.clone());
    }
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let Some(domain) = domain::normalised(typed) else {
        problems.add("custom_domain", "event-error-domain");
        return Ok(None);
    };
    if let Some(problem) = domain::problem(tx, event, &domain).await? {
        problems.add("custom_domain", problem);
    }
    Ok(Some(domain))
}
