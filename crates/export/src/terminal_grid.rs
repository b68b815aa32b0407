//! A day as a table of boxes: time runs down, columns are rooms.

use std::fmt::Write as _;

use jiff::Zoned;

use crate::terminal::{BOLD, DIM, RESET, YELLOW, padded, width, wrap};

/// Columns of text in a box; a longer name of a room makes it wider, up to the second number.
const WIDTHS: (usize, usize) = (18, 40);
/// The column of times.
const GUTTER: usize = 8;

#[derive(Clone, Copy)]
pub(crate) enum Style {
    Bold,
    Yellow,
    Dim,
}

impl Style {
    fn sequence(self) -> &'static str {
        match self {
            Self::Bold => BOLD,
            Self::Yellow => YELLOW,
            Self::Dim => DIM,
        }
    }
}

pub(crate) struct Cell {
    pub column: usize,
    pub start: Zoned,
    pub end: Zoned,
    /// What it says, how, and on how many lines at most.
    pub texts: Vec<(String, Style, usize)>,
}

/// A cell in its column, between two of the lines at which something starts or ends.
struct Placed {
    first: usize,
    last: usize,
    lines: Vec<(String, Style)>,
}

struct Column {
    name: String,
    width: usize,
    /// By start, none above another.
    cells: Vec<Placed>,
}

/// Draws the cells of one day. Names are those of columns; what takes place at once in one room gets
/// a column of its own.
pub(crate) fn grid(out: &mut String, names: &[String], mut cells: Vec<Cell>) {
    // What takes no time is shown for a minute.
    for cell in &mut cells {
        if cell.end <= cell.start {
            cell.end = cell.start.saturating_add(jiff::Span::new().minutes(1));
        }
    }
    let mut times: Vec<Zoned> =
        cells.iter().flat_map(|cell| [cell.start.clone(), cell.end.clone()]).collect();
    times.sort();
    times.dedup();
    let columns = columns(names, &times, cells);
    let heights = heights(&columns, times.len().saturating_sub(1));

    out.push_str(&" ".repeat(GUTTER));
    for column in &columns {
        let _ = write!(out, "| {}", padded(&column.name, column.width + 2));
    }
    out.push('\n');
    for (index, time) in times.iter().enumerate() {
        let _ = write!(out, "{}", padded(&time.strftime("%H:%M").to_string(), GUTTER));
        for column in &columns {
            border(out, column, index, &heights);
        }
        out.push('\n');
        for line in 0..heights.get(index).copied().unwrap_or_default() {
            out.push_str(&" ".repeat(GUTTER));
            for column in &columns {
                inside(out, column, index, line, &heights);
            }
            out.push('\n');
        }
    }
}

fn columns(names: &[String], times: &[Zoned], cells: Vec<Cell>) -> Vec<Column> {
    let mut lanes: Vec<Vec<Column>> = names.iter().map(|_| Vec::new()).collect();
    for cell in cells {
        let (Ok(first), Ok(last)) = (times.binary_search(&cell.start), times.binary_search(&cell.end)) else {
            continue;
        };
        let Some((of_room, name)) = lanes.get_mut(cell.column).zip(names.get(cell.column)) else { continue };
        let wide = width(name).clamp(WIDTHS.0, WIDTHS.1);
        let lines = cell
            .texts
            .iter()
            .flat_map(|(text, style, most)| wrap(text, wide, *most).into_iter().map(|line| (line, *style)))
            .collect();
        let placed = Placed { first, last, lines };
        match of_room.iter_mut().find(|lane| lane.cells.last().is_none_or(|above| above.last <= first)) {
            Some(lane) => lane.cells.push(placed),
            None => of_room.push(Column { name: name.clone(), width: wide, cells: vec![placed] }),
        }
    }
    lanes.into_iter().flatten().collect()
}

/// How many lines are between each time and the next, so that every text has its place.
fn heights(columns: &[Column], count: usize) -> Vec<usize> {
    let mut heights = vec![1; count];
    let mut cells: Vec<&Placed> = columns.iter().flat_map(|column| &column.cells).collect();
    cells.sort_by_key(|cell| cell.last);
    for cell in cells {
        let has: usize = heights[cell.first..cell.last].iter().sum::<usize>() + cell.last - cell.first - 1;
        heights[cell.last - 1] += cell.lines.len().saturating_sub(has);
    }
    heights
}

/// The part of a column at one of the times.
fn border(out: &mut String, column: &Column, index: usize, heights: &[usize]) {
    let ends = column.cells.iter().any(|cell| cell.last == index);
    let starts = column.cells.iter().any(|cell| cell.first == index);
    let (left, right) = match (ends, starts) {
        (true, true) => ('├', '┤'),
        (true, false) => ('└', '┘'),
        (false, true) => ('┌', '┐'),
        (false, false) => {
            let within = column.cells.iter().find(|cell| cell.first < index && index < cell.last);
            let line =
                within.map(|cell| heights[cell.first..index].iter().sum::<usize>() + index - cell.first - 1);
            return text(out, column, within.zip(line));
        }
    };
    let _ = write!(out, "{left}{}{right}", "─".repeat(column.width + 2));
}

/// A line of a column between two times.
fn inside(out: &mut String, column: &Column, index: usize, line: usize, heights: &[usize]) {
    let within = column.cells.iter().find(|cell| cell.first <= index && index < cell.last);
    let line =
        within.map(|cell| heights[cell.first..index].iter().sum::<usize>() + index - cell.first + line);
    text(out, column, within.zip(line));
}

fn text(out: &mut String, column: &Column, at: Option<(&Placed, usize)>) {
    let Some((cell, line)) = at else {
        out.push_str(&" ".repeat(column.width + 4));
        return;
    };
    let _ = match cell.lines.get(line) {
        Some((text, style)) => {
            write!(out, "│ {}{}{RESET} │", style.sequence(), padded(text, column.width))
        }
        None => write!(out, "│ {} │", " ".repeat(column.width)),
    };
}
