//! `schedule.xml`, the frab dialect that c3voc describes.

use plenary_model::programme::{Programme, ProgrammeEvent, ResourceTarget};

use crate::days::{Talk, day_count, days};
use crate::site::{SOFTWARE, Site, feedback_url, session_url};
use crate::text::{clock_time, date_time, duration, slug};
use crate::xml::Document;

/// What stands for an abstract that was never written. The original prints this word, and recorded
/// answers are compared by it.
const NO_ABSTRACT: &str = "None";

/// The programme as `schedule.xml`.
pub fn schedule_xml(programme: &Programme, site: &Site) -> String {
    let version = programme.version.as_deref().unwrap_or("wip");
    let mut out = head(programme, site, version, &programme.event.base_url);
    for day in days(programme) {
        let (index, date) = (day.index.to_string(), day.date.to_string());
        let (start, end) = (date_time(&day.start), date_time(&day.end));
        out.open("day", &[("index", &index), ("date", &date), ("start", &start), ("end", &end)]);
        for room in &day.rooms {
            out.open("room", &[("name", &room.name), ("guid", &room.room.guid.to_string())]);
            for talk in &room.talks {
                event(&mut out, programme, site, talk);
            }
            out.close("room");
        }
        out.close("day");
    }
    out.close("schedule");
    out.finish()
}

/// What organisers get while nothing is released: the event's data, and neither version nor days.
pub fn schedule_xml_unreleased(programme: &Programme, site: &Site) -> String {
    let mut out = head(programme, site, "", "");
    out.close("schedule");
    out.finish()
}

fn head(programme: &Programme, site: &Site, version: &str, base_url: &str) -> Document {
    let event = &programme.event;
    let mut out = Document::new();
    out.open("schedule", &[]);
    out.empty("generator", &[("name", SOFTWARE), ("version", &site.version), ("system", &site.host)]);
    out.leaf("version", version);
    out.open("conference", &[]);
    out.leaf("title", &event.name);
    out.leaf("acronym", &event.slug);
    out.leaf("start", &event.date_from.to_string());
    out.leaf("end", &event.date_to.to_string());
    out.leaf("days", &day_count(programme).to_string());
    out.leaf("timeslot_duration", "00:05");
    out.leaf("base_url", base_url);
    if let Some(logo) = &event.logo {
        out.leaf("logo", &site.media_url(event, logo));
    }
    out.leaf("time_zone_name", &event.time_zone);
    for track in &programme.tracks {
        let (slug, color) = (slug(track.id, &track.name), track.color.to_lowercase());
        out.empty("track", &[("name", &track.name), ("slug", &slug), ("color", &color)]);
    }
    out.close("conference");
    out
}

fn event(out: &mut Document, programme: &Programme, site: &Site, talk: &Talk<'_>) {
    let (event, session) = (&programme.event, talk.session);
    let (guid, id) = (talk.guid.to_string(), session.id.to_string());
    out.open("event", &[("guid", &guid), ("id", &id), ("code", &session.code)]);
    out.leaf("room", &talk.room.name);
    out.leaf("title", &session.title);
    out.leaf("subtitle", "");
    out.leaf("type", &session.session_type);
    out.leaf("date", &date_time(&talk.start));
    out.leaf("start", &clock_time(&talk.start));
    out.leaf("duration", &duration(talk.minutes()));
    out.leaf("abstract", session.abstract_text.as_deref().unwrap_or(NO_ABSTRACT));
    out.leaf("slug", &talk.slug(&event.slug));
    let track = session.track.and_then(|index| programme.tracks.get(index));
    out.leaf("track", track.map_or("", |track| &track.name));
    if let Some(image) = &session.image {
        out.leaf("logo", &site.media_url(event, image));
    }
    let speakers = session.speakers.iter().filter_map(|index| programme.speakers.get(*index));
    out.group("persons", speakers, |out, speaker| {
        let id = speaker.account.unwrap_or(speaker.id).to_string();
        out.leaf_with("person", &[("id", &id)], site.name_of(speaker));
    });
    out.leaf("language", &session.content_locale);
    if let Some(description) = session.description.as_deref().filter(|text| !text.is_empty()) {
        out.leaf("description", description);
    }
    out.open("recording", &[]);
    out.leaf("license", "");
    out.leaf("optout", if session.do_not_record { "true" } else { "false" });
    out.close("recording");
    resources(out, event, site, talk);
    out.leaf("url", &session_url(event, &session.code));
    if event.use_feedback {
        out.leaf("feedback_url", &feedback_url(event, &session.code));
    }
    out.close("event");
}

fn resources(out: &mut Document, event: &ProgrammeEvent, site: &Site, talk: &Talk<'_>) {
    let resources = &talk.session.resources;
    let links = resources.iter().filter_map(|resource| match &resource.target {
        ResourceTarget::Link(href) => Some((href, &resource.description)),
        ResourceTarget::File(_) => None,
    });
    let files = resources.iter().filter_map(|resource| match &resource.target {
        ResourceTarget::File(path) => Some((site.media_url(event, path), &resource.description)),
        ResourceTarget::Link(_) => None,
    });
    out.group("links", links, |out, (href, text)| out.leaf_with("link", &[("href", href)], text));
    out.group("attachments", files, |out, (href, text)| {
        out.leaf_with("attachment", &[("href", &href)], text);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, read_xml, site, texts};

    #[test]
    fn event_fields() {
        let xml = schedule_xml(&sample::programme("Europe/Berlin"), &site());
        assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<schedule>"));
        let found = read_xml(&xml);
        let at = found.iter().position(|(path, text)| path.ends_with("event/@id") && text == "1").unwrap();
        let event: Vec<(&str, &str)> = found[at - 1..]
            .iter()
            .map(|(path, text)| (path.trim_start_matches("schedule/day/room/event/"), text.trim()))
            .take(34)
            .collect();
        assert_eq!(
            event,
            [
                ("@guid", "dd561355-423a-5080-9e69-28f88ea9f330"),
                ("@id", "1"),
                ("@code", "ELGHYT"),
                ("room", "Große Halle \"A\""),
                ("title", "First “Talk” & <b>Ünïcode</b>"),
                ("subtitle", ""),
                ("type", "Talk"),
                ("date", "2027-03-26T10:00:00+01:00"),
                ("start", "10:00"),
                ("duration", "00:30"),
                ("abstract", "Abstract\nline two & <i>x</i>"),
                ("slug", "democon-1-0-first-talk-b-unicode-b"),
                ("track", "Säfety & More"),
                ("logo", "https://conf.example.org/media/democon/a.webp"),
                ("persons", ""),
                ("persons/person", "Jäne <Doe>"),
                ("persons/person/@id", "11"),
                ("persons/person", "Bob; the, builder"),
                ("persons/person/@id", "12"),
                ("language", "en"),
                ("description", "Long"),
                ("recording", ""),
                ("recording/license", ""),
                ("recording/optout", "false"),
                ("links", ""),
                ("links/link", "Slides & more"),
                ("links/link/@href", "https://x.example/?a=1&b=2"),
                ("attachments", ""),
                ("attachments/attachment", ""),
                ("attachments/attachment/@href", "https://conf.example.org/media/democon/paper.pdf"),
                ("url", "https://static.example.org/democon/talk/ELGHYT/"),
                ("feedback_url", "https://conf.example.org/democon/talk/ELGHYT/feedback/"),
                ("schedule/day/room", ""),
                ("schedule/day/room/@name", "Room B"),
            ]
        );
    }

    #[test]
    fn head_fields() {
        let found = read_xml(&schedule_xml(&sample::programme("Europe/Berlin"), &site()));
        for (path, text) in [
            ("generator/@name", "plenary"),
            ("generator/@version", "2026.1.0"),
            ("generator/@system", "conf.example.org:8443"),
            ("schedule/version", "1.0 <final>"),
            ("conference/title", "Demo & <Konf>"),
            ("conference/acronym", "democon"),
            ("conference/start", "2027-03-26"),
            ("conference/end", "2027-03-28"),
            ("conference/days", "3"),
            ("conference/timeslot_duration", "00:05"),
            ("conference/base_url", "https://conf.example.org"),
            ("conference/logo", "https://conf.example.org/media/democon/img/l%C3%B6go%201.png"),
            ("conference/time_zone_name", "Europe/Berlin"),
        ] {
            assert_eq!(texts(&found, path), [text], "{path}");
        }
        assert_eq!(texts(&found, "conference/track/@slug"), ["1-safety-more", "2-second"]);
        assert_eq!(texts(&found, "conference/track/@color"), ["#aa00ff", "#00ff00"]);
        assert_eq!(texts(&found, "day/@index"), ["1", "2", "3"]);
    }

    #[test]
    fn across_the_change_of_clocks() {
        let found = read_xml(&schedule_xml(&sample::programme("Europe/Berlin"), &site()));
        let dates = texts(&found, "event/date");
        assert!(dates.contains(&"2027-03-28T01:30:00+01:00") && dates.contains(&"2027-03-28T10:00:00+02:00"));
        assert!(!dates.iter().any(|date| date.starts_with("2027-03-29")));
    }

    #[test]
    fn hostile_text_and_missing_parts() {
        let mut programme = sample::programme("America/St_Johns");
        programme.event.use_feedback = false;
        let xml = schedule_xml(&programme, &site());
        let found = read_xml(&xml);
        assert!(texts(&found, "event/title").contains(&"<b>&\"'</b> ]]> 🎉 שלום; a, b\\n\nline two"));
        assert!(texts(&found, "event/duration").contains(&"1:01:00"));
        assert!(texts(&found, "event/track").contains(&""));
        assert!(texts(&found, "recording/optout").contains(&"true"));
        assert!(texts(&found, "persons/person").contains(&"Somebody"));
        assert!(texts(&found, "person/@id").contains(&"3"), "a profile without account");
        assert!(texts(&found, "event/feedback_url").is_empty());
        assert!(!xml.contains("Lunch"));
        // Only the first session has a description worth an element.
        assert_eq!(texts(&found, "event/description"), ["Long"; 3]);
    }

    #[test]
    fn before_the_first_release() {
        let found = read_xml(&schedule_xml_unreleased(&sample::programme("Europe/Berlin"), &site()));
        assert_eq!(texts(&found, "schedule/version"), [""]);
        assert_eq!(texts(&found, "conference/base_url"), [""]);
        assert_eq!(texts(&found, "conference/days"), ["3"]);
        assert!(texts(&found, "schedule/day").is_empty());
    }
}
