//! An event: the root of nearly all data.

use plenary_model::{Date, I18nText, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub name: I18nText,
    pub slug: String,
    pub organiser_id: Option<i32>,
    pub is_public: bool,
    pub date_from: Date,
    pub date_to: Date,
    pub timezone: String,
    pub email: String,
    pub custom_domain: Option<String>,
    pub feature_flags: Json,
    pub display_settings: Json,
    pub review_settings: Json,
    pub mail_settings: Json,
    pub attendee_signup_settings: Json,
    pub primary_color: Option<String>,
    pub custom_css: Option<String>,
    pub logo: Option<String>,
    pub header_image: Option<String>,
    pub og_image: Option<String>,
    pub locales: Json,
    pub content_locales: Json,
    pub locale: String,
    pub landing_page_text: I18nText,
    pub featured_sessions_text: I18nText,
    pub plugins: Option<String>,
    /// Raised by every change the public can see.
    pub revision: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
