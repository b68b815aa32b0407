//! What surrounds the sessions: names, tracks, rooms, breaks, tags, versions.

use super::colours;
use crate::content::{FRAME, TRACKS, parts};
use crate::dice::Dice;
use crate::event::*;
use crate::timetable;

pub(super) fn name(size: Size) -> Words {
    match size {
        Size::Small => Words::new("Harbour Days", "Hafentage"),
        Size::Big => Words::new("Confluence", "Zusammenfluss"),
    }
}

pub(super) fn colour(size: Size) -> &'static str {
    match size {
        Size::Small => "#1f5f7a",
        Size::Big => "#7a3550",
    }
}

pub(super) fn introduction(size: Size) -> Words {
    match size {
        Size::Small => Words::new(
            "Three days about free software, open science and the people who keep both afloat.\n\n\
             We meet in an old **customs house by the water**: four rooms, a workshop and a kitchen \
             that serves soup until midnight. Talks may be given in any language of the list below; \
             the keynotes are interpreted into English and German.\n\n\
             - First talk ever? Say so in your proposal, and somebody experienced will rehearse with you.\n\
             - Travel grants are available.\n- Children are welcome, and looked after.",
            "Drei Tage über freie Software, offene Wissenschaft und die Menschen, die beides über Wasser halten.\n\n\
             Wir treffen uns in einem alten **Zollhaus am Wasser**: vier Räume, eine Werkstatt und eine Küche, \
             in der es bis Mitternacht Suppe gibt. Vorträge sind in allen unten genannten Sprachen möglich; \
             die Hauptvorträge werden ins Englische und Deutsche gedolmetscht.\n\n\
             - Zum ersten Mal auf einer Bühne? Schreiben Sie es dazu, dann übt jemand mit Ihnen.\n\
             - Es gibt Reisezuschüsse.\n- Kinder sind willkommen und werden betreut.",
        ),
        Size::Big => Words::new(
            "Two days, thirty rooms, forty tracks: everyone who builds, studies or looks after something \
             that others depend on.\n\nThe programme is made by the tracks themselves. Pick a room and stay, \
             or wander: **the doors are open**.",
            "Zwei Tage, dreißig Räume, vierzig Themenreihen: für alle, die etwas bauen, erforschen oder pflegen, \
             worauf andere angewiesen sind.\n\nDas Programm machen die Reihen selbst. Bleiben Sie in einem Raum \
             oder wandern Sie: **die Türen stehen offen**.",
        ),
    }
}

pub(super) fn tracks(count: usize) -> Vec<Track> {
    let lines = TRACKS.lines("").iter().take(count).enumerate();
    lines
        .map(|(index, line)| {
            let [key, _, en, de, description_en, description_de] = parts(line);
            Track {
                key,
                name: Words::new(en, de),
                description: Words::new(description_en, description_de),
                colour: colours::readable(index),
            }
        })
        .collect()
}

pub(super) fn session_types() -> Vec<SessionType> {
    SessionKind::ALL
        .into_iter()
        .map(|kind| {
            let name = match kind {
                SessionKind::Talk => Words::new("Talk", "Vortrag"),
                SessionKind::LongTalk => Words::new("Long talk", "Langer Vortrag"),
                SessionKind::Workshop => Words::new("Workshop", "Workshop"),
                SessionKind::Lightning => Words::new("Lightning talk", "Kurzvortrag"),
                SessionKind::Keynote => Words::new("Keynote", "Hauptvortrag"),
            };
            SessionType { kind, name, minutes: kind.minutes() }
        })
        .collect()
}

/// The rooms with a name, then as many numbered ones as are missing.
pub(super) fn rooms(count: usize) -> Vec<Room> {
    let named = FRAME.lines("rooms").iter().map(|line| {
        let [en, de, capacity, description_en, description_de] = parts(line);
        Room {
            name: Words::new(en, de),
            description: Words::new(description_en, description_de),
            capacity: capacity.parse().unwrap_or(100),
        }
    });
    let numbered = (0..).map(|index: usize| {
        let (floor, door) = (index / 5 + 1, index % 5 + 1);
        let seats = 60 + 35 * ((index * 7) % 5) as u32;
        Room {
            name: Words::new(format!("East Wing {floor}.0{door}"), format!("Ostflügel {floor}.0{door}")),
            description: Words::new(
                format!("Floor {floor}, {seats} seats, lift in the middle of the corridor."),
                format!("{floor}. Stock, {seats} Plätze, Aufzug in der Mitte des Flurs."),
            ),
            capacity: seats,
        }
    });
    named.chain(numbered).take(count).collect()
}

pub(super) fn tags(count: usize) -> Vec<Tag> {
    let lines = FRAME.lines("tags").iter().take(count);
    lines
        .map(|line| {
            let [en, de, colour, public, description] = parts(line);
            Tag {
                name: Words::new(en, de),
                description: description.to_owned(),
                colour: colour.to_owned(),
                public: public == "yes",
            }
        })
        .collect()
}

pub(super) fn reviewers(count: usize) -> Vec<String> {
    FRAME.lines("reviewers").iter().take(count).map(|name| (*name).to_owned()).collect()
}

pub(super) fn scores() -> [Words; 5] {
    [
        Words::new("No", "Nein"),
        Words::new("Rather not", "Eher nicht"),
        Words::new("Perhaps", "Vielleicht"),
        Words::new("Yes", "Ja"),
        Words::new("By all means", "Unbedingt"),
    ]
}

/// Coffee and lunch are breaks in every room; the evening is in the main one.
pub(super) fn breaks(size: Size, rooms: usize) -> Vec<Break> {
    let titles = FRAME.lines("day");
    let all = (0..).zip(timetable::days(size)).flat_map(|(day, shape)| {
        shape.breaks.iter().map(move |&(start, end, title)| {
            let [en, de] = parts(titles[title]);
            let rooms = if title == timetable::EVENING { vec![0] } else { (0..rooms).collect() };
            Break { title: Words::new(en, de), day, start, minutes: end - start, rooms }
        })
    });
    all.collect()
}

/// Two drafts of the timetable and the final one.
pub(super) fn releases(seed: u64, proposals: &[Proposal]) -> Vec<Release> {
    let mut dice = Dice::new(seed, "releases");
    let mut scheduled: Vec<usize> = (0..proposals.len()).filter(|&at| proposals[at].slot.is_some()).collect();
    dice.shuffle(&mut scheduled);
    let late = &scheduled[..scheduled.len() / 12];
    let later = &late[..late.len() / 3];

    // Two sessions at the same time change rooms: whoever speaks notices only the door.
    let settled = &scheduled[late.len()..];
    let swaps = settled.iter().enumerate().filter_map(|(place, &one)| {
        let twin =
            settled[place + 1..].iter().find(|&&other| interchangeable(&proposals[one], &proposals[other]));
        twin.map(|&other| (one, other))
    });
    let mut swapped: Vec<(usize, usize)> = Vec::new();
    for (one, other) in swaps {
        if swapped.iter().all(|&(a, b)| ![a, b].contains(&one) && ![a, b].contains(&other)) {
            swapped.push((one, other));
        }
        if swapped.len() == 4 {
            break;
        }
    }

    let differences = [(late, &swapped[..]), (later, &swapped[..swapped.len() / 2]), (&[][..], &[][..])];
    let comments = FRAME.lines("releases").iter().zip(["0.1", "0.2", "1.0"]);
    comments
        .zip(differences)
        .map(|((line, version), (without, swapped))| {
            let [en, de] = parts(line);
            Release {
                version: version.to_owned(),
                comment: Words::new(en, de),
                without: without.to_vec(),
                swapped: swapped.to_vec(),
            }
        })
        .collect()
}

fn interchangeable(one: &Proposal, other: &Proposal) -> bool {
    one.minutes == other.minutes
        && one.slot.zip(other.slot).is_some_and(|(one, other)| {
            (one.day, one.start) == (other.day, other.start) && one.room != other.room
        })
}
