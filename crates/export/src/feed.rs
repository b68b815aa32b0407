//! News of the schedule as an Atom feed (api-and-exports §8.10).

use plenary_model::Timestamp;

use crate::text::iso_utc;
use crate::xml::Document;

/// What has no place here: choosing and translating sentences.
pub struct Feed<'a> {
    /// Code of the language the sentences are in.
    pub language: &'a str,
    pub title: &'a str,
    /// The page this is the feed of.
    pub page_url: &'a str,
    /// The feed's own address; also its identifier.
    pub feed_url: &'a str,
    pub updated: Timestamp,
    pub entries: Vec<FeedEntry>,
}

pub struct FeedEntry {
    pub title: String,
    /// Also the identifier: must never change.
    pub url: String,
    pub published: Timestamp,
    /// HTML.
    pub summary: String,
}

/// Entries have no `updated`: a release never changes, and readers know these entries without.
pub fn feed_xml(feed: &Feed<'_>) -> String {
    let mut out = Document::new();
    out.open("feed", &[("xml:lang", feed.language), ("xmlns", "http://www.w3.org/2005/Atom")]);
    out.leaf("title", feed.title);
    out.empty("link", &[("href", feed.page_url), ("rel", "alternate")]);
    out.empty("link", &[("href", feed.feed_url), ("rel", "self")]);
    out.leaf("id", feed.feed_url);
    out.leaf("updated", &iso_utc(feed.updated));
    for entry in &feed.entries {
        out.open("entry", &[]);
        out.leaf("title", &entry.title);
        out.empty("link", &[("href", &entry.url), ("rel", "alternate")]);
        out.leaf("published", &iso_utc(entry.published));
        out.leaf("id", &entry.url);
        out.leaf_with("summary", &[("type", "html")], &entry.summary);
        out.close("entry");
    }
    out.close("feed");
    out.finish()
}

/// A version's name behind the `#` of its place in the changelog. Identifiers of entries contain it,
/// so it stays as it always was: everything but letters, digits and `_.-~/` is encoded.
pub fn version_fragment(version: &str) -> String {
    let mut out = String::with_capacity(version.len());
    for byte in version.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn readers_read_it() {
        let entry = |title: &str, number: i64| FeedEntry {
            title: title.into(),
            url: format!("https://conf.example/e/schedule/changelog/#{}", version_fragment(title)),
            published: Timestamp::from_micros(number * 1_000_000),
            summary: format!("<p>{number} &amp; more</p>"),
        };
        let xml = feed_xml(&Feed {
            language: "en",
            title: sample::HOSTILE,
            page_url: "https://conf.example/e/schedule/",
            feed_url: "https://conf.example/e/schedule/feed.xml",
            updated: "2026-09-14T18:00:00Z".parse().unwrap(),
            entries: vec![entry("2.1 <hotfix>&", 1_789_408_800), entry("v1.1 – Überarbeitet", 0)],
        });
        let feed: atom_syndication::Feed = xml.parse().unwrap();
        assert_eq!(feed.id(), "https://conf.example/e/schedule/feed.xml");
        assert_eq!(feed.lang(), Some("en"));
        let text = sample::HOSTILE.replace(['\u{1}', '\u{b}', '\r'], "");
        assert_eq!(feed.title().as_str(), text);
        let first = &feed.entries()[0];
        assert_eq!(first.title().as_str(), "2.1 <hotfix>&");
        assert_eq!(first.id(), "https://conf.example/e/schedule/changelog/#2.1%20%3Chotfix%3E%26");
        assert_eq!(first.links()[0].href(), first.id());
        assert_eq!(first.published().unwrap().to_rfc3339(), "2026-09-14T18:00:00+00:00");
        let summary = first.summary().unwrap();
        assert_eq!(summary.as_str(), "<p>1789408800 &amp; more</p>");
        assert!(xml.contains("<summary type=\"html\">"), "{xml}");
        assert!(feed.entries()[1].id().ends_with("#v1.1%20%E2%80%93%20%C3%9Cberarbeitet"));
    }
}
