//! Orientation is applied, everything else that is not pixels goes.

use image::ImageFormat;
use plenary_imaging::{Limits, clean};

use crate::sample::{decoded, encoded, jpeg, near};

const RED: [u8; 3] = [200, 30, 30];
const GREEN: [u8; 3] = [30, 180, 30];
const BLUE: [u8; 3] = [30, 30, 200];
const WHITE: [u8; 3] = [240, 240, 240];
/// Hidden where no pixel is.
const SECRET: &[u8] = b"52.5200N 13.4050E taken at home";

/// A TIFF structure with an orientation and a text.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x01, 0x0e, 0, 2, 0, 0, 0, SECRET.len() as u8, 0, 0, 0, 38]);
    tiff.extend([0; 4]);
    tiff.extend(SECRET);
    tiff
}

/// A segment of a JPEG right behind its start.
fn with_segment(jpeg: &[u8], marker: u8, name: &[u8], content: &[u8]) -> Vec<u8> {
    let mut file = jpeg[..2].to_vec();
    file.extend([0xff, marker]);
    file.extend(((2 + name.len() + content.len()) as u16).to_be_bytes());
    file.extend(name);
    file.extend(content);
    file.extend(&jpeg[2..]);
    file
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

/// A chunk of a PNG right behind its head.
fn with_chunk(png: &[u8], kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut file = png[..33].to_vec();
    file.extend((content.len() as u32).to_be_bytes());
    let checked = [kind.as_slice(), content].concat();
    file.extend(&checked);
    file.extend(crc(&checked).to_be_bytes());
    file.extend(&png[33..]);
    file
}

fn contains(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

#[test]
fn the_eight_orientations() {
    // Red above left, green above right, blue below left, white below right.
    let upright = image::RgbImage::from_fn(96, 64, |x, y| {
        image::Rgb(match (x < 48, y < 32) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
    });
    // What stands in the corners once it is turned: above left and right, below left and right.
    let expected = [
        (1, [RED, GREEN, BLUE, WHITE]),
        (2, [GREEN, RED, WHITE, BLUE]),
        (3, [WHITE, BLUE, GREEN, RED]),
        (4, [BLUE, WHITE, RED, GREEN]),
        (5, [RED, BLUE, GREEN, WHITE]),
        (6, [BLUE, RED, WHITE, GREEN]),
        (7, [WHITE, GREEN, BLUE, RED]),
        (8, [GREEN, WHITE, RED, BLUE]),
    ];
    for (orientation, corners) in expected {
        for limits in [Limits::default(), Limits { width: 60, height: 30, ..Limits::default() }] {
            let file = with_segment(&jpeg(&upright), 0xe1, b"Exif\0\0", &exif(orientation));
            assert!(contains(&file, SECRET));
            let webp = clean(&file, &limits).unwrap().to_webp().unwrap();
            let found = decoded(&webp);
            let (width, height) = found.dimensions();
            assert_eq!(width < height, orientation >= 5, "{orientation}");
            assert!(width <= limits.width && height <= limits.height, "{orientation}");
            let at = |x, y| *found.get_pixel(x * width / 4, y * height / 4);
            for (pixel, corner) in [at(1, 1), at(3, 1), at(1, 3), at(3, 3)].into_iter().zip(corners) {
                assert!(near(pixel, corner), "{orientation}: {pixel:?} {corner:?}");
            }
            assert!(!contains(&webp, SECRET));
        }
    }
    // A number that means nothing turns nothing.
    let file = with_segment(&jpeg(&upright), 0xe1, b"Exif\0\0", &exif(77));
    assert_eq!(clean(&file, &Limits::default()).unwrap().width(), 96);
}

#[test]
fn nothing_but_pixels_remains() {
    let pixels = image::RgbImage::from_pixel(40, 30, image::Rgb(RED));
    let jpeg = jpeg(&pixels);
    let png = encoded(pixels.clone(), ImageFormat::Png);
    let webp = {
        let mut file = encoded(pixels, ImageFormat::WebP);
        file.extend(b"XMP ");
        file.extend((SECRET.len() as u32 + 1).to_le_bytes());
        file.extend(SECRET);
        file.extend(b"  ");
        let length = file.len() as u32 - 8;
        file[4..8].copy_from_slice(&length.to_le_bytes());
        file
    };
    let text = [b"Comment\0".as_slice(), SECRET].concat();
    let files = [
        with_segment(&jpeg, 0xe1, b"Exif\0\0", &exif(1)),
        with_segment(&jpeg, 0xe1, b"http://ns.adobe.com/xap/1.0/\0", SECRET),
        with_segment(&jpeg, 0xe2, b"ICC_PROFILE\0\x01\x01", SECRET),
        with_segment(&jpeg, 0xed, b"Photoshop 3.0\0", SECRET),
        with_segment(&jpeg, 0xfe, b"", SECRET),
        [jpeg.as_slice(), SECRET].concat(),
        with_chunk(&png, b"tEXt", &text),
        with_chunk(&png, b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), SECRET].concat()),
        with_chunk(&png, b"eXIf", &exif(1)),
        [png.as_slice(), SECRET].concat(),
        webp,
    ];
    for (number, file) in files.iter().enumerate() {
        assert!(contains(file, SECRET), "{number}");
        let picture = clean(file, &Limits::default()).unwrap();
        for webp in [picture.to_webp().unwrap(), picture.square_webp()] {
            assert!(!contains(&webp, SECRET), "{number}");
            for part in [b"EXIF", b"XMP ", b"ICCP", b"Exif", b"adob", b"VP8X"] {
                assert!(!contains(&webp[..64], part), "{number}");
            }
        }
    }
}

trait SquareWebp {
    fn square_webp(&self) -> Vec<u8>;
}

impl SquareWebp for plenary_imaging::Picture {
    fn square_webp(&self) -> Vec<u8> {
        self.thumbnail(plenary_imaging::Thumbnail::Tiny).unwrap().to_webp().unwrap()
    }
}
