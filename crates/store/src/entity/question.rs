//! A custom field for proposals, speakers or reviews.

use plenary_model::{Date, Decimal, I18nText, QuestionRequired, QuestionTarget, QuestionVariant, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub event_id: i32,
    pub variant: QuestionVariant,
    pub target: QuestionTarget,
    pub deadline: Option<Timestamp>,
    pub freeze_after: Option<Timestamp>,
    pub question_required: QuestionRequired,
    pub question: I18nText,
    pub help_text: I18nText,
    pub default_answer: Option<String>,
    pub position: i32,
    pub identifier: String,
    pub active: bool,
    pub contains_personal_data: bool,
    pub min_length: Option<i32>,
    pub max_length: Option<i32>,
    pub min_number: Option<Decimal<6>>,
    pub max_number: Option<Decimal<6>>,
    pub min_options: Option<i32>,
    pub max_options: Option<i32>,
    pub min_date: Option<Date>,
    pub max_date: Option<Date>,
    pub min_datetime: Option<Timestamp>,
    pub max_datetime: Option<Timestamp>,
    pub is_public: bool,
    pub is_visible_to_reviewers: bool,
    pub icon: Option<String>,
    /// Asked only where this question of the same target is asked and answered so.
    pub depends_on_id: Option<i32>,
    /// Identifiers of the options of which one must be chosen; empty for a box that must be ticked.
    pub depends_on_values: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
