use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::*;
use crate::content::{LANGUAGES, TOPICS, TRACKS, parts};

const SIZES: [Size; 2] = [Size::Small, Size::Big];

#[test]
fn the_same_seed_gives_the_same_event() {
    for size in SIZES {
        assert!(plan(size, 7) == plan(size, 7));
        assert!(plan(size, 7).proposals != plan(size, 8).proposals);
    }
}

#[test]
fn counts() {
    let small = plan(Size::Small, 1);
    assert_eq!((small.proposals.len(), small.tracks.len(), small.rooms.len(), small.days), (70, 5, 4, 3));
    let big = plan(Size::Big, 1);
    assert_eq!((big.proposals.len(), big.tracks.len(), big.rooms.len(), big.days), (1_300, 40, 30, 2));
    assert_eq!((big.speakers.len(), big.reviews.len()), (1_100, 3_900));
    assert_eq!(big.speakers.iter().filter(|speaker| speaker.has_picture).count(), 150);
}

#[test]
fn whatever_is_confirmed_has_a_slot() {
    for seed in 0..6 {
        for (size, scheduled) in SIZES.into_iter().zip([50, 1_000]) {
            let event = plan(size, seed);
            let confirmed = event.proposals.iter().filter(|p| p.outcome == Outcome::Confirmed).count();
            let placed = event.proposals.iter().filter(|p| p.slot.is_some()).count();
            assert_eq!((confirmed, placed), (scheduled, scheduled), "{size:?} with seed {seed}");
        }
    }
}

/// Room or speaker, day, start, end.
type Use = (usize, u8, u16, u16);

fn no_overlap(mut uses: Vec<Use>, what: &str) {
    uses.sort_unstable();
    for pair in uses.windows(2) {
        let ((one, day, _, end), (other, other_day, start, _)) = (pair[0], pair[1]);
        assert!((one, day) != (other, other_day) || end <= start, "{what}: {pair:?}");
    }
}

#[test]
fn nobody_and_no_room_is_used_twice() {
    for size in SIZES {
        let event = plan(size, 3);
        let placed: Vec<(&Proposal, Slot)> =
            event.proposals.iter().filter_map(|p| Some((p, p.slot?))).collect();
        let mut rooms: Vec<Use> = placed
            .iter()
            .map(|(p, slot)| (slot.room, slot.day, slot.start, slot.start + p.minutes))
            .collect();
        for pause in &event.breaks {
            rooms.extend(
                pause.rooms.iter().map(|&room| (room, pause.day, pause.start, pause.start + pause.minutes)),
            );
        }
        no_overlap(rooms, "room");
        let speakers = placed.iter().flat_map(|(p, slot)| {
            p.speakers.iter().map(|&s| (s, slot.day, slot.start, slot.start + p.minutes))
        });
        no_overlap(speakers.collect(), "speaker");
        for (proposal, slot) in placed {
            assert!(
                proposal
                    .speakers
                    .iter()
                    .all(|&s| event.speakers[s].only_day.is_none_or(|day| day == slot.day))
            );
        }
    }
}

#[test]
fn titles_and_names_are_distinct() {
    for size in SIZES {
        let event = plan(size, 4);
        let titles: HashSet<_> = event.proposals.iter().map(|p| &p.title).collect();
        assert_eq!(titles.len(), event.proposals.len());
        let names: HashSet<_> = event.speakers.iter().map(|speaker| &speaker.name).collect();
        assert_eq!(names.len(), event.speakers.len());
    }
}

#[test]
fn every_speaker_speaks() {
    let event = plan(Size::Big, 5);
    let scheduled = event.proposals.iter().filter(|p| p.slot.is_some());
    let heard: HashSet<usize> = scheduled.flat_map(|p| p.speakers.clone()).collect();
    assert_eq!(heard.len(), event.speakers.len());
    let small = plan(Size::Small, 5);
    let proposing: HashSet<usize> = small.proposals.iter().flat_map(|p| p.speakers.clone()).collect();
    assert_eq!(proposing.len(), small.speakers.len());
    for proposal in event.proposals.iter().chain(&small.proposals) {
        let distinct: HashSet<_> = proposal.speakers.iter().collect();
        assert!((1..=3).contains(&distinct.len()) && distinct.len() == proposal.speakers.len());
    }
}

#[test]
fn many_languages() {
    for (size, least) in SIZES.into_iter().zip([10, 18]) {
        for seed in 0..6 {
            let event = plan(size, seed);
            let spoken: HashSet<_> = event.proposals.iter().map(|p| p.locale).collect();
            assert!(spoken.len() >= least, "{size:?} with seed {seed}: {spoken:?}");
            assert!(spoken.iter().all(|locale| event.content_locales.contains(locale)));
        }
    }
}

#[test]
fn no_placeholder_is_left() {
    let event = plan(Size::Big, 6);
    let texts = event
        .proposals
        .iter()
        .flat_map(|p| [&p.title, &p.abstract_text, &p.description])
        .chain(event.speakers.iter().map(|speaker| &speaker.biography))
        .chain(event.reviews.iter().map(|review| &review.text));
    for text in texts {
        for name in ["{t}", "{T}", "{place}", "{org}", "{years}", "{slug}", "{name}"] {
            assert!(!text.contains(name), "{text}");
        }
    }
    assert!(event.proposals.iter().all(|p| !p.title.is_empty() && !p.abstract_text.is_empty()));
}

#[test]
fn earlier_versions_have_no_overlaps_either() {
    for size in SIZES {
        for seed in 0..6 {
            let event = plan(size, seed);
            assert_eq!(event.releases.len(), 3);
            assert!(!event.releases[0].without.is_empty() && !event.releases[0].swapped.is_empty());
            for release in &event.releases {
                let mut slots: Vec<Option<Slot>> = event.proposals.iter().map(|p| p.slot).collect();
                release.without.iter().for_each(|&at| slots[at] = None);
                release.swapped.iter().for_each(|&(one, other)| slots.swap(one, other));
                let placed =
                    || event.proposals.iter().zip(&slots).filter_map(|(p, slot)| Some((p, (*slot)?)));
                let rooms =
                    placed().map(|(p, slot)| (slot.room, slot.day, slot.start, slot.start + p.minutes));
                no_overlap(rooms.collect(), "room");
                let speakers = placed().flat_map(|(p, slot)| {
                    p.speakers.iter().map(move |&s| (s, slot.day, slot.start, slot.start + p.minutes))
                });
                no_overlap(speakers.collect(), "speaker");
            }
            assert!(event.releases[2].without.is_empty() && event.releases[2].swapped.is_empty());
        }
    }
}

#[test]
fn track_colours_carry_white_letters() {
    for track in plan(Size::Big, 0).tracks {
        let value = u32::from_str_radix(&track.colour[1..], 16).unwrap();
        let rgb = [(value >> 16) as u8, (value >> 8) as u8, value as u8];
        assert!(colours::contrast_to_white(rgb) >= 4.5, "{}", track.colour);
    }
}

#[test]
fn pools_are_complete() {
    let tracks: Vec<&str> = TRACKS.lines("").iter().map(|line| parts::<1>(line)[0]).collect();
    assert_eq!(tracks.len(), 40);
    for track in &tracks {
        assert_eq!(TOPICS.lines(track.split(" | ").next().unwrap()).len(), 10, "{track}");
    }
    for (language, pool) in LANGUAGES.iter() {
        for heading in ["frames", "topics", "openings", "bodies", "points", "heading", "closings", "bios"] {
            assert!(!pool.lines(heading).is_empty(), "{language}: {heading}");
        }
        for line in pool.lines("topics") {
            let [track, words, problem] = parts(line);
            assert!(
                tracks.contains(&track) && !words.is_empty() && !problem.is_empty(),
                "{language}: {line}"
            );
        }
    }
}

#[test]
fn a_big_event_is_planned_within_a_second() {
    plan(Size::Small, 0); // reads the pools
    let start = Instant::now();
    plan(Size::Big, 0);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}
