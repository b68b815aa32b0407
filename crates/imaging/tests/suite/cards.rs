//! Cards: always drawn, always of one size, whatever the words.

use image::{ImageFormat, Rgb, RgbImage};
use plenary_imaging::card::{Card, HEIGHT, WIDTH, render};
use plenary_imaging::{Limits, Picture, clean};

use crate::sample::{encoded, halves, noise};

fn drawn(card: &Card) -> RgbImage {
    let file = render(card).unwrap();
    assert!(file.len() < 200_000, "{} bytes", file.len());
    let pixels = image::load_from_memory_with_format(&file, ImageFormat::Png).unwrap().into_rgb8();
    assert_eq!(pixels.dimensions(), (WIDTH, HEIGHT));
    pixels
}

fn of(title: &str) -> Card {
    Card {
        event: "Example Conference".to_owned(),
        title: title.to_owned(),
        people: "Ada Lovelace".to_owned(),
        facts: "Friday · 10:00 · Hall".to_owned(),
        colour: "#2f6f9f".to_owned(),
        ..Card::default()
    }
}

fn picture(pixels: RgbImage) -> Picture {
    clean(&encoded(pixels, ImageFormat::Png), &Limits::default()).unwrap()
}

/// How many pixels have the ink's colour.
fn ink(pixels: &RgbImage, columns: std::ops::Range<u32>) -> usize {
    columns
        .flat_map(|x| (0..HEIGHT).map(move |y| (x, y)))
        .filter(|at| *pixels.get_pixel(at.0, at.1) == Rgb([255; 3]))
        .count()
}

#[test]
fn every_title_is_drawn() {
    let hostile = [
        String::new(),
        "x".repeat(10_000),
        "word ".repeat(2_000),
        "\u{202e}\u{2066}\u{2067}\u{200f}".repeat(500),
        "🎉👩‍👩‍👧‍👦🏳️‍🌈".repeat(300),
        "a\u{300}\u{301}\u{302}\u{303}\u{304}".repeat(400),
        "שלום world مرحبا 123 日本語 ไทย हिन्दी ".repeat(30),
        "</svg><image href=\"file:///etc/passwd\"/>&xxe;%s{}\u{0}\r\n".to_owned(),
        "\u{2028}\u{2029}\u{85}\u{b}".repeat(50),
        "ﷺ".repeat(50),
        "क्ष्म्य".repeat(100),
        "ส\u{e39}\u{e49}".repeat(200),
    ];
    for text in &hostile {
        let all = Card {
            event: text.clone(),
            title: text.clone(),
            people: text.clone(),
            facts: text.clone(),
            colour: text.clone(),
            ..Card::default()
        };
        drawn(&all);
    }
}

#[test]
fn any_characters_at_all() {
    for seed in 0..60 {
        let text: String = noise(seed, 400)
            .chunks(4)
            .filter_map(|part| {
                let number = u32::from_le_bytes([part[0], part[1], part[2], 0]);
                char::from_u32(if seed % 2 == 0 { number % 0x3000 } else { number % 0x11_0000 })
            })
            .collect();
        drawn(&of(&text));
    }
}

#[test]
fn the_same_card_is_the_same_file() {
    let card = of("Again");
    assert_eq!(render(&card).unwrap(), render(&card).unwrap());
    assert_ne!(render(&card).unwrap(), render(&of("Other")).unwrap());
}

#[test]
fn text_begins_where_it_is_read_from() {
    let (left, right) = (0..WIDTH / 2, WIDTH / 2..WIDTH);
    let english = drawn(&of("Hello"));
    assert!(ink(&english, left.clone()) > 10 * ink(&english, right.clone()).max(1));
    let hebrew = drawn(&Card { people: String::new(), facts: String::new(), ..of("שלום") });
    assert!(ink(&hebrew, right) > 10 * ink(&hebrew, left).max(1));
}

#[test]
fn emoji_leave_no_trace() {
    assert_eq!(render(&of("Rust 🦀🚀 in space 👩‍🚀")).unwrap(), render(&of("Rust in space")).unwrap());
}

#[test]
fn nothing_stands_in_the_margin() {
    let long = "Wide words ".repeat(100);
    let card = Card { event: long.clone(), people: long.clone(), facts: long.clone(), ..of(&long) };
    for portraits in [0, 4] {
        let photo = picture(halves(200, 200, [200, 30, 30], [30, 30, 200]));
        let card = Card { portraits: vec![photo; portraits], ..card.clone() };
        let pixels = drawn(&card);
        assert_eq!(ink(&pixels, 0..60) + ink(&pixels, WIDTH - 60..WIDTH), 0);
    }
}

#[test]
fn pictures_are_round_and_bounded() {
    let red = picture(RgbImage::from_pixel(1000, 700, Rgb([255, 0, 0])));
    let pixels = drawn(&Card { portraits: vec![red.clone()], ..of("Portrait") });
    let count = pixels.pixels().filter(|pixel| **pixel == Rgb([255, 0, 0])).count();
    let circle = (std::f64::consts::PI * 44.0 * 44.0) as usize;
    assert!(count.abs_diff(circle) < circle / 8, "{count} {circle}");

    // Photographs full of detail: the file stays small enough.
    let detail = RgbImage::from_raw(600, 600, noise(1, 600 * 600 * 3)).unwrap();
    let blurred = image::imageops::blur(&detail, 1.5);
    let photo = picture(blurred);
    drawn(&Card { portrait: Some(photo.clone()), ..of("Detail") });
    drawn(&Card { portraits: vec![photo.clone(); 9], logo: Some(photo), ..of("Detail") });
    let one = picture(RgbImage::from_pixel(1, 1, Rgb([255, 0, 0])));
    drawn(&Card { portrait: Some(one.clone()), portraits: vec![one.clone()], logo: Some(one), ..of("Tiny") });
    let thin = picture(RgbImage::from_pixel(3000, 2, Rgb([255, 0, 0])));
    drawn(&Card {
        portrait: Some(thin.clone()),
        portraits: vec![thin.clone()],
        logo: Some(thin),
        ..of("Thin")
    });
}
