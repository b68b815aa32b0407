//! The organisers' side of the call for proposals: its texts and dates, what its pages ask for, session types,
//! tracks, tags, access codes, and notes for speakers.

mod access_codes;
mod colours;
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
use plenary_submission::cfp::Cfp;
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

/// The names of what something is limited to.
fn names<'a>(
    visit: &Visit,
    entrance: &Entrance,
    all: impl IntoIterator<Item = (i32, &'a I18nText)>,
    chosen: &[i32],
) -> String {
    let shown = all.into_iter().filter(|(id, _)| chosen.contains(id));
    shown.map(|(_, name)| entrance.text(visit, name)).collect::<Vec<_>>().join(", ")
}

fn tracks_of(cfp: &Cfp) -> impl Iterator<Item = (i32, &I18nText)> {
    cfp.tracks.iter().map(|track| (track.id, &track.name))
}

fn types_of(cfp: &Cfp) -> impl Iterator<Item = (i32, &I18nText)> {
    cfp.types.iter().map(|of_type| (of_type.id, &of_type.name))
}
