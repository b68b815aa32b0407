//! The proposals a mail is about.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "queued_mail_submission")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub queued_mail_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub submission_id: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
