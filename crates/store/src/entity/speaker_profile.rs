//! One speaker at one event; without an account it is managed by the organisers.

use plenary_model::{ProfileOrigin, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "speaker_profile")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub account_id: Option<i32>,
    pub event_id: i32,
    pub name: Option<String>,
    pub code: String,
    pub email: Option<String>,
    pub locale: Option<String>,
    pub invitation_token: Option<String>,
    pub invitation_sent: Option<Timestamp>,
    pub origin: ProfileOrigin,
    pub guid: String,
    pub biography: Option<String>,
    pub has_arrived: bool,
    pub internal_notes: Option<String>,
    pub profile_picture_id: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
