//! Answers that are stored.

use std::collections::{BTreeMap, HashMap};

use plenary_model::Result;
use plenary_store::entity::{answer, answer_choice, review, speaker_profile, submission};
use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// What answers are about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    Submission(&'a submission::Model),
    Speaker(&'a speaker_profile::Model),
    Review(&'a review::Model),
}

impl About<'_> {
    pub(super) fn column(self) -> answer::Column {
        match self {
            Self::Submission(_) => answer::Column::SubmissionId,
            Self::Speaker(_) => answer::Column::SpeakerId,
            Self::Review(_) => answer::Column::ReviewId,
        }
    }

    pub(super) fn id(self) -> i32 {
        match self {
            Self::Submission(row) => row.id,
            Self::Speaker(row) => row.id,
            Self::Review(row) => row.id,
        }
    }

    fn condition(self) -> SimpleExpr {
        self.column().eq(self.id())
    }
}

/// One answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    pub id: i32,
    /// As data-model §1.2.26 says.
    pub text: String,
    /// Media path.
    pub file: Option<String>,
    /// Ids of the options that were chosen.
    pub options: Vec<i32>,
    /// Older answers to the same question: only the last counts.
    pub(super) superseded: Vec<i32>,
}

/// The answers about something, by question. Two statements.
pub async fn stored(db: &impl ConnectionTrait, about: About<'_>) -> Result<BTreeMap<i32, Stored>> {
    let rows =
        answer::Entity::find().filter(about.condition()).order_by_asc(answer::Column::Id).all(db).await?;
    let of_these = Query::select()
        .column(answer::Column::Id)
        .from(answer::Entity)
        .and_where(about.condition())
        .to_owned();
    let choices = answer_choice::Entity::find()
        .filter(answer_choice::Column::AnswerId.in_subquery(of_these))
        .order_by_asc(answer_choice::Column::AnswerOptionId)
        .all(db)
        .await?;
    let mut options: HashMap<i32, Vec<i32>> = HashMap::new();
    for choice in choices {
        options.entry(choice.answer_id).or_default().push(choice.answer_option_id);
    }
    let mut answers = BTreeMap::<i32, Stored>::new();
    for row in rows {
        let superseded = match answers.remove(&row.question_id) {
            Some(mut older) => {
                older.superseded.push(older.id);
                older.superseded
            }
            None => Vec::new(),
        };
        let stored = Stored {
            id: row.id,
            file: file(row.answer_file, &row.answer),
            text: row.answer,
            options: options.remove(&row.id).unwrap_or_default(),
            superseded,
        };
        answers.insert(row.question_id, stored);
    }
    Ok(answers)
}

/// The path of an answer that is a file.
fn file(column: Option<String>, text: &str) -> Option<String> {
    let path = column.filter(|path| !path.is_empty());
    path.or_else(|| text.strip_prefix("file://").filter(|path| !path.is_empty()).map(str::to_owned))
}
