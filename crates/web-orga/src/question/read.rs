//! From the form of a question to the question.

use plenary_model::error::Problems;
use plenary_model::{Decimal, Error, FieldError, I18nText, Message, QuestionRequired, Result};
use plenary_submission::question::Condition;
use plenary_submission::question::manage::{OptionWanted, Options, Wanted, uploaded};
use plenary_web::{Form, Submitted, Upload};

use super::fields::About;
use crate::entrance::Entrance;
use crate::settings::with_hidden_languages;

/// A list of options is no longer, in bytes.
const LONGEST_LIST: usize = 1024 * 1024;

/// What files with lists of options end in; anything else was meant for another field.
pub(super) const LISTS: &str = ".txt,.csv,.json";

/// What the form says. Problems name its fields.
pub fn wanted(form: &Form, submitted: &Submitted, entrance: &Entrance, about: &About<'_>) -> Result<Wanted> {
    form.check()?;
    let mut problems = Problems::default();
    let (zone, locales) = (entrance.event.zone(), entrance.event.page_locales());
    let row = about.old.map(|old| &old.row);
    // The form has no seconds: an instant that was not touched stays as it is.
    let instant = |name: &str, stored: Option<plenary_model::Timestamp>| {
        let typed = form.instant(name, &zone);
        let minute = |at: plenary_model::Timestamp| at.micros().div_euclid(60_000_000);
        match (typed, stored) {
            (Some(typed), Some(stored)) if minute(typed) == minute(stored) => Some(stored),
            _ => typed,
        }
    };
    let text = |name: &str, stored: Option<&I18nText>| {
        with_hidden_languages(form.i18n(name), stored.unwrap_or(&I18nText::Empty), &locales)
    };
    let whole = |name: &str| form.number(name).and_then(|number| i32::try_from(number).ok());
    let mut decimal = |name: &'static str| -> Option<Decimal<6>> {
        let typed = form.text(name).replacen(',', ".", 1);
        if typed.is_empty() {
            return None;
        }
        typed.parse().map_err(|_| problems.add(name, "question-error-number")).ok()
    };
    let (min_number, max_number) = (decimal("min_number"), decimal("max_number"));
    let options = match submitted.file("options") {
        Some(file) if file.bytes.len() > LONGEST_LIST => {
            problems.add("options", Message::new("error-file-size").arg("max", "1 MB"));
            Options::Rows(Vec::new())
        }
        Some(file) => match (list(file), form.flag("options_replace")) {
            (Ok(labels), true) => Options::Replace(labels),
            (Ok(labels), false) => Options::Add(labels),
            (Err(message), _) => {
                problems.add("options", message);
                Options::Rows(Vec::new())
            }
        },
        None => rows(form, submitted, about, &locales),
    };
    let depends_on = form.if_asked("depends_on").parse::<i32>().ok().map(|question| {
        let name = format!("depends_on_values_{question}");
        let has_values = about.others().any(|other| other.row.id == question && other.has_options());
        let values = if has_values { form.list(&name) } else { Vec::new() };
        Condition { question, values: values.into_iter().map(str::to_owned).collect() }
    });
    let ids = |name: &str| -> Vec<i32> { submitted_ids(submitted, name) };
    problems.done()?;
    Ok(Wanted {
        variant: form.text("variant").parse().unwrap_or(Wanted::default().variant),
        question: text("question", row.map(|row| &row.question)),
        help_text: text("help_text", row.map(|row| &row.help_text)),
        identifier: form.text("identifier").to_owned(),
        default_answer: form.text("default_answer").to_owned(),
        contains_personal_data: form.flag("contains_personal_data"),
        is_visible_to_reviewers: submitted.flag("is_visible_to_reviewers"),
        is_public: submitted.flag("is_public"),
        icon: Some(form.if_asked("icon").to_owned()).filter(|icon| !icon.is_empty()),
        teams: ids("limit_teams"),
        tracks: ids("tracks"),
        types: ids("submission_types"),
        required: form.text("question_required").parse().unwrap_or(QuestionRequired::Optional),
        deadline: instant("deadline", row.and_then(|row| row.deadline)),
        freeze_after: instant("freeze_after", row.and_then(|row| row.freeze_after)),
        min_length: whole("min_length"),
        max_length: whole("max_length"),
        min_number,
        max_number,
        min_options: whole("min_options"),
        max_options: whole("max_options"),
        min_date: form.date("min_date"),
        max_date: form.date("max_date"),
        min_datetime: instant("min_datetime", row.and_then(|row| row.min_datetime)),
        max_datetime: instant("max_datetime", row.and_then(|row| row.max_datetime)),
        depends_on,
        options,
    })
}

fn submitted_ids(submitted: &Submitted, name: &str) -> Vec<i32> {
    submitted.all(name).filter_map(|id| id.parse().ok()).collect()
}

/// The rows that have a text, by the numbers beside them; those without one go.
fn rows(form: &Form, submitted: &Submitted, about: &About<'_>, locales: &[String]) -> Options {
    let stored = |row: &str| {
        let options = about.old.into_iter().flat_map(|old| &old.options);
        options.into_iter().find(|option| option.id.to_string() == row)
    };
    let mut rows: Vec<(i64, OptionWanted)> = Vec::new();
    for (index, row) in (1..).zip(about.rows()) {
        let old = stored(&row);
        let was_shown = locales.iter().any(|locale| submitted.has(&format!("option-{row}_{locale}")));
        let typed = form.i18n(&format!("option-{row}"));
        let answer = match old {
            // Somebody has added it since the form was opened.
            Some(old) if !was_shown => old.answer.clone(),
            Some(old) => with_hidden_languages(typed, &old.answer, locales),
            None => typed,
        };
        if answer.is_empty() {
            continue;
        }
        let place = form.number(&format!("place-{row}")).unwrap_or(index);
        rows.push((place, OptionWanted { id: old.map(|old| old.id), answer }));
    }
    rows.sort_by_key(|(place, _)| *place);
    Options::Rows(rows.into_iter().map(|(_, row)| row).collect())
}

/// Problems beside the fields as the form calls them.
pub fn renamed(error: Error, about: &About<'_>, form: &Form) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let other = form.if_asked("depends_on").to_owned();
    let has_rows = |name: &str| name == "options" && !about.rows().is_empty();
    let rename = |problem: FieldError| {
        let name = problem.field.as_ref();
        let field = match name {
            "depends_on_values" => format!("depends_on_values_{other}").into(),
            name if has_rows(name) && !problem.message.key.starts_with("question-error-upload") => {
                format!("option-{}", about.rows()[0]).into()
            }
            _ => problem.field.clone(),
        };
        FieldError { field, ..problem }
    };
    Error::Invalid(problems.into_iter().map(rename).collect())
}

/// The options in a file.
fn list(file: &Upload) -> Result<Vec<I18nText>, Message> {
    let unreadable = || Message::new("question-error-upload");
    let name = file.file_name.to_ascii_lowercase();
    if !LISTS.split(',').any(|ending| name.ends_with(ending)) {
        return Err(unreadable());
    }
    uploaded(std::str::from_utf8(&file.bytes).map_err(|_| unreadable())?)
}
