//! The programme by day and room, as `schedule.xml`, `schedule.json` and `schedule.xcal` show it.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::Zoned;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use plenary_model::Date;
use plenary_model::programme::{Programme, ProgrammeRoom, ProgrammeSession, ProgrammeSlot, SlotContent};
use uuid::Uuid;

use crate::text::clean;

/// A placed session.
#[derive(Clone, Debug)]
pub struct Talk<'a> {
    pub slot: &'a ProgrammeSlot,
    pub session: &'a ProgrammeSession,
    pub room: &'a ProgrammeRoom,
    /// Empty, or `-<index>` where the session is presented several times.
    pub suffix: &'a str,
    pub guid: Uuid,
    /// Start in the zone of the event.
    pub start: Zoned,
}

impl Talk<'_> {
    pub(crate) fn minutes(&self) -> i64 {
        self.slot.end.minutes_since(self.slot.start)
    }

    pub(crate) fn end(&self) -> Zoned {
        self.slot.end.in_zone(self.start.time_zone())
    }

    pub(crate) fn slug(&self, event: &str) -> String {
        plenary_model::slug::of_session(event, self.session.id, self.suffix, &self.session.title)
    }
}

/// A day of the event.
#[derive(Clone, Debug)]
pub struct Day<'a> {
    /// From 1.
    pub index: usize,
    pub date: Date,
    /// 04:00 of the day.
    pub start: Zoned,
    /// 03:59 of the next.
    pub end: Zoned,
    /// The rooms in use that day, in their order.
    pub rooms: Vec<DayRoom<'a>>,
}

/// What happens in one room, or several of the same displayed name, on one day.
#[derive(Clone, Debug)]
pub struct DayRoom<'a> {
    pub name: Cow<'a, str>,
    /// The first room of that name.
    pub room: &'a ProgrammeRoom,
    /// By start.
    pub talks: Vec<Talk<'a>>,
}

/// The placed sessions in the programme's order (by start); breaks left out, as well as slots whose
/// room or session is missing from the programme.
pub(crate) fn talks<'a>(programme: &'a Programme, zone: &TimeZone) -> impl Iterator<Item = Talk<'a>> {
    let rooms: HashMap<i32, &ProgrammeRoom> = programme.rooms.iter().map(|room| (room.id, room)).collect();
    let zone = zone.clone();
    programme.slots.iter().filter_map(move |slot| {
        let SlotContent::Session { session, suffix, guid } = &slot.content else { return None };
        Some(Talk {
            slot,
            session: programme.sessions.get(*session)?,
            room: rooms.get(&slot.room)?,
            suffix,
            guid: *guid,
            start: slot.start.in_zone(&zone),
        })
    })
}

/// Every day of the event with its rooms and sessions; sessions outside the event's dates are left out.
pub fn days(programme: &Programme) -> Vec<Day<'_>> {
    let zone = programme.zone();
    let event = &programme.event;
    let count = day_count(programme);
    let mut days: Vec<Day<'_>> = (0..count)
        .map(|offset| {
            let date = event.date_from.plus_days(offset);
            Day {
                index: usize::try_from(offset + 1).unwrap_or_default(),
                date,
                start: at(date, 4, 0, &zone),
                end: at(date.plus_days(1), 3, 59, &zone),
                rooms: Vec::new(),
            }
        })
        .collect();

    let mut known: HashMap<(usize, Cow<'_, str>), usize> = HashMap::new();
    for talk in talks(programme, &zone) {
        let Ok(day) = usize::try_from(day_of(&talk.start, event.date_from)) else { continue };
        let Some(Day { rooms, .. }) = days.get_mut(day) else { continue };
        let name = clean(&talk.room.name);
        let room = *known.entry((day, name.clone())).or_insert_with(|| {
            rooms.push(DayRoom { name, room: talk.room, talks: Vec::new() });
            rooms.len() - 1
        });
        rooms[room].talks.push(talk);
    }
    for day in &mut days {
        day.rooms.sort_by_key(|room| room.room.position.unwrap_or(room.room.id));
    }
    days
}

/// The number of days of the event.
pub(crate) fn day_count(programme: &Programme) -> i64 {
    (programme.event.date_to.days_since(programme.event.date_from) + 1).max(0)
}

/// Which day of the event a start counts to: what starts before 03:00 belongs to the day before,
/// except on the first day, where there is none.
fn day_of(start: &Zoned, first: Date) -> i64 {
    let day = Date(start.date()).days_since(first);
    if start.hour() < 3 && day != 0 { day - 1 } else { day }
}

fn at(date: Date, hour: i8, minute: i8, zone: &TimeZone) -> Zoned {
    date.0
        .to_datetime(Time::constant(hour, minute, 0, 0))
        .to_zoned(zone.clone())
        .unwrap_or_else(|_| date.start_in(zone).in_zone(zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn shape(programme: &Programme) -> Vec<Vec<(String, Vec<String>)>> {
        let talk = |talk: &Talk<'_>| format!("{}{}", talk.session.code, talk.suffix);
        let room = |room: &DayRoom<'_>| (room.name.to_string(), room.talks.iter().map(talk).collect());
        days(programme).iter().map(|day| day.rooms.iter().map(room).collect()).collect()
    }

    #[test]
    fn sessions_go_to_their_day_and_room() {
        let programme = sample::programme("Europe/Berlin");
        let of =
            |name: &str, talks: &[&str]| (name.to_owned(), talks.iter().map(|t| (*t).to_owned()).collect());
        assert_eq!(
            shape(&programme),
            [
                // 01:00 on the first day has no day before; 02:59 on the second day counts to the first.
                vec![of("Große Halle \"A\"", &["EBK3E9-0", "ELGHYT-0"]), of("Room B", &["EBK3E9-1"])],
                vec![of("Room B", &["EBK3E9-2", "NMTXHU"]), of("Große Halle \"A\"", &["ELGHYT-1", "ATXL8S"])],
                vec![of("Große Halle \"A\"", &["ELGHYT-2"])],
            ]
        );
    }

    #[test]
    fn windows_follow_the_clock() {
        let windows = |zone| -> Vec<String> {
            let programme = sample::programme(zone);
            let time = crate::text::date_time;
            days(&programme).iter().map(|day| format!("{} {}", time(&day.start), time(&day.end))).collect()
        };
        assert_eq!(
            windows("Europe/Berlin"),
            [
                "2027-03-26T04:00:00+01:00 2027-03-27T03:59:00+01:00",
                "2027-03-27T04:00:00+01:00 2027-03-28T03:59:00+02:00",
                "2027-03-28T04:00:00+02:00 2027-03-29T03:59:00+02:00",
            ]
        );
        assert_eq!(windows("Asia/Kolkata")[0], "2027-03-26T04:00:00+05:30 2027-03-27T03:59:00+05:30");
        assert_eq!(windows("UTC")[2], "2027-03-28T04:00:00+00:00 2027-03-29T03:59:00+00:00");
    }

    #[test]
    fn rooms_of_one_name_merge() {
        let mut programme = sample::programme("UTC");
        programme.slots.clear();
        sample::place(&mut programme, Some(3), "-0", 3, "2027-03-26T09:00", 30);
        sample::place(&mut programme, Some(0), "", 1, "2027-03-26T09:00", 30);
        sample::place(&mut programme, Some(3), "-1", 2, "2027-03-26T10:00", 30);
        let days = days(&programme);
        // Room 3 came first and has no position, so its id decides.
        let names: Vec<(&str, i32)> =
            days[0].rooms.iter().map(|room| (room.name.as_ref(), room.room.id)).collect();
        assert_eq!(names, [("Große Halle \"A\"", 1), ("Room B", 3)]);
        assert_eq!(days[0].rooms[1].talks.len(), 2);
    }

    #[test]
    fn strange_programmes_do_no_harm() {
        let mut programme = sample::programme("Nowhere/Known");
        programme.rooms.clear();
        assert!(days(&programme).iter().all(|day| day.rooms.is_empty()));
        programme.event.date_to = "2027-03-01".parse().unwrap();
        assert!(days(&programme).is_empty());
    }
}
