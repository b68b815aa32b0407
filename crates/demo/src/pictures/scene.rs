//! Wide pictures: the headers and logos of the two events, and what sessions show.

use std::f32::consts::TAU;

use super::palette::PALETTES;
use super::raster::{Canvas, Colour, Hills, Paint, both, circle, polygon, ring, slab};
use crate::dice::Dice;

const SAND: Colour = Colour::hex(0xf6e7cb);
const SUN: Colour = Colour::hex(0xf4b860);
const CORAL: Colour = Colour::hex(0xe4724f);

/// A harbour at sunset: lighthouse, sails and a quiet sea.
pub(super) fn harbour(width: usize, height: usize, colour: Colour) -> Canvas {
    let night = colour.mix(Colour::BLACK, 0.55);
    let mut canvas = Canvas::new(width, height, Paint::gradient(colour.mix(Colour::WHITE, 0.25), SAND));
    let middle = canvas.aspect() / 2.0;
    let sun = middle * 1.25;
    for (radius, share) in [(0.52, 0.25), (0.41, 0.4), (0.3, 0.6)] {
        canvas.draw(Paint::veil(SUN, share), circle(sun, 0.62, radius));
    }
    canvas.draw(CORAL, circle(sun, 0.62, 0.2));

    let hills = |level, swell, waves, shift| Hills { level, swell, waves, shift };
    canvas.draw(colour.mix(SAND, 0.55), hills(0.6, 0.07, 2.1, 0.4).shape());
    canvas.draw(colour.mix(SAND, 0.35), hills(0.68, 0.06, 1.6, 2.9).shape());
    lighthouse(&mut canvas, middle * 0.42, colour);

    let sea = [
        (0.72, 0.012, 9.0, 0.0, 0.15),
        (0.79, 0.016, 7.0, 2.0, 0.0),
        (0.86, 0.02, 5.6, 4.0, 0.35),
        (0.94, 0.024, 4.4, 1.0, 0.7),
    ];
    let boats = [(1.02, 0.15), (1.52, 0.21), (0.74, 0.26)];
    for (at, (level, swell, waves, shift, depth)) in sea.into_iter().enumerate() {
        if let Some(&(place, size)) = at.checked_sub(1).and_then(|at| boats.get(at)) {
            boat(&mut canvas, middle * place, level + 0.015, size, night);
        }
        let ink = if at == 0 { colour.mix(SAND, depth) } else { colour.mix(night, depth) };
        canvas.draw(ink, hills(level, swell, waves, shift).shape());
    }
    canvas
}

fn lighthouse(canvas: &mut Canvas, x: f32, colour: Colour) {
    let beam = polygon([(-0.1, 0.0), (x, 0.2), (x, 0.225), (-0.1, 0.3)]);
    canvas.draw(Paint::veil(SAND, 0.4), beam);
    let tower = || polygon([(x - 0.033, 0.25), (x + 0.033, 0.25), (x + 0.055, 0.76), (x - 0.055, 0.76)]);
    canvas.draw(Colour::hex(0xfbf6ea), tower());
    for stripe in [0.36, 0.52, 0.68] {
        canvas.draw(CORAL, both(tower(), slab(x, stripe, 0.2, 0.04, 0.0)));
    }
    canvas.draw(colour.mix(Colour::BLACK, 0.4), slab(x, 0.25, 0.048, 0.009, 0.004));
    canvas.draw(SUN, slab(x, 0.212, 0.024, 0.03, 0.004));
    canvas
        .draw(colour.mix(Colour::BLACK, 0.4), polygon([(x, 0.125), (x + 0.034, 0.185), (x - 0.034, 0.185)]));
}

fn boat(canvas: &mut Canvas, x: f32, water: f32, size: f32, dark: Colour) {
    let at = |dx: f32, dy: f32| (x + dx * size, water + dy * size);
    canvas.draw(Colour::hex(0xfbf6ea), polygon([at(0.03, -1.5), at(0.62, -0.29), at(0.03, -0.29)]));
    canvas.draw(CORAL, polygon([at(-0.04, -1.3), at(-0.04, -0.29), at(-0.44, -0.29)]));
    canvas.draw(dark, polygon([at(-0.58, -0.22), at(0.7, -0.22), at(0.48, 0.06), at(-0.4, 0.06)]));
}

/// Streams that flow into one another.
pub(super) fn confluence(width: usize, height: usize, colour: Colour) -> Canvas {
    let night = colour.mix(Colour::BLACK, 0.5);
    let mut canvas = Canvas::new(width, height, Paint::gradient(SAND, colour.mix(SAND, 0.72)));
    let aspect = canvas.aspect();
    canvas.draw(SUN, circle(aspect * 0.78, 0.3, 0.17));
    canvas.draw(Paint::veil(SUN, 0.3), circle(aspect * 0.78, 0.3, 0.25));
    let inks = [
        Colour::hex(0x2f7f86),
        SUN.mix(SAND, 0.25),
        CORAL,
        colour.mix(Colour::WHITE, 0.35),
        Colour::hex(0x1f4e5f),
        Colour::hex(0xf0d9b0),
        colour,
        night,
    ];
    // Far apart on the left, one river on the right.
    for (at, ink) in inks.into_iter().enumerate() {
        let share = at as f32 / (inks.len() - 1) as f32;
        let source = 0.1 + 0.95 * share;
        let mouth = 0.6 + 0.14 * share;
        let shift = at as f32 * 1.3;
        let middle = move |x: f32| {
            let way = (x / aspect).clamp(0.0, 1.0);
            let smooth = way * way * (3.0 - 2.0 * way);
            source + (mouth - source) * smooth + 0.055 * (x * 2.2 + shift).sin() * (1.15 - way)
        };
        let half = 0.052;
        canvas.draw(ink, move |x, y| ((y - middle(x)).abs() - half) / 1.15);
    }
    canvas
}

/// A badge for the small event: a sail over waves.
pub(super) fn harbour_logo(side: usize, colour: Colour) -> Canvas {
    let mut canvas = Canvas::new(side, side, colour);
    canvas.draw(SUN, circle(0.68, 0.34, 0.15));
    canvas.draw(Colour::hex(0xfbf6ea), polygon([(0.5, 0.14), (0.78, 0.62), (0.5, 0.62)]));
    canvas.draw(CORAL, polygon([(0.46, 0.24), (0.46, 0.62), (0.22, 0.62)]));
    for (at, level) in [0.68, 0.8, 0.92].into_iter().enumerate() {
        let hills = Hills { level, swell: 0.022, waves: 13.0, shift: at as f32 * 2.1 };
        canvas.draw(SAND.mix(colour.mix(Colour::BLACK, 0.35), at as f32 * 0.45), hills.shape());
    }
    canvas
}

/// A badge for the big event: rings that meet.
pub(super) fn confluence_logo(side: usize, colour: Colour) -> Canvas {
    let mut canvas = Canvas::new(side, side, colour);
    let rings = [(0.36, 0.4, SAND), (0.64, 0.4, SUN), (0.5, 0.63, CORAL)];
    for (x, y, ink) in rings {
        canvas.draw(ink, ring(x, y, 0.2, 0.075));
    }
    // The first ring passes over the last one again, as in a knot.
    canvas.draw(SAND, both(ring(0.36, 0.4, 0.2, 0.075), slab(0.32, 0.62, 0.09, 0.09, 0.0)));
    canvas
}

/// The picture of a session: hills, discs or bars in the colour of its track.
pub(super) fn session(title: &str, width: usize, height: usize, colour: Colour) -> Canvas {
    let mut dice = Dice::new(1, title);
    let palette = *dice.pick(&PALETTES);
    let deep = colour.mix(Colour::BLACK, 0.35);
    let pale = colour.mix(SAND, 0.82);
    let mut canvas = Canvas::new(width, height, Paint::gradient(pale, colour.mix(SAND, 0.6)));
    let aspect = canvas.aspect();
    let inks = [palette.halo, palette.accent, colour, deep, palette.skin];
    match dice.below(3) {
        0 => {
            canvas.draw(palette.halo, circle(dice.range(0.3, aspect - 0.3), 0.38, 0.2));
            for at in 0..4 {
                let (level, swell) = (0.5 + 0.14 * at as f32, dice.range(0.04, 0.1));
                let hills = Hills { level, swell, waves: dice.range(1.8, 4.0), shift: dice.range(0.0, TAU) };
                canvas.draw(pale.mix(deep, 0.3 + 0.23 * at as f32), hills.shape());
            }
        }
        1 => {
            for _ in 0..9 {
                let (x, y, radius) = (dice.range(0.0, aspect), dice.range(0.0, 1.0), dice.range(0.08, 0.3));
                let ink = *dice.pick(&inks);
                if dice.chance(40) {
                    canvas.draw(ink, ring(x, y, radius, dice.range(0.02, 0.07)));
                } else {
                    canvas.draw(Paint::veil(ink, 0.85), circle(x, y, radius));
                }
            }
        }
        _ => {
            let bars = 14;
            let wide = aspect / bars as f32;
            let (shift, slow) = (dice.range(0.0, TAU), dice.range(0.3, 0.7));
            for bar in 0..bars {
                let tall = 0.5 + 0.28 * (bar as f32 * slow + shift).sin() + dice.range(-0.06, 0.06);
                let x = (bar as f32 + 0.5) * wide;
                let ink = if dice.chance(18) { palette.accent } else { colour.mix(deep, dice.unit()) };
                canvas.draw(ink, slab(x, 1.1 - tall / 2.0, wide * 0.34, tall / 2.0 + 0.1, wide * 0.34));
            }
        }
    }
    canvas
}
