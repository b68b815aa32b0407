//! The mails that somebody got at an event as one of its speakers (pages-public §7.5).

use plenary_model::{Actor, Error, MailState, Result, Timestamp};
use plenary_store::entity::{event, queued_mail, queued_mail_speaker, speaker_profile};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

/// More than any event writes to one person.
const MOST: u64 = 500;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ReceivedMail {
    pub id: i32,
    pub subject: String,
    /// Markdown.
    pub text: String,
    pub sent: Timestamp,
}

/// What was sent to the actor's own profile at the event, the newest first. What organisers have not sent yet is
/// theirs. One statement.
pub async fn at_event(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
) -> Result<Vec<ReceivedMail>> {
    use queued_mail::Column;
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let own = Query::select()
        .column(speaker_profile::Column::Id)
        .from(speaker_profile::Entity)
        .and_where(speaker_profile::Column::AccountId.eq(account))
        .and_where(speaker_profile::Column::EventId.eq(event.id))
        .to_owned();
    let to_own = Query::select()
        .column(queued_mail_speaker::Column::QueuedMailId)
        .from(queued_mail_speaker::Entity)
        .and_where(queued_mail_speaker::Column::SpeakerId.in_subquery(own))
        .to_owned();
    Ok(queued_mail::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Subject, Column::Text, Column::Sent])
        .filter(Column::EventId.eq(event.id))
        .filter(Column::State.eq(MailState::Sent))
        .filter(Column::Sent.is_not_null())
        .filter(Column::Id.in_subquery(to_own))
        .order_by_desc(Column::Sent)
        .order_by_desc(Column::Id)
        .limit(MOST)
        .into_model()
        .all(db)
        .await?)
}
