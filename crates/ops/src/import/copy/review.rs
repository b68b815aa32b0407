//! Review phases, what is scored, and the reviews.

use std::collections::{HashMap, HashSet};

use plenary_model::{Decimal, Timestamp};
use plenary_store::entity::{
    review, review_given_score, review_phase, score, score_category, score_category_track,
};

use crate::import::context::{Context, Mapped, few};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{
    REVIEW, REVIEW_PHASE, REVIEW_SCORE, SCORE, SCORE_CATEGORY, SCORE_CATEGORY_TRACK, SUBMISSION, TRACK,
};

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    let mut phases = Vec::new();
    importer
        .copy(&REVIEW_PHASE, |cx, row| {
            let phase = phase(cx, row)?;
            phases.push((phase.event_id, row.int("position")?, phase.clone()));
            Ok(phase)
        })
        .await?;
    check_phases(&mut importer.cx, phases);
    let mut scores = Scores::default();
    importer
        .copy(&SCORE_CATEGORY, |cx, row| {
            let category = category(cx, row)?;
            scores.categories.insert(category.id, (category.weight, category.active));
            Ok(category)
        })
        .await?;
    importer
        .copy(&SCORE_CATEGORY_TRACK, |cx, row| {
            let limit = category_track(cx, row)?;
            scores.tracks.entry(limit.score_category_id).or_default().insert(limit.track_id);
            Ok(limit)
        })
        .await?;
    importer
        .copy(&SCORE, |cx, row| {
            let score = score(cx, row)?;
            scores.values.insert(score.id, (score.category_id, score.value));
            Ok(score)
        })
        .await?;
    let mut stored = Vec::new();
    importer
        .copy(&REVIEW, |cx, row| {
            let review = review(cx, row)?;
            stored.push((review.id, review.submission_id, review.score));
            Ok(review)
        })
        .await?;
    importer
        .copy(&REVIEW_SCORE, |cx, row| {
            let given = given_score(cx, row)?;
            scores.given.entry(given.review_id).or_default().push(given.score_id);
            Ok(given)
        })
        .await?;
    check_scores(&mut importer.cx, &scores, &stored);
    Ok(())
}

fn phase(cx: &mut Context, row: &Row) -> Mapped<review_phase::Model> {
    Ok(review_phase::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        name: row.text("name"),
        starts: row.time_opt("start")?,
        ends: row.time_opt("end")?,
        is_active: row.flag("is_active")?,
        can_review: row.flag("can_review")?,
        proposal_visibility: row.choice("proposal_visibility")?,
        can_see_other_reviews: row.choice("can_see_other_reviews")?,
        can_see_speaker_names: row.flag("can_see_speaker_names")?,
        can_see_reviewer_names: row.flag("can_see_reviewer_names")?,
        can_change_submission_state: row.flag("can_change_submission_state")?,
        can_tag_submissions: row.choice("can_tag_submissions")?,
        speakers_can_change_submissions: row.flag("speakers_can_change_submissions")?,
    })
}

/// Phases were ordered by hand and are ordered by their dates here.
fn check_phases(cx: &mut Context, mut phases: Vec<(i32, i32, review_phase::Model)>) {
    phases.sort_by_key(|(event, position, phase)| (*event, *position, phase.id));
    for phases in phases.chunk_by(|a, b| a.0 == b.0) {
        let phases: Vec<&review_phase::Model> = phases.iter().map(|(_, _, phase)| phase).collect();
        let key = |phase: &review_phase::Model| (phase.starts, phase.ends, phase.id);
        if !phases.is_sorted_by_key(|phase| key(phase)) {
            let names: Vec<String> = phases.iter().map(|phase| format!("“{}”", phase.name)).collect();
            cx.report.warn(format!(
                "The review phases {} were ordered by hand; here they are ordered by their dates.",
                few(&names)
            ));
        }
        let latest = Timestamp::from_micros(i64::MAX);
        for (index, phase) in phases.iter().enumerate() {
            for other in &phases[index + 1..] {
                let overlap = phase.starts < Some(other.ends.unwrap_or(latest))
                    && other.starts < Some(phase.ends.unwrap_or(latest));
                if overlap {
                    let (a, b) = (&phase.name, &other.name);
                    cx.report
                        .warn(format!("The review phases “{a}” and “{b}” overlap: give them other dates."));
                }
            }
        }
    }
}

fn category(cx: &mut Context, row: &Row) -> Mapped<score_category::Model> {
    Ok(score_category::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        name: row.i18n("name"),
        weight: row.decimal("weight")?,
        required: row.flag("required")?,
        active: row.flag("active")?,
        is_independent: row.flag("is_independent")?,
    })
}

fn category_track(cx: &mut Context, row: &Row) -> Mapped<score_category_track::Model> {
    Ok(score_category_track::Model {
        score_category_id: cx.needs(row, "reviewscorecategory_id", &SCORE_CATEGORY)?,
        track_id: cx.needs(row, "track_id", &TRACK)?,
    })
}

fn score(cx: &mut Context, row: &Row) -> Mapped<score::Model> {
    Ok(score::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        category_id: cx.needs(row, "category_id", &SCORE_CATEGORY)?,
        value: row.decimal("value")?,
        label: row.text_opt("label"),
    })
}

fn review(cx: &mut Context, row: &Row) -> Mapped<review::Model> {
    let submission_id = cx.needs(row, "submission_id", &SUBMISSION)?;
    Ok(review::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        submission_id,
        account_id: cx.account(row, "user_id")?,
        text: row.text_opt("text"),
        score: row.decimal_opt("score")?,
    })
}

fn given_score(cx: &mut Context, row: &Row) -> Mapped<review_given_score::Model> {
    Ok(review_given_score::Model {
        review_id: cx.needs(row, "review_id", &REVIEW)?,
        score_id: cx.needs(row, "reviewscore_id", &SCORE)?,
    })
}

#[derive(Default)]
struct Scores {
    /// Category → weight, active.
    categories: HashMap<i32, (Decimal<1>, bool)>,
    /// Category → tracks it is limited to.
    tracks: HashMap<i32, HashSet<i32>>,
    /// Score → category, value.
    values: HashMap<i32, (i32, Decimal<2>)>,
    /// Review → scores.
    given: HashMap<i32, Vec<i32>>,
}

impl Scores {
    /// Σ value × weight over the given scores whose category applies, in thousandths.
    fn total(&self, review: i32, track: Option<i32>) -> Option<i128> {
        let applies = |category: &i32| {
            self.tracks.get(category).is_none_or(|tracks| track.is_some_and(|track| tracks.contains(&track)))
        };
        let mut total = None;
        for score in self.given.get(&review).into_iter().flatten() {
            let Some((category, value)) = self.values.get(score) else { continue };
            let Some((weight, true)) = self.categories.get(category) else { continue };
            if applies(category) {
                let product = i128::from(value.units()) * i128::from(weight.units());
                total = Some(total.unwrap_or(0) + product);
            }
        }
        total
    }
}

/// The stored total is a cache that 2025.2.2 does not always renew. It is kept as it is and
/// compared with what the scores give.
fn check_scores(cx: &mut Context, scores: &Scores, stored: &[(i32, i32, Option<Decimal<2>>)]) {
    let differs = |review: i32, submission: i32, stored: Option<Decimal<2>>| {
        let track = cx.proposals.get(&submission).and_then(|proposal| proposal.track);
        match (scores.total(review, track), stored) {
            (None, None) => false,
            // Rounded to two places in the source.
            (Some(total), Some(stored)) => (total - i128::from(stored.units()) * 10).abs() > 5,
            _ => true,
        }
    };
    let stale: Vec<String> = stored
        .iter()
        .filter(|(review, submission, score)| differs(*review, *submission, *score))
        .map(|(review, ..)| review.to_string())
        .collect();
    if !stale.is_empty() {
        cx.report.warn(format!(
            "The stored total of {} reviews is not what their scores add up to (reviews {}). \
             It changes when one of them or a score category is saved.",
            stale.len(),
            few(&stale)
        ));
    }
}
