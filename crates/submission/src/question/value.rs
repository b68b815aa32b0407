//! Answers as text (data-model §1.2.26): written, and read back into the fields of a form.

use jiff::tz::TimeZone;
use plenary_model::{Decimal, I18nText, QuestionVariant, Timestamp};

use super::answers::Stored;
use super::load::Question;

pub const TICKED: &str = "True";

/// Without zeros at the end.
pub fn number(value: Decimal<6>) -> String {
    let text = value.to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// With the offset of the event's zone.
pub fn instant(at: Timestamp, zone: &TimeZone) -> String {
    at.in_zone(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// As the fields for a local date and time take it.
pub fn local(at: Timestamp, zone: &TimeZone) -> String {
    at.in_zone(zone).strftime("%Y-%m-%dT%H:%M").to_string()
}

pub fn is_ticked(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("true")
}

/// The labels of the chosen options in the event's language.
pub fn labels<'a>(options: impl Iterator<Item = &'a I18nText>, locale: &str) -> String {
    options.map(|option| option.get(locale, locale)).collect::<Vec<_>>().join(", ")
}

/// A stored answer as the values of a form's field.
pub fn of_stored(question: &Question, stored: &Stored, zone: &TimeZone) -> Vec<String> {
    match question.row.variant {
        QuestionVariant::Choices | QuestionVariant::MultipleChoice if !stored.options.is_empty() => {
            stored.options.iter().map(ToString::to_string).collect()
        }
        QuestionVariant::File => Vec::new(),
        _ => of_text(question, &stored.text, zone),
    }
}

/// A default answer, or a stored text without more, as the values of a form's field. What does not
/// fit the question is left out.
pub fn of_text(question: &Question, text: &str, zone: &TimeZone) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let one = |text: String| vec![text];
    match question.row.variant {
        QuestionVariant::Boolean if is_ticked(text) => one("on".to_owned()),
        QuestionVariant::Boolean | QuestionVariant::File => Vec::new(),
        QuestionVariant::Datetime => text.parse().map(|at| one(local(at, zone))).unwrap_or_default(),
        QuestionVariant::Choices => option(question, text).into_iter().collect(),
        QuestionVariant::MultipleChoice => match option(question, text) {
            Some(option) => one(option),
            None => text.split(',').filter_map(|part| option(question, part.trim())).collect(),
        },
        QuestionVariant::Number => text.parse().map(|value| one(number(value))).unwrap_or_default(),
        QuestionVariant::Date | QuestionVariant::String | QuestionVariant::Text | QuestionVariant::Url => {
            one(text.to_owned())
        }
    }
}

/// The option that is called so in any language, or has this identifier.
fn option(question: &Question, text: &str) -> Option<String> {
    let named = |option: &&plenary_store::entity::answer_option::Model| {
        option.identifier == text || option.answer.values().any(|label| label == text)
    };
    question.options.iter().find(named).map(|option| option.id.to_string())
}
