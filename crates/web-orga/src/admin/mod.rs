//! The administrators' area (`/orga/admin/`): the instance, its jobs, everybody who has an account.
//!
//! Others find none of these pages; every domain function behind them asks again.

mod delete;
mod jobs;
mod log;
mod powers;
mod status;
pub(crate) mod surroundings;
mod test_mail;
mod update;
mod user;
mod users;

use axum::Router;
use axum::routing::{get, post};
use plenary_model::{Error, Message, Result, Timestamp};
use plenary_web::nav::Navigation;
use plenary_web::{AppState, Failure, Frame, Notice, SiteUrls, Visit};

pub use surroundings::{Surroundings, around};
pub(crate) use user::links;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(SiteUrls::ADMIN, get(status::show))
        .route(SiteUrls::ADMIN_JOBS, get(jobs::show).post(jobs::act))
        .route(SiteUrls::ADMIN_UPDATE, get(update::show).post(update::save))
        .route(SiteUrls::ADMIN_TEST_MAIL, get(test_mail::show).post(test_mail::send))
        .route(SiteUrls::ADMIN_LOG, get(log::show))
        .route(SiteUrls::ADMIN_USERS, get(users::show))
        .route(SiteUrls::ADMIN_USER, get(user::show).post(user::act))
        .route(SiteUrls::ADMIN_USER_VERIFICATION, post(user::verify))
        .route(SiteUrls::ADMIN_USER_DELETE, get(delete::ask).post(delete::erase))
        .route(SiteUrls::ORGA_SUBUSER, post(powers::switch))
}

/// Lets administrators in. Nothing is looked up before.
fn enter(visit: &Visit) -> Result<()> {
    visit.logged_in()?;
    visit.actor().must_administer()
}

/// The frame of the area.
async fn frame(state: &AppState, visit: &Visit, title: impl Into<String>) -> Result<Frame, Failure> {
    let urls = SiteUrls::new();
    let navigation = Navigation::new(visit.here())
        .part("events", "calendar", visit.t("orga-events"), urls.orga_events())
        .part("organisers", "users", visit.t("organiser-list"), urls.organisers())
        .group("admin", "monitor", visit.t("admin-area"))
        .item(visit.t("admin-status"), urls.admin())
        .item(visit.t("admin-users"), urls.admin_users())
        .item(visit.t("admin-jobs"), urls.admin_jobs())
        .item(visit.t("admin-test-mail"), urls.admin_test_mail())
        .item(visit.t("admin-update"), urls.admin_update())
        .done();
    Ok(visit.orga_frame(state).await?.title(title).navigation(navigation))
}

/// An instant for people, in the reader's time zone.
fn when(state: &AppState, visit: &Visit, at: Timestamp) -> String {
    visit.locale().date_time_short(&at.in_zone(&visit.time_zone(state)))
}

/// “12.3 GB”, with decimal units.
fn size(visit: &Visit, bytes: u64) -> String {
    let (unit, key) = match bytes {
        0..=999_999 => (1_000, "admin-size-kb"),
        1_000_000..=999_999_999 => (1_000_000, "admin-size-mb"),
        _ => (1_000_000_000, "admin-size-gb"),
    };
    let tenths = bytes / (unit / 10);
    visit.t_args(key, (("whole", tenths / 10), ("tenths", tenths % 10)))
}

/// Says what came of an action without a form; what can't be done is told on the next page as well.
pub(crate) async fn tell(state: &AppState, visit: &Visit, outcome: Result<String>) -> Result<(), Failure> {
    let refused = |message: &Message| visit.locale().message(message).into_owned();
    let notice = match outcome {
        Ok(text) => Notice::success(text),
        Err(Error::Conflict(message)) => Notice::danger(refused(&message)),
        Err(Error::Limited { retry_after_seconds }) => {
            let minutes = retry_after_seconds.div_ceil(60).max(1);
            Notice::danger(visit.t_args("admin-error-limited", ("minutes", minutes)))
        }
        Err(other) => return Err(other.into()),
    };
    visit.say(state, notice).await
}
