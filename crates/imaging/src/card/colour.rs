//! The colours of a card, from the event's one.

use crate::picture::Picture;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    pub r: u8,
    pub g: u8,
    pub b: u8,
    pub a: u8,
}

/// What is drawn with which colour.
pub struct Scheme {
    pub ground: Colour,
    pub ink: Colour,
    /// Barely different from the ground.
    pub shade: Colour,
}

/// Text on its ground (WCAG 2.2, 1.4.3).
const ENOUGH: f32 = 4.5;
/// A logo on its ground (WCAG 2.2, 1.4.11).
const ENOUGH_FOR_LOGO: f32 = 3.0;

impl Colour {
    pub const OWN: Self = Self::rgb(0x24, 0x3b, 0x6b);
    const WHITE: Self = Self::rgb(0xff, 0xff, 0xff);
    const BLACK: Self = Self::rgb(0x12, 0x14, 0x1a);

    const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b, a: 0xff }
    }

    /// `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let channel = |shift: u32, mask: u32| (number >> shift & mask) as u8;
        match digits.len() {
            3 => Some(Self::rgb(channel(8, 15) * 17, channel(4, 15) * 17, channel(0, 15) * 17)),
            6 => Some(Self::rgb(channel(16, 255), channel(8, 255), channel(0, 255))),
            _ => None,
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    pub fn contrast(self, other: Self) -> f32 {
        contrast(self.luminance(), other.luminance())
    }

    /// So much of `other`, 0 to 1.
    fn mixed(self, other: Self, share: f32) -> Self {
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        Self::rgb(mix(self.r, other.r), mix(self.g, other.g), mix(self.b, other.b))
    }
}

fn contrast(a: f32, b: f32) -> f32 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

impl Scheme {
    /// The ground is the event's colour, the ink white where it can be read, else black.
    ///
    /// A colour on which neither is clear gets a little darker; the pattern stays on the side of the
    /// ground, so that the ink can be read on it as well.
    pub fn of(ground: Colour) -> Self {
        // White looks better on the colours in between, if these give way a little.
        let wants_white = ground.contrast(Colour::WHITE) >= 3.0;
        let ink = if wants_white { Colour::WHITE } else { Colour::BLACK };
        let mut ground = ground;
        while ground.contrast(ink) < ENOUGH {
            ground = ground.mixed(if wants_white { Colour::BLACK } else { Colour::WHITE }, 0.04);
        }
        // Away from the ink, unless there is no room.
        let away = if wants_white { Colour::BLACK } else { Colour::WHITE };
        let shade = if ground.contrast(away) > 1.8 {
            ground.mixed(away, if wants_white { 0.14 } else { 0.3 })
        } else {
            let mut share = 0.08;
            while share > 0.0 && ground.mixed(ink, share).contrast(ink) < ENOUGH {
                share -= 0.01;
            }
            ground.mixed(ink, share.max(0.0))
        };
        Self { ground, ink, shade }
    }

    /// What a logo must stand on; `None` if it can be seen on the ground, or brings its own.
    pub fn plate(&self, logo: &Picture) -> Option<Colour> {
        let pixels = logo.to_rgba();
        let (mut sum, mut weight, mut opaque) = (0.0_f64, 0.0_f64, 0_u64);
        for pixel in pixels.pixels() {
            let [r, g, b, a] = pixel.0;
            let share = f64::from(a) / 255.0;
            sum += f64::from(Colour::rgb(r, g, b).luminance()) * share;
            weight += share;
            opaque += u64::from(a == 255);
        }
        let all = u64::from(pixels.width()) * u64::from(pixels.height());
        if weight == 0.0 || opaque == all {
            return None;
        }
        let mean = (sum / weight) as f32;
        if contrast(mean, self.ground.luminance()) >= ENOUGH_FOR_LOGO {
            return None;
        }
        let best = |a: Colour, b: Colour| {
            if contrast(mean, a.luminance()) >= contrast(mean, b.luminance()) { a } else { b }
        };
        Some(best(Colour::WHITE, Colour::BLACK))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_on_every_colour() {
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    let scheme = Scheme::of(Colour::rgb(r, g, b));
                    for under in [scheme.ground, scheme.shade] {
                        assert!(under.contrast(scheme.ink) >= ENOUGH, "{r} {g} {b}");
                    }
                    assert_ne!(scheme.ground, scheme.shade, "{r} {g} {b}");
                }
            }
        }
    }

    #[test]
    fn colours_as_they_are_written() {
        assert_eq!(Colour::parse("#2f6f9f"), Some(Colour::rgb(0x2f, 0x6f, 0x9f)));
        assert_eq!(Colour::parse(" #FA0 "), Some(Colour::rgb(0xff, 0xaa, 0)));
        for other in ["", "#", "2f6f9f", "#12345", "#gggggg", "red", "#+12345", "#ääa", "#1234567890"] {
            assert_eq!(Colour::parse(other), None, "{other}");
        }
    }
}
