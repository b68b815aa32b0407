//! What an attendee says about a session, anonymously.

use plenary_model::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub submission_id: i32,
    pub speaker_id: Option<i32>,
    pub rating: Option<i32>,
    pub review: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
