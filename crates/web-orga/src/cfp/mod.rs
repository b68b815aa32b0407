//! The organisers' side of the call for proposals: its texts and dates, what its pages ask for, session types,
//! tracks, tags, access codes, and notes for speakers.

mod access_codes;
mod delete;
mod editor;
mod information;
mod object;
mod preview;
mod send;
mod table;
mod tags;
mod text;
mod tracks;
mod types;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use plenary_model::{Error, I18nText, Result};
use plenary_web::colour::Colour;
use plenary_web::{AppState, Choice, OrgaUrls, Page, Visit, see_other};

use crate::entrance::Entrance;
use crate::settings::enter_settings;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(OrgaUrls::CFP, get(start))
        .route(OrgaUrls::CFP_TEXT, get(text::show).post(text::save))
        .route(OrgaUrls::CFP_EDITOR, get(editor::show).post(editor::save))
        .route(OrgaUrls::TYPES, get(types::list))
        .route(OrgaUrls::TYPE_NEW, get(types::new).post(types::create))
        .route(OrgaUrls::TYPE_EDIT, get(types::show).post(types::save))
        .route(OrgaUrls::TYPE_DELETE, get(types::ask).post(types::delete))
        .route(OrgaUrls::TYPE_DEFAULT, post(types::make_default))
        .route(OrgaUrls::TRACKS, get(tracks::list).post(tracks::reorder))
        .route(OrgaUrls::TRACK_NEW, get(tracks::new).post(tracks::create))
        .route(OrgaUrls::TRACK, get(tracks::show).post(tracks::save))
        .route(OrgaUrls::TRACK_DELETE, get(tracks::ask).post(tracks::delete))
        .route(OrgaUrls::TAGS, get(tags::list))
        .route(OrgaUrls::TAG_NEW, get(tags::new).post(tags::create))
        .route(OrgaUrls::TAG, get(tags::show).post(tags::save))
        .route(OrgaUrls::TAG_DELETE, get(tags::ask).post(tags::delete))
        .route(OrgaUrls::ACCESS_CODES, get(access_codes::list))
        .route(OrgaUrls::ACCESS_CODE_NEW, get(access_codes::new).post(access_codes::create))
        .route(OrgaUrls::ACCESS_CODE, get(access_codes::show).post(access_codes::save))
        .route(OrgaUrls::ACCESS_CODE_DELETE, get(access_codes::ask).post(access_codes::delete))
        .route(OrgaUrls::ACCESS_CODE_SEND, get(send::show).post(send::send))
        .route(OrgaUrls::INFORMATION, get(information::list))
        .route(OrgaUrls::INFORMATION_NEW, get(information::new).post(information::create))
        .route(OrgaUrls::INFORMATION_ENTRY, get(information::show).post(information::save))
        .route(OrgaUrls::INFORMATION_DELETE, get(information::ask).post(information::delete))
}

async fn start(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    Ok(see_other(&entrance.urls().cfp_editor()))
}

/// The number in an address; what is none leads nowhere.
fn id(text: &str) -> Result<i32> {
    text.parse().map_err(|_| Error::NotFound)
}

/// Options with names in the language of the page.
fn options<'a>(
    visit: &Visit,
    entrance: &Entrance,
    all: impl IntoIterator<Item = (i32, &'a I18nText)>,
) -> Vec<Choice> {
    all.into_iter().map(|(id, name)| Choice::new(id, entrance.text(visit, name))).collect()
}

/// Colours that stand out from white and black, and from each other.
const PALETTE: [&str; 12] = [
    "#2f6f9f", "#b3541e", "#3f7d3a", "#8a4fa3", "#a83248", "#1f7a78", "#7a6512", "#5560c0", "#9c3f86",
    "#56703a", "#8c5a3c", "#4a6a80",
];

/// A colour for something new: the one of the palette that is furthest from those that are there.
fn free_colour<'a>(taken: impl IntoIterator<Item = &'a str>) -> &'static str {
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
fn colour_hint(visit: &Visit, colour: &str) -> String {
    let on = |red, green, blue| Colour::parse(colour).map(|c| c.contrast(Colour { red, green, blue }));
    match (on(255, 255, 255), on(24, 26, 32)) {
        (Some(light), _) if light < 3.0 => visit.t("call-colour-pale"),
        (_, Some(dark)) if dark < 3.0 => visit.t("call-colour-dark"),
        _ => visit.t("call-colour-hint"),
    }
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
