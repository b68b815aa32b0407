//! Erasing one's own account: what goes, what stays, and the password.

use axum::extract::State;
use plenary_model::Error;
use plenary_person::erase::{self, Preview};
use plenary_person::{account, login};
use plenary_web::{
    AppState, EventUrls, Failure, Field, Form, Frame, Notice, Page, SiteUrls, Submitted, Url, Visit,
    see_other,
};

use super::at::At;

#[derive(askama::Template)]
#[template(path = "account/delete.html")]
struct DeletePage {
    frame: Frame,
    form: Form,
    goes: Vec<String>,
    stays: Vec<String>,
    action: Url,
    back: Url,
    data: Url,
}

fn form(visit: &Visit) -> Form {
    Form::new(visit.locale())
        .with(
            Field::password("password", visit.t("account-current-password"))
                .required()
                .autocomplete("current-password"),
        )
        .with(Field::checkbox("really", visit.t("account-delete-really")).required())
}

async fn page(state: &AppState, visit: &Visit, at: &At, form: Form) -> Result<DeletePage, Failure> {
    let preview = erase::preview(state.database.reader(), &visit.holder_actor()).await?;
    let frame = at
        .frame(state, visit, visit.t("account-delete-title"))
        .await?
        .above(visit.t("account-back"), at.me());
    let (goes, stays) = lists(visit, &preview);
    Ok(DeletePage { frame, form, goes, stays, action: at.delete(), back: at.me(), data: at.data() })
}

fn lists(visit: &Visit, preview: &Preview) -> (Vec<String>, Vec<String>) {
    let counted = |key: &str, count: u64| (count > 0).then(|| visit.t_args(key, ("count", count)));
    let goes = [
        Some(visit.t("account-delete-goes-account")),
        counted("account-delete-goes-profiles", preview.profiles),
        counted("account-delete-goes-pictures", preview.pictures),
        counted("account-delete-goes-drafts", preview.drafts),
        counted("account-delete-goes-mails", preview.mails),
        counted("account-delete-goes-tokens", preview.tokens),
        counted("account-delete-goes-teams", preview.teams),
    ];
    let stays = [
        counted("account-delete-stays-proposals", preview.proposals),
        counted("account-delete-stays-log", preview.log_entries),
        Some(visit.t("account-delete-stays-texts")),
    ];
    (goes.into_iter().flatten().collect(), stays.into_iter().flatten().collect())
}

pub async fn show(State(state): State<AppState>, visit: Visit, at: At) -> Page {
    visit.holder()?;
    visit.page(&page(&state, &visit, &at, form(&visit)).await?)
}

pub async fn erase(State(state): State<AppState>, visit: Visit, at: At, submitted: Submitted) -> Page {
    visit.holder()?;
    let mut form = form(&visit).read(&submitted);
    match try_erase(&state, &visit, &form).await {
        Ok(()) => {
            visit.log_out(&state).await?;
            visit.say(&state, Notice::success(visit.t("account-deleted"))).await?;
            let start = SiteUrls::new().root();
            // A page of their own: the message is read there without scripts too.
            Ok(see_other(&at.event.map_or(start, |event| EventUrls::new(event.slug).login())))
        }
        Err(error) => {
            let refused = form.turn_down(error)?;
            visit.again_as(refused, &page(&state, &visit, &at, form).await?)
        }
    }
}

async fn try_erase(state: &AppState, visit: &Visit, form: &Form) -> Result<(), Error> {
    form.check()?;
    let actor = visit.holder_actor();
    let own = account::own(state.database.reader(), &actor).await?;
    let password = form.text("password");
    login::confirm_password(&state.database, &state.attempts, &own, password, "password").await?;
    let tx = state.database.begin().await?;
    erase::erase(&tx, &actor, &own).await?;
    tx.commit().await
}
