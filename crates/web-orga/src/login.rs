//! Logging in and out of the organiser's side.

use axum::extract::State;
use plenary_person::login;
use plenary_web::{AppState, Failure, Field, Form, Frame, Page, SiteUrls, Submitted, Url, Visit, see_other};

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

async fn page(state: &AppState, visit: &Visit, form: Form) -> Result<LoginPage, Failure> {
    let action = match query::next(visit) {
        Some(next) => SiteUrls::new().orga_login().next(&next),
        None => SiteUrls::new().orga_login(),
    };
    let frame = visit.public_frame(state).await?.title(visit.t("kit-log-in")).hide_from_search();
    Ok(LoginPage { frame, form, action, reset: SiteUrls::new().orga_reset() })
}

/// The page that was asked for, else the list of events.
fn destination(visit: &Visit) -> Url {
    query::next(visit).unwrap_or_else(|| SiteUrls::new().orga_events())
}

pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    if visit.account().is_some() || visit.awaits_proof() {
        return Ok(see_other(&destination(&visit)));
    }
    visit.page(&page(&state, &visit, form(&visit)).await?)
}

pub async fn enter(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    let mut form = form(&visit).read(&submitted);
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
            visit.admit(&state, login, &destination(&visit), &code_page).await
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            visit.again_as(refused, &page(&state, &visit, form).await?)
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
