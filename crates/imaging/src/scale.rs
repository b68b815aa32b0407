//! Smaller versions of pixels.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;

/// The size within a box of the same proportions, never larger than the original, never zero.
pub fn fitted((width, height): (u32, u32), (box_width, box_height): (u32, u32)) -> (u32, u32) {
    if width <= box_width && height <= box_height {
        return (width, height);
    }
    let factor = (f64::from(box_width) / f64::from(width)).min(f64::from(box_height) / f64::from(height));
    let side = |length: u32, limit: u32| ((f64::from(length) * factor).round() as u32).clamp(1, limit);
    (side(width, box_width), side(height, box_height))
}

/// The whole of `source` with the given size, as RGB or RGBA with 8 bits each.
pub fn resized(source: DynamicImage, size: (u32, u32)) -> Option<DynamicImage> {
    let from = (source.width(), source.height());
    // What comes out of a camera is scaled as it is; everything else is brought to one form first.
    let source = match source {
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => source,
        other if other.color().has_alpha() => DynamicImage::ImageRgba8(other.into_rgba8()),
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    };
    if from == size {
        return Some(source);
    }
    let whole = (0.0, 0.0, f64::from(from.0), f64::from(from.1));
    part(&source, whole, size)
}

/// A part of `source`, given as left, top, width and height, with the given size.
pub fn part(
    source: &DynamicImage,
    (left, top, width, height): (f64, f64, f64, f64),
    size: (u32, u32),
) -> Option<DynamicImage> {
    let (kind, pixels) = match source {
        DynamicImage::ImageRgb8(pixels) => (PixelType::U8x3, pixels.as_raw()),
        DynamicImage::ImageRgba8(pixels) => (PixelType::U8x4, pixels.as_raw()),
        _ => return None,
    };
    let from = ImageRef::new(source.width(), source.height(), pixels, kind).ok()?;
    let mut to = Image::new(size.0, size.1, kind);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(left, top, width, height);
    Resizer::new().resize(&from, &mut to, &options).ok()?;
    let pixels = to.into_vec();
    match kind {
        PixelType::U8x3 => image::RgbImage::from_raw(size.0, size.1, pixels).map(DynamicImage::ImageRgb8),
        _ => image::RgbaImage::from_raw(size.0, size.1, pixels).map(DynamicImage::ImageRgba8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fitting() {
        let cases = [
            ((1920, 1080), (1920, 1080)),
            ((1, 1), (1, 1)),
            ((4000, 3000), (1440, 1080)),
            ((3840, 1080), (1920, 540)),
            ((1, 10_000), (1, 1080)),
            ((10_000, 1), (1920, 1)),
            ((1921, 1), (1920, 1)),
        ];
        for (size, expected) in cases {
            assert_eq!(fitted(size, (1920, 1080)), expected, "{size:?}");
        }
    }
}
