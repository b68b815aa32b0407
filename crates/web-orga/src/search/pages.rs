//! Pages and settings of the event that a search was begun in.

use plenary_web::{Url, Visit};
use serde::Serialize;

use crate::entrance::Entrance;

/// A page, or a place on one.
#[derive(Serialize)]
pub struct Place {
    pub name: String,
    /// The part of the navigation it belongs to.
    pub group: String,
    pub url: String,
}

/// What each setting is called, and where it stands in the general settings.
const SETTINGS: [(&str, &str); 22] = [
    ("event-name", "id_name"),
    ("event-slug", "id_slug"),
    ("event-date-from", "id_date_from"),
    ("event-date-to", "id_date_to"),
    ("event-email", "id_email"),
    ("event-domain", "id_custom_domain"),
    ("event-imprint", "id_imprint_url"),
    ("event-noindex", "id_meta_noindex"),
    ("event-use-tracks", "id_use_tracks"),
    ("event-use-feedback", "id_use_feedback"),
    ("event-multiple", "id_present_multiple_times"),
    ("event-show-schedule", "id_show_schedule"),
    ("event-layout", "id_schedule"),
    ("event-featured", "id_show_featured"),
    ("event-locales", "id_locales"),
    ("event-locale", "id_locale"),
    ("event-content-locales", "id_content_locales"),
    ("event-time-zone", "id_timezone"),
    ("event-colour", "id_primary_color"),
    ("event-logo", "id_logo"),
    ("event-links", "links"),
    ("event-texts", "texts"),
];

/// All places this visitor may go to.
pub fn all(visit: &Visit, entrance: &Entrance) -> Vec<Place> {
    let place =
        |name: String, group: &str, url: &Url| Place { name, group: group.to_owned(), url: url.to_string() };
    let mut places = Vec::new();
    for group in entrance.navigation(visit) {
        if let Some(url) = &group.url {
            places.push(place(group.label.clone(), "", url));
        }
        places.extend(group.items.iter().map(|item| place(item.label.clone(), &group.label, &item.url)));
    }
    if entrance.rights.can_change_event_settings {
        let (settings, group) = (entrance.urls().settings(), visit.t("event-settings"));
        places.extend(
            SETTINGS.iter().map(|(key, id)| place(visit.t(key), &group, &settings.clone().anchor(id))),
        );
    }
    places
}

/// Those of which every word stands in name or part.
pub fn found(places: Vec<Place>, query: &str) -> Vec<Place> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let fits = |place: &Place| {
        let text = format!("{}\n{}", place.name, place.group).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    places.into_iter().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_have_names() {
        for (key, _) in SETTINGS {
            assert!(plenary_locale::Locale::EN.has(key), "{key}");
        }
    }
}
