//! Values that must not reach logs, and how they are hidden in output.

use std::fmt;

/// A value that `{:?}` does not show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself. Do not log it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "Secret(empty)" } else { "Secret(hidden)" })
    }
}

/// Whether secrets are hidden in what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redact {
    Yes,
    No,
}

/// What stands for a hidden value.
pub(crate) const HIDDEN: &str = "********";

/// Hides user and password of every URL in the text, and passwords in URL parameters. Prefers hiding too
/// much: everything up to the last `@` of a word goes, because passwords are often not percent-encoded.
pub(crate) fn hide_url_credentials(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        match (word.find("://"), word.rfind('@')) {
            (Some(scheme), Some(at)) if at > scheme => {
                out.push_str(&word[..scheme + 3]);
                out.push_str(HIDDEN);
                out.push_str(&hide_parameters(&word[at..]));
            }
            (Some(_), _) => out.push_str(&hide_parameters(word)),
            _ => out.push_str(word),
        }
    }
    out
}

fn hide_parameters(url: &str) -> String {
    let Some((address, query)) = url.split_once('?') else { return url.to_owned() };
    let shown: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if is_secret_name(name) => format!("{name}={HIDDEN}"),
            _ => pair.to_owned(),
        })
        .collect();
    format!("{address}?{}", shown.join("&"))
}

/// For names we do not know (of plugins, of URL parameters): does this sound like a secret?
pub(crate) fn is_secret_name(name: &str) -> bool {
    let name = name.to_lowercase();
    ["secret", "pass", "token", "key", "credential", "auth", "private", "dsn"]
        .iter()
        .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_value() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "Secret(hidden)");
    }

    #[test]
    fn url_credentials_are_hidden() {
        let cases = [
            ("redis://:pw@host:6379/1", "redis://********@host:6379/1"),
            ("redis://:p/w@x@host/1", "redis://********@host/1"),
            ("redis://a:b@h1;redis://c:d@h2/0", "redis://********@h2/0"),
            ("unix:///run/redis.sock?password=pw&db=1", "unix:///run/redis.sock?password=********&db=1"),
            ("redis://127.0.0.1:6379/1", "redis://127.0.0.1:6379/1"),
            ("Jo <jo@example.org>", "Jo <jo@example.org>"),
        ];
        for (text, shown) in cases {
            assert_eq!(hide_url_credentials(text), shown);
        }
    }
}
