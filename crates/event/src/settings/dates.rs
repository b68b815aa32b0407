//! What moves when an event's dates or its time zone change (data-model §3.8).

use jiff::tz::TimeZone;
use plenary_model::{Actor, Date, ObjectType, Result};
use plenary_store::entity::{
    access_code, availability, cfp, event, question, review_phase, schedule, slot, submission_type,
};
use plenary_store::{Tx, log};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::json;

use super::clock::Shift;

/// The schedules of an event as a subquery: all versions, or the one that is worked on.
fn schedules(event: i32, all: bool) -> SelectStatement {
    let mut query = Query::select();
    query.column(schedule::Column::Id).from(schedule::Entity).and_where(schedule::Column::EventId.eq(event));
    if !all {
        query.and_where(schedule::Column::Version.is_null());
    }
    query.to_owned()
}

fn slots(event: i32, all: bool) -> Condition {
    Condition::all().add(slot::Column::ScheduleId.in_subquery(schedules(event, all)))
}

async fn move_plan(tx: &Tx, event: i32, shift: &Shift, all_versions: bool) -> Result<()> {
    let columns = [slot::Column::Starts, slot::Column::Ends];
    shift.apply::<slot::Entity>(tx, slots(event, all_versions), &columns).await?;
    let (here, columns) =
        (availability::Column::EventId.eq(event), [availability::Column::Starts, availability::Column::Ends]);
    shift.apply::<availability::Entity>(tx, Condition::all().add(here), &columns).await
}

/// Another zone: everything that was planned for a time of day stays at it. Slots of every version,
/// availabilities, the call for proposals, deadlines, review phases.
pub(super) async fn change_zone(tx: &Tx, event: i32, from: TimeZone, to: TimeZone) -> Result<()> {
    let shift = Shift::zones(from, to);
    move_plan(tx, event, &shift, true).await?;
    let here = Condition::all;
    let scope = here().add(cfp::Column::EventId.eq(event));
    shift.apply::<cfp::Entity>(tx, scope, &[cfp::Column::Opening, cfp::Column::Deadline]).await?;
    let scope = here().add(submission_type::Column::EventId.eq(event));
    shift.apply::<submission_type::Entity>(tx, scope, &[submission_type::Column::Deadline]).await?;
    let scope = here().add(access_code::Column::EventId.eq(event));
    shift.apply::<access_code::Entity>(tx, scope, &[access_code::Column::ValidUntil]).await?;
    let scope = here().add(question::Column::EventId.eq(event));
    let columns = [question::Column::Deadline, question::Column::FreezeAfter];
    shift.apply::<question::Entity>(tx, scope, &columns).await?;
    let scope = here().add(review_phase::Column::EventId.eq(event));
    let columns = [review_phase::Column::Starts, review_phase::Column::Ends];
    shift.apply::<review_phase::Entity>(tx, scope, &columns).await
}

/// Other dates, in the event's zone. When both move, the plan that is worked on and all
/// availabilities move with the first day; where the event gets shorter, what lies outside of it then
/// loses its time. Longer alone moves nothing. Returns how many sessions lost theirs.
pub(super) async fn change_dates(tx: &Tx, event: &event::Model, from: Date, to: Date) -> Result<u64> {
    let zone = event.zone();
    if from != event.date_from && to != event.date_to {
        let shift = Shift::days(zone.clone(), from.days_since(event.date_from));
        move_plan(tx, event.id, &shift, false).await?;
    }
    if to.days_since(from) >= event.date_to.days_since(event.date_from) {
        return Ok(0);
    }
    let (start, end) = (from.start_in(&zone), to.plus_days(1).start_in(&zone));
    let outside = || {
        let out = Condition::any().add(slot::Column::Starts.lt(start)).add(slot::Column::Starts.gte(end));
        slots(event.id, false).add(out)
    };
    // A break without a time is nothing.
    slot::Entity::delete_many()
        .filter(outside())
        .filter(slot::Column::SubmissionId.is_null())
        .exec(tx.db())
        .await?;
    let nowhere = slot::ActiveModel {
        room_id: Set(None),
        starts: Set(None),
        ends: Set(None),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let lost = slot::Entity::update_many().set(nowhere).filter(outside()).exec(tx.db()).await?;
    availability::Entity::delete_many()
        .filter(availability::Column::EventId.eq(event.id))
        .filter(
            Condition::any()
                .add(availability::Column::Starts.lt(start))
                .add(availability::Column::Ends.gt(end)),
        )
        .exec(tx.db())
        .await?;
    Ok(lost.rows_affected)
}

/// Moves a whole event to another first day: its dates, the slots of all versions and availabilities.
/// For events that show what the program can do. Only commands of whoever runs the machine, and
/// administrators.
pub async fn move_to(tx: &Tx, actor: &Actor, event: &event::Model, first_day: Date) -> Result<event::Model> {
    if !actor.is_administrator() {
        return Err(plenary_model::Error::NotFound);
    }
    let days = first_day.days_since(event.date_from);
    if days == 0 {
        return Ok(event.clone());
    }
    move_plan(tx, event.id, &Shift::days(event.zone(), days), true).await?;
    let row = event::ActiveModel {
        id: Set(event.id),
        date_from: Set(event.date_from.plus_days(days)),
        date_to: Set(event.date_to.plus_days(days)),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let moved = row.update(tx.db()).await?;
    let entry = log::Entry {
        event: Some(event.id),
        actor,
        object: (ObjectType::Event, event.id),
        action: "pretalx.event.update",
        data: json!({"changes": {
            "date_from": {"old": event.date_from.to_string(), "new": moved.date_from.to_string()},
            "date_to": {"old": event.date_to.to_string(), "new": moved.date_to.to_string()},
        }}),
        as_organiser: true,
    };
    log::write(tx, entry).await?;
    Ok(moved)
}
