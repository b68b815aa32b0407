//! The event's colour, made readable.
//!
//! Organisers choose any colour; text in it must stand out from every surface of the design by
//! 4.5:1 (WCAG 2.2 AA). The hue is kept, the lightness moved until that holds.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

/// What the tokens are derived from (`frontend/src/styles/tokens.css`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// As chosen: for bars and dots.
    pub event: Colour,
    /// For text, and behind white text, in the light theme.
    pub light: Colour,
    /// For text, and behind dark text, in the dark theme.
    pub dark: Colour,
}

/// The contrast that is enforced; a little more than the norm asks, for rounding.
const ENOUGH: f64 = 4.55;

impl Colour {
    pub const DEFAULT: Self = Self { red: 0x2f, green: 0x6f, blue: 0x9f };
    const WHITE: Self = Self { red: 255, green: 255, blue: 255 };
    const BLACK: Self = Self { red: 0, green: 0, blue: 0 };

    /// `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |range: std::ops::Range<usize>| u8::from_str_radix(&digits[range], 16).ok();
        match digits.len() {
            6 => Some(Self { red: part(0..2)?, green: part(2..4)?, blue: part(4..6)? }),
            3 => Some(Self { red: part(0..1)? * 17, green: part(1..2)? * 17, blue: part(2..3)? * 17 }),
            _ => None,
        }
    }

    /// Relative luminance (WCAG).
    fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The part `share` of this colour over another, mixed as CSS does `in oklab`.
    fn over(self, share: f64, under: Self) -> Self {
        let (a, b) = (Oklab::of(self), Oklab::of(under));
        let mix = |x: f64, y: f64| x * share + y * (1.0 - share);
        Oklab { l: mix(a.l, b.l), a: mix(a.a, b.a), b: mix(a.b, b.b) }.colour()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Accent {
    /// From what is stored; nothing or nonsense is the default colour.
    pub fn of(stored: Option<&str>) -> Self {
        let event = stored.and_then(Colour::parse).unwrap_or(Colour::DEFAULT);
        Self {
            event,
            light: search(event, -0.005, readable_in_light),
            dark: search(event, 0.005, readable_in_dark),
        }
    }

    /// The declarations for `:root`.
    pub fn css(&self) -> String {
        format!(
            ":root{{--event-color:{};--accent-light:{};--accent-dark:{}}}",
            self.event, self.light, self.dark
        )
    }
}

/// On white, on the sunken surface, on its own tint, and white text on it.
fn readable_in_light(colour: Colour) -> bool {
    let sunken = Oklab { l: 0.964, a: 0.0, b: -0.004 }.colour();
    [Colour::WHITE, sunken, colour.over(0.09, Colour::WHITE)]
        .into_iter()
        .all(|surface| colour.contrast(surface) >= ENOUGH)
}

/// The same on the dark theme's surfaces, and the dark text on it.
fn readable_in_dark(colour: Colour) -> bool {
    let surface = Oklab { l: 0.21, a: -0.002, b: -0.0077 }.colour();
    let sunken = Oklab { l: 0.245, a: -0.002, b: -0.0087 }.colour();
    [surface, sunken, colour.over(0.16, surface)]
        .into_iter()
        .all(|surface| colour.contrast(surface) >= ENOUGH)
}

/// Moves the lightness in small steps until `good` holds; white and black hold at the latest.
fn search(from: Colour, step: f64, good: fn(Colour) -> bool) -> Colour {
    if good(from) {
        return from;
    }
    let start = Oklab::of(from);
    let mut l = start.l;
    while (0.0..=1.0).contains(&l) {
        let candidate = Oklab { l, ..start }.colour();
        if good(candidate) {
            return candidate;
        }
        l += step;
    }
    if step > 0.0 { Colour::WHITE } else { Colour::BLACK }
}

fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn gamma(value: f64) -> f64 {
    if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 }
}

/// A colour where equal steps look equal (Björn Ottosson's OKLab).
#[derive(Clone, Copy)]
struct Oklab {
    l: f64,
    a: f64,
    b: f64,
}

impl Oklab {
    fn of(colour: Colour) -> Self {
        let (r, g, b) = (linear(colour.red), linear(colour.green), linear(colour.blue));
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        Self {
            l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            a: 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        }
    }

    /// Linear red, green, blue; outside 0 to 1 where sRGB has no such colour.
    fn linear(self) -> [f64; 3] {
        let l = (self.l + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b).powi(3);
        let m = (self.l - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b).powi(3);
        let s = (self.l - 0.089_484_177_5 * self.a - 1.291_485_548_0 * self.b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }

    /// The sRGB colour of this lightness and hue, as colourful as sRGB allows.
    fn colour(self) -> Colour {
        let fits = |part: f64| {
            let lab = Self { a: self.a * part, b: self.b * part, ..self };
            lab.linear().iter().all(|channel| (-0.000_5..=1.000_5).contains(channel)).then_some(lab)
        };
        let (mut least, mut most) = (0.0, 1.0);
        let lab = fits(1.0).unwrap_or_else(|| {
            for _ in 0..16 {
                let middle = (least + most) / 2.0;
                if fits(middle).is_some() { least = middle } else { most = middle }
            }
            Self { a: self.a * least, b: self.b * least, ..self }
        });
        let byte = |channel: f64| (gamma(channel.clamp(0.0, 1.0)) * 255.0).round() as u8;
        let [red, green, blue] = lab.linear().map(byte);
        Colour { red, green, blue }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parsing() {
        assert_eq!(Colour::parse("#3aa57c").unwrap().to_string(), "#3aa57c");
        assert_eq!(Colour::parse(" #FFF ").unwrap(), Colour::WHITE);
        for bad in ["", "#", "red", "3aa57c", "#12345", "#gggggg", "#ää", "#1234567"] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn known_contrasts() {
        assert!((Colour::WHITE.contrast(Colour::BLACK) - 21.0).abs() < 0.01);
        assert!((Colour::parse("#767676").unwrap().contrast(Colour::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_colour_becomes_readable() {
        let dark_surface = Colour::parse("#17191d").unwrap();
        let dark_text = Colour::parse("#131519").unwrap();
        for red in (0..=255_u16).step_by(51) {
            for green in (0..=255_u16).step_by(51) {
                for blue in (0..=255_u16).step_by(51) {
                    let stored = format!("#{red:02x}{green:02x}{blue:02x}");
                    let accent = Accent::of(Some(&stored));
                    assert!(accent.light.contrast(Colour::WHITE) >= 4.5, "{stored} {accent:?}");
                    assert!(accent.dark.contrast(dark_surface) >= 4.5, "{stored} {accent:?}");
                    assert!(accent.dark.contrast(dark_text) >= 4.5, "{stored} {accent:?}");
                    assert!(readable_in_light(accent.light) && readable_in_dark(accent.dark), "{stored}");
                }
            }
        }
    }

    #[test]
    fn readable_colours_stay() {
        let accent = Accent::of(Some("#0f5132"));
        assert_eq!(accent.light, accent.event);
        assert_eq!(Accent::of(None).event, Colour::DEFAULT);
        assert!(
            accent.css().starts_with(":root{--event-color:#0f5132;--accent-light:#0f5132;--accent-dark:#")
        );
    }

    #[test]
    fn hue_is_kept() {
        let accent = Accent::of(Some("#ffcc00"));
        let (from, to) = (Oklab::of(accent.event), Oklab::of(accent.light));
        assert!((from.b.atan2(from.a) - to.b.atan2(to.a)).abs() < 0.1, "{accent:?}");
    }
}
