//! What the organisers ask for, and until when.

use axum::extract::{Path, State};
use plenary_submission::cfp::Cfp;
use plenary_web::entrance::enter_or_log_in;
use plenary_web::{AppState, Frame, Page, Url, Visit};

#[derive(askama::Template)]
#[template(path = "cfp/call.html")]
struct CallPage {
    frame: Frame,
    headline: String,
    /// HTML.
    text: String,
    /// A sentence on the deadline or opening.
    when: String,
    is_open: bool,
    submit: Url,
    mine: Option<Url>,
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_or_log_in(&state, &visit, &slug).await?;
    let event = &entrance.event;
    let cfp = Cfp::load(state.database.reader(), event).await?;
    let (locale, now) = (visit.locale(), state.now());
    let text = |value: &plenary_model::I18nText| value.get(locale.code(), &event.locale).to_owned();
    let is_open = cfp.is_open(event, now);
    let urls = plenary_web::EventUrls::new(&event.slug);
    let frame = visit.public_frame(&state).await?.title(visit.t("kit-cfp"));
    let mine = visit.event().is_some_and(|head| head.has_proposals).then(|| urls.my_submissions());
    visit.page(&CallPage {
        headline: Some(text(&cfp.row.headline))
            .filter(|h| !h.is_empty())
            .unwrap_or_else(|| visit.t("kit-cfp")),
        text: plenary_markup::html(&text(&cfp.row.text)),
        when: when(&visit, event, &cfp, now),
        is_open,
        submit: urls.submit(),
        mine,
        frame,
    })
}

/// When the call opens or ends, with the time zone it is meant in.
pub fn when(
    visit: &Visit,
    event: &plenary_store::entity::event::Model,
    cfp: &Cfp,
    now: plenary_model::Timestamp,
) -> String {
    let (locale, zone) = (visit.locale(), event.zone());
    let at = |instant: plenary_model::Timestamp| locale.date_time(&instant.in_zone(&zone));
    if let Some(opening) = cfp.row.opening.filter(|opening| *opening > now) {
        return visit.t_args("cfp-opens", [("at", at(opening)), ("zone", event.timezone.clone())]);
    }
    match cfp.last_deadline() {
        Some(deadline) if deadline < now => {
            visit.t_args("cfp-closed-since", [("at", at(deadline)), ("zone", event.timezone.clone())])
        }
        Some(deadline) if cfp.settings.flag("show_deadline", true) => {
            visit.t_args("cfp-open-until", [("at", at(deadline)), ("zone", event.timezone.clone())])
        }
        _ => String::new(),
    }
}
