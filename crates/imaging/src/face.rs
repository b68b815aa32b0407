//! The fonts that travel with the program. A character has the same shape on every machine, and one
//! that no font has is known before anything is drawn.

use std::sync::LazyLock;

use harfrust::{Direction, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::PathBuilder;

/// How heavy a text is. Only the first font has both; the others are bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Medium,
    Bold,
}

pub struct Face {
    font: FontRef<'static>,
    shaper: ShaperData,
    units_per_em: f32,
    /// Marks above and below the letters need more space between lines.
    pub is_tall: bool,
}

/// A glyph's place, in ems from the start of its run.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub id: u32,
    pub x: f32,
    pub y: f32,
}

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!("../fonts/", $name)).as_slice()
    };
}

/// In the order in which they are asked for a character: file, and whether it is tall.
const FILES: [(&[u8], bool); 23] = [
    (font!("geist-bold.ttf"), false),
    (font!("noto-sans.ttf"), false),
    (font!("noto-cjk.otf"), false),
    (font!("noto-arabic.ttf"), true),
    (font!("noto-hebrew.ttf"), false),
    (font!("noto-devanagari.ttf"), true),
    (font!("noto-bengali.ttf"), true),
    (font!("noto-gurmukhi.ttf"), true),
    (font!("noto-gujarati.ttf"), true),
    (font!("noto-oriya.ttf"), true),
    (font!("noto-tamil.ttf"), true),
    (font!("noto-telugu.ttf"), true),
    (font!("noto-kannada.ttf"), true),
    (font!("noto-malayalam.ttf"), true),
    (font!("noto-sinhala.ttf"), true),
    (font!("noto-thai.ttf"), true),
    (font!("noto-lao.ttf"), true),
    (font!("noto-khmer.ttf"), true),
    (font!("noto-myanmar.ttf"), true),
    (font!("noto-georgian.ttf"), false),
    (font!("noto-armenian.ttf"), false),
    (font!("noto-ethiopic.ttf"), false),
    (font!("geist-medium.ttf"), false),
];

/// Where the first font and its lighter sister stand in [`FILES`].
const BOLD: usize = 0;
const MEDIUM: usize = FILES.len() - 1;

/// Read once, when the first card is drawn.
static FACES: LazyLock<Vec<Face>> =
    LazyLock::new(|| FILES.into_iter().filter_map(|(data, is_tall)| Face::read(data, is_tall)).collect());

/// The face of this number; all numbers come from [`covering`].
pub fn face(index: usize) -> Option<&'static Face> {
    FACES.get(index)
}

/// The first face that has every one of these characters.
pub fn covering(characters: &str, weight: Weight) -> Option<usize> {
    let first = match weight {
        Weight::Medium => MEDIUM,
        Weight::Bold => BOLD,
    };
    std::iter::once(first)
        .chain(1..MEDIUM)
        .find(|index| face(*index).is_some_and(|face| face.has(characters)))
}

impl Face {
    fn read(data: &'static [u8], is_tall: bool) -> Option<Self> {
        let font = FontRef::new(data).ok()?;
        let shaper = ShaperData::new(&font);
        let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        Some(Self { font, shaper, units_per_em, is_tall })
    }

    /// Joiners are for the shaping, not for the eye.
    pub fn has(&self, characters: &str) -> bool {
        let map = self.font.charmap();
        characters.chars().all(|c| is_joiner(c) || map.map(c).is_some_and(|glyph| glyph != GlyphId::NOTDEF))
    }

    /// The glyphs of a text in one direction, from left to right, and its width in ems.
    pub fn shape(&self, text: &str, is_rtl: bool) -> (Vec<Glyph>, f32) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let shaper = self.shaper.shaper(&self.font).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let mut x = 0.0;
        let mut glyphs = Vec::with_capacity(shaped.len());
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let em = |units: i32| units as f32 / self.units_per_em;
            glyphs.push(Glyph { id: info.glyph_id, x: x + em(position.x_offset), y: em(position.y_offset) });
            x += em(position.x_advance);
        }
        (glyphs, x)
    }

    /// Adds a glyph's outline: its origin at `x`, `y`, an em of `size` pixels.
    pub fn outline(&self, id: u32, (x, y): (f32, f32), size: f32, path: &mut PathBuilder) {
        let Some(glyph) = self.font.outline_glyphs().get(GlyphId::new(id)) else { return };
        let mut pen = Pen { path, x, y, scale: size / self.units_per_em };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A glyph that can't be drawn is a gap; our own fonts have none.
        let _ = glyph.draw(settings, &mut pen);
    }
}

pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Fonts count upwards, pictures downwards.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_read_and_has_its_script() {
        assert_eq!(FACES.len(), FILES.len());
        let scripts = [
            ("Ağ", BOLD),
            ("Ελ", 1),
            ("Việt", BOLD),
            ("Жї", BOLD),
            ("日本語", 2),
            ("简体", 2),
            ("繁體", 2),
            ("한국어", 2),
            ("العربية", 3),
            ("فارسی", 3),
            ("עברית", 4),
            ("हिन्दी", 5),
            ("বাংলা", 6),
            ("ਪੰਜਾਬੀ", 7),
            ("ગુજરાતી", 8),
            ("ଓଡ଼ିଆ", 9),
            ("தமிழ்", 10),
            ("తెలుగు", 11),
            ("ಕನ್ನಡ", 12),
            ("മലയാളം", 13),
            ("සිංහල", 14),
            ("ไทย", 15),
            ("ລາວ", 16),
            ("ខ្មែរ", 17),
            ("မြန်မာ", 18),
            ("ქართული", 19),
            ("Հայերեն", 20),
            ("አማርኛ", 21),
        ];
        for (text, expected) in scripts {
            assert_eq!(covering(text, Weight::Bold), Some(expected), "{text}");
            let (glyphs, width) = face(expected).unwrap().shape(text, false);
            assert!(glyphs.iter().all(|glyph| glyph.id != 0) && width > 0.5, "{text}");
        }
        assert_eq!(covering("A", Weight::Medium), Some(MEDIUM));
        assert_eq!(covering("🎉", Weight::Bold), None);
        assert_eq!(covering("\u{e000}", Weight::Bold), None);
    }

    #[test]
    fn letters_join_and_reorder() {
        let arabic = face(3).unwrap();
        let (joined, _) = arabic.shape("ببب", true);
        let ids: std::collections::HashSet<u32> = joined.iter().map(|glyph| glyph.id).collect();
        assert!(joined.len() >= 3 && ids.len() >= 3, "begin, middle and end differ: {joined:?}");
        // The vowel sign is written before its consonant.
        let devanagari = face(5).unwrap();
        let (first, _) = devanagari.shape("क", false);
        let (both, _) = devanagari.shape("कि", false);
        assert!(both.len() == 2 && both[1].id == first[0].id, "{both:?}");
    }
}
