//! The canvas: blocks, lines of text, pictures; and the finished file.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, Path, PathBuilder, Pattern, Pixmap, PixmapPaint,
    PremultipliedColorU8, Rect, SpreadMode, Stroke, Transform,
};

use super::colour::Colour;
use crate::layout::Line;
use crate::picture::{Picture, Refused};

pub struct Canvas {
    pixels: Pixmap,
}

fn paint(colour: Colour) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(colour.r, colour.g, colour.b, colour.a);
    paint
}

/// How far a curve's handle lies from its end, for a quarter of a circle with radius 1.
const QUARTER: f32 = 0.552_285;

fn rounded(rect: Rect, radius: f32) -> Option<Path> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let handle = radius * (1.0 - QUARTER);
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let mut path = PathBuilder::new();
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - handle, top, right, top + handle, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.cubic_to(left + handle, bottom, left, bottom - handle, left, bottom - radius);
    path.line_to(left, top + radius);
    path.cubic_to(left, top + handle, left + handle, top, left + radius, top);
    path.close();
    path.finish()
}

fn pixmap(picture: &Picture) -> Result<Pixmap, Refused> {
    let pixels = picture.to_rgba();
    let mut pixmap = Pixmap::new(pixels.width(), pixels.height()).ok_or(Refused::Broken)?;
    for (to, from) in pixmap.pixels_mut().iter_mut().zip(pixels.pixels()) {
        let [r, g, b, a] = from.0;
        let times = |channel: u8| ((u16::from(channel) * u16::from(a) + 127) / 255) as u8;
        *to = PremultipliedColorU8::from_rgba(times(r), times(g), times(b), a).ok_or(Refused::Broken)?;
    }
    Ok(pixmap)
}

impl Canvas {
    pub fn new(pixels: Pixmap) -> Self {
        Self { pixels }
    }

    pub fn fill(&mut self, colour: Colour) {
        self.pixels.fill(Color::from_rgba8(colour.r, colour.g, colour.b, colour.a));
    }

    /// A rectangle (left, top, width, height) with round corners.
    pub fn block(&mut self, (x, y, width, height): (f32, f32, f32, f32), radius: f32, colour: Colour) {
        let path = Rect::from_xywh(x, y, width, height).and_then(|rect| rounded(rect, radius));
        if let Some(path) = path {
            let none = Transform::identity();
            self.pixels.fill_path(&path, &paint(colour), FillRule::Winding, none, None);
        }
    }

    pub fn line(&mut self, line: &Line, at: (f32, f32), size: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        line.outline(at, size, &mut path);
        if let Some(path) = path.finish() {
            let none = Transform::identity();
            self.pixels.fill_path(&path, &paint(colour), FillRule::Winding, none, None);
        }
    }

    pub fn picture(&mut self, picture: &Picture, (x, y): (f32, f32)) -> Result<(), Refused> {
        let (x, y) = (x.round() as i32, y.round() as i32);
        let how = PixmapPaint::default();
        self.pixels.draw_pixmap(x, y, pixmap(picture)?.as_ref(), &how, Transform::identity(), None);
        Ok(())
    }

    /// The middle of a picture, round, `side` wide, in a thin ring.
    pub fn portrait(
        &mut self,
        picture: &Picture,
        (x, y): (f32, f32),
        side: f32,
        ring: Colour,
    ) -> Result<(), Refused> {
        let square = pixmap(&picture.square(side as u32)?)?;
        let scale = side / square.width() as f32;
        let radius = side / 2.0;
        let Some(circle) = PathBuilder::from_circle(x + radius, y + radius, radius) else { return Ok(()) };
        let none = Transform::identity();
        // Transparent portraits stand on white.
        self.pixels.fill_path(
            &circle,
            &paint(Colour { r: 255, g: 255, b: 255, a: 255 }),
            FillRule::Winding,
            none,
            None,
        );
        let place = Transform::from_scale(scale, scale).post_translate(x, y);
        let quality = if scale > 1.0 { FilterQuality::Bilinear } else { FilterQuality::Nearest };
        let shader = Pattern::new(square.as_ref(), SpreadMode::Pad, quality, 1.0, place);
        let fill = Paint { shader, anti_alias: true, ..Paint::default() };
        self.pixels.fill_path(&circle, &fill, FillRule::Winding, none, None);
        let stroke = Stroke { width: 5.0, ..Stroke::default() };
        self.pixels.stroke_path(&circle, &paint(ring), &stroke, none, None);
        Ok(())
    }

    pub fn into_png(self) -> Result<Vec<u8>, Refused> {
        // Nothing shines through, so there is no fourth channel to write.
        let pixels: Vec<u8> = self
            .pixels
            .pixels()
            .iter()
            .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
            .collect();
        let mut file = Vec::new();
        PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
            .write_image(&pixels, self.pixels.width(), self.pixels.height(), ExtendedColorType::Rgb8)
            .map_err(|_| Refused::Broken)?;
        Ok(file)
    }
}
