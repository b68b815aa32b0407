//! Speakers: first their names; what they say about themselves and when they can come once it is
//! known what they talk about.

use std::collections::HashSet;

use super::Counts;
use super::prose;
use crate::content::{LANGUAGES, NAMES, PEOPLE, UNUSUAL_NAMES, fill, parts};
use crate::dice::Dice;
use crate::event::*;

pub(super) fn named(seed: u64, counts: &Counts) -> Vec<Speaker> {
    let mut dice = Dice::new(seed, "names");
    let mut unusual: Vec<_> = UNUSUAL_NAMES.lines("").iter().map(|line| parts::<2>(line)).collect();
    dice.shuffle(&mut unusual);
    unusual.truncate((counts.speakers / 8).max(4));

    let mut taken: HashSet<String> = unusual.iter().map(|[_, name]| (*name).to_owned()).collect();
    let mut all: Vec<(&'static str, String)> =
        unusual.into_iter().map(|[locale, name]| (locale, name.to_owned())).collect();

    let cultures: Vec<Culture> =
        NAMES.sections().map(|(heading, lines)| Culture::read(heading, lines)).collect();
    let whole: usize = cultures.iter().map(|culture| culture.share).sum();
    // Systematic sampling: every culture gets its share even among sixty speakers.
    let wanted = counts.speakers - all.len();
    for index in 0..wanted {
        let mut mark = (index * whole + whole / 2) / wanted;
        let culture = cultures.iter().find(|culture| {
            let here = mark < culture.share;
            mark = mark.saturating_sub(culture.share);
            here
        });
        let culture = culture.unwrap_or(&cultures[0]);
        // Every pool is much larger than its share.
        let name = std::iter::repeat_with(|| culture.name(&mut dice)).find(|name| taken.insert(name.clone()));
        all.extend(name.map(|name| (culture.locale, name)));
    }
    dice.shuffle(&mut all);

    let mut speakers: Vec<Speaker> = (1..)
        .zip(all)
        .map(|(number, (locale, name))| Speaker {
            name,
            email: format!("speaker{number:04}@demo.example"),
            locale,
            biography: String::new(),
            has_picture: false,
            only_day: None,
        })
        .collect();
    let everybody: Vec<usize> = (0..speakers.len()).collect();
    for shown in dice.some(&everybody, counts.pictures) {
        speakers[shown].has_picture = true;
    }
    speakers
}

struct Culture {
    locale: &'static str,
    share: usize,
    pattern: &'static str,
    given: Vec<&'static str>,
    family: Vec<&'static str>,
}

impl Culture {
    fn read(heading: &'static str, lines: &[&'static str]) -> Self {
        let [locale, share, pattern] = parts(heading);
        let names = |line: usize| lines.get(line).map_or(Vec::new(), |line| line.split(", ").collect());
        Self { locale, share: share.parse().unwrap_or(1), pattern, given: names(0), family: names(1) }
    }

    fn name(&self, dice: &mut Dice) -> String {
        let (given, family) = (*dice.pick(&self.given), *dice.pick(&self.family));
        fill(self.pattern, &[("g", given), ("f", family)])
    }
}

pub(super) fn describe(
    seed: u64,
    counts: &Counts,
    tracks: &[Track],
    speakers: &mut [Speaker],
    proposals: &[Proposal],
) {
    let mut dice = Dice::new(seed, "biographies");
    let mut track_of: Vec<usize> = speakers.iter().map(|_| dice.below(counts.tracks)).collect();
    for proposal in proposals {
        for &speaker in &proposal.speakers {
            track_of[speaker] = proposal.track;
        }
    }
    // Only those who depend on nobody else's day may ask for one.
    let mut free = vec![true; speakers.len()];
    for proposal in proposals.iter().filter(|p| p.speakers.len() > 1 || p.kind == SessionKind::Keynote) {
        proposal.speakers.iter().for_each(|&speaker| free[speaker] = false);
    }
    for ((speaker, track), free) in speakers.iter_mut().zip(track_of).zip(free) {
        if dice.chance(6) && free {
            speaker.only_day = Some(dice.below(2) as u8);
        }
        if dice.chance(7) {
            continue;
        }
        let own = LANGUAGES.get(speaker.locale).filter(|_| dice.chance(45));
        speaker.biography = match own {
            Some(pool) => dice.line(pool.lines("bios")).to_owned(),
            None => {
                let topic = prose::topic(&mut dice, tracks[track].key);
                let mut values = prose::surroundings(&mut dice);
                values.push(("t", topic.words));
                values.push(("name", &speaker.name));
                let mut text = fill(dice.line(PEOPLE.lines("bio")), &values);
                if dice.chance(55) {
                    text.push_str("\n\n");
                    text.push_str(&fill(dice.line(PEOPLE.lines("bio-more")), &values));
                }
                text
            }
        };
    }
}
