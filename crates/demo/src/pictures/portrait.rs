//! Pictures of people who do not exist: paper cuts, tiles and small landscapes.

use std::f32::consts::TAU;

use super::palette::{PALETTES, Palette};
use super::raster::{Canvas, Colour, Hills, Paint, both, circle, ellipse, polygon, ring, slab, without};
use crate::dice::Dice;

/// A square picture; the same name always gives the same one, at any size.
pub(super) fn draw(name: &str, side: usize) -> Canvas {
    let mut dice = Dice::new(0, name);
    let palette = *dice.pick(&PALETTES);
    let ground = Paint::gradient(palette.ground, palette.ground.mix(palette.halo, 0.25));
    let mut canvas = Canvas::new(side, side, ground);
    match dice.below(10) {
        0..=6 => person(&mut canvas, &mut dice, palette),
        7 | 8 => tiles(&mut canvas, &mut dice, palette),
        _ => landscape(&mut canvas, &mut dice, palette),
    }
    canvas
}

fn person(canvas: &mut Canvas, dice: &mut Dice, palette: Palette) {
    let side = if dice.chance(50) { 1.0 } else { -1.0 };
    canvas.draw(
        palette.halo,
        circle(0.5 + side * dice.range(0.05, 0.2), dice.range(0.36, 0.5), dice.range(0.3, 0.4)),
    );

    let (across, down) = (dice.range(0.135, 0.165), dice.range(0.18, 0.215));
    let (x, y) = (0.5 - side * 0.01, 0.43);
    let style = dice.below(6);
    match style {
        // Long hair, falling behind the shoulders.
        0 => canvas.draw(palette.hair, slab(x, y + 0.12, across + 0.07, down + 0.16, across + 0.06)),
        // A round cloud of hair.
        1 => canvas.draw(palette.hair, circle(x, y - 0.06, across + 0.12)),
        // A bun.
        2 => canvas.draw(palette.hair, circle(x + side * 0.03, y - down - 0.055, 0.085)),
        // Half-long.
        3 => canvas.draw(palette.hair, slab(x, y + 0.0, across + 0.045, down + 0.05, across + 0.02)),
        _ => {}
    }

    let shoulders = dice.range(0.31, 0.37);
    let body = || ellipse(0.5, 1.06, shoulders, 0.36);
    canvas.draw(palette.cloth, body());
    clothes(canvas, dice, palette, body);

    let shade = palette.skin.mix(Colour::BLACK, 0.16);
    canvas.draw(shade, both(slab(x, y + down + 0.03, 0.062, 0.13, 0.06), slab(x, 0.5, 0.2, 0.28, 0.0)));
    canvas.draw(palette.skin, ellipse(x, y, across, down));
    // One half of the face lies in the light.
    canvas.draw(
        Paint::veil(Colour::WHITE, 0.13),
        both(ellipse(x, y, across, down), slab(x + side * 0.3, y, 0.3, 0.5, 0.0)),
    );
    for ear in [-1.0, 1.0] {
        if style > 3 {
            canvas.draw(palette.skin, circle(x + ear * across, y + 0.015, 0.028));
        }
    }
    fringe(canvas, dice, palette, (x, y, across, down), side);
    if dice.chance(30) {
        for lens in [-1.0, 1.0] {
            canvas.draw(palette.hair.mix(Colour::BLACK, 0.4), ring(x + lens * 0.068, y + 0.02, 0.048, 0.013));
        }
        canvas.draw(palette.hair.mix(Colour::BLACK, 0.4), slab(x, y + 0.015, 0.022, 0.006, 0.006));
    } else if dice.chance(25) {
        for ear in [-1.0, 1.0] {
            canvas.draw(palette.accent, circle(x + ear * (across + 0.008), y + 0.085, 0.02));
        }
    }
}

fn fringe(
    canvas: &mut Canvas,
    dice: &mut Dice,
    palette: Palette,
    (x, y, across, down): (f32, f32, f32, f32),
    side: f32,
) {
    let cap = || ellipse(x, y - 0.012, across + 0.016, down + 0.016);
    let above = dice.range(0.04, 0.085);
    match dice.below(5) {
        // Parted on one side.
        0 | 1 => canvas.draw(palette.hair, without(cap(), circle(x + side * 0.09, y + 0.08, across + 0.06))),
        // Straight.
        2 => canvas.draw(palette.hair, both(cap(), slab(x, y - above - 0.5, 0.5, 0.5, 0.0))),
        // A scarf or a cap with a rim.
        3 => {
            canvas.draw(palette.accent, both(cap(), slab(x, y - above - 0.51, 0.5, 0.5, 0.0)));
            canvas.draw(
                palette.accent.mix(Colour::BLACK, 0.2),
                slab(x, y - above - 0.012, across + 0.01, 0.014, 0.014),
            );
        }
        // Receding.
        _ => canvas.draw(palette.hair, without(cap(), ellipse(x, y + 0.06, across - 0.012, down + 0.03))),
    }
    if dice.chance(16) {
        let beard = both(ellipse(x, y + 0.012, across, down), slab(x, y + 0.56, 0.5, 0.5, 0.0));
        canvas.draw(palette.hair, without(beard, ellipse(x, y + 0.02, across - 0.045, 0.1)));
    }
}

fn clothes<S: Fn(f32, f32) -> f32>(
    canvas: &mut Canvas,
    dice: &mut Dice,
    palette: Palette,
    body: impl Fn() -> S,
) {
    match dice.below(5) {
        0 => {
            for stripe in 0..4 {
                let y = 0.79 + stripe as f32 * 0.065;
                canvas.draw(palette.accent, both(body(), slab(0.5, y, 0.5, 0.013, 0.0)));
            }
        }
        1 => canvas.draw(palette.accent, both(body(), polygon([(0.4, 0.6), (0.6, 0.6), (0.5, 0.9)]))),
        2 => canvas
            .draw(palette.halo, both(body(), polygon([(0.0, 0.6), (0.5, 0.6), (0.56, 1.1), (0.0, 1.1)]))),
        3 => canvas.draw(palette.accent, ellipse(0.5, 0.735, 0.105, 0.045)),
        _ => {}
    }
}

/// Four by four tiles of quarter circles, dots and triangles.
fn tiles(canvas: &mut Canvas, dice: &mut Dice, palette: Palette) {
    let inks = [palette.ground, palette.halo, palette.cloth, palette.skin, palette.hair, palette.accent];
    let count = dice.between(3, 4);
    let size = 1.0 / count as f32;
    for cell in 0..count * count {
        let (left, top) = ((cell % count) as f32 * size, (cell / count) as f32 * size);
        let tile = || slab(left + size / 2.0, top + size / 2.0, size / 2.0, size / 2.0, 0.0);
        let two = dice.some(&inks, 2);
        canvas.draw(two[0], tile());
        let corner = (left + size * dice.below(2) as f32, top + size * dice.below(2) as f32);
        match dice.below(6) {
            0 | 1 => canvas.draw(two[1], both(tile(), circle(corner.0, corner.1, size))),
            2 => {
                canvas.draw(two[1], both(tile(), circle(corner.0, corner.1, size)));
                canvas.draw(two[0], both(tile(), circle(corner.0, corner.1, size * 0.5)));
            }
            3 => canvas.draw(two[1], circle(left + size / 2.0, top + size / 2.0, size * 0.32)),
            4 => canvas.draw(two[1], polygon([(left, top), (left + size, top), (left + size, top + size)])),
            _ => canvas.draw(two[1], both(tile(), circle(left + size / 2.0, top + size, size / 2.0))),
        }
    }
}

fn landscape(canvas: &mut Canvas, dice: &mut Dice, palette: Palette) {
    canvas.draw(palette.accent, circle(dice.range(0.25, 0.75), dice.range(0.25, 0.4), dice.range(0.1, 0.17)));
    let inks = [palette.halo, palette.skin, palette.cloth, palette.hair];
    for (at, ink) in inks.into_iter().enumerate() {
        let hills = Hills {
            level: 0.5 + at as f32 * 0.14,
            swell: dice.range(0.04, 0.1),
            waves: dice.range(3.0, 6.5),
            shift: dice.range(0.0, TAU),
        };
        canvas.draw(ink, hills.shape());
    }
}
