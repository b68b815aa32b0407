//! An event: the root of nearly all data.

use plenary_model::settings::{FeatureFlags, Settings};
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

impl Model {
    pub fn zone(&self) -> jiff::tz::TimeZone {
        plenary_model::time::zone(&self.timezone)
    }

    pub fn flags(&self) -> FeatureFlags {
        FeatureFlags::new(&self.feature_flags)
    }

    pub fn display(&self) -> Settings {
        Settings::new(&self.display_settings)
    }

    /// The languages its pages come in; never empty.
    pub fn page_locales(&self) -> Vec<String> {
        locale_list(&self.locales, &self.locale)
    }

    /// The languages proposals may be in; never empty.
    pub fn proposal_locales(&self) -> Vec<String> {
        locale_list(&self.content_locales, &self.locale)
    }

    /// The name in `locale`.
    pub fn name_in(&self, locale: &str) -> &str {
        self.name.get(locale, &self.locale)
    }

    /// Local midnight of the first day.
    pub fn starts(&self) -> Timestamp {
        self.date_from.start_in(&self.zone())
    }

    /// Local midnight after the last day.
    pub fn ends(&self) -> Timestamp {
        self.date_to.plus_days(1).start_in(&self.zone())
    }
}

fn locale_list(value: &Json, default: &str) -> Vec<String> {
    let listed: Vec<String> =
        value.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect();
    if listed.is_empty() { vec![default.to_owned()] } else { listed }
}
