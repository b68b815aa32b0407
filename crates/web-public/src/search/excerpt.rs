//! The part of a text in which something was found.

use std::fmt;

use askama::filters::{Html, HtmlSafe, escape};

use super::fold::{fold, places};

/// A text with what was searched for in it; prints itself as HTML with `<mark>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked(Vec<Piece>);

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    /// It was searched for.
    found: bool,
}

impl Marked {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            let text = escape(piece.text.as_str(), Html).map_err(|_| fmt::Error)?;
            match piece.found {
                true => write!(f, "<mark>{text}</mark>")?,
                false => write!(f, "{text}")?,
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Marked {}

/// How many characters stand before what was found, and how many there are in all.
const BEFORE: usize = 60;
const LENGTH: usize = 220;

/// A whole text with what was found in it.
pub fn marked(text: &str, words: &[String]) -> Marked {
    let mut pieces = Vec::new();
    let mut add = |text: &str, found| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), found });
        }
    };
    let mut end = 0;
    for place in places(text, words) {
        add(text.get(end..place.start).unwrap_or_default(), false);
        add(text.get(place.clone()).unwrap_or_default(), true);
        end = place.end;
    }
    add(text.get(end..).unwrap_or_default(), false);
    Marked(pieces)
}

/// A part of the first of these Markdown texts in which a word is, else the beginning of the first.
pub fn of_texts<'a>(texts: impl IntoIterator<Item = &'a String>, words: &[String]) -> Marked {
    let mut first = None;
    for text in texts {
        let plain = plenary_markup::plain(text);
        let folded = fold(&plain);
        if words.iter().any(|word| folded.contains(word.as_str())) {
            return around(&plain, words);
        }
        first = first.or(Some(plain).filter(|text| !text.is_empty()));
    }
    around(&first.unwrap_or_default(), words)
}

fn around(text: &str, words: &[String]) -> Marked {
    let hit = places(text, words).first().map_or(0, |place| place.start);
    let earlier = text[..hit].char_indices().rev().take(BEFORE).last().map_or(hit, |(at, _)| at);
    // From the beginning of a word.
    let start = match earlier {
        0 => 0,
        earlier => text[earlier..hit].find(' ').map_or(earlier, |space| earlier + space + 1),
    };
    let rest = &text[start..];
    let cut = rest.char_indices().nth(LENGTH).map_or(rest.len(), |(at, _)| at);
    let end = match rest[..cut].rfind(' ') {
        Some(space) if cut < rest.len() && space * 2 > cut => space,
        _ => cut,
    };
    let before = if start > 0 { "… " } else { "" };
    let after = if end < rest.len() { " …" } else { "" };
    marked(&format!("{before}{}{after}", &rest[..end]), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(marked: &Marked) -> String {
        marked
            .0
            .iter()
            .map(|piece| if piece.found { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(fold).collect()
    }

    #[test]
    fn what_was_found_is_marked() {
        assert_eq!(text(&marked("Zoë & Åsa", &words("asa zoe"))), "[Zoë] & [Åsa]");
        assert_eq!(text(&marked("", &words("a"))), "");
        assert_eq!(marked("<b>", &words("b")).to_string(), "&#60;<mark>b</mark>&#62;");
    }

    #[test]
    fn the_right_part_is_cut_out() {
        let long = format!("{} needle {}", "before ".repeat(50), "after ".repeat(50));
        let found = text(&of_texts([&"nothing".to_owned(), &long], &words("needle")));
        assert!(found.starts_with("… before ") && found.ends_with("after …"), "{found}");
        assert!(found.contains("[needle]") && found.chars().count() < LENGTH + 10, "{found}");
        let start = text(&of_texts([&"*One* two".to_owned()], &words("three")));
        assert_eq!(start, "One two");
        assert_eq!(text(&of_texts([], &words("x"))), "");
        // One endless word of characters that take several bytes.
        let wide = "日".repeat(1000);
        assert_eq!(text(&of_texts([&wide], &words("x"))).chars().count(), LENGTH + 2);
    }
}
