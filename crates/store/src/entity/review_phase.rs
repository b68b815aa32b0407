//! What reviewers may do during a span of time.

use plenary_model::{ProposalVisibility, ReviewerTagging, SeeOtherReviews, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_phase")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub event_id: i32,
    pub name: String,
    pub starts: Option<Timestamp>,
    pub ends: Option<Timestamp>,
    pub is_active: bool,
    pub can_review: bool,
    pub proposal_visibility: ProposalVisibility,
    pub can_see_other_reviews: SeeOtherReviews,
    pub can_see_speaker_names: bool,
    pub can_see_reviewer_names: bool,
    pub can_change_submission_state: bool,
    pub can_tag_submissions: ReviewerTagging,
    pub speakers_can_change_submissions: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
