//! One proposal: all of it, what can be done with it, and where it is in the schedule.

use axum::extract::{Path, State};
use plenary_model::{ObjectType, SubmissionState};
use plenary_schedule::{room, working};
use plenary_submission::list::{self, Listed};
use plenary_web::{AppState, Avatar, Frame, Page, Url, Visit};

use super::transition::Verb;
use crate::entrance::{Entrance, enter};
use crate::history::Panel;
use crate::schedule::Place;

#[derive(askama::Template)]
#[template(path = "orga/submission.html")]
struct ShowPage {
    frame: Frame,
    title: String,
    language: String,
    state: SubmissionState,
    pending: Option<SubmissionState>,
    /// The next step, if there is an obvious one.
    next: Option<Change>,
    changes: Vec<Change>,
    /// This page: where changes lead back to.
    here: Url,
    facts: Vec<(String, String)>,
    /// Heading and HTML.
    texts: Vec<(String, String)>,
    speakers: Vec<Speaker>,
    slots: Vec<Slot>,
    history: Panel,
}

/// A change of state as a button, or as a link to the page that asks first.
struct Change {
    verb: Verb,
    label: String,
    url: Url,
    asks: bool,
}

struct Speaker {
    name: String,
    email: Option<String>,
    avatar: Avatar,
    /// HTML.
    biography: Option<String>,
}

struct Slot {
    place: Place,
    url: Url,
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (db, actor, event) = (state.database.reader(), visit.actor(), &entrance.event);
    let listed = list::one(db, &actor, event, &code).await?;
    let submission = &listed.submission;
    let slots = working::slots_of(db, &actor, event, submission.id).await?;
    let rooms = room::for_organisers(db, &actor, event).await?;
    let places: Vec<Slot> = slots
        .iter()
        .map(|slot| Slot {
            place: Place::of(&visit, &entrance, &rooms, slot),
            url: entrance.urls().schedule_quick(&submission.code).query("slot", slot.id),
        })
        .collect();
    let is_placed = slots.iter().any(|slot| slot.starts.is_some());
    let urls = entrance.urls();
    let change = |verb: Verb| Change {
        verb,
        label: verb.label(&visit, submission.state),
        url: urls.submission_transition(&submission.code, verb.name()),
        asks: verb.asks(is_placed),
    };
    let next = Verb::next(submission.state);
    let changes = Verb::ALL
        .into_iter()
        .filter(|verb| Some(*verb) != next && verb.target() != submission.state)
        .map(change)
        .collect();
    let here = urls.submission(&submission.code);
    let frame = entrance
        .frame(&state, &visit)
        .await?
        .title(submission.title.clone())
        .above(visit.t("orga-proposals"), urls.submissions());
    visit.page(&ShowPage {
        frame,
        title: submission.title.clone(),
        language: submission.content_locale.clone(),
        state: submission.state,
        pending: submission.pending_state,
        next: next.map(change),
        changes,
        here,
        facts: facts(&visit, &entrance, &listed),
        texts: texts(&visit, &listed),
        speakers: listed.speakers.iter().map(speaker).collect(),
        slots: places,
        history: Panel::of(&state, &visit, &entrance, ObjectType::Submission, Some(submission.id)).await?,
    })
}

fn facts(visit: &Visit, entrance: &Entrance, listed: &Listed) -> Vec<(String, String)> {
    let (locale, submission) = (visit.locale(), &listed.submission);
    let mut facts = vec![(visit.t("orga-type"), entrance.text(visit, &listed.submission_type.name))];
    if let Some(track) = &listed.track {
        facts.push((visit.t("orga-track"), entrance.text(visit, &track.name)));
    }
    facts.push((visit.t("orga-duration"), locale.duration(i64::from(listed.duration()))));
    if submission.slot_count > 1 {
        facts.push((visit.t("orga-slot-count"), submission.slot_count.to_string()));
    }
    let language = plenary_locale::Locale::find(&submission.content_locale)
        .map_or_else(|| submission.content_locale.clone(), |locale| locale.native_name().to_owned());
    facts.push((visit.t("kit-language"), language));
    let recorded = if submission.do_not_record { "kit-no" } else { "kit-yes" };
    facts.push((visit.t("orga-recording"), visit.t(recorded)));
    if let Some(created) = submission.created {
        facts.push((visit.t("orga-submitted"), locale.date_time(&created.in_zone(&entrance.event.zone()))));
    }
    facts.push((visit.t("orga-code"), submission.code.clone()));
    facts
}

/// Everything written in Markdown.
fn texts(visit: &Visit, listed: &Listed) -> Vec<(String, String)> {
    let submission = &listed.submission;
    [
        (visit.t("orga-abstract"), &submission.abstract_text),
        (visit.t("orga-description"), &submission.description),
        (visit.t("orga-notes"), &submission.notes),
        (visit.t("orga-internal-notes"), &submission.internal_notes),
    ]
    .into_iter()
    .filter_map(|(heading, text)| {
        let text = text.as_deref().filter(|text| !text.trim().is_empty())?;
        Some((heading, plenary_markup::html(text)))
    })
    .collect()
}

fn speaker(speaker: &list::Speaker) -> Speaker {
    let biography = speaker.profile.biography.as_deref().filter(|text| !text.trim().is_empty());
    Speaker {
        name: speaker.name.clone(),
        email: speaker.email.clone(),
        avatar: Avatar::new(&speaker.name, None, ""),
        biography: biography.map(plenary_markup::html),
    }
}
