//! The secret that an account shares with an app that makes codes (RFC 6238).

use plenary_model::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub account_id: i32,
    /// In Base32: both sides need it as it is.
    pub secret: String,
    pub created: Timestamp,
    /// When a code was first right; before that nobody is asked for one.
    pub confirmed: Option<Timestamp>,
    /// The latest interval whose code was taken: no code is taken twice.
    pub last_step: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
