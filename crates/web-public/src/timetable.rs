//! From a programme to the days of its grid.

use std::collections::{BTreeMap, HashMap};

use jiff::Zoned;
use plenary_model::programme::{Programme, ProgrammeSlot, SlotContent};
use plenary_model::{Date, Timestamp};
use plenary_web::grid::{Entry, Grid, Room};

/// What stands in the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Index in [`Programme::sessions`].
    Session(usize),
    Break {
        label: String,
        /// The room, where that is not all of them.
        room: Option<String>,
    },
}

/// When something takes place, in the event's zone.
#[derive(Clone, Copy)]
pub struct Span<'a> {
    pub start: &'a Zoned,
    pub end: &'a Zoned,
}

pub struct Day<T> {
    pub date: Date,
    pub grid: Grid<T>,
    /// How many sessions begin on it.
    pub sessions: usize,
}

/// The days on which something happens, with the rooms in use on each. `draw` makes the cards.
pub fn days<T>(programme: &Programme, draw: impl Fn(Item, Span<'_>) -> T) -> Vec<Day<T>> {
    let zone = programme.zone();
    let mut by_day: BTreeMap<Date, Vec<&ProgrammeSlot>> = BTreeMap::new();
    for slot in &programme.slots {
        let day = day_of(&slot.start.in_zone(&zone), programme.event.date_from);
        by_day.entry(day).or_default().push(slot);
    }
    by_day
        .into_iter()
        .enumerate()
        .map(|(index, (date, slots))| {
            let sessions =
                slots.iter().filter(|slot| matches!(slot.content, SlotContent::Session { .. })).count();
            let (rooms, entries) = arrange(programme, &slots);
            let entries = entries
                .into_iter()
                .map(|Entry { start, end, room, content }| {
                    let (from, to) = (start.in_zone(&zone), end.in_zone(&zone));
                    Entry { start, end, room, content: draw(content, Span { start: &from, end: &to }) }
                })
                .collect();
            let grid = Grid::new(&format!("d{}", index + 1), rooms, entries, &zone).of_day(date);
            Day { date, grid, sessions }
        })
        .filter(|day| !day.grid.slots.is_empty())
        .collect()
}

/// The day a start counts to: what starts before 03:00 belongs to the night before, as in the
/// exports, except on the event's first day.
pub fn day_of(start: &Zoned, first: Date) -> Date {
    let date = Date(start.date());
    if start.hour() < 3 && date != first { date.plus_days(-1) } else { date }
}

/// A placement on its way into the grid.
struct Cell {
    /// Index in [`Programme::rooms`].
    room: usize,
    start: Timestamp,
    end: Timestamp,
    item: Item,
}

/// The heads of the columns, and what stands below them.
fn arrange(programme: &Programme, slots: &[&ProgrammeSlot]) -> (Vec<Room>, Vec<Entry<Item>>) {
    let rooms: HashMap<i32, usize> =
        programme.rooms.iter().enumerate().map(|(index, room)| (room.id, index)).collect();
    let mut cells: Vec<Cell> = slots
        .iter()
        .filter_map(|slot| {
            let item = match &slot.content {
                SlotContent::Session { session, .. } => Item::Session(*session),
                SlotContent::Break { description } => Item::Break { label: description.clone(), room: None },
            };
            // What has no length would have no place.
            let end = slot.end.max(slot.start.plus_minutes(5));
            Some(Cell { room: *rooms.get(&slot.room)?, start: slot.start, end, item })
        })
        .collect();
    let name = |room: usize| programme.rooms.get(room).map_or_else(String::new, |room| room.name.clone());

    let mut entries = Vec::new();
    for wide in take_wide(&mut cells) {
        let room = match wide.rooms.as_slice() {
            [only] if cells.iter().any(|cell| cell.room != *only) => Some(name(*only)),
            _ => None,
        };
        let item = Item::Break { label: wide.label, room };
        entries.push(Entry { start: wide.start, end: wide.end, room: None, content: item });
    }

    // Two things at once in one room stand side by side, in columns of the same name.
    cells.sort_by_key(|cell| (cell.room, cell.start, cell.end));
    let mut columns: Vec<(usize, Timestamp)> = Vec::new();
    let mut first_of_room = 0;
    for cell in cells {
        if columns.last().is_none_or(|(room, _)| *room != cell.room) {
            first_of_room = columns.len();
        }
        let free = (first_of_room..columns.len()).find(|column| columns[*column].1 <= cell.start);
        let column = free.unwrap_or_else(|| {
            columns.push((cell.room, cell.end));
            columns.len() - 1
        });
        columns[column].1 = cell.end;
        let item = match cell.item {
            Item::Break { label, .. } => Item::Break { label, room: Some(name(cell.room)) },
            session => session,
        };
        entries.push(Entry { start: cell.start, end: cell.end, room: Some(column), content: item });
    }
    let rooms = columns.into_iter().filter_map(|(room, _)| programme.rooms.get(room));
    (rooms.map(|room| Room { id: room.id, name: room.name.clone() }).collect(), entries)
}

/// A break that goes across all rooms.
struct Wide {
    start: Timestamp,
    end: Timestamp,
    label: String,
    rooms: Vec<usize>,
}

/// Takes out the breaks during which nothing else happens anywhere: one entry for all rooms each,
/// however many rooms the organisers put them into.
fn take_wide(cells: &mut Vec<Cell>) -> Vec<Wide> {
    let mut groups: BTreeMap<(Timestamp, Timestamp, String), Vec<usize>> = BTreeMap::new();
    for cell in cells.iter() {
        if let Item::Break { label, .. } = &cell.item {
            groups.entry((cell.start, cell.end, label.clone())).or_default().push(cell.room);
        }
    }
    let same = |cell: &Cell, start, end, label: &str| {
        cell.start == start
            && cell.end == end
            && matches!(&cell.item, Item::Break { label: own, .. } if own == label)
    };
    let wide: Vec<Wide> = groups
        .into_iter()
        .filter(|((start, end, label), _)| {
            !cells
                .iter()
                .any(|cell| cell.start < *end && cell.end > *start && !same(cell, *start, *end, label))
        })
        .map(|((start, end, label), mut rooms)| {
            rooms.sort_unstable();
            rooms.dedup();
            Wide { start, end, label, rooms }
        })
        .collect();
    cells.retain(|cell| !wide.iter().any(|wide| same(cell, wide.start, wide.end, &wide.label)));
    wide
}

#[cfg(test)]
mod tests {
    use plenary_model::programme::{ProgrammeEvent, ProgrammeRoom};

    use super::*;

    fn programme(slots: &[(&str, i64, i32, Option<usize>)]) -> Programme {
        let slots = slots
            .iter()
            .map(|(start, minutes, room, session)| {
                let start: Timestamp = format!("2026-09-{start}:00+02:00").parse().unwrap();
                let content = match session {
                    Some(session) => SlotContent::Session {
                        session: *session,
                        suffix: String::new(),
                        guid: Default::default(),
                    },
                    None => SlotContent::Break { description: "Lunch".to_owned() },
                };
                ProgrammeSlot { id: 0, room: *room, start, end: start.plus_minutes(*minutes), content }
            })
            .collect();
        let room = |id: i32, name: &str| ProgrammeRoom {
            id,
            name: name.to_owned(),
            description: None,
            capacity: None,
            guid: Default::default(),
            position: None,
        };
        Programme {
            event: ProgrammeEvent {
                slug: "e".into(),
                name: "E".into(),
                date_from: "2026-09-11".parse().unwrap(),
                date_to: "2026-09-12".parse().unwrap(),
                time_zone: "Europe/Berlin".into(),
                locale: "en".into(),
                primary_color: None,
                logo: None,
                base_url: String::new(),
                page_url: String::new(),
                use_feedback: false,
                use_tracks: true,
                asks_recording: true,
            },
            version: None,
            schedule_id: 1,
            published: None,
            slots,
            sessions: Vec::new(),
            speakers: Vec::new(),
            rooms: vec![room(7, "Hall"), room(5, "Studio"), room(9, "Foyer")],
            tracks: Vec::new(),
        }
    }

    /// `room@minutes since the first entry: what`
    fn shape(programme: &Programme) -> Vec<(String, Vec<String>, Vec<String>)> {
        days(programme, |item, _| item)
            .into_iter()
            .map(|day| {
                let rooms = day.grid.rooms.iter().map(|head| head.name.clone()).collect();
                let entries = day
                    .grid
                    .slots
                    .iter()
                    .flat_map(|slot| &slot.entries)
                    .map(|entry| {
                        let room = entry.room.map_or_else(|| "all".to_owned(), |room| room.to_string());
                        let what = match &entry.content {
                            Item::Session(session) => session.to_string(),
                            Item::Break { label, room } => format!(
                                "{label}{}",
                                room.as_deref().map(|r| format!(" in {r}")).unwrap_or_default()
                            ),
                        };
                        format!("{room} {} {what}", entry.start.strftime("%H:%M"))
                    })
                    .collect();
                (day.date.to_string(), rooms, entries)
            })
            .collect()
    }

    #[test]
    fn rooms_in_their_order_and_only_those_in_use() {
        let programme = programme(&[
            ("11T10:00", 30, 5, Some(1)),
            ("11T09:00", 30, 7, Some(0)),
            ("12T09:00", 30, 5, Some(2)),
        ]);
        let shape = shape(&programme);
        assert_eq!(shape[0].1, ["Hall", "Studio"]);
        assert_eq!(shape[0].2, ["0 09:00 0", "1 10:00 1"]);
        assert_eq!(shape[1].1, ["Studio"]);
    }

    #[test]
    fn nights_belong_to_the_day_before() {
        let programme = programme(&[
            ("11T01:00", 30, 7, Some(0)),
            ("12T02:59", 30, 7, Some(1)),
            ("12T03:00", 30, 7, Some(2)),
            ("13T00:30", 30, 7, Some(3)),
        ]);
        let days: Vec<(String, usize)> =
            shape(&programme).into_iter().map(|(day, _, entries)| (day, entries.len())).collect();
        assert_eq!(days, [("2026-09-11".to_owned(), 2), ("2026-09-12".to_owned(), 2)]);
    }

    #[test]
    fn a_break_of_everyone_is_one_entry() {
        let talks = [("11T09:00", 30, 7, Some(0)), ("11T09:00", 30, 5, Some(1))];
        let with = |breaks: &[(&'static str, i64, i32, Option<usize>)]| {
            shape(&programme(&[&talks[..], breaks].concat()))[0].2[2..].to_vec()
        };
        assert_eq!(with(&[("11T12:00", 60, 7, None), ("11T12:00", 60, 5, None)]), ["all 12:00 Lunch"]);
        assert_eq!(with(&[("11T12:00", 60, 7, None)]), ["all 12:00 Lunch in Hall"]);
        assert_eq!(with(&[("11T12:00", 60, 9, None)]), ["all 12:00 Lunch in Foyer"]);
        // Somebody speaks in the meantime.
        assert_eq!(
            with(&[("11T12:00", 60, 7, None), ("11T12:30", 60, 5, Some(2))]),
            ["0 12:00 Lunch in Hall", "1 12:30 2"]
        );
        // Another break goes on at the same time.
        assert_eq!(
            with(&[("11T12:00", 60, 7, None), ("11T11:00", 240, 9, None)]),
            ["2 11:00 Lunch in Foyer", "0 12:00 Lunch in Hall"]
        );
    }

    #[test]
    fn what_overlaps_stands_side_by_side() {
        let programme = programme(&[
            ("11T09:00", 60, 7, Some(0)),
            ("11T09:30", 60, 7, Some(1)),
            ("11T10:00", 60, 7, Some(2)),
            ("11T09:00", 0, 5, Some(3)),
        ]);
        let shape = shape(&programme);
        assert_eq!(shape[0].1, ["Hall", "Hall", "Studio"]);
        assert_eq!(shape[0].2, ["0 09:00 0", "2 09:00 3", "1 09:30 1", "0 10:00 2"]);
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(days(&programme(&[]), |item, _| item).is_empty());
        // A room that is gone.
        assert!(days(&programme(&[("11T09:00", 30, 99, Some(0))]), |item, _| item).is_empty());
    }
}
