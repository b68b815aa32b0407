//! Reading a version of the schedule as the public sees it. A constant number of statements.

use std::collections::{HashMap, HashSet};

use plenary_model::programme::{
    Programme, ProgrammeEvent, ProgrammeResource, ProgrammeRoom, ProgrammeSession, ProgrammeSlot,
    ProgrammeSpeaker, ProgrammeTrack, ResourceTarget, SlotContent,
};
use plenary_model::settings::{CfpField, CfpFields};
use plenary_model::{I18nText, Result, SubmissionState, Timestamp, guid};
use plenary_store::entity::{
    account, cfp, event, profile_picture, resource, room, schedule, slot, speaker_profile, speaker_role,
    submission, submission_type, track,
};
use sea_orm::sea_query::{IntoCondition, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

/// Where and in which language a programme is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Language of names.
    pub locale: &'a str,
    /// Scheme and host of the event's site, no trailing slash.
    pub base_url: &'a str,
    /// The namespace of exported UUIDs ([`plenary_store::instance`]).
    pub instance: Uuid,
}

/// Reads the visible part of one version: eight statements. The caller has checked that the actor may see the
/// version (see [`crate::version::find`]); what is not visible in it is never read.
pub async fn read(
    db: &impl ConnectionTrait,
    event: &event::Model,
    schedule: &schedule::Model,
    reading: Reading<'_>,
) -> Result<Programme> {
    let text = |value: &I18nText| value.get(reading.locale, &event.locale).to_owned();
    let instance = reading.instance;
    let asked = asked(db, event.id).await?;
    let slots = visible_slots(db, schedule.id).await?;
    let ids = visible_submissions(schedule.id);
    let used: HashSet<i32> = slots.iter().map(|placed| placed.room_id).collect();
    let rooms = rooms(db, event.id, instance, &used, &text).await?;
    let tracks = tracks(db, event.id, &text).await?;
    let mut found: HashMap<i32, ProgrammeSession> =
        sessions(db, submission::Column::State.ne(SubmissionState::Draft), &ids, &tracks, &text)
            .await?
            .into_iter()
            .map(|session| (session.id, session))
            .collect();
    // In the order of their first slots.
    let mut sessions: Vec<ProgrammeSession> =
        slots.iter().filter_map(|placed| found.remove(&placed.submission_id?)).collect();
    let session_index = index(&sessions);
    let speakers = speakers(db, event.id, &ids, &asked, instance, &mut sessions).await?;
    add_resources(db, &ids, &mut sessions).await?;
    let multiple = event.flags().present_multiple_times();
    let slots = programme_slots(slots, &sessions, &session_index, instance, multiple, &text);
    Ok(Programme {
        event: programme_event(event, &asked, reading),
        version: schedule.version.clone(),
        schedule_id: schedule.id,
        published: schedule.published,
        slots,
        sessions,
        speakers,
        rooms,
        tracks,
    })
}

/// The event as programmes show it.
pub(crate) fn programme_event(
    event: &event::Model,
    asked: &CfpFields,
    reading: Reading<'_>,
) -> ProgrammeEvent {
    let display = event.display();
    let page_url = display.text("html_export_url", "").trim_end_matches('/');
    ProgrammeEvent {
        slug: event.slug.clone(),
        name: event.name.get(reading.locale, &event.locale).to_owned(),
        date_from: event.date_from,
        date_to: event.date_to,
        time_zone: event.timezone.clone(),
        locale: reading.locale.to_owned(),
        primary_color: event.primary_color.clone(),
        logo: filled(event.logo.clone()),
        base_url: reading.base_url.to_owned(),
        page_url: if page_url.is_empty() { reading.base_url } else { page_url }.to_owned(),
        use_feedback: event.flags().use_feedback(),
        use_tracks: event.flags().use_tracks(),
        asks_recording: asked.asks(CfpField::DoNotRecord),
    }
}

/// What the call for proposals asks for: pictures that nobody is asked for any more are not shown.
pub(crate) async fn asked(db: &impl ConnectionTrait, event: i32) -> Result<CfpFields> {
    let fields: Option<sea_orm::JsonValue> = cfp::Entity::find()
        .select_only()
        .column(cfp::Column::Fields)
        .filter(cfp::Column::EventId.eq(event))
        .into_tuple()
        .one(db)
        .await?;
    Ok(CfpFields::new(&fields.unwrap_or_default()))
}

/// A visible slot whose time and room are known.
#[derive(FromQueryResult)]
struct Placed {
    id: i32,
    submission_id: Option<i32>,
    room_id: i32,
    starts: Timestamp,
    ends: Option<Timestamp>,
    description: I18nText,
}

async fn visible_slots(db: &impl ConnectionTrait, schedule: i32) -> Result<Vec<Placed>> {
    use slot::Column;
    Ok(slot::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::SubmissionId,
            Column::RoomId,
            Column::Starts,
            Column::Ends,
            Column::Description,
        ])
        .filter(Column::ScheduleId.eq(schedule))
        .filter(Column::IsVisible.eq(true))
        .filter(Column::Starts.is_not_null())
        .filter(Column::RoomId.is_not_null())
        .order_by_asc(Column::Starts)
        .order_by_asc(Column::Id)
        .into_model()
        .all(db)
        .await?)
}

/// The proposals of the visible slots, as a subquery.
fn visible_submissions(schedule: i32) -> SelectStatement {
    Query::select()
        .column(slot::Column::SubmissionId)
        .from(slot::Entity)
        .and_where(slot::Column::ScheduleId.eq(schedule))
        .and_where(slot::Column::IsVisible.eq(true))
        .and_where(slot::Column::Starts.is_not_null())
        .and_where(slot::Column::RoomId.is_not_null())
        .and_where(slot::Column::SubmissionId.is_not_null())
        .to_owned()
}

/// The event's rooms, also those that nothing takes place in; a hidden one only if something does.
async fn rooms(
    db: &impl ConnectionTrait,
    event: i32,
    instance: Uuid,
    used: &HashSet<i32>,
    text: &impl Fn(&I18nText) -> String,
) -> Result<Vec<ProgrammeRoom>> {
    let mut rooms = room::Entity::find().filter(room::Column::EventId.eq(event)).all(db).await?;
    rooms.retain(|room| !room.hidden || used.contains(&room.id));
    // Those without a position come first, on either engine.
    rooms.sort_by_key(|room| (room.position, room.id));
    Ok(rooms
        .into_iter()
        .map(|room| ProgrammeRoom {
            id: room.id,
            name: text(&room.name),
            description: Some(text(&room.description)).filter(|text| !text.is_empty()),
            capacity: room.capacity,
            guid: room
                .guid
                .as_deref()
                .and_then(|guid| guid.parse().ok())
                .unwrap_or_else(|| guid::room(instance, room.id)),
            position: room.position,
        })
        .collect())
}

/// The tracks of an event; those without a position come first, on either engine.
pub(crate) async fn tracks(
    db: &impl ConnectionTrait,
    event: i32,
    text: &impl Fn(&I18nText) -> String,
) -> Result<Vec<ProgrammeTrack>> {
    let mut tracks = track::Entity::find().filter(track::Column::EventId.eq(event)).all(db).await?;
    tracks.sort_by_key(|track| (track.position, track.id));
    Ok(tracks
        .into_iter()
        .map(|track| ProgrammeTrack {
            id: track.id,
            name: text(&track.name),
            description: text(&track.description),
            color: track.color,
        })
        .collect())
}

type Index = HashMap<i32, usize>;

/// A proposal with what its session type adds.
#[derive(FromQueryResult)]
struct SessionRow {
    id: i32,
    code: String,
    title: String,
    #[sea_orm(from_alias = "abstract")]
    abstract_text: Option<String>,
    description: Option<String>,
    track_id: Option<i32>,
    content_locale: String,
    do_not_record: bool,
    duration: Option<i32>,
    image: Option<String>,
    is_featured: bool,
    type_name: I18nText,
    default_duration: i32,
}

fn sessions_with_types() -> Select<submission::Entity> {
    use submission::Column;
    submission::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Code,
            Column::Title,
            Column::Description,
            Column::TrackId,
            Column::ContentLocale,
            Column::DoNotRecord,
            Column::Duration,
            Column::Image,
            Column::IsFeatured,
        ])
        .column_as(Column::AbstractText, "abstract")
        .column_as(submission_type::Column::Name, "type_name")
        .column_as(submission_type::Column::DefaultDuration, "default_duration")
        .join(
            JoinType::InnerJoin,
            submission::Entity::belongs_to(submission_type::Entity)
                .from(Column::SubmissionTypeId)
                .to(submission_type::Column::Id)
                .into(),
        )
}

/// The proposals of a subquery as sessions, in no order, without speakers and resources.
pub(crate) async fn sessions(
    db: &impl ConnectionTrait,
    condition: impl IntoCondition,
    ids: &SelectStatement,
    tracks: &[ProgrammeTrack],
    text: &impl Fn(&I18nText) -> String,
) -> Result<Vec<ProgrammeSession>> {
    let rows: Vec<SessionRow> = sessions_with_types()
        .filter(submission::Column::Id.in_subquery(ids.clone()))
        .filter(condition)
        .into_model()
        .all(db)
        .await?;
    let track_index: Index = tracks.iter().enumerate().map(|(index, track)| (track.id, index)).collect();
    let session = |row: SessionRow| ProgrammeSession {
        id: row.id,
        code: row.code,
        title: row.title,
        abstract_text: row.abstract_text,
        description: row.description,
        session_type: text(&row.type_name),
        track: row.track_id.and_then(|id| track_index.get(&id).copied()),
        content_locale: row.content_locale,
        do_not_record: row.do_not_record,
        duration: i64::from(row.duration.unwrap_or(row.default_duration)),
        image: filled(row.image),
        speakers: Vec::new(),
        resources: Vec::new(),
        is_featured: row.is_featured,
    };
    Ok(rows.into_iter().map(session).collect())
}

/// Where each session stands, by its id.
fn index(sessions: &[ProgrammeSession]) -> Index {
    sessions.iter().enumerate().map(|(index, session)| (session.id, index)).collect()
}

/// A profile with what its account and its picture add.
#[derive(FromQueryResult)]
struct SpeakerRow {
    id: i32,
    account_id: Option<i32>,
    code: String,
    name: Option<String>,
    biography: Option<String>,
    guid: String,
    account_name: Option<String>,
    account_email: Option<String>,
    avatar: Option<String>,
    avatar_thumbnail: Option<String>,
}

/// The profiles of those who speak in a subquery's proposals, with what their accounts and pictures
/// add. Readers add the columns that only they need.
pub(crate) fn profiles_with_accounts(event: i32, ids: &SelectStatement) -> Select<speaker_profile::Entity> {
    use speaker_profile::Column;
    let in_roles = Query::select()
        .column(speaker_role::Column::SpeakerId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SubmissionId.in_subquery(ids.clone()))
        .to_owned();
    speaker_profile::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Code, Column::Name])
        .column_as(account::Column::Name, "account_name")
        .column_as(profile_picture::Column::Avatar, "avatar")
        .column_as(profile_picture::Column::AvatarThumbnail, "avatar_thumbnail")
        .join(
            JoinType::LeftJoin,
            speaker_profile::Entity::belongs_to(account::Entity)
                .from(Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            speaker_profile::Entity::belongs_to(profile_picture::Entity)
                .from(Column::ProfilePictureId)
                .to(profile_picture::Column::Id)
                .into(),
        )
        .filter(Column::EventId.eq(event))
        .filter(Column::Id.in_subquery(in_roles))
}

/// Proposal and speaker of each role in a subquery's proposals, in the proposals' own order.
pub(crate) async fn roles(db: &impl ConnectionTrait, ids: &SelectStatement) -> Result<Vec<(i32, i32)>> {
    use speaker_role::Column;
    Ok(speaker_role::Entity::find()
        .select_only()
        .columns([Column::SubmissionId, Column::SpeakerId])
        .filter(Column::SubmissionId.in_subquery(ids.clone()))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}

pub(crate) fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// Loads the speakers of a subquery's proposals, by name, and enters them into their sessions.
pub(crate) async fn speakers(
    db: &impl ConnectionTrait,
    event: i32,
    ids: &SelectStatement,
    asked: &CfpFields,
    instance: Uuid,
    sessions: &mut [ProgrammeSession],
) -> Result<Vec<ProgrammeSpeaker>> {
    use speaker_profile::Column;
    let roles = roles(db, ids).await?;
    let rows: Vec<SpeakerRow> = profiles_with_accounts(event, ids)
        .columns([Column::AccountId, Column::Biography, Column::Guid])
        .column_as(account::Column::Email, "account_email")
        .into_model()
        .all(db)
        .await?;
    let mut speakers: Vec<ProgrammeSpeaker> = rows
        .into_iter()
        .map(|row| ProgrammeSpeaker {
            id: row.id,
            account: row.account_id,
            name: filled(row.name).or(row.account_name).unwrap_or_default(),
            biography: row.biography,
            exported_avatar: filled(row.avatar.clone()),
            avatar: filled(row.avatar).filter(|_| asked.asks(CfpField::Avatar)),
            avatar_thumbnail: filled(row.avatar_thumbnail).filter(|_| asked.asks(CfpField::Avatar)),
            // Consumers of schedule.json know accounts by the UUID of their address (ADR 0005).
            guid: match row.account_email {
                Some(email) => guid::person_by_email(&email),
                None => row.guid.parse().unwrap_or_else(|_| guid::managed_speaker(instance, &row.code)),
            },
            code: row.code,
        })
        .collect();
    speakers.sort_by_cached_key(|speaker| (speaker.name.to_lowercase(), speaker.code.clone()));
    let session_index = index(sessions);
    let index: Index = speakers.iter().enumerate().map(|(index, speaker)| (speaker.id, index)).collect();
    for (submission, speaker) in roles {
        if let (Some(&session), Some(&speaker)) = (session_index.get(&submission), index.get(&speaker)) {
            sessions[session].speakers.push(speaker);
        }
    }
    Ok(speakers)
}

/// Enters the public resources of a subquery's proposals into their sessions.
pub(crate) async fn add_resources(
    db: &impl ConnectionTrait,
    ids: &SelectStatement,
    sessions: &mut [ProgrammeSession],
) -> Result<()> {
    let rows = resource::Entity::find()
        .filter(resource::Column::SubmissionId.in_subquery(ids.clone()))
        .filter(resource::Column::IsPublic.eq(true))
        .order_by_asc(resource::Column::Id)
        .all(db)
        .await?;
    let session_index = index(sessions);
    for row in rows {
        let target =
            filled(row.link).map(ResourceTarget::Link).or(filled(row.resource).map(ResourceTarget::File));
        if let (Some(&session), Some(target)) = (session_index.get(&row.submission_id), target) {
            sessions[session].resources.push(ProgrammeResource { description: row.description, target });
        }
    }
    Ok(())
}

fn programme_slots(
    slots: Vec<Placed>,
    sessions: &[ProgrammeSession],
    session_index: &Index,
    instance: Uuid,
    multiple: bool,
    text: &impl Fn(&I18nText) -> String,
) -> Vec<ProgrammeSlot> {
    let mut counts = vec![0_usize; sessions.len()];
    for session in slots.iter().filter_map(|placed| session_index.get(&placed.submission_id?)) {
        counts[*session] += 1;
    }
    let mut seen = vec![0_usize; sessions.len()];
    let mut result = Vec::with_capacity(slots.len());
    for slot in slots {
        let content = match slot.submission_id {
            Some(id) => {
                let Some(&session) = session_index.get(&id) else { continue };
                let suffix = if multiple && counts[session] > 1 {
                    format!("-{}", seen[session])
                } else {
                    String::new()
                };
                seen[session] += 1;
                let guid = guid::slot(instance, &sessions[session].code, &suffix);
                SlotContent::Session { session, suffix, guid }
            }
            None => SlotContent::Break { description: text(&slot.description) },
        };
        let minutes = match &content {
            SlotContent::Session { session, .. } => sessions[*session].duration,
            SlotContent::Break { .. } => 30,
        };
        let end = slot.ends.unwrap_or_else(|| slot.starts.plus_minutes(minutes));
        result.push(ProgrammeSlot { id: slot.id, room: slot.room_id, start: slot.starts, end, content });
    }
    result
}
