//! Languages that sessions are given in: more than the pages come in.

/// What a language calls itself; codes that are not in the table stay as they are.
pub fn native_name(code: &str) -> String {
    let base = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    let known = known.or_else(|| NAMES.iter().find(|(known, _)| *known == base));
    known.map_or_else(|| code.to_owned(), |(_, name)| (*name).to_owned())
}

const NAMES: [(&str, &str); 36] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hu", "Magyar"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-br", "Português brasileiro"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sl", "Slovenščina"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
];

#[cfg(test)]
mod tests {
    use super::native_name;

    #[test]
    fn names() {
        assert_eq!(native_name("de-formal"), "Deutsch");
        assert_eq!(native_name("pt-BR"), "Português brasileiro");
        assert_eq!(native_name("tlh"), "tlh");
    }
}
