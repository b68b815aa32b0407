//! Public answers on the pages of sessions and speakers (pages-public §17.4).

use plenary_submission::public_answers::{PublicAnswer, Value};
use plenary_web::Visit;
use plenary_web::urls::media;

use crate::programme::Shown;
use crate::prose;

/// One-line texts up to this many characters stand among the facts.
const SHORT: usize = 120;

/// Answers by the place they have on a page.
#[derive(Default)]
pub struct Answers {
    pub links: Vec<Link>,
    pub short: Vec<Short>,
    pub long: Vec<Long>,
}

/// Named after the question.
pub struct Link {
    pub label: String,
    pub url: String,
    pub icon: &'static str,
}

pub struct Short {
    pub label: String,
    pub value: Said,
}

pub enum Said {
    Yes,
    No,
    Nothing,
    /// Plain text.
    Line(String),
    /// One line of Markdown as HTML.
    Html(String),
    /// Name and address.
    File(String, String),
}

pub struct Long {
    pub label: String,
    /// HTML.
    pub html: String,
}

impl Answers {
    /// `level`: of the headings above the long ones' texts.
    pub fn new(shown: &Shown, visit: &Visit, answers: Vec<PublicAnswer>, level: u8) -> Self {
        let mut all = Self::default();
        for answer in answers {
            all.add(shown, visit, answer, level);
        }
        all
    }

    pub fn has_facts(&self) -> bool {
        !self.links.is_empty() || !self.short.is_empty()
    }

    fn add(&mut self, shown: &Shown, visit: &Visit, answer: PublicAnswer, level: u8) {
        let (locale, default) = (visit.locale(), shown.event.locale.as_str());
        let label = answer.question.get(locale.code(), default).to_owned();
        let value = match answer.value {
            Value::Address(url) if is_web_address(&url) => {
                let icon = service(answer.icon.as_deref());
                self.links.push(Link { label, url, icon });
                return;
            }
            Value::Address(text) | Value::Line(text) => Said::Line(text),
            Value::Flag(true) => Said::Yes,
            Value::Flag(false) => Said::No,
            Value::Choices(options) if options.is_empty() => Said::Nothing,
            Value::Choices(options) => {
                let names: Vec<&str> =
                    options.iter().map(|option| option.get(locale.code(), default)).collect();
                Said::Line(names.join(", "))
            }
            Value::Date(date) => Said::Line(locale.date(date.0)),
            Value::Instant(at) => Said::Line(locale.date_time(&at.in_zone(&shown.event.zone()))),
            Value::File(path) => {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                Said::File(name, media(&path).to_string())
            }
            Value::Text(text) if text.contains('\n') || text.chars().count() > SHORT => {
                self.long.push(Long { label, html: prose::below(level, &text) });
                return;
            }
            Value::Text(text) => Said::Html(plenary_markup::inline_html(&text)),
        };
        self.short.push(Short { label, value });
    }
}

/// What stands before a link to a service.
fn service(icon: Option<&str>) -> &'static str {
    match icon {
        Some("github") => "code",
        Some("youtube") => "play",
        Some("instagram") => "image",
        Some("linkedin") => "user",
        Some("bsky" | "discord" | "mastodon" | "twitter") => "message-circle",
        Some("web") => "globe",
        _ => "external-link",
    }
}

/// Whether a link may lead there.
pub fn is_web_address(url: &str) -> bool {
    let start = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}
