//! Fields and error summaries as HTML (`templates/components/field.html`).

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use plenary_locale::Locale;

use super::Form;
use super::field::{Choice, Field, Kind, Translation};
use crate::component::Icon;

/// A field that prints itself: label, hint, control, problems, counter.
pub struct Drawn<'a> {
    pub(super) locale: Locale,
    pub(super) field: Option<&'a Field>,
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(field) = self.field else { return Ok(()) };
        let html = FieldHtml { l: self.locale, f: field };
        f.write_str(&html.render().map_err(|_| fmt::Error)?)
    }
}

impl HtmlSafe for Drawn<'_> {}

#[derive(Template)]
#[template(path = "components/field.html")]
struct FieldHtml<'a> {
    l: Locale,
    f: &'a Field,
}

impl FieldHtml<'_> {
    fn icon(&self, name: &'static str) -> Icon {
        Icon::new(name)
    }

    /// The ids that describe the control: hint and problems.
    fn described_by(&self) -> String {
        let id = self.f.id();
        let mut ids = Vec::new();
        if self.has_hint() {
            ids.push(format!("{id}_hint"));
        }
        if !self.f.errors.is_empty() {
            ids.push(format!("{id}_error"));
        }
        ids.join(" ")
    }

    fn has_hint(&self) -> bool {
        !self.f.hint.is_empty() || !self.f.hint_html.is_empty() || self.f.shown_if.is_some()
    }

    /// What the condition's values are separated by: none has a blank in it.
    fn shown_for(&self) -> String {
        self.f.shown_if.as_ref().map(|shown| shown.values.join(" ")).unwrap_or_default()
    }

    fn is_chosen(&self, option: &Choice) -> bool {
        self.f.values.contains(&option.value)
    }

    /// Passwords are never sent back.
    fn shown_value(&self) -> &str {
        match self.f.kind {
            Kind::Line { input: "password" } => "",
            _ => self.f.value(),
        }
    }

    /// A group of controls has a legend instead of a label.
    fn is_group(&self) -> bool {
        matches!(self.f.kind, Kind::Radio { .. } | Kind::Choices { .. } | Kind::I18n { .. })
    }

    /// The language that is open at first: one with problems, else the page's, else the first.
    fn open_language(&self) -> usize {
        let texts = self.f.texts();
        texts
            .iter()
            .position(|text| !text.errors.is_empty())
            .or_else(|| texts.iter().position(|text| text.locale == self.l))
            .unwrap_or(0)
    }

    fn translation_id(&self, text: &Translation) -> String {
        format!("{}_{}", self.f.id(), text.code)
    }

    fn language_name(&self, text: &Translation) -> String {
        let name = text.locale.native_name();
        // Variants without a catalogue of their own say which they are.
        if text.locale.code() == text.code { name.to_owned() } else { format!("{name} ({})", text.code) }
    }
}

/// All problems of a form, with links to the fields. Takes focus when the page has loaded.
pub struct Summary<'a> {
    pub(super) form: &'a Form,
}

#[derive(Template)]
#[template(path = "components/error_summary.html")]
struct SummaryHtml {
    title: String,
    /// Target, label, problem; a target is empty for the form as a whole.
    entries: Vec<(String, String, String)>,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = self.form;
        if !form.has_errors() {
            return Ok(());
        }
        let whole = form.problems.iter().map(|problem| (String::new(), String::new(), problem.clone()));
        let of_fields = form.fields.iter().flat_map(|field| {
            let target = match &field.kind {
                Kind::I18n { texts, .. } => {
                    texts.first().map_or_else(|| field.id(), |text| format!("{}_{}", field.id(), text.code))
                }
                Kind::Radio { .. } | Kind::Choices { .. } => format!("{}_0", field.id()),
                _ => field.id(),
            };
            let own = field
                .errors
                .iter()
                .map(move |problem| (target.clone(), field.label.clone(), problem.clone()));
            let translated = field.texts().iter().flat_map(move |text| {
                let target = format!("{}_{}", field.id(), text.code);
                let label = format!("{} ({})", field.label, text.locale.native_name());
                text.errors.iter().map(move |problem| (target.clone(), label.clone(), problem.clone()))
            });
            own.chain(translated)
        });
        let entries: Vec<_> = whole.chain(of_fields).collect();
        let title = form.locale.t_args("error-summary", ("count", entries.len())).into_owned();
        f.write_str(&SummaryHtml { title, entries }.render().map_err(|_| fmt::Error)?)
    }
}

impl HtmlSafe for Summary<'_> {}
