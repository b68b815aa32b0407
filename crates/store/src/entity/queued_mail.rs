//! A mail in the outbox, or sent.

use plenary_model::{MailState, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "queued_mail")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub event_id: Option<i32>,
    pub template_id: Option<i32>,
    pub recipients: Option<String>,
    pub reply_to: Option<String>,
    pub cc: Option<String>,
    pub bcc: Option<String>,
    pub subject: String,
    pub text: String,
    pub text_html: Option<String>,
    pub sent: Option<Timestamp>,
    pub state: MailState,
    pub error_data: Option<Json>,
    pub error_timestamp: Option<Timestamp>,
    pub locale: Option<String>,
    pub attachments: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
