//! Abstracts: sentences of a pool in an order that makes sense.

use crate::content::{ABSTRACTS, CODE, CONTEXT, Pool, TOPICS, capitalised, fill, parts};
use crate::dice::Dice;
use crate::event::SessionKind;

/// What a session is about.
#[derive(Clone, Copy)]
pub(super) struct Topic {
    /// As within a sentence.
    pub words: &'static str,
    /// A sentence, may be empty.
    pub problem: &'static str,
}

impl Topic {
    pub fn read(line: &'static str) -> Self {
        let [words, problem] = parts(line);
        Self { words, problem }
    }
}

pub(super) fn topic(dice: &mut Dice, track: &str) -> Topic {
    Topic::read(dice.line(TOPICS.lines(track)))
}

/// Values for the places, organisations and years of a template.
pub(super) fn surroundings(dice: &mut Dice) -> Vec<(&'static str, &'static str)> {
    ["places", "orgs", "years"]
        .into_iter()
        .zip(["place", "org", "years"])
        .map(|(pool, name)| (name, dice.line(CONTEXT.lines(pool))))
        .collect()
}

pub(super) struct English<'a> {
    pub topic: Topic,
    pub track: &'a str,
    pub family: &'a str,
    pub kind: SessionKind,
    /// For the addresses of links.
    pub slug: &'a str,
}

impl English<'_> {
    pub fn abstract_text(&self, dice: &mut Dice) -> String {
        let mut values = surroundings(dice);
        let headline = capitalised(self.topic.words);
        values.extend([("t", self.topic.words), ("T", headline.as_str()), ("slug", self.slug)]);
        let say = |dice: &mut Dice, pool: &str| fill(dice.line(ABSTRACTS.lines(pool)), &values);

        let mut first = vec![self.topic.problem.to_owned(), say(dice, "opening")];
        if dice.chance(30) {
            first.reverse();
        }
        first.retain(|sentence| !sentence.is_empty());
        let mut paragraphs = vec![first.join(" ")];
        match self.kind {
            SessionKind::Lightning => paragraphs.push(say(dice, "lightning")),
            SessionKind::Workshop => paragraphs.push(say(dice, "workshop")),
            _ => paragraphs.push(say(dice, &format!("approach {}", self.family))),
        }
        let short = self.kind == SessionKind::Lightning || dice.chance(20);
        if !short {
            if dice.chance(65) {
                paragraphs.push(format!("{}\n\n{}", say(dice, "points-heading"), points(dice)));
            } else if dice.chance(40) {
                paragraphs.push(say(dice, "quote"));
            }
            let code = CODE.lines(self.track);
            if !code.is_empty() && dice.chance(25) {
                paragraphs.push(format!("```\n{}\n```", code.join("\n")));
            }
            paragraphs.push(say(dice, "audience"));
            if dice.chance(45) {
                paragraphs.push(say(dice, "closing"));
            }
        }
        paragraphs.join("\n\n")
    }

    pub fn description(&self, dice: &mut Dice) -> String {
        fill(dice.line(ABSTRACTS.lines("description")), &[])
    }
}

fn points(dice: &mut Dice) -> String {
    let count = dice.between(3, 5);
    let mark = if dice.chance(20) { "1. " } else { "- " };
    let chosen = dice.some(ABSTRACTS.lines("points"), count);
    chosen.iter().map(|point| format!("{mark}{point}")).collect::<Vec<_>>().join("\n")
}

/// The abstract of a session in another language than English.
pub(super) fn foreign(dice: &mut Dice, pool: &Pool, problem: &str, kind: SessionKind) -> String {
    let mut paragraphs = vec![format!("{problem} {}", dice.line(pool.lines("openings")))];
    if kind != SessionKind::Lightning {
        paragraphs.push(dice.line(pool.lines("bodies")).to_owned());
        if dice.chance(55) {
            let points: Vec<String> =
                dice.some(pool.lines("points"), 3).iter().map(|point| format!("- {point}")).collect();
            paragraphs.push(format!("{}\n\n{}", dice.line(pool.lines("heading")), points.join("\n")));
        }
    }
    paragraphs.push(dice.line(pool.lines("closings")).to_owned());
    paragraphs.join("\n\n")
}
