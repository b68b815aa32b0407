//! The INI dialect of Python's `RawConfigParser`, with the line of every section and option.
//!
//! Own parser, see `docs/adr/0003-own-ini-parser.md`. One deliberate difference: a byte-order mark at the
//! start of the file is skipped instead of refused.

use std::fmt;

/// A parsed file. Sections keep the order of the file; `DEFAULT` appears once even if written repeatedly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    pub sections: Vec<IniSection>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IniSection {
    /// As written: section names are case-sensitive.
    pub name: String,
    /// Counted from 1.
    pub line: usize,
    pub options: Vec<IniOption>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IniOption {
    /// In lower case.
    pub name: String,
    /// Continuation lines are joined with `\n`.
    pub value: String,
    /// Where the option starts, counted from 1.
    pub line: usize,
}

/// Something the dialect does not allow. Never quotes the line: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub line: usize,
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

const DEFAULT_SECTION: &str = "DEFAULT";

/// What Python's `str.isspace` holds for: Unicode's white space and four separators of ASCII.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Lines end with `\n`, `\r\n` or `\r`, as in Python's text files.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        lines.push(&rest[..end]);
        let width = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[end + width..];
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// `[name]` at the start of a trimmed line; the name reaches to the last bracket.
fn section_name(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('[')?;
    let end = inner.rfind(']')?;
    (end > 0).then(|| &inner[..end])
}

impl Document {
    /// Every error of the file is reported, not just the first.
    pub fn parse(text: &str) -> Result<Document, Vec<SyntaxError>> {
        let mut parser = Parser::default();
        for (index, line) in lines(text.strip_prefix('\u{feff}').unwrap_or(text)).into_iter().enumerate() {
            parser.line(index + 1, line);
        }
        for option in parser.document.sections.iter_mut().flat_map(|section| &mut section.options) {
            option.value.truncate(option.value.trim_end_matches(is_space).len());
        }
        if parser.errors.is_empty() { Ok(parser.document) } else { Err(parser.errors) }
    }
}

#[derive(Default)]
struct Parser {
    document: Document,
    errors: Vec<SyntaxError>,
    /// Index of the section being filled.
    section: Option<usize>,
    /// Whether the last thing of the section was an option, which further lines may continue.
    in_option: bool,
    /// Characters before the last header or option.
    indent: usize,
}

impl Parser {
    fn error(&mut self, line: usize, message: impl Into<String>) {
        self.errors.push(SyntaxError { line, message: message.into() });
    }

    fn open_option(&mut self) -> Option<&mut IniOption> {
        if !self.in_option {
            return None;
        }
        self.document.sections.get_mut(self.section?)?.options.last_mut()
    }

    fn line(&mut self, number: usize, line: &str) {
        let content = line.trim_matches(is_space);
        if content.starts_with(['#', ';']) {
            return;
        }
        if content.is_empty() {
            // Kept inside a value; trailing ones are cut at the end.
            if let Some(option) = self.open_option() {
                option.value.push('\n');
            }
            return;
        }
        let indent = line.chars().take_while(|c| is_space(*c)).count();
        if indent > self.indent
            && let Some(option) = self.open_option()
        {
            option.value.push('\n');
            option.value.push_str(content);
            return;
        }
        self.indent = indent;
        if let Some(name) = section_name(content) {
            self.header(number, name);
        } else if let Some(section) = self.section {
            self.option(number, section, content);
        } else {
            self.error(number, "this line stands before the first [section]");
        }
    }

    fn header(&mut self, number: usize, name: &str) {
        self.in_option = false;
        let existing = self.document.sections.iter().position(|section| section.name == name);
        if let Some(index) = existing {
            if name != DEFAULT_SECTION {
                let first = self.document.sections[index].line;
                self.error(number, format!("section [{name}] was already started on line {first}"));
            }
            self.section = Some(index);
            return;
        }
        self.section = Some(self.document.sections.len());
        let section = IniSection { name: name.to_owned(), line: number, options: Vec::new() };
        self.document.sections.push(section);
    }

    fn option(&mut self, number: usize, section: usize, content: &str) {
        let Some((name, value)) = content.split_once(['=', ':']) else {
            return self.error(
                number,
                "neither a [section] nor \"option = value\"; to continue a value, indent the line",
            );
        };
        let name = name.trim_end_matches(is_space).to_lowercase();
        if name.is_empty() {
            self.in_option = false;
            return self.error(number, "the option has no name");
        }
        let section = &mut self.document.sections[section];
        let earlier = section.options.iter().find(|option| option.name == name).map(|option| option.line);
        let duplicate = earlier.map(|line| (section.name.clone(), name.clone(), line));
        let value = value.trim_matches(is_space).to_owned();
        section.options.push(IniOption { name, value, line: number });
        self.in_option = true;
        if let Some((section, name, first)) = duplicate {
            self.error(number, format!("{section}.{name} was already set on line {first}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_the_line_of_sections_and_options() {
        let text = "# top\n[site]\nurl = a\n\n; note\n[plugin:x]\n  key: one\n    two\n  other=3\n";
        let document = Document::parse(text).expect("valid");
        let site = &document.sections[0];
        assert_eq!((site.name.as_str(), site.line), ("site", 2));
        assert_eq!(site.options, [IniOption { name: "url".into(), value: "a".into(), line: 3 }]);
        let plugin = &document.sections[1];
        assert_eq!(plugin.line, 6);
        assert_eq!(plugin.options[0], IniOption { name: "key".into(), value: "one\ntwo".into(), line: 7 });
        assert_eq!(plugin.options[1], IniOption { name: "other".into(), value: "3".into(), line: 9 });
    }

    #[test]
    fn reports_every_error_with_its_line() {
        let text = "early = 1\n[a]\nx = 1\njunk hunter2\nX = 2\n= 3\n[a]\n";
        let errors = Document::parse(text).expect_err("invalid");
        let found: Vec<usize> = errors.iter().map(|error| error.line).collect();
        assert_eq!(found, [1, 4, 5, 6, 7]);
        assert!(errors[2].message.contains("a.x was already set on line 3"), "{}", errors[2]);
        assert!(errors.iter().all(|error| !error.message.contains("hunter2")));
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(Document::parse("\u{feff}[a]\nx=1\n"), Document::parse("[a]\nx=1\n"));
    }

    /// The cases and their outcomes were produced by Python, see `tests/fixtures/rawconfigparser.py`.
    #[test]
    fn agrees_with_python() {
        let cases: serde_json::Value =
            serde_json::from_str(include_str!("../tests/fixtures/rawconfigparser.json")).expect("fixture");
        let cases = cases.as_array().expect("list");
        assert!(cases.len() > 500);
        for case in cases {
            let text = case["text"].as_str().expect("text");
            let expected = case["sections"].as_object();
            match (Document::parse(text), expected) {
                (Err(_), None) => {}
                (Ok(document), Some(expected)) => {
                    let mut found = serde_json::Map::new();
                    for section in document.sections {
                        let options = section.options.into_iter().map(|o| (o.name, o.value.into()));
                        let options = serde_json::Value::Object(options.collect());
                        // Python keeps [DEFAULT] apart, always present.
                        found.insert(section.name, options);
                    }
                    found.entry("DEFAULT").or_insert_with(|| serde_json::json!({}));
                    assert_eq!(&found, expected, "{text:?}");
                }
                (found, expected) => panic!("{text:?}: Python {expected:?}, here {found:?}"),
            }
        }
    }
}
