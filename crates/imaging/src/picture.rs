//! What becomes of an uploaded picture (operations §9): the kind is told by the content, orientation
//! is applied, everything but the pixels is dropped, and what remains is WebP of a bounded size.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use crate::{jpeg, scale};

/// What a picture may cost, and how large it may stay.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Width times height.
    pub pixels: u64,
    /// For the decoded pixels, in bytes.
    pub memory: u64,
    pub width: u32,
    pub height: u32,
}

impl Default for Limits {
    /// 40 megapixels are more than phones take; 1920×1080 is what fills a screen.
    fn default() -> Self {
        Self { pixels: 40_000_000, memory: 256 * 1024 * 1024, width: 1920, height: 1080 }
    }
}

/// Why a file became no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("neither PNG, JPEG, GIF nor WebP")]
    NotAPicture,
    #[error("{width} × {height} pixels are too many")]
    TooLarge { width: u32, height: u32 },
    #[error("the picture is damaged")]
    Broken,
}

/// The smaller versions that are kept beside a picture. Both are square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thumbnail {
    /// 64×64.
    Tiny,
    /// 460×460.
    Default,
}

impl Thumbnail {
    pub fn side(self) -> u32 {
        match self {
            Self::Tiny => 64,
            Self::Default => 460,
        }
    }

    /// As in names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tiny => "tiny",
            Self::Default => "default",
        }
    }
}

/// Pixels: upright, within the limits, RGB or RGBA with 8 bits each.
#[derive(Clone, Debug)]
pub struct Picture {
    pixels: DynamicImage,
}

/// For picture and thumbnails, of 100.
const QUALITY: f32 = 95.0;
/// libwebp's slowest and best.
const METHOD: i32 = 6;

/// Whether [`clean`] would take the kind of this file, by its first bytes.
fn format_of(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Gif | ImageFormat::WebP)
        .then_some(format)
}

/// Whether the file is one that [`Picture::to_webp`] wrote or as good as: WebP within the limits and
/// without anything beside the pixels, so that it need not be written anew.
pub fn is_own(bytes: &[u8], limits: &Limits) -> bool {
    if format_of(bytes) != Some(ImageFormat::WebP) {
        return false;
    }
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        // Flags and size of an extended file; its alpha channel; the pixels, lossy or not.
        if !matches!(&head[..4], b"VP8X" | b"ALPH" | b"VP8 " | b"VP8L") {
            return false;
        }
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        at += 8 + length + length % 2;
    }
    // Nothing behind the last part, either: every byte belongs to the picture.
    let dimensions = ImageReader::with_format(Cursor::new(bytes), ImageFormat::WebP).into_dimensions();
    at == bytes.len()
        && dimensions.is_ok_and(|(width, height)| width <= limits.width && height <= limits.height)
}

/// Whether [`clean`] can be expected to take a file, by its head alone: quick enough to tell whoever
/// uploads it.
pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), Refused> {
    let format = format_of(bytes).ok_or(Refused::NotAPicture)?;
    let dimensions = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions();
    let (width, height) = dimensions.map_err(|_| Refused::Broken)?;
    if width == 0 || height == 0 {
        return Err(Refused::Broken);
    }
    // Three or four bytes a pixel.
    let memory = u64::from(width) * u64::from(height) * 4;
    match u64::from(width) * u64::from(height) > limits.pixels || memory > limits.memory {
        true => Err(Refused::TooLarge { width, height }),
        false => Ok(()),
    }
}

/// The pixels of a file. Of moving pictures only the first frame is kept.
pub fn clean(bytes: &[u8], limits: &Limits) -> Result<Picture, Refused> {
    let format = format_of(bytes).ok_or(Refused::NotAPicture)?;
    if format == ImageFormat::Jpeg && jpeg::is_endless(bytes) {
        return Err(Refused::Broken);
    }
    let mut memory = image::Limits::no_limits();
    memory.max_alloc = Some(limits.memory);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(memory.clone());
    // Only the head is read until the size is known to be bearable.
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error, (0, 0)))?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Refused::Broken);
    }
    if u64::from(width) * u64::from(height) > limits.pixels || decoder.total_bytes() > limits.memory {
        return Err(Refused::TooLarge { width, height });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error, (width, height)))?;

    // Scaled before it is turned: there is less to turn then.
    let lies = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let within = if lies { (limits.height, limits.width) } else { (limits.width, limits.height) };
    let mut pixels = scale::resized(pixels, scale::fitted((width, height), within)).ok_or(Refused::Broken)?;
    pixels.apply_orientation(orientation);
    Ok(Picture { pixels })
}

fn refusal(error: &ImageError, (width, height): (u32, u32)) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::TooLarge { width, height },
        _ => Refused::Broken,
    }
}

impl Picture {
    pub fn width(&self) -> u32 {
        self.pixels.width()
    }

    pub fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// The middle, square, and as large as asked for or as it is.
    pub fn thumbnail(&self, kind: Thumbnail) -> Result<Self, Refused> {
        self.square(kind.side())
    }

    pub(crate) fn square(&self, side: u32) -> Result<Self, Refused> {
        let shorter = self.width().min(self.height());
        let (left, top) = ((self.width() - shorter) as f64 / 2.0, (self.height() - shorter) as f64 / 2.0);
        let side = side.min(shorter);
        let part = (left, top, f64::from(shorter), f64::from(shorter));
        let pixels = scale::part(&self.pixels, part, (side, side)).ok_or(Refused::Broken)?;
        Ok(Self { pixels })
    }

    /// The whole, within a box.
    pub(crate) fn fitted(&self, within: (u32, u32)) -> Result<Self, Refused> {
        let size = scale::fitted((self.width(), self.height()), within);
        let pixels = scale::resized(self.pixels.clone(), size).ok_or(Refused::Broken)?;
        Ok(Self { pixels })
    }

    pub(crate) fn to_rgba(&self) -> image::RgbaImage {
        self.pixels.to_rgba8()
    }

    /// A WebP file without metadata.
    pub fn to_webp(&self) -> Result<Vec<u8>, Refused> {
        let (width, height) = (self.width(), self.height());
        let opaque = match &self.pixels {
            DynamicImage::ImageRgba8(pixels) => pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX),
            _ => true,
        };
        let (bytes, layout) = if opaque {
            (self.pixels.to_rgb8().into_raw(), webp::PixelLayout::Rgb)
        } else {
            (self.pixels.to_rgba8().into_raw(), webp::PixelLayout::Rgba)
        };
        let mut config = webp::WebPConfig::new().map_err(|()| Refused::Broken)?;
        config.quality = QUALITY;
        config.method = METHOD;
        let file = webp::Encoder::new(&bytes, layout, width, height).encode_advanced(&config);
        file.map(|file| file.to_vec()).map_err(|_| Refused::Broken)
    }
}
