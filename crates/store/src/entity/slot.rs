//! The place of a session, break or blocker in one version.

use plenary_model::{I18nText, SlotType, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "slot")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub submission_id: Option<i32>,
    pub room_id: Option<i32>,
    pub schedule_id: i32,
    pub is_visible: bool,
    pub slot_type: Option<SlotType>,
    pub starts: Option<Timestamp>,
    pub ends: Option<Timestamp>,
    pub description: I18nText,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
