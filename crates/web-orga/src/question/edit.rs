//! Making and changing a question.

use axum::extract::{Path, State};
use plenary_event::rights;
use plenary_model::{Error, QuestionTarget, Result};
use plenary_submission::question::manage::{self, Choices, Wanted};
use plenary_submission::question::{Question, of_event};
use plenary_web::{AppState, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other};

use super::fields::{self, About};
use super::{id, read, target, target_name};
use crate::entrance::{Entrance, enter};

#[derive(askama::Template)]
#[template(path = "question/edit.html")]
struct EditPage {
    frame: Frame,
    title: String,
    form: Form,
    delete: Option<Url>,
}

struct Loaded {
    entrance: Entrance,
    all: Vec<Question>,
    choices: Choices,
}

async fn load(state: &AppState, visit: &Visit, slug: &str) -> Result<Loaded> {
    let entrance = enter(state, visit, slug).await?;
    let db = state.database.reader();
    rights::require(db, &visit.actor(), &entrance.event, |rights| rights.can_change_event_settings).await?;
    let all = of_event(db, entrance.event.id).await?;
    let choices = manage::choices(db, &entrance.event).await?;
    Ok(Loaded { entrance, all, choices })
}

impl Loaded {
    fn about(&self, target: QuestionTarget, id: Option<i32>) -> Result<About<'_>> {
        let find = |id| self.all.iter().find(|question| question.row.id == id).ok_or(Error::NotFound);
        let old = id.map(find).transpose()?;
        let target = old.map_or(target, |old| old.row.target);
        Ok(About { target, old, all: &self.all, choices: &self.choices })
    }

    async fn page(
        &self,
        state: &AppState,
        visit: &Visit,
        about: &About<'_>,
        form: Form,
    ) -> Result<EditPage, plenary_web::Failure> {
        let title = match about.old {
            Some(old) => self.entrance.text(visit, &old.row.question),
            None => visit.t(&format!("question-new-{}", target_name(about.target))),
        };
        let list = self.entrance.urls().questions().query("target", target_name(about.target));
        let frame = self
            .entrance
            .frame(state, visit)
            .await?
            .title(title.clone())
            .above(visit.t("question-questions"), list);
        Ok(EditPage {
            frame,
            title,
            form,
            delete: about.old.map(|old| self.entrance.urls().question_delete(old.row.id)),
        })
    }

    async fn show(&self, state: &AppState, visit: &Visit, about: &About<'_>) -> Page {
        let now = about.old.map(Wanted::from).unwrap_or_default();
        let form = fields::form(visit, &self.entrance, about);
        let form = fields::filled(form, &self.entrance, about, &now);
        visit.page(&self.page(state, visit, about, form).await?)
    }

    async fn save(&self, state: &AppState, visit: &Visit, about: &About<'_>, submitted: Submitted) -> Page {
        let mut form = fields::form(visit, &self.entrance, about).read(&submitted);
        match self.store(state, visit, about, &form, &submitted).await {
            Ok((saved, name)) => {
                let urls = self.entrance.urls();
                visit.say(state, Notice::success(visit.t_args("kit-saved-object", ("name", name)))).await?;
                let shows_answers = manage::visible(
                    state.database.reader(),
                    &visit.actor(),
                    &self.entrance.event,
                    &manage::one(state.database.reader(), &self.entrance.event, saved).await?,
                )
                .await
                .is_ok();
                Ok(see_other(&match shows_answers {
                    true => urls.question(saved),
                    false => urls.question_edit(saved),
                }))
            }
            Err(error) => {
                form.refuse(read::renamed(error, about, &form))?;
                visit.again(&self.page(state, visit, about, form).await?)
            }
        }
    }

    async fn store(
        &self,
        state: &AppState,
        visit: &Visit,
        about: &About<'_>,
        form: &Form,
        submitted: &Submitted,
    ) -> Result<(i32, String)> {
        let wanted = read::wanted(form, submitted, &self.entrance, about)?;
        let name = self.entrance.text(visit, &wanted.question);
        let id = about.old.map(|old| old.row.id);
        let tx = state.database.begin().await?;
        let saved = manage::save(&tx, &visit.actor(), &self.entrance.event, about.target, id, wanted).await?;
        tx.commit().await?;
        Ok((saved, name))
    }
}

pub async fn blank(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, name)): Path<(String, String)>,
) -> Page {
    let loaded = load(&state, &visit, &slug).await?;
    let about = loaded.about(target(&name)?, None)?;
    loaded.show(&state, &visit, &about).await
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, name)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let loaded = load(&state, &visit, &slug).await?;
    let about = loaded.about(target(&name)?, None)?;
    loaded.save(&state, &visit, &about, submitted).await
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let loaded = load(&state, &visit, &slug).await?;
    let about = loaded.about(QuestionTarget::Submission, Some(id(&number)?))?;
    loaded.show(&state, &visit, &about).await
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let loaded = load(&state, &visit, &slug).await?;
    let about = loaded.about(QuestionTarget::Submission, Some(id(&number)?))?;
    loaded.save(&state, &visit, &about, submitted).await
}
