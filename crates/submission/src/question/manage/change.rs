//! Making, changing, ordering and deleting questions. Each is logged.

use std::collections::HashMap;

use plenary_event::rights;
use plenary_model::{Actor, Error, ObjectType, QuestionTarget, Result};
use plenary_store::entity::question::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{
    activity_log, answer, answer_option, event, question_team, question_track, question_type,
};
use plenary_store::{Tx, log, unique};
use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ModelTrait, PaginatorTrait, QueryFilter,
};
use serde_json::{Map, Value, json};

use super::check::Wanted;
use super::overview::{self, choices};
use crate::question::condition::Condition;
use crate::question::load::{self, Question};

const IDENTIFIER_LENGTH: usize = 8;
/// More than any form has room for.
const MOST: usize = 200;

/// What became of a question that was to go.
#[derive(Clone, Debug, PartialEq)]
pub enum Deleted {
    Gone(Model),
    /// It has answers.
    Deactivated(Model),
}

/// Adds a question about `target`, or changes the one with this id; its target stays. Errors name the
/// fields of [`Wanted`], `limit_teams`, `submission_types`, `depends_on_values`, and `options`.
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    target: QuestionTarget,
    id: Option<i32>,
    wanted: Wanted,
) -> Result<i32> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = load::of_event(tx.db(), event.id).await?;
    let old = match id {
        Some(id) => Some(all.iter().find(|question| question.row.id == id).ok_or(Error::NotFound)?),
        None if all.len() >= MOST => return Err(Error::conflict("question-error-many")),
        None => None,
    };
    let target = old.map_or(target, |old| old.row.target);
    let mut wanted = wanted.tidied(target);
    let mut problems = wanted.check(target, old, &all, &choices(tx.db(), event).await?);
    if let Some(old) = old.filter(|old| old.row.variant != wanted.variant) {
        if answers(tx, old.row.id).await? > 0 {
            problems.add("variant", "question-error-variant");
        } else if all.iter().any(|other| other.row.depends_on_id == Some(old.row.id)) {
            problems.add("variant", "question-error-variant-needed");
        }
    }
    problems.done()?;
    if wanted.identifier.is_empty() {
        wanted.identifier = match old {
            Some(old) => old.row.identifier.clone(),
            None => {
                let scope = Entity::find().filter(Column::EventId.eq(event.id));
                unique::draw(tx, scope, Column::Identifier, IDENTIFIER_LENGTH).await?
            }
        };
    }
    let after = snapshot(&wanted, old);
    let data = match old {
        None => json!({}),
        Some(old) => match log::changes(&snapshot(&Wanted::from(old), Some(old)), &after) {
            Some(changes) => changes,
            None => return Ok(old.row.id),
        },
    };
    let mut row = row(&wanted);
    row.updated = Set(Some(tx.now()));
    let (saved, action) = match old {
        Some(old) => {
            row.id = Set(old.row.id);
            (row.update(tx.db()).await?.id, "pretalx.question.update")
        }
        None => {
            let last = all.iter().filter(|other| other.row.target == target).map(|other| other.row.position);
            row.event_id = Set(event.id);
            row.target = Set(target);
            row.active = Set(true);
            row.position = Set(last.max().map_or(0, |last| last + 1));
            row.created = Set(Some(tx.now()));
            (row.insert(tx.db()).await?.id, "pretalx.question.create")
        }
    };
    let stored = old.map(|old| old.options.as_slice()).unwrap_or_default();
    wanted.options.write(tx, saved, stored).await?;
    let same =
        |of: fn(&Question) -> &Vec<i32>, new: &Vec<i32>| old.map_or(new.is_empty(), |old| of(old) == new);
    if !same(|old| &old.tracks, &wanted.tracks) {
        use question_track::{ActiveModel, Column, Entity};
        Entity::delete_many().filter(Column::QuestionId.eq(saved)).exec(tx.db()).await?;
        let rows = wanted.tracks.iter().map(|id| ActiveModel { question_id: Set(saved), track_id: Set(*id) });
        if !wanted.tracks.is_empty() {
            Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
        }
    }
    if !same(|old| &old.types, &wanted.types) {
        use question_type::{ActiveModel, Column, Entity};
        Entity::delete_many().filter(Column::QuestionId.eq(saved)).exec(tx.db()).await?;
        let rows = wanted
            .types
            .iter()
            .map(|id| ActiveModel { question_id: Set(saved), submission_type_id: Set(*id) });
        if !wanted.types.is_empty() {
            Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
        }
    }
    if !same(|old| &old.teams, &wanted.teams) {
        use question_team::{ActiveModel, Column, Entity};
        Entity::delete_many().filter(Column::QuestionId.eq(saved)).exec(tx.db()).await?;
        let rows = wanted.teams.iter().map(|id| ActiveModel { question_id: Set(saved), team_id: Set(*id) });
        if !wanted.teams.is_empty() {
            Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
        }
    }
    note(tx, actor, event, (ObjectType::Question, saved), action, data).await?;
    Ok(saved)
}

/// Turns a question on or off; says which it is now.
pub async fn toggle(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let old = overview::one(tx.db(), event, id).await?.row;
    set_active(tx, actor, event, id, !old.active).await
}

async fn set_active(tx: &Tx, actor: &Actor, event: &event::Model, id: i32, active: bool) -> Result<Model> {
    let row =
        ActiveModel { id: Set(id), active: Set(active), updated: Set(Some(tx.now())), ..Default::default() };
    let row = row.update(tx.db()).await?;
    let action = if active { "pretalx.question.activate" } else { "pretalx.question.deactivate" };
    note(tx, actor, event, (ObjectType::Question, id), action, json!({})).await?;
    Ok(row)
}

/// Deletes a question with its options and history; one with answers is turned off instead. One
/// that others depend on stays.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Deleted> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = load::of_event(tx.db(), event.id).await?;
    let question = all.iter().find(|question| question.row.id == id).ok_or(Error::NotFound)?;
    if answers(tx, id).await? > 0 {
        return match question.row.active {
            true => Ok(Deleted::Deactivated(set_active(tx, actor, event, id, false).await?)),
            false => Ok(Deleted::Deactivated(question.row.clone())),
        };
    }
    if all.iter().any(|other| other.row.depends_on_id == Some(id)) {
        return Err(Error::conflict("question-error-needed"));
    }
    activity_log::Entity::delete_many()
        .filter(activity_log::Column::ObjectType.eq(ObjectType::Question.to_string()))
        .filter(activity_log::Column::ObjectId.eq(id))
        .exec(tx.db())
        .await?;
    answer_option::Entity::delete_many()
        .filter(answer_option::Column::QuestionId.eq(id))
        .exec(tx.db())
        .await?;
    question.row.clone().delete(tx.db()).await?;
    let data = json!({"question": question.row.question.to_json()});
    note(tx, actor, event, (ObjectType::Event, event.id), "pretalx.question.delete", data).await?;
    Ok(Deleted::Gone(question.row.clone()))
}

/// Puts the questions about `target` into this order; those that are not named come behind. Says
/// whether anything is different now. Up to eight statements.
pub async fn reorder(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    target: QuestionTarget,
    order: &[i32],
) -> Result<bool> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = load::of_event(tx.db(), event.id).await?;
    let of_target: Vec<&Question> = all.iter().filter(|question| question.row.target == target).collect();
    if !order.iter().all(|id| of_target.iter().any(|question| question.row.id == *id)) {
        return Err(Error::NotFound);
    }
    let place: HashMap<i32, usize> = order.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let mut wanted = of_target.clone();
    wanted.sort_by_key(|question| place.get(&question.row.id).copied().unwrap_or(usize::MAX));
    let ids = |questions: &[&Question]| questions.iter().map(|question| question.row.id).collect::<Vec<_>>();
    let (before, after) = (ids(&of_target), ids(&wanted));
    if before == after {
        return Ok(false);
    }
    let positions = (0i32..).zip(&after).fold(CaseStatement::new(), |positions, (position, id)| {
        positions.case(Column::Id.eq(*id), Expr::value(position))
    });
    Entity::update_many()
        .col_expr(Column::Position, positions.into())
        .filter(Column::Id.is_in(after.clone()))
        .exec(tx.db())
        .await?;
    let data = json!({"changes": {"order": {"old": before, "new": after}}});
    note(tx, actor, event, (ObjectType::Event, event.id), "pretalx.question.reorder", data).await?;
    Ok(true)
}

async fn answers(tx: &Tx, question: i32) -> Result<u64> {
    Ok(answer::Entity::find().filter(answer::Column::QuestionId.eq(question)).count(tx.db()).await?)
}

async fn note(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    object: (ObjectType, i32),
    action: &str,
    data: Value,
) -> Result<()> {
    let entry = log::Entry { event: Some(event.id), actor, object, action, data, as_organiser: true };
    log::write(tx, entry).await
}

fn row(wanted: &Wanted) -> ActiveModel {
    let (depends_on, values) = match &wanted.depends_on {
        Some(Condition { question, values }) => (Some(*question), json!(values)),
        None => (None, json!([])),
    };
    let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    ActiveModel {
        variant: Set(wanted.variant),
        question: Set(wanted.question.clone()),
        help_text: Set(wanted.help_text.clone()),
        identifier: Set(wanted.identifier.clone()),
        default_answer: Set(text(&wanted.default_answer)),
        contains_personal_data: Set(wanted.contains_personal_data),
        is_visible_to_reviewers: Set(wanted.is_visible_to_reviewers),
        is_public: Set(wanted.is_public),
        icon: Set(wanted.icon.clone()),
        question_required: Set(wanted.required),
        deadline: Set(wanted.deadline),
        freeze_after: Set(wanted.freeze_after),
        min_length: Set(wanted.min_length),
        max_length: Set(wanted.max_length),
        min_number: Set(wanted.min_number),
        max_number: Set(wanted.max_number),
        min_options: Set(wanted.min_options),
        max_options: Set(wanted.max_options),
        min_date: Set(wanted.min_date),
        max_date: Set(wanted.max_date),
        min_datetime: Set(wanted.min_datetime),
        max_datetime: Set(wanted.max_datetime),
        depends_on_id: Set(depends_on),
        depends_on_values: Set(values),
        ..Default::default()
    }
}

fn snapshot(wanted: &Wanted, old: Option<&Question>) -> Map<String, Value> {
    let text = |value: Option<String>| json!(value);
    fn shown<T: ToString>(value: Option<T>) -> Option<String> {
        value.map(|value| value.to_string())
    }
    let condition = wanted.depends_on.as_ref();
    let pairs = [
        ("variant", json!(wanted.variant.to_string())),
        ("question", wanted.question.to_json()),
        ("help_text", wanted.help_text.to_json()),
        ("identifier", json!(wanted.identifier)),
        ("default_answer", json!(wanted.default_answer)),
        ("contains_personal_data", json!(wanted.contains_personal_data)),
        ("is_visible_to_reviewers", json!(wanted.is_visible_to_reviewers)),
        ("is_public", json!(wanted.is_public)),
        ("icon", json!(wanted.icon)),
        ("question_required", json!(wanted.required.to_string())),
        ("deadline", text(shown(wanted.deadline))),
        ("freeze_after", text(shown(wanted.freeze_after))),
        ("min_length", json!(wanted.min_length)),
        ("max_length", json!(wanted.max_length)),
        ("min_number", text(shown(wanted.min_number))),
        ("max_number", text(shown(wanted.max_number))),
        ("min_options", json!(wanted.min_options)),
        ("max_options", json!(wanted.max_options)),
        ("min_date", text(shown(wanted.min_date))),
        ("max_date", text(shown(wanted.max_date))),
        ("min_datetime", text(shown(wanted.min_datetime))),
        ("max_datetime", text(shown(wanted.max_datetime))),
        ("limit_teams", json!(wanted.teams)),
        ("tracks", json!(wanted.tracks)),
        ("submission_types", json!(wanted.types)),
        ("depends_on", json!(condition.map(|condition| condition.question))),
        ("depends_on_values", json!(condition.map(|condition| &condition.values))),
        ("options", json!(wanted.options.told(old))),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
