//! A link that was mailed to find out whether an address belongs to an account's holder. One for each
//! account: a new one makes the one before it void.

use plenary_model::{AddressCheckKind, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "address_check")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub account_id: i32,
    pub kind: AddressCheckKind,
    /// Where the link was sent.
    pub address: String,
    /// SHA-256 of the token in the link, in hex.
    pub token_hash: String,
    pub sent: Timestamp,
    /// When an address that was wrong from the start was last put right.
    pub corrected: Option<Timestamp>,
    /// When the link was followed.
    pub used: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
