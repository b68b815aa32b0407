//! Messages that say what happened: kept in the session, shown on the next page.

use plenary_locale::Locale;
use serde::{Deserialize, Serialize};

use crate::urls::Url;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Info,
    Success,
    Warning,
    Danger,
}

impl Level {
    /// The suffix of the CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "circle-check",
            Self::Warning => "triangle-alert",
            Self::Danger => "circle-alert",
        }
    }

    /// What the icon means, for those who don't see it.
    pub fn name(self, locale: &Locale) -> String {
        match self {
            Self::Info => locale.t("kit-message-info"),
            Self::Success => locale.t("kit-message-success"),
            Self::Warning => locale.t("kit-message-warning"),
            Self::Danger => locale.t("kit-message-danger"),
        }
        .into_owned()
    }
}

/// A message: “‘Opening’ has been saved.”, where *Opening* is a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub level: Level,
    pub text: String,
    /// The name within the text, and where it leads.
    link: Option<(String, String)>,
}

impl Notice {
    pub fn new(level: Level, text: impl Into<String>) -> Self {
        Self { level, text: text.into(), link: None }
    }

    pub fn info(text: impl Into<String>) -> Self {
        Self::new(Level::Info, text)
    }

    pub fn success(text: impl Into<String>) -> Self {
        Self::new(Level::Success, text)
    }

    pub fn warning(text: impl Into<String>) -> Self {
        Self::new(Level::Warning, text)
    }

    pub fn danger(text: impl Into<String>) -> Self {
        Self::new(Level::Danger, text)
    }

    /// Makes the object's name within the text a link; a name that is not in it is added behind.
    pub fn about(mut self, name: impl Into<String>, url: &Url) -> Self {
        self.link = Some((name.into(), url.to_string()));
        self
    }

    /// Text before the link, link, text after it.
    pub fn parts(&self) -> (&str, Option<(&str, &str)>, &str) {
        match &self.link {
            None => (&self.text, None, ""),
            Some((name, url)) => match self.text.split_once(name.as_str()) {
                Some((before, after)) => (before, Some((name, url)), after),
                None => (&self.text, Some((name, url)), ""),
            },
        }
    }

    /// Whether the link stands behind the text instead of in it.
    pub fn link_is_apart(&self) -> bool {
        self.link.as_ref().is_some_and(|(name, _)| !self.text.contains(name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::urls::EventUrls;

    #[test]
    fn the_name_becomes_the_link() {
        let url = EventUrls::new("e").talk("ABC");
        let notice = Notice::success("“Opening” has been saved.").about("Opening", &url);
        assert_eq!(notice.parts(), ("“", Some(("Opening", "/e/talk/ABC/")), "” has been saved."));
        let notice = Notice::success("Saved.").about("Opening", &url);
        assert!(notice.link_is_apart());
        assert_eq!(notice.parts(), ("Saved.", Some(("Opening", "/e/talk/ABC/")), ""));
    }
}
