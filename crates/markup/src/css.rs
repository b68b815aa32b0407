//! Style sheets that organisers wrote, made harmless: they may change how pages look, not make a
//! browser ask anybody for anything but our own uploads.

use cssparser::{BasicParseErrorKind, ParseError, Parser, ToCss, Token, TokenSerializationType};

/// A longer one is not served.
pub const MAX_LENGTH: usize = 256 * 1024;
/// Deeper blocks are left out.
const MAX_DEPTH: usize = 32;

/// Rules that load nothing.
const AT_RULES: [&str; 13] = [
    "container",
    "counter-style",
    "font-face",
    "font-feature-values",
    "keyframes",
    "-webkit-keyframes",
    "layer",
    "media",
    "page",
    "property",
    "scope",
    "starting-style",
    "supports",
];

/// Functions that load what a text in them names, or ran script once.
const LOADING: [&str; 6] = ["src", "image", "image-set", "-webkit-image-set", "cross-fade", "expression"];

/// The same style sheet without imports, without addresses other than `/media/…` and pictures within
/// the text, and without what is no CSS. Tokens are read as browsers read them and written anew, so
/// that no spelling hides anything.
pub fn sanitised(css: &str) -> String {
    if css.len() > MAX_LENGTH {
        return String::new();
    }
    let mut out = Output::default();
    copy(&mut Parser::new(css), &mut out, 0);
    // A style sheet may one day stand within a page.
    out.text.replace("</", "<\\/")
}

/// What [`sanitised`] leaves out, in its order: for whoever wrote it.
pub fn left_out(css: &str) -> Vec<LeftOut> {
    if css.len() > MAX_LENGTH {
        return vec![LeftOut { line: 1, what: What::Length }];
    }
    let mut out = Output::default();
    copy(&mut Parser::new(css), &mut out, 0);
    out.left_out
}

/// Something that does not come through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The first is 1.
    pub line: u32,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A rule such as `import`, by its name.
    Rule(String),
    /// What would be asked of another site.
    Address(String),
    /// A function that loads what a text names.
    Function(String),
    /// No CSS: a bracket without its other half, an unfinished text.
    Broken,
    /// Blocks within blocks, too many.
    Depth,
    /// The whole is longer than [`MAX_LENGTH`].
    Length,
}

struct Output {
    text: String,
    last: TokenSerializationType,
    left_out: Vec<LeftOut>,
}

impl Default for Output {
    fn default() -> Self {
        Self { text: String::new(), last: TokenSerializationType::Nothing, left_out: Vec::new() }
    }
}

impl Output {
    fn push(&mut self, token: &Token<'_>) {
        let own = token.serialization_type();
        if self.last.needs_separator_when_before(own) {
            self.text.push_str("/**/");
        }
        // Writing into a string cannot fail.
        let _ = token.to_css(&mut self.text);
        self.last = own;
    }

    fn leave_out(&mut self, line: u32, what: What) {
        self.left_out.push(LeftOut { line, what });
    }
}

/// Copies to the end of the input or of the block.
fn copy(parser: &mut Parser<'_>, out: &mut Output, depth: usize) {
    while let Ok(token) = parser.next_including_whitespace().cloned() {
        let line = parser.current_source_location().line + 1;
        match &token {
            Token::AtKeyword(name) if !AT_RULES.iter().any(|known| known.eq_ignore_ascii_case(name)) => {
                out.leave_out(line, What::Rule(name.to_string()));
                skip_rule(parser);
            }
            Token::UnquotedUrl(url) => address(out, url, line),
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                let url = inside(parser, |inner| inner.expect_string_cloned().ok());
                address(out, url.flatten().as_deref().unwrap_or_default(), line);
            }
            Token::Function(name) if LOADING.iter().any(|known| known.eq_ignore_ascii_case(name)) => {
                out.leave_out(line, What::Function(name.to_string()));
                none(out);
            }
            Token::QuotedString(text) if is_address(text) => {
                out.leave_out(line, What::Address(text.to_string()));
                out.push(&Token::QuotedString("".into()));
            }
            Token::Function(_) | Token::ParenthesisBlock => {
                block(parser, out, &token, &Token::CloseParenthesis, depth)
            }
            Token::SquareBracketBlock => block(parser, out, &token, &Token::CloseSquareBracket, depth),
            Token::CurlyBracketBlock => block(parser, out, &token, &Token::CloseCurlyBracket, depth),
            Token::BadUrl(_)
            | Token::BadString(_)
            | Token::CDO
            | Token::CDC
            | Token::CloseParenthesis
            | Token::CloseSquareBracket
            | Token::CloseCurlyBracket => out.leave_out(line, What::Broken),
            _ => out.push(&token),
        }
    }
}

fn block(parser: &mut Parser<'_>, out: &mut Output, open: &Token<'_>, close: &Token<'_>, depth: usize) {
    out.push(open);
    // A block that is not entered is stepped over.
    if depth < MAX_DEPTH {
        inside(parser, |inner| copy(inner, out, depth + 1));
    } else {
        out.leave_out(parser.current_source_location().line + 1, What::Depth);
    }
    out.push(close);
}

fn inside<'i, T>(parser: &mut Parser<'i>, read: impl FnOnce(&mut Parser<'i>) -> T) -> Option<T> {
    let mut result = None;
    // The rest of the block is no error of ours: what was not read is left out.
    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
        result = Some(read(inner));
        while inner.next().is_ok() {}
        Ok(())
    });
    result
}

/// To behind the `;` or the block of a rule.
fn skip_rule(parser: &mut Parser<'_>) {
    loop {
        match parser.next() {
            Ok(Token::Semicolon | Token::CurlyBracketBlock) => return,
            Ok(_) => {}
            Err(error) if error.kind == BasicParseErrorKind::EndOfInput => return,
            Err(_) => {}
        }
    }
}

fn none(out: &mut Output) {
    out.push(&Token::Ident("none".into()));
}

/// Writes an address if it may stay.
fn address(out: &mut Output, url: &str, line: u32) {
    if !may_stay(url) {
        out.leave_out(line, What::Address(url.to_owned()));
        return none(out);
    }
    out.push(&Token::Function("url".into()));
    out.push(&Token::QuotedString(url.to_owned().into()));
    out.push(&Token::CloseParenthesis);
}

/// An upload of ours, or a picture that is all there.
fn may_stay(url: &str) -> bool {
    let own = url.starts_with("/media/")
        && !url.contains('\\')
        && !url.contains('%')
        && !url.split(['/', '?', '#']).any(|step| step == ".." || step == ".");
    let start = url.get(..11).unwrap_or_default();
    (own || start.eq_ignore_ascii_case("data:image/")) && !url.chars().any(char::is_control)
}

/// Whether a text could be loaded: functions take texts from variables as well.
fn is_address(text: &str) -> bool {
    text.contains("//") || text.contains('\\') || text.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_stay() {
        for css in [
            "body { --x: 1; color: #123; }",
            "@media (width >= 40em) and (color) { .a > .b + .c::before { content: \"→ x\"; margin: -1px 0 50% } }",
            "@font-face { font-family: \"A b\"; src: url(\"/media/e/a.woff2\") format(\"woff2\"); }",
            "a[href^=\"x\"]:not(.b, .c) { width: calc(100% - 2 * var(--x)) !important }",
            ".x { background: url(\"data:image/png;base64,AAAA\") no-repeat }",
            "@layer a, b;",
        ] {
            assert_eq!(sanitised(css), css);
        }
        assert_eq!(sanitised("a/* ; */b{}"), "a/**/b{}");
        assert_eq!(sanitised("a{background:URL( /media/e/x.png )}"), "a{background:url(\"/media/e/x.png\")}");
        assert_eq!(
            sanitised("@layer {a{color:red}} a { b { c: d } }"),
            "@layer {a{color:red}} a { b { c: d } }"
        );
    }

    #[test]
    fn what_is_left_out_is_named() {
        let css = "body { color: red }\n@import 'x.css';\na { background: url(https://e.example/x) }\n\
                   b { --x: src(var(--y)); content: 'a' }\n}";
        let what: Vec<_> = left_out(css).into_iter().map(|left| (left.line, left.what)).collect();
        assert_eq!(
            what,
            [
                (2, What::Rule("import".into())),
                (3, What::Address("https://e.example/x".into())),
                (4, What::Function("src".into())),
                (5, What::Broken),
            ]
        );
        assert_eq!(left_out(&"a".repeat(MAX_LENGTH + 1))[0].what, What::Length);
        assert!(left_out("@media print { a { content: '→'; background: url(/media/e/x.png) } }").is_empty());
    }

    #[test]
    fn nothing_is_loaded() {
        for css in [
            "@import 'https://evil.example/x.css'; a{}",
            "@\\69mport url(//evil.example); a{}",
            "@IMPORT\n\"//evil.example\" screen; a{}",
            "a{background:url(https://evil.example/?x)}",
            "a{background:u\\72l(https://evil.example)}",
            "a{background:url( 'https://evil.example' )}",
            "a{background:url(\"https:\\2f\\2f evil.example\")}",
            "a{background:url('/media/../evil.example')}",
            "a{background:url('/media/%2e%2e/evil.example')}",
            "a{background:url('/\\5c media/evil.example')}",
            "a{background:image-set('https://evil.example' 1x)}",
            "a{background:-webkit-image-set(url(https://evil.example) 1x)}",
            "a{--x:'https://evil.example';background:src(var(--x))}",
            "a{--x:'//evil.example';background:image-set(var(--x) 1x)}",
            "a{x:expression(alert('evil.example'))}",
            "a{x:EXPRESSION/**/(alert(1));background:url(javascript:evil.example)}",
            "@namespace url(https://evil.example);",
            "@document url(https://evil.example) { a{} }",
            "a{background:url(https://evil.example",
            "a{behavior:url(https://evil.example/x.htc)}",
            "a{background:url(data:text/html,evil.example)}",
            "<!-- @import 'https://evil.example'; -->",
            "a{background:url(https://evil.example\n'x)}",
        ] {
            let clean = sanitised(css);
            assert!(!clean.contains("evil") || !may_load(&clean), "{css} → {clean}");
            assert!(
                !clean.to_lowercase().contains("import") && !clean.contains("expression("),
                "{css} → {clean}"
            );
        }
    }

    /// Whether anything that loads is left.
    fn may_load(css: &str) -> bool {
        ["url(", "src(", "image(", "image-set(", "//", ":evil"].iter().any(|sign| css.contains(sign))
    }

    #[test]
    fn it_ends_and_stays_within() {
        assert_eq!(
            sanitised("a{content:'</style><script>x</script>'}"),
            "a{content:\"<\\/style><script>x<\\/script>\"}"
        );
        assert_eq!(
            sanitised("}}}) ] a{} }"),
            " a{} ".trim_start_matches("").to_owned().replacen(' ', "  ", 1)
        );
        let deep = "(".repeat(100_000);
        assert_eq!(sanitised(&deep), format!("{}{}", "(".repeat(33), ")".repeat(33)));
        assert_eq!(sanitised(&"a".repeat(MAX_LENGTH + 1)), "");
        for hostile in
            ["\\", "\"", "'\\", "url(", "@", "/*", "\0", "\u{202e}{", "{[(", "a{b:c", "U+???", "-->"]
        {
            let once = sanitised(hostile);
            assert_eq!(sanitised(&once), once, "{hostile:?}");
        }
    }
}
