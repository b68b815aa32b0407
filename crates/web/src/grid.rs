//! The programme of one day as a grid of times and rooms.
//!
//! Placements are classes whose rules go into the page's nonce'd `<style>`, because `style`
//! attributes are not allowed: `r3` starts at line 3, `e5` ends at line 5, `c2` is the column of the
//! first room. All grids of a page share these rules ([`placement_css`]); the height of the rows is
//! each grid's own. A row is the time between two neighbouring starts or ends, so that long pauses
//! don't take much space; its height grows with its minutes and its content.

use std::collections::BTreeSet;
use std::fmt::Write;

use jiff::Zoned;
use jiff::tz::TimeZone;
use plenary_model::{Date, Timestamp};

/// Something with a time and, unless it is for all rooms, a room (index in the grid's list).
pub struct Entry<T> {
    pub start: Timestamp,
    pub end: Timestamp,
    pub room: Option<usize>,
    pub content: T,
}

/// One day. `T` is whatever the page draws as a card.
pub struct Grid<T> {
    /// The class that carries the rows; unique on the page.
    pub name: String,
    pub rooms: Vec<Head>,
    pub slots: Vec<Slot<T>>,
    /// Few enough rooms that the page scrolls instead of the grid.
    pub fits: bool,
    /// Rooms and rows, for [`crate::frame::Frame::style`].
    pub css: String,
    /// The last line of the rows.
    last_line: usize,
}

/// A column to be: the room's id and name. Two columns may be of the same room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    pub id: i32,
    pub name: String,
}

/// A room's head, and the class of its column.
pub struct Head {
    pub room: i32,
    pub name: String,
    pub class: String,
}

/// Everything that starts at one time.
pub struct Slot<T> {
    pub start: Zoned,
    /// On another date than the grid's, see [`Grid::of_day`].
    pub other_date: bool,
    /// The classes of the time's own place; its head and its line inherit them.
    pub class: String,
    pub entries: Vec<Placed<T>>,
}

pub struct Placed<T> {
    pub class: String,
    pub room: Option<usize>,
    pub start: Zoned,
    pub end: Zoned,
    pub content: T,
}

impl<T> Placed<T> {
    /// How long it takes, in whole minutes.
    pub fn minutes(&self) -> i64 {
        (self.end.timestamp().as_second() - self.start.timestamp().as_second()) / 60
    }
}

/// Minutes to height, and the most that idle time gets.
const REM_PER_MINUTE: f64 = 0.115;
const TALLEST_ROW: f64 = 7.0;
const MOST_THAT_FIT: usize = 4;

impl<T> Grid<T> {
    /// `name` is used in class names: letters, digits and dashes. Entries come in any order; within
    /// one time they are ordered by room. Without an entry the grid is empty.
    pub fn new(name: &str, rooms: Vec<Room>, mut entries: Vec<Entry<T>>, zone: &TimeZone) -> Self {
        entries.retain(|entry| entry.start < entry.end && entry.room.is_none_or(|room| room < rooms.len()));
        entries.sort_by_key(|entry| (entry.start, entry.room.map_or(0, |room| room + 1)));
        let bounds: Vec<Timestamp> = entries
            .iter()
            .flat_map(|entry| [entry.start, entry.end])
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        // Line 1 is the top of the heads, line 2 that of the first row.
        let line = |at: Timestamp| bounds.partition_point(|bound| *bound < at) + 2;

        let mut css = format!(".{name}{{--rooms:{};grid-template-rows:auto", rooms.len());
        for pair in bounds.windows(2) {
            let minutes = pair[1].minutes_since(pair[0]).max(1) as f64;
            let _ = write!(css, " minmax({:.2}rem,auto)", (minutes * REM_PER_MINUTE).min(TALLEST_ROW));
        }
        css.push('}');

        let mut slots: Vec<Slot<T>> = Vec::new();
        for entry in entries {
            let (from, to) = (line(entry.start), line(entry.end));
            let mut class = entry.room.map_or_else(String::new, |room| format!("c{} ", room + 2));
            let _ = write!(class, "r{from} e{to}");
            let start = entry.start.in_zone(zone);
            if slots.last().is_none_or(|slot| slot.start.timestamp() != start.timestamp()) {
                slots.push(Slot {
                    start: start.clone(),
                    other_date: false,
                    class: format!("r{from}"),
                    entries: Vec::new(),
                });
            }
            if let Some(slot) = slots.last_mut() {
                slot.entries.push(Placed {
                    class,
                    room: entry.room,
                    start,
                    end: entry.end.in_zone(zone),
                    content: entry.content,
                });
            }
        }
        // The time's cell reaches down to the next time's, so that its label can stick while it passes.
        let starts: Vec<usize> = slots.iter().map(|slot| line((&slot.start).into())).collect();
        let last_line = bounds.len() + 1;
        for (index, slot) in slots.iter_mut().enumerate() {
            let next = starts.get(index + 1).copied().unwrap_or(last_line);
            let _ = write!(slot.class, " e{next}");
        }
        let heads: Vec<Head> = rooms
            .into_iter()
            .enumerate()
            .map(|(index, Room { id, name })| Head { room: id, name, class: format!("c{}", index + 2) })
            .collect();
        Self {
            name: name.to_owned(),
            fits: heads.len() <= MOST_THAT_FIT,
            rooms: heads,
            slots,
            css,
            last_line,
        }
    }

    /// Marks the times that are on another date than the day they are shown under: after midnight.
    pub fn of_day(mut self, date: Date) -> Self {
        for slot in &mut self.slots {
            slot.other_date = slot.start.date() != date.0;
        }
        self
    }

    /// The room's name, for the list on narrow screens.
    pub fn room_name(&self, room: &Option<usize>) -> &str {
        room.and_then(|room| self.rooms.get(room)).map_or("", |head| head.name.as_str())
    }
}

/// What the classes of placements mean, once for all grids of a page.
pub fn placement_css<'a, T: 'a>(grids: impl IntoIterator<Item = &'a Grid<T>>) -> String {
    let (lines, rooms) = grids
        .into_iter()
        .fold((0, 0), |(lines, rooms), grid| (lines.max(grid.last_line), rooms.max(grid.rooms.len())));
    let mut css = String::new();
    for line in 2..=lines {
        let _ = write!(css, ".r{line}{{grid-row-start:{line}}}.e{line}{{grid-row-end:{line}}}");
    }
    for column in 2..rooms + 2 {
        let _ = write!(css, ".c{column}{{grid-column:{column}}}");
    }
    css
}

/// `.track-7{--track:#3aa57c}` for each track, for [`crate::frame::Frame::style`]. Colours that are
/// none are left out.
pub fn track_css<'a>(tracks: impl IntoIterator<Item = (i32, &'a str)>) -> String {
    tracks
        .into_iter()
        .filter_map(|(id, colour)| {
            Some(format!(".track-{id}{{--track:{}}}", crate::colour::Colour::parse(colour)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(start: &str, end: &str, room: Option<usize>) -> Entry<&'static str> {
        let at = |time: &str| format!("2026-09-04T{time}:00Z").parse().unwrap();
        Entry { start: at(start), end: at(end), room, content: "x" }
    }

    fn room(id: i32, name: &str) -> Room {
        Room { id, name: name.to_owned() }
    }

    #[test]
    fn placement() {
        let grid = Grid::new(
            "d1",
            vec![room(7, "A"), room(5, "B")],
            vec![
                entry("10:30", "11:00", Some(1)),
                entry("09:00", "10:00", Some(1)),
                entry("09:00", "09:30", Some(0)),
                entry("11:00", "12:00", None),
            ],
            &TimeZone::UTC,
        );
        let classes: Vec<&str> =
            grid.slots.iter().flat_map(|s| &s.entries).map(|e| e.class.as_str()).collect();
        assert_eq!(classes, ["c2 r2 e3", "c3 r2 e4", "c3 r5 e6", "r6 e7"]);
        let times: Vec<&str> = grid.slots.iter().map(|slot| slot.class.as_str()).collect();
        assert_eq!(times, ["r2 e5", "r5 e6", "r6 e7"]);
        assert!(
            grid.css.starts_with(".d1{--rooms:2;grid-template-rows:auto minmax(3.45rem,auto)"),
            "{}",
            grid.css
        );
        let rules = placement_css([&grid]);
        assert!(rules.starts_with(".r2{grid-row-start:2}.e2{grid-row-end:2}.r3{"), "{rules}");
        assert!(rules.ends_with(".e7{grid-row-end:7}.c2{grid-column:2}.c3{grid-column:3}"), "{rules}");
        assert_eq!(grid.rooms.iter().map(|head| head.room).collect::<Vec<_>>(), [7, 5]);
    }

    #[test]
    fn after_midnight_is_another_date() {
        let mut night = entry("09:00", "10:00", Some(0));
        night.start = night.start.plus_minutes(16 * 60);
        night.end = night.end.plus_minutes(16 * 60);
        let entries = vec![entry("22:00", "23:00", Some(0)), night];
        let grid = Grid::new("d1", vec![room(1, "A")], entries, &TimeZone::UTC)
            .of_day("2026-09-04".parse().unwrap());
        assert_eq!(grid.slots.iter().map(|slot| slot.other_date).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn nonsense_is_left_out() {
        let grid = Grid::new(
            "d",
            vec![room(7, "A")],
            vec![entry("10:00", "09:00", Some(0)), entry("09:00", "10:00", Some(5))],
            &TimeZone::UTC,
        );
        assert!(grid.slots.is_empty());
        assert_eq!(track_css([(1, "#abc"), (2, "red;}body{display:none")]), ".track-1{--track:#aabbcc}");
    }
}
