//! The difference that an entry tells of, field by field.

use jiff::tz::TimeZone;
use plenary_event::history::{Entry, action};
use plenary_locale::Locale;
use plenary_model::{Date, SubmissionState, Timestamp};
use plenary_web::{Visit, state_name};
use serde_json::Value;

use super::words::{Piece, compare};

/// One field, before and after. Nothing: it was, or is, empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub label: String,
    pub before: Option<Vec<Piece>>,
    pub after: Option<Vec<Piece>>,
}

/// Reads the values of one entry to one visitor.
pub struct Reader<'a> {
    pub visit: &'a Visit,
    /// The language of the event.
    pub default: &'a str,
    pub zone: &'a TimeZone,
    /// Texts are cut after this many characters.
    pub most: usize,
}

impl Reader<'_> {
    fn locale(&self) -> Locale {
        self.visit.locale()
    }

    pub fn changes(&self, entry: &Entry) -> Vec<Change> {
        let mut all = Vec::new();
        // What a change of state keeps is the state before.
        if let (Some(target), Some(previous)) =
            (action::target_state(&entry.action), entry.data.get("previous"))
        {
            let before = previous.as_str().and_then(|text| text.parse::<SubmissionState>().ok());
            let text = |state| Some(state_name(self.locale(), state).to_string());
            all.push(self.change("state", before.and_then(text), text(target)));
        }
        let fields = entry.data.get("changes").and_then(Value::as_object);
        for (field, change) in fields.into_iter().flatten() {
            let side = |side: &str| self.value(entry, field, change.get(side).unwrap_or(&Value::Null));
            let mut change = self.change(field, side("old"), side("new"));
            if let Some(question) = entry.referred.get(field) {
                change.label = question.get(self.locale().code(), self.default).to_owned();
            }
            all.push(change);
        }
        all
    }

    fn change(&self, field: &str, old: Option<String>, new: Option<String>) -> Change {
        let (before, after) = match (&old, &new) {
            (Some(old), Some(new)) => {
                let (before, after) = compare(old, new);
                (Some(before), Some(after))
            }
            _ => {
                let whole = |text: Option<String>| text.map(|text| vec![(false, text)]);
                (whole(old), whole(new))
            }
        };
        Change { label: self.label(field), before, after }
    }

    /// What else an entry keeps.
    pub fn details(&self, entry: &Entry) -> Vec<(String, String)> {
        let kept = entry.data.as_object().into_iter().flatten();
        let shown = kept.filter(|(key, _)| !matches!(key.as_str(), "changes" | "previous"));
        shown.filter_map(|(key, value)| Some((self.label(key), self.value(entry, key, value)?))).collect()
    }

    /// What a field is called; those of plug-ins as they are.
    pub fn label(&self, field: &str) -> String {
        let key = format!("history-field-{}", field.replace('_', "-"));
        if self.locale().has(&key) { self.visit.t(&key) } else { field.replace('_', " ") }
    }

    fn value(&self, entry: &Entry, field: &str, value: &Value) -> Option<String> {
        let text = self.text(entry, field, value)?;
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        Some(match text.char_indices().nth(self.most) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        })
    }

    fn text(&self, entry: &Entry, field: &str, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::Bool(yes) => Some(self.visit.t(if *yes { "kit-yes" } else { "kit-no" })),
            Value::Number(number) => {
                let field = if field == "limit_tracks" { "track" } else { field };
                let known =
                    number.as_i64().and_then(|number| entry.referred.get(&format!("{field}-{number}")));
                let name = known.map(|name| name.get(self.locale().code(), self.default).to_owned());
                Some(name.unwrap_or_else(|| number.to_string()))
            }
            Value::String(text) => Some(self.line(field, text)),
            Value::Array(list) => {
                let lines: Vec<String> =
                    list.iter().filter_map(|item| self.text(entry, field, item)).collect();
                Some(lines.join("\n"))
            }
            Value::Object(map) => {
                // Texts by language, or something small such as a link.
                let languages = map.keys().all(|key| Locale::find(key).is_some());
                let one = map.len() == 1;
                let lines = map.iter().filter_map(|(key, value)| {
                    let text = self.text(entry, key, value).filter(|text| !text.trim().is_empty())?;
                    let name = match languages {
                        true if one => return Some(text),
                        true => Locale::find(key)?.native_name().to_owned(),
                        false => self.label(key),
                    };
                    Some(format!("{name}: {text}"))
                });
                Some(lines.collect::<Vec<_>>().join("\n"))
            }
        }
    }

    /// Times and dates as people write them, states as they are called.
    fn line(&self, field: &str, text: &str) -> String {
        let is_time = text.len() >= 17 && text.starts_with(|c: char| c.is_ascii_digit());
        if let Some(at) = text.parse::<Timestamp>().ok().filter(|_| is_time) {
            return self.locale().date_time(&at.in_zone(self.zone));
        }
        if let Some(day) = text.parse::<Date>().ok().filter(|_| text.len() == 10) {
            return self.locale().date_long(day.0);
        }
        match text.parse::<SubmissionState>() {
            Ok(state) if matches!(field, "state" | "pending_state") => {
                state_name(self.locale(), state).to_string()
            }
            _ => text.to_owned(),
        }
    }
}
