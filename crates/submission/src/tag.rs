//! Tags that organisers and reviewers put on proposals (data-model §1.2.21, §3.7).

use std::collections::HashMap;

use plenary_event::rights;
use plenary_model::error::Problems;
use plenary_model::{
    Actor, Error, Fact, Facts, I18nText, Message, ObjectType, Permission, Result, ReviewerTagging,
    SubmissionState,
};
use plenary_store::entity::tag::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{event, review_phase, submission, submission_tag};
use plenary_store::{Tx, log};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, ModelTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Map, Value, json};

use crate::described::{check_text, is_colour, snapshot, write_log};

pub const NAME_LENGTH: usize = 50;
pub const DESCRIPTION_LENGTH: usize = 5_000;
const MOST: usize = 2_000;

/// A tag as it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub tag: String,
    pub description: I18nText,
    /// `#rgb` or `#rrggbb`.
    pub color: String,
    /// Who submits can choose it, and everybody sees it.
    pub is_public: bool,
}

impl From<&Model> for Wanted {
    fn from(row: &Model) -> Self {
        Self {
            tag: row.tag.clone(),
            description: row.description.clone(),
            color: row.color.clone(),
            is_public: row.is_public,
        }
    }
}

impl Wanted {
    fn snapshot(&self) -> Map<String, Value> {
        snapshot([
            ("tag", json!(self.tag)),
            ("description", self.description.to_json()),
            ("color", json!(self.color)),
            ("is_public", json!(self.is_public)),
        ])
    }
}

/// What somebody may do with the tags of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagRights {
    pub create: bool,
    pub change: bool,
    /// How many proposals have a tag: reviewers don't see all of them.
    pub counts: bool,
}

/// For who may see the tags at all. Two statements.
pub async fn tag_rights(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<TagRights> {
    let rights = rights::require(db, actor, event, |r| r.can_change_submissions || r.is_reviewer).await?;
    let phase = review_phase::Entity::find()
        .filter(review_phase::Column::EventId.eq(event.id))
        .filter(review_phase::Column::IsActive.eq(true))
        .one(db)
        .await?;
    let tagging = phase.map(|phase| phase.can_tag_submissions);
    let facts = Facts::NONE
        .with_if(Fact::Submissions, rights.can_change_submissions)
        .with_if(Fact::Reviewer, rights.is_reviewer)
        .with_if(Fact::TagCreate, tagging == Some(ReviewerTagging::CreateTags))
        .with_if(Fact::TagUse, tagging == Some(ReviewerTagging::UseTags));
    Ok(TagRights {
        create: Permission::CreateTag.is_granted(facts),
        change: Permission::UpdateTag.is_granted(facts),
        counts: rights.can_change_submissions,
    })
}

/// A tag with what a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub row: Model,
    /// Without drafts; nothing for who must not know.
    pub proposals: Option<u64>,
}

/// The tags of an event by name, and what the actor may do with them. Four statements.
pub async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<(Vec<Listed>, TagRights)> {
    let may = tag_rights(db, actor, event).await?;
    let mut rows =
        Entity::find().filter(Column::EventId.eq(event.id)).order_by_asc(Column::Id).all(db).await?;
    rows.sort_by_cached_key(|row| row.tag.to_lowercase());
    let counts: HashMap<i32, i64> = match may.counts {
        true => counts(db, event).await?.into_iter().collect(),
        false => HashMap::new(),
    };
    let listed = |row: Model| Listed {
        proposals: may.counts.then(|| counts.get(&row.id).map_or(0, |count| count.unsigned_abs())),
        row,
    };
    Ok((rows.into_iter().map(listed).collect(), may))
}

async fn counts(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<(i32, i64)>> {
    let proposal = submission_tag::Entity::belongs_to(submission::Entity)
        .from(submission_tag::Column::SubmissionId)
        .to(submission::Column::Id);
    let counts = submission_tag::Entity::find()
        .select_only()
        .column(submission_tag::Column::TagId)
        .column_as(submission_tag::Column::SubmissionId.count(), "number")
        .join(JoinType::InnerJoin, proposal.into())
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .group_by(submission_tag::Column::TagId);
    Ok(counts.into_tuple().all(db).await?)
}

/// The tags that who submits can choose from, by name. One statement.
pub async fn public(db: &impl ConnectionTrait, event: &event::Model) -> Result<Vec<Model>> {
    let rows = Entity::find().filter(Column::EventId.eq(event.id)).filter(Column::IsPublic.eq(true));
    let mut rows = rows.order_by_asc(Column::Id).all(db).await?;
    rows.sort_by_cached_key(|row| row.tag.to_lowercase());
    Ok(rows)
}

/// One of [`list`].
pub async fn one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    id: i32,
) -> Result<(Listed, TagRights)> {
    let (all, may) = list(db, actor, event).await?;
    Ok((all.into_iter().find(|one| one.row.id == id).ok_or(Error::NotFound)?, may))
}

/// Adds a tag, or changes the one with this id. Errors name the fields of [`Wanted`].
pub async fn save(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    id: Option<i32>,
    mut wanted: Wanted,
) -> Result<Model> {
    let may = tag_rights(tx.db(), actor, event).await?;
    if !(if id.is_some() { may.change } else { may.create }) {
        return Err(Error::NotFound);
    }
    let all = Entity::find().filter(Column::EventId.eq(event.id)).all(tx.db()).await?;
    let old = match id {
        Some(id) => Some(all.iter().find(|row| row.id == id).ok_or(Error::NotFound)?),
        None if all.len() >= MOST => {
            return Err(Error::conflict(Message::new("call-error-too-many").arg("max", MOST)));
        }
        None => None,
    };
    wanted.tag = wanted.tag.trim().to_owned();
    let length = wanted.tag.chars().count();
    let mut problems = Problems::default();
    if length == 0 {
        problems.add("tag", "error-required");
    } else if length > NAME_LENGTH {
        problems.add("tag", Message::new("error-too-long").arg("max", NAME_LENGTH).arg("length", length));
    } else if wanted.tag.contains(char::is_control) {
        problems.add("tag", "error-control-characters");
    } else if all.iter().any(|row| Some(row.id) != id && row.tag == wanted.tag) {
        problems.add("tag", "call-error-name-taken");
    }
    check_text(&mut problems, "description", &wanted.description, DESCRIPTION_LENGTH);
    if !is_colour(&wanted.color) {
        problems.add("color", "error-colour");
    }
    problems.done()?;
    let after = wanted.snapshot();
    let mut row = ActiveModel {
        tag: Set(wanted.tag),
        description: Set(wanted.description),
        color: Set(wanted.color),
        is_public: Set(wanted.is_public),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let (saved, action, data) = match old {
        Some(old) => {
            let Some(changes) = log::changes(&Wanted::from(old).snapshot(), &after) else {
                return Ok(old.clone());
            };
            row.id = Set(old.id);
            (row.update(tx.db()).await?, "pretalx.tag.update", changes)
        }
        None => {
            row.event_id = Set(event.id);
            row.created = Set(Some(tx.now()));
            (row.insert(tx.db()).await?, "pretalx.tag.create", json!({"tag": after["tag"]}))
        }
    };
    write_log(tx, actor, event, (ObjectType::Tag, saved.id), action, data).await?;
    Ok(saved)
}

/// Deletes a tag; proposals lose it.
pub async fn delete(tx: &Tx, actor: &Actor, event: &event::Model, id: i32) -> Result<Model> {
    if !tag_rights(tx.db(), actor, event).await?.change {
        return Err(Error::NotFound);
    }
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event.id)).one(tx.db()).await?;
    let row = found.ok_or(Error::NotFound)?;
    submission_tag::Entity::delete_many().filter(submission_tag::Column::TagId.eq(id)).exec(tx.db()).await?;
    row.clone().delete(tx.db()).await?;
    write_log(tx, actor, event, (ObjectType::Event, event.id), "pretalx.tag.delete", json!({"tag": row.tag}))
        .await?;
    Ok(row)
}
