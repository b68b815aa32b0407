//! Files to clean.

use std::io::Cursor;

use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

pub const CMYK: &[u8] = include_bytes!("../fixtures/cmyk.jpg");
pub const PROGRESSIVE: &[u8] = include_bytes!("../fixtures/progressive.jpg");
pub const MOVING_WEBP: &[u8] = include_bytes!("../fixtures/moving.webp");
pub const MOVING_GIF: &[u8] = include_bytes!("../fixtures/moving.gif");

pub fn encoded(pixels: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    pixels.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg(pixels: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95)
        .write_image(pixels, pixels.width(), pixels.height(), image::ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

/// Left half one colour, right half the other.
pub fn halves(width: u32, height: u32, left: [u8; 3], right: [u8; 3]) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { left } else { right }))
}

pub fn decoded(webp: &[u8]) -> RgbaImage {
    assert_eq!(image::guess_format(webp).unwrap(), ImageFormat::WebP);
    image::load_from_memory_with_format(webp, ImageFormat::WebP).unwrap().into_rgba8()
}

/// Whether two colours look the same.
pub fn near(found: Rgba<u8>, expected: [u8; 3]) -> bool {
    found.0.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) < 24)
}

/// Numbers that look random and are always the same.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}
