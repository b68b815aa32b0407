//! `/orga/admin/update/`: whether the instance may look for newer versions, and what it would tell.

use axum::extract::State;
use plenary_model::Result;
use plenary_ops::update::{self, Choice};
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Notice, Page, SiteUrls, Submitted, Visit, see_other,
};

use super::{enter, frame};

#[derive(askama::Template)]
#[template(path = "admin/update.html")]
struct UpdatePage {
    frame: Frame,
    form: Form,
    told: Vec<(String, String)>,
    /// When somebody last looked, as it is stored.
    last: Option<String>,
}

fn form(visit: &Visit) -> Form {
    let t = |key: &str| visit.t(key);
    Form::new(visit.locale())
        .with(Field::checkbox("enabled", t("admin-update-enabled")).hint(t("admin-update-enabled-hint")))
        .with(
            Field::email("email", t("admin-update-email"))
                .autocomplete("off")
                .hint(t("admin-update-email-hint")),
        )
}

async fn page(
    state: &AppState,
    visit: &Visit,
    form: Form,
    last: Option<String>,
) -> Result<UpdatePage, Failure> {
    let told = update::told(&state.database, &visit.actor()).await?;
    let told = vec![
        (visit.t("admin-version"), state.site.version.to_owned()),
        (visit.t("admin-engine"), told.database),
        (visit.t("orga-events"), told.events.to_string()),
        (visit.t("admin-update-public-events"), told.public_events.to_string()),
    ];
    let frame = frame(state, visit, visit.t("admin-update")).await?;
    let frame = frame.above(visit.t("admin-status"), SiteUrls::new().admin());
    Ok(UpdatePage { frame, form, told, last })
}

pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    enter(&visit)?;
    let (choice, last) = update::choice(state.database.reader(), &visit.actor()).await?;
    let form = form(&visit).fill_flag("enabled", choice.enabled).fill("email", &choice.email);
    visit.page(&page(&state, &visit, form, last).await?)
}

pub async fn save(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    enter(&visit)?;
    let mut form = form(&visit).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => write(&state, &visit, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(changed) => {
            let key = if changed { "kit-saved" } else { "event-unchanged" };
            visit.say(&state, Notice::success(visit.t(key))).await?;
            Ok(see_other(&SiteUrls::new().admin_update()))
        }
        Err(error) => {
            form.refuse(error)?;
            let (_, last) = update::choice(state.database.reader(), &visit.actor()).await?;
            visit.again(&page(&state, &visit, form, last).await?)
        }
    }
}

async fn write(state: &AppState, visit: &Visit, form: &Form) -> Result<bool> {
    let choice = Choice { enabled: form.flag("enabled"), email: form.text("email").to_owned() };
    let tx = state.database.begin().await?;
    let changed = update::choose(&tx, &visit.actor(), &choice).await?;
    tx.commit().await?;
    Ok(changed)
}
