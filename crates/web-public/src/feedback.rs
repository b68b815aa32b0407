//! Feedback on a session: a form for everyone, a list for its speakers (pages-public §9.3).

use axum::extract::{Path, State};
use plenary_model::{Error, Result as Outcome};
use plenary_store::entity::event;
use plenary_submission::feedback::{self, Occasion, REVIEW_LENGTH};
use plenary_web::entrance::enter;
use plenary_web::{
    AppState, Choice, EventUrls, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other,
};

use crate::prose;

#[derive(askama::Template)]
#[template(path = "public/feedback.html")]
struct FeedbackPage {
    frame: Frame,
    title: String,
    language: String,
    talk: Url,
    state: Situation,
}

enum Situation {
    Open(Box<Form>),
    /// The session has not begun; when it does, if that is known.
    Closed(String),
    /// For its speakers.
    Given(Vec<Given>),
}

struct Given {
    date: String,
    /// Only for the reader, not for all speakers.
    personal: bool,
    /// HTML.
    text: String,
}

/// The field that people don't see and programs fill in.
const HONEYPOT: &str = "subject";

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let (event, occasion) = occasion(&state, &visit, &slug, &code).await?;
    let situation = if occasion.own_profile.is_some() {
        Situation::Given(given(&state, &visit, &event, &occasion).await?)
    } else if occasion.open {
        Situation::Open(Box::new(form(&visit, &occasion)))
    } else {
        Situation::Closed(match occasion.session.starts {
            Some(starts) => {
                let at = visit.locale().date_time(&starts.in_zone(&event.zone()));
                visit.t_args("pages-feedback-opens", [("at", at), ("zone", event.timezone.clone())])
            }
            None => visit.t("pages-feedback-later"),
        })
    };
    visit.page(&page(&state, &visit, &event, &occasion, situation).await?)
}

pub async fn send(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let (event, occasion) = occasion(&state, &visit, &slug, &code).await?;
    let mut form = form(&visit, &occasion).read(&submitted);
    let talk = EventUrls::new(&event.slug).talk(&occasion.session.submission.code);
    let outcome = if submitted.flag(HONEYPOT) {
        Err(Error::invalid("review", "pages-feedback-honeypot"))
    } else {
        give(&state, &visit, &event, &code, &form).await
    };
    match outcome {
        Ok(()) => {
            visit.say(&state, Notice::success(visit.t("pages-feedback-thanks"))).await?;
            Ok(see_other(&talk))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &event, &occasion, Situation::Open(Box::new(form))).await?)
        }
    }
}

async fn give(state: &AppState, visit: &Visit, event: &event::Model, code: &str, form: &Form) -> Outcome<()> {
    form.check()?;
    let tx = state.database.begin().await?;
    let speaker = form.if_asked("speaker");
    let speaker = Some(speaker).filter(|code| !code.is_empty());
    feedback::give(&tx, &visit.actor(), event, code, speaker, form.text("review")).await?;
    tx.commit().await
}

async fn occasion(
    state: &AppState,
    visit: &Visit,
    slug: &str,
    code: &str,
) -> Outcome<(event::Model, Occasion)> {
    let event = enter(state, visit, slug).await?.event;
    let reader = state.database.reader();
    let occasion = feedback::occasion(reader, &visit.actor(), &event, code, state.now()).await?;
    Ok((event, occasion))
}

fn form(visit: &Visit, occasion: &Occasion) -> Form {
    let name = |name: &str| match name.trim() {
        "" => visit.t("public-unnamed-speaker"),
        name => name.to_owned(),
    };
    let choices: Vec<Choice> =
        occasion.speakers.iter().map(|speaker| Choice::new(&speaker.code, name(&speaker.name))).collect();
    Form::new(visit.locale())
        .with_if(choices.len() > 1, || {
            Field::select("speaker", visit.t("pages-feedback-for"), choices)
                .empty_option(visit.t("pages-feedback-for-all"))
        })
        .with(
            Field::markdown("review", visit.t("pages-feedback-text"))
                .hint(visit.t("pages-feedback-hint"))
                .required()
                .max(REVIEW_LENGTH),
        )
}

async fn given(
    state: &AppState,
    visit: &Visit,
    event: &event::Model,
    occasion: &Occasion,
) -> Outcome<Vec<Given>> {
    let rows = feedback::for_speaker(state.database.reader(), occasion).await?;
    let zone = event.zone();
    let several = occasion.speakers.len() > 1;
    Ok(rows
        .into_iter()
        .map(|row| Given {
            date: row.created.map(|at| visit.locale().date(at.in_zone(&zone).date())).unwrap_or_default(),
            personal: several && row.speaker_id.is_some(),
            text: prose::below(2, &row.review),
        })
        .collect())
}

async fn page(
    state: &AppState,
    visit: &Visit,
    event: &event::Model,
    occasion: &Occasion,
    situation: Situation,
) -> Result<FeedbackPage, plenary_web::Failure> {
    let session = &occasion.session.submission;
    let talk = EventUrls::new(&event.slug).talk(&session.code);
    let frame = visit
        .public_frame(state)
        .await?
        .title(visit.t_args("pages-feedback-window", ("title", session.title.as_str())))
        .hide_from_search();
    Ok(FeedbackPage {
        frame,
        title: session.title.clone(),
        language: session.content_locale.clone(),
        talk,
        state: situation,
    })
}
