//! Giving a session's slot a room and a time, or taking it off: a plain form, the way that needs
//! neither dragging nor scripts.

use axum::extract::{Path, State};
use plenary_model::Error;
use plenary_schedule::place::{self, Place as NewPlace};
use plenary_schedule::{room, working};
use plenary_store::entity::{room as rooms, slot};
use plenary_submission::list::{self, Listed};
use plenary_web::form::Choice;
use plenary_web::{AppState, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other};

use super::Place;
use super::overview::choices;
use crate::entrance::{Entrance, enter};
use crate::query;
use crate::submission::names;

#[derive(askama::Template)]
#[template(path = "orga/place.html")]
struct PlacePage {
    frame: Frame,
    note: String,
    /// The session's slots where it has several: words, address, whether it is this one.
    slots: Vec<(String, Url, bool)>,
    place: Place,
    form: Form,
    next: Option<Url>,
    back: Url,
}

/// What both methods need.
struct Subject {
    entrance: Entrance,
    listed: Listed,
    slots: Vec<slot::Model>,
    rooms: Vec<rooms::Model>,
}

impl Subject {
    async fn load(state: &AppState, visit: &Visit, slug: &str, code: &str) -> Result<Self, Failure> {
        let entrance = enter(state, visit, slug).await?;
        let (db, actor) = (state.database.reader(), visit.actor());
        let listed = list::one(db, &actor, &entrance.event, code).await?;
        let slots = working::slots_of(db, &actor, &entrance.event, listed.submission.id).await?;
        let rooms = room::for_organisers(db, &actor, &entrance.event).await?;
        Ok(Self { entrance, listed, slots, rooms })
    }

    /// The slot of that id; without one the first that has no time, else the first.
    fn slot(&self, id: &str) -> Result<Option<&slot::Model>, Error> {
        if id.is_empty() {
            return Ok(self.slots.iter().find(|slot| slot.starts.is_none()).or(self.slots.first()));
        }
        let found = self.slots.iter().find(|slot| slot.id.to_string() == id);
        found.map(Some).ok_or(Error::NotFound)
    }

    fn form(&self, visit: &Visit, slot: &slot::Model) -> Form {
        let rooms = choices(visit, &self.entrance, &self.rooms);
        let rooms = rooms.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
        let event = &self.entrance.event;
        let locale = visit.locale();
        let when = visit.t_args(
            "orga-start-hint",
            (("dates", locale.date_range(event.date_from.0, event.date_to.0)), ("zone", &event.timezone)),
        );
        let duration = locale.duration(i64::from(self.listed.duration()));
        Form::new(locale)
            .with(Field::hidden("slot", slot.id))
            .with(Field::select("room", visit.t("kit-room"), rooms).required())
            .with(Field::date_time("start", visit.t("orga-start")).required().hint(when))
            .with(
                Field::date_time("end", visit.t("orga-end"))
                    .hint(visit.t_args("orga-end-hint", ("duration", duration))),
            )
    }

    async fn page(
        &self,
        state: &AppState,
        visit: &Visit,
        slot: &slot::Model,
        form: Form,
        next: Option<Url>,
    ) -> Result<PlacePage, Failure> {
        let (entrance, submission) = (&self.entrance, &self.listed.submission);
        let urls = entrance.urls();
        let place = |slot| Place::of(visit, entrance, &self.rooms, slot);
        let mut slots = Vec::new();
        if self.slots.len() > 1 {
            for one in &self.slots {
                let url = urls.schedule_quick(&submission.code).query("slot", one.id);
                slots.push((place(one).in_words(), url, one.id == slot.id));
            }
        }
        let back = urls.submission(&submission.code);
        let frame = entrance
            .frame(state, visit)
            .await?
            .title(visit.t_args("orga-place-title", ("title", &submission.title)))
            .above(visit.t("kit-schedule"), urls.schedule())
            .above(submission.title.clone(), back.clone());
        let kind = entrance.text(visit, &self.listed.submission_type.name);
        let duration = visit.locale().duration(i64::from(self.listed.duration()));
        let note = match names(&self.listed) {
            none if none.is_empty() => format!("{kind} · {duration}"),
            names => format!("{kind} · {duration} · {names}"),
        };
        Ok(PlacePage { frame, note, slots, place: place(slot), form, next, back })
    }
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let subject = Subject::load(&state, &visit, &slug, &code).await?;
    let Some(slot) = subject.slot(&query::value(&visit, "slot"))? else {
        return nothing_to_place(&state, &visit, &subject).await;
    };
    let zone = subject.entrance.event.zone();
    let form = subject
        .form(&visit, slot)
        .fill_option("room", slot.room_id)
        .fill_instant("start", slot.starts, &zone)
        .fill_instant("end", slot.ends, &zone);
    visit.page(&subject.page(&state, &visit, slot, form, query::next(&visit)).await?)
}

/// Only accepted sessions have slots.
async fn nothing_to_place(state: &AppState, visit: &Visit, subject: &Subject) -> Page {
    let submission = &subject.listed.submission;
    let url = subject.entrance.urls().submission(&submission.code);
    let text = visit.t_args("orga-place-not-accepted", ("title", &submission.title));
    visit.say(state, Notice::warning(text).about(&submission.title, &url)).await?;
    Ok(see_other(&url))
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let subject = Subject::load(&state, &visit, &slug, &code).await?;
    let Some(slot) = subject.slot(submitted.text("slot"))? else {
        return nothing_to_place(&state, &visit, &subject).await;
    };
    let event = &subject.entrance.event;
    let next = Url::local(submitted.text("next"));
    let mut form = subject.form(&visit, slot).read(&submitted);
    let taken_off = submitted.text("action") == "off";
    let wanted = if taken_off { Ok(None) } else { wanted(&form, event).map(Some) };
    let outcome = match wanted {
        Ok(place) => put(&state, &visit, event, slot.id, place).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(saved) => {
            let title = &subject.listed.submission.title;
            let text = match taken_off {
                true => visit.t_args("orga-place-taken", ("title", title)),
                false => {
                    let place = Place::of(&visit, &subject.entrance, &subject.rooms, &saved).in_words();
                    visit.t_args("orga-place-saved", (("title", title), ("place", &place)))
                }
            };
            let url = subject.entrance.urls().submission(&subject.listed.submission.code);
            visit.say(&state, Notice::success(text).about(title, &url)).await?;
            Ok(see_other(&next.unwrap_or_else(|| subject.entrance.urls().schedule())))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&subject.page(&state, &visit, slot, form, next).await?)
        }
    }
}

fn wanted(form: &Form, event: &plenary_store::entity::event::Model) -> Result<NewPlace, Error> {
    form.check()?;
    let zone = event.zone();
    let (Some(room), Some(start)) = (form.id("room"), form.instant("start", &zone)) else {
        return Err(Error::invalid("start", "error-date-time"));
    };
    Ok(NewPlace { room, start, end: form.instant("end", &zone) })
}

async fn put(
    state: &AppState,
    visit: &Visit,
    event: &plenary_store::entity::event::Model,
    slot: i32,
    place: Option<NewPlace>,
) -> Result<slot::Model, Error> {
    let tx = state.database.begin().await?;
    let saved = place::place(&tx, &visit.actor(), event, slot, place).await?;
    tx.commit().await?;
    Ok(saved)
}
