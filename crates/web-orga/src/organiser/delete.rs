//! Deleting an organiser: for administrators, who type its slug.

use axum::extract::{Path, State};
use plenary_event::{organiser as organisers, team};
use plenary_model::{Error, Result};
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Notice, OrgaUrls, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use super::entrance::{Entrance, enter};

#[derive(askama::Template)]
#[template(path = "organiser/delete.html")]
struct DeletePage {
    frame: Frame,
    title: String,
    /// These must go before it can.
    events: Vec<(String, Url)>,
    /// These go with it.
    teams: Vec<String>,
    form: Form,
    back: Url,
}

async fn come(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    let entrance = enter(state, visit, slug, |_| true).await?;
    // Members don't learn that there is such a page.
    if visit.logged_in()?.administrator { Ok(entrance) } else { Err(Error::NotFound) }
}

fn form(visit: &Visit, entrance: &Entrance) -> Form {
    let slug = &entrance.organiser.slug;
    Form::new(visit.locale()).with(
        Field::text("slug", visit.t_args("organiser-delete-slug", ("slug", slug)))
            .required()
            .autocomplete("off"),
    )
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: Form,
) -> Result<DeletePage, Failure> {
    let (db, actor, urls) = (state.database.reader(), visit.actor(), entrance.urls());
    let events = organisers::events(db, &actor, entrance.organiser.id).await?;
    let teams = team::list(db, &actor, &entrance.organiser).await?;
    let title = visit.t_args("organiser-delete-title", ("name", entrance.name(visit)));
    let event = |event: &plenary_store::entity::event::Model| {
        (event.name_in(visit.locale().code()).to_owned(), OrgaUrls::new(&event.slug).dashboard())
    };
    Ok(DeletePage {
        frame: entrance
            .frame(state, visit)
            .await?
            .title(title.clone())
            .above(visit.t("organiser-settings"), urls.settings()),
        title,
        events: events.iter().map(|(row, _)| event(row)).collect(),
        teams: teams.into_iter().map(|listed| listed.team.name).collect(),
        form,
        back: urls.settings(),
    })
}

pub async fn ask(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = come(&state, &visit, &slug).await?;
    let form = form(&visit, &entrance);
    visit.page(&page(&state, &visit, &entrance, form).await?)
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = come(&state, &visit, &slug).await?;
    let mut form = form(&visit, &entrance).read(&submitted);
    let outcome = match form.check() {
        Ok(()) if form.text("slug") == entrance.organiser.slug => remove(&state, &visit, &entrance).await,
        Ok(()) => Err(Error::invalid("slug", "organiser-error-slug-typed")),
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(()) => {
            let text = visit.t_args("organiser-deleted", ("name", entrance.name(&visit)));
            visit.say(&state, Notice::success(text)).await?;
            Ok(see_other(&SiteUrls::new().orga_events()))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, form).await?)
        }
    }
}

async fn remove(state: &AppState, visit: &Visit, entrance: &Entrance) -> Result<()> {
    let tx = state.database.begin().await?;
    organisers::delete(&tx, &visit.actor(), &entrance.organiser).await?;
    tx.commit().await
}
