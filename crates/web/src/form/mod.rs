//! Forms: described once, filled from an object or from what was sent, checked, and drawn by the
//! templates with everything typed still in place.
//!
//! A handler describes its form with [`Form::with`]; `GET` fills it ([`Form::fill`]), `POST` reads it
//! ([`Form::read`]), checks it ([`Form::check`]) and, when the domain function refuses, puts each
//! problem beside its field ([`Form::refuse`]) and answers with [`crate::visit::Visit::again`].

mod check;
mod field;
mod html;
mod value;

use axum::http::StatusCode;
use plenary_locale::Locale;
use plenary_model::{Error, FieldError};

pub use field::{Choice, Field, Kind, ShownIf};

use crate::failure::Failure;
use crate::submitted::Submitted;

/// How a form that was refused is answered.
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    pub status: StatusCode,
    pub retry_after_seconds: Option<u64>,
}

/// A form on a page.
#[derive(Clone, Debug)]
pub struct Form {
    pub(crate) locale: Locale,
    pub(crate) fields: Vec<Field>,
    /// What is wrong with the form as a whole.
    pub(crate) problems: Vec<String>,
}

impl Form {
    pub fn new(locale: Locale) -> Self {
        Self { locale, fields: Vec::new(), problems: Vec::new() }
    }

    /// Adds a field; the order is that of [`Form::all`] and of the error summary.
    pub fn with(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    pub fn with_all(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    pub fn with_if(self, condition: bool, field: impl FnOnce() -> Field) -> Self {
        if condition { self.with(field()) } else { self }
    }

    /// For who may look and not change: every field is disabled.
    pub fn read_only(mut self) -> Self {
        self.fields.iter_mut().for_each(|field| field.disabled = true);
        self
    }

    /// The field of that name; templates print it: `{{ form.field("title") }}`. A name that does not
    /// exist is an empty hidden field, and an error in the log.
    pub fn field(&self, name: &str) -> html::Drawn<'_> {
        html::Drawn { locale: self.locale, field: self.find(name) }
    }

    /// Every field, in order: `{% for field in form.all() %}{{ field }}{% endfor %}`.
    pub fn all(&self) -> Vec<html::Drawn<'_>> {
        self.fields.iter().map(|field| html::Drawn { locale: self.locale, field: Some(field) }).collect()
    }

    /// The summary of all problems, linked to their fields; nothing if there are none.
    pub fn errors(&self) -> html::Summary<'_> {
        html::Summary { form: self }
    }

    /// For `enctype` on the `<form>`.
    pub fn enctype(&self) -> &'static str {
        let files = self.fields.iter().any(|field| matches!(field.kind, Kind::File { .. }));
        if files { "multipart/form-data" } else { "application/x-www-form-urlencoded" }
    }

    pub fn has_errors(&self) -> bool {
        !self.problems.is_empty() || self.fields.iter().any(Field::has_errors)
    }

    /// Takes over what was sent. Fields that are disabled or of files keep what they have.
    pub fn read(mut self, submitted: &Submitted) -> Self {
        for field in &mut self.fields {
            field.read(submitted);
        }
        self
    }

    /// Puts the problems of an `Invalid` beside their fields; those of fields that are not in this
    /// form, and conflicts, count for the form as a whole. Any other error is handed back.
    pub fn refuse(&mut self, error: Error) -> Result<(), Failure> {
        match error {
            Error::Invalid(problems) => {
                for problem in problems {
                    self.add(problem);
                }
                Ok(())
            }
            Error::Conflict(message) => {
                self.problems.push(self.locale.message(&message).into_owned());
                Ok(())
            }
            other => Err(other.into()),
        }
    }

    /// The same for forms where guessing is limited: being too early is a problem of the form as well.
    /// Says with which status to show it again.
    pub fn turn_down(&mut self, error: Error) -> Result<Refusal, Failure> {
        match error {
            Error::Limited { retry_after_seconds } => {
                let minutes = retry_after_seconds.div_ceil(60).max(1);
                let text = self.locale.t_args("account-error-limited", ("minutes", minutes));
                self.problems.push(text.into_owned());
                Ok(Refusal {
                    status: StatusCode::TOO_MANY_REQUESTS,
                    retry_after_seconds: Some(retry_after_seconds),
                })
            }
            other => {
                self.refuse(other)?;
                Ok(Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, retry_after_seconds: None })
            }
        }
    }

    fn add(&mut self, problem: FieldError) {
        let text = self.locale.message(&problem.message).into_owned();
        let wanted = problem.field.as_ref();
        for field in &mut self.fields {
            if field.name == wanted {
                field.errors.push(text);
                return;
            }
            if let Some((_, errors)) = field.language_errors(wanted) {
                errors.push(text);
                return;
            }
        }
        self.problems.push(text);
    }

    fn find(&self, name: &str) -> Option<&Field> {
        let found = self.fields.iter().find(|field| field.name == name);
        if found.is_none() {
            tracing::error!(name, "the form has no such field");
            debug_assert!(found.is_some(), "the form has no field {name}");
        }
        found
    }

    fn find_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.name == name)
    }
}
