//! Custom fields in forms: the fields for a [`Sheet`], and what was sent for them. Who shows a form
//! adds [`fields`] to it; who stores it hands [`posted`] to `plenary_submission::question::save` and
//! puts the problems beside the fields with `Form::refuse`, as for every other field.
//!
//! ```text
//! let sheet = Sheet::about(db, &actor, &event, About::Submission(&row), Answerer::Author, now).await?;
//! let form = Form::new(visit.locale()).with_all(question::fields(visit.locale(), &event, &sheet, false));
//! // when it was sent:
//! let form = form.read(&submitted);
//! let saved = save(&tx, &actor, &event, about, Answerer::Author, &question::posted(&sheet, &submitted), uploads).await;
//! // and once the transaction is committed:
//! saved.files.keep();
//! ```

use plenary_locale::Locale;
use plenary_model::{I18nText, QuestionVariant};
use plenary_store::entity::event;
use plenary_submission::question::{Asked, Input, NewFile, Posted, Question, Sheet, accepted_files};

use crate::form::{Choice, Field, ShownIf};
use crate::submitted::Submitted;
use crate::urls;

/// From so many options on they are folded: of one that can be chosen, of several.
const FOLD_ONE: usize = 4;
const FOLD_SEVERAL: usize = 8;

/// The fields, `question_<id>`, in order, filled with what is stored. `prefill`: with the default
/// answers, for something new.
pub fn fields(locale: Locale, event: &event::Model, sheet: &Sheet, prefill: bool) -> Vec<Field> {
    let page = Texts { locale, event, in_words: sheet.counts_words() };
    sheet.asked(prefill).iter().map(|asked| page.field(asked)).collect()
}

/// What was sent for the questions of a sheet.
pub fn posted(sheet: &Sheet, submitted: &Submitted) -> Posted {
    let mut posted = Posted::new();
    for question in sheet.questions() {
        let (id, name) = (question.row.id, question.field());
        if question.row.variant != QuestionVariant::File {
            posted.insert(id, Input::Values(submitted.all(&name).map(str::to_owned).collect()));
        } else if let Some(upload) = submitted.file(&name) {
            let file = NewFile { name: upload.file_name.clone(), content: upload.bytes.to_vec() };
            posted.insert(id, Input::File(file));
        } else if submitted.flag(&format!("{name}-clear")) {
            posted.insert(id, Input::RemoveFile);
        }
    }
    posted
}

struct Texts<'a> {
    locale: Locale,
    event: &'a event::Model,
    in_words: bool,
}

impl Texts<'_> {
    fn text<'t>(&self, text: &'t I18nText) -> &'t str {
        text.get(self.locale.code(), &self.event.locale)
    }

    fn field(&self, asked: &Asked<'_>) -> Field {
        let question = asked.question;
        let (name, label) = (question.field(), self.text(&question.row.question).to_owned());
        let mut field = match question.row.variant {
            QuestionVariant::Number => {
                let limit = |limit: Option<plenary_model::Decimal<6>>| {
                    limit.map(|limit| short(&limit.to_string())).unwrap_or_default()
                };
                Field::decimal(name, label)
                    .between(limit(question.row.min_number), limit(question.row.max_number))
            }
            QuestionVariant::String => self.with_lengths(Field::text(name, label), question),
            QuestionVariant::Text => self.with_lengths(Field::markdown(name, label), question),
            QuestionVariant::Url => Field::url(name, label).placeholder("https://"),
            QuestionVariant::Date => {
                let day =
                    |day: Option<plenary_model::Date>| day.map(|day| day.to_string()).unwrap_or_default();
                Field::date(name, label).between(day(question.row.min_date), day(question.row.max_date))
            }
            QuestionVariant::Datetime => {
                let zone = self.event.zone();
                let local = |at: Option<plenary_model::Timestamp>| {
                    at.map(|at| at.in_zone(&zone).strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
                };
                Field::date_time(name, label)
                    .between(local(question.row.min_datetime), local(question.row.max_datetime))
            }
            QuestionVariant::Boolean => Field::checkbox(name, label),
            QuestionVariant::File => {
                let field = Field::file(name, label, accepted_files());
                match asked.file {
                    Some(path) => {
                        let file_name = path.rsplit('/').next().unwrap_or(path);
                        field.current_file(file_name, urls::media(path), is_picture(path))
                    }
                    None => field,
                }
            }
            QuestionVariant::Choices => self.one_of(name, label, asked),
            QuestionVariant::MultipleChoice if question.options.len() < FOLD_SEVERAL => {
                Field::choices(name, label, self.options(question))
            }
            QuestionVariant::MultipleChoice => Field::multi_select(name, label, self.options(question)),
        };
        field.values = asked.values.clone();
        if field.values.is_empty() && question.row.variant == QuestionVariant::Choices {
            field.values = vec![String::new()];
        }
        field = field
            .hint(self.limits(asked))
            .hint_markdown(self.text(&question.row.help_text))
            .required_if(asked.required)
            .checked_elsewhere();
        if question.row.is_public {
            field = field.public();
        }
        if asked.frozen {
            field = field.disabled();
        }
        match self.condition(asked) {
            Some(condition) => field.shown_if(condition),
            None => field,
        }
    }

    fn options(&self, question: &Question) -> Vec<Choice> {
        question.options.iter().map(|option| Choice::new(option.id, self.text(&option.answer))).collect()
    }

    fn one_of(&self, name: String, label: String, asked: &Asked<'_>) -> Field {
        let mut options = self.options(asked.question);
        let none = self.locale.t("question-no-answer");
        if options.len() >= FOLD_ONE {
            let field = Field::select(name, label, options);
            return if asked.required { field } else { field.empty_option(none) };
        }
        if !asked.required {
            // Radio buttons can't be taken back.
            options.push(Choice::new("", none));
        }
        Field::radio(name, label, options)
    }

    fn with_lengths(&self, field: Field, question: &Question) -> Field {
        let limit = |limit: Option<i32>| limit.and_then(|limit| usize::try_from(limit).ok());
        let field = match limit(question.row.max_length) {
            Some(max) => field.max(max),
            None => field,
        };
        field.in_words(self.in_words)
    }

    /// What is allowed, in words.
    fn limits(&self, asked: &Asked<'_>) -> String {
        let (question, row) = (asked.question, &asked.question.row);
        let mut parts = Vec::new();
        if asked.frozen {
            parts.push(self.locale.t("question-locked").into_owned());
        }
        match row.variant {
            QuestionVariant::String | QuestionVariant::Text => {
                let unit = if self.in_words { "words" } else { "characters" };
                parts.extend(self.span(unit, row.min_length, row.max_length));
            }
            QuestionVariant::MultipleChoice => {
                parts.extend(self.span("options", row.min_options, row.max_options));
            }
            QuestionVariant::Number => {
                let number = |limit: plenary_model::Decimal<6>| short(&limit.to_string());
                parts.extend(self.range(row.min_number.map(number), row.max_number.map(number)));
            }
            QuestionVariant::Date => {
                let day = |day: plenary_model::Date| self.locale.date(day.0);
                parts.extend(self.range(row.min_date.map(day), row.max_date.map(day)));
            }
            QuestionVariant::Datetime => {
                let zone = self.event.zone();
                let at = |at: plenary_model::Timestamp| self.locale.date_time(&at.in_zone(&zone));
                parts.extend(self.range(row.min_datetime.map(at), row.max_datetime.map(at)));
                let zone = self.locale.t_args("kit-time-zone-hint", ("zone", self.event.timezone.as_str()));
                parts.push(zone.into_owned());
            }
            _ => {}
        }
        if let (false, Some(deadline)) = (asked.required, question.row.deadline)
            && row.question_required == plenary_model::QuestionRequired::AfterDeadline
            && !asked.frozen
        {
            let deadline = self.locale.date_time(&deadline.in_zone(&self.event.zone()));
            parts.push(self.locale.t_args("question-required-from", ("deadline", deadline)).into_owned());
        }
        parts.join(" ")
    }

    /// `At least 3 words.`
    fn span(&self, unit: &'static str, min: Option<i32>, max: Option<i32>) -> Option<String> {
        let arguments = (("unit", unit), ("min", min.unwrap_or_default()), ("max", max.unwrap_or_default()));
        let key = match (min, max) {
            (None, None) => return None,
            (Some(_), None) => "question-at-least",
            (None, Some(_)) => "question-at-most",
            (Some(_), Some(_)) => "question-between",
        };
        Some(self.locale.t_args(key, arguments).into_owned())
    }

    fn range(&self, min: Option<String>, max: Option<String>) -> Option<String> {
        let key = match (&min, &max) {
            (None, None) => return None,
            (Some(_), None) => "question-from",
            (None, Some(_)) => "question-to",
            (Some(_), Some(_)) => "question-from-to",
        };
        let arguments = (("min", min.unwrap_or_default()), ("max", max.unwrap_or_default()));
        Some(self.locale.t_args(key, arguments).into_owned())
    }

    fn condition(&self, asked: &Asked<'_>) -> Option<ShownIf> {
        let (condition, other) = (asked.question.condition()?, asked.depends_on?);
        let name = self.text(&other.row.question).to_owned();
        if other.row.variant == QuestionVariant::Boolean {
            let note = self.locale.t_args("question-only-if-ticked", ("question", name)).into_owned();
            return Some(ShownIf { field: other.field(), values: vec!["on".to_owned()], note });
        }
        let labels: Vec<&str> = condition.options(other).map(|option| self.text(&option.answer)).collect();
        let arguments = (("question", name), ("answers", labels.join(", ")));
        Some(ShownIf {
            field: other.field(),
            values: condition.options(other).map(|option| option.id.to_string()).collect(),
            note: self.locale.t_args("question-only-if", arguments).into_owned(),
        })
    }
}

/// A decimal without zeros at the end.
fn short(number: &str) -> String {
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn is_picture(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".webp"].iter().any(|ending| path.ends_with(ending))
}
