//! `/orga/admin/test-mail/`: sending a mail, and seeing what the server says to it.

use axum::extract::State;
use plenary_model::Result;
use plenary_ops::test_mail;
use plenary_web::{AppState, Failure, Field, Form, Frame, Page, SiteUrls, Submitted, Visit};

use super::status::mail;
use super::surroundings::{Known, Surroundings};
use super::{enter, frame};
use crate::mail_test::Outcome;

#[derive(askama::Template)]
#[template(path = "admin/test_mail.html")]
struct TestPage {
    frame: Frame,
    form: Form,
    settings: Vec<(String, String)>,
    result: Option<Outcome>,
}

fn form(visit: &Visit) -> Form {
    let to = Field::email("to", visit.t("admin-test-mail-to")).required().autocomplete("email");
    Form::new(visit.locale()).with(to)
}

async fn page(
    state: &AppState,
    visit: &Visit,
    about: &Surroundings,
    form: Form,
    result: Option<Outcome>,
) -> Result<TestPage, Failure> {
    let frame = frame(state, visit, visit.t("admin-test-mail")).await?;
    let frame = frame.above(visit.t("admin-status"), SiteUrls::new().admin());
    Ok(TestPage { frame, form, settings: mail(visit, about), result })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Known(about): Known) -> Page {
    enter(&visit)?;
    let own = visit.logged_in()?.email.clone();
    visit.page(&page(&state, &visit, &about, form(&visit).fill("to", own), None).await?)
}

pub async fn send(
    State(state): State<AppState>,
    visit: Visit,
    Known(about): Known,
    submitted: Submitted,
) -> Page {
    enter(&visit)?;
    let mut form = form(&visit).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => attempt(&state, &visit, &about, form.text("to")).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(result) => visit.page(&page(&state, &visit, &about, form, Some(result)).await?),
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &about, form, None).await?)
        }
    }
}

async fn attempt(state: &AppState, visit: &Visit, about: &Surroundings, to: &str) -> Result<Outcome> {
    let Some(settings) = &about.mail else {
        let kind =
            if about.facts.mail_tls && about.facts.mail_ssl { "both-encryptions" } else { "no-server" };
        return Ok(Outcome::failed(visit, kind));
    };
    let report = test_mail::send(&state.database, &visit.actor(), settings, to, visit.locale()).await?;
    Ok(Outcome::of(visit, report, visit.t("admin-test-mail-sent")))
}
