//! `/orga/event/{event}/settings/`: what an event is, how it looks, and what it uses.

use axum::extract::{Path, State};
use plenary_event::links;
use plenary_event::settings::links::Link;
use plenary_event::settings::{self, File, Saved, Wanted, domain as domains};
use plenary_model::{Error, ObjectType, Result};
use plenary_submission::picture::{self, Place};
use plenary_web::{AppState, Failure, Form, Frame, Notice, OrgaUrls, Page, Submitted, Url, Visit, see_other};

use super::domain::{Answer, look_up};
use super::{enter_settings, form, uploads};
use crate::entrance::Entrance;
use crate::history::Panel;

#[derive(askama::Template)]
#[template(path = "orga/settings.html")]
struct SettingsPage {
    frame: Frame,
    form: Form,
    rows: usize,
    delete: Option<Url>,
    history: Panel,
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: Form,
    rows: usize,
) -> Result<SettingsPage, Failure> {
    let frame = entrance.frame(state, visit).await?.title(visit.t("event-settings"));
    let delete = visit.actor().is_administrator().then(|| entrance.urls().delete());
    let id = Some(entrance.event.id);
    let history = Panel::of(state, visit, entrance, ObjectType::Event, id).await?;
    Ok(SettingsPage { frame, form, rows, delete, history })
}

async fn stored_links(state: &AppState, event: i32) -> Result<Vec<Link>> {
    Ok(links::of_event(state.database.reader(), event).await?.into_iter().map(Link::from).collect())
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let event = &entrance.event;
    let wanted = Wanted::of(event, stored_links(&state, event.id).await?);
    let rows = form::rows(wanted.links.len());
    let styles = uploads::styles(&state, event.custom_css.as_deref()).await;
    let form = form::form(&visit, event, visit.actor().is_administrator(), rows);
    let form = form::filled(form, &wanted, &styles);
    visit.page(&page(&state, &visit, &entrance, form, rows).await?)
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let event = &entrance.event;
    let rows = form::sent_rows(&submitted);
    let styles = uploads::styles(&state, event.custom_css.as_deref()).await;
    let form = form::form(&visit, event, visit.actor().is_administrator(), rows);
    // What is not in the form of this visitor stays.
    let mut form = form.fill("slug", &event.slug).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => store(&state, &visit, &entrance, &form, &submitted, rows, &styles).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok((saved, domain)) => {
            tell(&state, &visit, &entrance, &saved, domain).await?;
            Ok(see_other(&OrgaUrls::new(&saved.event.slug).settings()))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, form, rows).await?)
        }
    }
}

async fn store(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: &Form,
    submitted: &Submitted,
    rows: usize,
    styles: &str,
) -> Result<(Saved, Answer)> {
    let event = &entrance.event;
    let (mut wanted, numbers) = form::wanted(form, event, rows);
    let domain = domain_answer(state, entrance, &wanted.custom_domain).await?;
    let (files, stored) = uploads::read(state, &event.slug, form, submitted, styles).await?;
    wanted.files = files;
    match write(state, visit, entrance, wanted).await {
        Ok(saved) => {
            stored.keep();
            Ok((saved, domain))
        }
        Err(error) => {
            stored.remove().await;
            Err(form::renamed(error, &numbers))
        }
    }
}

/// A new domain must lead somewhere. One that is not well formed is for the domain function to refuse.
async fn domain_answer(state: &AppState, entrance: &Entrance, typed: &str) -> Result<Answer> {
    if typed.is_empty() || Some(typed) == entrance.event.custom_domain.as_deref() {
        return Ok(Answer::Here);
    }
    let Some(domain) = domains::normalised(typed) else { return Ok(Answer::Here) };
    match look_up(&domain, &state.site.url).await {
        Answer::Unknown => Err(Error::invalid("custom_domain", "event-error-domain-unknown")),
        answer => Ok(answer),
    }
}

async fn write(state: &AppState, visit: &Visit, entrance: &Entrance, wanted: Wanted) -> Result<Saved> {
    let id = entrance.event.id;
    let pictures = [
        (matches!(wanted.files.logo, File::New(_)), Place::EventLogo(id)),
        (matches!(wanted.files.header_image, File::New(_)), Place::EventHeader(id)),
        (matches!(wanted.files.social_image, File::New(_)), Place::EventSocial(id)),
    ];
    let tx = state.database.begin().await?;
    let saved = settings::update(&tx, &visit.actor(), &entrance.event, wanted).await?;
    for (_, place) in pictures.into_iter().filter(|(new, _)| *new) {
        picture::stored(&tx, place).await?;
    }
    for path in &saved.unused {
        picture::replaced(&tx, path).await?;
    }
    tx.commit().await?;
    Ok(saved)
}

/// What came of it, and what else to look at.
async fn tell(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    saved: &Saved,
    domain: Answer,
) -> Result<(), Failure> {
    let key = if saved.changed { "kit-saved" } else { "event-unchanged" };
    visit.say(state, Notice::success(visit.t(key))).await?;
    if saved.unscheduled > 0 {
        let text = visit.t_args("event-unscheduled", ("count", saved.unscheduled));
        let schedule = visit.t("kit-schedule");
        visit.say(state, Notice::warning(text).about(schedule, &entrance.urls().schedule())).await?;
    }
    if domain == Answer::Elsewhere {
        visit.say(state, Notice::warning(visit.t("event-domain-elsewhere"))).await?;
    }
    Ok(())
}
