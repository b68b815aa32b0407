//! What reviews score, and with which values (data-model §1.2.32, §3.6).

use std::collections::HashMap;

use plenary_model::error::Problems;
use plenary_model::{Actor, Decimal, Error, I18nText, Message, ObjectType, Result};
use plenary_store::entity::score_category::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{event, score, score_category_track, track};
use plenary_store::{Tx, log};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter,
    QueryOrder,
};
use serde_json::{Map, Value, json};

use super::recompute;
use crate::rights;

pub const NAME_LENGTH: usize = 100;
pub const LABEL_LENGTH: usize = 200;
const MOST: usize = 30;
const MOST_VALUES: usize = 50;

/// A category with its values, by value, and the tracks it is limited to.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    pub row: Model,
    pub scores: Vec<score::Model>,
    /// Empty: for all.
    pub tracks: Vec<i32>,
}

/// One value; without an id a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreValue {
    pub id: Option<i32>,
    pub value: Decimal<2>,
    pub label: String,
}

/// A category as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub name: I18nText,
    pub weight: Decimal<1>,
    pub required: bool,
    pub active: bool,
    pub is_independent: bool,
    pub tracks: Vec<i32>,
    /// Those that are missing here are deleted.
    pub scores: Vec<ScoreValue>,
}

impl From<&Category> for Wanted {
    fn from(category: &Category) -> Self {
        let score = |score: &score::Model| ScoreValue {
            id: Some(score.id),
            value: score.value,
            label: score.label.clone().unwrap_or_default(),
        };
        Self {
            name: category.row.name.clone(),
            weight: category.row.weight,
            required: category.row.required,
            active: category.row.active,
            is_independent: category.row.is_independent,
            tracks: category.tracks.clone(),
            scores: category.scores.iter().map(score).collect(),
        }
    }
}

/// The categories of an event in the order in which they were made. Three statements.
pub async fn of_event(db: &impl ConnectionTrait, event: i32) -> Result<Vec<Category>> {
    let rows = Entity::find().filter(Column::EventId.eq(event)).order_by_asc(Column::Id).all(db).await?;
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let mut scores: HashMap<i32, Vec<score::Model>> = HashMap::new();
    let all = score::Entity::find()
        .filter(score::Column::CategoryId.is_in(ids.clone()))
        .order_by_asc(score::Column::Value)
        .order_by_asc(score::Column::Id)
        .all(db)
        .await?;
    for score in all {
        scores.entry(score.category_id).or_default().push(score);
    }
    let mut tracks: HashMap<i32, Vec<i32>> = HashMap::new();
    let all = score_category_track::Entity::find()
        .filter(score_category_track::Column::ScoreCategoryId.is_in(ids))
        .order_by_asc(score_category_track::Column::TrackId)
        .all(db)
        .await?;
    for limit in all {
        tracks.entry(limit.score_category_id).or_default().push(limit.track_id);
    }
    let category = |row: Model| Category {
        scores: scores.remove(&row.id).unwrap_or_default(),
        tracks: tracks.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(category).collect())
}

/// The event's tracks, whether or not it uses them.
pub async fn tracks(db: &impl ConnectionTrait, event: i32) -> Result<Vec<track::Model>> {
    let tracks = track::Entity::find().filter(track::Column::EventId.eq(event));
    Ok(tracks.order_by_asc(track::Column::Position).order_by_asc(track::Column::Id).all(db).await?)
}

/// Adds a category, or changes the one with this id; the totals of all reviews follow. Errors name the
/// fields of [`Wanted`], values as `scores-N`, counted from 0.
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    id: Option<i32>,
    mut wanted: Wanted,
) -> Result<i32> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = of_event(tx.db(), event.id).await?;
    let old = match id {
        Some(id) => Some(all.iter().find(|category| category.row.id == id).ok_or(Error::NotFound)?),
        None if all.len() >= MOST => return Err(Error::conflict(Message::new("event-error-categories"))),
        None => None,
    };
    wanted.tracks.sort_unstable();
    wanted.tracks.dedup();
    check(tx, event, &all, old, &wanted).await?;
    if wanted.is_independent {
        wanted.weight = Decimal::whole(0);
    }
    let after = snapshot(&wanted);
    let changes = match old {
        Some(old) => match log::changes(&snapshot(&Wanted::from(old)), &after) {
            Some(changes) => changes,
            None => return Ok(old.row.id),
        },
        None => {
            let mut data = json!({"name": after["name"]});
            if let Some(changes) = log::changes(&Map::new(), &after) {
                data["changes"] = changes["changes"].clone();
            }
            data
        }
    };
    let mut row = ActiveModel {
        name: Set(wanted.name),
        weight: Set(wanted.weight),
        required: Set(wanted.required),
        active: Set(wanted.active),
        is_independent: Set(wanted.is_independent),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let (saved, action) = match old {
        Some(old) => {
            row.id = Set(old.row.id);
            (row.update(tx.db()).await?.id, "pretalx.review_score_category.update")
        }
        None => {
            row.event_id = Set(event.id);
            row.created = Set(Some(tx.now()));
            (row.insert(tx.db()).await?.id, "pretalx.review_score_category.create")
        }
    };
    let stored = old.map(|old| old.scores.as_slice()).unwrap_or_default();
    save_scores(tx, saved, stored, wanted.scores).await?;
    if old.map(|old| old.tracks.as_slice()).unwrap_or_default() != wanted.tracks {
        limit(tx, saved, wanted.tracks).await?;
    }
    recompute::scores(tx, event.id).await?;
    write_log(tx, actor, event, action, changes).await?;
    Ok(saved)
}

/// Removes a category with its values and what reviews gave in it.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let all = of_event(tx.db(), event.id).await?;
    let category = all.iter().find(|category| category.row.id == id).ok_or(Error::NotFound)?;
    if !all.iter().any(|other| other.row.id != id && !other.row.is_independent) {
        return Err(Error::conflict("event-error-last-category"));
    }
    category.row.clone().delete(tx.db()).await?;
    recompute::scores(tx, event.id).await?;
    let mut data = json!({"name": category.row.name.to_json()});
    if let Some(changes) = log::changes(&snapshot(&Wanted::from(category)), &Map::new()) {
        data["changes"] = changes["changes"].clone();
    }
    write_log(tx, actor, event, "pretalx.review_score_category.delete", data).await?;
    Ok(category.row.clone())
}

async fn write_log(tx: &Tx, actor: &Actor, event: &event::Model, action: &str, data: Value) -> Result<()> {
    let object = (ObjectType::Event, event.id);
    let entry = log::Entry { event: Some(event.id), actor, object, action, data, as_organiser: true };
    log::write(tx, entry).await
}

async fn check(
    tx: &Tx,
    event: &event::Model,
    all: &[Category],
    old: Option<&Category>,
    wanted: &Wanted,
) -> Result<()> {
    let mut problems = Problems::default();
    if wanted.name.values().all(|text| text.trim().is_empty()) {
        problems.add("name", "error-required");
    } else if wanted.name.values().any(|text| text.chars().count() > NAME_LENGTH) {
        problems.add("name", Message::new("error-too-long").arg("max", NAME_LENGTH));
    }
    if wanted.weight.units().unsigned_abs() > 9999 {
        problems.add("weight", "event-error-weight");
    }
    let own = old.map(|old| old.row.id);
    if wanted.is_independent && !all.iter().any(|c| Some(c.row.id) != own && !c.row.is_independent) {
        problems.add("is_independent", "event-error-last-category");
    }
    if !wanted.tracks.is_empty() {
        let known = tracks(tx.db(), event.id).await?;
        if !wanted.tracks.iter().all(|id| known.iter().any(|track| track.id == *id)) {
            problems.add("tracks", "error-choice");
        }
    }
    if wanted.scores.is_empty() {
        problems.add("scores-0", "event-error-no-scores");
    } else if wanted.scores.len() > MOST_VALUES {
        problems.add(
            format!("scores-{MOST_VALUES}"),
            Message::new("event-error-many-scores").arg("max", MOST_VALUES),
        );
    }
    for (index, score) in wanted.scores.iter().enumerate() {
        let known = |id| old.is_some_and(|old| old.scores.iter().any(|score| score.id == id));
        if score.id.is_some_and(|id| !known(id)) {
            return Err(Error::NotFound);
        }
        let field = format!("scores-{index}");
        if score.value.units().unsigned_abs() > 9_999_999 {
            problems.add(field, "event-error-score");
        } else if score.label.chars().count() > LABEL_LENGTH {
            problems.add(field, Message::new("error-too-long").arg("max", LABEL_LENGTH));
        } else if wanted.scores[..index].iter().any(|other| other.value == score.value) {
            problems.add(field, "event-error-score-twice");
        }
    }
    problems.done()
}

/// Deletes, adds and changes values: one statement for what is new, one for what goes, and one for
/// each value that another number or label was typed for.
async fn save_scores(tx: &Tx, category: i32, stored: &[score::Model], wanted: Vec<ScoreValue>) -> Result<()> {
    let kept: Vec<i32> = wanted.iter().filter_map(|score| score.id).collect();
    let gone: Vec<i32> = stored.iter().map(|score| score.id).filter(|id| !kept.contains(id)).collect();
    if !gone.is_empty() {
        score::Entity::delete_many().filter(score::Column::Id.is_in(gone)).exec(tx.db()).await?;
    }
    let mut new = Vec::new();
    for score in wanted {
        let label = Some(score.label).filter(|label| !label.is_empty());
        let mut row = score::ActiveModel {
            value: Set(score.value),
            label: Set(label.clone()),
            updated: Set(Some(tx.now())),
            ..Default::default()
        };
        match score.id {
            Some(id) => {
                let same =
                    |old: &score::Model| old.id == id && old.value == score.value && old.label == label;
                if !stored.iter().any(same) {
                    row.id = Set(id);
                    row.update(tx.db()).await?;
                }
            }
            None => {
                row.category_id = Set(category);
                row.created = Set(Some(tx.now()));
                new.push(row);
            }
        }
    }
    if !new.is_empty() {
        score::Entity::insert_many(new).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

async fn limit(tx: &Tx, category: i32, tracks: Vec<i32>) -> Result<()> {
    use score_category_track::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::ScoreCategoryId.eq(category)).exec(tx.db()).await?;
    if !tracks.is_empty() {
        let rows = tracks
            .into_iter()
            .map(|track| ActiveModel { score_category_id: Set(category), track_id: Set(track) });
        Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn snapshot(category: &Wanted) -> Map<String, Value> {
    let scores: Vec<String> = category
        .scores
        .iter()
        .map(|score| format!("{} {}", score.value, score.label).trim().to_owned())
        .collect();
    let pairs = [
        ("name", category.name.to_json()),
        ("weight", json!(category.weight.to_string())),
        ("required", json!(category.required)),
        ("active", json!(category.active)),
        ("is_independent", json!(category.is_independent)),
        ("limit_tracks", json!(category.tracks)),
        ("scores", json!(scores.join("\n"))),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
