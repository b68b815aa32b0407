//! Small forms that all formats share.

use std::borrow::Cow;

use jiff::Zoned;
use plenary_model::Timestamp;

/// Text as XML and iCalendar can carry it: without the characters XML 1.0 forbids, and without
/// carriage returns. Tabs and line feeds stay.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    strip(text, |c| matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
}

/// Text for JSON, where carriage returns are harmless.
pub(crate) fn clean_json(text: &str) -> Cow<'_, str> {
    strip(text, |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}'))
}

fn strip(text: &str, unwanted: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(&unwanted) {
        Cow::Owned(text.chars().filter(|c| !unwanted(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// `HH:MM`, from a day on `D:HH:MM`. A slot that ends before it starts lasts no time.
pub(crate) fn duration(minutes: i64) -> String {
    let minutes = minutes.max(0);
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    if days > 0 { format!("{days}:{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}") }
}

/// `2027-03-26T10:00:00+01:00`; UTC as `+00:00`.
pub(crate) fn date_time(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// `2026-11-22T13:00:17.651183+00:00`; without a fraction where there is none.
pub(crate) fn iso_utc(at: Timestamp) -> String {
    let at = at.jiff();
    let fraction = match at.subsec_nanosecond() / 1000 {
        0 => String::new(),
        micros => format!(".{micros:06}"),
    };
    format!("{}{fraction}+00:00", at.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// `10:00`
pub(crate) fn clock_time(at: &Zoned) -> String {
    at.strftime("%H:%M").to_string()
}

/// `20270326T100000`
pub(crate) fn compact(at: &Zoned) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// The slug of a track or room.
pub(crate) fn slug(id: i32, name: &str) -> String {
    format!("{id}-{}", plenary_model::slug::of_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(duration(5), "00:05");
        assert_eq!(duration(23 * 60 + 59), "23:59");
        assert_eq!(duration(25 * 60), "1:01:00");
        assert_eq!(duration(48 * 60), "2:00:00");
        assert_eq!(duration(-30), "00:00");
    }

    #[test]
    fn control_characters_go() {
        assert_eq!(clean("a\0\u{8}\t\n\u{b}\r\u{1f}b\u{7f}\u{ffff}"), "a\t\nb\u{7f}");
        assert_eq!(clean_json("a\0\t\r\n\u{b}b"), "a\t\r\nb");
        assert!(matches!(clean("Ünï 🎉"), Cow::Borrowed(_)));
    }

    #[test]
    fn slugs_of_names() {
        assert_eq!(slug(1, "Große Halle \"A\""), "1-groe-halle-a");
        assert_eq!(slug(1, "Säfety & More"), "1-safety-more");
    }
}
