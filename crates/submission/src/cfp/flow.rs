//! What the pages for submitting ask for, step by step: which fields, in which order, under which
//! names, within which limits. Read from `cfp.fields` and `cfp.settings` (data-model §2.6).
//!
//! ```text
//! let flow = cfp.flow();
//! for asked in flow.asked(Step::Info) {
//!     asked.key();                // "abstract": name of the form's field
//!     asked.is_required();
//!     asked.label;                // empty: the page's own name for it
//!     asked.help;                 // empty: the page's own hint
//!     asked.limits;               // characters or words by `flow.unit`; speakers; tags
//! }
//! flow.asked(Step::Info)…limits.refusal(flow.unit, text)   // Option<Message>
//! ```

use plenary_model::I18nText;
use plenary_model::settings::{CfpField, CfpFields, Settings, Visibility};
use serde_json::Value;

use super::length::{LengthUnit, Limits};

/// Speakers of one proposal where nothing else is said.
pub const MOST_SPEAKERS: u64 = 50;

/// A page of the way to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Info,
    Questions,
    User,
    Profile,
}

impl Step {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Info, Self::Questions, Self::User, Self::Profile];

    /// As in addresses and in `cfp.settings.flow`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Questions => "questions",
            Self::User => "user",
            Self::Profile => "profile",
        }
    }

    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }

    /// Every field the step can ask for, in the order that holds until the organisers choose another.
    pub fn fields(self) -> &'static [CfpField] {
        use CfpField::*;
        match self {
            Self::Info => &[
                Title,
                SubmissionType,
                Track,
                ContentLocale,
                Tags,
                Abstract,
                Description,
                Duration,
                Image,
                Resources,
                AdditionalSpeaker,
                Notes,
                DoNotRecord,
            ],
            Self::Profile => &[Name, Avatar, Biography, Availabilities],
            Self::Questions | Self::User => &[],
        }
    }

    /// The step that can ask for this field.
    pub fn of(field: CfpField) -> Self {
        if Self::Profile.fields().contains(&field) { Self::Profile } else { Self::Info }
    }
}

/// What the limits of a field count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Characters or words of a text: keys `min_length`, `max_length`.
    Length,
    /// Speakers of a proposal, who submits it included: key `max`.
    Speakers,
    /// Different public tags: keys `min`, `max`.
    Tags,
}

impl Counted {
    pub fn of(field: CfpField) -> Option<Self> {
        match field {
            CfpField::Title | CfpField::Abstract | CfpField::Description | CfpField::Biography => {
                Some(Self::Length)
            }
            CfpField::AdditionalSpeaker => Some(Self::Speakers),
            CfpField::Tags => Some(Self::Tags),
            _ => None,
        }
    }

    /// The keys of the lower and upper limit in `cfp.fields`.
    pub(crate) fn keys(self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Length => (Some("min_length"), "max_length"),
            Self::Speakers => (None, "max"),
            Self::Tags => (Some("min"), "max"),
        }
    }
}

/// A field as the organisers have set it up.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowField {
    pub field: CfpField,
    pub visibility: Visibility,
    /// Empty: the page's own name for the field.
    pub label: I18nText,
    /// Markdown. Empty: the page's own hint.
    pub help: I18nText,
    /// Of what [`Counted::of`] says.
    pub limits: Limits,
}

impl FlowField {
    pub fn key(&self) -> &'static str {
        self.field.key()
    }

    pub fn is_asked(&self) -> bool {
        self.visibility != Visibility::DoNotAsk
    }

    pub fn is_required(&self) -> bool {
        self.visibility == Visibility::Required
    }
}

/// One step as the organisers have set it up.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowStep {
    pub step: Step,
    /// Empty: the page's own.
    pub title: I18nText,
    /// Markdown. Empty: the page's own.
    pub text: I18nText,
    /// All of [`Step::fields`], in the order to show them in; also those that are not asked for.
    pub fields: Vec<FlowField>,
}

/// The whole way.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    pub unit: LengthUnit,
    /// In the order of [`Step::ALL`].
    pub steps: Vec<FlowStep>,
}

impl Flow {
    /// Never fails: what can't be read is as if it were not there.
    pub fn read(fields: &CfpFields, settings: &Settings) -> Self {
        let stored = stored_steps(settings);
        let steps = Step::ALL.map(|step| read_step(step, find_step(&stored, step), fields)).into();
        Self { unit: LengthUnit::of(settings), steps }
    }

    pub fn step(&self, step: Step) -> Option<&FlowStep> {
        self.steps.iter().find(|one| one.step == step)
    }

    /// The fields to show on this step, in their order.
    pub fn asked(&self, step: Step) -> impl Iterator<Item = &FlowField> {
        self.step(step).into_iter().flat_map(|step| &step.fields).filter(|field| field.is_asked())
    }

    pub fn field(&self, field: CfpField) -> Option<&FlowField> {
        self.step(Step::of(field))?.fields.iter().find(|one| one.field == field)
    }

    /// How many speakers a proposal can have, who submits it included.
    pub fn most_speakers(&self) -> u64 {
        let own = self.field(CfpField::AdditionalSpeaker).and_then(|field| field.limits.max);
        own.unwrap_or(MOST_SPEAKERS).min(MOST_SPEAKERS)
    }
}

/// `flow.steps`; in old rows `flow` can be JSON text, or the steps themselves.
pub(super) fn stored_steps(settings: &Settings) -> Value {
    let flow = match settings.get("flow") {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(flow) => flow.clone(),
        None => Value::Null,
    };
    match flow {
        Value::Object(mut map) if map.contains_key("steps") => map.remove("steps").unwrap_or_default(),
        other => other,
    }
}

/// By its name, in an object; in a list by the name it has itself.
pub(super) fn find_step(steps: &Value, step: Step) -> Option<&Value> {
    match steps {
        Value::Object(map) => map.get(step.id()),
        Value::Array(list) => list.iter().find(|one| {
            ["identifier", "id", "key"]
                .iter()
                .any(|key| one.get(key).and_then(Value::as_str) == Some(step.id()))
        }),
        _ => None,
    }
}

fn text(value: Option<&Value>, key: &str) -> I18nText {
    match value.and_then(|value| value.get(key)) {
        Some(Value::String(text)) => I18nText::parse(text),
        Some(object @ Value::Object(_)) => I18nText::parse(&object.to_string()),
        _ => I18nText::Empty,
    }
}

fn read_step(step: Step, stored: Option<&Value>, fields: &CfpFields) -> FlowStep {
    let rows = stored.and_then(|step| step.get("fields")).and_then(Value::as_array);
    let rows: Vec<&Value> = rows.into_iter().flatten().collect();
    let place = |field: CfpField| {
        rows.iter().position(|row| row.get("key").and_then(Value::as_str) == Some(field.key()))
    };
    let mut order: Vec<CfpField> = step.fields().iter().copied().filter(|f| place(*f).is_some()).collect();
    order.sort_by_key(|field| place(*field));
    // What has no place of its own stands where it would without any: behind its neighbour.
    for (index, field) in step.fields().iter().enumerate() {
        if place(*field).is_none() {
            let before = step.fields()[..index].iter().rev().find_map(|b| order.iter().position(|o| o == b));
            order.insert(before.map_or(0, |before| before + 1), *field);
        }
    }
    let read = |field: CfpField| {
        let row = place(field).map(|place| rows[place]);
        FlowField {
            field,
            visibility: fields.visibility(field),
            label: text(row, "label"),
            help: text(row, "help_text"),
            limits: limits(field, fields),
        }
    };
    FlowStep {
        step,
        title: text(stored, "title"),
        text: text(stored, "text"),
        fields: order.into_iter().map(read).collect(),
    }
}

fn limits(field: CfpField, fields: &CfpFields) -> Limits {
    let Some((least, most)) = Counted::of(field).map(Counted::keys) else { return Limits::default() };
    Limits::new(least.and_then(|key| fields.limit(field, key)), fields.limit(field, most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn keys(flow: &Flow, step: Step) -> Vec<&'static str> {
        flow.asked(step).map(FlowField::key).collect()
    }

    fn read(fields: Value, settings: Value) -> Flow {
        Flow::read(&CfpFields::new(&fields), &Settings::new(&settings))
    }

    #[test]
    fn every_field_has_one_step() {
        let mut all: Vec<CfpField> = Step::ALL.iter().flat_map(|step| step.fields()).copied().collect();
        assert_eq!(all.len(), CfpField::ALL.len());
        all.retain(|field| !CfpField::ALL.contains(field));
        assert_eq!(all, []);
        for field in CfpField::ALL {
            assert_eq!(CfpField::parse(field.key()), Some(field));
            assert!(Step::of(field).fields().contains(&field));
        }
    }

    #[test]
    fn nothing_stored_is_the_default() {
        let flow = read(Value::Null, Value::Null);
        assert_eq!(
            keys(&flow, Step::Info),
            [
                "title",
                "submission_type",
                "content_locale",
                "abstract",
                "description",
                "image",
                "additional_speaker",
                "notes",
                "do_not_record"
            ]
        );
        assert_eq!(keys(&flow, Step::Profile), ["name", "avatar", "biography"]);
        assert!(flow.field(CfpField::Title).unwrap().is_required());
        assert_eq!((flow.unit, flow.most_speakers()), (LengthUnit::Characters, 50));
        for broken in [
            json!(3),
            json!({"flow": "{"}),
            json!({"flow": {"steps": {"info": {"fields": [1, {"key": 5}], "title": 7}}}}),
        ] {
            assert_eq!(read(json!([]), broken), flow);
        }
    }

    #[test]
    fn what_is_stored_counts() {
        let steps = json!({"info": {
            "title": {"en": "Your idea", "de": ""},
            "text": "For all",
            "fields": [
                {"key": "abstract", "label": {"en": "Teaser"}, "help_text": {"en": "Short"}},
                {"key": "unknown"},
                {"key": "title"},
                {"key": "tags"},
            ],
        }});
        let fields = json!({
            "abstract": {"visibility": "optional", "min_length": 3, "max_length": 0},
            "tags": {"visibility": "required", "min": 1, "max": 3},
            "additional_speaker": {"visibility": "optional", "max": 4},
            "image": {"visibility": "do_not_ask"},
        });
        let wrapped = json!({"flow": {"steps": steps}, "count_length_in": "words"});
        let flow = read(fields.clone(), wrapped);
        assert_eq!(keys(&flow, Step::Info)[..4], ["abstract", "description", "additional_speaker", "notes"]);
        let shown = flow.field(CfpField::Abstract).unwrap();
        assert_eq!((shown.label.get("en", "en"), shown.help.get("de", "en")), ("Teaser", "Short"));
        assert_eq!(shown.limits, Limits { min: Some(3), max: None });
        assert_eq!(flow.field(CfpField::Tags).unwrap().limits, Limits { min: Some(1), max: Some(3) });
        assert_eq!((flow.unit, flow.most_speakers()), (LengthUnit::Words, 4));
        let info = flow.step(Step::Info).unwrap();
        assert_eq!((info.title.get("de", "en"), info.text.get("de", "en")), ("Your idea", "For all"));
        assert_eq!(info.fields.len(), Step::Info.fields().len());
        // As old rows have it.
        for old in [json!(steps), json!(steps.to_string()), json!(json!({"steps": steps}).to_string())] {
            let again = read(fields.clone(), json!({"flow": old, "count_length_in": "words"}));
            assert_eq!(again, flow);
        }
        let list = json!([{"identifier": "info", "title": {"en": "Your idea"}}]);
        let listed = read(Value::Null, json!({"flow": list}));
        assert_eq!(listed.step(Step::Info).unwrap().title.get("en", "en"), "Your idea");
    }
}
