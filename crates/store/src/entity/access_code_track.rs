//! Tracks an access code opens.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_code_track")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub access_code_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub track_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
