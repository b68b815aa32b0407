//! Who did what to which object, and when. Rows are only ever added.

use plenary_model::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "activity_log")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub event_id: Option<i32>,
    pub account_id: Option<i32>,
    pub object_id: i32,
    pub timestamp: Timestamp,
    pub action_type: String,
    pub data: Option<Json>,
    pub is_orga_action: bool,
    /// A value of `model::ObjectType`, or the name of a model of a plug-in.
    pub object_type: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
