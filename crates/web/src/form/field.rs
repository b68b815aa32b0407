//! One field: what it is called, what it takes, what is in it and what is wrong with it.

use plenary_locale::Locale;
use plenary_model::I18nText;

use crate::submitted::Submitted;

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
    pub disabled: bool,
}

impl Choice {
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into(), hint: String::new(), disabled: false }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

/// What a field takes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One line; the `type` of the input: `text`, `email`, `url`, `password`, `search`, `tel`.
    Line {
        input: &'static str,
    },
    /// Whole numbers.
    Number {
        min: Option<i64>,
        max: Option<i64>,
    },
    /// Numbers with a fraction.
    Decimal,
    Lines {
        rows: u8,
        markdown: bool,
    },
    /// One of several, folded; `empty` is the first option's text where nothing may be chosen.
    Select {
        options: Vec<Choice>,
        empty: Option<String>,
    },
    /// One of several, all in view.
    Radio {
        options: Vec<Choice>,
    },
    /// Any of several.
    Choices {
        options: Vec<Choice>,
    },
    /// Any of many, in a list of limited height.
    MultiSelect {
        options: Vec<Choice>,
    },
    Checkbox,
    Date,
    Time,
    DateTime,
    Colour,
    /// `accept` as in HTML; `current` is text and address of the file that is there.
    File {
        accept: String,
        current: Option<(String, String)>,
        image: bool,
    },
    Hidden,
    /// One text in several languages.
    I18n {
        texts: Vec<Translation>,
        rows: u8,
        markdown: bool,
    },
}

/// A field's text in one language.
#[derive(Clone, Debug)]
pub struct Translation {
    pub locale: Locale,
    /// As the event stores it: `de-formal`.
    pub code: String,
    pub value: String,
    pub errors: Vec<String>,
}

/// When a field is there: another one of the same form has one of these values. Without a script it
/// is always there, with a note that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownIf {
    pub field: String,
    /// Without blanks in them; `on` for a checkbox.
    pub values: Vec<String>,
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub hint: String,
    /// HTML that follows the hint; made by `plenary_markup` only.
    pub hint_html: String,
    pub kind: Kind,
    pub values: Vec<String>,
    pub errors: Vec<String>,
    pub required: bool,
    pub disabled: bool,
    /// Marked as visible to everyone.
    pub public: bool,
    pub autocomplete: &'static str,
    pub placeholder: String,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    /// Lengths are words.
    pub in_words: bool,
    /// `min` and `max` of numbers, dates and times, as HTML writes them.
    pub lowest: String,
    pub highest: String,
    pub shown_if: Option<ShownIf>,
    /// [`super::Form::check`] leaves it to the domain function.
    pub checked_elsewhere: bool,
    pub autofocus: bool,
}

impl Field {
    fn new(name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: String::new(),
            hint_html: String::new(),
            kind,
            values: Vec::new(),
            errors: Vec::new(),
            required: false,
            disabled: false,
            public: false,
            autocomplete: "",
            placeholder: String::new(),
            min_length: None,
            max_length: None,
            in_words: false,
            lowest: String::new(),
            highest: String::new(),
            shown_if: None,
            checked_elsewhere: false,
            autofocus: false,
        }
    }

    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Line { input: "text" })
    }

    pub fn email(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Line { input: "email" }).autocomplete("email")
    }

    pub fn url(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Line { input: "url" })
    }

    /// Its value is never sent back to the browser.
    pub fn password(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Line { input: "password" }).autocomplete("current-password")
    }

    pub fn number(
        name: impl Into<String>,
        label: impl Into<String>,
        min: Option<i64>,
        max: Option<i64>,
    ) -> Self {
        Self::new(name, label, Kind::Number { min, max })
    }

    pub fn decimal(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Decimal)
    }

    pub fn lines(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Lines { rows: 4, markdown: false })
    }

    pub fn markdown(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Lines { rows: 6, markdown: true })
    }

    pub fn select(name: impl Into<String>, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Select { options, empty: None })
    }

    pub fn radio(name: impl Into<String>, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Radio { options })
    }

    pub fn choices(name: impl Into<String>, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::Choices { options })
    }

    pub fn multi_select(name: impl Into<String>, label: impl Into<String>, options: Vec<Choice>) -> Self {
        Self::new(name, label, Kind::MultiSelect { options })
    }

    pub fn checkbox(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Checkbox)
    }

    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Date)
    }

    pub fn time(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Time)
    }

    /// A local date and time; say in the hint which zone.
    pub fn date_time(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::DateTime)
    }

    pub fn colour(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(name, label, Kind::Colour)
    }

    /// `accept` lists endings: `.png,.jpg`.
    pub fn file(name: impl Into<String>, label: impl Into<String>, accept: impl Into<String>) -> Self {
        Self::new(name, label, Kind::File { accept: accept.into(), current: None, image: false })
    }

    pub fn hidden(name: impl Into<String>, value: impl ToString) -> Self {
        let mut field = Self::new(name, "", Kind::Hidden);
        field.values = vec![value.to_string()];
        field
    }

    /// One line in each of the languages, whose codes are an event's. Controls are called
    /// `name_code`.
    pub fn i18n(name: impl Into<String>, label: impl Into<String>, codes: &[String]) -> Self {
        Self::new(name, label, Kind::I18n { texts: translations(codes), rows: 1, markdown: false })
    }

    /// The same for longer texts.
    pub fn i18n_markdown(name: impl Into<String>, label: impl Into<String>, codes: &[String]) -> Self {
        Self::new(name, label, Kind::I18n { texts: translations(codes), rows: 6, markdown: true })
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// A hint in Markdown, after the plain one.
    pub fn hint_markdown(mut self, hint: &str) -> Self {
        self.hint_html = if hint.trim().is_empty() { String::new() } else { plenary_markup::html(hint) };
        self
    }

    /// Lengths are counted in words.
    pub fn in_words(mut self, in_words: bool) -> Self {
        self.in_words = in_words;
        self
    }

    /// `min` and `max` as HTML writes them; empty without one.
    pub fn between(mut self, lowest: impl Into<String>, highest: impl Into<String>) -> Self {
        (self.lowest, self.highest) = (lowest.into(), highest.into());
        self
    }

    pub fn shown_if(mut self, condition: ShownIf) -> Self {
        self.shown_if = Some(condition);
        self
    }

    /// Rules and problems come from the domain function alone.
    pub fn checked_elsewhere(mut self) -> Self {
        self.checked_elsewhere = true;
        self
    }

    /// Fields that are not are marked as optional.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub fn required_if(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    pub fn public(mut self) -> Self {
        self.public = true;
        self
    }

    /// A token of HTML's autofill: `name`, `username`, `new-password`, `off` …
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    pub fn placeholder(mut self, text: impl Into<String>) -> Self {
        self.placeholder = text.into();
        self
    }

    /// In characters.
    pub fn min(mut self, length: usize) -> Self {
        self.min_length = Some(length);
        self
    }

    /// In characters; a counter appears.
    pub fn max(mut self, length: usize) -> Self {
        self.max_length = Some(length);
        self
    }

    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// The text of the option for “nothing chosen”.
    pub fn empty_option(mut self, text: impl Into<String>) -> Self {
        if let Kind::Select { empty, .. } = &mut self.kind {
            *empty = Some(text.into());
        }
        self
    }

    /// The file that is there; images are shown.
    pub fn current_file(mut self, file_name: impl Into<String>, url: impl ToString, is_image: bool) -> Self {
        if let Kind::File { current, image, .. } = &mut self.kind {
            *current = Some((file_name.into(), url.to_string()));
            *image = is_image;
        }
        self
    }

    /// The first value.
    pub fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    pub fn id(&self) -> String {
        format!("id_{}", self.name)
    }

    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty() || self.texts().iter().any(|text| !text.errors.is_empty())
    }

    pub(crate) fn texts(&self) -> &[Translation] {
        match &self.kind {
            Kind::I18n { texts, .. } => texts,
            _ => &[],
        }
    }

    pub(crate) fn i18n_value(&self) -> I18nText {
        I18nText::localised(self.texts().iter().map(|text| (text.code.as_str(), text.value.as_str())))
    }

    pub(crate) fn set_i18n(&mut self, value: &I18nText) {
        if let Kind::I18n { texts, .. } = &mut self.kind {
            for (index, text) in texts.iter_mut().enumerate() {
                text.value = match value {
                    // A text for all languages goes into the first control, not into every one.
                    I18nText::Plain(plain) if index == 0 => plain.clone(),
                    I18nText::Plain(_) => String::new(),
                    other => other.exact(&text.code).unwrap_or_default().to_owned(),
                };
            }
        }
    }

    /// Where the problems of `name_code` go.
    pub(crate) fn language_errors(&mut self, wanted: &str) -> Option<(&str, &mut Vec<String>)> {
        let Kind::I18n { texts, .. } = &mut self.kind else { return None };
        let code = wanted.strip_prefix(self.name.as_str())?.strip_prefix('_')?;
        let text = texts.iter_mut().find(|text| text.code == code)?;
        Some((text.code.as_str(), &mut text.errors))
    }

    pub(crate) fn read(&mut self, submitted: &Submitted) {
        if self.disabled {
            return;
        }
        let name = self.name.clone();
        match &mut self.kind {
            Kind::File { .. } => {}
            Kind::I18n { texts, .. } => {
                for text in texts {
                    text.value = submitted.text(&format!("{name}_{}", text.code)).to_owned();
                }
            }
            Kind::Choices { .. } | Kind::MultiSelect { .. } => {
                self.values =
                    submitted.all(&name).filter(|value| !value.is_empty()).map(str::to_owned).collect();
            }
            Kind::Checkbox => self.values = vec![if submitted.flag(&name) { "on" } else { "" }.to_owned()],
            Kind::Line { input: "password" } => self.values = vec![submitted.raw(&name).to_owned()],
            _ => self.values = vec![submitted.text(&name).to_owned()],
        }
    }
}

fn translations(codes: &[String]) -> Vec<Translation> {
    let text = |code: &str| Translation {
        locale: Locale::find(code).unwrap_or_default(),
        code: code.to_owned(),
        value: String::new(),
        errors: Vec::new(),
    };
    if codes.is_empty() {
        vec![text(Locale::EN.code())]
    } else {
        codes.iter().map(|code| text(code)).collect()
    }
}
