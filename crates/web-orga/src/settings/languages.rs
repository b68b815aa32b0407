//! Languages to choose from.

use plenary_locale::{LOCALES, Locale};
use plenary_web::Choice;

/// Languages of talks beyond those that pages come in, by what they call themselves.
const MORE: [(&str, &str); 23] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("cs", "Čeština"),
    ("el", "Ελληνικά"),
    ("es", "Español"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ja-jp", "日本語 (日本)"),
    ("ko", "한국어"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt-br", "Português (Brasil)"),
    ("pt-pt", "Português (Portugal)"),
    ("ro", "Română"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
];

/// Languages of pages; those that the event has already are among them.
pub fn of_pages(stored: &[String]) -> Vec<Choice> {
    let mut choices: Vec<Choice> =
        LOCALES.iter().map(|locale| Choice::new(locale.code(), locale.native_name())).collect();
    add(&mut choices, stored);
    choices
}

/// Languages of proposals.
pub fn of_content(stored: &[String]) -> Vec<Choice> {
    let mut choices = of_pages(&[]);
    choices.extend(MORE.iter().map(|(code, name)| Choice::new(code, *name)));
    add(&mut choices, stored);
    choices
}

fn add(choices: &mut Vec<Choice>, stored: &[String]) {
    for code in stored {
        if !choices.iter().any(|choice| choice.value == *code) {
            let name = MORE.iter().find(|(known, _)| known == code).map(|(_, name)| (*name).to_owned());
            let base = || Locale::find(code).map(|locale| format!("{} ({code})", locale.native_name()));
            choices.push(Choice::new(code, name.or_else(base).unwrap_or_else(|| code.clone())));
        }
    }
}

/// The zones an event may be in, and the one it is in.
pub fn zones(stored: &str) -> Vec<Choice> {
    let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    names.retain(|name| plenary_model::time::zone_is_selectable(name));
    if !stored.is_empty() && !names.iter().any(|name| name == stored) {
        names.push(stored.to_owned());
    }
    names.sort();
    names.into_iter().map(|name| Choice::new(&name, name.replace('_', " "))).collect()
}
