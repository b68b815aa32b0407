//! What every form checks by itself: required, length, shape, known options. The rules of the domain
//! are checked by the domain.

use plenary_model::error::Problems;
use plenary_model::{Message, Result};

use super::Form;
use super::field::{Choice, Field, Kind};
use super::value::local_date_time;
use crate::colour::Colour;
use crate::urls::is_web_address;

impl Form {
    /// Every problem that can be seen without the database.
    pub fn check(&self) -> Result<()> {
        let mut problems = Problems::default();
        for field in self.fields.iter().filter(|field| !field.disabled && !field.checked_elsewhere) {
            if let Some(message) = field.problem() {
                problems.add(field.name.clone(), message);
            }
        }
        problems.done()
    }
}

impl Field {
    /// The first thing that is wrong with the value.
    fn problem(&self) -> Option<Message> {
        if let Kind::I18n { texts, .. } = &self.kind {
            if texts.iter().all(|text| text.value.is_empty()) {
                return self.required.then(|| Message::new("error-required"));
            }
            return texts.iter().find_map(|text| self.length_problem(&text.value));
        }
        let value = self.value();
        if value.is_empty() {
            return self.required.then(|| self.missing()).flatten();
        }
        self.length_problem(value).or_else(|| self.shape_problem(value))
    }

    fn missing(&self) -> Option<Message> {
        match &self.kind {
            Kind::Checkbox => Some(Message::new("error-required-tick")),
            Kind::Select { .. } | Kind::Radio { .. } | Kind::Choices { .. } | Kind::MultiSelect { .. } => {
                Some(Message::new("error-required-choice"))
            }
            // Whether a file came is only known to the handler.
            Kind::File { .. } => None,
            _ => Some(Message::new("error-required")),
        }
    }

    fn length_problem(&self, value: &str) -> Option<Message> {
        let length = value.chars().count();
        match (self.min_length, self.max_length) {
            (_, Some(max)) if length > max => {
                Some(Message::new("error-too-long").arg("max", max).arg("length", length))
            }
            (Some(min), _) if length < min && !value.is_empty() => {
                Some(Message::new("error-too-short").arg("min", min).arg("length", length))
            }
            _ => None,
        }
    }

    fn shape_problem(&self, value: &str) -> Option<Message> {
        let wrong = |key: &'static str| Some(Message::new(key));
        match &self.kind {
            Kind::Line { input: "email" } if !looks_like_email(value) => wrong("error-email"),
            Kind::Line { input: "url" } if !is_web_address(value) || value.contains(' ') => {
                wrong("error-url")
            }
            Kind::Number { min, max } => match value.parse::<i64>() {
                Err(_) => wrong("error-number"),
                Ok(number) if min.is_some_and(|min| number < min) => {
                    Some(Message::new("error-number-min").arg("min", min.unwrap_or_default()))
                }
                Ok(number) if max.is_some_and(|max| number > max) => {
                    Some(Message::new("error-number-max").arg("max", max.unwrap_or_default()))
                }
                Ok(_) => None,
            },
            Kind::Select { options, .. }
            | Kind::Radio { options }
            | Kind::Choices { options }
            | Kind::MultiSelect { options }
                if !self.values.iter().all(|value| is_open(options, value)) =>
            {
                wrong("error-choice")
            }
            Kind::Date if value.parse::<jiff::civil::Date>().is_err() => wrong("error-date"),
            Kind::Time if value.parse::<jiff::civil::Time>().is_err() => wrong("error-time"),
            Kind::DateTime if local_date_time(value).is_none() => wrong("error-date-time"),
            Kind::Colour if Colour::parse(value).is_none() => wrong("error-colour"),
            _ => None,
        }
    }
}

fn is_open(options: &[Choice], value: &str) -> bool {
    options.iter().any(|option| option.value == value && !option.disabled)
}

fn looks_like_email(value: &str) -> bool {
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"');
    value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && !value.contains(bad)
    })
}

#[cfg(test)]
mod tests {
    use plenary_locale::Locale;
    use plenary_model::Error;

    use super::super::{Choice, Field, Form};
    use crate::submitted::Submitted;

    fn keys(form: &Form) -> Vec<String> {
        match form.check() {
            Ok(()) => Vec::new(),
            Err(Error::Invalid(problems)) => {
                problems.into_iter().map(|p| format!("{}: {}", p.field, p.message.key)).collect()
            }
            Err(other) => panic!("{other}"),
        }
    }

    fn form() -> Form {
        let options = vec![Choice::new(1, "One"), Choice::new(2, "Two").disabled()];
        Form::new(Locale::EN)
            .with(Field::text("title", "Title").required().max(5))
            .with(Field::email("email", "Email"))
            .with(Field::number("n", "Number", Some(1), Some(9)))
            .with(Field::select("track", "Track", options).required())
            .with(Field::i18n("name", "Name", &["en".into(), "de".into()]).required())
            .with(Field::date("day", "Day"))
            .with(Field::checkbox("ok", "OK").required())
    }

    fn sent(pairs: &[(&str, &str)]) -> Form {
        form().read(&Submitted::new(pairs.iter().map(|(k, v)| (k.to_string(), v.to_string()))))
    }

    #[test]
    fn required() {
        assert_eq!(
            keys(&sent(&[])),
            [
                "title: error-required",
                "track: error-required-choice",
                "name: error-required",
                "ok: error-required-tick"
            ]
        );
    }

    #[test]
    fn shapes() {
        let base = [("title", "x"), ("track", "1"), ("name_de", "x"), ("ok", "on")];
        let with = |more: &[(&'static str, &'static str)]| {
            let all: Vec<_> = base.iter().copied().chain(more.iter().copied()).collect();
            keys(&sent(&all))
        };
        assert!(with(&[]).is_empty());
        assert_eq!(with(&[("title", "äöüßxy")]), ["title: error-too-long"]);
        assert_eq!(with(&[("email", "nobody")]), ["email: error-email"]);
        assert_eq!(with(&[("n", "0")]), ["n: error-number-min"]);
        assert_eq!(with(&[("n", "1.5")]), ["n: error-number"]);
        assert_eq!(with(&[("track", "2")]), ["track: error-choice"]);
        assert_eq!(with(&[("track", "3")]), ["track: error-choice"]);
        assert_eq!(with(&[("day", "2026-02-30")]), ["day: error-date"]);
    }
}
