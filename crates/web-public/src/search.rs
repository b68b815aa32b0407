//! Finding names the way people type them: without marks, in any case, words in any order. The same
//! rule as in the browser (`fold` in `frontend/src/agenda/data.ts`).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters without marks and case.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ı' => folded.push('i'),
            // What lower case itself adds: the dot of “İ”.
            other if is_combining_mark(other) => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The words of a search; none of an empty one.
pub fn words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(str::to_owned).collect()
}

/// Whether every word is somewhere in the text.
pub fn matches(text: &str, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = fold(text);
    words.iter().all(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_order_do_not_matter() {
        let finds = |query: &str, text: &str| matches(text, &words(query));
        for (query, text) in [
            ("zoe", "Zoë Quinn"),
            ("QUINN zoë", "Zoe\u{308} Quinn"),
            ("lodz", "Łódź"),
            ("strasse", "Straße"),
            ("simsek", "Ünal ŞİMŞEK"),
            ("", "anyone"),
            ("  ", "anyone"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        assert!(!finds("zoe ada", "Zoë Quinn"));
        assert!(!finds("%", "Zoë Quinn"));
    }
}
