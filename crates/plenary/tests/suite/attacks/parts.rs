//! What a page consists of: links, and forms with their fields.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    /// The `type` of an input, `select` or `textarea`.
    pub kind: String,
    pub value: String,
    /// Of a select.
    pub options: Vec<String>,
    /// Sent without being touched.
    pub is_sent: bool,
    pub is_invalid: bool,
    pub is_required: bool,
    /// What it counts as the longest text.
    form: Option<String>,
}

impl Field {
    /// Whether people can type whatever they like.
    pub fn takes_text(&self) -> bool {
        matches!(self.kind.as_str(), "text" | "textarea" | "email" | "url" | "search" | "tel" | "color")
    }

    pub fn is_file(&self) -> bool {
        self.kind == "file"
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// As it stands in the page; empty: the page itself.
    pub action: String,
    pub is_post: bool,
    pub fields: Vec<Field>,
    id: String,
}

impl Form {
    /// What a browser sends if nobody touches anything; with the first button.
    pub fn untouched(&self) -> Vec<(String, String)> {
        let mut button = false;
        let mut pairs = Vec::new();
        for field in self.fields.iter().filter(|field| field.is_sent && !field.name.is_empty()) {
            if field.kind == "submit" && std::mem::replace(&mut button, true) {
                continue;
            }
            pairs.push((field.name.clone(), field.value.clone()));
        }
        pairs
    }

    /// Where it goes from this page.
    pub fn target(&self, page: &str) -> String {
        let bare = page.split('#').next().unwrap_or_default();
        match self.action.split('#').next().unwrap_or_default() {
            "" => bare.to_owned(),
            query if query.starts_with('?') => format!("{}{query}", bare.split('?').next().unwrap()),
            action => action.to_owned(),
        }
    }

    /// Tells it from others: where it goes, whichever object that is, and what is in it.
    pub fn shape(&self, page: &str) -> String {
        let mut names: Vec<&str> = self
            .fields
            .iter()
            .map(|field| if field.kind == "submit" { "" } else { field.name.as_str() })
            .collect();
        names.sort_unstable();
        names.dedup();
        let target = self.target(page);
        let mut before = "";
        let parts = target.split('?').next().unwrap().split('/').map(|part| {
            let is_code =
                part.len() == 6 && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            let is_id = !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
            let is_slug = matches!(before, "organiser" | "event") && part != "new";
            let is_way = before == "submit" && !part.is_empty();
            before = part;
            if is_code || is_id || is_slug || is_way { "*" } else { part }
        });
        format!("{} {}", parts.collect::<Vec<_>>().join("/"), names.join(" "))
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

#[derive(Debug, Default)]
pub struct Parts {
    pub links: Vec<String>,
    pub forms: Vec<Form>,
}

#[derive(Default)]
struct Reader {
    parts: RefCell<Parts>,
    /// Fields outside of forms that name theirs.
    strays: RefCell<Vec<Field>>,
    inside: RefCell<Vec<usize>>,
    text_of: RefCell<Option<Field>>,
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|found| &*found.name.local == name).map(|found| found.value.to_string())
}

impl Reader {
    fn keep(&self, field: Field) {
        let mut parts = self.parts.borrow_mut();
        match (&field.form, self.inside.borrow().last()) {
            (None, Some(form)) => parts.forms[*form].fields.push(field),
            (Some(_), _) => self.strays.borrow_mut().push(field),
            (None, None) => {}
        }
    }

    fn opened(&self, tag: &Tag) -> TokenSinkResult<()> {
        let text = |name: &str| attribute(tag, name).unwrap_or_default();
        let has = |name: &str| attribute(tag, name).is_some();
        match &*tag.name {
            "a" | "link" if has("href") => self.parts.borrow_mut().links.push(text("href")),
            "form" => {
                let mut parts = self.parts.borrow_mut();
                parts.forms.push(Form {
                    action: text("action"),
                    is_post: text("method").eq_ignore_ascii_case("post"),
                    fields: Vec::new(),
                    id: text("id"),
                });
                self.inside.borrow_mut().push(parts.forms.len() - 1);
            }
            "input" | "button" | "select" | "textarea" => {
                let kind = match &*tag.name {
                    "input" if !has("type") => "text".to_owned(),
                    "input" => text("type").to_lowercase(),
                    "button" => "submit".to_owned(),
                    other => other.to_owned(),
                };
                if &*tag.name == "button" && matches!(text("type").as_str(), "button" | "reset") {
                    return TokenSinkResult::Continue;
                }
                let is_choice = matches!(kind.as_str(), "checkbox" | "radio");
                let field = Field {
                    name: text("name"),
                    value: if is_choice && !has("value") { "on".to_owned() } else { text("value") },
                    options: Vec::new(),
                    is_sent: !has("disabled") && kind != "file" && (!is_choice || has("checked")),
                    is_invalid: text("aria-invalid") == "true",
                    is_required: has("required"),
                    form: attribute(tag, "form"),
                    kind,
                };
                match &*tag.name {
                    "select" => *self.text_of.borrow_mut() = Some(field),
                    "textarea" => {
                        *self.text_of.borrow_mut() = Some(field);
                        return TokenSinkResult::RawData(RawKind::Rcdata);
                    }
                    _ => self.keep(field),
                }
            }
            "option" => {
                if let Some(select) = self.text_of.borrow_mut().as_mut() {
                    if has("selected") || select.options.is_empty() {
                        select.value = text("value");
                    }
                    if !has("disabled") {
                        select.options.push(text("value"));
                    }
                }
            }
            "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
            "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.opened(&tag),
            Token::TagToken(tag) => match &*tag.name {
                "form" => drop(self.inside.borrow_mut().pop()),
                "select" | "textarea" => {
                    if let Some(mut field) = self.text_of.take() {
                        if field.kind == "textarea" {
                            field.value = field.value.strip_prefix('\n').unwrap_or(&field.value).to_owned();
                        }
                        self.keep(field);
                    }
                }
                _ => {}
            },
            Token::CharacterTokens(text) => {
                if let Some(field) =
                    self.text_of.borrow_mut().as_mut().filter(|field| field.kind == "textarea")
                {
                    field.value.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

pub fn parts(html: &str) -> Parts {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Reader::default(), Default::default());
    // A script ends a turn of reading.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let mut parts = tokenizer.sink.parts.take();
    for field in tokenizer.sink.strays.take() {
        let owner = parts.forms.iter_mut().find(|form| Some(&form.id) == field.form.as_ref());
        if let Some(form) = owner {
            form.fields.push(field);
        }
    }
    parts
}

#[test]
fn what_is_read() {
    let page = "<a href='/x'>x</a><form method=post action='/y' id=f><input name=a value='1&amp;2'>\
        <input type=checkbox name=b checked><input type=checkbox name=c><textarea name=d>\n<p>\n</textarea>\
        <select name=e><option value=1>1<option value=2 selected>2</select><button name=g value=h>h</button>\
        <button name=g value=i></button></form><input type=hidden name=j value=k form=f><input name=stray>";
    let parts = parts(page);
    assert_eq!(parts.links, ["/x"]);
    let [form] = &parts.forms[..] else { panic!("{parts:?}") };
    let sent = form.untouched();
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(sent, [("a", "1&2"), ("b", "on"), ("d", "<p>\n"), ("e", "2"), ("g", "h"), ("j", "k")]);
    assert_eq!(form.shape("/z?q"), "/y  a b c d e j");
    assert_eq!(form.field("e").unwrap().options, ["1", "2"]);
}
