//! What the organisers of an event have written to one of its speakers.

use axum::extract::{Path, State};
use plenary_person::received;
use plenary_web::entrance::enter_or_log_in;
use plenary_web::{AppState, Frame, Page, Visit};

#[derive(askama::Template)]
#[template(path = "cfp/my_mails.html")]
struct ListPage {
    frame: Frame,
    mails: Vec<Mail>,
}

struct Mail {
    id: i32,
    subject: String,
    /// For machines, and for people in the event's time zone.
    sent: String,
    date: String,
    /// HTML.
    text: String,
}

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let event = enter_or_log_in(&state, &visit, &slug).await?.event;
    visit.logged_in()?;
    let zone = event.zone();
    let received = received::at_event(state.database.reader(), &visit.actor(), &event).await?;
    let mails = received
        .into_iter()
        .map(|mail| {
            let sent = mail.sent.in_zone(&zone);
            Mail {
                id: mail.id,
                subject: match mail.subject.trim() {
                    "" => visit.t("cfp-mail-without-subject"),
                    subject => subject.to_owned(),
                },
                sent: sent.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
                date: visit.locale().date_time(&sent),
                text: plenary_markup::html(&mail.text),
            }
        })
        .collect();
    let frame = visit.public_frame(&state).await?.title(visit.t("cfp-my-mails")).hide_from_search();
    visit.page(&ListPage { frame, mails })
}
