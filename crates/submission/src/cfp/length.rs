//! How long a text may be, in characters or words (data-model §2.6, pages-public §5.4).

use plenary_model::Message;
use plenary_model::settings::Settings;

/// What `min_length` and `max_length` count: `cfp.settings.count_length_in`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LengthUnit {
    #[default]
    Characters,
    Words,
}

impl LengthUnit {
    pub const ALL: [Self; 2] = [Self::Characters, Self::Words];

    /// `chars` or `words`, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Characters => "chars",
            Self::Words => "words",
        }
    }

    /// Of `cfp.settings`.
    pub fn of(settings: &Settings) -> Self {
        match settings.text("count_length_in", "chars") {
            "words" => Self::Words,
            _ => Self::Characters,
        }
    }

    /// How long this text is: code points of the trimmed text with a line break counted once, or
    /// pieces between white space that have a letter or digit in them.
    pub fn measure(self, text: &str) -> u64 {
        let text = text.trim();
        let count = match self {
            Self::Characters => text.chars().count() - text.matches("\r\n").count(),
            Self::Words => {
                text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
            }
        };
        count as u64
    }
}

/// From, to, or both; of a length or of a number of things. Zero is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    pub min: Option<u64>,
    pub max: Option<u64>,
}

impl Limits {
    pub fn new(min: Option<u64>, max: Option<u64>) -> Self {
        Self { min: min.filter(|min| *min > 0), max: max.filter(|max| *max > 0) }
    }

    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    /// What is wrong with the length of this text, with its length; an empty one is not measured.
    pub fn refusal(self, unit: LengthUnit, text: &str) -> Option<Message> {
        let length = unit.measure(text);
        let (too_long, too_short) = match unit {
            LengthUnit::Characters => ("error-too-long", "error-too-short"),
            LengthUnit::Words => ("call-too-many-words", "call-too-few-words"),
        };
        let message = match self {
            Self { max: Some(max), .. } if length > max => Message::new(too_long).arg("max", max),
            Self { min: Some(min), .. } if length > 0 && length < min => {
                Message::new(too_short).arg("min", min)
            }
            _ => return None,
        };
        Some(message.arg("length", length))
    }

    /// The rule as a sentence for below the field.
    pub fn requirement(self, unit: LengthUnit) -> Option<Message> {
        self.sentence(match unit {
            LengthUnit::Characters => [
                "call-characters-exactly",
                "call-characters-between",
                "call-characters-min",
                "call-characters-max",
            ],
            LengthUnit::Words => {
                ["call-words-exactly", "call-words-between", "call-words-min", "call-words-max"]
            }
        })
    }

    /// The same of a number of tags.
    pub fn tag_requirement(self) -> Option<Message> {
        self.sentence(["call-tags-exactly", "call-tags-between", "call-tags-min", "call-tags-max"])
    }

    fn sentence(self, [exactly, between, least, most]: [&'static str; 4]) -> Option<Message> {
        Some(match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => Message::new(exactly).arg("count", max),
            (Some(min), Some(max)) => Message::new(between).arg("min", min).arg("count", max),
            (Some(min), None) => Message::new(least).arg("count", min),
            (None, Some(max)) => Message::new(most).arg("count", max),
            (None, None) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_count_once_and_the_ends_not_at_all() {
        let unit = LengthUnit::Characters;
        assert_eq!(unit.measure("  ab\r\ncd\r\n"), 5);
        assert_eq!(unit.measure("ab\ncd"), 5);
        assert_eq!(unit.measure("🦀é"), 2);
        assert_eq!(unit.measure("e\u{301}"), 2);
        assert_eq!(unit.measure(" \r\n "), 0);
    }

    #[test]
    fn words_have_a_letter_or_digit() {
        let unit = LengthUnit::Words;
        assert_eq!(unit.measure("one – two, 3 ... *four* 🦀"), 4);
        assert_eq!(unit.measure("well-known don’t"), 2);
        assert_eq!(unit.measure("日本語 テキスト\r\nх"), 3);
        assert_eq!(unit.measure(""), 0);
    }

    #[test]
    fn refusals_say_rule_and_length() {
        let limits = Limits::new(Some(2), Some(3));
        let refused =
            |text: &str| limits.refusal(LengthUnit::Words, text).map(|m| (m.key.into_owned(), m.args));
        assert_eq!(refused(""), None);
        assert_eq!(refused("a b"), None);
        let (key, args) = refused("a").unwrap();
        assert_eq!((key.as_str(), args[0].1.as_str(), args[1].1.as_str()), ("call-too-few-words", "2", "1"));
        let (key, args) = refused("a b c d").unwrap();
        assert_eq!((key.as_str(), args[0].1.as_str(), args[1].1.as_str()), ("call-too-many-words", "3", "4"));
        assert_eq!(Limits::new(Some(0), None).refusal(LengthUnit::Characters, "x"), None);
    }
}
