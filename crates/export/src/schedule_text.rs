//! The programme for terminals: a list, or a table with a column for each room (api-and-exports §8.3).

use std::fmt::Write as _;

use jiff::Zoned;
use jiff::tz::TimeZone;
use plenary_model::programme::{Programme, ProgrammeSlot, SlotContent};

use crate::site::{Site, schedule_url};
use crate::terminal::{self, BOLD, RESET, YELLOW};
use crate::terminal_grid::{Cell, Style, grid};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextForm {
    Table,
    List,
}

/// The words around it, in the language of the programme.
pub struct TextWords {
    /// That there are other forms.
    pub forms: String,
    /// Which of them one gets without asking.
    pub default: String,
    /// In place of names.
    pub no_speakers: String,
    /// Between what and where.
    pub in_room: String,
}

/// With ANSI colours. Whatever in texts could steer a terminal is taken out.
pub fn schedule_text(programme: &Programme, site: &Site, form: TextForm, words: &TextWords) -> String {
    let zone = programme.zone();
    let url = schedule_url(&programme.event);
    let mut out = format!("\n{BOLD}{}{RESET}\n\n{}:\n", terminal::line(&programme.event.name), words.forms);
    let _ = writeln!(out, "   curl {url}\\?format=table ({})", words.default);
    let _ = writeln!(out, "   curl {url}\\?format=list\n");
    for day in days(programme, &zone) {
        let _ = writeln!(out, "\n{YELLOW}{}{RESET}", day.date);
        match form {
            TextForm::List => list(&mut out, programme, site, words, &day),
            TextForm::Table => table(&mut out, programme, site, &day),
        }
    }
    out
}

/// What begins on one day, by start.
struct Day<'a> {
    date: jiff::civil::Date,
    slots: Vec<(Zoned, &'a ProgrammeSlot)>,
}

fn days<'a>(programme: &'a Programme, zone: &TimeZone) -> Vec<Day<'a>> {
    let mut days: Vec<Day<'a>> = Vec::new();
    let mut slots: Vec<(Zoned, &ProgrammeSlot)> =
        programme.slots.iter().map(|slot| (slot.start.in_zone(zone), slot)).collect();
    slots.sort_by(|a, b| a.0.cmp(&b.0));
    for (start, slot) in slots {
        let date = start.date();
        match days.last_mut() {
            Some(day) if day.date == date => day.slots.push((start, slot)),
            _ => days.push(Day { date, slots: vec![(start, slot)] }),
        }
    }
    days
}

fn list(out: &mut String, programme: &Programme, site: &Site, words: &TextWords, day: &Day<'_>) {
    for (start, slot) in &day.slots {
        let room = programme.room(slot.room).map(|room| terminal::line(&room.name)).unwrap_or_default();
        let time = start.strftime("%H:%M");
        let _ = write!(out, "* {YELLOW}{time}{RESET} ");
        let _ = match &slot.content {
            SlotContent::Break { description } => {
                writeln!(out, "{} {} {room}", terminal::line(description), words.in_room)
            }
            SlotContent::Session { session, .. } => {
                let Some(session) = programme.sessions.get(*session) else { continue };
                let names = terminal::line(&site.names_of(programme, &session.speakers));
                let names = if names.is_empty() { &words.no_speakers } else { &names };
                let (title, language) = (terminal::line(&session.title), &session.content_locale);
                writeln!(out, "{title}, {names} ({language}); {} {room}", words.in_room)
            }
        };
    }
}

fn table(out: &mut String, programme: &Programme, site: &Site, day: &Day<'_>) {
    let rooms: Vec<i32> = programme
        .rooms
        .iter()
        .map(|room| room.id)
        .filter(|id| day.slots.iter().any(|(_, slot)| slot.room == *id))
        .collect();
    let names: Vec<String> = rooms
        .iter()
        .map(|id| programme.room(*id).map(|room| terminal::line(&room.name)).unwrap_or_default())
        .collect();
    let cells: Vec<Cell> = day
        .slots
        .iter()
        .filter_map(|(start, slot)| {
            let column = rooms.iter().position(|id| *id == slot.room)?;
            let end = slot.end.in_zone(start.time_zone());
            let texts = match &slot.content {
                SlotContent::Break { description } => vec![(terminal::line(description), Style::Dim, 3)],
                SlotContent::Session { session, .. } => {
                    let session = programme.sessions.get(*session)?;
                    vec![
                        (terminal::line(&session.title), Style::Bold, 3),
                        (terminal::line(&site.names_of(programme, &session.speakers)), Style::Yellow, 1),
                        (session.content_locale.clone(), Style::Dim, 1),
                    ]
                }
            };
            Some(Cell { column, start: start.clone(), end, texts })
        })
        .collect();
    grid(out, &names, cells);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn words() -> TextWords {
        TextWords {
            forms: "Forms".into(),
            default: "default".into(),
            no_speakers: "Nobody".into(),
            in_room: "in".into(),
        }
    }

    fn bare(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            out.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        out + rest
    }

    #[test]
    fn the_list_is_in_the_event_s_time() {
        let mut programme = sample::programme("Europe/Berlin");
        programme.sessions[0].title = "Night \u{1b}[31mwatch\r\n\u{202e}".into();
        programme.sessions[0].speakers.clear();
        let text = schedule_text(&programme, &sample::site(), TextForm::List, &words());
        let plain = bare(&text);
        assert!(plain.contains("\n2027-03-28\n"), "{plain}");
        assert!(plain.contains("Night [31mwatch, Nobody ("), "{plain}");
        let lines = plain.lines().filter(|line| line.starts_with("* ")).count();
        assert_eq!(lines, programme.slots.len());
        for start in programme.slots.iter().map(|slot| slot.start.in_zone(&programme.zone())) {
            assert!(plain.contains(&format!("* {} ", start.strftime("%H:%M"))), "{plain}");
        }
        // Only our own sequences are left.
        let own = [BOLD, YELLOW, RESET];
        for (at, _) in text.match_indices('\u{1b}') {
            assert!(own.iter().any(|sequence| text[at..].starts_with(sequence)), "{:?}", &text[at..at + 8]);
        }
    }

    #[test]
    fn every_line_of_a_table_is_as_wide() {
        use unicode_width::UnicodeWidthStr;
        let mut programme = sample::programme("Europe/Berlin");
        programme.sessions[0].title = "会議の予定表を端末で読むための長い題名".into();
        programme.sessions[1].title = sample::HOSTILE.repeat(20);
        let text = bare(&schedule_text(&programme, &sample::site(), TextForm::Table, &words()));
        for room in &programme.rooms {
            let used = programme.slots.iter().any(|slot| slot.room == room.id);
            assert_eq!(text.contains(&room.name), used, "{}", room.name);
        }
        let mut width = 0;
        for line in text.lines().skip(7) {
            if line.starts_with("        | ") {
                width = line.width();
            } else if line.starts_with("2027") || line.is_empty() {
                width = 0;
            } else {
                assert_eq!(line.width(), width, "{line:?}\n{text}");
            }
        }
    }
}
