//! Work to be done beside requests, once: it goes when it is done.

use plenary_model::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Which code does it.
    pub kind: String,
    /// With what; there is one job for each kind and key.
    pub key: String,
    /// Raised when the same job is asked for again.
    pub revision: i32,
    /// How often it has been begun.
    pub attempts: i32,
    pub created: Timestamp,
    /// Not before this instant.
    pub due: Timestamp,
    /// Who is at it, and until when nobody else may be.
    pub holder: Option<String>,
    pub held_until: Option<Timestamp>,
    /// When it was given up; it is kept for administrators to see.
    pub failed: Option<Timestamp>,
    /// Why it did not work the last time.
    pub error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
