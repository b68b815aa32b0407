//! Files made to break the program: they are refused, soon, and without a panic.

use std::time::{Duration, Instant};

use image::ImageFormat;
use plenary_imaging::{Limits, Refused, clean, is_own};

use crate::sample::{MOVING_GIF, MOVING_WEBP, PROGRESSIVE, encoded, halves, jpeg, noise};

fn samples() -> Vec<Vec<u8>> {
    let pixels = halves(48, 32, [200, 30, 30], [30, 30, 200]);
    vec![
        encoded(pixels.clone(), ImageFormat::Png),
        jpeg(&pixels),
        encoded(pixels, ImageFormat::WebP),
        MOVING_GIF.to_vec(),
        MOVING_WEBP.to_vec(),
        PROGRESSIVE.to_vec(),
    ]
}

#[test]
fn truncated_files() {
    for file in samples() {
        for length in 0..file.len().min(3000) {
            // Some decoders make do with what is there; none may panic.
            if let Ok(picture) = clean(&file[..length], &Limits::default()) {
                picture.to_webp().unwrap();
            }
            is_own(&file[..length], &Limits::default());
        }
    }
}

#[test]
fn noise_in_files() {
    for (number, file) in samples().into_iter().enumerate() {
        for seed in 0..300_u64 {
            let mut broken = file.clone();
            let changes = noise(seed * 7 + number as u64, 24);
            for change in changes.chunks(3) {
                let at = usize::from(u16::from_be_bytes([change[0], change[1]])) % broken.len();
                broken[at] = change[2];
            }
            let small = Limits { pixels: 4_000_000, ..Limits::default() };
            if let Ok(picture) = clean(&broken, &small) {
                assert!(picture.width() <= 1920 && picture.height() <= 1080);
            }
            is_own(&broken, &small);
        }
    }
}

#[test]
fn noise_behind_a_good_start() {
    let starts: [&[u8]; 6] = [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\xff\xff\0\0WEBPVP8 ",
        b"RIFF\xff\xff\0\0WEBPVP8L",
        b"RIFF\xff\xff\0\0WEBPVP8X\x0a\0\0\0",
    ];
    for start in starts {
        for seed in 0..100 {
            let file = [start, &noise(seed, 2000)].concat();
            let small = Limits { pixels: 4_000_000, ..Limits::default() };
            if let Ok(picture) = clean(&file, &small) {
                picture.to_webp().unwrap();
            }
            is_own(&file, &small);
        }
    }
}

/// A PNG's head that promises so many pixels, with a correct checksum, and nothing behind it.
fn png_head(width: u32, height: u32) -> Vec<u8> {
    let small = encoded(image::RgbImage::new(1, 1), ImageFormat::Png);
    let mut file = small.clone();
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = !file[12..29].iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    });
    file[29..33].copy_from_slice(&crc.to_be_bytes());
    file
}

#[test]
fn bombs_are_refused_before_they_are_decoded() {
    let begun = Instant::now();
    let limits = Limits::default();
    let size = |width, height| Refused::TooLarge { width, height };
    assert_eq!(clean(&png_head(60_000, 60_000), &limits).unwrap_err(), size(60_000, 60_000));
    assert!(matches!(
        clean(&png_head(0x7fff_ffff, 0x7fff_ffff), &limits),
        Err(Refused::TooLarge { .. } | Refused::Broken)
    ));
    let mut gif = MOVING_GIF.to_vec();
    gif[6..10].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert_eq!(clean(&gif, &limits).unwrap_err(), size(65_535, 65_535));
    let mut wide = jpeg(&halves(16, 16, [0; 3], [0; 3]));
    let frame = wide.windows(2).position(|part| part == [0xff, 0xc0]).unwrap();
    wide[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(clean(&wide, &limits).unwrap_err(), size(65_500, 65_500));
    // Lossless WebP: two times fourteen bits behind the signature.
    let mut webp = encoded(image::RgbImage::new(1, 1), ImageFormat::WebP);
    let lossless = webp.windows(4).position(|part| part == b"VP8L").unwrap();
    webp[lossless + 9..lossless + 13].copy_from_slice(&[0xff, 0xff, 0xff, 0x0f]);
    assert!(matches!(clean(&webp, &limits), Err(Refused::TooLarge { .. } | Refused::Broken)));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[test]
fn a_few_bytes_that_unpack_to_many_pixels_are_bounded() {
    // 81 megapixels of one colour.
    let file = encoded(image::GrayImage::new(9_000, 9_000), ImageFormat::Png);
    assert!(file.len() < 1_000_000);
    let begun = Instant::now();
    assert_eq!(
        clean(&file, &Limits::default()).unwrap_err(),
        Refused::TooLarge { width: 9_000, height: 9_000 }
    );
    assert!(begun.elapsed() < Duration::from_secs(1));
    // Few pixels, but each one large.
    let tight = Limits { memory: 10_000, ..Limits::default() };
    let file = encoded(image::RgbImage::new(100, 100), ImageFormat::Png);
    assert_eq!(clean(&file, &tight).unwrap_err(), Refused::TooLarge { width: 100, height: 100 });
}

#[test]
fn a_jpeg_of_endless_scans_is_refused() {
    let mut file = PROGRESSIVE.to_vec();
    let end = file.len() - 2;
    let scan = file.windows(2).rposition(|part| part == [0xff, 0xda]).unwrap();
    let last = file[scan..end].to_vec();
    for _ in 0..200 {
        file.splice(end..end, last.iter().copied());
    }
    assert_eq!(clean(&file, &Limits::default()).unwrap_err(), Refused::Broken);
}
