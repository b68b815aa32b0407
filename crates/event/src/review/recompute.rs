//! The totals of reviews, after what they are made of has changed (data-model §3.6).

use plenary_model::Result;
use plenary_store::Tx;
use sea_orm::ConnectionTrait;

/// Sums up every review of an event anew: value × weight over the active categories that are for the
/// proposal's track; none where a review gives no score in any of them. One statement.
///
/// Values have two places and weights one: the product is rounded to two.
pub(super) async fn scores(tx: &Tx, event: i32) -> Result<()> {
    let sql = format!(
        "UPDATE review SET score = (\
           SELECT CAST(round(SUM(score.value * category.weight) / 10.0) AS BIGINT) \
           FROM review_given_score AS given \
           JOIN score ON score.id = given.score_id \
           JOIN score_category AS category ON category.id = score.category_id \
           JOIN submission ON submission.id = review.submission_id \
           WHERE given.review_id = review.id AND category.active \
             AND (NOT EXISTS (SELECT 1 FROM score_category_track AS every \
                              WHERE every.score_category_id = category.id) \
                  OR EXISTS (SELECT 1 FROM score_category_track AS own \
                             WHERE own.score_category_id = category.id AND own.track_id = submission.track_id))) \
         WHERE submission_id IN (SELECT id FROM submission WHERE event_id = {event})"
    );
    tx.db().execute_unprepared(&sql).await?;
    Ok(())
}
