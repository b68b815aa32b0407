//! Reviews before the event, feedback after it.

use super::{Counts, prose};
use crate::content::{FEEDBACK, REVIEWS, fill};
use crate::dice::Dice;
use crate::event::*;

/// Three reviews for everything that was submitted. Good proposals tend to be accepted.
pub(super) fn reviews(seed: u64, counts: &Counts, tracks: &[Track], proposals: &[Proposal]) -> Vec<Review> {
    let mut dice = Dice::new(seed, "reviews");
    let everybody: Vec<usize> = (0..counts.reviewers).collect();
    let mut reviews = Vec::new();
    for (at, proposal) in proposals.iter().enumerate() {
        let quality = match proposal.outcome {
            Outcome::Draft => continue,
            Outcome::Confirmed | Outcome::Accepted | Outcome::Canceled => dice.between(3, 4),
            Outcome::Rejected => dice.between(0, 2),
            Outcome::Undecided | Outcome::Withdrawn => dice.between(1, 3),
        };
        let topic = prose::topic(&mut dice, tracks[proposal.track].key).words;
        for reviewer in dice.some(&everybody, 3) {
            let score = (!dice.chance(4)).then(|| (quality + dice.below(3)).clamp(1, 5) as u8 - 1);
            let pool = score.map_or("abstain".to_owned(), |score| score.to_string());
            let text = if dice.chance(80) {
                fill(dice.line(REVIEWS.lines(&pool)), &[("t", topic)])
            } else {
                String::new()
            };
            reviews.push(Review { proposal: at, reviewer, score, text });
        }
    }
    reviews
}

pub(super) fn feedback(seed: u64, counts: &Counts, proposals: &[Proposal]) -> Vec<Feedback> {
    let mut dice = Dice::new(seed, "feedback");
    let given: Vec<usize> = (0..proposals.len()).filter(|&at| proposals[at].slot.is_some()).collect();
    (0..counts.feedback)
        .map(|_| {
            let stars = *dice.pick(&[5, 5, 5, 4, 4, 4, 3, 3, 2, 1]);
            Feedback {
                proposal: *dice.pick(&given),
                rating: (!dice.chance(15)).then_some(stars),
                text: dice.line(FEEDBACK.lines(&stars.to_string())).to_owned(),
            }
        })
        .collect()
}
