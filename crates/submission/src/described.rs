//! What the parts of a call have in common: how they are named, and how changes of them are logged.

use plenary_model::error::Problems;
use plenary_model::{Actor, I18nText, Message, ObjectType, Result};
use plenary_store::entity::event;
use plenary_store::{Tx, log};
use serde_json::{Map, Value};

/// Logs what organisers did.
pub(crate) async fn write_log(
    tx: &Tx,
    actor: &Actor,
    event: &event::Model,
    object: (ObjectType, i32),
    action: &str,
    data: Value,
) -> Result<()> {
    let entry = log::Entry { event: Some(event.id), actor, object, action, data, as_organiser: true };
    log::write(tx, entry).await
}

/// A snapshot of an object for the log.
pub(crate) fn snapshot<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A name: there, one line, not too long.
pub(crate) fn check_name(problems: &mut Problems, field: &'static str, name: &I18nText, most: usize) {
    if name.values().all(|text| text.trim().is_empty()) {
        problems.add(field, "error-required");
    } else {
        check_line(problems, field, name, most);
    }
}

/// The same of a text that can be left empty.
pub(crate) fn check_line(problems: &mut Problems, field: &'static str, text: &I18nText, most: usize) {
    check_text(problems, field, text, most);
    if text.values().any(|text| text.contains(char::is_control)) {
        problems.add(field, "error-control-characters");
    }
}

/// A text of any number of lines.
pub(crate) fn check_text(problems: &mut Problems, field: &'static str, text: &I18nText, most: usize) {
    let longest = text.values().map(|text| text.chars().count()).max().unwrap_or(0);
    if longest > most {
        problems.add(field, Message::new("error-too-long").arg("max", most).arg("length", longest));
    }
}

/// Whether two names read the same in a language of the event's pages.
pub(crate) fn reads_the_same(event: &event::Model, one: &I18nText, other: &I18nText) -> bool {
    event.page_locales().iter().any(|locale| {
        let shown = |text: &I18nText| text.get(locale, &event.locale).trim().to_owned();
        shown(one) == shown(other)
    })
}

/// `#rgb` or `#rrggbb`.
pub(crate) fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
