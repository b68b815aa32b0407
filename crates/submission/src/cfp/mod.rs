//! When and with what one can submit (data-model §3.4).

pub mod editor;
pub mod flow;
pub mod length;
pub mod settings;

use plenary_model::settings::{CfpFields, Settings};
use plenary_model::{Error, Result, Timestamp};
use plenary_store::entity::{cfp, event, submission_type, track};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The call for proposals of an event with what can be chosen in it.
#[derive(Clone, Debug)]
pub struct Cfp {
    pub row: cfp::Model,
    pub fields: CfpFields,
    pub settings: Settings,
    /// By usual duration.
    pub types: Vec<submission_type::Model>,
    /// By position; empty where the event has none.
    pub tracks: Vec<track::Model>,
}

impl Cfp {
    /// Three statements.
    pub async fn load(db: &impl ConnectionTrait, event: &event::Model) -> Result<Self> {
        let mut cfp = Self::without_tracks(db, event).await?;
        if event.flags().use_tracks() {
            cfp.tracks = track::Entity::find()
                .filter(track::Column::EventId.eq(event.id))
                .order_by_asc(track::Column::Position)
                .order_by_asc(track::Column::Id)
                .all(db)
                .await?;
        }
        Ok(cfp)
    }

    /// For who asks for dates only. Two statements.
    pub async fn without_tracks(db: &impl ConnectionTrait, event: &event::Model) -> Result<Self> {
        let row = cfp::Entity::find().filter(cfp::Column::EventId.eq(event.id)).one(db).await?;
        let row = row.ok_or(Error::NotFound)?;
        let types = submission_type::Entity::find()
            .filter(submission_type::Column::EventId.eq(event.id))
            .order_by_asc(submission_type::Column::DefaultDuration)
            .order_by_asc(submission_type::Column::Id)
            .all(db)
            .await?;
        let (fields, settings) = (CfpFields::new(&row.fields), Settings::new(&row.settings));
        Ok(Self { row, fields, settings, types, tracks: Vec::new() })
    }

    /// What is asked for, step by step.
    pub fn flow(&self) -> flow::Flow {
        flow::Flow::read(&self.fields, &self.settings)
    }

    /// The instant after which nobody submits without a code: the latest of the call's deadline and
    /// the types' own. A call without a deadline of its own stays open.
    pub fn last_deadline(&self) -> Option<Timestamp> {
        let own = self.row.deadline?;
        Some(self.types.iter().filter_map(|t| t.deadline).fold(own, Timestamp::max))
    }

    /// Whether one can submit now: the event is public, the call has begun and is not over.
    pub fn is_open(&self, event: &event::Model, now: Timestamp) -> bool {
        event.is_public
            && self.row.opening.is_none_or(|opening| opening <= now)
            && self.last_deadline().is_none_or(|deadline| now <= deadline)
            && self.types_offered(now).next().is_some()
    }

    /// The types one can choose without an access code.
    pub fn types_offered(&self, now: Timestamp) -> impl Iterator<Item = &submission_type::Model> {
        let call_is_over = self.row.deadline.is_some_and(|deadline| deadline < now);
        self.types.iter().filter(move |of_type| {
            !of_type.requires_access_code
                && match of_type.deadline {
                    Some(deadline) => deadline >= now,
                    None => !call_is_over,
                }
        })
    }

    /// The tracks one can choose without an access code.
    pub fn tracks_offered(&self) -> impl Iterator<Item = &track::Model> {
        self.tracks.iter().filter(|track| !track.requires_access_code)
    }

    /// The deadline that counts for a proposal of this type.
    pub fn deadline_of(&self, of_type: i32) -> Option<Timestamp> {
        self.types.iter().find(|t| t.id == of_type).and_then(|t| t.deadline).or(self.row.deadline)
    }
}
