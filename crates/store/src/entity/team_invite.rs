//! An open invitation to a team, by address.

use plenary_model::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "team_invite")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub team_id: i32,
    pub email: Option<String>,
    pub token: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
