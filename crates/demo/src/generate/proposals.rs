//! Proposals: who, in which language, about what, under which title.

use std::collections::HashSet;

use super::Counts;
use super::prose::{self, English, Topic};
use crate::content::{ABSTRACTS, LANGUAGES, TITLES, TOPICS, TRACKS, capitalised, fill, parts};
use crate::dice::Dice;
use crate::event::*;

pub(super) fn make(seed: u64, counts: &Counts, tracks: &[Track], speakers: &[Speaker]) -> Vec<Proposal> {
    let mut dice = Dice::new(seed, "proposals");
    let fates = fates(&mut dice, counts);
    let casts = casts(&mut dice, counts, fates.len());
    let mut author = Author::new(&mut dice, counts, tracks);

    let mut proposals: Vec<Proposal> = Vec::with_capacity(fates.len());
    for (number, ((kind, outcome), cast)) in fates.into_iter().zip(casts).enumerate() {
        let text = author.write(&mut dice, kind, speakers[cast[0]].locale, number);
        proposals.push(Proposal {
            title: text.title,
            locale: text.locale,
            abstract_text: text.abstract_text,
            description: text.description,
            notes: sometimes(&mut dice, 22, "notes"),
            internal_notes: sometimes(&mut dice, 8, "internal"),
            track: text.track,
            kind,
            // Now and then somebody needs less than the usual time.
            minutes: if kind == SessionKind::Talk && dice.chance(4) { 20 } else { kind.minutes() },
            do_not_record: dice.chance(6),
            featured: kind == SessionKind::Keynote || (outcome == Outcome::Confirmed && dice.chance(5)),
            has_picture: dice.chance(if counts.tracks < 10 { 30 } else { 5 }),
            speakers: cast,
            tags: tags(&mut dice, counts),
            links: links(&mut dice, &text.slug),
            days_early: days_early(&mut dice),
            outcome,
            slot: None,
        });
    }
    // Scheduled ones first would be an odd order to submit in.
    dice.shuffle(&mut proposals);
    proposals
}

/// Kind and outcome of every proposal, the scheduled ones first.
fn fates(dice: &mut Dice, counts: &Counts) -> Vec<(SessionKind, Outcome)> {
    let mut scheduled: Vec<_> = counts
        .scheduled
        .iter()
        .flat_map(|&(kind, count)| std::iter::repeat_n((kind, Outcome::Confirmed), count))
        .collect();
    dice.shuffle(&mut scheduled);
    let others: Vec<Outcome> =
        counts.others.iter().flat_map(|&(outcome, count)| std::iter::repeat_n(outcome, count)).collect();
    const KINDS: [SessionKind; 8] = {
        use SessionKind::*;
        [Talk, Talk, Talk, Talk, LongTalk, LongTalk, Workshop, Lightning]
    };
    scheduled.extend(others.into_iter().map(|outcome| (*dice.pick(&KINDS), outcome)));
    scheduled
}

/// Who gives which proposal: everybody once, then at random; some in twos and threes.
fn casts(dice: &mut Dice, counts: &Counts, proposals: usize) -> Vec<Vec<usize>> {
    let scheduled = counts.scheduled();
    let on_stage = counts.speakers - counts.hopeful;
    let mut casts: Vec<Vec<usize>> = (0..scheduled)
        .map(|number| vec![if number < on_stage { number } else { dice.below(on_stage) }])
        .collect();
    let mut waiting: Vec<usize> = (scheduled.min(on_stage)..on_stage).collect();
    for number in scheduled..proposals {
        let hopeful = on_stage + (number - scheduled);
        casts.push(vec![if hopeful < counts.speakers { hopeful } else { dice.below(on_stage) }]);
    }
    // Everyone waiting joins somebody; beyond that, one session in eight gets company.
    let mut joined = 0;
    while !waiting.is_empty() || joined < proposals / 8 {
        let (range, newcomer) = match waiting.pop() {
            Some(speaker) => (scheduled, speaker),
            None => (proposals, dice.below(on_stage)),
        };
        let cast = dice.below(range);
        if casts[cast].len() < 3 && !casts[cast].contains(&newcomer) {
            casts[cast].push(newcomer);
            joined += 1;
        } else if range == scheduled {
            waiting.push(newcomer);
        }
    }
    casts
}

struct Text {
    title: String,
    locale: &'static str,
    track: usize,
    abstract_text: String,
    description: String,
    slug: String,
}

/// Remembers what has been said.
struct Author<'a> {
    tracks: &'a [Track],
    own_language: usize,
    titles: HashSet<String>,
    /// English topics of every track, the next one last.
    topics: Vec<Vec<Topic>>,
    /// How often each track is still to be chosen before all are again.
    round: Vec<usize>,
    keynotes: Vec<&'static str>,
}

impl<'a> Author<'a> {
    fn new(dice: &mut Dice, counts: &Counts, tracks: &'a [Track]) -> Self {
        let mut keynotes = TITLES.lines("keynote").to_vec();
        dice.shuffle(&mut keynotes);
        Self {
            tracks,
            own_language: counts.own_language,
            titles: HashSet::new(),
            topics: vec![Vec::new(); tracks.len()],
            round: Vec::new(),
            keynotes,
        }
    }

    fn write(&mut self, dice: &mut Dice, kind: SessionKind, locale: &str, number: usize) -> Text {
        if kind == SessionKind::Keynote
            && let Some(line) = self.keynotes.pop()
        {
            let [title, about] = parts(line);
            let track = self.next_track(dice);
            let topic = Topic { words: about, problem: "" };
            return self.english(dice, kind, title.to_owned(), topic, track, number);
        }
        if dice.chance(self.own_language)
            && let Some(text) = self.in_own_language(dice, kind, locale)
        {
            return text;
        }
        let track = self.next_track(dice);
        let topic = self.next_topic(dice, track);
        let title = self.english_title(dice, kind, &topic, track);
        self.english(dice, kind, title, topic, track, number)
    }

    /// Tracks of different sizes: one in three comes up twice in a round.
    fn next_track(&mut self, dice: &mut Dice) -> usize {
        if self.round.is_empty() {
            let all = 0..self.tracks.len();
            self.round = all.flat_map(|track| std::iter::repeat_n(track, 2 + track % 3 / 2)).collect();
            dice.shuffle(&mut self.round);
        }
        self.round.pop().unwrap_or(0)
    }

    fn next_topic(&mut self, dice: &mut Dice, track: usize) -> Topic {
        let topics = &mut self.topics[track];
        if topics.is_empty() {
            topics.extend(TOPICS.lines(self.tracks[track].key).iter().map(|line| Topic::read(line)));
            dice.shuffle(topics);
        }
        topics.pop().unwrap_or(Topic { words: "", problem: "" })
    }

    fn english_title(&mut self, dice: &mut Dice, kind: SessionKind, topic: &Topic, track: usize) -> String {
        let general = match kind {
            SessionKind::Talk | SessionKind::Keynote => "talk",
            SessionKind::LongTalk => "long",
            SessionKind::Workshop => "workshop",
            SessionKind::Lightning => "lightning",
        };
        let special = format!("talk {}", family(self.tracks[track].key));
        let headline = capitalised(topic.words);
        loop {
            let pool = if general == "talk" && dice.chance(30) { &special } else { general };
            let mut values = prose::surroundings(dice);
            values.extend([("t", topic.words), ("T", headline.as_str())]);
            let title = fill(dice.line(TITLES.lines(pool)), &values);
            if self.titles.insert(title.clone()) {
                return title;
            }
        }
    }

    fn english(
        &self,
        dice: &mut Dice,
        kind: SessionKind,
        title: String,
        topic: Topic,
        track: usize,
        number: usize,
    ) -> Text {
        let key = self.tracks[track].key;
        let slug = format!("{key}-{number:04}");
        let prose = English { topic, track: key, family: family(key), kind, slug: &slug };
        let abstract_text = prose.abstract_text(dice);
        let long = kind != SessionKind::Lightning && dice.chance(35);
        let description = if long { prose.description(dice) } else { String::new() };
        Text { title, locale: "en", track, abstract_text, description, slug }
    }

    /// None if this language has nothing to say on the event's tracks, or nothing new.
    fn in_own_language(&mut self, dice: &mut Dice, kind: SessionKind, locale: &str) -> Option<Text> {
        let (&locale, pool) = LANGUAGES.get_key_value(locale)?;
        let track_of = |key: &str| self.tracks.iter().position(|track| track.key == key);
        let topics: Vec<(usize, &str, &str)> = pool
            .lines("topics")
            .iter()
            .filter_map(|line| {
                let [key, words, problem] = parts(line);
                Some((track_of(key)?, words, problem))
            })
            .collect();
        // A few attempts; when all is said, English has more words.
        for _ in 0..12 {
            let &(track, words, problem) = dice.pick(&topics);
            let title = fill(dice.line(pool.lines("frames")), &[("t", words)]);
            if self.titles.insert(title.clone()) {
                let abstract_text = prose::foreign(dice, pool, problem, kind);
                let slug = format!("{}-{}", self.tracks[track].key, self.titles.len());
                return Some(Text { title, locale, track, abstract_text, description: String::new(), slug });
            }
        }
        None
    }
}

/// Whether people build, study or agree on something in this track.
fn family(track: &str) -> &'static str {
    let lines = TRACKS.lines("").iter().map(|line| parts::<2>(line));
    lines.into_iter().find(|[key, _]| *key == track).map_or("people", |[_, family]| family)
}

fn sometimes(dice: &mut Dice, percent: usize, pool: &str) -> String {
    if dice.chance(percent) { dice.line(ABSTRACTS.lines(pool)).to_owned() } else { String::new() }
}

fn tags(dice: &mut Dice, counts: &Counts) -> Vec<usize> {
    let all: Vec<usize> = (0..counts.tags).collect();
    let count = *dice.pick(&[0, 0, 1, 1, 2]);
    dice.some(&all, count)
}

fn links(dice: &mut Dice, slug: &str) -> Vec<Link> {
    let count = *dice.pick(&[0, 0, 0, 1, 2]);
    dice.some(ABSTRACTS.lines("link"), count)
        .into_iter()
        .map(|line| {
            let [description, url] = parts(line);
            Link { description, url: fill(url, &[("slug", slug)]) }
        })
        .collect()
}

/// Half of all proposals arrive in the last three days.
fn days_early(dice: &mut Dice) -> u16 {
    if dice.chance(50) { dice.below(3) as u16 } else { dice.between(3, 45) as u16 }
}
