//! Adding an organiser: for administrators.

use axum::extract::State;
use plenary_event::organiser as organisers;
use plenary_model::{Error, Result};
use plenary_store::entity::organiser;
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Notice, OrganiserUrls, Page, SiteUrls, Submitted, Url, Visit,
    see_other,
};

use super::{languages, site_navigation, text};

#[derive(askama::Template)]
#[template(path = "organiser/create.html")]
struct CreatePage {
    frame: Frame,
    form: Form,
    back: Url,
}

/// Others don't learn that there is such a page.
fn enter(visit: &Visit) -> Result<i32> {
    let account = visit.logged_in()?;
    if account.administrator { Ok(account.id) } else { Err(Error::NotFound) }
}

fn form(visit: &Visit) -> Form {
    Form::new(visit.locale())
        .with(
            Field::i18n("name", visit.t("organiser-name"), &languages())
                .required()
                .public()
                .hint(visit.t("organiser-name-hint")),
        )
        .with(
            Field::text("slug", visit.t("organiser-slug"))
                .required()
                .max(50)
                .autocomplete("off")
                .hint(visit.t("organiser-slug-hint")),
        )
}

async fn page(state: &AppState, visit: &Visit, form: Form) -> Result<CreatePage, Failure> {
    let back = SiteUrls::new().organisers();
    let frame = visit
        .orga_frame(state)
        .await?
        .title(visit.t("organiser-add"))
        .above(visit.t("organiser-list"), back.clone())
        .navigation(site_navigation(visit, true));
    Ok(CreatePage { frame, form, back })
}

pub async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    enter(&visit)?;
    visit.page(&page(&state, &visit, form(&visit)).await?)
}

pub async fn save(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    let account = enter(&visit)?;
    let mut form = form(&visit).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => create(&state, &visit, account, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(organiser) => {
            let url = OrganiserUrls::new(&organiser.slug).dashboard();
            let name = text(&visit, &organiser.name);
            let notice = Notice::success(visit.t_args("organiser-added", ("name", &name)));
            visit.say(&state, notice.about(name, &url)).await?;
            Ok(see_other(&url))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, form).await?)
        }
    }
}

/// The first member of the first team is whoever adds the organiser: somebody must be able to invite
/// the others.
async fn create(state: &AppState, visit: &Visit, account: i32, form: &Form) -> Result<organiser::Model> {
    let tx = state.database.begin().await?;
    let (name, slug) = (form.i18n("name"), form.text("slug"));
    let organiser = organisers::create(&tx, &visit.actor(), &name, slug, Some(account)).await?;
    tx.commit().await?;
    Ok(organiser)
}
