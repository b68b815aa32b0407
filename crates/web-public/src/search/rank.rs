//! Which sessions, speakers and tracks fit a search, the best first.

use plenary_model::programme::{Programme, ProgrammeSession, SlotContent};

use super::fold::fold;

/// How much it says that a word stands at the beginning of a title's word, and so on.
const TITLE_START: u32 = 100;
const TITLE: u32 = 60;
const SPEAKER: u32 = 40;
const GROUP: u32 = 20;
const TEXT: u32 = 5;

/// A score, and the index of what has it.
pub type Ranked = (u32, usize);

/// The sessions that have every word somewhere.
pub fn sessions(programme: &Programme, words: &[String]) -> Vec<Ranked> {
    let speakers: Vec<String> = programme.speakers.iter().map(|speaker| fold(&speaker.name)).collect();
    let rooms = rooms(programme);
    let mut found: Vec<Ranked> = programme
        .sessions
        .iter()
        .enumerate()
        .filter_map(|(index, session)| {
            let names: Vec<&str> = session
                .speakers
                .iter()
                .filter_map(|speaker| speakers.get(*speaker))
                .map(String::as_str)
                .collect();
            Some((score(programme, session, &names, &rooms[index], words)?, index))
        })
        .collect();
    // The programme's own order among equals.
    found.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
    found
}

/// The folded names of the rooms of each session.
fn rooms(programme: &Programme) -> Vec<String> {
    let mut rooms = vec![String::new(); programme.sessions.len()];
    for slot in &programme.slots {
        if let (SlotContent::Session { session, .. }, Some(room)) = (&slot.content, programme.room(slot.room))
            && let Some(names) = rooms.get_mut(*session)
        {
            names.push_str(&fold(&room.name));
            names.push('\n');
        }
    }
    rooms
}

fn score(
    programme: &Programme,
    session: &ProgrammeSession,
    speakers: &[&str],
    rooms: &str,
    words: &[String],
) -> Option<u32> {
    let title = fold(&session.title);
    let track = session
        .track
        .filter(|_| programme.event.use_tracks)
        .and_then(|track| programme.tracks.get(track))
        .map(|track| fold(&track.name))
        .unwrap_or_default();
    let kind = fold(&session.session_type);
    // The long texts are looked at only where the short ones don't have the word.
    let mut texts: Option<[String; 2]> = None;
    words
        .iter()
        .map(|word| {
            let in_texts = |texts: &mut Option<[String; 2]>| {
                let fold_option = |text: &Option<String>| text.as_deref().map(fold).unwrap_or_default();
                texts
                    .get_or_insert_with(|| {
                        [fold_option(&session.abstract_text), fold_option(&session.description)]
                    })
                    .iter()
                    .any(|text| text.contains(word.as_str()))
            };
            if begins_a_word(&title, word) {
                Some(TITLE_START)
            } else if title.contains(word.as_str()) {
                Some(TITLE)
            } else if speakers.iter().any(|name| name.contains(word.as_str())) {
                Some(SPEAKER)
            } else if [&track, &kind].into_iter().any(|name| name.contains(word.as_str()))
                || rooms.contains(word.as_str())
                || session.code.eq_ignore_ascii_case(word)
            {
                Some(GROUP)
            } else {
                in_texts(&mut texts).then_some(TEXT)
            }
        })
        .sum()
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
}

/// The speakers that have every word in name or biography; names count more.
pub fn speakers(programme: &Programme, words: &[String]) -> Vec<Ranked> {
    let mut found: Vec<Ranked> = programme
        .speakers
        .iter()
        .enumerate()
        .filter_map(|(index, speaker)| {
            let name = fold(&speaker.name);
            let biography = speaker.biography.as_deref().map(fold).unwrap_or_default();
            let score: Option<u32> = words
                .iter()
                .map(|word| match (name.contains(word.as_str()), biography.contains(word.as_str())) {
                    (true, _) if begins_a_word(&name, word) => Some(TITLE_START),
                    (true, _) => Some(TITLE),
                    (_, true) => Some(TEXT),
                    _ => None,
                })
                .sum();
            Some((score?, index))
        })
        .collect();
    found.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
    found
}

/// Indices of the tracks whose names have every word, with the number of their sessions; only those
/// that have any.
pub fn tracks(programme: &Programme, words: &[String]) -> Vec<(usize, usize)> {
    if !programme.event.use_tracks {
        return Vec::new();
    }
    programme
        .tracks
        .iter()
        .enumerate()
        .filter(|(_, track)| {
            let name = fold(&track.name);
            words.iter().all(|word| name.contains(word.as_str()))
        })
        .map(|(index, _)| {
            (index, programme.sessions.iter().filter(|session| session.track == Some(index)).count())
        })
        .filter(|(_, sessions)| *sessions > 0)
        .collect()
}
