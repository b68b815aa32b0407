//! An account. The address is the log-in name.

use plenary_model::{EmailVerification, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub password: String,
    pub last_login: Option<Timestamp>,
    pub code: Option<String>,
    pub name: String,
    pub email: String,
    pub email_verification_state: EmailVerification,
    pub pending_email: Option<String>,
    pub pending_email_sent: Option<Timestamp>,
    pub created: Timestamp,
    pub is_active: bool,
    pub is_administrator: bool,
    pub locale: String,
    pub timezone: String,
    pub profile_picture_id: Option<i32>,
    pub pw_reset_token: Option<String>,
    pub pw_reset_time: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
