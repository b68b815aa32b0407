//! Dates and times as people write them. Names and patterns are messages of the area `kit`.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::locale::Locale;

impl Locale {
    /// “Friday 4 September 2026”
    pub fn date_long(self, date: Date) -> String {
        self.date_as("kit-date-long", date)
    }

    /// “4 September 2026”
    pub fn date(self, date: Date) -> String {
        self.date_as("kit-date", date)
    }

    /// “4 Sep 2026”
    pub fn date_short(self, date: Date) -> String {
        self.date_as("kit-date-short", date)
    }

    /// “Fri 4 Sep”: a day of an event whose year is clear.
    pub fn day(self, date: Date) -> String {
        self.date_as("kit-day", date)
    }

    /// “Friday”
    pub fn weekday(self, date: Date) -> String {
        self.t(WEEKDAYS[weekday_index(date)]).into_owned()
    }

    /// “14:05”
    pub fn time(self, at: &Zoned) -> String {
        let minute = format!("{:02}", at.minute());
        let hour = format!("{:02}", at.hour());
        self.t_args("kit-time", (("hour", hour), ("minute", minute))).into_owned()
    }

    /// “4 September 2026, 14:05”
    pub fn date_time(self, at: &Zoned) -> String {
        self.t_args("kit-date-time", (("date", self.date(at.date())), ("time", self.time(at)))).into_owned()
    }

    /// “4 Sep 2026, 14:05”
    pub fn date_time_short(self, at: &Zoned) -> String {
        self.t_args("kit-date-time", (("date", self.date_short(at.date())), ("time", self.time(at))))
            .into_owned()
    }

    /// “14:00–14:30”; the later day is named when it is another one.
    pub fn time_range(self, start: &Zoned, end: &Zoned) -> String {
        let until = if start.date() == end.date() {
            self.time(end)
        } else {
            self.t_args("kit-date-time", (("date", self.day(end.date())), ("time", self.time(end))))
                .into_owned()
        };
        self.t_args("kit-range-close", (("from", self.time(start)), ("to", until))).into_owned()
    }

    /// “4–6 September 2026”, “30 September – 2 October 2026”, “30 December 2026 – 2 January 2027”.
    pub fn date_range(self, from: Date, to: Date) -> String {
        if from == to {
            return self.date(from);
        }
        let month = |date: Date| self.t(MONTHS[usize::from(date.month().unsigned_abs()) - 1]);
        let (day, last) = (i64::from(from.day()), i64::from(to.day()));
        if from.year() != to.year() {
            self.t_args("kit-range-wide", (("from", self.date(from)), ("to", self.date(to)))).into_owned()
        } else if from.month() != to.month() {
            let start = self.t_args("kit-date-no-year", (("day", day), ("month", month(from))));
            self.t_args("kit-range-wide", (("from", start), ("to", self.date(to)))).into_owned()
        } else {
            let year = to.year().to_string();
            self.t_args("kit-range-days", (("from", day), ("to", last), ("month", month(to)), ("year", year)))
                .into_owned()
        }
    }

    /// “today”, “tomorrow”, “yesterday”, “in 3 days”, “5 days ago”; farther away the date.
    pub fn relative_day(self, date: Date, today: Date) -> String {
        match (date - today).get_days() {
            0 => self.t("kit-today").into_owned(),
            1 => self.t("kit-tomorrow").into_owned(),
            -1 => self.t("kit-yesterday").into_owned(),
            days @ 2..=30 => self.t_args("kit-in-days", ("count", days)).into_owned(),
            days @ -30..=-2 => self.t_args("kit-days-ago", ("count", -days)).into_owned(),
            _ => self.date(date),
        }
    }

    /// “just now”, “5 minutes ago”, “3 hours ago”, then as [`Locale::relative_day`].
    pub fn relative(self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let minutes = now.as_second().saturating_sub(at.as_second()) / 60;
        match minutes {
            0 => self.t("kit-just-now").into_owned(),
            1..60 => self.t_args("kit-minutes-ago", ("count", minutes)).into_owned(),
            60..720 => self.t_args("kit-hours-ago", ("count", minutes / 60)).into_owned(),
            -59..=-1 => self.t_args("kit-in-minutes", ("count", -minutes)).into_owned(),
            -719..=-60 => self.t_args("kit-in-hours", ("count", -minutes / 60)).into_owned(),
            _ => self.relative_day(at.to_zoned(zone.clone()).date(), now.to_zoned(zone.clone()).date()),
        }
    }

    /// “45 min”, “1 h”, “1 h 30 min”
    pub fn duration(self, minutes: i64) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        match (hours, rest) {
            (0, rest) => self.t_args("kit-duration-minutes", ("minutes", rest)),
            (hours, 0) => self.t_args("kit-duration-hours", ("hours", hours)),
            (hours, rest) => self.t_args("kit-duration", (("hours", hours), ("minutes", rest))),
        }
        .into_owned()
    }

    fn date_as(self, pattern: &str, date: Date) -> String {
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let weekday = weekday_index(date);
        let year = date.year().to_string();
        self.t_args(
            pattern,
            (
                ("weekday", self.t(WEEKDAYS[weekday])),
                ("weekday-short", self.t(WEEKDAYS_SHORT[weekday])),
                ("day", i64::from(date.day())),
                ("month", self.t(MONTHS[month])),
                ("month-short", self.t(MONTHS_SHORT[month])),
                ("year", year),
            ),
        )
        .into_owned()
    }
}

fn weekday_index(date: Date) -> usize {
    usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())
}

const MONTHS: [&str; 12] = [
    "kit-month-1",
    "kit-month-2",
    "kit-month-3",
    "kit-month-4",
    "kit-month-5",
    "kit-month-6",
    "kit-month-7",
    "kit-month-8",
    "kit-month-9",
    "kit-month-10",
    "kit-month-11",
    "kit-month-12",
];
const MONTHS_SHORT: [&str; 12] = [
    "kit-month-short-1",
    "kit-month-short-2",
    "kit-month-short-3",
    "kit-month-short-4",
    "kit-month-short-5",
    "kit-month-short-6",
    "kit-month-short-7",
    "kit-month-short-8",
    "kit-month-short-9",
    "kit-month-short-10",
    "kit-month-short-11",
    "kit-month-short-12",
];
const WEEKDAYS: [&str; 7] = [
    "kit-weekday-1",
    "kit-weekday-2",
    "kit-weekday-3",
    "kit-weekday-4",
    "kit-weekday-5",
    "kit-weekday-6",
    "kit-weekday-7",
];
const WEEKDAYS_SHORT: [&str; 7] = [
    "kit-weekday-short-1",
    "kit-weekday-short-2",
    "kit-weekday-short-3",
    "kit-weekday-short-4",
    "kit-weekday-short-5",
    "kit-weekday-short-6",
    "kit-weekday-short-7",
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use plenary_model::time::zone;

    use super::*;

    #[test]
    fn dates() {
        let friday = date(2026, 9, 4);
        assert_eq!(Locale::EN.date_long(friday), "Friday 4 September 2026");
        assert_eq!(Locale::DE.date_long(friday), "Freitag, 4. September 2026");
        assert_eq!(Locale::EN.date_short(friday), "4 Sep 2026");
        assert_eq!(Locale::DE.date_short(friday), "4. Sept. 2026");
        assert_eq!(Locale::EN.day(friday), "Fri 4 Sep");
        assert_eq!(Locale::DE.weekday(friday), "Freitag");
    }

    #[test]
    fn ranges() {
        let range = |l: Locale, a, b| l.date_range(a, b);
        assert_eq!(range(Locale::EN, date(2026, 9, 4), date(2026, 9, 6)), "4–6 September 2026");
        assert_eq!(range(Locale::DE, date(2026, 9, 4), date(2026, 9, 6)), "4.–6. September 2026");
        assert_eq!(range(Locale::EN, date(2026, 9, 30), date(2026, 10, 2)), "30 September – 2 October 2026");
        assert_eq!(
            range(Locale::DE, date(2026, 12, 30), date(2027, 1, 2)),
            "30. Dezember 2026 – 2. Januar 2027"
        );
        assert_eq!(range(Locale::EN, date(2026, 9, 4), date(2026, 9, 4)), "4 September 2026");
    }

    #[test]
    fn times_are_local() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap().to_zoned(zone("Europe/Berlin"));
        let (start, end) = (at("2026-09-04T12:05:00Z"), at("2026-09-04T12:35:00Z"));
        assert_eq!(Locale::EN.time(&start), "14:05");
        assert_eq!(Locale::EN.time_range(&start, &end), "14:05–14:35");
        assert_eq!(Locale::DE.date_time(&start), "4. September 2026, 14:05 Uhr");
        let night = at("2026-09-04T22:30:00Z");
        assert_eq!(Locale::EN.time_range(&start, &night), "14:05–Sat 5 Sep, 00:30");
    }

    #[test]
    fn relative() {
        let now: Timestamp = "2026-09-04T12:00:00Z".parse().unwrap();
        let zone = zone("UTC");
        let say = |text: &str| Locale::EN.relative(text.parse().unwrap(), now, &zone);
        assert_eq!(say("2026-09-04T11:59:50Z"), "just now");
        assert_eq!(say("2026-09-04T11:59:00Z"), "1 minute ago");
        assert_eq!(say("2026-09-04T09:00:00Z"), "3 hours ago");
        assert_eq!(say("2026-09-04T12:20:00Z"), "in 20 minutes");
        assert_eq!(say("2026-09-03T11:00:00Z"), "yesterday");
        assert_eq!(say("2026-09-07T11:00:00Z"), "in 3 days");
        assert_eq!(say("2025-09-07T11:00:00Z"), "7 September 2025");
        assert_eq!(Locale::DE.relative_day(date(2026, 9, 2), date(2026, 9, 4)), "vor 2 Tagen");
        assert_eq!(Locale::EN.duration(90), "1 h 30 min");
        assert_eq!(Locale::EN.duration(60), "1 h");
        assert_eq!(Locale::DE.duration(45), "45 Min.");
    }
}
