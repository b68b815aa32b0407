//! A small rasteriser: shapes are distance functions, edges are smooth, large areas are quick,
//! because a distance also tells how many pixels need no further look.
//!
//! The picture is one unit high; y points down.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// Few colours make small files: the steps of a smooth edge and of a gradient.
const SHADES: f32 = 6.0;
const BANDS: f32 = 60.0;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colour(pub [f32; 3]);

impl Colour {
    pub const WHITE: Self = Self([255.0; 3]);
    pub const BLACK: Self = Self([0.0; 3]);

    /// Reads `0xrrggbb`.
    pub const fn hex(value: u32) -> Self {
        Self([(value >> 16 & 255) as f32, (value >> 8 & 255) as f32, (value & 255) as f32])
    }

    /// Reads `#rrggbb`; grey if it is anything else.
    pub fn parse(text: &str) -> Self {
        u32::from_str_radix(text.trim_start_matches('#'), 16).map_or(Self::hex(0x80_80_80), Self::hex)
    }

    /// `share` of the way to another colour.
    pub fn mix(self, other: Self, share: f32) -> Self {
        Self(std::array::from_fn(|at| self.0[at] + (other.0[at] - self.0[at]) * share))
    }
}

/// A colour at the top of the picture turning into another one at its bottom, more or less opaque.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    top: Colour,
    bottom: Colour,
    opacity: f32,
}

impl From<Colour> for Paint {
    fn from(colour: Colour) -> Self {
        Self { top: colour, bottom: colour, opacity: 1.0 }
    }
}

impl Paint {
    pub fn gradient(top: Colour, bottom: Colour) -> Self {
        Self { top, bottom, opacity: 1.0 }
    }

    pub fn veil(colour: Colour, opacity: f32) -> Self {
        Self { top: colour, bottom: colour, opacity }
    }
}

pub(super) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    pub fn new(width: usize, height: usize, background: impl Into<Paint>) -> Self {
        let mut canvas = Self { width, height, pixels: vec![0; width * height * 3] };
        canvas.draw(background, |_, _| f32::MIN / 1e6);
        canvas
    }

    /// Width for a height of one.
    pub fn aspect(&self) -> f32 {
        self.width as f32 / self.height as f32
    }

    /// Paints wherever the distance is negative. It may be too small, but never too large.
    pub fn draw(&mut self, paint: impl Into<Paint>, distance: impl Fn(f32, f32) -> f32) {
        let paint = paint.into();
        let scale = self.height as f32;
        for row in 0..self.height {
            let y = (row as f32 + 0.5) / scale;
            let Colour(rgb) = paint.top.mix(paint.bottom, (y * BANDS).floor() / BANDS);
            let line = &mut self.pixels[row * self.width * 3..][..self.width * 3];
            let mut column = 0;
            while column < self.width {
                let pixels = distance((column as f32 + 0.5) / scale, y) * scale;
                if pixels >= 1.0 {
                    column += pixels as usize;
                    continue;
                }
                let run = if pixels <= -1.0 { -pixels as usize } else { 1 };
                let end = run.saturating_add(column).min(self.width);
                let cover = ((0.5 - pixels).clamp(0.0, 1.0) * SHADES).round() / SHADES * paint.opacity;
                blend(&mut line[column * 3..end * 3], rgb, cover);
                column = end;
            }
        }
    }

    pub fn into_png(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let encoder =
            PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::NoFilter);
        let (width, height) = (self.width as u32, self.height as u32);
        // Writing to memory does not fail, and an empty picture is better than none at all.
        match encoder.write_image(&self.pixels, width, height, ExtendedColorType::Rgb8) {
            Ok(()) => bytes,
            Err(_) => Vec::new(),
        }
    }
}

fn blend(run: &mut [u8], rgb: [f32; 3], cover: f32) {
    if cover >= 1.0 {
        let solid = rgb.map(|value| value.round() as u8);
        run.as_chunks_mut::<3>().0.fill(solid);
    } else if cover > 0.0 {
        for (at, value) in run.iter_mut().enumerate() {
            let old = f32::from(*value);
            *value = (old + (rgb[at % 3] - old) * cover).round() as u8;
        }
    }
}

pub(super) fn circle(x: f32, y: f32, radius: f32) -> impl Fn(f32, f32) -> f32 {
    move |px, py| (px - x).hypot(py - y) - radius
}

pub(super) fn ring(x: f32, y: f32, radius: f32, width: f32) -> impl Fn(f32, f32) -> f32 {
    move |px, py| ((px - x).hypot(py - y) - radius).abs() - width / 2.0
}

pub(super) fn ellipse(x: f32, y: f32, across: f32, down: f32) -> impl Fn(f32, f32) -> f32 {
    let small = across.min(down);
    move |px, py| {
        let (dx, dy) = ((px - x) / across, (py - y) / down);
        let reach = dx.hypot(dy);
        let safe = (reach - 1.0) * small;
        // Near the edge, the length of the gradient corrects the distance.
        let slope = (dx / across).hypot(dy / down);
        let near = if slope > 0.0 { reach * (reach - 1.0) / slope } else { safe };
        if safe.abs() > 0.01 { safe } else { near.clamp(-0.01, 0.01) }
    }
}

/// A rectangle around a centre, with round corners.
pub(super) fn slab(x: f32, y: f32, across: f32, down: f32, corner: f32) -> impl Fn(f32, f32) -> f32 {
    move |px, py| {
        let dx = (px - x).abs() - across + corner;
        let dy = (py - y).abs() - down + corner;
        dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - corner
    }
}

/// A convex polygon, its corners clockwise as one sees them.
pub(super) fn polygon<const N: usize>(corners: [(f32, f32); N]) -> impl Fn(f32, f32) -> f32 {
    let edges: [(f32, f32, f32); N] = std::array::from_fn(|at| {
        let ((x, y), (to_x, to_y)) = (corners[at], corners[(at + 1) % N]);
        let length = (to_x - x).hypot(to_y - y);
        let (normal_x, normal_y) = ((to_y - y) / length, (x - to_x) / length);
        (normal_x, normal_y, -(normal_x * x + normal_y * y))
    });
    move |px, py| edges.iter().fold(f32::MIN, |far, &(a, b, c)| far.max(a * px + b * py + c))
}

/// Hills: everything below a sum of two waves.
#[derive(Clone, Copy)]
pub(super) struct Hills {
    pub level: f32,
    pub swell: f32,
    pub waves: f32,
    pub shift: f32,
}

impl Hills {
    pub fn top(&self, x: f32) -> f32 {
        let at = x * self.waves + self.shift;
        self.level - self.swell * (at.sin() * 0.65 + (at * 2.3 + 1.7).sin() * 0.35)
    }

    pub fn shape(self) -> impl Fn(f32, f32) -> f32 {
        let steepest = (1.0 + (self.swell * self.waves * 1.5).powi(2)).sqrt();
        move |x, y| (self.top(x) - y) / steepest
    }
}

pub(super) fn both(
    one: impl Fn(f32, f32) -> f32,
    other: impl Fn(f32, f32) -> f32,
) -> impl Fn(f32, f32) -> f32 {
    move |x, y| one(x, y).max(other(x, y))
}

pub(super) fn without(
    one: impl Fn(f32, f32) -> f32,
    other: impl Fn(f32, f32) -> f32,
) -> impl Fn(f32, f32) -> f32 {
    move |x, y| one(x, y).max(-other(x, y))
}
