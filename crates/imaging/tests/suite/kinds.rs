//! What is taken, and what comes out of it.

use image::{DynamicImage, ImageBuffer, ImageFormat, Luma, Rgba, RgbaImage};
use plenary_imaging::{Limits, Refused, Thumbnail, clean, is_own};

use crate::sample::{CMYK, MOVING_GIF, MOVING_WEBP, PROGRESSIVE, decoded, encoded, halves, jpeg, near};

const RED: [u8; 3] = [200, 30, 30];
const BLUE: [u8; 3] = [30, 30, 200];

#[test]
fn four_kinds_told_by_their_content() {
    let pixels = halves(80, 60, RED, BLUE);
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let file = encoded(DynamicImage::from(pixels.clone()), format);
        let picture = clean(&file, &Limits::default()).unwrap();
        assert_eq!((picture.width(), picture.height()), (80, 60), "{format:?}");
        let webp = picture.to_webp().unwrap();
        let found = decoded(&webp);
        assert!(near(*found.get_pixel(10, 30), RED), "{format:?}");
        assert!(near(*found.get_pixel(70, 30), BLUE), "{format:?}");
        assert!(is_own(&webp, &Limits::default()), "{format:?}");
        assert!(format == ImageFormat::WebP || !is_own(&file, &Limits::default()), "{format:?}");
    }
}

#[test]
fn everything_else_is_refused() {
    let files: [&[u8]; 12] = [
        b"",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
        b"<?xml version=\"1.0\"?><svg/>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"II*\0\x08\0\0\0",
        b"MM\0*\0\0\0\x08",
        b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0",
        b"\0\0\x01\0\x01\0\x10\x10",
        b"%PDF-1.7",
        b"qoif\0\0\0\x01",
        b"\0\0\0\x1cftypavif",
        b"RIFF\x10\0\0\0WAVEfmt ",
    ];
    for file in files {
        assert_eq!(clean(file, &Limits::default()).unwrap_err(), Refused::NotAPicture, "{file:?}");
        assert!(!is_own(file, &Limits::default()));
    }
}

#[test]
fn unusual_pixels() {
    let limits = Limits::default();
    let grey: ImageBuffer<Luma<u16>, Vec<u16>> = ImageBuffer::from_pixel(30, 20, Luma([0x8000]));
    let found = decoded(&clean(&encoded(grey, ImageFormat::Png), &limits).unwrap().to_webp().unwrap());
    assert!(near(*found.get_pixel(15, 10), [128; 3]));
    let deep: ImageBuffer<Rgba<u16>, Vec<u16>> =
        ImageBuffer::from_pixel(30, 20, Rgba([0xffff, 0, 0, 0x8000]));
    let found = decoded(&clean(&encoded(deep, ImageFormat::Png), &limits).unwrap().to_webp().unwrap());
    assert_eq!(found.get_pixel(15, 10).0[3], 128);
    let found = decoded(&clean(CMYK, &limits).unwrap().to_webp().unwrap());
    assert!(near(*found.get_pixel(4, 12), [255, 0, 0]), "{:?}", found.get_pixel(4, 12));
    assert!(near(*found.get_pixel(28, 12), [0, 255, 255]), "{:?}", found.get_pixel(28, 12));
    let found = decoded(&clean(PROGRESSIVE, &limits).unwrap().to_webp().unwrap());
    assert!(near(*found.get_pixel(28, 12), [10, 120, 60]));
}

#[test]
fn moving_pictures_keep_their_first_frame() {
    for file in [MOVING_GIF, MOVING_WEBP] {
        assert!(!is_own(file, &Limits::default()));
        let webp = clean(file, &Limits::default()).unwrap().to_webp().unwrap();
        let found = decoded(&webp);
        assert_eq!(found.dimensions(), (40, 30));
        assert!(near(*found.get_pixel(20, 15), RED), "{:?}", found.get_pixel(20, 15));
        assert!(!webp.windows(4).any(|part| part == b"ANIM"));
    }
}

#[test]
fn transparency_stays() {
    let pixels = RgbaImage::from_fn(3000, 2000, |x, _| {
        if x < 1500 { Rgba([255, 255, 255, 0]) } else { Rgba([200, 30, 30, 255]) }
    });
    let picture = clean(&encoded(pixels, ImageFormat::Png), &Limits::default()).unwrap();
    assert_eq!((picture.width(), picture.height()), (1620, 1080));
    let found = decoded(&picture.to_webp().unwrap());
    assert_eq!(found.get_pixel(100, 500).0[3], 0);
    assert!(near(*found.get_pixel(1500, 500), RED));
    // Where both meet, the invisible white does not shine through.
    assert!(found.pixels().all(|pixel| pixel.0[3] < 40 || pixel.0[1] < 60));
    let tiny = decoded(&picture.thumbnail(Thumbnail::Tiny).unwrap().to_webp().unwrap());
    assert_eq!((tiny.dimensions(), tiny.get_pixel(5, 30).0[3]), ((64, 64), 0));
}

#[test]
fn every_shape_fits() {
    let cases = [
        ((1, 1), (1, 1), (1, 1)),
        ((1, 10_000), (1, 1080), (1, 1)),
        ((10_000, 1), (1920, 1), (1, 1)),
        ((4000, 3000), (1440, 1080), (460, 460)),
        ((1920, 1080), (1920, 1080), (460, 460)),
        ((600, 300), (600, 300), (300, 300)),
    ];
    for (size, expected, thumbnail) in cases {
        let file = encoded(halves(size.0, size.1, RED, BLUE), ImageFormat::Png);
        let picture = clean(&file, &Limits::default()).unwrap();
        let webp = picture.to_webp().unwrap();
        assert_eq!(decoded(&webp).dimensions(), expected, "{size:?}");
        assert!(is_own(&webp, &Limits::default()), "{size:?}");
        let small = picture.thumbnail(Thumbnail::Default).unwrap();
        assert_eq!((small.width(), small.height()), thumbnail, "{size:?}");
        assert_eq!(decoded(&small.to_webp().unwrap()).dimensions(), thumbnail, "{size:?}");
    }
}

#[test]
fn thumbnails_show_the_middle() {
    let pixels = image::RgbImage::from_fn(1500, 500, |x, _| {
        image::Rgb(if (500..1000).contains(&x) { RED } else { BLUE })
    });
    let picture = clean(&jpeg(&pixels), &Limits::default()).unwrap();
    for kind in [Thumbnail::Tiny, Thumbnail::Default] {
        let found = decoded(&picture.thumbnail(kind).unwrap().to_webp().unwrap());
        assert_eq!(found.dimensions(), (kind.side(), kind.side()));
        let edge = kind.side() / 16;
        assert!(near(*found.get_pixel(edge, edge), RED));
        assert!(near(*found.get_pixel(kind.side() - edge, edge), RED));
    }
}

#[test]
fn what_is_too_large_or_more_than_pixels_is_not_our_own() {
    let small = Limits { width: 50, height: 50, ..Limits::default() };
    let picture = clean(&jpeg(&halves(80, 60, RED, BLUE)), &Limits::default()).unwrap();
    let webp = picture.to_webp().unwrap();
    assert!(is_own(&webp, &Limits::default()) && !is_own(&webp, &small));
    let mut longer = webp.clone();
    longer.extend(b"EXIF\x02\0\0\0II");
    assert!(!is_own(&longer, &Limits::default()));
    let mut longer = webp.clone();
    longer.push(b'x');
    assert!(!is_own(&longer, &Limits::default()));
    assert!(!is_own(&webp[..webp.len() - 1], &Limits::default()));
}
