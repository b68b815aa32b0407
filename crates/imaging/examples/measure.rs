//! Says how long a 12-megapixel photograph and its thumbnails take.

use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};
use plenary_imaging::{Limits, Thumbnail, clean};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let photo = RgbImage::from_fn(4000, 3000, |x, y| {
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 27;
        Rgb([(x / 16 + grain) as u8, (y / 12 + grain) as u8, ((x + y) / 28 + grain) as u8])
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90).write_image(&photo, 4000, 3000, ExtendedColorType::Rgb8)?;
    println!("JPEG of 12 megapixels, {} kB", file.len() / 1000);
    for _ in 0..3 {
        let begun = Instant::now();
        let picture = clean(&file, &Limits::default())?;
        let cleaned = begun.elapsed();
        let webp = picture.to_webp()?;
        let written = begun.elapsed();
        for kind in [Thumbnail::Tiny, Thumbnail::Default] {
            picture.thumbnail(kind)?.to_webp()?;
        }
        println!(
            "read and scaled {} ms, WebP {} ms ({} kB), thumbnails {} ms",
            cleaned.as_millis(),
            (written - cleaned).as_millis(),
            webp.len() / 1000,
            (begun.elapsed() - written).as_millis(),
        );
    }
    Ok(())
}
