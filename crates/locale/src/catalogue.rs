//! The messages of one language, parsed once.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub(crate) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

/// The files of one language, in the binary. A new area is a new file in every language.
macro_rules! files {
    ($language:literal) => {
        &[
            files!(@ $language, "kit"),
            files!(@ $language, "public"),
            files!(@ $language, "agenda"),
            files!(@ $language, "pages"),
            files!(@ $language, "exports"),
            files!(@ $language, "offline"),
            files!(@ $language, "embed"),
            files!(@ $language, "account"),
            files!(@ $language, "admin"),
            files!(@ $language, "cfp"),
            files!(@ $language, "orga"),
            files!(@ $language, "event"),
            files!(@ $language, "organiser"),
            files!(@ $language, "history"),
            files!(@ $language, "frame"),
            files!(@ $language, "call"),
            files!(@ $language, "question"),
            files!(@ $language, "errors"),
            files!(@ $language, "mail"),
            files!(@ $language, "system-mail"),
        ]
    };
    (@ $language:literal, $area:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/", $language, "/", $area, ".ftl"))
    };
}

pub(crate) static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read("en", files!("en")));
pub(crate) static GERMAN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read("de", files!("de")));

impl Catalogue {
    /// Broken entries are left out here; the catalogues' test names them.
    fn read(language: &str, files: &[&str]) -> Self {
        let language: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // No invisible marks around arguments: they end up in titles, mails and comparisons.
        bundle.set_use_isolating(false);
        for file in files {
            let resource =
                FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// The message, or `None` if there is none of this name.
    pub(crate) fn message(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'_, str>> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut problems = Vec::new();
        Some(Cow::Owned(match self.bundle.format_pattern(pattern, args, &mut problems) {
            Cow::Borrowed(text) => return Some(Cow::Borrowed(text)),
            Cow::Owned(text) => text,
        }))
    }
}
