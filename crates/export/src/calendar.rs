//! The calendars of a programme: whole, by session, by speaker, one placement, somebody's favourites.

use jiff::tz::TimeZone;
use plenary_model::Timestamp;
use plenary_model::programme::Programme;

use crate::days::{Talk, talks};
use crate::ical::Calendar;
use crate::site::{SOFTWARE, Site, session_url};
use crate::text::compact;

/// All sessions (`schedule.ics`).
pub fn schedule_ics(programme: &Programme, site: &Site, now: Timestamp) -> String {
    let product = format!("{}//{}", site.host, programme.event.slug);
    calendar(programme, site, now, &product, |_| true)
}

/// The sessions somebody has starred (`faved.ics`); `starred` is asked with the session's code.
pub fn favourites_ics(
    programme: &Programme,
    site: &Site,
    starred: impl Fn(&str) -> bool,
    now: Timestamp,
) -> String {
    let product = format!("{}//{}//faved", site.host, programme.event.slug);
    calendar(programme, site, now, &product, |talk| starred(&talk.session.code))
}

/// Every placement of one session. `code` as it is stored; a session that is not in the programme has
/// an empty calendar.
pub fn session_ics(programme: &Programme, site: &Site, code: &str, now: Timestamp) -> String {
    let product = format!("{}//{}//talk//{code}", site.host, programme.event.slug);
    calendar(programme, site, now, &product, |talk| talk.session.code == code)
}

/// Every session of one speaker; otherwise like [`session_ics`].
pub fn speaker_ics(programme: &Programme, site: &Site, code: &str, now: Timestamp) -> String {
    let product = format!("{}//{}//speaker//{code}", site.host, programme.event.slug);
    let speaker = programme.speakers.iter().position(|speaker| speaker.code == code);
    calendar(programme, site, now, &product, |talk| {
        speaker.is_some_and(|speaker| talk.session.speakers.contains(&speaker))
    })
}

/// One placement of the session `code`, for the API and for mails; empty if `slot` is not in the
/// programme.
pub fn slot_ics(programme: &Programme, site: &Site, code: &str, slot: i32, now: Timestamp) -> String {
    let product = format!("{}//{code}", site.host);
    calendar(programme, site, now, &product, |talk| talk.slot.id == slot)
}

fn calendar(
    programme: &Programme,
    site: &Site,
    now: Timestamp,
    product: &str,
    wanted: impl Fn(&Talk<'_>) -> bool,
) -> String {
    let (id, zone) = zone(&programme.event.time_zone);
    let mut out = Calendar::new(&format!("-//{SOFTWARE}//{product}"));
    let talks: Vec<Talk<'_>> = talks(programme, &zone).filter(wanted).collect();
    let years = talks.iter().flat_map(|talk| [talk.start.year(), talk.end().year()]);
    if let Some((first, last)) = years.clone().min().zip(years.max()) {
        out.zone(&id, &zone, (first, last));
    }
    let stamp = now.jiff().strftime("%Y%m%dT%H%M%SZ").to_string();
    for talk in &talks {
        event(&mut out, programme, site, talk, &id, &stamp);
    }
    out.finish()
}

fn event(out: &mut Calendar, programme: &Programme, site: &Site, talk: &Talk<'_>, zone: &str, stamp: &str) {
    let (event, session) = (&programme.event, talk.session);
    out.begin("VEVENT");
    // The software's name in here is part of the protocol: calendars recognise entries by their UID.
    let uid = format!("pretalx-{}-{}{}@{}", event.slug, session.code, talk.suffix, site.host);
    out.text("UID", &uid);
    out.raw(&format!("DTSTART;TZID={zone}"), &compact(&talk.start));
    out.raw(&format!("DTEND;TZID={zone}"), &compact(&talk.end()));
    out.text("DESCRIPTION", session.abstract_text.as_deref().unwrap_or_default());
    out.raw("DTSTAMP", stamp);
    out.text("LOCATION", &talk.room.name);
    let speakers = site.names_of(programme, &session.speakers);
    out.text("SUMMARY", &format!("{} - {speakers}", session.title));
    out.raw("URL", &session_url(event, &session.code));
    out.end("VEVENT");
}

/// The zone with its IANA name; an unknown one is UTC, as everywhere.
fn zone(name: &str) -> (String, TimeZone) {
    match TimeZone::get(name) {
        Ok(zone) => (zone.iana_name().unwrap_or(name).to_owned(), zone),
        Err(_) => ("UTC".to_owned(), TimeZone::UTC),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, now, properties, read_ics, site};

    #[test]
    fn one_entry() {
        let ics = session_ics(&sample::programme("Europe/Berlin"), &site(), "NMTXHU", now());
        assert!(ics.starts_with(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
             PRODID:-//plenary//conf.example.org:8443//democon//talk//NMTXHU\r\nBEGIN:VTIMEZONE\r\n"
        ));
        assert!(ics.ends_with(
            "BEGIN:VEVENT\r\n\
             UID:pretalx-democon-NMTXHU@conf.example.org:8443\r\n\
             DTSTART;TZID=Europe/Berlin:20270328T013000\r\n\
             DTEND;TZID=Europe/Berlin:20270328T031500\r\n\
             DESCRIPTION:Abstract\\nline two & <i>x</i>\r\n\
             DTSTAMP:20261122T132510Z\r\n\
             LOCATION:Room B\r\n\
             SUMMARY:Second talk - Bob\\; the\\, builder\r\n\
             URL:https://static.example.org/democon/talk/NMTXHU/\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n"
        ));
    }

    #[test]
    fn the_whole_programme() {
        let calendar = read_ics(&schedule_ics(&sample::programme("Europe/Berlin"), &site(), now()));
        let events: Vec<_> = calendar.iter().filter(|(name, _)| name == "VEVENT").map(properties).collect();
        let uids: Vec<&str> = events.iter().map(|event| event["UID"].split('@').next().unwrap()).collect();
        assert_eq!(
            uids,
            [
                "pretalx-democon-EBK3E9-0",
                "pretalx-democon-ELGHYT-0",
                "pretalx-democon-EBK3E9-1",
                "pretalx-democon-EBK3E9-2",
                "pretalx-democon-ELGHYT-1",
                "pretalx-democon-ATXL8S",
                "pretalx-democon-NMTXHU",
                "pretalx-democon-ELGHYT-2",
                "pretalx-democon-ZZZZZZ",
            ]
        );
        assert_eq!(events[5]["SUMMARY"], "<b>&\"'</b> ]]> 🎉 שלום; a, b\\n\nline two - ");
        assert_eq!(events[5]["DESCRIPTION"], "");
        // 25 hours from noon, and the clock jumps.
        assert_eq!(events[5]["DTEND;TZID=Europe/Berlin"], "20270328T140000");
        assert_eq!(events[0]["SUMMARY"], "Early bird - Somebody");
    }

    #[test]
    fn parts_of_it() {
        let programme = sample::programme("Europe/Berlin");
        let count = |ics: &str| read_ics(ics).iter().filter(|(name, _)| name == "VEVENT").count();
        let product = |ics: &str| properties(&read_ics(ics)[0])["PRODID"].to_owned();

        let speaker = speaker_ics(&programme, &site(), "PWHXGY", now());
        assert_eq!(count(&speaker), 4);
        assert_eq!(product(&speaker), "-//plenary//conf.example.org:8443//democon//speaker//PWHXGY");

        let starred = favourites_ics(&programme, &site(), |code| code == "ELGHYT", now());
        assert_eq!(count(&starred), 3);
        assert_eq!(product(&starred), "-//plenary//conf.example.org:8443//democon//faved");

        let slot = slot_ics(&programme, &site(), "ELGHYT", 105, now());
        assert_eq!(count(&slot), 1);
        assert!(slot.contains("UID:pretalx-democon-ELGHYT-1@"));
        assert_eq!(product(&slot), "-//plenary//conf.example.org:8443//ELGHYT");
    }

    #[test]
    fn nothing_to_tell() {
        assert_eq!(
            slot_ics(&sample::programme("Europe/Berlin"), &site(), "QEZWYW", 132, now()),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
             PRODID:-//plenary//conf.example.org:8443//QEZWYW\r\nEND:VCALENDAR\r\n"
        );
        assert!(!speaker_ics(&sample::programme("UTC"), &site(), "NOBODY", now()).contains("VTIMEZONE"));
    }

    #[test]
    fn unknown_zone_is_utc() {
        let ics = session_ics(&sample::programme("Mars/Olympus"), &site(), "NMTXHU", now());
        assert!(ics.contains("TZID:UTC\r\n") && ics.contains("DTSTART;TZID=UTC:20270328T013000\r\n"));
    }
}
