//! Settings kept as sparse JSON objects: every key is read with its default, unknown keys stay
//! (data-model §2).

use serde_json::{Map, Value};

/// A view of a settings object. Reading never fails: a missing or ill-typed key is its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(Map<String, Value>);

impl Settings {
    pub fn new(value: &Value) -> Self {
        match value {
            Value::Object(map) => Self(map.clone()),
            // Old rows hold the object as JSON text.
            Value::String(text) => match serde_json::from_str(text) {
                Ok(Value::Object(map)) => Self(map),
                _ => Self::default(),
            },
            _ => Self::default(),
        }
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    pub fn flag(&self, key: &str, default: bool) -> bool {
        match self.0.get(key) {
            Some(Value::Bool(value)) => *value,
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Number(number)) => number.as_f64() != Some(0.0),
            _ => default,
        }
    }

    pub fn text<'a>(&'a self, key: &str, default: &'a str) -> &'a str {
        self.0.get(key).and_then(Value::as_str).unwrap_or(default)
    }

    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    pub fn into_json(self) -> Value {
        Value::Object(self.0)
    }
}

/// `event.feature_flags` (data-model §2.1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeatureFlags(pub Settings);

/// When featured sessions are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowFeatured {
    Never,
    PreSchedule,
    Always,
}

impl FeatureFlags {
    pub fn new(value: &Value) -> Self {
        Self(Settings::new(value))
    }

    pub fn show_schedule(&self) -> bool {
        self.0.flag("show_schedule", true)
    }

    pub fn show_featured(&self) -> ShowFeatured {
        match self.0.text("show_featured", "pre_schedule") {
            "never" => ShowFeatured::Never,
            "always" => ShowFeatured::Always,
            _ => ShowFeatured::PreSchedule,
        }
    }

    pub fn show_widget_if_not_public(&self) -> bool {
        self.0.flag("show_widget_if_not_public", false)
    }

    pub fn use_tracks(&self) -> bool {
        self.0.flag("use_tracks", true)
    }

    pub fn use_feedback(&self) -> bool {
        self.0.flag("use_feedback", true)
    }

    pub fn use_submission_comments(&self) -> bool {
        self.0.flag("use_submission_comments", true)
    }

    pub fn present_multiple_times(&self) -> bool {
        self.0.flag("present_multiple_times", false)
    }

    pub fn submission_public_review(&self) -> bool {
        self.0.flag("submission_public_review", true)
    }

    pub fn speakers_can_edit_submissions(&self) -> bool {
        self.0.flag("speakers_can_edit_submissions", true)
    }

    pub fn attendee_signup(&self) -> bool {
        self.0.flag("attendee_signup", false)
    }
}

/// Fields of the call for proposals whose visibility can be chosen (data-model §2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CfpField {
    Name,
    Title,
    SubmissionType,
    Abstract,
    Description,
    Biography,
    Avatar,
    Availabilities,
    Notes,
    DoNotRecord,
    Image,
    Track,
    Duration,
    ContentLocale,
    AdditionalSpeaker,
    Tags,
    Resources,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    Required,
    Optional,
    DoNotAsk,
}

impl Visibility {
    pub const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::DoNotAsk];

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::DoNotAsk => "do_not_ask",
        }
    }

    pub fn parse(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == stored)
    }
}

impl CfpField {
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::Title,
        Self::SubmissionType,
        Self::Abstract,
        Self::Description,
        Self::Biography,
        Self::Avatar,
        Self::Availabilities,
        Self::Notes,
        Self::DoNotRecord,
        Self::Image,
        Self::Track,
        Self::Duration,
        Self::ContentLocale,
        Self::AdditionalSpeaker,
        Self::Tags,
        Self::Resources,
    ];

    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// A proposal without a title, type or named speaker can't be handled by anybody.
    pub fn is_always_required(self) -> bool {
        matches!(self, Self::Name | Self::Title | Self::SubmissionType)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
            Self::SubmissionType => "submission_type",
            Self::Abstract => "abstract",
            Self::Description => "description",
            Self::Biography => "biography",
            Self::Avatar => "avatar",
            Self::Availabilities => "availabilities",
            Self::Notes => "notes",
            Self::DoNotRecord => "do_not_record",
            Self::Image => "image",
            Self::Track => "track",
            Self::Duration => "duration",
            Self::ContentLocale => "content_locale",
            Self::AdditionalSpeaker => "additional_speaker",
            Self::Tags => "tags",
            Self::Resources => "resources",
        }
    }

    pub fn default_visibility(self) -> Visibility {
        match self {
            Self::Name
            | Self::Title
            | Self::SubmissionType
            | Self::Abstract
            | Self::Biography
            | Self::ContentLocale => Visibility::Required,
            Self::Availabilities | Self::Track | Self::Duration | Self::Tags | Self::Resources => {
                Visibility::DoNotAsk
            }
            _ => Visibility::Optional,
        }
    }
}

/// `cfp.fields`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CfpFields(pub Settings);

impl CfpFields {
    pub fn new(value: &Value) -> Self {
        Self(Settings::new(value))
    }

    pub fn visibility(&self, field: CfpField) -> Visibility {
        if field.is_always_required() {
            return Visibility::Required;
        }
        let stored = self.0.get(field.key()).and_then(|row| row.get("visibility")).and_then(Value::as_str);
        stored.and_then(Visibility::parse).unwrap_or_else(|| field.default_visibility())
    }

    pub fn asks(&self, field: CfpField) -> bool {
        self.visibility(field) != Visibility::DoNotAsk
    }

    pub fn requires(&self, field: CfpField) -> bool {
        self.visibility(field) == Visibility::Required
    }

    /// A limit such as `min_length`, if set.
    pub fn limit(&self, field: CfpField, name: &str) -> Option<u64> {
        self.0.get(field.key())?.get(name)?.as_u64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn defaults_hold_for_missing_and_broken_keys() {
        let flags = FeatureFlags::new(&json!({"use_tracks": false, "show_featured": 3}));
        assert!(!flags.use_tracks() && flags.use_feedback());
        assert_eq!(flags.show_featured(), ShowFeatured::PreSchedule);
        assert!(FeatureFlags::new(&Value::Null).show_schedule());
        let fields =
            CfpFields::new(&json!("{\"abstract\": {\"visibility\": \"optional\", \"max_length\": 5}}"));
        assert_eq!(fields.visibility(CfpField::Abstract), Visibility::Optional);
        assert_eq!(fields.limit(CfpField::Abstract, "max_length"), Some(5));
        assert!(fields.requires(CfpField::Title) && !fields.asks(CfpField::Track));
    }
}
