//! Small pieces that templates print: `{{ frame.icon("x") }}`, `{{ frame.state(session.state) }}`.
//! They are HTML already, so askama does not escape them again.

use std::fmt;
use std::sync::LazyLock;

use askama::filters::{Html, HtmlSafe, escape};
use plenary_locale::Locale;
use plenary_model::SubmissionState;

use crate::assets::Assets;

static SPRITE: LazyLock<String> = LazyLock::new(|| Assets::current().icons);

fn escaped(text: &str) -> String {
    escape(text, Html).map(|safe| safe.to_string()).unwrap_or_default()
}

/// A picture without words; what it means stands beside it.
#[derive(Clone, Copy, Debug)]
pub struct Icon {
    name: &'static str,
    class: &'static str,
}

impl Icon {
    pub fn new(name: &'static str) -> Self {
        // Arrows turn with the direction of writing.
        let turns = matches!(
            name,
            "arrow-left"
                | "arrow-right"
                | "chevron-left"
                | "chevron-right"
                | "log-in"
                | "log-out"
                | "undo-2"
                | "redo-2"
                | "external-link"
                | "send"
                | "list"
        );
        Self { name, class: if turns { "icon icon--mirror" } else { "icon" } }
    }

    pub fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (class, sprite, name) = (self.class, &*SPRITE, self.name);
        write!(f, r##"<svg class="{class}" aria-hidden="true"><use href="{sprite}#{name}"/></svg>"##)
    }
}

impl HtmlSafe for Icon {}

/// A word with an icon and a colour.
#[derive(Clone, Debug)]
pub struct Badge {
    class: &'static str,
    icon: Option<&'static str>,
    text: String,
}

impl Badge {
    /// `class`: `""`, `success`, `warning`, `danger`, `info` or `accent`.
    pub fn new(class: &'static str, icon: Option<&'static str>, text: impl Into<String>) -> Self {
        Self { class, icon, text: text.into() }
    }
}

impl fmt::Display for Badge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<span class=\"badge")?;
        if !self.class.is_empty() {
            write!(f, " badge--{}", self.class)?;
        }
        f.write_str("\">")?;
        if let Some(icon) = self.icon {
            Icon::new(icon).fmt(f)?;
        }
        write!(f, "{}</span>", escaped(&self.text))
    }
}

impl HtmlSafe for Badge {}

/// The state of a proposal or session, and the one it will have once its letter is sent.
#[derive(Clone, Debug)]
pub struct StateBadge {
    locale: Locale,
    state: SubmissionState,
    pending: Option<SubmissionState>,
}

impl StateBadge {
    pub fn new(locale: Locale, state: SubmissionState) -> Self {
        Self { locale, state, pending: None }
    }

    pub fn pending(mut self, pending: &Option<SubmissionState>) -> Self {
        self.pending = *pending;
        self
    }
}

/// What a state is called.
pub fn state_name(locale: Locale, state: SubmissionState) -> String {
    match state {
        SubmissionState::Draft => locale.t("kit-state-draft"),
        SubmissionState::Submitted => locale.t("kit-state-submitted"),
        SubmissionState::Accepted => locale.t("kit-state-accepted"),
        SubmissionState::Confirmed => locale.t("kit-state-confirmed"),
        SubmissionState::Rejected => locale.t("kit-state-rejected"),
        SubmissionState::Canceled => locale.t("kit-state-canceled"),
        SubmissionState::Withdrawn => locale.t("kit-state-withdrawn"),
    }
    .into_owned()
}

impl fmt::Display for StateBadge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (class, icon) = match self.state {
            SubmissionState::Draft => ("", "pencil"),
            SubmissionState::Submitted => ("info", "inbox"),
            SubmissionState::Accepted => ("warning", "check"),
            SubmissionState::Confirmed => ("success", "circle-check"),
            SubmissionState::Rejected => ("danger", "x"),
            SubmissionState::Canceled => ("danger", "circle-x"),
            SubmissionState::Withdrawn => ("", "undo-2"),
        };
        Badge::new(class, Some(icon), state_name(self.locale, self.state)).fmt(f)?;
        if let Some(pending) = self.pending.filter(|pending| *pending != self.state) {
            let name = state_name(self.locale, pending);
            let text = self.locale.t_args("kit-state-pending", ("state", name));
            write!(f, " <span class=\"badge badge--pending\">{}</span>", escaped(&text))?;
        }
        Ok(())
    }
}

impl HtmlSafe for StateBadge {}

/// A person's picture, or their initials.
#[derive(Clone, Debug)]
pub struct Avatar {
    name: String,
    image: Option<String>,
    class: &'static str,
}

impl Avatar {
    /// `class`: `""`, `avatar--s`, `avatar--l` or `avatar--xl`.
    pub fn new(name: impl Into<String>, image: Option<String>, class: &'static str) -> Self {
        Self { name: name.into(), image, class }
    }
}

impl fmt::Display for Avatar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<span class=\"avatar {}\" aria-hidden=\"true\">", self.class)?;
        match &self.image {
            Some(url) => write!(
                f,
                "<img src=\"{}\" alt=\"\" width=\"80\" height=\"80\" loading=\"lazy\" decoding=\"async\">",
                escaped(url)
            )?,
            None => {
                let mut words = self.name.split_whitespace().filter_map(|word| word.chars().next());
                let first = words.next();
                let last = words.next_back();
                let initials: String = first.into_iter().chain(last).flat_map(char::to_uppercase).collect();
                f.write_str(&escaped(if initials.is_empty() { "?" } else { &initials }))?;
            }
        }
        f.write_str("</span>")
    }
}

impl HtmlSafe for Avatar {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials() {
        let text = |name: &str| Avatar::new(name, None, "").to_string();
        assert!(text("Ada King Lovelace").contains(">AL<"));
        assert!(text("ünal").contains(">Ü<"));
        assert!(text("  ").contains(">?<"));
        assert!(text("<b>").contains(">&#60;<") || text("<b>").contains(">&lt;<"));
    }

    #[test]
    fn badges_are_escaped() {
        assert!(!Badge::new("info", None, "<script>").to_string().contains("<script"));
        let state =
            StateBadge::new(Locale::EN, SubmissionState::Submitted).pending(&Some(SubmissionState::Accepted));
        assert!(state.to_string().contains("will be accepted"));
    }
}
