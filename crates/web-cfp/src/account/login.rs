//! Logging in and registering at an event: two forms on one page, each with its own button.

use axum::extract::State;
use plenary_model::{Error, FieldError};
use plenary_person::account::{self, Chosen, NewAccount, Registered};
use plenary_person::attempts::Guess;
use plenary_person::login;
use plenary_web::{
    AppState, EventUrls, Failure, Field, Form, Frame, Page, Pending, Submitted, Url, Visit, found, see_other,
};

use super::at::{At, keeping, next as wanted};

#[derive(askama::Template)]
#[template(path = "account/login.html")]
struct LoginPage {
    frame: Frame,
    login: Form,
    register: Form,
    /// Where the forms go, with the page to come back to.
    action: Url,
    reset: Url,
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
fn next(visit: &Visit, at: &At) -> Url {
    wanted(visit).unwrap_or_else(|| at.home())
}

async fn page(
    state: &AppState,
    visit: &Visit,
    at: &At,
    login: Form,
    register: Form,
) -> Result<LoginPage, Failure> {
    let action = keeping(at.login(), wanted(visit).as_ref());
    let frame = at.frame(state, visit, visit.t("cfp-login-title")).await?;
    Ok(LoginPage { frame, login, register, action, reset: at.reset() })
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    if visit.account().is_some() || visit.awaits_proof() {
        return Ok(found(&next(&visit, &at)));
    }
    let (login, register) = (login_form(&visit), register_form(&visit));
    visit.page(&page(&state, &visit, &at, login, register).await?)
}

/// Which of the two forms was sent is told by its fields.
pub async fn enter(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    let registering = submitted.has("register_email");
    let (mut login, mut register) = (login_form(&visit), register_form(&visit));
    let next = next(&visit, &at);
    let refused = if registering {
        register = register.read(&submitted);
        match register_account(&state, &visit, &at, &register).await {
            Ok(registered) => return welcome(&state, &visit, &at, &register, registered, &next).await,
            Err(error) => register.turn_down(error)?,
        }
    } else {
        login = login.read(&submitted);
        let outcome = match login.check() {
            Ok(()) => {
                let (email, password) = (login.text("login_email"), login.text("login_password"));
                login::login(&state.database, &state.attempts, visit.client(), email, password).await
            }
            Err(problems) => Err(problems),
        };
        match outcome {
            Ok(login) => return visit.admit(&state, login, &next, &at.login_code()).await,
            Err(error) => login.turn_down(error)?,
        }
    };
    visit.again_as(refused, &page(&state, &visit, &at, login, register).await?)
}

async fn register_account(
    state: &AppState,
    visit: &Visit,
    at: &At,
    form: &Form,
) -> Result<Registered, Error> {
    form.check()?;
    let password = form.text("register_password");
    if password != form.text("register_password_repeat") {
        return Err(Error::invalid("register_password_repeat", "error-password-repeat"));
    }
    let attempt = state.attempts.begin(state.now(), &[Guess::From(visit.client())])?;
    let zone = at.event.as_ref().map_or(state.site.time_zone.as_str(), |event| event.timezone.as_str());
    let tx = state.database.begin().await?;
    let new = NewAccount {
        name: form.text("register_name"),
        email: form.text("register_email"),
        password: Some(password),
        locale: visit.locale().code(),
        time_zone: zone,
        administrator: false,
    };
    let registered = if state.site.verify_addresses {
        account::register(&tx, new, Chosen::Text(password), &at.links(state, visit)).await
    } else {
        account::create(&tx, new).await.map(|account| Registered::New(Box::new(account)))
    };
    // Only what tells something about an address counts.
    let told = match &registered {
        Ok(registered) => matches!(registered, Registered::Known { .. }),
        Err(Error::Invalid(problems)) => problems.iter().any(|p| p.message.key == "error-email-taken"),
        Err(_) => false,
    };
    if !told {
        attempt.succeeded();
    }
    let registered = registered.map_err(prefixed)?;
    tx.commit().await?;
    Ok(registered)
}

/// A new account and an address that has one get the same answer.
async fn welcome(
    state: &AppState,
    visit: &Visit,
    at: &At,
    form: &Form,
    registered: Registered,
    next: &Url,
) -> Page {
    match registered {
        Registered::New(account) => visit.log_in(state, &account).await?,
        Registered::Known { hash } => {
            let pending = Pending {
                name: form.text("register_name").trim().to_owned(),
                email: account::normalise_email(form.text("register_email")),
                hash,
                sent: state.now().micros(),
            };
            visit.await_proof(state, pending).await?;
        }
    }
    if !state.site.verify_addresses {
        return Ok(see_other(next));
    }
    visit.go_on_later(next).await?;
    Ok(see_other(&at.verification()))
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
pub async fn leave_asked(at: At) -> Page {
    let slug = at.event.map(|event| event.slug).unwrap_or_default();
    Ok(found(&EventUrls::new(slug).cfp()))
}

pub async fn leave(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    visit.log_out(&state).await?;
    leave_asked(at).await
}
