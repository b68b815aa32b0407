//! The options an answer consists of.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "answer_choice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub answer_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub answer_option_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
