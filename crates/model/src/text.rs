//! Texts that exist in several languages.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// A text per language, or one text for all of them.
///
/// Stored as text: a JSON object `{locale: text}` with sorted keys and without empty values, or a
/// plain string that counts for every language (data-model §1.1, §6.6). Anything that parses as
/// JSON but is no object is a plain string, kept to the letter.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum I18nText {
    #[default]
    Empty,
    Plain(String),
    Localised(BTreeMap<String, String>),
}

impl I18nText {
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Plain(text) }
    }

    /// From pairs of language and text; empty texts are dropped.
    pub fn localised<L: Into<String>, T: Into<String>>(pairs: impl IntoIterator<Item = (L, T)>) -> Self {
        let map: BTreeMap<String, String> =
            pairs.into_iter().map(|(l, t)| (l.into(), t.into())).filter(|(_, t)| !t.is_empty()).collect();
        if map.is_empty() { Self::Empty } else { Self::Localised(map) }
    }

    pub fn parse(stored: &str) -> Self {
        if stored.is_empty() {
            return Self::Empty;
        }
        match serde_json::from_str::<Value>(stored) {
            Ok(Value::Object(object)) => Self::localised(object.into_iter().map(|(locale, value)| {
                let text = match value {
                    Value::String(text) => text,
                    Value::Null => String::new(),
                    other => other.to_string(),
                };
                (locale, text)
            })),
            _ => Self::Plain(stored.to_owned()),
        }
    }

    /// The stored form; [`I18nText::parse`] reads it back.
    pub fn stored(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Plain(text) => text.clone(),
            Self::Localised(map) => serde_json::to_string(map).unwrap_or_default(),
        }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The text to show for `locale`: exactly that language; its base language; another variant of
    /// the base; `fallback` (the instance's or event's default); the first that is not empty.
    pub fn get<'a>(&'a self, locale: &str, fallback: &str) -> &'a str {
        let map = match self {
            Self::Empty => return "",
            Self::Plain(text) => return text,
            Self::Localised(map) => map,
        };
        let base = locale.split('-').next().unwrap_or(locale);
        map.get(locale)
            .or_else(|| map.get(base))
            .or_else(|| map.iter().find(|(key, _)| key.split('-').next() == Some(base)).map(|(_, text)| text))
            .or_else(|| map.get(fallback))
            .or_else(|| map.values().next())
            .map_or("", String::as_str)
    }

    /// The text stored for exactly this language, if any.
    pub fn exact(&self, locale: &str) -> Option<&str> {
        match self {
            Self::Localised(map) => map.get(locale).map(String::as_str),
            Self::Plain(text) => Some(text),
            Self::Empty => None,
        }
    }

    /// Every stored text.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let (plain, map) = match self {
            Self::Empty => (None, None),
            Self::Plain(text) => (Some(text.as_str()), None),
            Self::Localised(map) => (None, Some(map)),
        };
        plain.into_iter().chain(map.into_iter().flatten().map(|(_, text)| text.as_str()))
    }

    /// The same languages with each text changed by `change`.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Empty => Self::Empty,
            Self::Plain(text) => Self::plain(change(text)),
            Self::Localised(map) => Self::localised(map.iter().map(|(l, t)| (l.clone(), change(t)))),
        }
    }

    /// As JSON: an object, or a string for a plain text.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Empty => Value::String(String::new()),
            Self::Plain(text) => Value::String(text.clone()),
            Self::Localised(map) => serde_json::to_value(map).unwrap_or_default(),
        }
    }
}

impl fmt::Debug for I18nText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "I18nText({})", self.stored())
    }
}

impl From<&str> for I18nText {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolution_order() {
        let text = I18nText::parse(r#"{"de-formal":"Guten Tag","en":"Hello","fr":""}"#);
        assert_eq!(text.get("de-formal", "en"), "Guten Tag");
        assert_eq!(text.get("de", "en"), "Guten Tag");
        assert_eq!(text.get("en-gb", "de"), "Hello");
        assert_eq!(text.get("fr", "en"), "Hello");
        assert_eq!(text.get("fr", "it"), "Guten Tag");
        assert_eq!(text.stored(), r#"{"de-formal":"Guten Tag","en":"Hello"}"#);
    }

    #[test]
    fn plain_strings_that_look_like_json_stay() {
        for plain in ["42", "true", "\"quoted\"", "[1]", "null", "{broken"] {
            let text = I18nText::parse(plain);
            assert_eq!(text, I18nText::Plain(plain.to_owned()));
            assert_eq!(text.get("de", "en"), plain);
            assert_eq!(text.stored(), plain);
        }
        assert!(I18nText::parse("{}").is_empty());
        assert!(I18nText::parse("").is_empty());
    }
}
