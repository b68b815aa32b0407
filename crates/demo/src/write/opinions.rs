//! Reviews and feedback.

use std::collections::HashMap;

use plenary_model::{Decimal, ObjectType, Result};
use plenary_store::entity::{feedback, review, review_given_score, submission};
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::frame::Frame;
use super::people::People;
use super::{Writer, rows};

impl Writer<'_> {
    /// Ids by the index of the plan.
    pub(super) async fn reviews(
        &mut self,
        frame: &Frame,
        people: &People,
        proposals: &[i32],
    ) -> Result<Vec<i32>> {
        let plan = self.plan;
        let key =
            |review: &crate::event::Review| (proposals[review.proposal], people.reviewers[review.reviewer]);
        let times: Vec<_> = plan
            .reviews
            .iter()
            .map(|_| self.times.between(self.times.deadline, self.times.reviewed, self.dice.unit()))
            .collect();
        let list = plan.reviews.iter().zip(&times).map(|(review, &at)| {
            let (submission, account) = key(review);
            review::ActiveModel {
                submission_id: Set(submission),
                account_id: Set(account),
                text: Set(Some(review.text.clone()).filter(|text| !text.is_empty())),
                // The only category counts once (data-model §3.6).
                score: Set(review.score.map(|score| Decimal::whole(score.into()))),
                created: Set(Some(at)),
                updated: Set(Some(at)),
                ..Default::default()
            }
        });
        rows::insert(self.tx, list, Some(self.progress)).await?;
        let of_event = Query::select()
            .column(submission::Column::Id)
            .from(submission::Entity)
            .and_where(submission::Column::EventId.eq(self.event.id))
            .to_owned();
        let ids: HashMap<(i32, i32), i32> = review::Entity::find()
            .select_only()
            .columns([review::Column::SubmissionId, review::Column::AccountId, review::Column::Id])
            .filter(review::Column::SubmissionId.in_subquery(of_event))
            .into_tuple::<(i32, i32, i32)>()
            .all(self.tx.db())
            .await?
            .into_iter()
            .map(|(submission, account, id)| ((submission, account), id))
            .collect();
        let ids: Vec<i32> =
            plan.reviews.iter().map(|review| rows::known(&ids, &key(review))).collect::<Result<_>>()?;
        let given = plan.reviews.iter().zip(&ids).filter_map(|(review, &id)| {
            let score = frame.scores[usize::from(review.score?)];
            Some(review_given_score::ActiveModel { review_id: Set(id), score_id: Set(score) })
        });
        rows::insert(self.tx, given.collect::<Vec<_>>(), None).await?;
        for ((review, &id), &at) in plan.reviews.iter().zip(&ids).zip(&times) {
            let reviewer = people.reviewers[review.reviewer];
            self.journal.by_account(
                reviewer,
                (ObjectType::Review, id),
                "pretalx.submission.review.create",
                at,
            );
        }
        Ok(ids)
    }

    /// Given between the end of the session and now, most of it at once.
    pub(super) async fn feedback(&mut self, proposals: &[i32]) -> Result<()> {
        let plan = self.plan;
        let mut list = Vec::with_capacity(plan.feedback.len());
        for given in &plan.feedback {
            let proposal = &plan.proposals[given.proposal];
            let Some(slot) = proposal.slot else { continue };
            let end = self.times.at(slot.day.into(), slot.start + proposal.minutes);
            let share = self.dice.unit();
            let at = self.times.between(end, end.plus_minutes(4 * 24 * 60), share * share);
            list.push(feedback::ActiveModel {
                submission_id: Set(proposals[given.proposal]),
                rating: Set(given.rating.map(i32::from)),
                review: Set(given.text.clone()),
                created: Set(Some(at)),
                updated: Set(Some(at)),
                ..Default::default()
            });
        }
        rows::insert(self.tx, list, None).await
    }
}
