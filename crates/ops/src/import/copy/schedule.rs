//! Versions of the schedule, slots, availabilities.

use std::collections::{BTreeMap, HashMap};

use plenary_model::SlotType;
use plenary_store::entity::{availability, schedule, slot};

use crate::import::context::{Context, Mapped, Skip, Stop};
use crate::import::error::Result;
use crate::import::importer::Importer;
use crate::import::source::Row;
use crate::import::source::tables::{AVAILABILITY, PROFILE, ROOM, SCHEDULE, SLOT, SUBMISSION};

pub async fn copy(importer: &mut Importer<'_>) -> Result<()> {
    let mut drafts: HashMap<i32, i32> = HashMap::new();
    // Event → its newest release in the source.
    let mut newest = BTreeMap::new();
    importer
        .copy(&SCHEDULE, |cx, row| {
            let schedule = schedule(cx, row)?;
            if schedule.version.is_none() {
                // Rows come by id: the first is the one to keep.
                let first = *drafts.entry(schedule.event_id).or_insert(schedule.id);
                if first != schedule.id {
                    return Err(Stop::Skip(Skip::SpareDraft));
                }
            } else {
                let release = (schedule.published, schedule.id);
                let latest = newest.entry(schedule.event_id).or_insert(release);
                *latest = release.max(*latest);
            }
            Ok(schedule)
        })
        .await?;
    importer.cx.current_schedules =
        newest.into_iter().map(|(event, (_, schedule))| (event, schedule)).collect();
    importer.copy(&SLOT, slot).await?;
    importer.copy(&AVAILABILITY, availability).await
}

fn schedule(cx: &mut Context, row: &Row) -> Mapped<schedule::Model> {
    Ok(schedule::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id: cx.event(row)?,
        version: row.text_opt("version"),
        published: row.time_opt("published")?,
        comment: row.i18n("comment"),
    })
}

fn slot(cx: &mut Context, row: &Row) -> Mapped<slot::Model> {
    let schedule_id = cx.needs(row, "schedule_id", &SCHEDULE)?;
    let submission_id = match row.int_opt("submission_id")? {
        // A slot of a proposal that is gone is no break.
        Some(_) => Some(cx.needs(row, "submission_id", &SUBMISSION)?),
        None => None,
    };
    Ok(slot::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        submission_id,
        room_id: cx.may_need(row, "room_id", &ROOM)?,
        schedule_id,
        is_visible: row.flag("is_visible")?,
        slot_type: submission_id.is_none().then_some(SlotType::Break),
        starts: row.time_opt("start")?,
        ends: row.time_opt("end")?,
        description: row.i18n("description"),
    })
}

fn availability(cx: &mut Context, row: &Row) -> Mapped<availability::Model> {
    let event_id = cx.event(row)?;
    let speaker_id = match row.int_opt("person_id")? {
        Some(profile) => match cx.merged_profiles.get(&profile) {
            // The times of a duplicate join those of the profile that stays.
            Some(kept) => Some(*kept),
            None => Some(cx.needs(row, "person_id", &PROFILE)?),
        },
        None => None,
    };
    let room_id = match row.int_opt("room_id")? {
        Some(_) => Some(cx.needs(row, "room_id", &ROOM)?),
        None => None,
    };
    if speaker_id.is_none() && room_id.is_none() {
        return Err(Stop::Skip(Skip::Nothing));
    }
    Ok(availability::Model {
        id: row.id()?,
        created: row.time_opt("created")?,
        updated: row.time_opt("updated")?,
        event_id,
        speaker_id,
        room_id,
        starts: row.time("start")?,
        ends: row.time("end")?,
    })
}
