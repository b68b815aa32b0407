//! `/orga/event/{event}/delete`: deleting an event with everything in it. Administrators only.

use axum::extract::{Path, State};
use plenary_event::delete as deleting;
use plenary_model::{Error, Result};
use plenary_submission::{list, picture};
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Notice, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use crate::entrance::{Entrance, enter};

#[derive(askama::Template)]
#[template(path = "orga/event_delete.html")]
struct DeletePage {
    frame: Frame,
    form: Form,
    name: String,
    lost: String,
    back: Url,
}

async fn enter_as_administrator(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    let entrance = enter(state, visit, slug).await?;
    if visit.actor().is_administrator() { Ok(entrance) } else { Err(Error::NotFound) }
}

fn form(visit: &Visit, slug: &str) -> Form {
    Form::new(visit.locale()).with(
        Field::text("slug", visit.t_args("event-delete-type", ("slug", slug))).required().autocomplete("off"),
    )
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: Form,
) -> Result<DeletePage, Failure> {
    let counts = list::counts(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let name = entrance.name(visit);
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(visit.t("event-delete"))
        .above(visit.t("event-settings"), entrance.urls().settings());
    let lost = visit.t_args("event-delete-lost", ("count", counts.values().sum::<u64>()));
    Ok(DeletePage { frame, form, name, lost, back: entrance.urls().settings() })
}

pub async fn ask(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_as_administrator(&state, &visit, &slug).await?;
    let form = form(&visit, &entrance.event.slug);
    visit.page(&page(&state, &visit, &entrance, form).await?)
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_as_administrator(&state, &visit, &slug).await?;
    let mut form = form(&visit, &entrance.event.slug).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => write(&state, &visit, &entrance, form.text("slug")).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(()) => {
            let name = entrance.name(&visit);
            visit.say(&state, Notice::success(visit.t_args("event-deleted", ("name", name)))).await?;
            Ok(see_other(&SiteUrls::new().orga_events()))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, form).await?)
        }
    }
}

async fn write(state: &AppState, visit: &Visit, entrance: &Entrance, typed: &str) -> Result<()> {
    let tx = state.database.begin().await?;
    let files = deleting::delete(&tx, &visit.actor(), entrance.event.clone(), typed).await?;
    picture::unused(&tx, &files).await?;
    picture::unused_cards(&tx, &entrance.event.slug).await?;
    tx.commit().await
}
