//! Releasing the schedule: what the public will see of it, under which name.

use axum::extract::{Path, State};
use plenary_model::{Error, SlotType, SubmissionState};
use plenary_schedule::release;
use plenary_schedule::working::{self, Working};
use plenary_store::entity::schedule;
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Level, Notice, Page, Submitted, Url, Visit, see_other,
};

use crate::entrance::{Entrance, enter};

#[derive(askama::Template)]
#[template(path = "orga/release.html")]
struct ReleasePage {
    frame: Frame,
    form: Form,
    /// What the public will see.
    summary: String,
    /// What they won't, and why.
    warnings: Vec<Warning>,
    previous: String,
    back: Url,
}

struct Warning {
    level: Level,
    text: String,
    /// Where it can be changed.
    link: Option<(String, Url)>,
}

fn form(visit: &Visit, entrance: &Entrance) -> Form {
    Form::new(visit.locale())
        .with(
            Field::text("version", visit.t("orga-version-name"))
                .hint(visit.t("orga-version-hint"))
                .required()
                .public(),
        )
        .with(
            Field::i18n_markdown("comment", visit.t("orga-release-comment"), &entrance.event.page_locales())
                .hint(visit.t("orga-release-comment-hint"))
                .public(),
        )
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    working: &Working,
    form: Form,
) -> Result<ReleasePage, Failure> {
    let back = entrance.urls().schedule();
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(visit.t("orga-release-title"))
        .above(visit.t("kit-schedule"), back.clone());
    let previous = match working.versions.first().and_then(|latest| latest.version.as_deref()) {
        Some(version) => visit.t_args("orga-release-previous", ("version", version)),
        None => visit.t("orga-release-first"),
    };
    let visible = visible(working);
    Ok(ReleasePage {
        frame,
        form,
        summary: visit.t_args("orga-release-sessions", ("count", visible)),
        warnings: warnings(visit, entrance, working, visible),
        previous,
        back,
    })
}

/// Slots with a time that the public will see.
fn visible(working: &Working) -> usize {
    let seen = working.slots.iter().filter(|slot| slot.slot.starts.is_some()).filter(|slot| {
        match &slot.submission {
            Some(submission) => submission.state == SubmissionState::Confirmed,
            None => slot.slot.slot_type != Some(SlotType::Blocker) && slot.slot.submission_id.is_none(),
        }
    });
    seen.filter(|slot| slot.submission.is_some()).count()
}

fn warnings(visit: &Visit, entrance: &Entrance, working: &Working, visible: usize) -> Vec<Warning> {
    let urls = entrance.urls();
    let mut warnings = Vec::new();
    let mut warn = |level, text, link| warnings.push(Warning { level, text, link });
    if visible == 0 {
        warn(Level::Warning, visit.t("orga-release-nothing"), None);
    }
    let unconfirmed = working.unconfirmed();
    if unconfirmed > 0 {
        let url = urls.submissions().query("state", SubmissionState::Accepted);
        let link = Some((visit.t("orga-release-unconfirmed-link"), url));
        warn(Level::Warning, visit.t_args("orga-release-unconfirmed", ("count", unconfirmed)), link);
    }
    let unscheduled = working.unscheduled();
    if unscheduled > 0 {
        let link = Some((visit.t("orga-release-unscheduled-link"), urls.schedule()));
        warn(Level::Warning, visit.t_args("orga-release-unscheduled", ("count", unscheduled)), link);
    }
    if !entrance.event.is_public {
        warn(Level::Info, visit.t("orga-release-hidden"), Some((visit.t("orga-overview"), urls.dashboard())));
    }
    warnings
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let working = working::load(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let form = form(&visit, &entrance).fill("version", working.next_version());
    visit.page(&page(&state, &visit, &entrance, &working, form).await?)
}

pub async fn release(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let mut form = form(&visit, &entrance).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => save(&state, &visit, &entrance, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(released) => {
            let version = released.version.unwrap_or_default();
            let text = visit.t_args("orga-released", ("version", &version));
            let url = entrance.public_urls().schedule();
            visit.say(&state, Notice::success(text).about(version, &url)).await?;
            Ok(see_other(&entrance.urls().schedule()))
        }
        Err(error) => {
            // For those who may not it is an error of its own, before anything is shown.
            let working = working::load(state.database.reader(), &visit.actor(), &entrance.event).await?;
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, &working, form).await?)
        }
    }
}

async fn save(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: &Form,
) -> Result<schedule::Model, Error> {
    let tx = state.database.begin().await?;
    let (actor, event) = (visit.actor(), &entrance.event);
    let released = release::release(&tx, &actor, event, form.text("version"), form.i18n("comment")).await?;
    tx.commit().await?;
    Ok(released)
}
