//! An event's start page.

use axum::extract::{Path, RawQuery, State};
use plenary_model::Date;
use plenary_schedule::preview::Preview;
use plenary_store::entity::event;
use plenary_submission::cfp::Cfp;
use plenary_web::entrance::{Entrance, enter_for_all, or_log_in};
use plenary_web::{AppState, EventUrls, Frame, OrgaUrls, Page, Url, Visit};

use crate::featured::{Card, cards};
use crate::negotiation::parameter;
use crate::schedule::tracks_css;
use crate::{featured, language, prose};

#[derive(askama::Template)]
#[template(path = "public/landing.html")]
struct LandingPage {
    frame: Frame,
    name: String,
    dates: String,
    /// “in 12 days”, “happening now”; empty where the dates say enough.
    soon: String,
    /// HTML.
    text: String,
    /// The ways from here, in the order of pages-public §3.2.
    ways: Vec<Way>,
    facts: Vec<(String, String)>,
    /// Some of the featured sessions.
    cards: Vec<Card>,
    featured: Url,
}

struct Way {
    label: String,
    url: Url,
    icon: &'static str,
    /// The one most visitors come for.
    main: bool,
}

/// How many featured sessions a start page shows.
const MOST_CARDS: usize = 6;
/// What a link to the start page may carry on to the call for proposals.
const CARRIED: [&str; 3] = ["track", "submission_type", "access_code"];

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let entrance = enter_for_all(&state, state.database.reader(), &visit, &slug, |_, _| true).await;
    let entrance = or_log_in(&state, &visit, &slug, entrance).await?;
    let (event, visibility) = (&entrance.event, &entrance.visibility);
    let cfp = Cfp::load(state.database.reader(), event).await?;
    let is_open = cfp.is_open(event, state.now());
    // Deadlines and days pass by themselves.
    visit.changes_at(state.now().plus_minutes(1));
    let shown = match visibility.featured {
        true => Some(featured::read(&state, &visit, &slug, Preview::Featured).await?),
        false => None,
    };
    let mut cards = shown.as_ref().map(|shown| cards(shown, &visit)).unwrap_or_default();
    let ways = ways(&visit, &entrance, is_open, !cards.is_empty(), query.as_deref());
    cards.truncate(MOST_CARDS);

    let locale = visit.locale();
    let markdown = event.landing_page_text.get(locale.code(), &event.locale);
    let name = event.name_in(locale.code()).to_owned();
    let dates = locale.date_range(event.date_from.0, event.date_to.0);
    let about = match plenary_markup::excerpt(markdown, 200) {
        text if text.is_empty() => format!("{name}, {dates}"),
        text => text,
    };
    let mut frame = visit.public_frame(&state).await?.title(name.as_str()).describe(about);
    if let Some(shown) = &shown {
        frame = frame.style(&tracks_css(shown));
    }
    visit.page(&LandingPage {
        frame,
        name,
        dates,
        soon: soon(&visit, event, Date(state.now().in_zone(&event.zone()).date())),
        text: prose::below(1, markdown),
        ways,
        facts: facts(&visit, &entrance, &cfp, is_open),
        cards,
        featured: EventUrls::new(&event.slug).featured(),
    })
}

/// How far away it is, as long as that says more than the dates.
fn soon(visit: &Visit, event: &event::Model, today: Date) -> String {
    if event.date_from <= today && today <= event.date_to {
        return visit.t("pages-landing-now");
    }
    match event.date_from.days_since(today) {
        1..=30 => visit.locale().relative_day(event.date_from.0, today.0),
        _ if event.date_to < today => visit.t("pages-landing-over"),
        _ => String::new(),
    }
}

fn ways(
    visit: &Visit,
    entrance: &Entrance,
    is_open: bool,
    has_featured: bool,
    query: Option<&str>,
) -> Vec<Way> {
    let (urls, visibility) = (EventUrls::new(&entrance.event.slug), &entrance.visibility);
    let mut ways = Vec::new();
    let mut add = |key: &str, url: Url, icon: &'static str, main: bool| {
        ways.push(Way { label: visit.t(key), url, icon, main });
    };
    if visit.account().is_none() || visit.event().is_some_and(|head| head.has_proposals) {
        add("kit-my-proposals", urls.my_submissions(), "inbox", false);
    }
    if visibility.agenda {
        add("public-to-schedule", urls.schedule(), "calendar-days", true);
    } else if has_featured {
        add("pages-to-featured", urls.featured(), "star", !is_open);
    }
    if is_open {
        let cfp = CARRIED.iter().fold(urls.cfp(), |url, name| match parameter(query, name) {
            Some(value) => url.query(name, value),
            None => url,
        });
        add("public-to-cfp", cfp, "send", !visibility.agenda);
    }
    if visibility.rights.any() {
        add("kit-organiser-area", OrgaUrls::new(&entrance.event.slug).dashboard(), "layout-dashboard", false);
    }
    ways
}

fn facts(visit: &Visit, entrance: &Entrance, cfp: &Cfp, is_open: bool) -> Vec<(String, String)> {
    let (event, visibility, locale) = (&entrance.event, &entrance.visibility, visit.locale());
    let mut facts =
        vec![(visit.t("pages-landing-when"), locale.date_range(event.date_from.0, event.date_to.0))];
    facts.push((visit.t("public-fact-zone"), event.timezone.clone()));
    if let Some(deadline) =
        cfp.last_deadline().filter(|_| is_open && cfp.settings.flag("show_deadline", true))
    {
        facts.push((visit.t("public-fact-deadline"), locale.date_time(&deadline.in_zone(&event.zone()))));
    }
    if event.proposal_locales().len() > 1 {
        facts.push((visit.t("public-fact-languages"), languages(visit, event)));
    }
    if let Some(current) = visibility.current.as_ref().filter(|_| visibility.agenda)
        && let (Some(version), Some(published)) = (&current.version, current.published)
    {
        let date = locale.date(published.in_zone(&event.zone()).date());
        let text = visit
            .t_args("public-fact-version-text", (("version", version.as_str()), ("date", date.as_str())));
        facts.push((visit.t("public-fact-version"), text));
    }
    facts
}

/// In the page's direction; each name, written in either one, between isolating marks.
fn languages(visit: &Visit, event: &event::Model) -> String {
    let mark = if visit.locale().direction().as_str() == "rtl" { '\u{200f}' } else { '\u{200e}' };
    let name = |code: &String| format!("\u{2068}{}\u{2069}", language::native_name(code));
    let names: Vec<String> = event.proposal_locales().iter().map(name).collect();
    format!("{mark}{}", names.join(", "))
}
