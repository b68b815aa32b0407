//! Instants, calendar dates and the clock.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};

/// An instant in UTC with microsecond resolution. Stored as whole microseconds since 1970 on both
/// engines (ADR 0001).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The instant `micros` microseconds after 1970-01-01T00:00:00Z; out-of-range values saturate.
    pub fn from_micros(micros: i64) -> Self {
        Self(jiff::Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        }))
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }

    pub fn jiff(self) -> jiff::Timestamp {
        self.0
    }

    /// The same instant seen in a time zone.
    pub fn in_zone(self, zone: &jiff::tz::TimeZone) -> jiff::Zoned {
        self.0.to_zoned(zone.clone())
    }

    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self::from_micros(self.micros().saturating_add(minutes.saturating_mul(60_000_000)))
    }

    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_micros(self.micros().saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole minutes from `earlier` to `self`; negative when `self` comes first.
    pub fn minutes_since(self, earlier: Self) -> i64 {
        (self.micros() - earlier.micros()).div_euclid(60_000_000)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    /// Drops what is finer than a microsecond.
    fn from(value: jiff::Timestamp) -> Self {
        Self::from_micros(value.as_microsecond())
    }
}

impl From<&jiff::Zoned> for Timestamp {
    fn from(value: &jiff::Zoned) -> Self {
        value.timestamp().into()
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;
    /// RFC 3339, with an offset.
    fn from_str(text: &str) -> std::result::Result<Self, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(Into::into)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A calendar date without zone. Stored as `YYYY-MM-DD` on both engines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub jiff::civil::Date);

impl Date {
    /// Local midnight at the start of the day (the first existing instant where a change of the
    /// clock skips midnight).
    pub fn start_in(self, zone: &jiff::tz::TimeZone) -> Timestamp {
        self.0.to_zoned(zone.clone()).map(|zoned| (&zoned).into()).unwrap_or(Timestamp::from_micros(0))
    }

    pub fn plus_days(self, days: i64) -> Self {
        use jiff::ToSpan;
        Self(self.0.checked_add(days.days()).unwrap_or(self.0))
    }

    /// Days from `earlier` to `self`.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }
}

impl FromStr for Date {
    type Err = jiff::Error;
    fn from_str(text: &str) -> std::result::Result<Self, jiff::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where "now" comes from. Everything below the binary takes one.
pub trait Clock: Send + Sync + 'static {
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}

/// A clock that stands still until it is set: for tests and generated events.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    pub fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.micros()))
    }

    pub fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// The named time zone; an unknown name gives UTC, so that a page never fails over a bad row.
pub fn zone(name: &str) -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get(name).unwrap_or(jiff::tz::TimeZone::UTC)
}

/// Whether `name` is a zone an event may use: known, and not one of the `Etc/` group.
pub fn zone_is_selectable(name: &str) -> bool {
    !name.starts_with("Etc/") && jiff::tz::TimeZone::get(name).is_ok()
}

/// The names of all zones that may be chosen, sorted.
pub fn zone_names() -> Vec<String> {
    let mut names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| zone_is_selectable(name))
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_keep_microseconds() {
        let at: Timestamp = "2026-11-22T13:00:17.601592789Z".parse().unwrap();
        assert_eq!(at.micros() % 1_000_000, 601_592);
        assert_eq!(Timestamp::from_micros(at.micros()), at);
    }

    #[test]
    fn midnight_is_local() {
        let date: Date = "2026-09-11".parse().unwrap();
        assert_eq!(date.start_in(&zone("Europe/Berlin")).to_string(), "2026-09-10T22:00:00Z");
        assert_eq!(date.plus_days(2).days_since(date), 2);
    }

    #[test]
    fn zones() {
        assert!(zone_is_selectable("US/Eastern"));
        assert!(!zone_is_selectable("Etc/GMT+3"));
        assert!(!zone_is_selectable("Mars/Olympus"));
        let names = zone_names();
        assert!(names.len() > 300 && names.is_sorted() && names.iter().any(|name| name == "Europe/Berlin"));
    }
}
