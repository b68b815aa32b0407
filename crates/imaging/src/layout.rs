//! Text to lines of glyphs: what can be drawn, in which font, in which order, and where a line ends.

use std::ops::Range;

use tiny_skia::PathBuilder;
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::face::{self, Glyph, Weight, is_joiner};

/// More is never drawn, so it is not looked at.
const MAX_CHARACTERS: usize = 600;
/// Marks on one letter; some people pile up hundreds.
const MAX_MARKS: usize = 3;
const ELLIPSIS: char = '…';

/// A text of which every character can be drawn, cut into what a line may be made of.
pub struct Prepared {
    text: String,
    clusters: Vec<Cluster>,
    weight: Weight,
    /// Direction of the whole.
    pub is_rtl: bool,
    /// Lines need more distance.
    pub is_tall: bool,
}

/// A letter with its marks: never divided.
struct Cluster {
    bytes: Range<usize>,
    face: usize,
    /// In ems, by itself.
    width: f32,
    /// A line may end behind it.
    breaks: bool,
}

/// One line, ready to be drawn.
pub struct Line {
    runs: Vec<(usize, f32, Vec<Glyph>)>,
    /// In ems.
    pub width: f32,
}

/// Some consecutive clusters of a text.
type Span = Range<usize>;

impl Prepared {
    pub fn new(text: &str, weight: Weight) -> Self {
        let mut prepared =
            Self { text: String::new(), clusters: Vec::new(), weight, is_rtl: false, is_tall: false };
        for cluster in clusters(&drawable(text)) {
            prepared.push(&cluster);
        }
        while prepared.clusters.last().is_some_and(|last| prepared.text[last.bytes.clone()].trim().is_empty())
        {
            prepared.pop();
        }
        let info = BidiInfo::new(&prepared.text, None);
        prepared.is_rtl = info.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl());
        prepared.mark_breaks();
        prepared
    }

    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    fn push(&mut self, cluster: &str) {
        let before = self.clusters.last().map(|last| last.face);
        let is_common = cluster.chars().all(|c| !c.is_alphabetic());
        // Digits and punctuation look like the text around them.
        let same =
            before.filter(|index| is_common && face::face(*index).is_some_and(|face| face.has(cluster)));
        let found = same.or_else(|| face::covering(cluster, self.weight)).map(|index| (index, cluster));
        // Rather the letter without its marks than nothing.
        let bare = || {
            let letter = &cluster[..cluster.chars().next()?.len_utf8()];
            Some((face::covering(letter, self.weight)?, letter))
        };
        let Some((index, cluster)) = found.or_else(bare) else { return };
        let is_space = cluster == " ";
        if is_space && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        let Some(face) = face::face(index) else { return };
        let start = self.text.len();
        self.text.push_str(cluster);
        self.is_tall |= face.is_tall;
        let width = face.shape(cluster, false).1;
        self.clusters.push(Cluster { bytes: start..self.text.len(), face: index, width, breaks: false });
    }

    fn pop(&mut self) {
        if let Some(last) = self.clusters.pop() {
            self.text.truncate(last.bytes.start);
        }
    }

    fn mark_breaks(&mut self) {
        for at in 0..self.clusters.len() {
            let this = self.first(at);
            let next = self.clusters.get(at + 1).map(|_| self.first(at + 1));
            let Some(next) = next else { continue };
            self.clusters[at].breaks = this == ' '
                || (matches!(this, '-' | '–' | '—' | '/')
                    && next.is_alphabetic()
                    && at > 1
                    && self.first(at - 1).is_alphabetic()
                    && self.first(at - 2).is_alphabetic())
                || ((is_ideographic(this) || is_ideographic(next))
                    && this != ' '
                    && next != ' '
                    && !never_begins(next)
                    && !never_ends(this)
                    && (is_ideographic(this) || is_wide(this))
                    && (is_ideographic(next) || is_wide(next) || next.is_alphanumeric()));
        }
    }

    fn first(&self, cluster: usize) -> char {
        self.text[self.clusters[cluster].bytes.clone()].chars().next().unwrap_or(' ')
    }

    /// The span without spaces at its ends.
    fn trimmed(&self, mut span: Span) -> Span {
        while !span.is_empty() && self.first(span.start) == ' ' {
            span.start += 1;
        }
        while !span.is_empty() && self.first(span.end - 1) == ' ' {
            span.end -= 1;
        }
        span
    }

    /// About as wide as the span will be when drawn, in ems: joined letters are narrower.
    fn width(&self, span: Span) -> f32 {
        self.clusters[span].iter().map(|cluster| cluster.width).sum()
    }

    /// Lines that are at most so many ems wide. The second part: whether a word had to be divided.
    fn wrap(&self, width: f32) -> (Vec<Span>, bool) {
        let (mut lines, mut divided) = (Vec::new(), false);
        let mut start = 0;
        while start < self.clusters.len() {
            while start < self.clusters.len() && self.first(start) == ' ' {
                start += 1;
            }
            let (mut end, mut used, mut last_break) = (start, 0.0, None);
            while let Some(cluster) = self.clusters.get(end) {
                let is_space = self.first(end) == ' ';
                if used + cluster.width > width && !is_space && end > start {
                    break;
                }
                used += cluster.width;
                end += 1;
                if cluster.breaks {
                    last_break = Some(end);
                }
            }
            if end < self.clusters.len() {
                match last_break {
                    Some(at) => end = at,
                    None => {
                        divided = true;
                        end = self.division(start, end);
                    }
                }
            }
            let line = self.trimmed(start..end);
            if !line.is_empty() {
                lines.push(line);
            }
            start = end.max(start + 1);
        }
        (lines, divided)
    }

    /// Where to divide a word of which `start..end` fits: not within what is read as one.
    fn division(&self, start: usize, end: usize) -> usize {
        let splits = |at: &usize| !never_begins(self.first(*at)) && !never_ends(self.first(*at - 1));
        (start + 1..=end).rev().take(4).find(splits).unwrap_or(end)
    }

    /// The largest of `sizes` (pixels an em, falling) in which the text fits into `width` × `height`
    /// without dividing words; in the last one it is cut where it does not fit. `leading`: distance
    /// of lines in ems.
    pub fn fit(&self, sizes: &[f32], (width, height): (f32, f32), leading: f32) -> (f32, Vec<Line>) {
        let room = |size: f32| ((height / (size * leading)) as usize).max(1);
        let mut chosen = None;
        for size in sizes {
            let (lines, divided) = self.wrap(width / size);
            if lines.len() <= room(*size) {
                chosen.get_or_insert((*size, lines.len()));
                if !divided {
                    chosen = Some((*size, lines.len()));
                    break;
                }
            }
        }
        let Some((size, count)) = chosen else {
            let size = sizes.last().copied().unwrap_or(16.0);
            return (size, self.cut(width / size, room(size)));
        };
        let spans = self.balanced(width / size, count);
        (size, spans.into_iter().map(|span| self.line(span, false)).collect())
    }

    /// Lines of about the same length: the narrowest block of no more lines, and no more divided.
    fn balanced(&self, width: f32, count: usize) -> Vec<Span> {
        let (mut best, divided) = self.wrap(width);
        let (mut low, mut high) = (width * 0.5, width);
        for _ in 0..8 {
            let middle = (low + high) / 2.0;
            let (lines, more) = self.wrap(middle);
            if lines.len() <= count && more <= divided {
                (best, high) = (lines, middle);
            } else {
                low = middle;
            }
        }
        best
    }

    /// At most `count` lines; the last one ends in an ellipsis if something is missing.
    fn cut(&self, width: f32, count: usize) -> Vec<Line> {
        let (mut spans, _) = self.wrap(width);
        let is_cut = spans.len() > count;
        spans.truncate(count);
        let last = spans.len().saturating_sub(1);
        let cut = |(at, span): (usize, Span)| {
            if !is_cut || at < last {
                return self.line(span, false);
            }
            let mut span = span;
            while !span.is_empty() && self.width(span.clone()) + 1.0 > width {
                span.end -= 1;
            }
            self.line(self.trimmed(span), true)
        };
        spans.into_iter().enumerate().map(cut).collect()
    }

    /// The text on one line of at most so many ems, cut if need be.
    pub fn one_line(&self, width: f32) -> Line {
        self.cut(width, 1).pop().unwrap_or(Line { runs: Vec::new(), width: 0.0 })
    }

    fn line(&self, span: Span, cut: bool) -> Line {
        let (Some(first), Some(last)) = (self.clusters.get(span.start), self.clusters[span.clone()].last())
        else {
            return Line { runs: Vec::new(), width: 0.0 };
        };
        let begin = first.bytes.start;
        let mut text = self.text[begin..last.bytes.end].to_owned();
        let mut faces: Vec<(usize, usize)> =
            self.clusters[span].iter().map(|cluster| (cluster.bytes.end - begin, cluster.face)).collect();
        if cut {
            text.push(ELLIPSIS);
            let face = face::covering("…", self.weight).unwrap_or(last.face);
            faces.push((text.len(), face));
        }
        let level = if self.is_rtl { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(&text, Some(level));
        let mut line = Line { runs: Vec::new(), width: 0.0 };
        let Some(paragraph) = info.paragraphs.first() else { return line };
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
            let mut parts = parts(run, &faces);
            if is_rtl {
                parts.reverse();
            }
            for (bytes, index) in parts {
                let Some(face) = face::face(index) else { continue };
                let (glyphs, width) = face.shape(&text[bytes], is_rtl);
                line.runs.push((index, line.width, glyphs));
                line.width += width;
            }
        }
        line
    }
}

/// A run of one direction as runs of one font each.
fn parts(run: Range<usize>, faces: &[(usize, usize)]) -> Vec<(Range<usize>, usize)> {
    let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
    let mut start = run.start;
    let from = faces.partition_point(|(end, _)| *end <= run.start);
    for (end, face) in &faces[from..] {
        let end = (*end).min(run.end);
        match parts.last_mut() {
            Some((bytes, last)) if last == face => bytes.end = end,
            _ => parts.push((start..end, *face)),
        }
        start = end;
        if end == run.end {
            break;
        }
    }
    parts
}

impl Line {
    /// Adds the outlines: the line begins at `x` on the base line `y`, an em is `size` pixels.
    pub fn outline(&self, (x, y): (f32, f32), size: f32, path: &mut PathBuilder) {
        for (index, offset, glyphs) in &self.runs {
            let Some(face) = face::face(*index) else { continue };
            for glyph in glyphs {
                let at = (x + (offset + glyph.x) * size, y - glyph.y * size);
                face.outline(glyph.id, at, size, path);
            }
        }
    }
}

/// Composed, on one line, without what is only there to confuse: controls, marks of direction,
/// selectors of variants, piles of accents.
fn drawable(text: &str) -> String {
    let mut result = String::new();
    let mut marks = 0;
    for c in text.chars().take(MAX_CHARACTERS).nfc() {
        let c = if c.is_whitespace() { ' ' } else { c };
        marks = if canonical_combining_class(c) == 0 { 0 } else { marks + 1 };
        let is_noise = c.is_control()
            || matches!(c,
                '\u{ad}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'
                | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{20d0}'..='\u{20ff}' | '\u{25cc}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}');
        if !is_noise && marks <= MAX_MARKS {
            result.push(c);
        }
    }
    result
}

/// Letters with their marks. A joiner belongs to the letter before it, and means nothing between
/// Latin ones or what was an emoji.
fn clusters(text: &str) -> Vec<String> {
    let mut clusters: Vec<String> = Vec::new();
    for c in text.chars() {
        match clusters.last_mut() {
            Some(last) if is_combining_mark(c) && last != " " => last.push(c),
            Some(last) if is_joiner(c) && last.chars().next().is_some_and(joins) => last.push(c),
            _ if is_joiner(c) || is_combining_mark(c) => {}
            // What follows a virama is written with it.
            Some(last) if last.chars().rfind(|c| !is_joiner(*c)).is_some_and(is_virama) && joins(c) => {
                last.push(c)
            }
            _ => clusters.push(c.to_string()),
        }
    }
    clusters
}

fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{1cff}') && c.is_alphabetic()
}

fn is_virama(c: char) -> bool {
    canonical_combining_class(c) == 9
}

/// Between these a line may end.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Punctuation of the same width.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}')
}

/// No line begins with these.
fn never_begins(c: char) -> bool {
    // Vowels that follow their consonant in Thai and Lao.
    if matches!(
        c,
        '\u{e30}' | '\u{e32}' | '\u{e33}' | '\u{e45}' | '\u{e46}' | '\u{eb0}' | '\u{eb2}' | '\u{eb3}'
    ) {
        return true;
    }
    "、。，．！？：；）］｝〕〉》」』】〙〗’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々・…‥,.!?:;)]}"
        .contains(c)
}

/// And none ends with these.
fn never_ends(c: char) -> bool {
    // Vowels written before their consonant.
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}') || "（［｛〔〈《「『【〘〖‘“([{".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let prepared = Prepared::new(text, Weight::Bold);
        let text = |span: Span| {
            let clusters = &prepared.clusters[span];
            clusters.iter().map(|cluster| &prepared.text[cluster.bytes.clone()]).collect()
        };
        prepared.wrap(width).0.into_iter().map(text).collect()
    }

    #[test]
    fn only_what_can_be_drawn() {
        let cases = [
            ("  Ada \t\n Lovelace  ", "Ada Lovelace"),
            ("Rust 🦀 in 🚀 space 👩‍🚀", "Rust in space"),
            ("a\u{202e}b\u{2066}c\u{200b}d\u{ad}e\u{0}f", "abcdef"),
            ("e\u{301}", "é"),
            ("1\u{fe0f}\u{20e3}", "1"),
            ("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("a\u{200d}b", "ab"),
            ("🎉🎉🎉", ""),
            ("\u{301}\u{301}x", "x"),
            ("\u{e000}\u{f8ff}\u{10ffff}", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(Prepared::new(text, Weight::Bold).text, expected, "{text:?}");
        }
        let piled = format!("x{}y", "\u{316}".repeat(500));
        assert!(Prepared::new(&piled, Weight::Bold).text.chars().count() <= 2 + MAX_MARKS);
    }

    #[test]
    fn where_lines_end() {
        assert_eq!(lines("one two three", 4.3), ["one two", "three"]);
        assert_eq!(lines("one two three", 1000.0), ["one two three"]);
        assert_eq!(lines("well-known thing", 3.0)[0], "well-");
        assert_eq!(lines("東京都と大阪府", 3.1), ["東京都", "と大阪", "府"]);
        for line in lines("「東京」タワー、ちょっと。大阪城（おおさか）です。", 4.2)
        {
            let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
            assert!(!never_begins(first) && !never_ends(last), "{line}");
        }
        let divided = lines(&"x".repeat(50), 5.0);
        assert!(divided.len() > 3 && divided.concat() == "x".repeat(50));
        for line in lines("การสร้างระบบแบบกระจายที่เชื่อถือได้ในสภาพแวดล้อมจริง", 6.0)
        {
            let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
            assert!(!never_begins(first) && !never_ends(last), "{line}");
        }
        // Nothing is narrower than a letter, and everything still comes out.
        assert_eq!(lines("abc", 0.01), ["a", "b", "c"]);
    }

    #[test]
    fn directions() {
        assert!(Prepared::new("שלום world", Weight::Bold).is_rtl);
        assert!(!Prepared::new("Hello עולם", Weight::Bold).is_rtl);
        assert!(!Prepared::new("123", Weight::Bold).is_rtl);
        // Base direction from right to left: the Latin word stands on the left.
        let line = Prepared::new("שלום Rust", Weight::Bold).one_line(100.0);
        assert_eq!(line.runs.first().map(|run| run.0), Some(0));
        let line = Prepared::new("Rust שלום", Weight::Bold).one_line(100.0);
        assert_eq!(line.runs.first().map(|run| run.0), Some(0));
        assert!(line.runs.len() >= 2);
    }

    #[test]
    fn sizes_and_ellipses() {
        let sizes = [80.0, 60.0, 40.0];
        let fit = |text: &str| Prepared::new(text, Weight::Bold).fit(&sizes, (1000.0, 300.0), 1.2);
        let (size, lines) = fit("Short");
        assert_eq!((size, lines.len()), (80.0, 1));
        let (size, lines) = fit(&"several words ".repeat(40));
        assert_eq!((size, lines.len()), (40.0, 6));
        for text in [
            "several words ".repeat(40),
            "漢字".repeat(400),
            "x".repeat(10_000),
            "น้ำ".repeat(300),
            "שלום ".repeat(500),
        ] {
            let (size, lines) = fit(&text);
            assert!(lines.iter().all(|line| line.width * size <= 1001.0), "{text}");
        }
        assert!(fit("").1.is_empty());
    }
}
