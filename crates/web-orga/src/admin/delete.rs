//! `/orga/admin/users/{code}/delete/`: erasing somebody, after their address was typed.

use axum::extract::{Path, State};
use plenary_model::{Error, Result};
use plenary_person::erase::Preview;
use plenary_person::people::{self, Person};
use plenary_web::{
    AppState, Failure, Field, Form, Frame, Notice, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use super::{enter, frame};

#[derive(askama::Template)]
#[template(path = "admin/user_delete.html")]
struct DeletePage {
    frame: Frame,
    title: String,
    goes: Vec<String>,
    stays: Vec<String>,
    form: Form,
    back: Url,
}

fn form(visit: &Visit, person: &Person) -> Form {
    let label = visit.t_args("admin-delete-email", ("email", &person.account.email));
    Form::new(visit.locale()).with(Field::text("email", label).required().autocomplete("off"))
}

async fn page(state: &AppState, visit: &Visit, person: &Person, form: Form) -> Result<DeletePage, Failure> {
    let preview = people::preview(state.database.reader(), &visit.actor(), &person.account).await?;
    let (goes, stays) = lists(visit, &preview);
    let title = visit.t_args("admin-delete-title", ("name", &person.account.name));
    let urls = SiteUrls::new();
    let back = urls.admin_user(person.account.code.as_deref().unwrap_or_default());
    let frame = frame(state, visit, title.clone()).await?.above(visit.t("admin-users"), urls.admin_users());
    let frame = frame.above(person.account.name.clone(), back.clone());
    Ok(DeletePage { frame, title, goes, stays, form, back })
}

fn lists(visit: &Visit, preview: &Preview) -> (Vec<String>, Vec<String>) {
    let counted = |key: &str, count: u64| (count > 0).then(|| visit.t_args(key, ("count", count)));
    let goes = [
        Some(visit.t("admin-delete-goes-account")),
        counted("admin-delete-goes-profiles", preview.profiles),
        counted("admin-delete-goes-drafts", preview.drafts),
        counted("admin-delete-goes-mails", preview.mails),
        counted("admin-delete-goes-teams", preview.teams),
    ];
    let stays = [
        counted("admin-delete-stays-proposals", preview.proposals),
        counted("admin-delete-stays-log", preview.log_entries),
        Some(visit.t("admin-delete-stays-texts")),
    ];
    (goes.into_iter().flatten().collect(), stays.into_iter().flatten().collect())
}

async fn come(state: &AppState, visit: &Visit, code: &str) -> Result<Person> {
    enter(visit)?;
    people::one(state.database.reader(), &visit.actor(), code, state.now()).await
}

pub async fn ask(State(state): State<AppState>, visit: Visit, Path(code): Path<String>) -> Page {
    let person = come(&state, &visit, &code).await?;
    let form = form(&visit, &person);
    visit.page(&page(&state, &visit, &person, form).await?)
}

pub async fn erase(
    State(state): State<AppState>,
    visit: Visit,
    Path(code): Path<String>,
    submitted: Submitted,
) -> Page {
    let person = come(&state, &visit, &code).await?;
    let mut form = form(&visit, &person).read(&submitted);
    let outcome = match form.check() {
        Ok(()) if form.text("email").to_lowercase() == person.account.email => {
            remove(&state, &visit, &code).await
        }
        Ok(()) => Err(Error::invalid("email", "admin-error-email-typed")),
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(()) => {
            let own = visit.account().is_some_and(|account| account.id == person.account.id);
            if own {
                visit.log_out(&state).await?;
            }
            let text = visit.t_args("admin-deleted", ("name", &person.account.name));
            visit.say(&state, Notice::success(text)).await?;
            let urls = SiteUrls::new();
            Ok(see_other(&if own { urls.orga_login() } else { urls.admin_users() }))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &person, form).await?)
        }
    }
}

async fn remove(state: &AppState, visit: &Visit, code: &str) -> Result<()> {
    let tx = state.database.begin().await?;
    people::erase(&tx, &visit.actor(), code).await?;
    tx.commit().await
}
