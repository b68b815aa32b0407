//! Tracks an information is limited to.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "speaker_information_track")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub speaker_information_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub track_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
