//! Which single session everybody may see (data-model §4.2: IN_SCHEDULE, SESSION_PUBLIC, STARTED).

use plenary_event::visibility::{Visibility, visibility};
use plenary_model::{Actor, Error, Result, SubmissionState, Timestamp};
use plenary_store::entity::{event, slot, speaker_profile, speaker_role, submission};
use plenary_store::unique;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

/// A session that the actor may see.
#[derive(Clone, Debug)]
pub struct PublicSession {
    pub submission: submission::Model,
    /// The first start in the current version; `None`: visible for another reason than being in it.
    pub starts: Option<Timestamp>,
}

impl PublicSession {
    pub fn has_started(&self, now: Timestamp) -> bool {
        self.starts.is_some_and(|starts| starts <= now)
    }
}

/// The session with a code, if the actor may see it: it has a visible place in the current version, is
/// featured while featured sessions are shown, or the actor organises the event. What can't be seen
/// does not exist. Four statements.
pub async fn find(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    code: &str,
) -> Result<PublicSession> {
    let visible = visibility(db, actor, event).await?;
    if !visible.event {
        return Err(Error::NotFound);
    }
    let submission = submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .filter(unique::same_text(submission::Column::Code, code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let starts = first_start(db, &visible, submission.id).await?;
    let featured = visible.featured && submission.is_featured && !submission.state.is_out();
    if starts.is_some() || featured || visible.rights.can_change_submissions {
        Ok(PublicSession { submission, starts })
    } else {
        Err(Error::NotFound)
    }
}

async fn first_start(
    db: &impl ConnectionTrait,
    visible: &Visibility,
    submission: i32,
) -> Result<Option<Timestamp>> {
    let Some(current) = visible.current.as_ref().filter(|_| visible.sessions) else { return Ok(None) };
    let first = slot::Entity::find()
        .filter(slot::Column::ScheduleId.eq(current.id))
        .filter(slot::Column::SubmissionId.eq(submission))
        .filter(slot::Column::IsVisible.eq(true))
        .filter(slot::Column::Starts.is_not_null())
        .filter(slot::Column::RoomId.is_not_null())
        .order_by_asc(slot::Column::Starts)
        .one(db)
        .await?;
    Ok(first.and_then(|slot| slot.starts))
}

/// The code of an account's profile if they speak in a public session of the event (SPK_PUBLIC), or the
/// actor organises it. Three statements.
pub async fn speaker_of_account(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    account: i32,
) -> Result<String> {
    use speaker_profile::Column;
    let visible = visibility(db, actor, event).await?;
    let profiles = speaker_profile::Entity::find()
        .filter(Column::EventId.eq(event.id))
        .filter(Column::AccountId.eq(account));
    one_public(db, &visible, profiles).await.map(|profile| profile.code)
}

/// The first of these profiles that is public to whoever sees `visible`. One statement.
pub(crate) async fn one_public(
    db: &impl ConnectionTrait,
    visible: &Visibility,
    profiles: Select<speaker_profile::Entity>,
) -> Result<speaker_profile::Model> {
    let Some(current) = visible.current.as_ref().filter(|_| visible.event && visible.agenda) else {
        return Err(Error::NotFound);
    };
    let scheduled = Query::select()
        .column(slot::Column::SubmissionId)
        .from(slot::Entity)
        .and_where(slot::Column::ScheduleId.eq(current.id))
        .and_where(slot::Column::IsVisible.eq(true))
        .and_where(slot::Column::Starts.is_not_null())
        .and_where(slot::Column::RoomId.is_not_null())
        .and_where(slot::Column::SubmissionId.is_not_null())
        .to_owned();
    let speaking = Query::select()
        .column(speaker_role::Column::SpeakerId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SubmissionId.in_subquery(scheduled))
        .to_owned();
    profiles.filter(speaker_profile::Column::Id.in_subquery(speaking)).one(db).await?.ok_or(Error::NotFound)
}
