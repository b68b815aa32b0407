//! Changing what the pages for submitting ask for (pages-orga §10.2).
//!
//! Whether a field is asked for and its limits are in `cfp.fields`; names, hints and the order are in
//! `cfp.settings.flow`. Keys of others in both stay.

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::settings::{CfpField, CfpFields, Settings, Visibility};
use plenary_model::{Actor, Error, I18nText, Message, ObjectType, Result};
use plenary_store::entity::{cfp, event};
use plenary_store::{Tx, log};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Map, Value, json};

use super::Cfp;
use super::flow::{Counted, Flow, FlowField, FlowStep, MOST_SPEAKERS, Step, find_step, stored_steps};
use super::length::{LengthUnit, Limits};
use super::settings::column_length;
use crate::described::{check_line, check_text, write_log};

pub const LABEL_LENGTH: usize = 200;
pub const HELP_LENGTH: usize = 2_000;
pub const STEP_TITLE_LENGTH: usize = 200;
pub const STEP_TEXT_LENGTH: usize = 20_000;
/// More tags than anybody chooses.
pub const MOST_TAGS: u64 = 100;

/// A field as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub visibility: Visibility,
    pub label: I18nText,
    /// Markdown.
    pub help: I18nText,
    /// Only for fields that [`Counted::of`] knows.
    pub limits: Limits,
}

impl From<&FlowField> for Wanted {
    fn from(field: &FlowField) -> Self {
        Self {
            visibility: field.visibility,
            label: field.label.clone(),
            help: field.help.clone(),
            limits: field.limits,
        }
    }
}

/// The call and what its pages ask for now, for whoever may change it. Two statements.
async fn load(tx: &Tx, actor: &Actor, event: &event::Model) -> Result<(cfp::Model, Flow)> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let cfp = Cfp::without_tracks(tx.db(), event).await?;
    let flow = cfp.flow();
    Ok((cfp.row, flow))
}

fn step_of(flow: &mut Flow, step: Step) -> Result<&mut FlowStep> {
    flow.steps.iter_mut().find(|one| one.step == step).ok_or(Error::NotFound)
}

/// Changes one field. Errors name `visibility`, `label`, `help_text`, `min`, `max`.
pub async fn save_field(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    field: CfpField,
    wanted: Wanted,
) -> Result<bool> {
    let (cfp, mut flow) = load(tx, actor, event).await?;
    check(field, &wanted, flow.unit)?;
    let step = step_of(&mut flow, Step::of(field))?;
    let one = step.fields.iter_mut().find(|one| one.field == field).ok_or(Error::NotFound)?;
    *one = FlowField {
        field,
        visibility: wanted.visibility,
        label: wanted.label,
        help: wanted.help,
        limits: wanted.limits,
    };
    write(tx, actor, event, &cfp, &flow).await
}

/// Asks for a field, or no longer.
pub async fn set_visibility(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    field: CfpField,
    visibility: Visibility,
) -> Result<bool> {
    let (cfp, mut flow) = load(tx, actor, event).await?;
    if field.is_always_required() && visibility != Visibility::Required {
        return Err(Error::conflict("call-error-always-required"));
    }
    let step = step_of(&mut flow, Step::of(field))?;
    let one = step.fields.iter_mut().find(|one| one.field == field).ok_or(Error::NotFound)?;
    one.visibility = visibility;
    write(tx, actor, event, &cfp, &flow).await
}

/// Puts the fields of a step into this order; those that are not named follow in theirs. A field of another
/// step is an error.
pub async fn reorder(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    step: Step,
    order: &[CfpField],
) -> Result<bool> {
    let (cfp, mut flow) = load(tx, actor, event).await?;
    if order.iter().any(|field| Step::of(*field) != step) {
        return Err(Error::NotFound);
    }
    let step = step_of(&mut flow, step)?;
    let place = |field: CfpField| order.iter().position(|one| *one == field).unwrap_or(usize::MAX);
    step.fields.sort_by_key(|field| place(field.field));
    write(tx, actor, event, &cfp, &flow).await
}

/// Changes title and text of a step; empty ones are the page's own. Errors name `title` and `text`.
pub async fn save_step(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    step: Step,
    title: I18nText,
    text: I18nText,
) -> Result<bool> {
    let (cfp, mut flow) = load(tx, actor, event).await?;
    let mut problems = Problems::default();
    check_line(&mut problems, "title", &title, STEP_TITLE_LENGTH);
    check_text(&mut problems, "text", &text, STEP_TEXT_LENGTH);
    problems.done()?;
    let step = step_of(&mut flow, step)?;
    (step.title, step.text) = (title, text);
    write(tx, actor, event, &cfp, &flow).await
}

/// Everything as a new event has it: fields, names, order, titles.
pub async fn reset(tx: &Tx, actor: &Actor, event: &event::Model) -> Result<()> {
    let (cfp, _) = load(tx, actor, event).await?;
    let mut settings = Settings::new(&cfp.settings);
    settings.set("flow", json!({}));
    let changes = changes(&cfp, &json!({}), &settings);
    store(tx, &cfp, json!({}), settings).await?;
    let data = changes.unwrap_or_else(|| json!({}));
    write_log(tx, actor, event, (ObjectType::Cfp, cfp.id), "pretalx.cfp.reset", data).await
}

/// The most that a field's limits can be.
pub fn most(field: CfpField, unit: LengthUnit) -> u64 {
    match (Counted::of(field), unit) {
        (Some(Counted::Length), LengthUnit::Characters) => column_length(field),
        // A word takes two characters at least.
        (Some(Counted::Length), LengthUnit::Words) => column_length(field) / 2,
        (Some(Counted::Tags), _) => MOST_TAGS,
        _ => MOST_SPEAKERS,
    }
}

fn check(field: CfpField, wanted: &Wanted, unit: LengthUnit) -> Result<()> {
    let mut problems = Problems::default();
    if field.is_always_required() && wanted.visibility != Visibility::Required {
        problems.add("visibility", "call-error-always-required");
    }
    check_line(&mut problems, "label", &wanted.label, LABEL_LENGTH);
    check_text(&mut problems, "help_text", &wanted.help, HELP_LENGTH);
    let Limits { min, max } = wanted.limits;
    let most = most(field, unit);
    for (name, limit) in [("min", min), ("max", max)] {
        if limit.is_some_and(|limit| limit > most) {
            problems.add(name, Message::new("error-number-max").arg("max", most));
        }
    }
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        problems.add("max", "call-error-max-below-min");
    }
    problems.done()
}

/// Writes what differs.
async fn write(tx: &Tx, actor: &Actor, event: &event::Model, cfp: &cfp::Model, flow: &Flow) -> Result<bool> {
    let mut settings = Settings::new(&cfp.settings);
    let before = Flow::read(&CfpFields::new(&cfp.fields), &settings);
    if *flow == before {
        return Ok(false);
    }
    let fields = fields_json(&cfp.fields, &before, flow);
    let stored = stored_steps(&settings);
    settings.set("flow", json!({"steps": steps_json(&stored, &before, flow)}));
    let changes = changes(cfp, &fields, &settings).unwrap_or_else(|| json!({}));
    store(tx, cfp, fields, settings).await?;
    write_log(tx, actor, event, (ObjectType::Cfp, cfp.id), "pretalx.cfp.update", changes).await?;
    Ok(true)
}

async fn store(tx: &Tx, cfp: &cfp::Model, fields: Value, settings: Settings) -> Result<()> {
    let row = cfp::ActiveModel {
        id: Set(cfp.id),
        fields: Set(fields),
        settings: Set(settings.into_json()),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    row.update(tx.db()).await?;
    Ok(())
}

/// Field by field, and the flow as a whole.
fn changes(cfp: &cfp::Model, fields: &Value, settings: &Settings) -> Option<Value> {
    let map = |fields: &Value, settings: &Settings| -> Map<String, Value> {
        let Value::Object(mut map) = Settings::new(fields).into_json() else { return Map::new() };
        map.insert("flow".to_owned(), settings.get("flow").cloned().unwrap_or_default());
        map
    };
    log::changes(&map(&cfp.fields, &Settings::new(&cfp.settings)), &map(fields, settings))
}

/// `cfp.fields` with the rows of those that changed.
fn fields_json(stored: &Value, before: &Flow, after: &Flow) -> Value {
    let mut all = Settings::new(stored);
    for one in after.steps.iter().flat_map(|step| &step.fields) {
        if before.field(one.field).is_some_and(|b| (b.visibility, b.limits) == (one.visibility, one.limits)) {
            continue;
        }
        let mut row = match all.get(one.key()) {
            Some(Value::Object(row)) => row.clone(),
            _ => Map::new(),
        };
        row.insert("visibility".to_owned(), json!(one.visibility.as_str()));
        if let Some((least, most)) = Counted::of(one.field).map(Counted::keys) {
            if let Some(least) = least {
                row.insert(least.to_owned(), json!(one.limits.min));
            }
            row.insert(most.to_owned(), json!(one.limits.max));
        }
        all.set(one.key(), Value::Object(row));
    }
    all.into_json()
}

/// `flow.steps`: steps that changed are written anew, others stay to the letter.
fn steps_json(stored: &Value, before: &Flow, after: &Flow) -> Map<String, Value> {
    let mut all = match stored {
        Value::Object(map) => map.clone(),
        // In old rows a list: by their names from now on.
        other => Step::ALL
            .into_iter()
            .filter_map(|step| Some((step.id().to_owned(), find_step(other, step)?.clone())))
            .collect(),
    };
    for step in after.steps.iter().filter(|step| before.step(step.step) != Some(*step)) {
        let mut row = match all.remove(step.step.id()) {
            Some(Value::Object(row)) => row,
            _ => Map::new(),
        };
        put_text(&mut row, "title", &step.title);
        put_text(&mut row, "text", &step.text);
        if !step.fields.is_empty() {
            let old = row.remove("fields").unwrap_or_default();
            row.insert("fields".to_owned(), step.fields.iter().map(|one| field_json(&old, one)).collect());
        }
        all.insert(step.step.id().to_owned(), Value::Object(row));
    }
    all
}

fn field_json(old: &Value, one: &FlowField) -> Value {
    let same = |row: &&Value| row.get("key").and_then(Value::as_str) == Some(one.key());
    let mut row = match old.as_array().and_then(|rows| rows.iter().find(same)) {
        Some(Value::Object(row)) => row.clone(),
        _ => Map::new(),
    };
    row.insert("key".to_owned(), json!(one.key()));
    put_text(&mut row, "label", &one.label);
    put_text(&mut row, "help_text", &one.help);
    row.insert("request".to_owned(), json!(one.is_asked()));
    row.insert("required".to_owned(), json!(one.is_required()));
    Value::Object(row)
}

fn put_text(row: &mut Map<String, Value>, key: &str, text: &I18nText) {
    match text.is_empty() {
        true => row.remove(key),
        false => row.insert(key.to_owned(), text.to_json()),
    };
}
