//! When everything happens, counted from the first day of the event.

use jiff::ToSpan;
use jiff::tz::TimeZone;
use plenary_model::{Date, Timestamp, time};

use super::Stage;

pub(super) struct Timeline {
    zone: TimeZone,
    now: Timestamp,
    pub first_day: Date,
    /// The event was set up.
    pub planned: Timestamp,
    pub opening: Timestamp,
    pub deadline: Timestamp,
    pub reviewed: Timestamp,
    pub decided: Timestamp,
    pub confirmed: Timestamp,
    /// Of the versions, in their order.
    pub released: [Timestamp; 3],
}

const DAY: i64 = 24 * 60;

impl Timeline {
    pub fn new(stage: Stage, now: Timestamp, time_zone: &str) -> Self {
        let zone = time::zone(time_zone);
        let ahead = match stage {
            Stage::Cfp => 120,
            Stage::Review => 75,
            Stage::Schedule => 14,
            Stage::Over => -10,
        };
        let first_day = Date(now.in_zone(&zone).date()).plus_days(ahead);
        // A call that is still open has been so for a month, and will be for another.
        let (opening, deadline) = if stage == Stage::Cfp { (-150, -90) } else { (-125, -80) };
        let at = |day: i64, hour: i64| moment(&zone, first_day, day, hour * 60);
        Self {
            planned: at(opening - 14, 10),
            opening: at(opening, 12),
            deadline: moment(&zone, first_day, deadline, 24 * 60 - 1),
            reviewed: at(-62, 20),
            decided: at(-60, 18),
            confirmed: at(-50, 18),
            released: [at(-45, 17), at(-30, 11), at(-16, 15)],
            zone,
            now,
            first_day,
        }
    }

    /// A time of the clock on a day of the event; also before and after it.
    pub fn at(&self, day: i64, minute: u16) -> Timestamp {
        moment(&self.zone, self.first_day, day, i64::from(minute))
    }

    /// The last moment that is over: what happens in the plan can't happen in the future.
    pub fn past(&self, moment: Timestamp) -> Timestamp {
        moment.min(self.now)
    }

    /// A moment at `share` (0 to 1) of the way from one to another, but not in the future.
    pub fn between(&self, from: Timestamp, to: Timestamp, share: f32) -> Timestamp {
        let to = self.past(to);
        let length = (to.micros() - from.micros()).max(0) / 1_000_000;
        from.plus_seconds((f64::from(share) * length as f64) as i64)
    }

    /// When a proposal came in that came so many days before the end of the call. An open call has
    /// its last days now.
    pub fn submission(&self, days_early: u16, share: f32) -> Timestamp {
        let end = self.past(self.deadline);
        let minutes = end.minutes_since(self.opening);
        let step = minutes / 46;
        let early = i64::from(days_early) * step + (f64::from(share) * step as f64) as i64;
        end.plus_seconds(-early.min(minutes) * 60)
    }

    /// ISO 8601 with the zone's offset.
    pub fn iso(&self, moment: Timestamp) -> String {
        moment.in_zone(&self.zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

fn moment(zone: &TimeZone, first_day: Date, day: i64, minute: i64) -> Timestamp {
    let date = first_day.plus_days(day + minute.div_euclid(DAY));
    let clock = date.0.at(0, 0, 0, 0).checked_add(minute.rem_euclid(DAY).minutes());
    clock.and_then(|clock| clock.to_zoned(zone.clone())).map_or(date.start_in(zone), |zoned| (&zoned).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGES: [Stage; 4] = [Stage::Cfp, Stage::Review, Stage::Schedule, Stage::Over];

    #[test]
    fn proposals_come_while_the_call_is_open_and_not_in_the_future() {
        let now: Timestamp = "2026-03-20T08:30:00Z".parse().unwrap();
        for stage in STAGES {
            let times = Timeline::new(stage, now, "Europe/Berlin");
            for days_early in 0..=45 {
                for share in [0.0, 0.5, 1.0] {
                    let at = times.submission(days_early, share);
                    assert!(
                        times.opening <= at && at <= times.deadline && at <= now,
                        "{stage:?} {days_early}"
                    );
                }
            }
            assert_eq!(times.deadline > now, stage == Stage::Cfp);
            assert_eq!(times.released[2] < now, stage >= Stage::Schedule);
        }
    }

    #[test]
    fn the_clock_on_the_wall_counts() {
        // The clock changed on 29 March 2026, inside the fortnight.
        let times = Timeline::new(Stage::Schedule, "2026-03-20T08:30:00Z".parse().unwrap(), "Europe/Berlin");
        assert_eq!(times.first_day.to_string(), "2026-04-03");
        assert_eq!(times.iso(times.at(0, 9 * 60 + 30)), "2026-04-03T09:30:00+02:00");
        assert_eq!(times.iso(times.at(-10, 9 * 60)), "2026-03-24T09:00:00+01:00");
    }
}
