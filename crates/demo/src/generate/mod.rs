//! From a seed to a whole event.

mod colours;
mod frame;
mod opinions;
mod people;
mod proposals;
mod prose;
mod questions;
#[cfg(test)]
mod tests;

use crate::event::*;
use crate::timetable::{Job, solve};

/// How many of everything.
struct Counts {
    tracks: usize,
    rooms: usize,
    speakers: usize,
    /// Of the speakers, those without any scheduled session.
    hopeful: usize,
    pictures: usize,
    reviewers: usize,
    feedback: usize,
    tags: usize,
    /// Percent of the proposals in the language of a speaker who has another one than English.
    own_language: usize,
    scheduled: &'static [(SessionKind, usize)],
    others: &'static [(Outcome, usize)],
}

impl Counts {
    fn of(size: Size) -> Self {
        use Outcome::*;
        use SessionKind::*;
        match size {
            Size::Small => Self {
                tracks: 5,
                rooms: 4,
                speakers: 58,
                hopeful: 11,
                pictures: 44,
                reviewers: 6,
                feedback: 90,
                tags: 8,
                own_language: 50,
                scheduled: &[(Keynote, 3), (Workshop, 5), (LongTalk, 9), (Talk, 26), (Lightning, 7)],
                others: &[
                    (Accepted, 3),
                    (Rejected, 10),
                    (Undecided, 2),
                    (Withdrawn, 2),
                    (Canceled, 1),
                    (Draft, 2),
                ],
            },
            Size::Big => Self {
                tracks: 40,
                rooms: 30,
                speakers: 1_100,
                hopeful: 0,
                pictures: 150,
                reviewers: 24,
                feedback: 1_500,
                tags: 10,
                own_language: 42,
                scheduled: &[(Keynote, 2), (Workshop, 24), (LongTalk, 40), (Talk, 560), (Lightning, 374)],
                others: &[(Accepted, 15), (Rejected, 240), (Undecided, 20), (Withdrawn, 20), (Canceled, 5)],
            },
        }
    }

    fn scheduled(&self) -> usize {
        self.scheduled.iter().map(|(_, count)| count).sum()
    }
}

/// The event of this size and seed: always the same one.
pub fn plan(size: Size, seed: u64) -> DemoEvent {
    let counts = Counts::of(size);
    let tracks = frame::tracks(counts.tracks);
    let rooms = frame::rooms(counts.rooms);
    let mut speakers = people::named(seed, &counts);
    let mut proposals = proposals::make(seed, &counts, &tracks, &speakers);
    people::describe(seed, &counts, &tracks, &mut speakers, &proposals);
    schedule(size, rooms.len(), &speakers, &mut proposals);
    let reviews = opinions::reviews(seed, &counts, &tracks, &proposals);
    let feedback = opinions::feedback(seed, &counts, &proposals);
    let mut content_locales: Vec<_> = crate::content::LANGUAGES.keys().copied().collect();
    content_locales.push("en");
    content_locales.sort_unstable();

    DemoEvent {
        size,
        name: frame::name(size),
        introduction: frame::introduction(size),
        colour: frame::colour(size).to_owned(),
        time_zone: "Europe/Berlin",
        locales: vec!["en", "de"],
        content_locales,
        days: crate::timetable::days(size).len() as u8,
        session_types: frame::session_types(),
        tags: frame::tags(counts.tags),
        questions: questions::with_answers(seed, &speakers, &proposals, reviews.len()),
        reviewers: frame::reviewers(counts.reviewers),
        scores: frame::scores(),
        breaks: frame::breaks(size, rooms.len()),
        releases: frame::releases(seed, &proposals),
        tracks,
        rooms,
        speakers,
        proposals,
        reviews,
        feedback,
    }
}

fn schedule(size: Size, rooms: usize, speakers: &[Speaker], proposals: &mut [Proposal]) {
    let confirmed: Vec<usize> =
        (0..proposals.len()).filter(|&at| proposals[at].outcome == Outcome::Confirmed).collect();
    let jobs: Vec<Job> = confirmed
        .iter()
        .map(|&at| &proposals[at])
        .map(|proposal| Job {
            minutes: proposal.minutes,
            keynote: proposal.kind == SessionKind::Keynote,
            track: proposal.track,
            speakers: &proposal.speakers,
        })
        .collect();
    let only_day: Vec<_> = speakers.iter().map(|speaker| speaker.only_day).collect();
    let slots = solve(size, rooms, &jobs, &only_day);
    for (at, slot) in confirmed.into_iter().zip(slots) {
        proposals[at].slot = slot;
        if slot.is_none() {
            proposals[at].outcome = Outcome::Accepted;
        }
    }
}
