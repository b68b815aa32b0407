//! Names in URLs and identifiers.

use unicode_normalization::UnicodeNormalization;

/// Slugs that would shadow a path of the site (compared without case).
pub const RESERVED_EVENT_SLUGS: [&str; 19] = [
    "_global",
    "__debug__",
    "api",
    "csp_report",
    "events",
    "download",
    "healthcheck",
    "jsi18n",
    "locale",
    "metrics",
    "orga",
    "redirect",
    "relay",
    "widget",
    "400",
    "403",
    "404",
    "500",
    "p",
];

/// Further first segments that Plenary itself serves.
const OWN_SEGMENTS: [&str; 9] = [
    "_styleguide",
    "healthz",
    "media",
    "assets",
    "static",
    "theme",
    "favicon.ico",
    "robots.txt",
    "sitemap.xml",
];

/// Whether a slug of an event or organiser is well formed: letters and digits, inside it also dots
/// and dashes, at most 50 characters.
pub fn is_well_formed(slug: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    slug.len() <= 50
        && slug.starts_with(|c: char| c.is_ascii_alphanumeric())
        && slug.ends_with(|c: char| c.is_ascii_alphanumeric())
        && slug.chars().all(inner)
}

/// Whether an event may not be called so, because the site needs the path.
pub fn is_reserved(slug: &str) -> bool {
    RESERVED_EVENT_SLUGS.iter().chain(&OWN_SEGMENTS).any(|reserved| reserved.eq_ignore_ascii_case(slug))
}

/// The slug of a displayed name (tracks, types, rooms): NFKD, what is not ASCII dropped, runs of
/// blanks and dashes become one dash.
pub fn of_name(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfkd().filter(char::is_ascii) {
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if (c.is_ascii_whitespace() || c == '-') && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches(['-', '_']).to_owned()
}

/// The slug of a session's title in its export slug: runs of what is no word character become a
/// dash; lower case; NFD; what is no ASCII letter, digit or dash is dropped.
pub fn of_title(title: &str) -> String {
    let mut dashed = String::new();
    for c in title.chars() {
        if c.is_alphanumeric() || c == '_' {
            dashed.extend(c.to_lowercase());
        } else if !dashed.ends_with('-') {
            dashed.push('-');
        }
    }
    let plain: String = dashed.nfd().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    plain.trim_matches('-').to_owned()
}

/// The slug of a session in exports: `<event>-<proposal id><suffix>-<title slug>`.
pub fn of_session(event: &str, submission: i32, suffix: &str, title: &str) -> String {
    let title = of_title(title);
    let dash = if title.is_empty() { "" } else { "-" };
    format!("{event}-{submission}{suffix}{dash}{title}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        assert_eq!(
            of_session("democon", 1, "", "First “Talk” & <b>Ünïcode</b>"),
            "democon-1-first-talk-b-unicode-b"
        );
        assert_eq!(of_name("Große Halle \"A\""), "groe-halle-a");
        assert_eq!(of_name("Säfety & More"), "safety-more");
        assert_eq!(of_session("democon", 7, "-1", "日本語"), "democon-7-1");
    }

    #[test]
    fn event_slugs() {
        for good in ["a", "38c3", "foo-bar.2026", "A1"] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a_b", "ü", "a/b", &"x".repeat(51)] {
            assert!(!is_well_formed(bad), "{bad}");
        }
        assert!(is_reserved("API") && is_reserved("healthz") && !is_reserved("democon"));
    }
}
