//! A language in which pages can be shown.

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::FluentArgs;
use plenary_model::Message;

use crate::argument::Arguments;
use crate::catalogue::{Catalogue, ENGLISH, GERMAN};

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// For the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// One of [`LOCALES`]. A pointer: copied freely, given to everything that speaks.
#[derive(Clone, Copy)]
pub struct Locale(&'static Entry);

struct Entry {
    code: &'static str,
    native: &'static str,
    direction: Direction,
    catalogue: fn() -> &'static Catalogue,
}

static EN: Entry =
    Entry { code: "en", native: "English", direction: Direction::LeftToRight, catalogue: || &ENGLISH };
static DE: Entry =
    Entry { code: "de", native: "Deutsch", direction: Direction::LeftToRight, catalogue: || &GERMAN };

/// Every language with a catalogue, in the order in which choices show them.
pub const LOCALES: &[Locale] = &[Locale::EN, Locale::DE];

impl Locale {
    pub const EN: Self = Self(&EN);
    pub const DE: Self = Self(&DE);

    /// The language for a code as events and accounts store it. A variant without a catalogue of
    /// its own is its base language (`de-formal` → `de`).
    pub fn find(code: &str) -> Option<Self> {
        let code = code.trim().replace('_', "-");
        let base = code.split('-').next().unwrap_or_default();
        let exactly = |wanted: &str| LOCALES.iter().copied().find(|l| l.code().eq_ignore_ascii_case(wanted));
        exactly(&code).or_else(|| exactly(base))
    }

    /// As stored, and for the HTML attribute `lang`.
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// What the language calls itself.
    pub fn native_name(self) -> &'static str {
        self.0.native
    }

    pub fn direction(self) -> Direction {
        self.0.direction
    }

    /// A message without arguments. One that is missing is English, and in the worst case its key:
    /// a page never fails over a text.
    pub fn t(self, key: &str) -> Cow<'static, str> {
        self.message_of(key, None)
    }

    /// A message with arguments: `t_args("kit-results", ("count", total))`.
    pub fn t_args(self, key: &str, args: impl Arguments) -> Cow<'static, str> {
        let mut values = FluentArgs::new();
        args.add(&mut values);
        self.message_of(key, Some(&values))
    }

    /// A sentence that another crate composed. Arguments that are whole numbers count as numbers,
    /// so that plural rules apply.
    pub fn message(self, message: &Message) -> Cow<'static, str> {
        let mut values = FluentArgs::with_capacity(message.args.len());
        for (name, text) in &message.args {
            match text.parse::<i64>() {
                Ok(number) => values.set(name.as_ref(), number),
                Err(_) => values.set(name.as_ref(), text.as_str()),
            }
        }
        self.message_of(&message.key, Some(&values))
    }

    /// Whether this language, or English, has the message.
    pub fn has(self, key: &str) -> bool {
        self.catalogue().message(key, None).is_some() || Self::EN.catalogue().message(key, None).is_some()
    }

    fn catalogue(self) -> &'static Catalogue {
        (self.0.catalogue)()
    }

    fn message_of(self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        self.catalogue()
            .message(key, args)
            .or_else(|| Self::EN.catalogue().message(key, args))
            .unwrap_or_else(|| Cow::Owned(key.to_owned()))
    }
}

impl Default for Locale {
    fn default() -> Self {
        Self::EN
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Locale {}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        assert_eq!(Locale::find("de"), Some(Locale::DE));
        assert_eq!(Locale::find("de-formal"), Some(Locale::DE));
        assert_eq!(Locale::find("EN_gb"), Some(Locale::EN));
        assert_eq!(Locale::find("tlh"), None);
        assert_eq!(Locale::find(""), None);
    }

    #[test]
    fn missing_messages_are_their_key() {
        assert_eq!(Locale::DE.t("no-such-message"), "no-such-message");
        assert_eq!(Locale::DE.t(""), "");
        assert!(!Locale::EN.has("no-such-message"));
    }

    #[test]
    fn plain_messages_are_not_copied() {
        assert!(matches!(Locale::EN.t("kit-save"), Cow::Borrowed("Save")));
    }

    #[test]
    fn arguments_and_plurals() {
        assert_eq!(Locale::EN.t_args("kit-results", ("count", 1)), "1 result");
        assert_eq!(Locale::EN.t_args("kit-results", ("count", 2_usize)), "2 results");
        assert_eq!(Locale::DE.t_args("kit-results", ("count", 1_i64)), "1 Ergebnis");
        let composed = Message::new("kit-results").arg("count", 3);
        assert_eq!(Locale::DE.message(&composed), "3 Ergebnisse");
    }
}
