//! The data of the schedule widget (api-and-exports §9.2). The order of keys is the order of fields.

use jiff::tz::TimeZone;
use plenary_model::widget::{WidgetContent, WidgetSchedule, WidgetSession, WidgetSlot, WidgetSpeaker};
use plenary_model::{I18nText, Timestamp};
use serde_json::Value;

use crate::site::Site;
use crate::text::{date_time, iso_utc};

/// A version of the schedule in all its languages: texts that differ by language are objects
/// `{language: text}`. `base_url`: scheme and host of the event's site, for pictures.
pub fn widget_json(schedule: &WidgetSchedule, site: &Site, base_url: &str) -> String {
    let zone = plenary_model::time::zone(&schedule.time_zone);
    let data = Data {
        talks: schedule.slots.iter().map(|slot| entry(schedule, slot, &zone)).collect(),
        version: schedule.version.as_deref(),
        schedule_id: schedule.schedule_id,
        timezone: &schedule.time_zone,
        event_start: schedule.date_from.to_string(),
        event_end: schedule.date_to.to_string(),
        tracks: schedule
            .tracks
            .iter()
            .map(|track| Track {
                id: track.id,
                name: track.name.to_json(),
                description: track.description.to_json(),
                color: &track.color,
            })
            .collect(),
        rooms: schedule
            .rooms
            .iter()
            .map(|room| Room {
                id: room.id,
                name: room.name.to_json(),
                description: or_null(&room.description),
            })
            .collect(),
        speakers: schedule
            .speakers
            .iter()
            .map(|speaker| one_speaker(schedule, site, base_url, speaker))
            .collect(),
    };
    serde_json::to_string(&data).expect("writing into memory cannot fail, and every key is a string")
}

#[derive(serde::Serialize)]
struct Data<'a> {
    talks: Vec<Entry<'a>>,
    version: Option<&'a str>,
    schedule_id: i32,
    timezone: &'a str,
    event_start: String,
    event_end: String,
    tracks: Vec<Track<'a>>,
    rooms: Vec<Room>,
    speakers: Vec<Speaker<'a>>,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Talk {
        code: &'a str,
        id: i32,
        title: &'a str,
        r#abstract: Option<&'a str>,
        speakers: &'a [String],
        track: Option<i32>,
        start: Option<String>,
        end: Option<String>,
        room: Option<i32>,
        duration: i64,
        updated: Option<String>,
        state: Option<&'static str>,
        content_locale: &'a str,
        do_not_record: Option<bool>,
    },
    Break {
        id: i32,
        title: Value,
        start: Option<String>,
        end: Option<String>,
        room: Option<i32>,
    },
}

#[derive(serde::Serialize)]
struct Track<'a> {
    id: i32,
    name: Value,
    description: Value,
    color: &'a str,
}

#[derive(serde::Serialize)]
struct Room {
    id: i32,
    name: Value,
    description: Value,
}

#[derive(serde::Serialize)]
struct Speaker<'a> {
    code: &'a str,
    name: &'a str,
    avatar: Option<String>,
    avatar_thumbnail_default: Option<String>,
    avatar_thumbnail_tiny: Option<String>,
}

fn entry<'a>(schedule: &'a WidgetSchedule, slot: &'a WidgetSlot, zone: &TimeZone) -> Entry<'a> {
    let local = |at: Option<Timestamp>| at.map(|at| zulu(date_time(&at.in_zone(zone))));
    match &slot.content {
        WidgetContent::Session(session) => talk(schedule, slot, session, local(slot.start), local(slot.end)),
        WidgetContent::Break { title } => Entry::Break {
            id: slot.id,
            title: or_null(title),
            // Breaks start in UTC and end in the event's zone, ever since there are widgets.
            start: slot.start.map(|at| zulu(date_time(&at.in_zone(&TimeZone::UTC)))),
            end: local(slot.end),
            room: slot.room,
        },
    }
}

fn talk<'a>(
    schedule: &WidgetSchedule,
    slot: &WidgetSlot,
    session: &'a WidgetSession,
    start: Option<String>,
    end: Option<String>,
) -> Entry<'a> {
    Entry::Talk {
        code: &session.code,
        id: slot.id,
        title: &session.title,
        r#abstract: session.abstract_text.as_deref(),
        speakers: &session.speakers,
        track: session.track,
        start,
        end,
        room: slot.room,
        duration: session.duration,
        updated: session.updated.map(iso_utc),
        state: session.state.map(|state| state.as_str()),
        content_locale: &session.content_locale,
        do_not_record: schedule.asks_recording.then_some(session.do_not_record),
    }
}

fn one_speaker<'a>(
    schedule: &WidgetSchedule,
    site: &'a Site,
    base_url: &str,
    speaker: &'a WidgetSpeaker,
) -> Speaker<'a> {
    let full = speaker.avatar.as_deref();
    // A picture whose small forms were not made is shown as it is; none is an empty text.
    let address = |path: &Option<String>| {
        let path = full.map(|full| path.as_deref().unwrap_or(full));
        schedule.asks_pictures.then(|| path.map(|path| site.media_at(base_url, path)).unwrap_or_default())
    };
    Speaker {
        code: &speaker.code,
        name: if speaker.name.trim().is_empty() { &site.unnamed_speaker } else { &speaker.name },
        avatar: address(&speaker.avatar),
        avatar_thumbnail_default: address(&speaker.avatar_thumbnail),
        avatar_thumbnail_tiny: address(&speaker.avatar_thumbnail_tiny),
    }
}

fn or_null(text: &I18nText) -> Value {
    if text.is_empty() { Value::Null } else { text.to_json() }
}

/// UTC is written `Z` here.
fn zulu(text: String) -> String {
    match text.strip_suffix("+00:00") {
        Some(time) => format!("{time}Z"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use plenary_model::SubmissionState;
    use plenary_model::widget::{WidgetRoom, WidgetTrack};
    use serde_json::json;

    use super::*;
    use crate::sample;

    fn at(text: &str) -> Option<Timestamp> {
        Some(text.parse().unwrap())
    }

    fn schedule() -> WidgetSchedule {
        let session = WidgetSession {
            code: "ELGHYT".into(),
            title: sample::HOSTILE.into(),
            abstract_text: None,
            speakers: vec!["CLPKSB".into(), "PWHXGY".into()],
            track: Some(1),
            duration: 30,
            updated: at("2026-11-22T13:00:17.651183Z"),
            content_locale: "en".into(),
            do_not_record: true,
            state: None,
        };
        let speaker = |code: &str, name: &str, avatar: Option<&str>| WidgetSpeaker {
            code: code.into(),
            name: name.into(),
            avatar: avatar.map(Into::into),
            avatar_thumbnail: None,
            avatar_thumbnail_tiny: avatar.map(|path| format!("{path}_tiny")),
        };
        WidgetSchedule {
            version: Some("1.0 <&>".into()),
            schedule_id: 7,
            time_zone: "Europe/Berlin".into(),
            date_from: "2027-03-26".parse().unwrap(),
            date_to: "2027-03-28".parse().unwrap(),
            slots: vec![
                WidgetSlot {
                    id: 5,
                    room: Some(1),
                    start: at("2027-03-26T09:00:00Z"),
                    end: at("2027-03-26T09:30:00Z"),
                    content: WidgetContent::Session(session),
                },
                WidgetSlot {
                    id: 6,
                    room: Some(1),
                    start: at("2027-03-26T11:00:00Z"),
                    end: at("2027-03-26T12:00:00Z"),
                    content: WidgetContent::Break {
                        title: I18nText::localised([("en", "Lunch"), ("de", "Essen")]),
                    },
                },
            ],
            tracks: vec![WidgetTrack {
                id: 1,
                name: "Misc".into(),
                description: I18nText::Empty,
                color: "#FFF".into(),
            }],
            rooms: vec![WidgetRoom { id: 1, name: "Hall".into(), description: I18nText::Empty }],
            speakers: vec![speaker("CLPKSB", " ", Some("avatars/ä b.webp")), speaker("PWHXGY", "Bob", None)],
            asks_pictures: true,
            asks_recording: true,
        }
    }

    fn parsed(schedule: &WidgetSchedule) -> Value {
        serde_json::from_str(&widget_json(schedule, &sample::site(), "https://conf.example")).unwrap()
    }

    #[test]
    fn the_shape() {
        let data = parsed(&schedule());
        let keys: Vec<&String> = data.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "talks",
                "version",
                "schedule_id",
                "timezone",
                "event_start",
                "event_end",
                "tracks",
                "rooms",
                "speakers"
            ]
        );
        assert_eq!(
            data["talks"][0],
            json!({
                "code": "ELGHYT", "id": 5, "title": sample::HOSTILE, "abstract": null,
                "speakers": ["CLPKSB", "PWHXGY"], "track": 1,
                "start": "2027-03-26T10:00:00+01:00", "end": "2027-03-26T10:30:00+01:00",
                "room": 1, "duration": 30, "updated": "2026-11-22T13:00:17.651183+00:00",
                "state": null, "content_locale": "en", "do_not_record": true
            })
        );
        assert_eq!(
            data["talks"][1],
            json!({
                "id": 6, "title": {"de": "Essen", "en": "Lunch"}, "start": "2027-03-26T11:00:00Z",
                "end": "2027-03-26T13:00:00+01:00", "room": 1
            })
        );
        assert_eq!(data["tracks"][0], json!({"id": 1, "name": "Misc", "description": "", "color": "#FFF"}));
        assert_eq!(data["rooms"][0], json!({"id": 1, "name": "Hall", "description": null}));
        let picture = "https://conf.example/media/avatars/%C3%A4%20b.webp";
        assert_eq!(
            data["speakers"][0],
            json!({
                "code": "CLPKSB", "name": "Somebody", "avatar": picture,
                "avatar_thumbnail_default": picture, "avatar_thumbnail_tiny": format!("{picture}_tiny")
            })
        );
        assert_eq!(
            data["speakers"][1],
            json!({
                "code": "PWHXGY", "name": "Bob", "avatar": "", "avatar_thumbnail_default": "",
                "avatar_thumbnail_tiny": ""
            })
        );
    }

    #[test]
    fn what_was_not_asked_is_null() {
        let data = parsed(&WidgetSchedule { asks_pictures: false, asks_recording: false, ..schedule() });
        assert_eq!(data["speakers"][0]["avatar"], Value::Null);
        assert_eq!(data["talks"][0]["do_not_record"], Value::Null);
    }

    #[test]
    fn the_working_version() {
        let mut schedule = schedule();
        schedule.version = None;
        schedule.time_zone = "UTC".into();
        let slot = &mut schedule.slots[0];
        (slot.start, slot.end, slot.room) = (None, None, None);
        if let WidgetContent::Session(session) = &mut slot.content {
            session.state = Some(SubmissionState::Accepted);
        }
        let data = parsed(&schedule);
        assert_eq!(data["version"], Value::Null);
        let talk = &data["talks"][0];
        assert_eq!(
            (&talk["state"], &talk["start"], &talk["room"]),
            (&json!("accepted"), &Value::Null, &Value::Null)
        );
        assert_eq!(data["talks"][1]["end"], "2027-03-26T12:00:00Z");
    }
}
