//! What of a text became part of an HTML page: read as browsers read it.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

/// Elements that no page of ours has, whoever wrote into it.
const NEVER: [&str; 9] =
    ["iframe", "object", "embed", "base", "applet", "frame", "frameset", "math", "marquee"];
/// Attributes that lead somewhere.
const ADDRESSES: [&str; 10] =
    ["href", "src", "action", "formaction", "data", "poster", "xlink:href", "cite", "srcset", "manifest"];

/// Types of blocks that hold no script.
const DATA: [&str; 2] = ["application/json", "application/ld+json"];

/// Collects what is wrong.
#[derive(Default)]
struct Reader {
    problems: RefCell<Vec<String>>,
    /// The element whose raw text is being read, and the text.
    raw: RefCell<Option<(Tag, String)>>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.opened(tag),
            Token::TagToken(tag) if matches!(&*tag.name, "script" | "style" | "title" | "textarea") => {
                if let Some((tag, text)) = self.raw.take() {
                    self.closed(&tag, &text);
                }
            }
            Token::TagToken(tag) => self.named(&tag),
            Token::CharacterTokens(text) => {
                if let Some((_, raw)) = self.raw.borrow_mut().as_mut() {
                    raw.push_str(&text);
                }
            }
            Token::CommentToken(text) if text.to_lowercase().contains("zq7") => {
                self.wrong(format!("<!--{text}"))
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reader {
    fn wrong(&self, problem: String) {
        self.problems.borrow_mut().push(problem.chars().take(200).collect());
    }

    fn named(&self, tag: &Tag) {
        if tag.name.contains("zq7") || NEVER.contains(&&*tag.name) {
            self.wrong(format!("an element <{}>", tag.name));
        }
    }

    fn opened(&self, tag: Tag) -> TokenSinkResult<()> {
        self.named(&tag);
        for attribute in &tag.attrs {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            // As browsers do: blanks and control characters don't count.
            let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let bare = bare.to_lowercase();
            let acts =
                ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| bare.starts_with(scheme));
            if name.starts_with("on") || name.contains("zq7") || name == "style" {
                self.wrong(format!("an attribute {name}={value:?} of <{}>", tag.name));
            }
            // A link may lead to another site; nothing may be loaded from there.
            let loads = bare.contains("//") && !matches!(&*tag.name, "a" | "link" | "use");
            if ADDRESSES.contains(&name) && (acts || loads) {
                self.wrong(format!("an address {name}={value:?} of <{}>", tag.name));
            }
            if name == "http-equiv" {
                self.wrong(format!("http-equiv={value:?}"));
            }
        }
        if tag.self_closing {
            return TokenSinkResult::Continue;
        }
        let kind = match &*tag.name {
            "script" => RawKind::ScriptData,
            "style" => RawKind::Rawtext,
            "title" | "textarea" => RawKind::Rcdata,
            _ => return TokenSinkResult::Continue,
        };
        // Titles within drawings are no raw text, but an end tag ends them all the same.
        self.raw.replace(Some((tag, String::new())));
        TokenSinkResult::RawData(kind)
    }

    fn closed(&self, tag: &Tag, text: &str) {
        let attribute = |wanted: &str| {
            tag.attrs
                .iter()
                .find(|attribute| &*attribute.name.local == wanted)
                .map(|found| found.value.to_string())
        };
        match &*tag.name {
            "script" => match attribute("src") {
                Some(src) if text.is_empty() && (src.starts_with("/static/") || src.is_empty()) => {}
                None if attribute("type").is_some_and(|kind| DATA.contains(&kind.as_str())) => {
                    if serde_json::from_str::<serde_json::Value>(text).is_err() {
                        self.wrong(format!("a block that is no JSON: {text}"));
                    }
                }
                src => self.wrong(format!("a script {src:?} {text}")),
            },
            "style" if text.contains('<') || text.to_lowercase().contains("zq7") => {
                self.wrong(format!("a style {text}"));
            }
            _ => {}
        }
    }
}

/// What in a page, or a part of one, came out of a text.
pub fn problems(html: &str) -> Vec<String> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Reader::default(), Default::default());
    // A script ends a turn of reading.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    if let Some((tag, text)) = tokenizer.sink.raw.take() {
        tokenizer.sink.wrong(format!("<{}> has no end: {text}", tag.name));
    }
    tokenizer.sink.problems.take()
}

#[test]
fn what_is_found() {
    for bad in [
        "<zq7el>",
        "<p onload=x>",
        "<a href=' JaVa\tScript:x'>",
        "<img src=//evil.example>",
        "<script>x</script>",
        "<script type=\"application/ld+json\">{\"a\": \"</script><p>\"}</script>",
        "<style>a<b</style>",
        "<!-- zq7 -->",
        "<textarea></textarea><zq7el>",
        "<title>",
        "<p style='a'>",
        "<meta http-equiv=refresh>",
    ] {
        assert!(!problems(bad).is_empty(), "{bad}");
    }
    for good in [
        "<p title='<zq7el>'>&lt;zq7el&gt;</p>",
        "<textarea><zq7el></textarea>",
        "<script src=\"/static/a.js\"></script><a href=\"/a?b=javascript:x\">a</a>",
        "<script type=\"application/ld+json\">{\"a\": \"\\u003c/script>\"}</script>",
    ] {
        assert_eq!(problems(good), Vec::<String>::new(), "{good}");
    }
}
