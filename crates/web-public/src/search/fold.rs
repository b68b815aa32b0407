//! Texts as a search compares them: without case, accents and ligatures.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters that a search compares.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(folded).collect()
}

/// What stands for one character: nothing for an accent, two letters for a ligature.
fn folded(c: char) -> impl Iterator<Item = char> {
    c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).flat_map(|c| {
        let plain: &[char] = match c {
            'ß' => &['s', 's'],
            'æ' => &['a', 'e'],
            'œ' => &['o', 'e'],
            'ø' => &['o'],
            'ł' => &['l'],
            'đ' | 'ð' => &['d'],
            'þ' => &['t', 'h'],
            'ħ' => &['h'],
            'ı' => &['i'],
            'ς' => &['σ'],
            _ => &[],
        };
        let own = plain.is_empty().then_some(c);
        plain.iter().copied().chain(own)
    })
}

/// The words of a search; none of an empty one.
pub fn words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(str::to_owned).collect()
}

/// Whether every word is somewhere in the text. The same rule as in the browser (`fold` in
/// `frontend/src/fold.ts`).
pub fn matches(text: &str, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = fold(text);
    words.iter().all(|word| text.contains(word.as_str()))
}

/// Where in `text` (in bytes) the folded `words` stand, in order and without overlaps.
pub fn places(text: &str, words: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut letters = String::with_capacity(text.len());
    // For each byte of `letters`, the character it came from.
    let mut origins: Vec<(usize, usize)> = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        letters.extend(folded(c));
        origins.resize(letters.len(), (start, start + c.len_utf8()));
    }
    let mut found: Vec<std::ops::Range<usize>> = words
        .iter()
        .filter(|word| !word.is_empty())
        .flat_map(|word| letters.match_indices(word.as_str()))
        .filter_map(|(at, word)| Some(origins.get(at)?.0..origins.get(at + word.len() - 1)?.1))
        .map(|range| range.start..with_marks(text, range.end))
        .collect();
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut apart: Vec<std::ops::Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Accents that follow a letter belong to it.
fn with_marks(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    end + rest.chars().take_while(|c| is_combining_mark(*c)).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        assert_eq!(fold("Ünal ŞİMŞEK"), "unal simsek");
        assert_eq!(fold("Straße, Œuvre, Åsa, Łódź"), "strasse, oeuvre, asa, lodz");
        assert_eq!(fold("ﬁn ΣΊΣΥΦΟΣ"), "fin σισυφοσ");
        assert_eq!(fold("e\u{301}"), "e");
        assert_eq!(fold("日本語"), "日本語");
    }

    #[test]
    fn marks_case_and_order_do_not_matter() {
        let finds = |query: &str, text: &str| matches(text, &words(query));
        for (query, text) in [
            ("zoe", "Zoë Quinn"),
            ("QUINN zoë", "Zoe\u{308} Quinn"),
            ("lodz", "Łódź"),
            ("", "anyone"),
            ("  ", "anyone"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        assert!(!finds("zoe ada", "Zoë Quinn"));
        assert!(!finds("%", "Zoë Quinn"));
    }

    #[test]
    fn found_places() {
        let marked = |text: &str, words: &[&str]| -> Vec<String> {
            let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
            places(text, &words).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(marked("Ünal und UNAL", &["unal"]), ["Ünal", "UNAL"]);
        assert_eq!(marked("Die Straße", &["strasse"]), ["Straße"]);
        assert_eq!(marked("Cafe\u{301} au lait", &["cafe"]), ["Cafe\u{301}"]);
        assert_eq!(marked("banana", &["ana", "nan"]), ["anan"]);
        assert_eq!(marked("ß", &["s"]), ["ß"]);
        assert_eq!(marked("x", &[""]), Vec::<String>::new());
        assert_eq!(marked("👩‍🚀 ok", &["ok"]), ["ok"]);
    }
}
