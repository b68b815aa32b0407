//! `/orga/event/{event}/cfp/access-codes/{code}/send`: a mail that brings somebody a code.

use axum::extract::{Path, State};
use plenary_model::Result;
use plenary_submission::access_code::{self, AccessCode, Letter, MAIL_LENGTH, SUBJECT_LENGTH};
use plenary_submission::cfp::Cfp;
use plenary_web::{AppState, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other};

use super::access_codes::{codes, link};
use super::{names, tracks_of, types_of};
use crate::entrance::Entrance;
use crate::settings::enter_settings;

#[derive(askama::Template)]
#[template(path = "orga/call_send.html")]
struct SendPage {
    frame: Frame,
    form: Form,
    back: Url,
}

fn form(visit: &Visit) -> Form {
    let t = |key: &str| visit.t(key);
    Form::new(visit.locale())
        .with(Field::email("to", t("call-send-to")).required().autocomplete("off"))
        .with(Field::text("subject", t("call-send-subject")).required().max(SUBJECT_LENGTH))
        .with(Field::markdown("text", t("call-send-text")).required().max(MAIL_LENGTH))
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    code: &AccessCode,
    form: Form,
) -> Result<SendPage, Failure> {
    let back = entrance.urls().access_code(&code.row.code);
    let (name, url) = codes(visit, entrance);
    let frame = entrance.frame(state, visit).await?.title(visit.t("call-code-send")).above(name, url);
    Ok(SendPage { frame, form, back })
}

/// What the code opens, until when, and the way there.
async fn text(state: &AppState, visit: &Visit, entrance: &Entrance, code: &AccessCode) -> Result<String> {
    let cfp = Cfp::load(state.database.reader(), &entrance.event).await?;
    let name = entrance.name(visit);
    let mut parts = vec![
        visit.t("call-send-hello"),
        visit.t_args("call-send-invites", ("event", name.as_str())),
        format!("<{}>", link(state, entrance, &code.row.code)),
    ];
    let tracks = names(visit, entrance, tracks_of(&cfp), &code.tracks);
    if !tracks.is_empty() {
        parts.push(visit.t_args("call-send-tracks", ("names", tracks.as_str())));
    }
    let types = names(visit, entrance, types_of(&cfp), &code.submission_types);
    if !types.is_empty() {
        parts.push(visit.t_args("call-send-types", ("names", types.as_str())));
    }
    if let Some(most) = code.row.maximum_uses.filter(|most| *most > 0) {
        let left = most.saturating_sub(code.row.redeemed).max(0);
        parts.push(visit.t_args("call-send-uses", ("count", left)));
    }
    if let Some(until) = code.row.valid_until {
        let at = visit.locale().date_time(&until.in_zone(&entrance.event.zone()));
        let zone = entrance.event.timezone.as_str();
        parts.push(visit.t_args("call-send-until", (("at", at), ("zone", zone.to_owned()))));
    }
    parts.push(visit.t("call-send-bye"));
    Ok(parts.join("\n\n"))
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let found = access_code::one(state.database.reader(), &visit.actor(), &entrance.event, &code).await?;
    let name = entrance.name(&visit);
    let form = form(&visit)
        .fill("subject", visit.t_args("call-send-subject-text", ("event", name.as_str())))
        .fill("text", text(&state, &visit, &entrance, &found).await?);
    visit.page(&page(&state, &visit, &entrance, &found, form).await?)
}

pub async fn send(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let found = access_code::one(state.database.reader(), &visit.actor(), &entrance.event, &code).await?;
    let mut form = form(&visit).read(&submitted);
    match deliver(&state, &visit, &entrance, &found, &mut form).await {
        Ok(()) => {
            let text = visit.t_args("call-code-sent", ("to", form.text("to")));
            visit.say(&state, Notice::success(text)).await?;
            Ok(see_other(&entrance.urls().access_code(&found.row.code)))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, &found, form).await?)
        }
    }
}

async fn deliver(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    code: &AccessCode,
    form: &mut Form,
) -> Result<()> {
    form.check()?;
    let text = |name: &str| form.text(name).to_owned();
    let letter = Letter { to: text("to"), subject: text("subject"), text: text("text") };
    let tx = state.database.begin().await?;
    let locale = visit.locale().code();
    access_code::send(&tx, &visit.actor(), &entrance.event, &code.row.code, locale, letter).await?;
    tx.commit().await
}
