//! A proposal, later a session.

use plenary_model::{SubmissionState, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub code: String,
    pub event_id: i32,
    pub title: String,
    pub submission_type_id: i32,
    pub track_id: Option<i32>,
    pub state: SubmissionState,
    pub pending_state: Option<SubmissionState>,
    pub abstract_text: Option<String>,
    pub description: Option<String>,
    pub notes: Option<String>,
    pub internal_notes: Option<String>,
    pub duration: Option<i32>,
    pub slot_count: i32,
    pub attendee_signup_required: Option<bool>,
    pub attendee_signup_capacity: Option<i32>,
    pub content_locale: String,
    pub is_featured: bool,
    pub do_not_record: bool,
    pub image: Option<String>,
    pub invitation_token: String,
    pub access_code_id: Option<i32>,
    pub review_code: Option<String>,
    pub anonymised: Option<Json>,
    pub draft_additional_speakers: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
