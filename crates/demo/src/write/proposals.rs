//! Proposals in the state they have reached, with everything that belongs to them.

use std::collections::HashMap;

use plenary_model::code::{LONG_CODE_LENGTH, code};
use plenary_model::{ObjectType, Result, SubmissionState, Timestamp};
use plenary_store::entity::{favourite, resource, speaker_role, submission, submission_tag};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::frame::Frame;
use super::people::People;
use super::{Stage, Writer, rows};
use crate::event::{Outcome, Proposal, SessionKind};

/// The state of a proposal at a stage.
pub(super) fn state(stage: Stage, outcome: Outcome) -> SubmissionState {
    match (stage, outcome) {
        (_, Outcome::Draft) => SubmissionState::Draft,
        (Stage::Cfp, _) => SubmissionState::Submitted,
        (_, Outcome::Withdrawn) => SubmissionState::Withdrawn,
        (Stage::Review, _) | (_, Outcome::Undecided) => SubmissionState::Submitted,
        (_, Outcome::Accepted) => SubmissionState::Accepted,
        (_, Outcome::Confirmed) => SubmissionState::Confirmed,
        (_, Outcome::Rejected) => SubmissionState::Rejected,
        (_, Outcome::Canceled) => SubmissionState::Canceled,
    }
}

/// What has happened to a proposal since it was submitted.
fn way(state: SubmissionState) -> &'static [SubmissionState] {
    use SubmissionState::*;
    match state {
        Draft | Submitted => &[],
        Accepted => &[Accepted],
        Confirmed => &[Accepted, Confirmed],
        Rejected => &[Rejected],
        Withdrawn => &[Withdrawn],
        Canceled => &[Accepted, Confirmed, Canceled],
    }
}

/// A change of state and when it came.
type Step = (SubmissionState, Timestamp);

impl Writer<'_> {
    pub(super) fn times_of_submission(&mut self) -> Vec<Timestamp> {
        let proposals = &self.plan.proposals;
        proposals
            .iter()
            .map(|proposal| self.times.submission(proposal.days_early, self.dice.unit()))
            .collect()
    }

    /// Ids by the index of the plan; the rows are in the order of submission.
    pub(super) async fn proposals(
        &mut self,
        frame: &Frame,
        people: &People,
        submitted: &[Timestamp],
    ) -> Result<Vec<i32>> {
        let mut order: Vec<usize> = (0..submitted.len()).collect();
        order.sort_by_key(|&at| (submitted[at], at));
        let plan = self.plan;
        let steps: Vec<Vec<Step>> =
            plan.proposals.iter().map(|proposal| self.steps(state(self.stage, proposal.outcome))).collect();
        let list: Vec<_> = order
            .iter()
            .map(|&at| {
                self.row(frame, at, submitted[at], steps[at].last().map_or(submitted[at], |step| step.1))
            })
            .collect();
        rows::insert(self.tx, list, Some(self.progress)).await?;
        let ids: HashMap<String, i32> = submission::Entity::find()
            .select_only()
            .columns([submission::Column::Code, submission::Column::Id])
            .filter(submission::Column::EventId.eq(self.event.id))
            .into_tuple::<(String, i32)>()
            .all(self.tx.db())
            .await?
            .into_iter()
            .collect();
        let ids: Vec<i32> = self
            .codes
            .proposals
            .iter()
            .map(|code| rows::known(&ids, code.as_str()))
            .collect::<Result<_>>()?;
        for at in order {
            self.log(&self.plan.proposals[at], ids[at], people, submitted[at], &steps[at]);
        }
        self.belongings(frame, people, &ids, submitted).await?;
        Ok(ids)
    }

    fn steps(&mut self, state: SubmissionState) -> Vec<Step> {
        let times = &self.times;
        let mut share = || self.dice.unit();
        way(state)
            .iter()
            .map(|&step| {
                let at = match step {
                    SubmissionState::Confirmed => times.between(times.decided, times.confirmed, share()),
                    SubmissionState::Withdrawn => times.between(times.deadline, times.reviewed, share()),
                    SubmissionState::Canceled => times.between(times.confirmed, times.released[0], share()),
                    // One evening, all in a row.
                    _ => times.decided.plus_seconds(-(share() * 7200.0) as i64),
                };
                (step, at)
            })
            .collect()
    }

    fn row(
        &self,
        frame: &Frame,
        at: usize,
        created: Timestamp,
        updated: Timestamp,
    ) -> submission::ActiveModel {
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let proposal = &self.plan.proposals[at];
        let state = state(self.stage, proposal.outcome);
        let of_type = SessionKind::ALL.iter().position(|kind| *kind == proposal.kind).unwrap_or_default();
        // Sessions are featured once they are sure; keynotes are from the start.
        let sure = self.stage >= Stage::Schedule || proposal.kind == SessionKind::Keynote;
        submission::ActiveModel {
            created: Set(Some(created)),
            updated: Set(Some(updated)),
            code: Set(self.codes.proposals[at].clone()),
            event_id: Set(self.event.id),
            title: Set(proposal.title.clone()),
            submission_type_id: Set(frame.types[of_type]),
            track_id: Set(Some(frame.tracks[proposal.track])),
            state: Set(state),
            abstract_text: Set(filled(&proposal.abstract_text)),
            description: Set(filled(&proposal.description)),
            notes: Set(filled(&proposal.notes)),
            internal_notes: Set(filled(&proposal.internal_notes)),
            duration: Set((proposal.minutes != proposal.kind.minutes()).then_some(proposal.minutes.into())),
            slot_count: Set(1),
            content_locale: Set(proposal.locale.to_owned()),
            is_featured: Set(proposal.featured && sure && !state.is_out() && state != SubmissionState::Draft),
            do_not_record: Set(proposal.do_not_record),
            image: Set(self.files.sessions.get(&at).cloned()),
            invitation_token: Set(code(self.tx.random(), LONG_CODE_LENGTH)),
            review_code: Set(Some(code(self.tx.random(), LONG_CODE_LENGTH))),
            draft_additional_speakers: Set(json!([])),
            ..Default::default()
        }
    }

    fn log(&mut self, proposal: &Proposal, id: i32, people: &People, submitted: Timestamp, steps: &[Step]) {
        if proposal.outcome == Outcome::Draft {
            return;
        }
        let object = (ObjectType::Submission, id);
        let Some(speaker) = proposal.speakers.first().map(|&speaker| people.speakers[speaker].account) else {
            return;
        };
        self.journal.by_account(speaker, object, "pretalx.submission.create", submitted);
        let mut previous = SubmissionState::Submitted;
        for &(state, at) in steps {
            let (action, by_speaker) = match state {
                SubmissionState::Accepted => ("pretalx.submission.accept", false),
                SubmissionState::Rejected => ("pretalx.submission.reject", false),
                SubmissionState::Canceled => ("pretalx.submission.cancel", false),
                SubmissionState::Confirmed => ("pretalx.submission.confirm", true),
                SubmissionState::Withdrawn => ("pretalx.submission.withdraw", true),
                SubmissionState::Draft | SubmissionState::Submitted => continue,
            };
            let account = if by_speaker { Some(speaker) } else { self.actor.account() };
            let data = json!({"previous": previous.as_str(), "from_pending": false});
            self.journal.add(account, object, action, at, data, !by_speaker);
            previous = state;
        }
    }

    /// Speakers, tags and links.
    async fn belongings(
        &mut self,
        frame: &Frame,
        people: &People,
        ids: &[i32],
        submitted: &[Timestamp],
    ) -> Result<()> {
        let (mut roles, mut tags, mut links) = (Vec::new(), Vec::new(), Vec::new());
        for ((proposal, &id), &at) in self.plan.proposals.iter().zip(ids).zip(submitted) {
            for (&speaker, position) in proposal.speakers.iter().zip(1..) {
                roles.push(speaker_role::ActiveModel {
                    submission_id: Set(id),
                    speaker_id: Set(people.speakers[speaker].profile),
                    position: Set(position),
                    ..Default::default()
                });
            }
            for &tag in &proposal.tags {
                tags.push(submission_tag::ActiveModel {
                    submission_id: Set(id),
                    tag_id: Set(frame.tags[tag]),
                });
            }
            for link in &proposal.links {
                links.push(resource::ActiveModel {
                    submission_id: Set(id),
                    link: Set(Some(link.url.clone())),
                    description: Set(link.description.to_owned()),
                    is_public: Set(true),
                    created: Set(Some(at)),
                    updated: Set(Some(at)),
                    ..Default::default()
                });
            }
        }
        rows::insert(self.tx, roles, None).await?;
        rows::insert(self.tx, tags, None).await?;
        rows::insert(self.tx, links, None).await
    }

    /// Speakers look forward to each other's sessions.
    pub(super) async fn favourites(&mut self, people: &People, proposals: &[i32]) -> Result<()> {
        let public =
            self.plan.proposals.iter().zip(proposals).filter(|(proposal, _)| proposal.slot.is_some());
        let public: Vec<i32> = public.map(|(_, &id)| id).collect();
        let mut favourites = Vec::new();
        for speaker in &people.speakers {
            let count = self.dice.below(4);
            for _ in 0..count {
                let chosen = (speaker.account, *self.dice.pick(&public));
                if !favourites.contains(&chosen) {
                    favourites.push(chosen);
                }
            }
        }
        let at = self.times.past(self.times.released[2].plus_minutes(300));
        let favourites = favourites.into_iter().map(|(account, submission)| favourite::ActiveModel {
            account_id: Set(account),
            submission_id: Set(submission),
            created: Set(Some(at)),
            updated: Set(Some(at)),
            ..Default::default()
        });
        rows::insert(self.tx, favourites, None).await
    }
}
