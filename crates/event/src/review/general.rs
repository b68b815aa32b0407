//! What holds for all reviews of an event.

use plenary_model::settings::Settings;
use plenary_model::{Actor, Error, I18nText, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::event::Model;
use plenary_store::entity::event_setting;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Map, json};

use crate::rights;
use crate::settings::{set_flag, set_text, write};

/// How the reviews of a proposal become one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aggregate {
    #[default]
    Median,
    Mean,
}

impl Aggregate {
    pub const ALL: [Self; 2] = [Self::Median, Self::Mean];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Mean => "mean",
        }
    }
}

/// How a score is written: label, number, or both in an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScoreFormat {
    #[default]
    WordsNumbers,
    NumbersWords,
    Numbers,
    Words,
}

impl ScoreFormat {
    pub const ALL: [Self; 4] = [Self::WordsNumbers, Self::NumbersWords, Self::Numbers, Self::Words];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::WordsNumbers => "words_numbers",
            Self::NumbersWords => "numbers_words",
            Self::Numbers => "numbers",
            Self::Words => "words",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewSettings {
    pub use_comments: bool,
    /// A review needs at least one score.
    pub score_mandatory: bool,
    /// A review needs a text.
    pub text_mandatory: bool,
    pub aggregate: Aggregate,
    pub format: ScoreFormat,
    /// Markdown above the form for reviews.
    pub help_text: I18nText,
}

const HELP_KEY: &str = "review_help_text";
const HELP_LENGTH: usize = 20_000;

impl ReviewSettings {
    /// As it is. `help_text` comes from [`help_text`].
    pub fn of(event: &Model, help_text: I18nText) -> Self {
        let stored = Settings::new(&event.review_settings);
        let (aggregate, format) =
            (stored.text("aggregate_method", "median"), stored.text("score_format", "words_numbers"));
        Self {
            use_comments: event.flags().use_submission_comments(),
            score_mandatory: stored.flag("score_mandatory", false),
            text_mandatory: stored.flag("text_mandatory", false),
            aggregate: if aggregate == "mean" { Aggregate::Mean } else { Aggregate::Median },
            format: ScoreFormat::ALL.into_iter().find(|f| f.as_str() == format).unwrap_or_default(),
            help_text,
        }
    }
}

/// The event's own text above reviews; empty where the default holds.
pub async fn help_text(db: &impl ConnectionTrait, event: i32) -> Result<I18nText> {
    let row = event_setting::Entity::find()
        .filter(event_setting::Column::EventId.eq(event))
        .filter(event_setting::Column::Key.eq(HELP_KEY))
        .one(db)
        .await?;
    Ok(row.map(|row| I18nText::parse(&row.value)).unwrap_or_default())
}

/// Changes them. Errors name the fields of [`ReviewSettings`].
pub async fn update(tx: &Tx, actor: &Actor, event: &Model, wanted: ReviewSettings) -> Result<(Model, bool)> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    if wanted.help_text.values().any(|text| text.chars().count() > HELP_LENGTH) {
        return Err(Error::invalid("help_text", Message::new("error-too-long").arg("max", HELP_LENGTH)));
    }
    let mut flags = event.flags().0;
    set_flag(&mut flags, "use_submission_comments", true, wanted.use_comments);
    let mut stored = Settings::new(&event.review_settings);
    set_flag(&mut stored, "score_mandatory", false, wanted.score_mandatory);
    set_flag(&mut stored, "text_mandatory", false, wanted.text_mandatory);
    set_text(&mut stored, "aggregate_method", "median", wanted.aggregate.as_str());
    set_text(&mut stored, "score_format", "words_numbers", wanted.format.as_str());
    let old = help_text(tx.db(), event.id).await?;
    let mut more = [Map::new(), Map::new()];
    if old != wanted.help_text {
        more[0].insert(HELP_KEY.to_owned(), old.to_json());
        more[1].insert(HELP_KEY.to_owned(), wanted.help_text.to_json());
        save_help_text(tx, event.id, &wanted.help_text).await?;
    }
    let new = Model {
        feature_flags: if flags == event.flags().0 { event.feature_flags.clone() } else { flags.into_json() },
        review_settings: match Settings::new(&event.review_settings) == stored {
            true => event.review_settings.clone(),
            false => json!(stored.into_json()),
        },
        ..event.clone()
    };
    write(tx, actor, event, new, more).await
}

async fn save_help_text(tx: &Tx, event: i32, text: &I18nText) -> Result<()> {
    let row = event_setting::ActiveModel {
        event_id: Set(event),
        key: Set(HELP_KEY.to_owned()),
        value: Set(text.stored()),
        ..Default::default()
    };
    let again = OnConflict::columns([event_setting::Column::EventId, event_setting::Column::Key])
        .update_column(event_setting::Column::Value)
        .to_owned();
    event_setting::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}
