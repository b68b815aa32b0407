//! A new password for whoever gets mail at the account's address.

use std::time::Duration;

use axum::extract::State;
use plenary_model::{Actor, Error};
use plenary_person::attempts::Guess;
use plenary_person::reset;
use plenary_web::{AppState, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other};

use super::at::At;

/// How long an answer takes at least, so that it does not tell whether there is an account.
const STEADY: Duration = Duration::from_millis(300);

#[derive(askama::Template)]
#[template(path = "account/form.html")]
struct FormPage {
    frame: Frame,
    lead: String,
    form: Form,
    action: Url,
    button: String,
}

fn ask_form(visit: &Visit) -> Form {
    let email = Field::email("login_email", visit.t("cfp-email"));
    Form::new(visit.locale()).with(email.required().autocomplete("username").autofocus())
}

async fn ask_page(state: &AppState, visit: &Visit, at: &At, form: Form) -> Result<FormPage, Failure> {
    Ok(FormPage {
        frame: at.frame(state, visit, visit.t("account-reset-title")).await?,
        lead: visit.t("account-reset-lead"),
        form,
        action: at.reset(),
        button: visit.t("account-reset-send"),
    })
}

pub async fn ask(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    visit.page(&ask_page(&state, &visit, &at, ask_form(&visit)).await?)
}

/// Says the same whether there is such an account or not, and after the same time.
pub async fn send(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    let mut form = ask_form(&visit).read(&submitted);
    if let Err(error) = request(&state, &visit, &at, &form).await {
        let refused = form.turn_down(error)?;
        return visit.again_as(refused, &ask_page(&state, &visit, &at, form).await?);
    }
    visit.say(&state, Notice::success(visit.t("account-reset-sent"))).await?;
    Ok(see_other(&at.login()))
}

async fn request(state: &AppState, visit: &Visit, at: &At, form: &Form) -> Result<(), Error> {
    form.check()?;
    // Every request counts: it may send a mail to somebody.
    let _ = state.attempts.begin(state.now(), &[Guess::From(visit.client())])?;
    let work = async {
        let tx = state.database.begin().await?;
        let actor = Actor::Anonymous;
        reset::request(&tx, &actor, form.text("login_email"), &at.links(state, visit)).await?;
        tx.commit().await
    };
    let (done, ()) = tokio::join!(work, tokio::time::sleep(STEADY));
    done
}

fn set_form(visit: &Visit, email: &str) -> Form {
    Form::new(visit.locale())
        .with(Field::email("email", visit.t("cfp-email")).disabled().autocomplete("username"))
        .with(
            Field::password("password", visit.t("cfp-new-password"))
                .hint(visit.t("cfp-password-hint"))
                .required()
                .autocomplete("new-password"),
        )
        .with(
            Field::password("password_repeat", visit.t("cfp-repeat-password"))
                .required()
                .autocomplete("new-password"),
        )
        .fill("email", email)
}

async fn set_page(state: &AppState, visit: &Visit, at: &At, form: Form) -> Result<FormPage, Failure> {
    Ok(FormPage {
        // The address of the page opens the account: it must not be told to other sites.
        frame: at.frame(state, visit, visit.t("account-recover-title")).await?,
        lead: visit.t("account-recover-lead"),
        form,
        action: at.recover(at.value("token")),
        button: visit.t("account-recover-save"),
    })
}

/// A link that is not good (any more) leads to where another one is asked for.
async fn refused(state: &AppState, visit: &Visit, at: &At) -> Page {
    visit.say(state, Notice::danger(visit.t("account-recover-invalid"))).await?;
    Ok(see_other(&at.reset()))
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    match reset::find(state.database.reader(), at.value("token"), state.now()).await {
        Ok(account) => {
            let form = set_form(&visit, &account.email);
            private(visit.page(&set_page(&state, &visit, &at, form).await?)?)
        }
        Err(Error::NotFound) => refused(&state, &visit, &at).await,
        Err(other) => Err(other.into()),
    }
}

fn private(mut response: axum::response::Response) -> Page {
    use axum::http::{HeaderValue, header};
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

pub async fn set(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    let account = match reset::find(state.database.reader(), at.value("token"), state.now()).await {
        Ok(account) => account,
        Err(Error::NotFound) => return refused(&state, &visit, &at).await,
        Err(other) => return Err(other.into()),
    };
    let mut form = set_form(&visit, &account.email).read(&submitted);
    match recover(&state, &at, &form).await {
        Ok(()) => {
            visit.say(&state, Notice::success(visit.t("account-recover-done"))).await?;
            Ok(see_other(&at.login()))
        }
        // Used by another tab meanwhile.
        Err(Error::NotFound) => refused(&state, &visit, &at).await,
        Err(error) => {
            let status = form.turn_down(error)?;
            private(visit.again_as(status, &set_page(&state, &visit, &at, form).await?)?)
        }
    }
}

async fn recover(state: &AppState, at: &At, form: &Form) -> Result<(), Error> {
    form.check()?;
    if form.text("password") != form.text("password_repeat") {
        return Err(Error::invalid("password_repeat", "error-password-repeat"));
    }
    let tx = state.database.begin().await?;
    reset::recover(&tx, at.value("token"), form.text("password")).await?;
    tx.commit().await
}

/// Links of mails that are years old.
pub async fn legacy(at: At) -> Page {
    Ok(plenary_web::found(&at.recover(at.value("token"))))
}
