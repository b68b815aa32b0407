//! Sessions without a place in a released schedule: the featured ones, and single ones that somebody
//! may look at already (pages-public §9.5, §11). A constant number of statements.

use std::collections::HashMap;

use plenary_event::visibility::Visibility;
use plenary_model::programme::{
    Programme, ProgrammeEvent, ProgrammeResource, ProgrammeSession, ProgrammeSpeaker, ProgrammeTrack,
    ResourceTarget,
};
use plenary_model::{Error, I18nText, Result, SubmissionState, guid};
use plenary_store::entity::{
    account, event, profile_picture, resource, speaker_profile, speaker_role, submission, submission_type,
    track,
};
use plenary_store::{instance, unique};
use sea_orm::sea_query::{IntoCondition, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::programme::Reading;

/// Which sessions are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Preview<'a> {
    /// All that are featured, for whoever may see the list of them.
    Featured,
    /// The one with this secret code, for whoever knows it.
    Shared(&'a str),
    /// The one with this code, for organisers.
    Single(&'a str),
}

/// The states of proposals whose speakers may show them around.
const SHAREABLE: [SubmissionState; 4] = [
    SubmissionState::Draft,
    SubmissionState::Submitted,
    SubmissionState::Accepted,
    SubmissionState::Confirmed,
];

/// A programme without slots and rooms, its sessions by title. What the visitor may not see does not
/// exist; a list of featured sessions may be empty, a single session may not.
pub async fn read(
    db: &impl ConnectionTrait,
    event: &event::Model,
    visible: &Visibility,
    preview: Preview<'_>,
    reading: Reading<'_>,
) -> Result<Programme> {
    let wanted = wanted(event, visible, preview)?;
    let text = |value: &I18nText| value.get(reading.locale, &event.locale).to_owned();
    let tracks = tracks(db, event.id, &text).await?;
    let mut sessions = sessions(db, event.id, &wanted, &tracks, &text).await?;
    if sessions.is_empty() && !matches!(preview, Preview::Featured) {
        return Err(Error::NotFound);
    }
    let index: HashMap<i32, usize> =
        sessions.iter().enumerate().map(|(index, session)| (session.id, index)).collect();
    let speakers = if sessions.is_empty() {
        Vec::new()
    } else {
        add_resources(db, &wanted, &mut sessions, &index).await?;
        speakers(db, event.id, &wanted, &mut sessions, &index).await?
    };
    let display = event.display();
    let page_url = display.text("html_export_url", "").trim_end_matches('/');
    Ok(Programme {
        event: ProgrammeEvent {
            slug: event.slug.clone(),
            name: text(&event.name),
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
        },
        version: None,
        schedule_id: 0,
        published: None,
        slots: Vec::new(),
        sessions,
        speakers,
        rooms: Vec::new(),
        tracks,
    })
}

/// The condition on proposals, if the visitor may ask for them at all.
fn wanted(event: &event::Model, visible: &Visibility, preview: Preview<'_>) -> Result<Condition> {
    use submission::Column;
    let of_event = Condition::all().add(Column::EventId.eq(event.id));
    let known = of_event.clone().add(Column::State.ne(SubmissionState::Draft));
    match preview {
        Preview::Featured if visible.featured => Ok(known.add(Column::IsFeatured.eq(true)).add(
            Column::State.is_not_in(SubmissionState::ALL.iter().copied().filter(|state| state.is_out())),
        )),
        Preview::Shared(code) if visible.event && event.flags().submission_public_review() => {
            Ok(of_event.add(Column::ReviewCode.eq(code)).add(Column::State.is_in(SHAREABLE)))
        }
        Preview::Single(code) if visible.rights.can_change_submissions => {
            Ok(known.add(unique::same_text(Column::Code, code)))
        }
        _ => Err(Error::NotFound),
    }
}

/// The ids of the wanted proposals, as a subquery.
fn ids(wanted: &Condition) -> SelectStatement {
    Query::select()
        .column(submission::Column::Id)
        .from(submission::Entity)
        .cond_where(wanted.clone().into_condition())
        .to_owned()
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

async fn tracks(
    db: &impl ConnectionTrait,
    event: i32,
    text: &impl Fn(&I18nText) -> String,
) -> Result<Vec<ProgrammeTrack>> {
    let mut rows = track::Entity::find().filter(track::Column::EventId.eq(event)).all(db).await?;
    // Those without a position come first, on either engine.
    rows.sort_by_key(|row| (row.position, row.id));
    let track = |row: track::Model| ProgrammeTrack {
        id: row.id,
        name: text(&row.name),
        description: text(&row.description),
        color: row.color,
    };
    Ok(rows.into_iter().map(track).collect())
}

async fn sessions(
    db: &impl ConnectionTrait,
    event: i32,
    wanted: &Condition,
    tracks: &[ProgrammeTrack],
    text: &impl Fn(&I18nText) -> String,
) -> Result<Vec<ProgrammeSession>> {
    let rows = submission::Entity::find().filter(wanted.clone()).all(db).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let types: HashMap<i32, submission_type::Model> = submission_type::Entity::find()
        .filter(submission_type::Column::EventId.eq(event))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut sessions = Vec::with_capacity(rows.len());
    for row in rows {
        let of_type = types.get(&row.submission_type_id).ok_or(Error::NotFound)?;
        sessions.push(ProgrammeSession {
            id: row.id,
            code: row.code,
            title: row.title,
            abstract_text: row.abstract_text,
            description: row.description,
            session_type: text(&of_type.name),
            track: row.track_id.and_then(|id| tracks.iter().position(|track| track.id == id)),
            content_locale: row.content_locale,
            do_not_record: row.do_not_record,
            duration: i64::from(row.duration.unwrap_or(of_type.default_duration)),
            image: filled(row.image),
            speakers: Vec::new(),
            resources: Vec::new(),
            is_featured: row.is_featured,
        });
    }
    sessions.sort_by_cached_key(|session| (session.title.to_lowercase(), session.id));
    Ok(sessions)
}

async fn add_resources(
    db: &impl ConnectionTrait,
    wanted: &Condition,
    sessions: &mut [ProgrammeSession],
    index: &HashMap<i32, usize>,
) -> Result<()> {
    let rows = resource::Entity::find()
        .filter(resource::Column::SubmissionId.in_subquery(ids(wanted)))
        .filter(resource::Column::IsPublic.eq(true))
        .order_by_asc(resource::Column::Id)
        .all(db)
        .await?;
    for row in rows {
        let target =
            filled(row.link).map(ResourceTarget::Link).or(filled(row.resource).map(ResourceTarget::File));
        if let (Some(&session), Some(target)) = (index.get(&row.submission_id), target) {
            sessions[session].resources.push(ProgrammeResource { description: row.description, target });
        }
    }
    Ok(())
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

/// Loads the speakers, by name, and enters them into their sessions.
async fn speakers(
    db: &impl ConnectionTrait,
    event: i32,
    wanted: &Condition,
    sessions: &mut [ProgrammeSession],
    session_index: &HashMap<i32, usize>,
) -> Result<Vec<ProgrammeSpeaker>> {
    use speaker_profile::Column;
    let roles = speaker_role::Entity::find()
        .filter(speaker_role::Column::SubmissionId.in_subquery(ids(wanted)))
        .order_by_asc(speaker_role::Column::Position)
        .order_by_asc(speaker_role::Column::Id)
        .all(db)
        .await?;
    let in_roles = Query::select()
        .column(speaker_role::Column::SpeakerId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SubmissionId.in_subquery(ids(wanted)))
        .to_owned();
    let account =
        speaker_profile::Entity::belongs_to(account::Entity).from(Column::AccountId).to(account::Column::Id);
    let picture = speaker_profile::Entity::belongs_to(profile_picture::Entity)
        .from(Column::ProfilePictureId)
        .to(profile_picture::Column::Id);
    let rows = speaker_profile::Entity::find()
        .select_only()
        .columns([Column::Id, Column::AccountId, Column::Code, Column::Name, Column::Biography, Column::Guid])
        .column_as(account::Column::Name, "account_name")
        .column_as(account::Column::Email, "account_email")
        .column_as(profile_picture::Column::Avatar, "avatar")
        .column_as(profile_picture::Column::AvatarThumbnail, "avatar_thumbnail")
        .join(JoinType::LeftJoin, account.into())
        .join(JoinType::LeftJoin, picture.into())
        .filter(Column::EventId.eq(event))
        .filter(Column::Id.in_subquery(in_roles))
        .into_model::<SpeakerRow>()
        .all(db)
        .await?;
    let instance = instance::identifier(db).await?;
    let mut speakers: Vec<ProgrammeSpeaker> = rows
        .into_iter()
        .map(|row| ProgrammeSpeaker {
            id: row.id,
            account: row.account_id,
            name: filled(row.name).or(row.account_name).unwrap_or_default(),
            biography: row.biography,
            avatar: filled(row.avatar),
            avatar_thumbnail: filled(row.avatar_thumbnail),
            guid: match row.account_email {
                Some(email) => guid::person_by_email(&email),
                None => row.guid.parse().unwrap_or_else(|_| guid::managed_speaker(instance, &row.code)),
            },
            code: row.code,
        })
        .collect();
    speakers.sort_by_cached_key(|speaker| (speaker.name.to_lowercase(), speaker.code.clone()));
    let index: HashMap<i32, usize> =
        speakers.iter().enumerate().map(|(index, speaker)| (speaker.id, index)).collect();
    for role in roles {
        if let (Some(&session), Some(&speaker)) =
            (session_index.get(&role.submission_id), index.get(&role.speaker_id))
        {
            sessions[session].speakers.push(speaker);
        }
    }
    Ok(speakers)
}
