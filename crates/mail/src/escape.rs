//! Putting values into Markdown so that they stay what they are: words.
//!
//! Whatever a value holds, it neither becomes a link, an image, HTML or formatting, nor ends the
//! link of the template around it. Addresses in it are taken apart by an invisible word joiner
//! because both our Markdown and mail programs turn bare ones into links.

const JOINER: char = '\u{2060}';

/// Text that is Markdown already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown(String);

impl Markdown {
    /// Composed by the program; whatever people wrote in it has gone through [`line()`] or
    /// [`Markdown::quoted`].
    pub fn composed(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Markdown that somebody wrote: its formatting stays, links and HTML become words. Set as a
    /// quotation, which also ends every list or block of code left open.
    pub fn quoted(text: &str) -> Self {
        let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        if text.is_empty() {
            return Self::default();
        }
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        for (number, source) in text.split('\n').enumerate() {
            out.push_str(if number == 0 { ">" } else { "\n>" });
            if !source.trim().is_empty() {
                out.push(' ');
                characters(source, false, true, &mut out);
            }
        }
        Self(out)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A text that somebody wrote, as one line of Markdown that shows exactly its words.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    start_and_characters(&one_line(text), true, &mut out);
    out
}

/// The same for texts of organisers and the program: addresses in them may become links.
pub(crate) fn trusted_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    start_and_characters(&one_line(text), false, &mut out);
    out
}

/// An address of ours, in a form that can't end a Markdown link.
pub(crate) fn link(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | '"' | '\\' | '`' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_whitespace() || c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Control characters, line ends of every kind and runs of spaces become one space.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let is_gap = c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        match (is_gap, out.ends_with(' ') || out.is_empty()) {
            (true, true) => {}
            (true, false) => out.push(' '),
            (false, _) => out.push(c),
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

fn start_and_characters(text: &str, defuse: bool, out: &mut String) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if text.starts_with(['#', '>', '-', '+', '=', ':']) {
        // A heading, quotation, list, rule or table.
        out.push('\\');
        let (first, rest) = text.split_at(1);
        out.push_str(first);
        if first == ":" && defuse && rest.starts_with("//") {
            out.push(JOINER);
        }
        rest
    } else if (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']) {
        // A numbered list.
        out.push_str(&text[..digits]);
        out.push('\\');
        out.push_str(&text[digits..=digits]);
        &text[digits + 1..]
    } else {
        text
    };
    characters(rest, true, defuse, out);
}

/// `plain`: no formatting either. `defuse`: take addresses apart.
fn characters(text: &str, plain: bool, defuse: bool, out: &mut String) {
    let mut before: Option<char> = None;
    // A backslash of the source already takes the meaning from the next character.
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next();
        let was_escaped = std::mem::take(&mut escaped);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let meant = match c {
            '[' | ']' => true,
            '<' => !next.is_some_and(|n| n.is_whitespace() || n.is_ascii_digit()),
            '&' => is_entity(rest),
            '\\' | '`' | '*' | '~' | '|' => plain,
            '_' => plain && !(is_word(before) && is_word(next)),
            _ => false,
        };
        if meant && !was_escaped {
            out.push('\\');
        }
        if c == '\\' && !plain && !was_escaped {
            escaped = next.is_some_and(|n| n.is_ascii_punctuation());
        }
        if c.is_control() && c != '\t' {
            before = Some(' ');
            continue;
        }
        out.push(c);
        let begins_www = || {
            matches!(c, 'w' | 'W')
                && rest.get(..2).is_some_and(|ww| ww.eq_ignore_ascii_case("ww"))
                && rest[2..].starts_with('.')
        };
        if defuse && (c == '@' || (c == ':' && rest.starts_with("//")) || begins_www()) {
            out.push(JOINER);
        }
        before = Some(c);
    }
}

/// Whether `&` and what follows is a character in its HTML spelling.
fn is_entity(rest: &str) -> bool {
    let end = rest.find(|c: char| c != '#' && !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}
