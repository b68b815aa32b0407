//! What the script of schedule and session list (`frontend/src/agenda.ts`) needs besides the page
//! itself: the version and its words. Nothing about the visitor.

use std::collections::BTreeMap;

use plenary_locale::Locale;
use plenary_web::Visit;
use serde::Serialize;

use crate::programme::Shown;

/// The entry of the front end, see [`plenary_web::Frame::script`].
pub const SCRIPT: &str = "src/agenda.ts";

/// From so many sessions on, cards do without the parts of the font for other than western European
/// letters: with names from everywhere they would weigh as much as the whole page.
const LARGE: usize = 300;

pub fn is_large(shown: &Shown) -> bool {
    shown.programme.sessions.len() > LARGE
}

#[derive(Serialize)]
struct Data<'a> {
    slug: &'a str,
    /// The name of the current version; nothing to compare with on other versions' pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    zone: &'a str,
    words: BTreeMap<&'static str, String>,
    /// See [`forms`].
    counts: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
}

/// Names in the script, and messages. Arguments stay as `{name}` for the script to fill in.
const WORDS: [(&str, &str); 34] = [
    ("changed", "agenda-changed"),
    ("clear", "kit-filters-clear"),
    ("filters", "agenda-filters"),
    ("jump", "agenda-jump"),
    ("language", "public-language"),
    ("mine", "agenda-mine"),
    ("mineEmpty", "agenda-mine-empty"),
    ("more", "agenda-filters-more"),
    ("moved", "agenda-moved"),
    ("new", "agenda-new"),
    ("next", "agenda-next"),
    ("noneText", "agenda-none-text"),
    ("noneTitle", "agenda-none-title"),
    ("now", "agenda-now"),
    ("outdated", "agenda-outdated"),
    ("overview", "agenda-overview"),
    ("reload", "agenda-reload"),
    ("remove", "kit-filter-remove"),
    ("room", "kit-room"),
    ("showChanges", "agenda-changes-show"),
    ("sinceThen", "agenda-changes-since"),
    ("star", "agenda-star"),
    ("starFailed", "agenda-star-failed"),
    ("starOff", "agenda-star-off"),
    ("starOn", "agenda-star-on"),
    ("starUnread", "agenda-star-unread"),
    ("starred", "agenda-starred"),
    ("starredCalendar", "agenda-starred-calendar"),
    ("track", "public-track"),
    ("type", "public-type"),
    ("unrecorded", "agenda-unrecorded"),
    ("zone", "public-time-zone"),
    ("zoneEvent", "agenda-zone-event"),
    ("zoneLocal", "agenda-zone-local"),
];
const ARGUMENTS: [(&str, &str); 5] = [
    ("changes", "{changes}"),
    ("name", "{name}"),
    ("title", "{title}"),
    ("version", "{version}"),
    ("zone", "{zone}"),
];

const COUNTS: [(&str, &str); 5] = [
    ("changes", "agenda-changes"),
    ("found", "agenda-found"),
    ("more", "agenda-more"),
    ("news", "agenda-news"),
    ("show", "agenda-show"),
];

/// A number of each plural category (CLDR) that some language tells apart.
const SAMPLES: [(&str, usize); 5] = [("one", 1), ("two", 2), ("few", 3), ("many", 11), ("other", 100)];

/// A message that says how many, by plural category as the browser names it; `{n}` is the number.
/// Categories that read like `other` are left out.
pub fn forms(locale: Locale, key: &str) -> BTreeMap<&'static str, String> {
    let mut forms: BTreeMap<&'static str, String> = SAMPLES
        .iter()
        .map(|(category, sample)| {
            let text = locale.t_args(key, ("count", *sample));
            (*category, text.replace(&sample.to_string(), "{n}"))
        })
        .collect();
    let other = forms.get("other").cloned();
    forms.retain(|category, text| *category == "other" || Some(&*text) != other.as_ref());
    forms
}

/// JSON for a data block: nothing in it can end the element around it.
pub fn data(shown: &Shown, visit: &Visit) -> String {
    let locale = visit.locale();
    let data = Data {
        slug: &shown.event.slug,
        version: shown.schedule.version.as_deref().filter(|_| shown.is_current()),
        zone: &shown.event.timezone,
        words: WORDS
            .iter()
            .map(|(name, key)| (*name, locale.t_args(key, ARGUMENTS.as_slice()).into_owned()))
            .collect(),
        counts: COUNTS.iter().map(|(name, key)| (*name, forms(locale, key))).collect(),
    };
    serde_json::to_string(&data).unwrap_or_default().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_the_language() {
        let forms = forms(Locale::EN, "agenda-found");
        assert_eq!(forms.keys().copied().collect::<Vec<_>>(), ["one", "other"]);
        assert_eq!((forms["one"].as_str(), forms["other"].as_str()), ("{n} session", "{n} sessions"));
    }

    #[test]
    fn arguments_are_left_for_the_script() {
        for locale in plenary_locale::LOCALES {
            for (name, key) in WORDS {
                let text = locale.t_args(key, ARGUMENTS.as_slice());
                assert!(!text.contains("{ $") && !text.contains("{$"), "{name}: {text}");
            }
            assert!(locale.t_args("agenda-star", ARGUMENTS.as_slice()).contains("{title}"));
        }
    }
}
