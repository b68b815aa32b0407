//! Submitting a proposal.

use plenary_model::code::{LONG_CODE_LENGTH, code};
use plenary_model::error::Problems;
use plenary_model::settings::CfpField;
use plenary_model::{Actor, Error, Message, ObjectType, Result, SubmissionState};
use plenary_store::entity::submission::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{event, speaker_profile, speaker_role};
use plenary_store::{Tx, log, unique};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::cfp::Cfp;

/// What a speaker fills in.
#[derive(Clone, Debug, Default)]
pub struct NewSubmission {
    pub title: String,
    pub submission_type: Option<i32>,
    pub track: Option<i32>,
    pub content_locale: Option<String>,
    pub abstract_text: String,
    pub description: String,
    pub notes: String,
    pub do_not_record: bool,
}

pub const TITLE_LENGTH: usize = 1000;
/// The longest text a field takes, whatever the settings say: forms are bounded anyway.
pub const TEXT_LENGTH: usize = 200_000;

/// Submits a proposal with one speaker. Errors name the fields of [`NewSubmission`].
///
/// The call must be open; whoever submits must be logged in (the speaker's profile is theirs).
pub async fn submit(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    speaker: &speaker_profile::Model,
    new: NewSubmission,
) -> Result<Model> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    if speaker.account_id != Some(account) || speaker.event_id != event.id {
        return Err(Error::Forbidden);
    }
    let cfp = Cfp::load(tx.db(), event).await?;
    if !cfp.is_open(event, tx.now()) {
        return Err(Error::conflict("error-cfp-closed"));
    }
    let checked = check(&cfp, event, tx.now(), &new)?;
    let submission = insert(tx, event, new, checked, SubmissionState::Submitted).await?;
    let role = speaker_role::ActiveModel {
        submission_id: Set(submission.id),
        speaker_id: Set(speaker.id),
        position: Set(1),
        ..Default::default()
    };
    speaker_role::Entity::insert(role).exec_without_returning(tx.db()).await?;
    let entry = log::Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::Submission, submission.id),
        action: "pretalx.submission.create",
        data: json!({}),
        as_organiser: false,
    };
    log::write(tx, entry).await?;
    Ok(submission)
}

struct Checked {
    submission_type: i32,
    track: Option<i32>,
    content_locale: String,
}

fn check(
    cfp: &Cfp,
    event: &event::Model,
    now: plenary_model::Timestamp,
    new: &NewSubmission,
) -> Result<Checked> {
    let mut problems = Problems::default();
    let texts = [
        ("title", CfpField::Title, &new.title, TITLE_LENGTH),
        ("abstract", CfpField::Abstract, &new.abstract_text, TEXT_LENGTH),
        ("description", CfpField::Description, &new.description, TEXT_LENGTH),
        ("notes", CfpField::Notes, &new.notes, TEXT_LENGTH),
    ];
    let flow = cfp.flow();
    for (name, field, text, most) in texts {
        let text = text.trim();
        if !cfp.fields.asks(field) {
            continue;
        }
        if text.is_empty() {
            if cfp.fields.requires(field) {
                problems.add(name, "error-required");
            }
            continue;
        }
        // A title is one line; the others are texts.
        let forbidden =
            |c: char| c.is_control() && (field == CfpField::Title || !matches!(c, '\n' | '\r' | '\t'));
        let limits = flow.field(field).map(|field| field.limits).unwrap_or_default();
        if text.contains(forbidden) {
            problems.add(name, "error-control-characters");
        } else if text.chars().count() > most {
            problems.add(name, Message::new("error-too-long").arg("max", most));
        } else if let Some(refusal) = limits.refusal(flow.unit, text) {
            problems.add(name, refusal);
        }
    }
    let offered: Vec<i32> = cfp.types_offered(now).map(|t| t.id).collect();
    let submission_type = match new.submission_type {
        Some(id) if offered.contains(&id) => id,
        // Only one can be chosen: it need not be asked.
        None if offered.len() == 1 => offered[0],
        None => {
            problems.add("submission_type", "error-required");
            0
        }
        Some(_) => {
            problems.add("submission_type", "error-choice");
            0
        }
    };
    let track = check_track(cfp, new.track, &mut problems);
    let locales = event.proposal_locales();
    let content_locale = match &new.content_locale {
        Some(locale) if locales.contains(locale) => locale.clone(),
        None if locales.contains(&event.locale) => event.locale.clone(),
        None => locales[0].clone(),
        Some(_) => {
            problems.add("content_locale", "error-choice");
            String::new()
        }
    };
    problems.done()?;
    Ok(Checked { submission_type, track, content_locale })
}

fn check_track(cfp: &Cfp, chosen: Option<i32>, problems: &mut Problems) -> Option<i32> {
    if !cfp.fields.asks(CfpField::Track) || cfp.tracks.is_empty() {
        return None;
    }
    match chosen {
        Some(id) if cfp.tracks_offered().any(|track| track.id == id) => Some(id),
        Some(_) => {
            problems.add("track", "error-choice");
            None
        }
        None => {
            if cfp.fields.requires(CfpField::Track) {
                problems.add("track", "error-required");
            }
            None
        }
    }
}

async fn insert(
    tx: &Tx,
    event: &event::Model,
    new: NewSubmission,
    checked: Checked,
    state: SubmissionState,
) -> Result<Model> {
    let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let row = ActiveModel {
        code: Set(unique::draw_code(tx, Entity::find(), Column::Code).await?),
        event_id: Set(event.id),
        title: Set(new.title.trim().to_owned()),
        submission_type_id: Set(checked.submission_type),
        track_id: Set(checked.track),
        state: Set(state),
        abstract_text: Set(optional(&new.abstract_text)),
        description: Set(optional(&new.description)),
        notes: Set(optional(&new.notes)),
        slot_count: Set(1),
        content_locale: Set(checked.content_locale),
        do_not_record: Set(new.do_not_record),
        invitation_token: Set(code(tx.random(), LONG_CODE_LENGTH)),
        review_code: Set(Some(code(tx.random(), LONG_CODE_LENGTH))),
        draft_additional_speakers: Set(json!([])),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    Ok(row.insert(tx.db()).await?)
}
