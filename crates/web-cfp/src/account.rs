//! Logging in and registering at an event: two forms on one page, each with its own button.

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use plenary_model::{Error, FieldError};
use plenary_person::account::{self, NewAccount};
use plenary_person::login;
use plenary_web::entrance::enter as enter_event;
use plenary_web::{AppState, EventUrls, Field, Form, Frame, Page, Submitted, Url, Visit, see_other};

#[derive(askama::Template)]
#[template(path = "cfp/login.html")]
struct LoginPage {
    frame: Frame,
    login: Form,
    register: Form,
    /// Where the forms go, with the page to come back to.
    action: Url,
}

fn login_form(visit: &Visit) -> Form {
    Form::new(visit.locale())
        .with(Field::email("login_email", visit.t("cfp-email")).required().autocomplete("username"))
        .with(
            Field::password("login_password", visit.t("cfp-password"))
                .required()
                .autocomplete("current-password"),
        )
}

fn register_form(visit: &Visit) -> Form {
    Form::new(visit.locale())
        .with(
            Field::text("register_name", visit.t("cfp-name"))
                .hint(visit.t("cfp-name-hint"))
                .required()
                .max(account::NAME_LENGTH)
                .autocomplete("name"),
        )
        .with(Field::email("register_email", visit.t("cfp-email")).required().autocomplete("email"))
        .with(
            Field::password("register_password", visit.t("cfp-new-password"))
                .hint(visit.t("cfp-password-hint"))
                .required()
                .autocomplete("new-password"),
        )
        .with(
            Field::password("register_password_repeat", visit.t("cfp-repeat-password"))
                .required()
                .autocomplete("new-password"),
        )
}

/// Where to go afterwards: `?next=` if it is a page of this site, else one's own proposals.
fn next(visit: &Visit, urls: &EventUrls) -> Url {
    wanted(visit).unwrap_or_else(|| urls.my_submissions())
}

fn wanted(visit: &Visit) -> Option<Url> {
    let query = visit.here().as_str().split_once('?')?.1.to_owned();
    let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next")?.1.into_owned();
    Url::local(&next)
}

async fn page(
    state: &AppState,
    visit: &Visit,
    urls: &EventUrls,
    login: Form,
    register: Form,
) -> Result<LoginPage, plenary_web::Failure> {
    let action = match wanted(visit) {
        Some(next) => urls.login().next(&next),
        None => urls.login(),
    };
    let frame = visit.public_frame(state).await?.title(visit.t("cfp-login-title")).hide_from_search();
    Ok(LoginPage { frame, login, register, action })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_event(&state, &visit, &slug).await?;
    let urls = EventUrls::new(&entrance.event.slug);
    if visit.account().is_some() {
        return Ok(see_other(&next(&visit, &urls)));
    }
    let (login, register) = (login_form(&visit), register_form(&visit));
    visit.page(&page(&state, &visit, &urls, login, register).await?)
}

/// Which of the two forms was sent is told by its fields.
pub async fn enter(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_event(&state, &visit, &slug).await?;
    let urls = EventUrls::new(&entrance.event.slug);
    let registering = submitted.has("register_email");
    let (mut login, mut register) = (login_form(&visit), register_form(&visit));
    let outcome = if registering {
        register = register.read(&submitted);
        register_account(&state, &visit, &entrance.event.timezone, &register).await
    } else {
        login = login.read(&submitted);
        match login.check() {
            Ok(()) => {
                login::login(&state.database, login.text("login_email"), login.text("login_password")).await
            }
            Err(problems) => Err(problems),
        }
    };
    match outcome {
        Ok(account) => {
            visit.log_in(&state, &account).await?;
            Ok(see_other(&next(&visit, &urls)))
        }
        Err(error) => {
            if registering {
                register.refuse(error)?
            } else {
                login.refuse(error)?
            }
            visit.again(&page(&state, &visit, &urls, login, register).await?)
        }
    }
}

async fn register_account(
    state: &AppState,
    visit: &Visit,
    time_zone: &str,
    form: &Form,
) -> Result<plenary_store::entity::account::Model, Error> {
    form.check()?;
    let password = form.text("register_password");
    if password != form.text("register_password_repeat") {
        return Err(Error::invalid("register_password_repeat", "error-password-repeat"));
    }
    let tx = state.database.begin().await?;
    let new = NewAccount {
        name: form.text("register_name"),
        email: form.text("register_email"),
        password: Some(password),
        locale: visit.locale().code(),
        time_zone,
        administrator: false,
    };
    let created = account::create(&tx, new).await.map_err(prefixed)?;
    tx.commit().await?;
    Ok(created)
}

/// The domain calls the fields `name`, `email` and `password`.
fn prefixed(error: Error) -> Error {
    match error {
        Error::Invalid(problems) => Error::Invalid(
            problems
                .into_iter()
                .map(|problem| FieldError::new(format!("register_{}", problem.field), problem.message))
                .collect(),
        ),
        other => other,
    }
}

/// A link to the log-out address only leads away from it: leaving takes a button.
pub async fn leave_asked(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_event(&state, &visit, &slug).await?;
    Ok(see_other(&EventUrls::new(&entrance.event.slug).cfp()).into_response())
}

pub async fn leave(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    visit.log_out(&state).await?;
    leave_asked(State(state), visit, Path(slug)).await
}
