//! The second step of logging in: a code of the app, or one for recovery.

use axum::extract::State;
use plenary_person::login;
use plenary_web::{AppState, Failure, Field, Form, Frame, Page, Submitted, Url, Visit, see_other};

use super::at::At;

#[derive(askama::Template)]
#[template(path = "account/code.html")]
struct CodePage {
    frame: Frame,
    form: Form,
    action: Url,
    back: Url,
}

fn form(visit: &Visit) -> Form {
    Form::new(visit.locale()).with(
        Field::text("code", visit.t("account-code"))
            .hint(visit.t("account-code-hint"))
            .required()
            .autocomplete("one-time-code")
            .autofocus(),
    )
}

async fn page(state: &AppState, visit: &Visit, at: &At, form: Form) -> Result<CodePage, Failure> {
    let frame = at.frame(state, visit, visit.t("account-code-title")).await?;
    Ok(CodePage { frame, form, action: at.login_code(), back: at.login() })
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    if visit.second_step(&state).await?.is_none() {
        return Ok(see_other(&at.login()));
    }
    visit.page(&page(&state, &visit, &at, form(&visit)).await?)
}

pub async fn enter(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    let Some((account, next)) = visit.second_step(&state).await? else {
        return Ok(see_other(&at.login()));
    };
    let mut form = form(&visit).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => {
            let code = form.text("code");
            login::second_step(&state.database, &state.attempts, visit.client(), account, code).await
        }
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(account) => {
            visit.log_in(&state, &account).await?;
            Ok(see_other(&next))
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            // A code is of no use twice: it is not sent back.
            let form = form.fill("code", "");
            visit.again_as(refused, &page(&state, &visit, &at, form).await?)
        }
    }
}
