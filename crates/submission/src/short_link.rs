//! What a bare code stands for, wherever it is (pages-public §2.9).

use plenary_event::visibility::visibility;
use plenary_model::{Actor, Error, Result, SubmissionState};
use plenary_store::entity::{event, speaker_profile, submission};
use plenary_store::unique;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::public_session;

/// Where a short link leads: slug of the event, code of the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A proposal, for its organisers.
    Proposal { event: String, code: String },
    /// A session that the actor may see.
    Session { event: String, code: String },
    /// A speaker's public profile.
    Speaker { event: String, code: String },
}

/// One person may have the same code at this many events.
const MOST_PROFILES: u64 = 20;

/// The best page for a code that the actor may see.
pub async fn resolve(db: &impl ConnectionTrait, actor: &Actor, code: &str) -> Result<Target> {
    let proposal = submission::Entity::find()
        .filter(unique::same_text(submission::Column::Code, code))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .one(db)
        .await?;
    if let Some(proposal) = proposal {
        let event = event::Entity::find_by_id(proposal.event_id).one(db).await?.ok_or(Error::NotFound)?;
        let rights = plenary_event::rights(db, actor, &event).await?;
        if rights.can_change_submissions {
            return Ok(Target::Proposal { event: event.slug, code: proposal.code });
        }
        public_session::find(db, actor, &event, code).await?;
        return Ok(Target::Session { event: event.slug, code: proposal.code });
    }
    let profiles = speaker_profile::Entity::find()
        .filter(unique::same_text(speaker_profile::Column::Code, code))
        .order_by_desc(speaker_profile::Column::Id)
        .limit(MOST_PROFILES)
        .all(db)
        .await?;
    for profile in profiles {
        let event = event::Entity::find_by_id(profile.event_id).one(db).await?.ok_or(Error::NotFound)?;
        let visible = visibility(db, actor, &event).await?;
        let own = speaker_profile::Entity::find_by_id(profile.id);
        if public_session::one_public(db, &visible, own).await.is_ok() {
            return Ok(Target::Speaker { event: event.slug, code: profile.code });
        }
    }
    Err(Error::NotFound)
}
