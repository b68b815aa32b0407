//! A mail template of an event.

use plenary_model::{I18nText, MailRole, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_template")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub event_id: i32,
    pub role: Option<MailRole>,
    pub subject: I18nText,
    pub text: I18nText,
    pub reply_to: Option<String>,
    pub bcc: Option<String>,
    pub is_auto_created: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
