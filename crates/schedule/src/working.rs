//! The schedule being worked on.

use std::collections::HashMap;

use plenary_event::{initial, rights};
use plenary_model::{Actor, Result, Rights, SubmissionState, Timestamp};
use plenary_store::Tx;
use plenary_store::entity::{event, room, schedule, slot, submission};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// The event's working schedule, made where it is missing.
pub async fn schedule(tx: &Tx, event: &event::Model) -> Result<schedule::Model> {
    initial::ensure_wip_schedule(tx, event.id).await
}

/// A slot of the working schedule with its session.
#[derive(Clone, Debug)]
pub struct WorkingSlot {
    pub slot: slot::Model,
    pub submission: Option<submission::Model>,
}

/// The working schedule as organisers see it.
#[derive(Clone, Debug)]
pub struct Working {
    pub rooms: Vec<room::Model>,
    /// By start; those without a time last.
    pub slots: Vec<WorkingSlot>,
    /// Released versions, the latest first.
    pub versions: Vec<schedule::Model>,
}

impl Working {
    pub fn unscheduled(&self) -> usize {
        self.sessions().filter(|(slot, _)| slot.starts.is_none()).count()
    }

    pub fn unconfirmed(&self) -> usize {
        self.sessions().filter(|(_, submission)| submission.state != SubmissionState::Confirmed).count()
    }

    fn sessions(&self) -> impl Iterator<Item = (&slot::Model, &submission::Model)> {
        self.slots.iter().filter_map(|slot| Some((&slot.slot, slot.submission.as_ref()?)))
    }

    /// The name offered for the next version.
    pub fn next_version(&self) -> String {
        self.versions
            .first()
            .and_then(|latest| latest.version.as_deref())
            .map_or_else(|| "0.1".to_owned(), next_version)
    }
}

/// Raises the last number of a version name; empty where there is none to raise.
fn next_version(version: &str) -> String {
    let separator = [',', '.', '-', '_'].into_iter().find(|c| version.contains(*c));
    let (prefix, number) = match separator.and_then(|c| version.rfind(c)) {
        Some(at) => version.split_at(at + 1),
        None => ("", version),
    };
    match number.parse::<u64>() {
        Ok(number) => format!("{prefix}{}", number + 1),
        Err(_) => String::new(),
    }
}

/// Five statements at most, however long the schedule is.
pub async fn load(db: &impl ConnectionTrait, actor: &Actor, event: &event::Model) -> Result<Working> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let rooms = crate::room::of_event(db, event.id).await?;
    let schedules = schedule::Entity::find()
        .filter(schedule::Column::EventId.eq(event.id))
        .order_by_desc(schedule::Column::Published)
        .order_by_desc(schedule::Column::Id)
        .all(db)
        .await?;
    let (wip, versions): (Vec<_>, Vec<_>) = schedules.into_iter().partition(|s| s.version.is_none());
    let Some(wip) = wip.first() else { return Ok(Working { rooms, slots: Vec::new(), versions }) };
    let mut slots = slot::Entity::find().filter(slot::Column::ScheduleId.eq(wip.id)).all(db).await?;
    slots.sort_by_key(|slot| (slot.starts.is_none(), slot.starts, slot.room_id, slot.id));
    let in_slots = Query::select()
        .column(slot::Column::SubmissionId)
        .from(slot::Entity)
        .and_where(slot::Column::ScheduleId.eq(wip.id))
        .and_where(slot::Column::SubmissionId.is_not_null())
        .to_owned();
    let submissions: HashMap<i32, submission::Model> = submission::Entity::find()
        .filter(submission::Column::Id.in_subquery(in_slots))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let slots = slots
        .into_iter()
        .map(|slot| {
            let submission = slot.submission_id.and_then(|id| submissions.get(&id).cloned());
            WorkingSlot { slot, submission }
        })
        .collect();
    Ok(Working { rooms, slots, versions })
}

/// The slots of one session in the working schedule, by start; those without a time last. Two
/// statements.
pub async fn slots_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    submission: i32,
) -> Result<Vec<slot::Model>> {
    rights::require(db, actor, event, |rights| rights.can_change_submissions).await?;
    let mut slots = working_slots(event).filter(slot::Column::SubmissionId.eq(submission)).all(db).await?;
    slots.sort_by_key(|slot| (slot.starts.is_none(), slot.starts, slot.room_id, slot.id));
    Ok(slots)
}

/// How far an event's schedule is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Slots of sessions without a time in the schedule being worked on.
    pub unscheduled: u64,
    /// Name and date of the current release.
    pub current: Option<(String, Option<Timestamp>)>,
}

/// For somebody whose rights in the event are known; only who works on proposals learns what has no time.
/// One statement.
pub async fn standing(db: &impl ConnectionTrait, known: Rights, event: &event::Model) -> Result<Standing> {
    use schedule::Column::{EventId, Id, Published, Version};
    let waiting = Query::select()
        .expr(Expr::col((slot::Entity, slot::Column::Id)).count())
        .from(slot::Entity)
        .and_where(Expr::col((slot::Entity, slot::Column::ScheduleId)).equals((schedule::Entity, Id)))
        .and_where(slot::Column::SubmissionId.is_not_null())
        .and_where(slot::Column::Starts.is_null())
        .and_where(Version.is_null())
        .to_owned();
    let latest = Query::select()
        .expr(Expr::col(Published).max())
        .from(schedule::Entity)
        .and_where(EventId.eq(event.id))
        .and_where(Version.is_not_null())
        .to_owned();
    let rows: Vec<(Option<String>, Option<Timestamp>, i64)> = schedule::Entity::find()
        .select_only()
        .columns([Version, Published])
        .expr_as(Expr::SubQuery(None, Box::new(waiting.into())), "waiting")
        .filter(EventId.eq(event.id))
        .filter(Version.is_null().or(Published.in_subquery(latest)))
        .order_by_asc(Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut standing = Standing::default();
    for (version, published, waiting) in rows {
        match version {
            Some(version) => standing.current = Some((version, published)),
            None if known.can_change_submissions => standing.unscheduled = waiting.unsigned_abs(),
            None => {}
        }
    }
    Ok(standing)
}

fn working_slots(event: &event::Model) -> Select<slot::Entity> {
    let wip = Query::select()
        .column(schedule::Column::Id)
        .from(schedule::Entity)
        .and_where(schedule::Column::EventId.eq(event.id))
        .and_where(schedule::Column::Version.is_null())
        .to_owned();
    slot::Entity::find().filter(slot::Column::ScheduleId.in_subquery(wip))
}

#[cfg(test)]
mod tests {
    use super::next_version;

    #[test]
    fn version_names_are_counted_up() {
        for (version, next) in [
            ("0.1", "0.2"),
            ("1.9", "1.10"),
            ("v3", ""),
            ("7", "8"),
            ("2026-1.4", "2026-1.5"),
            ("a,4", "a,5"),
            ("final", ""),
        ] {
            assert_eq!(next_version(version), next, "{version}");
        }
    }
}
