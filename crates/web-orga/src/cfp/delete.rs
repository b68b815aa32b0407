//! Asks before something goes for good.

use plenary_model::Error;
use plenary_web::{AppState, Failure, Form, Frame, Notice, Page, Url, Visit, see_other};

use crate::entrance::Entrance;

#[derive(askama::Template)]
#[template(path = "orga/call_delete.html")]
struct DeletePage {
    frame: Frame,
    form: Form,
    title: String,
    text: String,
    back: Url,
}

/// What is to go.
pub struct Doomed {
    pub name: String,
    /// What is lost with it.
    pub text: String,
    /// The list it is in, with its name.
    pub list: (String, Url),
    pub back: Url,
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    doomed: Doomed,
    form: Form,
) -> Result<DeletePage, Failure> {
    let title = visit.t_args("call-delete-title", ("name", doomed.name.as_str()));
    let frame =
        entrance.frame(state, visit).await?.title(title.clone()).above(doomed.list.0, doomed.list.1.clone());
    Ok(DeletePage { frame, form, title, text: doomed.text, back: doomed.back })
}

pub async fn ask(state: &AppState, visit: &Visit, entrance: &Entrance, doomed: Doomed) -> Page {
    visit.page(&page(state, visit, entrance, doomed, Form::new(visit.locale())).await?)
}

/// After the attempt: back to the list, or the reason why not.
pub async fn done<T>(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    doomed: Doomed,
    outcome: Result<T, Error>,
) -> Page {
    match outcome {
        Ok(_) => {
            let text = visit.t_args("call-deleted", ("name", doomed.name.as_str()));
            visit.say(state, Notice::success(text)).await?;
            Ok(see_other(&doomed.list.1))
        }
        Err(error) => {
            let mut form = Form::new(visit.locale());
            form.refuse(error)?;
            visit.again(&page(state, visit, entrance, doomed, form).await?)
        }
    }
}
