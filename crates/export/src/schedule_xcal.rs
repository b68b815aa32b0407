//! `schedule.xcal`, the Pentabarf dialect of iCalendar in XML.

use plenary_model::programme::Programme;

use crate::days::{Talk, days};
use crate::site::{Site, session_url};
use crate::text::compact;
use crate::xml::Document;

/// The programme as `schedule.xcal`: sessions by day, room and start.
pub fn schedule_xcal(programme: &Programme, site: &Site) -> String {
    let mut out = Document::new();
    out.open(
        "iCalendar",
        &[("xmlns:pentabarf", "http://pentabarf.org"), ("xmlns:xCal", "urn:ietf:params:xml:ns:xcal")],
    );
    out.open("vcalendar", &[]);
    out.leaf("version", "2.0");
    out.leaf("prodid", "-//Pentabarf//Schedule//EN");
    out.leaf("x-wr-caldesc", &programme.event.name);
    out.leaf("x-wr-calname", &programme.event.name);
    for talk in days(programme).iter().flat_map(|day| &day.rooms).flat_map(|room| &room.talks) {
        event(&mut out, programme, site, talk);
    }
    out.close("vcalendar");
    out.close("iCalendar");
    out.finish()
}

fn event(out: &mut Document, programme: &Programme, site: &Site, talk: &Talk<'_>) {
    let (event, session) = (&programme.event, talk.session);
    let minutes = talk.minutes().max(0);
    out.open("vevent", &[]);
    out.leaf("method", "PUBLISH");
    // The event's part is empty in the original. Readers know their entries by this text, so that it
    // stays as it was for events that move here.
    out.leaf("uid", &format!("{}@@{}", session.code, site.host));
    out.leaf("pentabarf:event-id", &session.id.to_string());
    out.leaf("pentabarf:event-slug", &format!("{}-{}", event.slug, session.code));
    out.leaf("pentabarf:title", &session.title);
    out.leaf("pentabarf:subtitle", "");
    out.leaf("pentabarf:language", &session.content_locale);
    out.leaf("pentabarf:language-code", &session.content_locale);
    out.leaf("dtstart", &compact(&talk.start));
    out.leaf("dtend", &compact(&talk.end()));
    out.leaf("duration", &format!("{:02}{:02}00", minutes / 60, minutes % 60));
    out.leaf("summary", &session.title);
    out.leaf("description", session.description.as_deref().unwrap_or_default());
    out.leaf("class", "PUBLIC");
    out.leaf("status", "CONFIRMED");
    out.leaf("category", &session.session_type);
    out.leaf("url", &session_url(event, &session.code));
    out.leaf("location", &talk.room.name);
    for speaker in session.speakers.iter().filter_map(|index| programme.speakers.get(*index)) {
        out.leaf("attendee", site.name_of(speaker));
    }
    out.close("vevent");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, read_xml, site, texts};

    #[test]
    fn fields() {
        let found = read_xml(&schedule_xcal(&sample::programme("Europe/Berlin"), &site()));
        assert_eq!(texts(&found, "vcalendar/x-wr-calname"), ["Demo & <Konf>"]);
        assert_eq!(texts(&found, "vevent").len(), 8);
        let at = found.iter().position(|(_, text)| text == "Second talk").unwrap();
        let event: Vec<(&str, &str)> = found[at - 4..]
            .iter()
            .map(|(path, text)| (path.trim_start_matches("iCalendar/vcalendar/vevent/"), text.trim()))
            .take(18)
            .collect();
        assert_eq!(
            event,
            [
                ("method", "PUBLISH"),
                ("uid", "NMTXHU@@conf.example.org:8443"),
                ("pentabarf:event-id", "2"),
                ("pentabarf:event-slug", "democon-NMTXHU"),
                ("pentabarf:title", "Second talk"),
                ("pentabarf:subtitle", ""),
                ("pentabarf:language", "de"),
                ("pentabarf:language-code", "de"),
                ("dtstart", "20270328T013000"),
                ("dtend", "20270328T031500"),
                ("duration", "004500"),
                ("summary", "Second talk"),
                ("description", ""),
                ("class", "PUBLIC"),
                ("status", "CONFIRMED"),
                ("category", "Talk"),
                ("url", "https://static.example.org/democon/talk/NMTXHU/"),
                ("location", "Room B"),
            ]
        );
        assert!(texts(&found, "vevent/attendee").contains(&"Bob; the, builder"));
        assert!(texts(&found, "vevent/duration").contains(&"250000"));
    }
}
