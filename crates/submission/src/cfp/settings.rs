//! What organisers say about their call: texts, dates, how lengths are counted, what speakers may do
//! (pages-orga §10.1).

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::settings::{CfpField, CfpFields, Settings};
use plenary_model::{Actor, Error, I18nText, Message, ObjectType, Result, Timestamp};
use plenary_store::entity::{cfp, event};
use plenary_store::{Tx, log};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QuerySelect};
use serde_json::{Map, Value, json};

use super::Cfp;
use super::flow::{Counted, Flow};
use super::length::LengthUnit;
use crate::described::{check_line, check_text, snapshot, write_log};
use crate::submit::{TEXT_LENGTH, TITLE_LENGTH};

pub const HEADLINE_LENGTH: usize = 300;

/// The settings as they should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub headline: I18nText,
    /// Markdown.
    pub text: I18nText,
    /// Nothing: as soon as the event is public.
    pub opening: Option<Timestamp>,
    /// Nothing: it stays open.
    pub deadline: Option<Timestamp>,
    pub show_deadline: bool,
    pub count_length_in: LengthUnit,
    pub speakers_can_edit_submissions: bool,
    /// Whoever has the secret link of a proposal can read it.
    pub submission_public_review: bool,
    /// The organisers' address gets a copy of each proposal.
    pub mail_on_new_submission: bool,
}

impl Wanted {
    /// As it is.
    pub fn of(cfp: &cfp::Model, event: &event::Model) -> Self {
        let settings = Settings::new(&cfp.settings);
        Self {
            headline: cfp.headline.clone(),
            text: cfp.text.clone(),
            opening: cfp.opening,
            deadline: cfp.deadline,
            show_deadline: settings.flag("show_deadline", true),
            count_length_in: LengthUnit::of(&settings),
            speakers_can_edit_submissions: event.flags().speakers_can_edit_submissions(),
            submission_public_review: event.flags().submission_public_review(),
            mail_on_new_submission: Settings::new(&event.mail_settings).flag("mail_on_new_submission", false),
        }
    }

    fn snapshot(&self) -> Map<String, Value> {
        let at = |at: Option<Timestamp>| json!(at.map(|at| at.to_string()));
        snapshot([
            ("headline", self.headline.to_json()),
            ("text", self.text.to_json()),
            ("opening", at(self.opening)),
            ("deadline", at(self.deadline)),
            ("show_deadline", json!(self.show_deadline)),
            ("count_length_in", json!(self.count_length_in.as_str())),
            ("speakers_can_edit_submissions", json!(self.speakers_can_edit_submissions)),
            ("submission_public_review", json!(self.submission_public_review)),
            ("mail_on_new_submission", json!(self.mail_on_new_submission)),
        ])
    }
}

/// The most characters a column takes; limits in characters can't ask for more.
pub fn column_length(field: CfpField) -> u64 {
    (if field == CfpField::Title { TITLE_LENGTH } else { TEXT_LENGTH }) as u64
}

/// Changes them. Errors name the fields of [`Wanted`]. Returns whether anything changed.
pub async fn update(tx: &Tx, actor: &Actor, event: &event::Model, wanted: Wanted) -> Result<bool> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    // Others may have changed its settings since the form was opened.
    let stored = event::Entity::find_by_id(event.id).lock_exclusive().one(tx.db()).await?;
    let event = &stored.ok_or(Error::NotFound)?;
    let cfp = Cfp::without_tracks(tx.db(), event).await?.row;
    let old = Wanted::of(&cfp, event);
    check(&old, &wanted, &cfp)?;
    let Some(changes) = log::changes(&old.snapshot(), &wanted.snapshot()) else { return Ok(false) };

    let mut settings = Settings::new(&cfp.settings);
    if old.show_deadline != wanted.show_deadline {
        settings.set("show_deadline", wanted.show_deadline);
    }
    if old.count_length_in != wanted.count_length_in {
        settings.set("count_length_in", wanted.count_length_in.as_str());
    }
    let mut flags = event.flags().0;
    for (key, before, after) in [
        (
            "speakers_can_edit_submissions",
            old.speakers_can_edit_submissions,
            wanted.speakers_can_edit_submissions,
        ),
        ("submission_public_review", old.submission_public_review, wanted.submission_public_review),
    ] {
        if before != after {
            flags.set(key, after);
        }
    }
    let mut mail = Settings::new(&event.mail_settings);
    if old.mail_on_new_submission != wanted.mail_on_new_submission {
        mail.set("mail_on_new_submission", wanted.mail_on_new_submission);
    }
    let row = cfp::ActiveModel {
        id: Set(cfp.id),
        headline: Set(wanted.headline),
        text: Set(wanted.text),
        opening: Set(wanted.opening),
        deadline: Set(wanted.deadline),
        settings: Set(settings.into_json()),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    if flags != event.flags().0 || mail != Settings::new(&event.mail_settings) {
        let row = event::ActiveModel {
            id: Set(event.id),
            feature_flags: Set(flags.into_json()),
            mail_settings: Set(mail.into_json()),
            updated: Set(Some(tx.now())),
            ..Default::default()
        };
        row.update(tx.db()).await?;
    }
    write_log(tx, actor, event, (ObjectType::Cfp, cfp.id), "pretalx.cfp.update", changes).await?;
    Ok(true)
}

fn check(old: &Wanted, wanted: &Wanted, cfp: &cfp::Model) -> Result<()> {
    let mut problems = Problems::default();
    check_line(&mut problems, "headline", &wanted.headline, HEADLINE_LENGTH);
    check_text(&mut problems, "text", &wanted.text, TEXT_LENGTH);
    if wanted.opening.zip(wanted.deadline).is_some_and(|(opening, deadline)| deadline < opening) {
        problems.add("deadline", "call-error-deadline-before-opening");
    }
    // What was meant as words can be more than a column has room for.
    if wanted.count_length_in == LengthUnit::Characters && old.count_length_in == LengthUnit::Words {
        let flow = Flow::read(&CfpFields::new(&cfp.fields), &Settings::new(&cfp.settings));
        let too_long = CfpField::ALL.into_iter().filter(|field| Counted::of(*field) == Some(Counted::Length));
        for field in too_long {
            let Some(limits) = flow.field(field).map(|field| field.limits) else { continue };
            let most = column_length(field);
            if limits.max.max(limits.min).is_some_and(|limit| limit > most) {
                let message = Message::new("call-error-unit");
                problems.add("count_length_in", message.arg("max", most).arg("field", field.key()));
            }
        }
    }
    problems.done()
}
