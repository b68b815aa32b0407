//! `schedule.json`, as c3voc's JSON schema describes it. The order of keys is the order of fields.

use std::io;

use plenary_model::programme::{Programme, ProgrammeResource, ResourceTarget};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::ser::Formatter;
use uuid::Uuid;

use crate::days::{Day, DayRoom, Talk, day_count, days};
use crate::site::{SOFTWARE, Site, feedback_url, schedule_url, session_url, speaker_url};
use crate::text::{clean_json, clock_time, date_time, duration, slug};

/// The colour of events that have chosen none.
const DEFAULT_COLOR: &str = "#3aa57c";

/// The programme as `schedule.json`: ASCII only, `, ` and `: ` between things.
pub fn schedule_json(programme: &Programme, site: &Site) -> String {
    let mut bytes = Vec::with_capacity(4096 + 3072 * programme.slots.len());
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Ascii);
    file(programme, site, &days(programme))
        .serialize(&mut serializer)
        .expect("writing into memory cannot fail, and every key is a string");
    String::from_utf8(bytes).expect("only ASCII was written")
}

/// Text without control characters.
struct Text<'a>(&'a str);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&clean_json(self.0))
    }
}

#[derive(serde::Serialize)]
struct File<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    generator: Generator<'a>,
    schedule: Schedule<'a>,
}

#[derive(serde::Serialize)]
struct Generator<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(serde::Serialize)]
struct Schedule<'a> {
    url: String,
    version: Text<'a>,
    base_url: &'a str,
    conference: Conference<'a>,
}

#[derive(serde::Serialize)]
struct Conference<'a> {
    acronym: &'a str,
    title: Text<'a>,
    start: String,
    end: String,
    #[serde(rename = "daysCount")]
    days_count: i64,
    timeslot_duration: &'static str,
    time_zone_name: &'a str,
    colors: Colors<'a>,
    rooms: Vec<Room<'a>>,
    tracks: Vec<Track<'a>>,
    days: Vec<DayEntry<'a>>,
}

#[derive(serde::Serialize)]
struct Colors<'a> {
    primary: &'a str,
}

#[derive(serde::Serialize)]
struct Room<'a> {
    name: Text<'a>,
    slug: String,
    guid: Uuid,
    description: Option<Text<'a>>,
    capacity: Option<i32>,
}

#[derive(serde::Serialize)]
struct Track<'a> {
    name: Text<'a>,
    slug: String,
    color: &'a str,
}

#[derive(serde::Serialize)]
struct DayEntry<'a> {
    index: usize,
    date: String,
    day_start: String,
    day_end: String,
    rooms: Rooms<'a>,
}

/// Sessions by the displayed name of their room, in the order of rooms.
struct Rooms<'a> {
    programme: &'a Programme,
    site: &'a Site,
    rooms: &'a [DayRoom<'a>],
}

impl Serialize for Rooms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.rooms.len()))?;
        for room in self.rooms {
            let events: Vec<Event<'_>> =
                room.talks.iter().map(|talk| event(self.programme, self.site, talk)).collect();
            map.serialize_entry(room.name.as_ref(), &events)?;
        }
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Event<'a> {
    guid: Uuid,
    code: &'a str,
    id: i32,
    logo: Option<String>,
    date: String,
    start: String,
    duration: String,
    room: Text<'a>,
    slug: String,
    url: String,
    title: Text<'a>,
    subtitle: &'static str,
    track: Option<Text<'a>>,
    r#type: Text<'a>,
    language: &'a str,
    r#abstract: Option<Text<'a>>,
    description: Option<Text<'a>>,
    recording_license: &'static str,
    do_not_record: bool,
    persons: Vec<Person<'a>>,
    links: Vec<Reference<'a>>,
    feedback_url: String,
    origin_url: String,
    attachments: Vec<Reference<'a>>,
}

#[derive(serde::Serialize)]
struct Person<'a> {
    code: &'a str,
    name: Text<'a>,
    avatar: Option<String>,
    biography: Option<Text<'a>>,
    public_name: Text<'a>,
    guid: Uuid,
    url: String,
}

#[derive(serde::Serialize)]
struct Reference<'a> {
    /// The original has `null` for resources without a description.
    title: Option<Text<'a>>,
    url: String,
    r#type: &'static str,
}

fn file<'a>(programme: &'a Programme, site: &'a Site, days: &'a [Day<'a>]) -> File<'a> {
    let event = &programme.event;
    let rooms = programme.rooms.iter().map(|room| Room {
        name: Text(&room.name),
        slug: slug(room.id, &room.name),
        guid: room.guid,
        description: room.description.as_deref().map(Text),
        capacity: room.capacity,
    });
    let tracks = programme.tracks.iter().map(|track| Track {
        name: Text(&track.name),
        slug: slug(track.id, &track.name),
        color: &track.color,
    });
    let days = days.iter().map(|day| DayEntry {
        index: day.index,
        date: day.date.to_string(),
        day_start: date_time(&day.start),
        day_end: date_time(&day.end),
        rooms: Rooms { programme, site, rooms: &day.rooms },
    });
    File {
        schema: "https://c3voc.de/schedule/schema.json",
        generator: Generator { name: SOFTWARE, version: &site.version },
        schedule: Schedule {
            url: schedule_url(event),
            version: Text(programme.version.as_deref().unwrap_or("wip")),
            base_url: &event.base_url,
            conference: Conference {
                acronym: &event.slug,
                title: Text(&event.name),
                start: event.date_from.to_string(),
                end: event.date_to.to_string(),
                days_count: day_count(programme),
                timeslot_duration: "00:05",
                time_zone_name: &event.time_zone,
                colors: Colors { primary: event.primary_color.as_deref().unwrap_or(DEFAULT_COLOR) },
                rooms: rooms.collect(),
                tracks: tracks.collect(),
                days: days.collect(),
            },
        },
    }
}

fn event<'a>(programme: &'a Programme, site: &'a Site, talk: &'a Talk<'a>) -> Event<'a> {
    let (event, session) = (&programme.event, talk.session);
    let url = session_url(event, &session.code);
    let track = session.track.and_then(|index| programme.tracks.get(index));
    let persons = session.speakers.iter().filter_map(|index| programme.speakers.get(*index));
    let reference = |resource: &'a ProgrammeResource, url: String| Reference {
        title: Some(resource.description.as_str()).filter(|text| !text.is_empty()).map(Text),
        url,
        r#type: "related",
    };
    let links = session.resources.iter().filter_map(|resource| match &resource.target {
        ResourceTarget::Link(url) => Some(reference(resource, url.clone())),
        ResourceTarget::File(_) => None,
    });
    let attachments = session.resources.iter().filter_map(|resource| match &resource.target {
        ResourceTarget::File(path) => Some(reference(resource, site.media_path(path))),
        ResourceTarget::Link(_) => None,
    });
    Event {
        guid: talk.guid,
        code: &session.code,
        id: session.id,
        logo: session.image.as_deref().map(|path| site.media_url(event, path)),
        date: date_time(&talk.start),
        start: clock_time(&talk.start),
        duration: duration(talk.minutes()),
        room: Text(&talk.room.name),
        slug: talk.slug(&event.slug),
        origin_url: url.clone(),
        url,
        title: Text(&session.title),
        subtitle: "",
        track: track.map(|track| Text(&track.name)),
        r#type: Text(&session.session_type),
        language: &session.content_locale,
        r#abstract: session.abstract_text.as_deref().map(Text),
        description: session.description.as_deref().map(Text),
        recording_license: "",
        do_not_record: session.do_not_record,
        persons: persons
            .map(|speaker| Person {
                code: &speaker.code,
                name: Text(site.name_of(speaker)),
                avatar: speaker.exported_avatar.as_deref().map(|path| site.media_url(event, path)),
                biography: speaker.biography.as_deref().map(Text),
                public_name: Text(site.name_of(speaker)),
                guid: speaker.guid,
                url: speaker_url(event, &speaker.code),
            })
            .collect(),
        links: links.collect(),
        feedback_url: feedback_url(event, &session.code),
        attachments: attachments.collect(),
    }
}

/// `, ` and `: ` between things; what is not ASCII as `\uXXXX`.
struct Ascii;

impl Formatter for Ascii {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut units = [0; 2];
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
            let (plain, other) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let mut chars = other.chars();
            for unit in chars.next().unwrap_or_default().encode_utf16(&mut units) {
                let digit = |shift: u32| b"0123456789abcdef"[usize::from(*unit >> shift & 15)];
                out.write_all(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)])?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::sample::{self, site};

    fn parsed(zone: &str) -> Value {
        serde_json::from_str(&schedule_json(&sample::programme(zone), &site())).unwrap()
    }

    #[test]
    fn one_session() {
        let file = parsed("Europe/Berlin");
        let day = &file["schedule"]["conference"]["days"][1];
        assert_eq!(day["index"], 2);
        assert_eq!(day["day_end"], "2027-03-28T03:59:00+02:00");
        let event = &day["rooms"]["Room B"][1];
        assert_eq!(
            *event,
            json!({
                "guid": "03f1d6fe-fbdf-513d-93e8-62eecfce49ef", "code": "NMTXHU", "id": 2, "logo": null,
                "date": "2027-03-28T01:30:00+01:00", "start": "01:30", "duration": "00:45",
                "room": "Room B", "slug": "democon-2-second-talk",
                "url": "https://static.example.org/democon/talk/NMTXHU/",
                "title": "Second talk", "subtitle": "", "track": "Second", "type": "Talk",
                "language": "de", "abstract": "Abstract\nline two & <i>x</i>", "description": "",
                "recording_license": "", "do_not_record": false,
                "persons": [{
                    "code": "PWHXGY", "name": "Bob; the, builder",
                    "avatar": "https://conf.example.org/media/avatars/PWHXGY.webp", "biography": null,
                    "public_name": "Bob; the, builder",
                    "guid": plenary_model::guid::person_by_email("s2@example.org"),
                    "url": "https://static.example.org/democon/speaker/PWHXGY/",
                }],
                "links": [],
                "feedback_url": "https://conf.example.org/democon/talk/NMTXHU/feedback/",
                "origin_url": "https://static.example.org/democon/talk/NMTXHU/",
                "attachments": [],
            })
        );
        let keys: Vec<&str> = event.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys.join(" "),
            "guid code id logo date start duration room slug url title subtitle track type language \
             abstract description recording_license do_not_record persons links feedback_url origin_url \
             attachments"
        );
    }

    #[test]
    fn conference() {
        let file = parsed("Asia/Kolkata");
        let conference = &file["schedule"]["conference"];
        assert_eq!(file["generator"], json!({"name": "plenary", "version": "2026.1.0"}));
        assert_eq!(file["schedule"]["url"], "https://static.example.org/democon/schedule/");
        assert_eq!(conference["colors"], json!({"primary": "#3aa57c"}));
        assert_eq!(conference["daysCount"], 3);
        assert_eq!(
            conference["rooms"][1],
            json!({
                "name": "Große Halle \"A\"", "slug": "1-groe-halle-a",
                "guid": "814444e9-a602-58e2-81c4-0c96ea02a86d", "description": null, "capacity": 100,
            })
        );
        assert_eq!(conference["rooms"].as_array().unwrap().len(), 4);
        assert_eq!(
            conference["tracks"][0],
            json!({"name": "Säfety & More", "slug": "1-safety-more", "color": "#AA00FF"})
        );
        let keys: Vec<&str> = conference.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys.join(" "),
            "acronym title start end daysCount timeslot_duration time_zone_name colors rooms tracks days"
        );
    }

    #[test]
    fn resources_and_absences() {
        let file = parsed("UTC");
        let days = &file["schedule"]["conference"]["days"];
        let first = &days[0]["rooms"]["Große Halle \"A\""][1];
        assert_eq!(
            first["links"],
            json!([{"title": "Slides & more", "url": "https://x.example/?a=1&b=2", "type": "related"}])
        );
        assert_eq!(
            first["attachments"],
            json!([{"title": null, "url": "/media/democon/paper.pdf", "type": "related"}])
        );
        let hostile = &days[1]["rooms"]["Große Halle \"A\""][1];
        assert_eq!(hostile["title"], "<b>&\"'</b> ]]> 🎉 שלום; a, b\\n\r\nline two");
        assert_eq!(hostile["duration"], "1:01:00");
        for absent in ["track", "abstract", "description", "logo"] {
            assert!(hostile[absent].is_null(), "{absent}");
        }
        assert_eq!(hostile["persons"], json!([]));
        assert_eq!(days[0]["rooms"]["Room B"][0]["persons"][0]["name"], "Somebody");
    }

    #[test]
    fn form() {
        let json = schedule_json(&sample::programme("UTC"), &site());
        assert!(json.is_ascii());
        assert!(json.starts_with(
            "{\"$schema\": \"https://c3voc.de/schedule/schema.json\", \"generator\": {\"name\": \"plenary\", "
        ));
        assert!(json.contains("\"S\\u00e4fety & More\""));
        assert!(json.contains("\\ud83c\\udf89"), "surrogate pairs");
    }
}
