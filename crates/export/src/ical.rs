//! iCalendar (RFC 5545): content lines, and the description of a time zone.
//!
//! Why not a library: see `docs/adr/0004-own-calendar-writer.md`.

use jiff::civil::{DateTime, date};
use jiff::tz::{Offset, TimeZone};

use crate::text::clean;

/// Octets of a line, without its end.
const WIDTH: usize = 75;

/// A calendar being written.
pub(crate) struct Calendar(String);

impl Calendar {
    pub fn new(product: &str) -> Self {
        let mut calendar = Self(String::new());
        calendar.raw("BEGIN", "VCALENDAR");
        calendar.raw("VERSION", "2.0");
        calendar.text("PRODID", product);
        calendar
    }

    pub fn begin(&mut self, component: &str) {
        self.raw("BEGIN", component);
    }

    pub fn end(&mut self, component: &str) {
        self.raw("END", component);
    }

    /// A property of type TEXT.
    pub fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in clean(value).chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                // The only control character that XML allows and calendars don't.
                '\u{7f}' => {}
                // Some readers end a line at any of these.
                '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
                _ => escaped.push(c),
            }
        }
        self.raw(name, &escaped);
    }

    /// A property (with its parameters) whose value needs no escapes.
    pub fn raw(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let (mut rest, mut width) = (line.as_str(), WIDTH);
        while rest.len() > width {
            let cut = (1..=width).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(width);
            let (head, tail) = rest.split_at(cut);
            self.0.push_str(head);
            self.0.push_str("\r\n ");
            // The blank at the start of a continuation counts.
            (rest, width) = (tail, WIDTH - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }

    /// A zone as it is from the start of the first year to the end of the last: the offset in force
    /// at the start, and every change.
    pub fn zone(&mut self, id: &str, zone: &TimeZone, years: (i16, i16)) {
        self.begin("VTIMEZONE");
        self.text("TZID", id);
        let epoch = date(1970, 1, 1).at(0, 0, 0, 0);
        let start_of = |year: i16| {
            date(year.clamp(1, 9998), 1, 1)
                .to_zoned(zone.clone())
                .map(|at| at.timestamp())
                .unwrap_or_default()
        };
        let (from, until) = (start_of(years.0), start_of(years.1.saturating_add(1)));
        let just_before = |at: jiff::Timestamp| at - jiff::SignedDuration::from_secs(1);

        match zone.preceding(from).next() {
            Some(change) if change.timestamp().as_second() > 0 => {
                let before = zone.to_offset(just_before(change.timestamp()));
                let at = before.to_datetime(change.timestamp());
                let dst = change.dst().is_dst();
                self.observance(dst, at, change.abbreviation(), before, change.offset());
            }
            _ => {
                let info = zone.to_offset_info(just_before(from));
                let offset = info.offset();
                self.observance(info.dst().is_dst(), epoch, info.abbreviation(), offset, offset);
            }
        }
        for change in zone.following(just_before(from)).take_while(|change| change.timestamp() < until) {
            let before = zone.to_offset(just_before(change.timestamp()));
            let at = before.to_datetime(change.timestamp());
            self.observance(change.dst().is_dst(), at, change.abbreviation(), before, change.offset());
        }
        self.end("VTIMEZONE");
    }

    fn observance(&mut self, dst: bool, at: DateTime, name: &str, from: Offset, to: Offset) {
        let kind = if dst { "DAYLIGHT" } else { "STANDARD" };
        self.begin(kind);
        self.raw("DTSTART", &at.strftime("%Y%m%dT%H%M%S").to_string());
        self.text("TZNAME", name);
        self.raw("TZOFFSETFROM", &offset(from));
        self.raw("TZOFFSETTO", &offset(to));
        self.end(kind);
    }

    pub fn finish(mut self) -> String {
        self.raw("END", "VCALENDAR");
        self.0
    }
}

/// `+0200`; with seconds where a zone has them.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{properties, read_ics};

    /// `<kind> <start> <from> <to> <name>` of every observance.
    fn observances(zone: &str, first: i16, last: i16) -> Vec<String> {
        let mut calendar = Calendar::new("-//test");
        calendar.zone(zone, &TimeZone::get(zone).unwrap(), (first, last));
        let components = read_ics(&calendar.finish());
        assert_eq!(properties(&components[1])["TZID"], zone);
        components[2..]
            .iter()
            .map(|component| {
                let of = properties(component);
                let (from, to) = (of["TZOFFSETFROM"], of["TZOFFSETTO"]);
                format!("{} {} {from} {to} {}", component.0, of["DTSTART"], of["TZNAME"])
            })
            .collect()
    }

    #[test]
    fn zones() {
        assert_eq!(
            observances("Europe/Berlin", 2027, 2027),
            [
                "STANDARD 20261025T030000 +0200 +0100 CET",
                "DAYLIGHT 20270328T020000 +0100 +0200 CEST",
                "STANDARD 20271031T030000 +0200 +0100 CET",
            ]
        );
        // South of the equator the year starts in summer; programmes may span a new year.
        assert_eq!(
            observances("Australia/Lord_Howe", 2026, 2027),
            [
                "DAYLIGHT 20251005T020000 +1030 +1100 +11",
                "STANDARD 20260405T020000 +1100 +1030 +1030",
                "DAYLIGHT 20261004T020000 +1030 +1100 +11",
                "STANDARD 20270404T020000 +1100 +1030 +1030",
                "DAYLIGHT 20271003T020000 +1030 +1100 +11",
            ]
        );
        assert_eq!(
            observances("America/St_Johns", 2099, 2099),
            [
                "STANDARD 20981102T020000 -0230 -0330 NST",
                "DAYLIGHT 20990308T020000 -0330 -0230 NDT",
                "STANDARD 20991101T020000 -0230 -0330 NST",
            ]
        );
        assert_eq!(observances("Asia/Kolkata", 2027, 2027), ["STANDARD 19700101T000000 +0530 +0530 IST"]);
        assert_eq!(observances("UTC", 2027, 2027), ["STANDARD 19700101T000000 +0000 +0000 UTC"]);
    }

    #[test]
    fn lines_fold_between_characters() {
        let mut calendar = Calendar::new("-//test");
        let long = "ü🎉x".repeat(60);
        calendar.text("SUMMARY", &long);
        calendar.text("LOCATION", &"y".repeat(75 - "LOCATION:".len()));
        let ics = calendar.finish();
        let read = read_ics(&ics);
        assert_eq!(properties(&read[0])["SUMMARY"], long);
        assert!(ics.contains(&format!("LOCATION:{}\r\n", "y".repeat(66))), "75 octets fit");
    }

    #[test]
    fn text_is_escaped() {
        let mut calendar = Calendar::new("-//test");
        calendar.text("SUMMARY", "a\\b;c,d\r\ne\u{2028}f\u{0}\u{7f}\tg");
        assert!(calendar.finish().contains("SUMMARY:a\\\\b\\;c\\,d\\ne\\nf\tg\r\n"));
    }
}
