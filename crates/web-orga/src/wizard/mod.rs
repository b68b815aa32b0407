//! `/orga/event/new/`: a new event in four steps. What was typed is kept in the session, so that reloading and
//! going back lose nothing; `?step=` names the step.

mod steps;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use plenary_event::event::{NewEvent, slug_problem};
use plenary_event::{create, rights};
use plenary_model::{Error, Result};
use plenary_store::entity::{event, organiser};
use plenary_web::{
    AppState, Failure, Form, Frame, Notice, OrgaUrls, Page, SiteUrls, Submitted, Url, Visit, see_other,
};

use crate::organiser::site_navigation;
use crate::query;
use steps::Step;

pub fn routes() -> Router<AppState> {
    Router::new().route(SiteUrls::ORGA_EVENT_NEW, get(show).post(send))
}

/// Where the session keeps the answers: names and values by step.
const KEY: &str = "event-wizard";
/// Answers are short; what is longer is no answer.
const MOST_BYTES: usize = 20_000;

type Kept = BTreeMap<String, Vec<(String, String)>>;

#[derive(askama::Template)]
#[template(path = "orga/event_new.html")]
struct WizardPage {
    frame: Frame,
    form: Form,
    /// Number and name of each, whether it is this one, and its address if one may go there.
    steps: Vec<(usize, String, bool, Option<Url>)>,
    title: String,
    action: Url,
    back: Option<Url>,
    is_last: bool,
    notes: Vec<String>,
}

/// What can be chosen, and what has been answered.
struct Wizard {
    organisers: Vec<organiser::Model>,
    models: Vec<event::Model>,
    kept: Kept,
}

fn url(step: Step) -> Url {
    SiteUrls::new().orga_event_new().query("step", step.name())
}

/// For others there is no such page.
async fn enter(state: &AppState, visit: &Visit) -> Result<Wizard, Failure> {
    visit.logged_in()?;
    let db = state.database.reader();
    let organisers = create::organisers(db, &visit.actor()).await?;
    if organisers.is_empty() && !visit.actor().is_administrator() {
        return Err(Error::NotFound.into());
    }
    let kept = visit.session().get::<Kept>(KEY).await?.unwrap_or_default();
    let mut wizard = Wizard { organisers, models: Vec::new(), kept };
    let chosen = wizard.answered(Step::Initial).text("organiser").parse::<i32>().ok();
    if let Some(organiser) = chosen.filter(|id| wizard.organisers.iter().any(|one| one.id == *id)) {
        wizard.models = create::models(db, &visit.actor(), organiser).await?;
    }
    Ok(wizard)
}

impl Wizard {
    fn answered(&self, step: Step) -> Submitted {
        Submitted::new(self.kept.get(step.name()).cloned().unwrap_or_default())
    }

    fn form(&self, visit: &Visit, step: Step, now: plenary_model::Timestamp) -> Form {
        let form = steps::form(visit, self, step, now);
        match self.kept.contains_key(step.name()) {
            true => form.read(&self.answered(step)),
            false => form,
        }
    }

    /// The first step that is not answered, or answered wrongly; the last one at the latest.
    fn reached(&self, visit: &Visit, now: plenary_model::Timestamp) -> Step {
        let done =
            |step: &Step| self.kept.contains_key(step.name()) && self.form(visit, *step, now).check().is_ok();
        Step::ALL.into_iter().find(|step| !done(step)).unwrap_or(Step::Display)
    }
}

async fn page(
    state: &AppState,
    visit: &Visit,
    wizard: &Wizard,
    step: Step,
    form: Form,
) -> Result<WizardPage, Failure> {
    let reached = wizard.reached(visit, state.now());
    let steps = Step::ALL.into_iter().enumerate().map(|(index, one)| {
        let link = (one <= reached && one != step).then(|| url(one));
        (index + 1, visit.t(&format!("event-step-{}", one.name())), one == step, link)
    });
    let organises = rights::anywhere(state.database.reader(), &visit.actor()).await?;
    let navigation = site_navigation(visit, organises.can_change_organiser_settings);
    let frame = visit.orga_frame(state).await?.title(visit.t("event-new")).navigation(navigation);
    let frame = frame.above(visit.t("orga-events"), SiteUrls::new().orga_events());
    Ok(WizardPage {
        frame,
        steps: steps.collect(),
        title: visit.t(&format!("event-step-{}", step.name())),
        action: url(step),
        back: step.before().map(url),
        is_last: step == Step::Display,
        notes: steps::notes(visit, wizard, step, state.now()),
        form,
    })
}

async fn show(State(state): State<AppState>, visit: Visit) -> Page {
    let wizard = enter(&state, &visit).await?;
    let reached = wizard.reached(&visit, state.now());
    let asked = query::value(&visit, "step");
    let step = Step::named(&asked).unwrap_or(Step::Initial);
    if step > reached {
        return Ok(see_other(&url(reached)));
    }
    let form = wizard.form(&visit, step, state.now());
    visit.page(&page(&state, &visit, &wizard, step, form).await?)
}

async fn send(State(state): State<AppState>, visit: Visit, submitted: Submitted) -> Page {
    let mut wizard = enter(&state, &visit).await?;
    let now = state.now();
    let step = Step::named(&query::value(&visit, "step")).unwrap_or(Step::Initial);
    if step > wizard.reached(&visit, now) {
        return Ok(see_other(&url(wizard.reached(&visit, now))));
    }
    let mut form = steps::form(&visit, &wizard, step, now).read(&submitted);
    let size: usize = submitted.pairs().iter().map(|(name, value)| name.len() + value.len()).sum();
    if size > MOST_BYTES {
        form.refuse(Error::invalid("", "event-error-too-much"))?;
        return visit.again(&page(&state, &visit, &wizard, step, form).await?);
    }
    // Whatever it is, it is kept: going back must not lose it.
    wizard.kept.insert(step.name().to_owned(), submitted.pairs().to_vec());
    visit.session().insert(KEY, &wizard.kept).await?;
    if let Some(back) = Step::named(submitted.text("wizard_goto_step")) {
        return Ok(see_other(&url(back)));
    }
    let outcome = match form.check() {
        Ok(()) => check(&state, step, &form).await,
        Err(problems) => Err(problems),
    };
    if let Err(error) = outcome {
        form.refuse(error)?;
        return visit.again(&page(&state, &visit, &wizard, step, form).await?);
    }
    match step.after() {
        Some(next) => Ok(see_other(&url(next))),
        None => finish(&state, &visit, wizard).await,
    }
}

/// What can be told before the last step.
async fn check(state: &AppState, step: Step, form: &Form) -> Result<()> {
    match step {
        Step::Initial if !form.list("locales").contains(&form.text("locale")) => {
            Err(Error::invalid("locale", "event-error-default-language"))
        }
        Step::Basics => match slug_problem(state.database.reader(), form.text("slug")).await? {
            Some(problem) => Err(Error::invalid("slug", problem)),
            None => Ok(()),
        },
        Step::Timeline if form.date("date_to") < form.date("date_from") => {
            Err(Error::invalid("date_to", "error-event-dates"))
        }
        _ => Ok(()),
    }
}

/// Creates the event. What the domain refuses is shown in the step where it was typed.
async fn finish(state: &AppState, visit: &Visit, wizard: Wizard) -> Page {
    let now = state.now();
    let reached = wizard.reached(visit, now);
    if reached != Step::Display {
        return Ok(see_other(&url(reached)));
    }
    let (new, model) = steps::wanted(visit, &wizard, now)?;
    match write(state, visit, new, model).await {
        Ok(event) => {
            visit.session().remove_value(KEY).await?;
            let name = event.name_in(visit.locale().code()).to_owned();
            let text = visit.t_args("event-created", ("name", &name));
            visit.say(state, Notice::success(text)).await?;
            Ok(see_other(&OrgaUrls::new(&event.slug).dashboard().query("congratulations", "")))
        }
        Err(Error::Invalid(problems)) => {
            let step =
                problems.iter().find_map(|problem| Step::of_field(&problem.field)).unwrap_or(Step::Display);
            let mut form = wizard.form(visit, step, now);
            form.refuse(Error::Invalid(problems))?;
            visit.again(&page(state, visit, &wizard, step, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn write(state: &AppState, visit: &Visit, new: NewEvent, model: Option<i32>) -> Result<event::Model> {
    let tx = state.database.begin().await?;
    let event = create::create(&tx, &visit.actor(), new, model).await?;
    tx.commit().await?;
    Ok(event)
}
