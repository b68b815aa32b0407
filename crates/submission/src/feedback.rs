//! What attendees say about a session, anonymously (pages-public §9.3, data-model §3.11).

use plenary_model::error::Problems;
use plenary_model::{Actor, Error, Message, Result, Timestamp};
use plenary_store::Tx;
use plenary_store::entity::feedback::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{account, event, speaker_profile, speaker_role};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::public_session::{self, PublicSession};

/// The longest text, in characters.
pub const REVIEW_LENGTH: usize = 10_000;
/// What one session takes. More comes from programs, not from people.
const MOST_PER_SESSION: u64 = 10_000;

/// A session one can give feedback on, once it has begun.
#[derive(Clone, Debug)]
pub struct Occasion {
    pub session: PublicSession,
    /// In the session's own order.
    pub speakers: Vec<Addressee>,
    pub open: bool,
    /// The profile of the actor, if they speak in the session.
    pub own_profile: Option<i32>,
}

/// One of a session's speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    pub profile: i32,
    pub code: String,
    /// The profile's name, else the account's; may be empty.
    pub name: String,
    account: Option<i32>,
}

/// The occasion, if everybody may see the session and the event asks for feedback: what only its organisers see
/// has no audience yet (`submission.view_feedback_page_submission`). Five statements.
pub async fn occasion(
    db: &impl ConnectionTrait,
    actor: &Actor,
    event: &event::Model,
    code: &str,
    now: Timestamp,
) -> Result<Occasion> {
    if !event.flags().use_feedback() {
        return Err(Error::NotFound);
    }
    let session = public_session::find(db, &Actor::Anonymous, event, code).await?;
    let speakers = speakers(db, session.submission.id).await?;
    let account = actor.account();
    let own_profile = account
        .and_then(|account| speakers.iter().find(|speaker| speaker.account == Some(account)))
        .map(|speaker| speaker.profile);
    Ok(Occasion { open: session.has_started(now), session, speakers, own_profile })
}

async fn speakers(db: &impl ConnectionTrait, submission: i32) -> Result<Vec<Addressee>> {
    let roles = speaker_role::Entity::find()
        .filter(speaker_role::Column::SubmissionId.eq(submission))
        .order_by_asc(speaker_role::Column::Position)
        .order_by_asc(speaker_role::Column::Id)
        .all(db)
        .await?;
    let in_roles = Query::select()
        .column(speaker_role::Column::SpeakerId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SubmissionId.eq(submission))
        .to_owned();
    let of_profile = speaker_profile::Entity::belongs_to(account::Entity)
        .from(speaker_profile::Column::AccountId)
        .to(account::Column::Id);
    let mut profiles: Vec<(speaker_profile::Model, Option<account::Model>)> = speaker_profile::Entity::find()
        .filter(speaker_profile::Column::Id.in_subquery(in_roles))
        .join(JoinType::LeftJoin, of_profile.into())
        .select_also(account::Entity)
        .all(db)
        .await?;
    profiles.sort_by_key(|(profile, _)| roles.iter().position(|role| role.speaker_id == profile.id));
    Ok(profiles
        .into_iter()
        .map(|(profile, account)| Addressee {
            name: profile
                .name
                .filter(|name| !name.is_empty())
                .or(account.map(|account| account.name))
                .unwrap_or_default(),
            profile: profile.id,
            code: profile.code,
            account: profile.account_id,
        })
        .collect())
}

/// Stores what somebody says. `speaker`: the code of the one it is for, `None` for all of them; where
/// there is only one, it is theirs. Errors name `speaker` and `review`. Nothing about who wrote it is
/// kept, so there is no entry in the log either.
pub async fn give(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    code: &str,
    speaker: Option<&str>,
    review: &str,
) -> Result<Model> {
    let occasion = occasion(tx.db(), actor, event, code, tx.now()).await?;
    // Speakers read; whoever comes too early is told so by the page.
    if !occasion.open || occasion.own_profile.is_some() {
        return Err(Error::conflict("pages-feedback-not-open"));
    }
    let mut problems = Problems::default();
    let review = review.trim();
    let length = review.chars().count();
    if review.is_empty() {
        problems.add("review", "error-required");
    } else if length > REVIEW_LENGTH {
        problems
            .add("review", Message::new("error-too-long").arg("max", REVIEW_LENGTH).arg("length", length));
    } else if review.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        problems.add("review", "error-control-characters");
    }
    let addressee = match (speaker, occasion.speakers.as_slice()) {
        (_, [only]) => Some(only.profile),
        (None, _) => None,
        (Some(code), all) => match all.iter().find(|speaker| speaker.code.eq_ignore_ascii_case(code)) {
            Some(speaker) => Some(speaker.profile),
            None => {
                problems.add("speaker", "error-choice");
                None
            }
        },
    };
    problems.done()?;
    let submission = occasion.session.submission.id;
    let given = Entity::find().filter(Column::SubmissionId.eq(submission)).count(tx.db()).await?;
    if given >= MOST_PER_SESSION {
        return Err(Error::Limited { retry_after_seconds: 86_400 });
    }
    let row = ActiveModel {
        submission_id: Set(submission),
        speaker_id: Set(addressee),
        review: Set(review.to_owned()),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    Ok(row.insert(tx.db()).await?)
}

/// What one of the session's speakers may read: what is for all of them and what is for them, the newest
/// first. Whoever does not speak in it gets nothing.
pub async fn for_speaker(db: &impl ConnectionTrait, occasion: &Occasion) -> Result<Vec<Model>> {
    let Some(profile) = occasion.own_profile else { return Err(Error::NotFound) };
    let theirs = Condition::any().add(Column::SpeakerId.is_null()).add(Column::SpeakerId.eq(profile));
    Ok(Entity::find()
        .filter(Column::SubmissionId.eq(occasion.session.submission.id))
        .filter(theirs)
        .order_by_desc(Column::Id)
        .all(db)
        .await?)
}
