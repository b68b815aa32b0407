//! Reading a version of the schedule for the widget (api-and-exports §9). A constant number of
//! statements.

use std::collections::{HashMap, HashSet};

use plenary_event::visibility::Visibility;
use plenary_model::settings::{CfpField, CfpFields};
use plenary_model::widget::{
    WidgetContent, WidgetRoom, WidgetSchedule, WidgetSession, WidgetSlot, WidgetSpeaker, WidgetTrack,
};
use plenary_model::{Result, SlotType, SubmissionState};
use plenary_store::entity::{
    cfp, event, profile_picture, room, schedule, slot, submission, submission_type, track,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};

use crate::programme::{filled, profiles_with_accounts, roles};
use crate::version::{Which, pick};

/// Whether everybody may have the widget: where the agenda is public, and where the organisers offer
/// it although the schedule is hidden or the event not public.
pub fn is_public(event: &event::Model, visible: &Visibility) -> bool {
    visible.current.is_some()
        && (event.flags().show_widget_if_not_public() || (event.is_public && event.flags().show_schedule()))
}

/// The version if the visitor may have it in the widget; what they may not have does not exist. One
/// statement at most.
pub async fn choose(
    db: &impl ConnectionTrait,
    event: &event::Model,
    visible: &Visibility,
    which: Which<'_>,
) -> Result<schedule::Model> {
    let released = visible.rights.can_change_submissions || is_public(event, visible);
    pick(db, event, visible, which, released).await
}

/// Reads a version. Of a released one only what is visible in it; of the working version everything
/// but blockers. The caller has checked that the visitor may have it (see [`choose`]).
pub async fn read(
    db: &impl ConnectionTrait,
    event: &event::Model,
    schedule: &schedule::Model,
) -> Result<WidgetSchedule> {
    let working = schedule.version.is_none();
    let ids = submissions_of(schedule.id, working);
    let usual_durations = usual_durations_of_types(db, event.id).await?;
    let submissions: HashMap<i32, submission::Model> = submission::Entity::find()
        .filter(submission::Column::Id.in_subquery(ids.clone()))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let (codes, speakers) = speakers(db, event.id, &ids).await?;
    let use_tracks = event.flags().use_tracks();
    let mut slots = Vec::new();
    for slot in slot::Entity::find().filter(offered(schedule.id, working)).all(db).await? {
        let content = match slot.submission_id {
            None => WidgetContent::Break { title: slot.description },
            Some(id) => {
                let Some(row) = submissions.get(&id) else { continue };
                let usual = usual_durations.get(&row.submission_type_id).copied().unwrap_or_default();
                WidgetContent::Session(WidgetSession {
                    code: row.code.clone(),
                    title: row.title.clone(),
                    abstract_text: row.abstract_text.clone(),
                    speakers: codes.get(&id).cloned().unwrap_or_default(),
                    track: row.track_id.filter(|_| use_tracks),
                    duration: i64::from(row.duration.unwrap_or(usual)),
                    updated: slot.updated,
                    content_locale: row.content_locale.clone(),
                    do_not_record: row.do_not_record,
                    state: working.then_some(row.state),
                })
            }
        };
        let minutes = match &content {
            WidgetContent::Session(session) => session.duration,
            WidgetContent::Break { .. } => 30,
        };
        let end = slot.ends.or(slot.starts.map(|start| start.plus_minutes(minutes)));
        slots.push(WidgetSlot { id: slot.id, room: slot.room_id, start: slot.starts, end, content });
    }
    slots.sort_by_key(|slot| (slot.start, slot.id));
    let (tracks, rooms) = tracks_and_rooms(db, event.id, &slots).await?;
    let call = cfp::Entity::find().filter(cfp::Column::EventId.eq(event.id)).one(db).await?;
    let fields = call.map(|call| CfpFields::new(&call.fields));
    let asks = |field| fields.as_ref().is_none_or(|fields| fields.asks(field));
    Ok(WidgetSchedule {
        version: schedule.version.clone(),
        schedule_id: schedule.id,
        time_zone: event.timezone.clone(),
        date_from: event.date_from,
        date_to: event.date_to,
        slots,
        tracks,
        rooms,
        speakers,
        asks_pictures: asks(CfpField::Avatar),
        asks_recording: asks(CfpField::DoNotRecord),
    })
}

/// Which slots of a version the widget shows.
fn offered(schedule: i32, working: bool) -> Condition {
    let of_schedule = Condition::all().add(slot::Column::ScheduleId.eq(schedule)).add(
        Condition::any()
            .add(slot::Column::SubmissionId.is_not_null())
            .add(slot::Column::SlotType.is_null())
            .add(slot::Column::SlotType.ne(SlotType::Blocker)),
    );
    if working {
        return of_schedule;
    }
    of_schedule
        .add(slot::Column::IsVisible.eq(true))
        .add(slot::Column::Starts.is_not_null())
        .add(slot::Column::RoomId.is_not_null())
}

/// The proposals of those slots, as a subquery.
fn submissions_of(schedule: i32, working: bool) -> SelectStatement {
    Query::select()
        .column(slot::Column::SubmissionId)
        .from(slot::Entity)
        .cond_where(offered(schedule, working).add(slot::Column::SubmissionId.is_not_null()))
        .to_owned()
}

async fn usual_durations_of_types(db: &impl ConnectionTrait, event: i32) -> Result<HashMap<i32, i32>> {
    let rows =
        submission_type::Entity::find().filter(submission_type::Column::EventId.eq(event)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.default_duration)).collect())
}

#[derive(FromQueryResult)]
struct SpeakerRow {
    id: i32,
    code: String,
    name: Option<String>,
    account_name: Option<String>,
    avatar: Option<String>,
    avatar_thumbnail: Option<String>,
    avatar_thumbnail_tiny: Option<String>,
}

/// The codes of speakers by proposal, and the speakers by name.
async fn speakers(
    db: &impl ConnectionTrait,
    event: i32,
    ids: &SelectStatement,
) -> Result<(HashMap<i32, Vec<String>>, Vec<WidgetSpeaker>)> {
    let roles = roles(db, ids).await?;
    let rows: Vec<SpeakerRow> = profiles_with_accounts(event, ids)
        .column_as(profile_picture::Column::AvatarThumbnailTiny, "avatar_thumbnail_tiny")
        .into_model()
        .all(db)
        .await?;
    let by_id: HashMap<i32, String> = rows.iter().map(|row| (row.id, row.code.clone())).collect();
    let mut codes: HashMap<i32, Vec<String>> = HashMap::new();
    for (submission, speaker) in roles {
        if let Some(code) = by_id.get(&speaker) {
            codes.entry(submission).or_default().push(code.clone());
        }
    }
    let mut speakers: Vec<WidgetSpeaker> = rows
        .into_iter()
        .map(|row| WidgetSpeaker {
            code: row.code,
            name: filled(row.name).or(row.account_name).unwrap_or_default(),
            avatar: filled(row.avatar),
            avatar_thumbnail: filled(row.avatar_thumbnail),
            avatar_thumbnail_tiny: filled(row.avatar_thumbnail_tiny),
        })
        .collect();
    speakers.sort_by_cached_key(|speaker| (speaker.name.to_lowercase(), speaker.code.clone()));
    Ok((codes, speakers))
}

/// Those in use.
async fn tracks_and_rooms(
    db: &impl ConnectionTrait,
    event: i32,
    slots: &[WidgetSlot],
) -> Result<(Vec<WidgetTrack>, Vec<WidgetRoom>)> {
    let used_rooms: HashSet<i32> = slots.iter().filter_map(|slot| slot.room).collect();
    let used_tracks: HashSet<i32> = slots
        .iter()
        .filter_map(|slot| match &slot.content {
            WidgetContent::Session(session) => session.track,
            WidgetContent::Break { .. } => None,
        })
        .collect();
    let mut tracks = track::Entity::find().filter(track::Column::EventId.eq(event)).all(db).await?;
    tracks.retain(|track| used_tracks.contains(&track.id));
    tracks.sort_by_key(|track| (track.position.unwrap_or_default(), track.id));
    let mut rooms = room::Entity::find().filter(room::Column::EventId.eq(event)).all(db).await?;
    rooms.retain(|room| used_rooms.contains(&room.id));
    rooms.sort_by_key(|room| (room.position, room.id));
    Ok((
        tracks
            .into_iter()
            .map(|track| WidgetTrack {
                id: track.id,
                name: track.name,
                description: track.description,
                color: track.color,
            })
            .collect(),
        rooms
            .into_iter()
            .map(|room| WidgetRoom { id: room.id, name: room.name, description: room.description })
            .collect(),
    ))
}
