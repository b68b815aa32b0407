//! The options of a question: rows of a form, or a list that is uploaded.

use std::collections::HashSet;

use plenary_model::code::code;
use plenary_model::error::Problems;
use plenary_model::{I18nText, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::{answer, answer_option};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::check::Wanted;
use crate::question::load::Question;

/// Of one language, in characters.
pub const LABEL_LENGTH: usize = 1_000;
pub const MOST_OPTIONS: usize = 1_000;
const IDENTIFIER_LENGTH: usize = 8;

/// One option; without an id a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionWanted {
    pub id: Option<i32>,
    pub answer: I18nText,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Options {
    /// In their order; those that are missing go.
    Rows(Vec<OptionWanted>),
    /// Added behind those that are there.
    Add(Vec<I18nText>),
    /// In place of those that are there; every answer to the question goes.
    Replace(Vec<I18nText>),
}

/// The options of a list: a line each, or JSON, a list of texts or of objects `{language: text}`.
pub fn uploaded(content: &str) -> Result<Vec<I18nText>, Message> {
    let content = content.trim_start_matches('\u{feff}').trim();
    let labels: Vec<I18nText> = if content.starts_with('[') {
        let list: Vec<serde_json::Value> =
            serde_json::from_str(content).map_err(|_| Message::new("question-error-upload"))?;
        let label =
            |value: serde_json::Value| match value {
                serde_json::Value::String(text) => Ok(I18nText::plain(text.trim())),
                serde_json::Value::Object(map) if map.values().all(serde_json::Value::is_string) => {
                    Ok(I18nText::localised(map.into_iter().map(|(language, text)| {
                        (language, text.as_str().unwrap_or_default().trim().to_owned())
                    })))
                }
                _ => Err(Message::new("question-error-upload")),
            };
        list.into_iter().map(label).collect::<Result<_, _>>()?
    } else {
        content.lines().map(|line| I18nText::plain(line.trim())).collect()
    };
    let labels: Vec<I18nText> = labels.into_iter().filter(|label| !label.is_empty()).collect();
    if labels.is_empty() { Err(Message::new("question-error-upload-empty")) } else { Ok(labels) }
}

impl Options {
    /// Those that are there.
    pub fn of(question: &Question) -> Self {
        let option = |option: &answer_option::Model| OptionWanted {
            id: Some(option.id),
            answer: option.answer.clone(),
        };
        Self::Rows(question.options.iter().map(option).collect())
    }

    fn labels(&self) -> Vec<&I18nText> {
        match self {
            Self::Rows(rows) => rows.iter().map(|row| &row.answer).collect(),
            Self::Add(labels) | Self::Replace(labels) => labels.iter().collect(),
        }
    }

    /// How many there will be.
    fn count(&self, old: Option<&Question>) -> usize {
        match self {
            Self::Rows(rows) => rows.len(),
            Self::Add(labels) => labels.len() + old.map_or(0, |old| old.options.len()),
            Self::Replace(labels) => labels.len(),
        }
    }

    pub(super) fn check(
        &self,
        wanted: &Wanted,
        old: Option<&Question>,
        others: &[Question],
        problems: &mut Problems,
    ) {
        if let (Self::Rows(rows), known) = (self, old.map(|old| old.options.as_slice()).unwrap_or_default()) {
            let ids: Vec<i32> = rows.iter().filter_map(|row| row.id).collect();
            let distinct: HashSet<i32> = ids.iter().copied().collect();
            if distinct.len() != ids.len() || !ids.iter().all(|id| known.iter().any(|row| row.id == *id)) {
                problems.add("options", "error-choice");
            }
        }
        if let Some(old) = old {
            let stays = |option: &answer_option::Model| match self {
                Self::Rows(rows) => rows.iter().any(|row| row.id == Some(option.id)),
                Self::Add(_) => true,
                Self::Replace(_) => false,
            };
            let needed = |option: &&answer_option::Model| {
                others.iter().filter_map(Question::condition).any(|condition| {
                    condition.question == old.row.id && condition.values.contains(&option.identifier)
                })
            };
            if old.options.iter().filter(|option| !stays(option)).any(|option| needed(&option)) {
                problems.add("options", "question-error-option-needed");
            }
        }
        if !wanted.has_options() {
            return;
        }
        let (labels, count) = (self.labels(), self.count(old));
        if count == 0 {
            problems.add("options", "question-error-no-options");
        } else if count > MOST_OPTIONS {
            problems.add("options", Message::new("question-error-options").arg("max", MOST_OPTIONS));
        }
        if labels.iter().any(|label| label.values().any(|text| text.chars().count() > LABEL_LENGTH)) {
            problems.add("options", Message::new("error-too-long").arg("max", LABEL_LENGTH));
        } else if labels.iter().any(|label| label.values().any(|text| text.contains(char::is_control))) {
            problems.add("options", "error-control-characters");
        }
        for (name, limit) in [("min_options", wanted.min_options), ("max_options", wanted.max_options)] {
            let limit = limit.and_then(|limit| usize::try_from(limit).ok());
            if count > 0 && limit.is_some_and(|limit| limit > count) {
                problems.add(name, Message::new("error-number-max").arg("max", count));
            }
        }
    }

    /// Writes them: up to four statements.
    pub(super) async fn write(self, tx: &Tx, question: i32, stored: &[answer_option::Model]) -> Result<()> {
        use answer_option::{ActiveModel, Column, Entity};
        let rows = match self {
            Self::Rows(rows) => rows,
            Self::Add(labels) => {
                let kept =
                    stored.iter().map(|row| OptionWanted { id: Some(row.id), answer: row.answer.clone() });
                kept.chain(labels.into_iter().map(|answer| OptionWanted { id: None, answer })).collect()
            }
            Self::Replace(labels) => {
                answer::Entity::delete_many()
                    .filter(answer::Column::QuestionId.eq(question))
                    .exec(tx.db())
                    .await?;
                labels.into_iter().map(|answer| OptionWanted { id: None, answer }).collect()
            }
        };
        let kept: HashSet<i32> = rows.iter().filter_map(|row| row.id).collect();
        let gone: Vec<i32> = stored.iter().map(|row| row.id).filter(|id| !kept.contains(id)).collect();
        if !gone.is_empty() {
            Entity::delete_many().filter(Column::Id.is_in(gone)).exec(tx.db()).await?;
        }
        let mut taken: HashSet<String> = stored.iter().map(|row| row.identifier.to_uppercase()).collect();
        let (mut new, mut changed) = (Vec::new(), Vec::new());
        for (position, row) in (0..).zip(rows) {
            let old = row.id.and_then(|id| stored.iter().find(|old| old.id == id));
            if old.is_some_and(|old| old.position == position && old.answer == row.answer) {
                continue;
            }
            let identifier = match old {
                Some(old) => old.identifier.clone(),
                None => loop {
                    let drawn = code(tx.random(), IDENTIFIER_LENGTH);
                    if taken.insert(drawn.to_uppercase()) {
                        break drawn;
                    }
                },
            };
            let mut model = ActiveModel {
                question_id: Set(question),
                answer: Set(row.answer),
                position: Set(position),
                identifier: Set(identifier),
                updated: Set(Some(tx.now())),
                ..Default::default()
            };
            match old {
                Some(old) => {
                    model.id = Set(old.id);
                    changed.push(model);
                }
                None => {
                    model.created = Set(Some(tx.now()));
                    new.push(model);
                }
            }
        }
        if !changed.is_empty() {
            let again = OnConflict::column(Column::Id)
                .update_columns([Column::Answer, Column::Position, Column::Updated])
                .to_owned();
            Entity::insert_many(changed).on_conflict(again).exec_without_returning(tx.db()).await?;
        }
        if !new.is_empty() {
            Entity::insert_many(new).exec_without_returning(tx.db()).await?;
        }
        Ok(())
    }

    /// As the log tells of them: a line each, every language in it.
    pub(super) fn told(&self, old: Option<&Question>) -> String {
        let stored = match self {
            Self::Add(_) => old.map(|old| old.options.iter().map(|row| &row.answer).collect()),
            _ => None,
        };
        let labels = stored.unwrap_or_else(Vec::new).into_iter().chain(self.labels());
        let line = |label: &I18nText| format!("- {}", label.values().collect::<Vec<_>>().join(" / "));
        labels.map(line).collect::<Vec<_>>().join("\n")
    }
}
