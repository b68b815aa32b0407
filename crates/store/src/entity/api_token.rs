//! A bearer token of the API. Only a hash of it is stored.

use plenary_model::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub name: String,
    pub account_id: i32,
    pub all_events: bool,
    pub expires: Option<Timestamp>,
    pub endpoints: Json,
    pub version: Option<String>,
    pub last_used: Option<Timestamp>,
    /// SHA-256 of the token, in hex.
    pub token_hash: String,
    /// The first four characters, to recognise it by.
    pub token_start: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
