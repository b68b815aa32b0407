//! The texts of the templates that every event has from the start, one file a language.

mod de;
mod en;

use plenary_model::{I18nText, MailRole};

/// Subject and text.
type Text = (&'static str, &'static str);
type Language = (&'static str, fn(MailRole) -> Text);

/// Every language the program comes in.
const LANGUAGES: [Language; 2] = [("en", en::text), ("de", de::text)];

pub(crate) fn of(role: MailRole) -> (I18nText, I18nText) {
    let texts = LANGUAGES.map(|(language, text)| (language, text(role)));
    (
        I18nText::localised(texts.map(|(language, (subject, _))| (language, subject))),
        I18nText::localised(texts.map(|(language, (_, text))| (language, text))),
    )
}
