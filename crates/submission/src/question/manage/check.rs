//! A question as organisers want it, and what can be wrong with it.

use plenary_model::error::Problems;
use plenary_model::{
    Date, Decimal, I18nText, Message, QuestionRequired, QuestionTarget, QuestionVariant, Timestamp,
};

use super::options::Options;
use super::overview::Choices;
use crate::question::condition::Condition;
use crate::question::load::Question;

/// Of the question and its help, in characters.
pub const TEXT_LENGTH: usize = 800;
pub const IDENTIFIER_LENGTH: usize = 190;
const DEFAULT_LENGTH: usize = 5_000;
/// Services whose sign can stand before a public address; `-` is none.
pub const ICONS: [&str; 10] =
    ["-", "bsky", "discord", "github", "instagram", "linkedin", "mastodon", "twitter", "web", "youtube"];
/// Sixteen digits, six of them behind the point.
const LARGEST_NUMBER: u64 = 10_000_000_000_000_000;

/// A question as it should be. What does not belong to its variant or target is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub variant: QuestionVariant,
    pub question: I18nText,
    pub help_text: I18nText,
    /// Empty: keeps what it has, or gets one.
    pub identifier: String,
    pub default_answer: String,
    pub contains_personal_data: bool,
    pub is_visible_to_reviewers: bool,
    pub is_public: bool,
    pub icon: Option<String>,
    pub teams: Vec<i32>,
    pub tracks: Vec<i32>,
    pub types: Vec<i32>,
    pub required: QuestionRequired,
    pub deadline: Option<Timestamp>,
    pub freeze_after: Option<Timestamp>,
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
    pub depends_on: Option<Condition>,
    pub options: Options,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            variant: QuestionVariant::String,
            question: I18nText::Empty,
            help_text: I18nText::Empty,
            identifier: String::new(),
            default_answer: String::new(),
            contains_personal_data: true,
            is_visible_to_reviewers: true,
            is_public: false,
            icon: None,
            teams: Vec::new(),
            tracks: Vec::new(),
            types: Vec::new(),
            required: QuestionRequired::Optional,
            deadline: None,
            freeze_after: None,
            min_length: None,
            max_length: None,
            min_number: None,
            max_number: None,
            min_options: None,
            max_options: None,
            min_date: None,
            max_date: None,
            min_datetime: None,
            max_datetime: None,
            depends_on: None,
            options: Options::Rows(Vec::new()),
        }
    }
}

impl From<&Question> for Wanted {
    fn from(question: &Question) -> Self {
        let row = &question.row;
        Self {
            variant: row.variant,
            question: row.question.clone(),
            help_text: row.help_text.clone(),
            identifier: row.identifier.clone(),
            default_answer: row.default_answer.clone().unwrap_or_default(),
            contains_personal_data: row.contains_personal_data,
            is_visible_to_reviewers: row.is_visible_to_reviewers,
            is_public: row.is_public,
            icon: row.icon.clone(),
            teams: question.teams.clone(),
            tracks: question.tracks.clone(),
            types: question.types.clone(),
            required: row.question_required,
            deadline: row.deadline,
            freeze_after: row.freeze_after,
            min_length: row.min_length,
            max_length: row.max_length,
            min_number: row.min_number,
            max_number: row.max_number,
            min_options: row.min_options,
            max_options: row.max_options,
            min_date: row.min_date,
            max_date: row.max_date,
            min_datetime: row.min_datetime,
            max_datetime: row.max_datetime,
            depends_on: question.condition(),
            options: Options::of(question),
        }
    }
}

impl Wanted {
    /// Leaves out what does not belong to the variant or the target.
    pub(super) fn tidied(mut self, target: QuestionTarget) -> Self {
        use QuestionVariant as V;
        let written = matches!(self.variant, V::String | V::Text);
        fn unless<T>(keep: bool, (min, max): (&mut Option<T>, &mut Option<T>)) {
            if !keep {
                (*min, *max) = (None, None);
            }
        }
        unless(written, (&mut self.min_length, &mut self.max_length));
        unless(self.variant == V::Number, (&mut self.min_number, &mut self.max_number));
        unless(self.variant == V::MultipleChoice, (&mut self.min_options, &mut self.max_options));
        unless(self.variant == V::Date, (&mut self.min_date, &mut self.max_date));
        unless(self.variant == V::Datetime, (&mut self.min_datetime, &mut self.max_datetime));
        if !self.has_options() {
            self.options = Options::Rows(Vec::new());
        }
        if target != QuestionTarget::Submission {
            (self.tracks, self.types) = (Vec::new(), Vec::new());
        }
        if target == QuestionTarget::Reviewer {
            (self.is_public, self.is_visible_to_reviewers) = (false, true);
        }
        if self.is_public {
            self.teams.clear();
        }
        if !(self.is_public && self.variant == V::Url) {
            self.icon = None;
        }
        if self.required != QuestionRequired::AfterDeadline {
            self.deadline = None;
        }
        if self.variant == V::File {
            self.default_answer.clear();
        }
        for ids in [&mut self.teams, &mut self.tracks, &mut self.types] {
            ids.sort_unstable();
            ids.dedup();
        }
        self.identifier = self.identifier.trim().to_owned();
        self
    }

    pub(super) fn has_options(&self) -> bool {
        matches!(self.variant, QuestionVariant::Choices | QuestionVariant::MultipleChoice)
    }

    /// Everything that is wrong. `others`: all questions of the event.
    pub(super) fn check(
        &self,
        target: QuestionTarget,
        old: Option<&Question>,
        others: &[Question],
        choices: &Choices,
    ) -> Problems {
        let mut problems = Problems::default();
        self.texts(&mut problems, old, others);
        self.limits(&mut problems);
        if self.required == QuestionRequired::AfterDeadline && self.deadline.is_none() {
            problems.add("deadline", "question-error-deadline");
        }
        if self.icon.as_deref().is_some_and(|icon| !ICONS.contains(&icon)) {
            problems.add("icon", "error-choice");
        }
        let known = |ids: &[i32], all: &mut dyn Iterator<Item = i32>| {
            let all: Vec<i32> = all.collect();
            ids.iter().all(|id| all.contains(id))
        };
        if !known(&self.tracks, &mut choices.tracks.iter().map(|track| track.id)) {
            problems.add("tracks", "error-choice");
        }
        if !known(&self.types, &mut choices.types.iter().map(|of_type| of_type.id)) {
            problems.add("submission_types", "error-choice");
        }
        if !known(&self.teams, &mut choices.teams.iter().map(|team| team.id)) {
            problems.add("limit_teams", "error-choice");
        }
        self.dependence(&mut problems, target, old, others);
        self.options.check(self, old, others, &mut problems);
        problems
    }

    fn texts(&self, problems: &mut Problems, old: Option<&Question>, others: &[Question]) {
        let too_long = |text: &I18nText| text.values().any(|text| text.chars().count() > TEXT_LENGTH);
        if self.question.values().all(|text| text.trim().is_empty()) {
            problems.add("question", "error-required");
        } else if too_long(&self.question) {
            problems.add("question", Message::new("error-too-long").arg("max", TEXT_LENGTH));
        } else if self.question.values().any(|text| text.contains(char::is_control)) {
            problems.add("question", "error-control-characters");
        }
        if too_long(&self.help_text) {
            problems.add("help_text", Message::new("error-too-long").arg("max", TEXT_LENGTH));
        } else if self.help_text.values().any(|text| text.contains('\0')) {
            problems.add("help_text", "error-control-characters");
        }
        if self.default_answer.chars().count() > DEFAULT_LENGTH {
            problems.add("default_answer", Message::new("error-too-long").arg("max", DEFAULT_LENGTH));
        } else if self.default_answer.contains('\0') {
            problems.add("default_answer", "error-control-characters");
        }
        let own = old.map(|old| old.row.id);
        if !is_identifier(&self.identifier) && !self.identifier.is_empty() {
            problems.add("identifier", "question-error-identifier");
        } else if others.iter().any(|other| {
            Some(other.row.id) != own && other.row.identifier.eq_ignore_ascii_case(&self.identifier)
        }) {
            problems.add("identifier", "question-error-identifier-taken");
        }
    }

    fn limits(&self, problems: &mut Problems) {
        for (name, value, least) in [
            ("min_length", self.min_length, 0),
            ("max_length", self.max_length, 1),
            ("min_options", self.min_options, 1),
            ("max_options", self.max_options, 1),
        ] {
            if value.is_some_and(|value| value < least) {
                problems.add(name, Message::new("error-number-min").arg("min", least));
            }
        }
        for (name, value) in [("min_number", self.min_number), ("max_number", self.max_number)] {
            if value.is_some_and(|value| value.units().unsigned_abs() >= LARGEST_NUMBER) {
                problems.add(name, "question-error-number");
            }
        }
        fn crossed<T: PartialOrd>(min: Option<T>, max: Option<T>) -> bool {
            min.zip(max).is_some_and(|(min, max)| min > max)
        }
        for (name, wrong) in [
            ("max_length", crossed(self.min_length, self.max_length)),
            ("max_number", crossed(self.min_number, self.max_number)),
            ("max_options", crossed(self.min_options, self.max_options)),
            ("max_date", crossed(self.min_date, self.max_date)),
            ("max_datetime", crossed(self.min_datetime, self.max_datetime)),
        ] {
            if wrong {
                problems.add(name, "question-error-crossed");
            }
        }
    }

    fn dependence(
        &self,
        problems: &mut Problems,
        target: QuestionTarget,
        old: Option<&Question>,
        others: &[Question],
    ) {
        let Some(condition) = &self.depends_on else { return };
        let own = old.map(|old| old.row.id);
        let find = |id: i32| others.iter().find(|other| other.row.id == id);
        let other = find(condition.question).filter(|other| {
            other.row.target == target && Some(other.row.id) != own && can_be_depended_on(other)
        });
        let Some(other) = other else {
            problems.add("depends_on", "error-choice");
            return;
        };
        let mut seen = 0;
        let mut next = other.row.depends_on_id;
        while let Some(id) = next {
            if Some(id) == own || seen > others.len() {
                problems.add("depends_on", "question-error-circle");
                return;
            }
            seen += 1;
            next = find(id).and_then(|question| question.row.depends_on_id);
        }
        if other.has_options() {
            if condition.values.is_empty() {
                problems.add("depends_on_values", "error-required-choice");
            } else if condition.options(other).count() != condition.values.len() {
                problems.add("depends_on_values", "error-choice");
            }
        }
    }
}

/// Whether asking another question can depend on the answer.
pub(super) fn can_be_depended_on(question: &Question) -> bool {
    question.has_options() || question.row.variant == QuestionVariant::Boolean
}

fn is_identifier(text: &str) -> bool {
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !text.is_empty() && text.len() <= IDENTIFIER_LENGTH && text.chars().all(valid)
}
