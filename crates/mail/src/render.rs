//! Texts with placeholders, and what becomes of them.
//!
//! `{name}` stands for a value; `{{` and `}}` stand for braces. A text is gone through once: braces
//! inside a value mean nothing. A brace that is none of these is refused by
//! [`crate::placeholder::validate`] when a template is saved, and stays as it is in an old one.

use std::borrow::Cow;

use crate::context::Context;
use crate::escape::{self, Markdown};
use crate::placeholder::{self, Placeholder};

/// A subject is cut here …
const SUBJECT_LENGTH: usize = 200;
/// … to so many characters and an ellipsis.
const SUBJECT_CUT: usize = 198;

/// The vocabulary has no such placeholder, or the mail has no value for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is nothing to put in place of {{{name}}}")]
pub struct UnknownPlaceholder {
    pub name: String,
}

/// Subject and text of a mail. The text is Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
}

/// How a value is put into a text.
pub(crate) enum Value<'a> {
    /// By organisers or the program: keeps its words.
    Trusted(Cow<'a, str>),
    /// By anybody: as above, and addresses in it don't become links.
    Untrusted(&'a str),
    /// An address of ours.
    Link(&'a str),
    /// Paragraphs of their own.
    Block(&'a Markdown),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    Literal(&'a str),
    Known(&'static Placeholder),
    Unknown(&'a str),
    /// A brace without its other half.
    Stray(&'a str),
}

pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        if at > 0 {
            found.push(Piece::Literal(&rest[..at]));
        }
        rest = &rest[at..];
        let name_length = rest[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let (piece, used) = if rest.starts_with("{{") || rest.starts_with("}}") {
            (Piece::Literal(&rest[..1]), 2)
        } else if rest.starts_with('{') && name_length > 0 && rest[1 + name_length..].starts_with('}') {
            let name = &rest[1..=name_length];
            (placeholder::find(name).map_or(Piece::Unknown(name), Piece::Known), name_length + 2)
        } else {
            (Piece::Stray(&rest[..1]), 1)
        };
        found.push(piece);
        rest = &rest[used..];
    }
    if !rest.is_empty() {
        found.push(Piece::Literal(rest));
    }
    found
}

/// A template in one language, read once for many mails.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    subject: Vec<Piece<'a>>,
    text: Vec<Piece<'a>>,
}

impl<'a> Source<'a> {
    pub fn new(subject: &'a str, text: &'a str) -> Self {
        Self { subject: pieces(subject), text: pieces(text) }
    }

    /// Adds a placeholder at the end of the text if it is nowhere in it.
    pub(crate) fn append(&mut self, name: &str) {
        let wanted = placeholder::find(name);
        let has = |piece: &Piece<'_>| matches!(piece, Piece::Known(known) if Some(*known) == wanted);
        if let Some(placeholder) = wanted
            && !self.text.iter().any(has)
        {
            self.text.push(Piece::Known(placeholder));
        }
    }
}

pub fn render(source: &Source<'_>, context: &Context) -> Result<Rendered, UnknownPlaceholder> {
    let mut subject = String::new();
    for piece in &source.subject {
        match piece {
            Piece::Literal(text) | Piece::Stray(text) => subject.push_str(text),
            _ => match value(piece, context)? {
                Some(Value::Trusted(text)) => subject.push_str(&text),
                Some(Value::Untrusted(text) | Value::Link(text)) => subject.push_str(text),
                Some(Value::Block(markdown)) => subject.push_str(markdown.as_str()),
                None => {}
            },
        }
    }
    let mut text = Writer::default();
    for piece in &source.text {
        match piece {
            Piece::Literal(literal) | Piece::Stray(literal) => text.inline(literal),
            _ => match value(piece, context)? {
                Some(Value::Trusted(words)) => text.inline(&escape::trusted_line(&words)),
                Some(Value::Untrusted(words)) => text.inline(&escape::line(words)),
                Some(Value::Link(url)) => text.inline(&escape::link(url)),
                Some(Value::Block(markdown)) => text.block(markdown.as_str()),
                None => {}
            },
        }
    }
    Ok(Rendered { subject: subject_line(&subject), text: text.out })
}

/// `None`: leads behind the log-in of somebody who has no account.
fn value<'a>(piece: &Piece<'_>, context: &'a Context) -> Result<Option<Value<'a>>, UnknownPlaceholder> {
    let unknown = |name: &str| UnknownPlaceholder { name: name.to_owned() };
    match piece {
        Piece::Known(placeholder) => {
            if placeholder.account_only && context.user.as_ref().is_some_and(|user| !user.has_account) {
                return Ok(None);
            }
            (placeholder.value)(context).map(Some).ok_or_else(|| unknown(placeholder.name))
        }
        Piece::Unknown(name) => Err(unknown(name)),
        Piece::Literal(_) | Piece::Stray(_) => Ok(None),
    }
}

/// One line without control characters (which could begin another header), not too long.
pub fn subject_line(text: &str) -> String {
    let line = escape::one_line(text);
    if line.chars().count() <= SUBJECT_LENGTH {
        return line;
    }
    let mut cut: String = line.chars().take(SUBJECT_CUT).collect();
    cut.push('…');
    cut
}

/// Keeps a blank line around blocks.
#[derive(Default)]
struct Writer {
    out: String,
    after_block: bool,
}

impl Writer {
    fn inline(&mut self, text: &str) {
        let text = if self.after_block { text.trim_start_matches(['\n', '\r', ' ']) } else { text };
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.after_block) {
            self.out.push_str("\n\n");
        }
        self.out.push_str(text);
    }

    fn block(&mut self, text: &str) {
        let text = text.trim_matches('\n');
        if text.is_empty() {
            return;
        }
        self.out.truncate(self.out.trim_end().len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(text);
        self.after_block = true;
    }
}
