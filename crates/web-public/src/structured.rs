//! What search engines read: a session as schema.org's `Event`, in JSON-LD.

use plenary_model::programme::ProgrammeSession;
use plenary_web::urls::media;
use plenary_web::{AppState, Visit};
use serde_json::{Value, json};

use crate::programme::Shown;

/// The data block of a session's page: safe to stand in `<script type="application/ld+json">`.
pub fn session(state: &AppState, shown: &Shown, visit: &Visit, index: usize, about: &str) -> String {
    let programme = &shown.programme;
    let Some(session) = programme.sessions.get(index) else { return String::new() };
    let Some(slot) = programme.slots_of(index).next() else { return String::new() };
    let zone = programme.zone();
    let at = |instant: plenary_model::Timestamp| {
        instant.in_zone(&zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    };
    let base = programme.event.page_url.as_str();
    let room = programme.room(slot.room).map(|room| room.name.as_str()).unwrap_or_default();
    let name = programme.event.name.as_str();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": session.title,
        "description": about,
        "startDate": at(slot.start),
        "endDate": at(slot.end),
        "eventStatus": "https://schema.org/EventScheduled",
        "inLanguage": session.content_locale,
        "url": shown.urls().talk(&session.code).absolute(base),
        "location": { "@type": "Place", "name": room, "address": name },
        "performer": performers(shown, visit, session, base),
        "superEvent": {
            "@type": "Event",
            "name": name,
            "startDate": programme.event.date_from.to_string(),
            "endDate": programme.event.date_to.to_string(),
            "url": shown.urls().landing().absolute(base),
            "location": { "@type": "Place", "name": name, "address": name },
        },
    });
    if let (Some(image), Value::Object(fields)) = (&session.image, &mut data) {
        fields.insert("image".to_owned(), json!([media(image).absolute(&state.site.url)]));
    }
    in_html(&data)
}

fn performers(shown: &Shown, visit: &Visit, session: &ProgrammeSession, base: &str) -> Vec<Value> {
    session
        .speakers
        .iter()
        .filter_map(|index| shown.programme.speakers.get(*index))
        .map(|speaker| {
            json!({
                "@type": "Person",
                "name": shown.name_of(visit.locale(), speaker),
                "url": shown.urls().speaker(&speaker.code).absolute(base),
            })
        })
        .collect()
}

/// Nothing in it can end the element it stands in.
fn in_html(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element() {
        let data = json!({ "name": "</script><script>alert(1)</script><!-- & \u{2028}" });
        let text = in_html(&data);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), data);
    }
}
