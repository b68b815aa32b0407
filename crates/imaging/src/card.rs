//! The picture that social networks and messengers show beside a link: 1200×630, PNG.

mod colour;
mod draw;

use tiny_skia::Pixmap;

use crate::face::Weight;
use crate::layout::Prepared;
use crate::picture::{Picture, Refused};
use colour::{Colour, Scheme};
use draw::Canvas;

/// What the networks ask for.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// What a card shows. Every text may be empty, of any length and in any script; what does not fit is
/// cut, what can't be drawn (emoji) is left out.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// Small, on top. Empty where the title is the event's name.
    pub event: String,
    pub title: String,
    /// Who, on one line.
    pub people: String,
    /// Where and when, on one line.
    pub facts: String,
    /// `#rgb` or `#rrggbb`; anything else is Plenary's own colour.
    pub colour: String,
    pub logo: Option<Picture>,
    /// Round and small before the people's names, at most [`MAX_PORTRAITS`].
    pub portraits: Vec<Picture>,
    /// Round and large beside the title.
    pub portrait: Option<Picture>,
}

/// More would leave no room for names.
pub const MAX_PORTRAITS: usize = 4;

const MARGIN: f32 = 72.0;
const TITLE_SIZES: [f32; 8] = [84.0, 76.0, 68.0, 62.0, 56.0, 50.0, 46.0, 42.0];
const EVENT_SIZE: f32 = 30.0;
const PEOPLE_SIZE: f32 = 34.0;
const FACTS_SIZE: f32 = 28.0;
const PORTRAIT_SMALL: f32 = 92.0;
const PORTRAIT_LARGE: f32 = 300.0;
/// How much of a small portrait the next one covers.
const OVERLAP: f32 = 24.0;
const LOGO: (f32, f32) = (360.0, 64.0);
/// Around a logo that needs a ground.
const PLATE: f32 = 12.0;

/// A PNG file. The same card gives the same bytes.
pub fn render(card: &Card) -> Result<Vec<u8>, Refused> {
    let scheme = Scheme::of(Colour::parse(&card.colour).unwrap_or(Colour::OWN));
    let mut canvas = Canvas::new(Pixmap::new(WIDTH, HEIGHT).ok_or(Refused::Broken)?);
    let title = Prepared::new(&card.title, Weight::Bold);
    let side = Side { is_rtl: title.is_rtl };

    canvas.fill(scheme.ground);
    pattern(&mut canvas, &scheme, side);
    let top = head(&mut canvas, card, &scheme, side)?;
    let bottom = foot(&mut canvas, card, &scheme, side)?;
    let mut width = WIDTH as f32 - 2.0 * MARGIN;
    if let Some(portrait) = &card.portrait {
        let at = (side.far(MARGIN, PORTRAIT_LARGE), (top + bottom - PORTRAIT_LARGE) / 2.0);
        canvas.portrait(portrait, at, PORTRAIT_LARGE, scheme.ink)?;
        width -= PORTRAIT_LARGE + MARGIN / 2.0;
    }
    let leading = if title.is_tall { 1.36 } else { 1.14 };
    let (size, lines) = title.fit(&TITLE_SIZES, (width, bottom - top), leading);
    let block = size * leading * lines.len() as f32;
    let mut base = (top + bottom - block) / 2.0 + size * (leading - 1.0) / 2.0 + size * 0.86;
    for line in &lines {
        let x = side.near(MARGIN, line.width * size);
        canvas.line(line, (x, base), size, scheme.ink);
        base += size * leading;
    }
    canvas.into_png()
}

/// Where a line begins: on the left, or on the right where the title reads from there.
#[derive(Clone, Copy)]
struct Side {
    is_rtl: bool,
}

impl Side {
    /// The left edge of what is `width` wide and `distance` away from the edge at which one begins.
    fn near(self, distance: f32, width: f32) -> f32 {
        if self.is_rtl { WIDTH as f32 - distance - width } else { distance }
    }

    /// The same from the other edge.
    fn far(self, distance: f32, width: f32) -> f32 {
        Self { is_rtl: !self.is_rtl }.near(distance, width)
    }
}

/// A hint of a timetable: rooms side by side, sessions of different lengths.
fn pattern(canvas: &mut Canvas, scheme: &Scheme, side: Side) {
    const COLUMNS: [&[(f32, f32)]; 4] = [
        &[(470.0, 210.0)],
        &[(310.0, 150.0), (480.0, 190.0)],
        &[(120.0, 90.0), (230.0, 210.0), (460.0, 200.0)],
        &[(-40.0, 130.0), (110.0, 230.0), (360.0, 90.0), (470.0, 180.0)],
    ];
    for (number, column) in COLUMNS.iter().enumerate() {
        let x = 700.0 + number as f32 * 132.0;
        for (y, height) in *column {
            let left = side.near(x, 116.0);
            canvas.block((left, *y, 116.0, *height), 18.0, scheme.shade);
        }
    }
}

/// Logo and name of the event; returns where it ends.
fn head(canvas: &mut Canvas, card: &Card, scheme: &Scheme, side: Side) -> Result<f32, Refused> {
    let mut distance = MARGIN;
    let middle = 92.0;
    if let Some(logo) = &card.logo {
        let logo = logo.fitted((LOGO.0 as u32, LOGO.1 as u32))?;
        let (width, height) = (logo.width() as f32, logo.height() as f32);
        let x = side.near(distance, width);
        if let Some(plate) = scheme.plate(&logo) {
            let around =
                (x - PLATE, middle - height / 2.0 - PLATE, width + 2.0 * PLATE, height + 2.0 * PLATE);
            canvas.block(around, 14.0, plate);
        }
        canvas.picture(&logo, (x, middle - height / 2.0))?;
        distance += width + 28.0;
    }
    let event = Prepared::new(&card.event, Weight::Bold);
    if !event.is_empty() {
        let line = event.one_line((WIDTH as f32 - MARGIN - distance) / EVENT_SIZE);
        let x = side.near(distance, line.width * EVENT_SIZE);
        canvas.line(&line, (x, middle + EVENT_SIZE * 0.35), EVENT_SIZE, scheme.ink);
    }
    Ok(if card.logo.is_some() || !event.is_empty() { 150.0 } else { MARGIN })
}

/// Portraits, names, place and time; returns where it begins.
fn foot(canvas: &mut Canvas, card: &Card, scheme: &Scheme, side: Side) -> Result<f32, Refused> {
    let people = Prepared::new(&card.people, Weight::Bold);
    let facts = Prepared::new(&card.facts, Weight::Medium);
    let portraits = &card.portraits[..card.portraits.len().min(MAX_PORTRAITS)];
    if people.is_empty() && facts.is_empty() && portraits.is_empty() {
        return Ok(HEIGHT as f32 - MARGIN);
    }
    let middle = HEIGHT as f32 - 108.0;
    let mut distance = MARGIN;
    // The first one lies on top.
    for (number, portrait) in portraits.iter().enumerate().rev() {
        let offset = MARGIN + number as f32 * (PORTRAIT_SMALL - OVERLAP);
        let at = (side.near(offset, PORTRAIT_SMALL), middle - PORTRAIT_SMALL / 2.0);
        canvas.portrait(portrait, at, PORTRAIT_SMALL, scheme.ground)?;
        distance = distance.max(offset + PORTRAIT_SMALL + 28.0);
    }
    let width = WIDTH as f32 - MARGIN - distance;
    let mut draw = |text: &Prepared, size: f32, base: f32| {
        let line = text.one_line(width / size);
        let x = side.near(distance, line.width * size);
        canvas.line(&line, (x, base), size, scheme.ink);
    };
    match (people.is_empty(), facts.is_empty()) {
        (false, false) => {
            draw(&people, PEOPLE_SIZE, middle - 8.0);
            draw(&facts, FACTS_SIZE, middle + 38.0);
        }
        (false, true) => draw(&people, PEOPLE_SIZE, middle + PEOPLE_SIZE * 0.35),
        // Alone, they are as large as names.
        (true, false) => draw(&facts, PEOPLE_SIZE, middle + PEOPLE_SIZE * 0.35),
        (true, true) => {}
    }
    Ok(HEIGHT as f32 - 108.0 - PORTRAIT_SMALL / 2.0 - 36.0)
}
