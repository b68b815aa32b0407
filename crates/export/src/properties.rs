//! Whatever people type, the files stay well-formed and say what was typed.

use proptest::prelude::*;

use crate::sample::{self, properties, read_ics, read_xml, site, texts};
use crate::text::{clean, clean_json};

/// Any text, and text of the characters that hurt.
fn text() -> impl Strategy<Value = String> {
    let nasty: Vec<&str> =
        "<~>~&~\"~'~]]>~<!--~&#0;~\\~\\n~;~,~:~\r~\n~\r\n~\t~ ~\0~\u{b}~\u{1f}~\u{7f}~\u{85}~\
         \u{2028}~\u{202e}~\u{feff}~\u{fffe}~ß~e\u{301}~🎉~👩‍👩‍👧~שלום~日本"
            .split('~')
            .collect();
    let nasty = prop::sample::select(nasty);
    prop_oneof![any::<String>(), prop::collection::vec(nasty, 0..80).prop_map(|parts| parts.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_are_well_formed(title in text(), name in text(), room in text(), abstract_text in text()) {
        let mut programme = sample::programme("Europe/Berlin");
        programme.sessions[1].title.clone_from(&title);
        programme.sessions[1].abstract_text = Some(abstract_text.clone());
        programme.speakers[1].name.clone_from(&name);
        programme.rooms[0].name.clone_from(&room);
        programme.tracks[1].name.clone_from(&room);
        let shown = if name.trim().is_empty() { "Somebody" } else { &name };

        let xml = read_xml(&crate::schedule_xml(&programme, &site()));
        prop_assert!(texts(&xml, "event/title").contains(&&*clean(&title)));
        prop_assert!(texts(&xml, "persons/person").contains(&&*clean(shown)));
        prop_assert!(texts(&xml, "event/abstract").contains(&&*clean(&abstract_text)));
        prop_assert!(texts(&xml, "room/@name").contains(&&*clean(&room)));
        let xcal = read_xml(&crate::schedule_xcal(&programme, &site()));
        prop_assert!(texts(&xcal, "vevent/summary").contains(&&*clean(&title)));

        let json = crate::schedule_json(&programme, &site());
        prop_assert!(json.is_ascii());
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let rooms = json["schedule"]["conference"]["days"][1]["rooms"].as_object().unwrap();
        let events = || rooms.values().flat_map(|events| events.as_array().unwrap());
        let event = events().find(|event| event["code"] == "NMTXHU").unwrap();
        prop_assert_eq!(event["title"].as_str().unwrap(), clean_json(&title));
        prop_assert_eq!(event["abstract"].as_str().unwrap(), clean_json(&abstract_text));

        let lines = |text: &str| clean(text).replace('\u{7f}', "").replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
        let calendar = read_ics(&crate::session_ics(&programme, &site(), "NMTXHU", sample::now()));
        let event = properties(calendar.last().unwrap());
        prop_assert_eq!(event["SUMMARY"], format!("{} - {}", lines(&title), lines(shown)));
        prop_assert_eq!(event["DESCRIPTION"], lines(&abstract_text));
        prop_assert_eq!(event["LOCATION"], lines(&room));

        let file = crate::attachment(&crate::speaker_file_name(&programme.event, &programme.speakers[1]));
        prop_assert!(file.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
        prop_assert_eq!(file.matches('"').count(), 2);
    }
}
