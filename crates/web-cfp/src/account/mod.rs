//! Accounts: the same pages below `/orga/` for the instance and below an event for its speakers.

mod at;
mod code;
mod data;
mod delete;
mod device;
mod login;
mod me;
mod profile;
mod reset;
mod sessions;
mod tokens;
mod two_factor;
mod verify;

use axum::Router;
use axum::routing::get;
use plenary_web::{AppState, EventUrls, SiteUrls};

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(EventUrls::LOGIN, get(login::show).post(login::enter))
        .route(EventUrls::LOGOUT, get(login::leave_asked).post(login::leave))
        .route(EventUrls::LOGIN_CODE, get(code::show).post(code::enter))
        .route(SiteUrls::ORGA_LOGIN_CODE, get(code::show).post(code::enter))
        .route(EventUrls::RESET, get(reset::ask).post(reset::send))
        .route(SiteUrls::ORGA_RESET, get(reset::ask).post(reset::send))
        .route(EventUrls::RECOVER, get(reset::show).post(reset::set))
        .route(SiteUrls::ORGA_RECOVER, get(reset::show).post(reset::set))
        .route(EventUrls::LEGACY_INVITE, get(reset::legacy))
        .route(EventUrls::VERIFICATION, get(verify::wait).post(verify::act))
        .route(SiteUrls::ORGA_VERIFICATION, get(verify::wait).post(verify::act))
        .route(EventUrls::VERIFY, get(verify::show).post(verify::confirm))
        .route(SiteUrls::ORGA_VERIFY, get(verify::show).post(verify::confirm))
        .route(EventUrls::ME, get(me::show).post(me::act))
        .route(SiteUrls::ORGA_ME, get(me::show).post(me::act))
        .route(SiteUrls::ORGA_TOKEN, get(tokens::show).post(tokens::save))
        .route(EventUrls::ME_SESSIONS, get(sessions::show).post(sessions::end))
        .route(SiteUrls::ORGA_ME_SESSIONS, get(sessions::show).post(sessions::end))
        .route(EventUrls::ME_TWO_FACTOR, get(two_factor::show).post(two_factor::act))
        .route(SiteUrls::ORGA_ME_TWO_FACTOR, get(two_factor::show).post(two_factor::act))
        .route(EventUrls::ME_DATA, get(data::download))
        .route(SiteUrls::ORGA_ME_DATA, get(data::download))
        .route(EventUrls::ME_DELETE, get(delete::show).post(delete::erase))
        .route(SiteUrls::ORGA_ME_DELETE, get(delete::show).post(delete::erase))
}
