//! The page of one part of the call, or of a new one.

use plenary_model::{Error, Result};
use plenary_web::{AppState, Failure, Form, Frame, Notice, Page, Url, Visit, see_other};

use crate::entrance::Entrance;

#[derive(askama::Template)]
#[template(path = "orga/call_form.html")]
struct ObjectPage {
    frame: Frame,
    title: String,
    lead: String,
    form: Form,
    saves: bool,
    back: Url,
    links: Vec<(String, String)>,
    uses: Vec<(String, Url)>,
    actions: Vec<Action>,
}

/// What can be done beside saving.
pub struct Action {
    pub url: Url,
    pub label: String,
    pub icon: &'static str,
    /// Otherwise it leads to a page.
    pub posts: bool,
}

impl Action {
    pub fn delete(visit: &Visit, url: Url) -> Self {
        Self { url, label: visit.t("kit-delete"), icon: "trash-2", posts: false }
    }
}

/// What there is around the form.
pub struct Around {
    pub title: String,
    pub lead: String,
    /// Name and address of the list.
    pub list: (String, Url),
    /// Whether the visitor may change it.
    pub saves: bool,
    /// Labels and complete addresses to be passed on.
    pub links: Vec<(String, String)>,
    /// Proposals that were made with it.
    pub uses: Vec<(String, Url)>,
    pub actions: Vec<Action>,
}

impl Around {
    pub fn new(title: String, list: (String, Url)) -> Self {
        Self {
            title,
            lead: String::new(),
            list,
            saves: true,
            links: Vec::new(),
            uses: Vec::new(),
            actions: Vec::new(),
        }
    }

    async fn page(
        self,
        state: &AppState,
        visit: &Visit,
        entrance: &Entrance,
        form: Form,
    ) -> Result<ObjectPage, Failure> {
        let frame = entrance.frame(state, visit).await?.title(self.title.clone());
        let frame = frame.above(self.list.0, self.list.1.clone()).script("src/call.ts");
        Ok(ObjectPage {
            frame,
            title: self.title,
            lead: self.lead,
            form: if self.saves { form } else { form.read_only() },
            saves: self.saves,
            back: self.list.1,
            links: self.links,
            uses: self.uses,
            actions: self.actions,
        })
    }

    pub async fn show(self, state: &AppState, visit: &Visit, entrance: &Entrance, form: Form) -> Page {
        visit.page(&self.page(state, visit, entrance, form).await?)
    }

    /// After saving: the list, with the object's name in a message that leads to it; or the form again.
    pub async fn done(
        self,
        state: &AppState,
        visit: &Visit,
        entrance: &Entrance,
        mut form: Form,
        outcome: Result<(String, Url), Error>,
    ) -> Page {
        match outcome {
            Ok((name, url)) => {
                let text = visit.t_args("kit-saved-object", ("name", name.as_str()));
                visit.say(state, Notice::success(text).about(name, &url)).await?;
                Ok(see_other(&self.list.1))
            }
            Err(error) => {
                form.refuse(error)?;
                visit.again(&self.page(state, visit, entrance, form).await?)
            }
        }
    }
}
