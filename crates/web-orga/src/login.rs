//! Logging in and out of the organiser's side.

use axum::extract::{Path, State};
use plenary_person::login;
use plenary_web::{
    AppState, Failure, Field, Form, Frame, OrgaUrls, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use crate::query;

#[derive(askama::Template)]
#[template(path = "orga/login.html")]
struct LoginPage {
    frame: Frame,
    form: Form,
    /// Where the form goes, with the page to come back to.
    action: Url,
    reset: Url,
}

fn form(visit: &Visit) -> Form {
    Form::new(visit.locale())
        .with(Field::email("email", visit.t("orga-email")).required().autocomplete("username").autofocus())
        .with(
            Field::password("password", visit.t("orga-password")).required().autocomplete("current-password"),
        )
}

async fn page(state: &AppState, visit: &Visit, login: Url, form: Form) -> Result<LoginPage, Failure> {
    let action = match query::next(visit) {
        Some(next) => login.next(&next),
        None => login,
    };
    let frame = visit.public_frame(state).await?.title(visit.t("kit-log-in")).hide_from_search();
    Ok(LoginPage { frame, form, action, reset: SiteUrls::new().orga_reset() })
}

/// The page that was asked for, else the list of events.
fn destination(visit: &Visit) -> Url {
    query::next(visit).unwrap_or_else(|| SiteUrls::new().orga_events())
}

pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    offer(&state, &visit, SiteUrls::new().orga_login(), destination(&visit)).await
}

/// The same on the way to an event. Whether there is such an event is for who may see it: the page says
/// nothing about it.
pub async fn show_of_event(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    offer(&state, &visit, OrgaUrls::new(&slug).login(), of_event(&visit, &slug)).await
}

fn of_event(visit: &Visit, slug: &str) -> Url {
    query::next(visit).unwrap_or_else(|| OrgaUrls::new(slug).dashboard())
}

async fn offer(state: &AppState, visit: &Visit, login: Url, destination: Url) -> Page {
    if visit.account().is_some() || visit.awaits_proof() {
        return Ok(see_other(&destination));
    }
    visit.page(&page(state, visit, login, form(visit)).await?)
}

pub async fn enter(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    admit(&state, &visit, SiteUrls::new().orga_login(), destination(&visit), &submitted).await
}

pub async fn enter_event(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    admit(&state, &visit, OrgaUrls::new(&slug).login(), of_event(&visit, &slug), &submitted).await
}

async fn admit(
    state: &AppState,
    visit: &Visit,
    page_url: Url,
    destination: Url,
    submitted: &Submitted,
) -> Page {
    let mut form = form(visit).read(submitted);
    let outcome = match form.check() {
        Ok(()) => {
            let (email, password) = (form.text("email"), form.text("password"));
            login::login(&state.database, &state.attempts, visit.client(), email, password).await
        }
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(login) => {
            let code_page = SiteUrls::new().orga_login_code();
            visit.admit(state, login, &destination, &code_page).await
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            visit.again_as(refused, &page(state, visit, page_url, form).await?)
        }
    }
}

/// A link here only leads away: leaving takes a button.
pub async fn leave_asked(visit: Visit) -> Page {
    Ok(see_other(&query::next(&visit).unwrap_or_else(|| SiteUrls::new().orga_events())))
}

pub async fn leave(State(state): State<AppState>, visit: Visit) -> Page {
    visit.log_out(&state).await?;
    Ok(see_other(&query::next(&visit).unwrap_or_else(|| SiteUrls::new().orga_login())))
}
