//! Questions that are asked only after a certain answer to another one. The script in the browser
//! (`frontend/src/conditions.ts`) follows the same rule.

use std::collections::HashMap;

use plenary_model::QuestionVariant;
use plenary_store::entity::question;
use serde_json::Value;

use super::load::Question;

/// On what asking depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// A question of the same target.
    pub question: i32,
    /// Identifiers of options, of which one must be chosen. Not looked at for a box, which must be
    /// ticked.
    pub values: Vec<String>,
}

impl Condition {
    pub(super) fn of(row: &question::Model) -> Option<Self> {
        let values = match &row.depends_on_values {
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        Some(Self { question: row.depends_on_id?, values })
    }

    /// The options of the other question of which one must be chosen.
    pub fn options<'a>(
        &'a self,
        other: &'a Question,
    ) -> impl Iterator<Item = &'a plenary_store::entity::answer_option::Model> {
        other.options.iter().filter(|option| self.values.contains(&option.identifier))
    }

    fn holds(&self, other: &Question, answer: Option<&Answered>) -> bool {
        let Some(answer) = answer else { return false };
        match other.row.variant {
            QuestionVariant::Boolean => answer.ticked,
            QuestionVariant::Choices | QuestionVariant::MultipleChoice => {
                self.options(other).any(|option| answer.options.contains(&option.id))
            }
            _ => false,
        }
    }
}

/// As much of an answer as others can depend on.
#[derive(Clone, Debug, Default)]
pub(super) struct Answered {
    pub ticked: bool,
    pub options: Vec<i32>,
}

/// Whether a question is asked, given the answers to the others. A question that depends on one that
/// is not asked itself is not asked either; neither is one that depends on itself in a circle.
pub(super) fn is_asked(
    questions: &[&Question],
    question: &Question,
    answers: &HashMap<i32, Answered>,
) -> bool {
    let mut current = question;
    for _ in 0..=questions.len() {
        let Some(condition) = current.condition() else { return true };
        let Some(other) = questions.iter().find(|other| other.row.id == condition.question) else {
            return false;
        };
        if !condition.holds(other, answers.get(&other.row.id)) {
            return false;
        }
        current = other;
    }
    false
}
