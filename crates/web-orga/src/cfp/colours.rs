//! The colours of tracks and tags.

use plenary_web::Visit;
use plenary_web::colour::Colour;

/// Colours that stand out from white and black, and from each other.
const PALETTE: [&str; 12] = [
    "#2f6f9f", "#b3541e", "#3f7d3a", "#8a4fa3", "#a83248", "#1f7a78", "#7a6512", "#5560c0", "#9c3f86",
    "#56703a", "#8c5a3c", "#4a6a80",
];

/// A colour for something new: the one of the palette that is furthest from those that are there.
pub fn free_colour<'a>(taken: impl IntoIterator<Item = &'a str>) -> &'static str {
    let taken: Vec<Colour> = taken.into_iter().filter_map(Colour::parse).collect();
    let apart = |a: u8, b: u8| i64::from(a).abs_diff(i64::from(b)).pow(2);
    let distance = |colour: &str| {
        let Some(colour) = Colour::parse(colour) else { return 0 };
        let to = |other: &Colour| {
            apart(colour.red, other.red) + apart(colour.green, other.green) + apart(colour.blue, other.blue)
        };
        taken.iter().map(to).min().unwrap_or(u64::MAX)
    };
    // Of equals the first.
    PALETTE.into_iter().rev().max_by_key(|colour| distance(colour)).unwrap_or(PALETTE[0])
}

/// What to say about a colour that hardly shows on light or dark pages.
pub fn colour_hint(visit: &Visit, colour: &str) -> String {
    let on = |red, green, blue| Colour::parse(colour).map(|c| c.contrast(Colour { red, green, blue }));
    match (on(255, 255, 255), on(24, 26, 32)) {
        (Some(light), _) if light < 3.0 => visit.t("call-colour-pale"),
        (_, Some(dark)) if dark < 3.0 => visit.t("call-colour-dark"),
        _ => visit.t("call-colour-hint"),
    }
}

/// `#rgb` as browsers want it.
pub fn long(colour: &str) -> String {
    Colour::parse(colour).map_or_else(|| colour.to_owned(), |colour| colour.to_string())
}

/// What a form says; a short one that was not touched stays short.
pub fn chosen(typed: &str, stored: Option<&str>) -> String {
    stored.filter(|stored| long(stored) == typed).unwrap_or(typed).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_colours_differ_and_stand_out() {
        let mut taken = Vec::new();
        for _ in 0..PALETTE.len() {
            let next = free_colour(taken.iter().copied());
            assert!(!taken.contains(&next), "{next}");
            taken.push(next);
        }
        assert_eq!(taken[0], PALETTE[0]);
        for colour in PALETTE {
            let colour = Colour::parse(colour).unwrap();
            assert!(colour.contrast(Colour { red: 255, green: 255, blue: 255 }) >= 4.5, "{colour}");
            assert!(colour.contrast(Colour { red: 24, green: 26, blue: 32 }) >= 2.5, "{colour}");
        }
        assert_eq!(free_colour(["nonsense"]), PALETTE[0]);
    }
}
