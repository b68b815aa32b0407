//! A small programme with everything that is hard: for the tests.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use plenary_model::Timestamp;
use plenary_model::programme::{
    Programme, ProgrammeEvent, ProgrammeResource, ProgrammeRoom, ProgrammeSession, ProgrammeSlot,
    ProgrammeSpeaker, ProgrammeTrack, ResourceTarget, SlotContent,
};
use quick_xml::Reader;
use quick_xml::events::Event;
use uuid::Uuid;

use crate::Site;

pub const HOSTILE: &str = "<b>&\"'</b>\u{1}\u{b} ]]> 🎉 שלום; a, b\\n\r\nline two";

pub fn site() -> Site {
    Site {
        host: "conf.example.org:8443".into(),
        media_prefix: "/media/".into(),
        version: "2026.1.0".into(),
        unnamed_speaker: "Somebody".into(),
    }
}

pub fn now() -> Timestamp {
    "2026-11-22T13:25:10.5Z".parse().unwrap()
}

pub fn instance() -> Uuid {
    "bba2cb17-6f4c-4f26-8366-e2e0e6bbb4ba".parse().unwrap()
}

/// 26 to 28 March 2027; in Berlin clocks change on the last day.
pub fn programme(zone: &str) -> Programme {
    let event = ProgrammeEvent {
        slug: "democon".into(),
        name: "Demo & <Konf>".into(),
        date_from: "2027-03-26".parse().unwrap(),
        date_to: "2027-03-28".parse().unwrap(),
        time_zone: zone.into(),
        locale: "en".into(),
        primary_color: None,
        logo: Some("democon/img/lögo 1.png".into()),
        base_url: "https://conf.example.org".into(),
        page_url: "https://static.example.org".into(),
        use_feedback: true,
        use_tracks: true,
        asks_recording: true,
    };
    let mut programme = Programme {
        event,
        version: Some("1.0 <final>".into()),
        schedule_id: 1,
        published: Some(now()),
        slots: Vec::new(),
        sessions: vec![
            ProgrammeSession {
                track: Some(0),
                speakers: vec![0, 1],
                image: Some("democon/a.webp".into()),
                resources: vec![
                    resource("Slides & more", ResourceTarget::Link("https://x.example/?a=1&b=2".into())),
                    resource("", ResourceTarget::File("democon/paper.pdf".into())),
                ],
                description: Some("Long".into()),
                ..session(1, "ELGHYT", "First “Talk” & <b>Ünïcode</b>")
            },
            ProgrammeSession {
                track: Some(1),
                speakers: vec![1],
                content_locale: "de".into(),
                description: Some(String::new()),
                ..session(2, "NMTXHU", "Second talk")
            },
            ProgrammeSession { abstract_text: None, do_not_record: true, ..session(3, "ATXL8S", HOSTILE) },
            ProgrammeSession { speakers: vec![2], ..session(4, "EBK3E9", "Early bird") },
            session(5, "ZZZZZZ", "Long after"),
        ],
        speakers: vec![
            speaker(1, Some(11), "CLPKSB", "Jäne <Doe>"),
            speaker(2, Some(12), "PWHXGY", "Bob; the, builder"),
            speaker(3, None, "RF3A3X", " "),
        ],
        rooms: vec![
            room(2, "Room B", Some(0)),
            room(1, "Große Halle \"A\"", Some(1)),
            room(3, "Room B", None),
            room(4, "Never used", None),
        ],
        tracks: vec![track(1, "Säfety & More", "#AA00FF"), track(2, "Second", "#00ff00")],
    };
    for (session, suffix, room, start, minutes) in [
        (Some(3), "-0", 1, "2027-03-26T01:00", 30),
        (Some(0), "-0", 1, "2027-03-26T10:00", 30),
        (None, "", 1, "2027-03-26T12:00", 60),
        (Some(3), "-1", 3, "2027-03-27T02:59", 30),
        (Some(3), "-2", 2, "2027-03-27T03:00", 30),
        (Some(0), "-1", 1, "2027-03-27T10:00", 30),
        (Some(2), "", 1, "2027-03-27T12:00", 25 * 60),
        (Some(1), "", 2, "2027-03-28T01:30", 45),
        (Some(0), "-2", 1, "2027-03-28T10:00", 30),
        (Some(4), "", 1, "2027-03-29T03:00", 30),
    ] {
        place(&mut programme, session, suffix, room, start, minutes);
    }
    programme
}

pub fn place(
    programme: &mut Programme,
    session: Option<usize>,
    suffix: &str,
    room: i32,
    start: &str,
    minutes: i64,
) {
    let start: DateTime = start.parse().unwrap();
    let start = Timestamp::from(&start.to_zoned(programme.zone()).unwrap());
    let content = match session {
        None => SlotContent::Break { description: "Lunch".into() },
        Some(session) => SlotContent::Session {
            session,
            suffix: suffix.into(),
            guid: plenary_model::guid::slot(instance(), &programme.sessions[session].code, suffix),
        },
    };
    let id = i32::try_from(programme.slots.len()).unwrap() + 100;
    programme.slots.push(ProgrammeSlot { id, room, start, end: start.plus_minutes(minutes), content });
}

pub fn session(id: i32, code: &str, title: &str) -> ProgrammeSession {
    ProgrammeSession {
        id,
        code: code.into(),
        title: title.into(),
        abstract_text: Some("Abstract\nline two & <i>x</i>".into()),
        description: None,
        session_type: "Talk".into(),
        track: None,
        content_locale: "en".into(),
        do_not_record: false,
        duration: 30,
        image: None,
        speakers: Vec::new(),
        resources: Vec::new(),
        is_featured: false,
    }
}

fn resource(description: &str, target: ResourceTarget) -> ProgrammeResource {
    ProgrammeResource { description: description.into(), target }
}

fn speaker(id: i32, account: Option<i32>, code: &str, name: &str) -> ProgrammeSpeaker {
    ProgrammeSpeaker {
        id,
        account,
        code: code.into(),
        name: name.into(),
        biography: None,
        exported_avatar: account.map(|_| format!("avatars/{code}.webp")),
        avatar: account.map(|_| format!("avatars/{code}.webp")),
        avatar_thumbnail: None,
        guid: plenary_model::guid::person_by_email(&format!("s{id}@example.org")),
    }
}

fn room(id: i32, name: &str, position: Option<i32>) -> ProgrammeRoom {
    ProgrammeRoom {
        id,
        name: name.into(),
        description: None,
        capacity: Some(100),
        guid: plenary_model::guid::room(instance(), id),
        position,
    }
}

fn track(id: i32, name: &str, color: &str) -> ProgrammeTrack {
    ProgrammeTrack { id, name: name.into(), description: String::new(), color: color.into() }
}

/// Every element and attribute of a document with its path and text, in order; fails on XML that is
/// not well-formed.
pub fn read_xml(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut path, mut found, mut open) = (Vec::new(), Vec::<(String, String)>::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        match event {
            Event::Eof => break,
            Event::Start(ref tag) | Event::Empty(ref tag) => {
                path.push(tag.name().as_ref().to_owned());
                open.push(found.len());
                found.push((path.join("/"), String::new()));
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let name = format!("{}/@{}", path.join("/"), attribute.key.as_ref());
                    found.push((name, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned()));
                }
                if matches!(event, Event::Empty(_)) {
                    path.pop();
                    open.pop();
                }
            }
            Event::End(_) => {
                path.pop();
                open.pop();
            }
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    found[*at].1.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into_owned();
                found[*open.last().unwrap()].1.push_str(&text);
            }
            _ => {}
        }
    }
    assert!(path.is_empty(), "unclosed {path:?}");
    found
}

/// The texts at the path that ends so.
pub fn texts<'a>(found: &'a [(String, String)], end: &str) -> Vec<&'a str> {
    let end = format!("/{end}");
    let matches = |path: &str| format!("/{path}").ends_with(&end);
    found.iter().filter(|(path, _)| matches(path)).map(|(_, text)| text.as_str()).collect()
}

/// The components of a calendar with their unfolded, unescaped properties, in order; fails on lines
/// that are too long, not terminated, or no content lines.
pub fn read_ics(ics: &str) -> Vec<(String, Vec<(String, String)>)> {
    assert!(ics.ends_with("\r\n"));
    assert!(!ics.replace("\r\n", "").contains(['\r', '\n']));
    for line in ics.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let (mut open, mut found) = (Vec::<usize>::new(), Vec::<(String, Vec<(String, String)>)>::new());
    for line in ics.replace("\r\n ", "").split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        assert!(name.starts_with(|c: char| c.is_ascii_uppercase()), "{line}");
        match name {
            "BEGIN" => {
                open.push(found.len());
                found.push((value.to_owned(), Vec::new()));
            }
            "END" => assert_eq!(found[open.pop().unwrap()].0, value),
            _ => found[*open.last().unwrap()].1.push((name.to_owned(), unescape(value))),
        }
    }
    assert!(open.is_empty());
    found
}

/// One component's properties by name.
pub fn properties(component: &(String, Vec<(String, String)>)) -> BTreeMap<&str, &str> {
    component.1.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn unescape(value: &str) -> String {
    let (mut out, mut chars) = (String::new(), value.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("bad escape {other:?}"),
            },
            c => out.push(c),
        }
    }
    out
}
