//! Public answers on the pages of sessions and speakers (pages-public §17.4).

use plenary_locale::Locale;
use plenary_store::entity::event;
use plenary_submission::public_answers::{PublicAnswer, Value};
use plenary_web::urls::{is_web_address, media};

use crate::prose;
use crate::xml::escaped;

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
    pub fn new(event: &event::Model, locale: Locale, answers: Vec<PublicAnswer>, level: u8) -> Self {
        let mut all = Self::default();
        for answer in answers {
            all.add(event, locale, answer, level);
        }
        all
    }

    /// Label and HTML of each, links first, for where no template is. `base`: of the site that has the
    /// files.
    pub fn written(self, locale: Locale, base: &str) -> Vec<(String, String)> {
        let links = self.links.into_iter().map(|link| {
            let url = escaped(&link.url);
            (link.label, format!(r#"<a href="{url}">{url}</a>"#))
        });
        let short = self.short.into_iter().map(|short| {
            let html = match short.value {
                Said::Yes => escaped(&locale.t("pages-yes")),
                Said::No => escaped(&locale.t("pages-no")),
                Said::Nothing => "–".to_owned(),
                Said::Line(text) => escaped(&text),
                Said::Html(html) => html,
                Said::File(name, path) => {
                    format!(r#"<a href="{}{}">{}</a>"#, escaped(base), escaped(&path), escaped(&name))
                }
            };
            (short.label, html)
        });
        let long = self.long.into_iter().map(|long| (long.label, long.html));
        links.chain(short).chain(long).collect()
    }

    pub fn has_facts(&self) -> bool {
        !self.links.is_empty() || !self.short.is_empty()
    }

    fn add(&mut self, event: &event::Model, locale: Locale, answer: PublicAnswer, level: u8) {
        let default = event.locale.as_str();
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
            Value::Instant(at) => Said::Line(locale.date_time(&at.in_zone(&event.zone()))),
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
