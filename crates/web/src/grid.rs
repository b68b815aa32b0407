//! The programme of one day as a grid of times and rooms.
//!
//! Placements are classes whose rules go into the page's nonce'd `<style>`, because `style`
//! attributes are not allowed. A row of the grid is the time between two neighbouring starts or
//! ends, so that long pauses don't take much space; its height grows with its minutes and its content.

use std::collections::BTreeSet;
use std::fmt::Write;

use jiff::Zoned;
use jiff::tz::TimeZone;
use plenary_model::Timestamp;

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
    /// The rules, for [`crate::frame::Frame::style`].
    pub css: String,
}

/// A room's head, and the classes of its column.
pub struct Head {
    pub name: String,
    pub class: String,
}

/// Everything that starts at one time.
pub struct Slot<T> {
    pub start: Zoned,
    /// The classes of the time's own place.
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

/// Minutes to height, and the most that idle time gets.
const REM_PER_MINUTE: f64 = 0.115;
const TALLEST_ROW: f64 = 7.0;

impl<T> Grid<T> {
    /// `name` is used in class names: letters, digits and dashes. Entries come in any order; within
    /// one time they are ordered by room. Without an entry the grid is empty.
    pub fn new(name: &str, rooms: Vec<String>, mut entries: Vec<Entry<T>>, zone: &TimeZone) -> Self {
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

        let mut used = BTreeSet::new();
        let mut slots: Vec<Slot<T>> = Vec::new();
        for entry in entries {
            let (from, to) = (line(entry.start), line(entry.end));
            used.insert(('r', from));
            used.insert(('e', to));
            let mut class = format!("{name}r{from} {name}e{to}");
            if let Some(room) = entry.room {
                used.insert(('c', room + 2));
                let _ = write!(class, " {name}c{}", room + 2);
            }
            let start = entry.start.in_zone(zone);
            if slots.last().is_none_or(|slot| slot.start.timestamp() != start.timestamp()) {
                slots.push(Slot {
                    start: start.clone(),
                    class: format!("{name}r{from}"),
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
        for (index, slot) in slots.iter_mut().enumerate() {
            let next = starts.get(index + 1).copied().unwrap_or(bounds.len() + 1);
            used.insert(('e', next));
            let _ = write!(slot.class, " {name}e{next}");
        }
        let heads: Vec<Head> = rooms
            .into_iter()
            .enumerate()
            .map(|(room, head)| {
                used.insert(('c', room + 2));
                Head { name: head, class: format!("{name}c{}", room + 2) }
            })
            .collect();
        for (kind, number) in used {
            let rule = match kind {
                'r' => "grid-row-start",
                'e' => "grid-row-end",
                _ => "grid-column",
            };
            let _ = write!(css, ".{name}{kind}{number}{{{rule}:{number}}}");
        }
        Self { name: name.to_owned(), fits: heads.len() <= 4, rooms: heads, slots, css }
    }

    /// The room's name, for the list on narrow screens.
    pub fn room_name(&self, room: &Option<usize>) -> &str {
        room.and_then(|room| self.rooms.get(room)).map_or("", |head| head.name.as_str())
    }
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

    #[test]
    fn placement() {
        let grid = Grid::new(
            "d1",
            vec!["A".into(), "B".into()],
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
        assert_eq!(classes, ["d1r2 d1e3 d1c2", "d1r2 d1e4 d1c3", "d1r5 d1e6 d1c3", "d1r6 d1e7"]);
        let times: Vec<&str> = grid.slots.iter().map(|slot| slot.class.as_str()).collect();
        assert_eq!(times, ["d1r2 d1e5", "d1r5 d1e6", "d1r6 d1e7"]);
        assert!(
            grid.css.starts_with(".d1{--rooms:2;grid-template-rows:auto minmax(3.45rem,auto)"),
            "{}",
            grid.css
        );
        assert!(grid.css.contains(".d1c3{grid-column:3}"), "{}", grid.css);
    }

    #[test]
    fn nonsense_is_left_out() {
        let grid = Grid::new(
            "d",
            vec!["A".into()],
            vec![entry("10:00", "09:00", Some(0)), entry("09:00", "10:00", Some(5))],
            &TimeZone::UTC,
        );
        assert!(grid.slots.is_empty());
        assert_eq!(track_css([(1, "#abc"), (2, "red;}body{display:none")]), ".track-1{--track:#aabbcc}");
    }
}
