//! The timetable and its versions.

use std::collections::HashMap;

use plenary_model::{I18nText, ObjectType, Result, SlotType, SubmissionState};
use plenary_schedule::place::{self, Place};
use plenary_schedule::{release, working};
use plenary_store::entity::{activity_log, schedule, slot};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::frame::{Frame, text};
use super::proposals::state;
use super::{Writer, rows};
use crate::event::{Release, Slot};

impl Writer<'_> {
    /// Fills the working schedule, and releases it as often as the plan says.
    pub(super) async fn schedule(&mut self, frame: &Frame, proposals: &[i32]) -> Result<()> {
        let mut placed = Vec::new();
        for (number, planned) in self.plan.releases.iter().enumerate() {
            let next = self.slots_of(planned);
            if number == 0 {
                self.first_slots(frame, proposals, &next).await?;
            } else {
                self.move_slots(frame, proposals, &placed, &next).await?;
            }
            let comment = text(&planned.comment);
            let released =
                release::release(self.tx, &self.actor, &self.event, &planned.version, comment).await?;
            self.date_release(released.id, number).await?;
            placed = next;
            self.progress.advance(1);
        }
        Ok(())
    }

    /// Where the proposals are in this version.
    fn slots_of(&self, release: &Release) -> Vec<Option<Slot>> {
        let mut slots: Vec<Option<Slot>> = self.plan.proposals.iter().map(|proposal| proposal.slot).collect();
        release.swapped.iter().for_each(|&(one, other)| slots.swap(one, other));
        release.without.iter().for_each(|&at| slots[at] = None);
        slots
    }

    fn place(&self, frame: &Frame, proposal: usize, slot: Slot) -> Place {
        let end = slot.start + self.plan.proposals[proposal].minutes;
        Place {
            room: frame.rooms[slot.room],
            start: self.times.at(slot.day.into(), slot.start),
            end: Some(self.times.at(slot.day.into(), end)),
        }
    }

    /// One slot for whatever is accepted or confirmed, and the breaks.
    async fn first_slots(&self, frame: &Frame, proposals: &[i32], placed: &[Option<Slot>]) -> Result<()> {
        let wip = working::schedule(self.tx, &self.event).await?;
        let row = |submission: Option<i32>, visible: bool, place: Option<Place>, description: I18nText| {
            slot::ActiveModel {
                submission_id: Set(submission),
                schedule_id: Set(wip.id),
                room_id: Set(place.map(|place| place.room)),
                starts: Set(place.map(|place| place.start)),
                ends: Set(place.and_then(|place| place.end)),
                is_visible: Set(visible),
                slot_type: Set(submission.is_none().then_some(SlotType::Break)),
                description: Set(description),
                created: Set(Some(self.times.decided)),
                updated: Set(Some(self.times.decided)),
                ..Default::default()
            }
        };
        let mut slots = Vec::new();
        for (at, proposal) in self.plan.proposals.iter().enumerate() {
            let state = state(self.stage, proposal.outcome);
            if state.is_accepted() {
                let place = placed[at].map(|slot| self.place(frame, at, slot));
                slots.push(row(
                    Some(proposals[at]),
                    state == SubmissionState::Confirmed,
                    place,
                    I18nText::Empty,
                ));
            }
        }
        for pause in &self.plan.breaks {
            for &room in &pause.rooms {
                let place = Place {
                    room: frame.rooms[room],
                    start: self.times.at(pause.day.into(), pause.start),
                    end: Some(self.times.at(pause.day.into(), pause.start + pause.minutes)),
                };
                slots.push(row(None, false, Some(place), text(&pause.title)));
            }
        }
        rows::insert(self.tx, slots, None).await
    }

    async fn move_slots(
        &self,
        frame: &Frame,
        proposals: &[i32],
        before: &[Option<Slot>],
        after: &[Option<Slot>],
    ) -> Result<()> {
        let wip = working::schedule(self.tx, &self.event).await?;
        let slots: HashMap<i32, i32> = slot::Entity::find()
            .select_only()
            .columns([slot::Column::SubmissionId, slot::Column::Id])
            .filter(slot::Column::ScheduleId.eq(wip.id))
            .filter(slot::Column::SubmissionId.is_not_null())
            .into_tuple::<(i32, i32)>()
            .all(self.tx.db())
            .await?
            .into_iter()
            .collect();
        for at in (0..proposals.len()).filter(|&at| before[at] != after[at]) {
            let slot = rows::known(&slots, &proposals[at])?;
            let place = after[at].map(|slot| self.place(frame, at, slot));
            place::place(self.tx, &self.actor, &self.event, slot, place).await?;
        }
        Ok(())
    }

    /// It was released when the plan says, not just now.
    async fn date_release(&self, released: i32, number: usize) -> Result<()> {
        let at = self.times.past(self.times.released[number.min(2)]);
        let row = schedule::ActiveModel {
            id: Set(released),
            published: Set(Some(at)),
            updated: Set(Some(at)),
            ..Default::default()
        };
        row.update(self.tx.db()).await?;
        activity_log::Entity::update_many()
            .col_expr(activity_log::Column::Timestamp, Expr::value(at))
            .filter(activity_log::Column::ObjectType.eq(ObjectType::Schedule.to_string()))
            .filter(activity_log::Column::ObjectId.eq(released))
            .exec(self.tx.db())
            .await?;
        Ok(())
    }
}
