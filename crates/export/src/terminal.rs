//! Text that a terminal shows and does not obey.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) const BOLD: &str = "\u{1b}[1m";
pub(crate) const YELLOW: &str = "\u{1b}[33m";
pub(crate) const DIM: &str = "\u{1b}[38;5;246m";
pub(crate) const RESET: &str = "\u{1b}[0m";

/// One line without control characters, marks that change the direction of writing, and invisible
/// line ends; blanks are single.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control() && !is_direction(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_direction(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// `text` on at most `lines` lines of `width` columns; what is left over ends in `…`.
pub(crate) fn wrap(text: &str, width: usize, lines: usize) -> Vec<String> {
    // Accents take no column, so a long text could be all accents.
    let text: String = text.chars().take(4 * width * (lines + 1)).collect();
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut word = word.to_owned();
        loop {
            let room = if line.is_empty() { width } else { width.saturating_sub(line.width() + 1) };
            if word.width() <= room {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&word);
                break;
            }
            if line.is_empty() {
                // A word longer than a line goes on on the next one.
                let at = start_of(&word, width).len();
                if at == 0 {
                    break;
                }
                let rest = word.split_off(at);
                out.push(word);
                word = rest;
            } else {
                out.push(std::mem::take(&mut line));
            }
        }
    }
    if !line.is_empty() {
        out.push(line);
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            let kept = start_of(last, width.saturating_sub(1)).trim_end().len();
            last.truncate(kept);
            last.push('…');
        }
    }
    out
}

/// As much of the beginning as fits.
fn start_of(text: &str, width: usize) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if text[..next].width() > width {
            break;
        }
        end = next;
    }
    &text[..end]
}

/// `text` with blanks behind it, `width` columns wide; longer text is cut.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let text = start_of(text, width);
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// How many columns it takes.
pub(crate) fn width(text: &str) -> usize {
    debug_assert!(text.chars().all(|c| c.width().is_some()), "control characters have no width");
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(line("a\u{1b}[2J\u{7}b\u{9b}31m\u{7f}"), "a[2Jb31m");
        assert_eq!(line(" a\r\n\t b\u{2028}c \u{202e}d\u{2066}"), "a b c d");
        assert_eq!(line("שלום 🎉 e\u{301}"), "שלום 🎉 e\u{301}");
    }

    #[test]
    fn lines_have_their_width() {
        assert_eq!(wrap("one two three", 7, 3), ["one two", "three"]);
        assert_eq!(wrap("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(wrap("abcdefghij", 4, 9), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("会議会議会議", 5, 2), ["会議", "会議…"]);
        assert_eq!(wrap("", 5, 2), Vec::<String>::new());
        // What is wider than the whole line is left out rather than repeated for ever.
        assert_eq!(wrap("会a", 1, 9), Vec::<String>::new());
        assert_eq!(wrap(&"e\u{301}".repeat(5000), 2, 1), ["e\u{301}…"]);
        assert_eq!(padded("会議", 5), "会議 ");
        assert_eq!(padded("abcdef", 4), "abcd");
    }
}
