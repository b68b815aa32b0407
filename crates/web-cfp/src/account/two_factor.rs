//! Setting up the second step of logging in, and switching it off.

use axum::extract::State;
use plenary_model::Error;
use plenary_person::attempts::Guess;
use plenary_person::{account, login, second_factor};
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, qr, see_other,
};

use super::at::At;
use super::me::no_store;

#[derive(askama::Template)]
#[template(path = "account/two_factor.html")]
struct TwoFactorPage {
    frame: Frame,
    action: Url,
    back: Url,
    step: Step,
}

enum Step {
    Off,
    SetUp {
        code: String,
        secret: String,
        form: Form,
    },
    /// Shown once.
    Codes(Vec<String>),
    On {
        left: u64,
        form: Form,
    },
}

fn code_form(visit: &Visit) -> Form {
    Form::new(visit.locale()).with(
        Field::text("code", visit.t("account-code"))
            .hint(visit.t("account-code-setup-hint"))
            .required()
            .autocomplete("one-time-code"),
    )
}

fn password_form(visit: &Visit) -> Form {
    Form::new(visit.locale()).with(
        Field::password("password", visit.t("account-current-password"))
            .required()
            .autocomplete("current-password"),
    )
}

async fn page(state: &AppState, visit: &Visit, at: &At, step: Step) -> Result<TwoFactorPage, Failure> {
    let frame = at
        .frame(state, visit, visit.t("account-two-factor-title"))
        .await?
        .above(visit.t("account-back"), at.me());
    Ok(TwoFactorPage { frame, action: at.two_factor(), back: at.me(), step })
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    let account = visit.logged_in()?.id;
    let db = state.database.reader();
    let step = match second_factor::is_on(db, account).await? {
        true => Step::On { left: second_factor::codes_left(db, account).await?, form: password_form(&visit) },
        false => Step::Off,
    };
    visit.page(&page(&state, &visit, &at, step).await?)
}

/// What an app reads: where, who, and the secret.
fn app_url(state: &AppState, email: &str, secret: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let host = state.site.url.split("://").last().unwrap_or_default().replace(':', " ");
    let part = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (issuer, name) = (part(&host), part(email));
    format!("otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}")
}

fn set_up(state: &AppState, visit: &Visit, secret: &str, form: Form) -> Step {
    let email = visit.account().map(|account| account.email.as_str()).unwrap_or_default();
    let symbols: Vec<char> = secret.chars().collect();
    let grouped =
        symbols.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    Step::SetUp {
        code: qr::svg(&app_url(state, email, secret), &visit.t("account-two-factor-qr")),
        secret: grouped,
        form,
    }
}

pub async fn act(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    visit.logged_in()?;
    match submitted.text("action") {
        "begin" => begin(&state, &visit, &at).await,
        "confirm" => confirm(&state, &visit, &at, &submitted).await,
        "codes" | "off" => guarded(&state, &visit, &at, &submitted).await,
        _ => Ok(see_other(&at.two_factor())),
    }
}

async fn secret(state: &AppState, visit: &Visit) -> Result<Option<String>, Error> {
    let tx = state.database.begin().await?;
    match second_factor::begin(&tx, &visit.actor()).await {
        Ok(secret) => {
            tx.commit().await?;
            Ok(Some(secret))
        }
        Err(Error::Conflict(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn begin(state: &AppState, visit: &Visit, at: &At) -> Page {
    let Some(secret) = secret(state, visit).await? else { return Ok(see_other(&at.two_factor())) };
    let step = set_up(state, visit, &secret, code_form(visit));
    no_store(visit.page(&page(state, visit, at, step).await?)?)
}

async fn confirm(state: &AppState, visit: &Visit, at: &At, submitted: &Submitted) -> Page {
    let mut form = code_form(visit).read(submitted);
    match try_code(state, visit, &form).await {
        Ok(codes) => no_store(visit.page(&page(state, visit, at, Step::Codes(codes)).await?)?),
        // Another tab was quicker, or there is nothing to confirm.
        Err(Error::Conflict(_) | Error::NotFound) => Ok(see_other(&at.two_factor())),
        Err(error) => {
            let refused = form.turn_down(error)?;
            let Some(secret) = secret(state, visit).await? else { return Ok(see_other(&at.two_factor())) };
            let step = set_up(state, visit, &secret, form.fill("code", ""));
            no_store(visit.again_as(refused, &page(state, visit, at, step).await?)?)
        }
    }
}

async fn try_code(state: &AppState, visit: &Visit, form: &Form) -> Result<Vec<String>, Error> {
    form.check()?;
    let account = visit.logged_in()?.id;
    let attempt = state.attempts.begin(state.now(), &[Guess::SecondFactor(account)])?;
    let tx = state.database.begin().await?;
    let codes = second_factor::confirm(&tx, &visit.actor(), form.text("code")).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(codes)
}

/// What asks for the password: new recovery codes, and switching it off.
async fn guarded(state: &AppState, visit: &Visit, at: &At, submitted: &Submitted) -> Page {
    let mut form = password_form(visit).read(submitted);
    let off = submitted.text("action") == "off";
    match try_password(state, visit, &form, off).await {
        Ok(Some(codes)) => no_store(visit.page(&page(state, visit, at, Step::Codes(codes)).await?)?),
        Ok(None) => {
            visit.say(state, Notice::success(visit.t("account-two-factor-switched-off"))).await?;
            Ok(see_other(&at.two_factor()))
        }
        Err(Error::NotFound) => Ok(see_other(&at.two_factor())),
        Err(error) => {
            let refused = form.turn_down(error)?;
            let left = second_factor::codes_left(state.database.reader(), visit.logged_in()?.id).await?;
            visit.again_as(refused, &page(state, visit, at, Step::On { left, form }).await?)
        }
    }
}

async fn try_password(
    state: &AppState,
    visit: &Visit,
    form: &Form,
    off: bool,
) -> Result<Option<Vec<String>>, Error> {
    form.check()?;
    let actor = visit.actor();
    let account = account::own(state.database.reader(), &actor).await?;
    let password = form.text("password");
    login::confirm_password(&state.database, &state.attempts, &account, password, "password").await?;
    let tx = state.database.begin().await?;
    let codes = match off {
        true => {
            second_factor::switch_off(&tx, &actor).await?;
            None
        }
        false => Some(second_factor::renew_codes(&tx, &actor).await?),
    };
    tx.commit().await?;
    Ok(codes)
}
