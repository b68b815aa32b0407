//! Answers to the organisers' questions, in the text form of data-model §1.2.26.

use std::collections::HashMap;

use plenary_model::Result;
use plenary_store::entity::{answer, answer_choice};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::frame::Frame;
use super::people::People;
use super::{Writer, rows};
use crate::event::{AnswerValue, Question, QuestionKind, QuestionTarget};

/// Question, then proposal, speaker or review: one of them.
type Key = (i32, Option<i32>, Option<i32>, Option<i32>);

impl Writer<'_> {
    pub(super) async fn answers(
        &mut self,
        frame: &Frame,
        people: &People,
        proposals: &[i32],
        reviews: &[i32],
    ) -> Result<()> {
        let at = self.times.past(self.times.deadline);
        let (mut list, mut choices): (Vec<answer::ActiveModel>, Vec<(Key, i32)>) = (Vec::new(), Vec::new());
        for (place, question) in self.plan.questions.iter().enumerate() {
            for (number, given) in question.answers.iter().enumerate() {
                let id = frame.questions[place];
                let key = match question.target {
                    QuestionTarget::Proposal => (id, Some(proposals[given.about]), None, None),
                    QuestionTarget::Speaker => (id, None, Some(people.speakers[given.about].profile), None),
                    QuestionTarget::Review => match reviews.get(given.about) {
                        Some(&review) => (id, None, None, Some(review)),
                        None => continue,
                    },
                };
                let file = self.files.answers.get(&(place, number));
                let Some(text) = self.text(question, &given.value, file) else { continue };
                if let AnswerValue::Options(chosen) = &given.value {
                    choices.extend(chosen.iter().map(|&option| (key, frame.options[place][option])));
                }
                list.push(answer::ActiveModel {
                    question_id: Set(key.0),
                    submission_id: Set(key.1),
                    speaker_id: Set(key.2),
                    review_id: Set(key.3),
                    answer: Set(text),
                    answer_file: Set(file.cloned()),
                    created: Set(Some(at)),
                    updated: Set(Some(at)),
                    ..Default::default()
                });
            }
        }
        rows::insert(self.tx, list, None).await?;
        use answer::Column;
        let with_choices =
            self.plan.questions.iter().zip(&frame.questions).filter(|(q, _)| !q.options.is_empty());
        let ids: HashMap<Key, i32> = answer::Entity::find()
            .select_only()
            .columns([
                Column::QuestionId,
                Column::SubmissionId,
                Column::SpeakerId,
                Column::ReviewId,
                Column::Id,
            ])
            .filter(Column::QuestionId.is_in(with_choices.map(|(_, &id)| id)))
            .into_tuple::<(i32, Option<i32>, Option<i32>, Option<i32>, i32)>()
            .all(self.tx.db())
            .await?
            .into_iter()
            .map(|(question, submission, speaker, review, id)| ((question, submission, speaker, review), id))
            .collect();
        let choices = choices
            .into_iter()
            .map(|(key, option)| {
                let answer_id = Set(rows::known(&ids, &key)?);
                Ok(answer_choice::ActiveModel { answer_id, answer_option_id: Set(option) })
            })
            .collect::<Result<Vec<_>>>()?;
        rows::insert(self.tx, choices, None).await
    }

    /// None: “no” is not stored.
    fn text(&self, question: &Question, value: &AnswerValue, file: Option<&String>) -> Option<String> {
        Some(match value {
            AnswerValue::Number(number) => number.to_string(),
            AnswerValue::Text(text) => text.clone(),
            AnswerValue::YesNo(yes) => yes.then(|| "True".to_owned())?,
            AnswerValue::Moment { day, .. } if question.kind == QuestionKind::Date => {
                self.times.first_day.plus_days(*day).to_string()
            }
            AnswerValue::Moment { day, minute } => self.times.iso(self.times.at(*day, *minute)),
            AnswerValue::Options(chosen) => chosen
                .iter()
                .map(|&option| question.options[option].en.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            AnswerValue::File { .. } => format!("file://{}", file?),
        })
    }
}
