//! An event's start page.

use axum::extract::{Path, State};
use plenary_store::entity::event;
use plenary_submission::cfp::Cfp;
use plenary_web::entrance::enter_for_all;
use plenary_web::{AppState, EventUrls, Frame, OrgaUrls, Page, Url, Visit};

use crate::{language, prose};

#[derive(askama::Template)]
#[template(path = "public/landing.html")]
struct LandingPage {
    frame: Frame,
    name: String,
    dates: String,
    /// HTML.
    text: String,
    /// The ways from here, the most important one first.
    ways: Vec<Way>,
    facts: Vec<(String, String)>,
}

struct Way {
    label: String,
    url: Url,
    icon: &'static str,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_for_all(&state, state.database.reader(), &visit, &slug, |_, _| true).await?;
    let (event, visibility) = (&entrance.event, &entrance.visibility);
    let cfp = Cfp::load(state.database.reader(), event).await?;
    let is_open = cfp.is_open(event, state.now());
    // Deadlines pass by themselves.
    visit.changes_at(state.now().plus_minutes(1));
    let locale = visit.locale();
    let urls = EventUrls::new(&event.slug);

    let way = |key: &str, url: Url, icon: &'static str| Way { label: visit.t(key), url, icon };
    let mut ways = Vec::new();
    if visibility.agenda {
        ways.push(way("public-to-schedule", urls.schedule(), "calendar-days"));
    }
    if is_open {
        ways.push(way("public-to-cfp", urls.cfp(), "send"));
    }
    if visit.event().is_some_and(|head| head.has_proposals) {
        ways.push(way("kit-my-proposals", urls.my_submissions(), "inbox"));
    }
    if visibility.rights.any() {
        ways.push(way("kit-organiser-area", OrgaUrls::new(&event.slug).dashboard(), "layout-dashboard"));
    }

    let mut facts = vec![(visit.t("public-fact-zone"), event.timezone.clone())];
    if let Some(deadline) =
        cfp.last_deadline().filter(|_| is_open && cfp.settings.flag("show_deadline", true))
    {
        facts.push((visit.t("public-fact-deadline"), locale.date_time(&deadline.in_zone(&event.zone()))));
    }
    if event.proposal_locales().len() > 1 {
        facts.push((visit.t("public-fact-languages"), languages(event)));
    }
    if let Some(current) = visibility.current.as_ref().filter(|_| visibility.agenda)
        && let (Some(version), Some(published)) = (&current.version, current.published)
    {
        let date = locale.date(published.in_zone(&event.zone()).date());
        let text = visit
            .t_args("public-fact-version-text", (("version", version.as_str()), ("date", date.as_str())));
        facts.push((visit.t("public-fact-version"), text));
    }

    let markdown = event.landing_page_text.get(locale.code(), &event.locale);
    let name = event.name_in(locale.code()).to_owned();
    let dates = locale.date_range(event.date_from.0, event.date_to.0);
    let about = match plenary_markup::excerpt(markdown, 200) {
        text if text.is_empty() => format!("{name}, {dates}"),
        text => text,
    };
    let frame = visit.public_frame(&state).await?.title(name.as_str()).describe(about);
    visit.page(&LandingPage { frame, name, dates, text: prose::below(1, markdown), ways, facts })
}

fn languages(event: &event::Model) -> String {
    event.proposal_locales().iter().map(|code| language::native_name(code)).collect::<Vec<_>>().join(", ")
}
