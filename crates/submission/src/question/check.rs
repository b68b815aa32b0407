//! Whether an answer fits its question (pages-public §5.7).

use jiff::civil;
use jiff::tz::TimeZone;
use plenary_event::settings::links::is_web_address;
use plenary_model::{Date, Decimal, Message, QuestionVariant, Result, Timestamp};

use super::file::{self, NewFile};
use super::load::Question;
use super::sheet::Input;
use super::value;

/// The longest answers whatever the organisers allow, in characters.
pub const LONGEST_LINE: usize = 5_000;
pub const LONGEST_TEXT: usize = 200_000;
/// Sixteen digits, six of them behind the point: what the columns of limits take.
const LARGEST_NUMBER: u64 = 10_000_000_000_000_000;

/// An answer that fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// As it is stored; of a file only once it is.
    pub text: String,
    /// In the order of the options.
    pub options: Vec<i32>,
    pub file: Option<NewFile>,
}

/// What holds for all questions of an event.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub zone: TimeZone,
    /// The language in which the labels of options are kept.
    pub locale: String,
    /// Lengths are words, not characters.
    pub in_words: bool,
    /// In bytes.
    pub upload_limit: u64,
}

/// The answer, or `None` where there is none. Whether there must be one is not asked here.
pub(super) fn check(question: &Question, input: &Input, rules: &Rules) -> Result<Option<Given>, Message> {
    let values: Vec<&str> = match (input, question.row.variant) {
        (Input::File(file), QuestionVariant::File) => {
            file::check(file, rules.upload_limit)?;
            return Ok(Some(Given { file: Some(file.clone()), ..Given::default() }));
        }
        (Input::Values(_), QuestionVariant::File) | (Input::RemoveFile, _) => return Ok(None),
        (Input::File(_), _) => return Err(Message::new("question-error-kind")),
        (Input::Values(values), _) => {
            values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect()
        }
    };
    let Some(&value) = values.first() else { return Ok(None) };
    if question.row.variant == QuestionVariant::MultipleChoice {
        return several(question, &values, rules).map(Some);
    }
    if values.len() > 1 {
        return Err(Message::new("question-error-one"));
    }
    let text = match question.row.variant {
        QuestionVariant::Number => number(question, value)?,
        QuestionVariant::String => written(question, value, rules, false)?,
        QuestionVariant::Text => written(question, value, rules, true)?,
        QuestionVariant::Url => address(value)?,
        QuestionVariant::Date => date(question, value)?,
        QuestionVariant::Datetime => date_time(question, value, rules)?,
        QuestionVariant::Boolean => match value {
            "on" | "true" | "True" | "1" => value::TICKED.to_owned(),
            "off" | "false" | "False" | "0" => return Ok(None),
            _ => return Err(Message::new("question-error-kind")),
        },
        QuestionVariant::Choices => {
            let id = known(question, value)?;
            return Ok(Some(chosen(question, vec![id], rules)));
        }
        // Both were dealt with above.
        QuestionVariant::MultipleChoice | QuestionVariant::File => return Ok(None),
    };
    Ok(Some(Given { text, ..Given::default() }))
}

fn number(question: &Question, value: &str) -> Result<String, Message> {
    // Some keyboards have a comma.
    let number: Decimal<6> =
        value.replacen(',', ".", 1).parse().map_err(|_| Message::new("question-error-number"))?;
    if number.units().unsigned_abs() >= LARGEST_NUMBER {
        return Err(Message::new("question-error-number"));
    }
    match (question.row.min_number, question.row.max_number) {
        (Some(min), _) if number < min => {
            Err(Message::new("error-number-min").arg("min", value::number(min)))
        }
        (_, Some(max)) if number > max => {
            Err(Message::new("error-number-max").arg("max", value::number(max)))
        }
        _ => Ok(value::number(number)),
    }
}

fn written(question: &Question, value: &str, rules: &Rules, lines: bool) -> Result<String, Message> {
    let longest = if lines { LONGEST_TEXT } else { LONGEST_LINE };
    let characters = value.chars().count();
    if characters > longest {
        return Err(Message::new("error-too-long").arg("max", longest).arg("length", characters));
    }
    if value.contains(|c: char| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'))) {
        return Err(Message::new("error-control-characters"));
    }
    let length = if rules.in_words { value.split_whitespace().count() } else { characters };
    let limit = |limit: Option<i32>| limit.and_then(|limit| usize::try_from(limit).ok());
    let (too_long, too_short) = match rules.in_words {
        true => ("error-too-many-words", "error-too-few-words"),
        false => ("error-too-long", "error-too-short"),
    };
    if let Some(max) = limit(question.row.max_length).filter(|max| length > *max) {
        return Err(Message::new(too_long).arg("max", max).arg("length", length));
    }
    if let Some(min) = limit(question.row.min_length).filter(|min| length < *min) {
        return Err(Message::new(too_short).arg("min", min).arg("length", length));
    }
    Ok(value.to_owned())
}

fn address(value: &str) -> Result<String, Message> {
    let length = value.chars().count();
    if length > LONGEST_LINE {
        return Err(Message::new("error-too-long").arg("max", LONGEST_LINE).arg("length", length));
    }
    if is_web_address(value) { Ok(value.to_owned()) } else { Err(Message::new("error-url")) }
}

fn date(question: &Question, value: &str) -> Result<String, Message> {
    let date = value.parse::<civil::Date>().ok().filter(|_| value.len() == 10).map(Date);
    let date = date.ok_or_else(|| Message::new("error-date"))?;
    match (question.row.min_date, question.row.max_date) {
        (Some(min), _) if date < min => Err(Message::new("question-error-early").arg("min", min)),
        (_, Some(max)) if date > max => Err(Message::new("question-error-late").arg("max", max)),
        _ => Ok(date.to_string()),
    }
}

fn date_time(question: &Question, value: &str, rules: &Rules) -> Result<String, Message> {
    let at = instant(value, &rules.zone).ok_or_else(|| Message::new("error-date-time"))?;
    let shown = |at: Timestamp| value::local(at, &rules.zone).replace('T', " ");
    match (question.row.min_datetime, question.row.max_datetime) {
        (Some(min), _) if at < min => Err(Message::new("question-error-early").arg("min", shown(min))),
        (_, Some(max)) if at > max => Err(Message::new("question-error-late").arg("max", shown(max))),
        _ => Ok(value::instant(at, &rules.zone)),
    }
}

/// A local date and time of the zone, or one with an offset.
fn instant(value: &str, zone: &TimeZone) -> Option<Timestamp> {
    if value.len() < 16 || value.starts_with('-') {
        return None;
    }
    if let Ok(at) = value.parse::<Timestamp>() {
        return Some(at);
    }
    let local: civil::DateTime = value.replacen(' ', "T", 1).parse().ok()?;
    zone.to_ambiguous_zoned(local).compatible().ok().map(|zoned| (&zoned).into())
}

fn known(question: &Question, value: &str) -> Result<i32, Message> {
    let id = value.parse::<i32>().ok();
    id.filter(|id| question.options.iter().any(|option| option.id == *id))
        .ok_or_else(|| Message::new("error-choice"))
}

fn several(question: &Question, values: &[&str], rules: &Rules) -> Result<Given, Message> {
    let chosen_ids = values.iter().map(|value| known(question, value)).collect::<Result<Vec<_>, _>>()?;
    let given = chosen(question, chosen_ids, rules);
    let limit = |limit: Option<i32>| limit.and_then(|limit| usize::try_from(limit).ok());
    if let Some(min) = limit(question.row.min_options).filter(|min| given.options.len() < *min) {
        return Err(Message::new("question-error-few-options").arg("min", min));
    }
    if let Some(max) = limit(question.row.max_options).filter(|max| given.options.len() > *max) {
        return Err(Message::new("question-error-many-options").arg("max", max));
    }
    Ok(given)
}

/// Each option once, in their order.
fn chosen(question: &Question, ids: Vec<i32>, rules: &Rules) -> Given {
    let options = || question.options.iter().filter(|option| ids.contains(&option.id));
    Given {
        text: value::labels(options().map(|option| &option.answer), &rules.locale),
        options: options().map(|option| option.id).collect(),
        file: None,
    }
}
