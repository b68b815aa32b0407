//! An organiser's settings.

use axum::extract::{Path, State};
use plenary_event::{history, organiser as organisers};
use plenary_model::{Result, Rights};
use plenary_store::entity::organiser;
use plenary_web::{AppState, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other};

use super::entrance::{Entrance, enter};
use super::{languages, text};
use crate::history::Panel;

#[derive(askama::Template)]
#[template(path = "organiser/settings.html")]
struct SettingsPage {
    frame: Frame,
    form: Form,
    back: Url,
    /// For administrators.
    delete: Option<Url>,
    history: Panel,
}

fn may(rights: &Rights) -> bool {
    rights.can_change_organiser_settings
}

fn form(visit: &Visit, organiser: &organiser::Model) -> Form {
    Form::new(visit.locale())
        .with(
            Field::i18n("name", visit.t("organiser-name"), &languages())
                .required()
                .public()
                .hint(visit.t("organiser-name-hint")),
        )
        .with(Field::text("slug", visit.t("organiser-slug")).disabled().hint(visit.t("organiser-slug-fixed")))
        .fill("slug", &organiser.slug)
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: Form,
) -> Result<SettingsPage, Failure> {
    let urls = entrance.urls();
    let frame = entrance.frame(state, visit).await?.title(visit.t("organiser-settings"));
    let delete = visit.logged_in()?.administrator.then(|| urls.delete());
    let (db, actor) = (state.database.reader(), visit.actor());
    let entries = history::of_organiser(db, &actor, entrance.organiser.id).await?;
    let history = Panel::outside(visit, &entries);
    Ok(SettingsPage { frame, form, back: urls.dashboard(), delete, history })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let form = form(&visit, &entrance.organiser).fill_i18n("name", &entrance.organiser.name);
    visit.page(&page(&state, &visit, &entrance, form).await?)
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug, may).await?;
    let mut form = form(&visit, &entrance.organiser).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => rename(&state, &visit, &entrance.organiser, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(saved) => {
            let name = text(&visit, &saved.name);
            let text = visit.t_args("organiser-saved", ("name", &name));
            visit.say(&state, Notice::success(text)).await?;
            Ok(see_other(&entrance.urls().settings()))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, form).await?)
        }
    }
}

async fn rename(
    state: &AppState,
    visit: &Visit,
    organiser: &organiser::Model,
    form: &Form,
) -> Result<organiser::Model> {
    let tx = state.database.begin().await?;
    let saved = organisers::rename(&tx, &visit.actor(), organiser, &form.i18n("name")).await?;
    tx.commit().await?;
    Ok(saved)
}
