//! The rooms of an event.

use axum::extract::{Path, State};
use plenary_event::rights;
use plenary_model::{Error, ObjectType, Result};
use plenary_schedule::room;
use plenary_store::entity::room::Model;
use plenary_web::{AppState, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other};

use crate::entrance::{Entrance, enter};
use crate::history::Panel;

/// More people than any hall holds; a larger number is a slip of the keyboard.
const MOST_SEATS: i64 = 1_000_000;

#[derive(askama::Template)]
#[template(path = "orga/rooms.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    /// For those who may.
    add: Option<Url>,
    history: Panel,
}

struct Row {
    name: String,
    /// The name in the event's other languages.
    other_names: String,
    capacity: Option<i32>,
    hidden: bool,
}

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let rooms = room::for_organisers(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let row = |room: &Model| {
        let name = entrance.text(&visit, &room.name);
        let others: Vec<&str> = room.name.values().filter(|other| *other != name).collect();
        Row { other_names: others.join(" · "), capacity: room.capacity, hidden: room.hidden, name }
    };
    let page = ListPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("kit-schedule-rooms")),
        rows: rooms.iter().map(row).collect(),
        add: entrance.rights.can_change_event_settings.then(|| entrance.urls().room_new()),
        history: Panel::of(&state, &visit, &entrance, ObjectType::Room, None).await?,
    };
    visit.page(&page)
}

#[derive(askama::Template)]
#[template(path = "orga/room.html")]
struct NewPage {
    frame: Frame,
    form: Form,
    back: Url,
}

fn form(visit: &Visit, entrance: &Entrance) -> Form {
    Form::new(visit.locale())
        .with(
            Field::i18n("name", visit.t("orga-room-name"), &entrance.event.page_locales())
                .required()
                .public(),
        )
        .with(
            Field::number("capacity", visit.t("orga-capacity"), Some(1), Some(MOST_SEATS))
                .hint(visit.t("orga-capacity-hint")),
        )
}

async fn page(state: &AppState, visit: &Visit, entrance: &Entrance, form: Form) -> Result<NewPage, Failure> {
    let back = entrance.urls().rooms();
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(visit.t("orga-room-add"))
        .above(visit.t("kit-schedule-rooms"), back.clone());
    Ok(NewPage { frame, form, back })
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    may_add(&state, &visit, &entrance).await?;
    let form = form(&visit, &entrance);
    visit.page(&page(&state, &visit, &entrance, form).await?)
}

async fn may_add(state: &AppState, visit: &Visit, entrance: &Entrance) -> Result<()> {
    let db = state.database.reader();
    rights::require(db, &visit.actor(), &entrance.event, |rights| rights.can_change_event_settings).await?;
    Ok(())
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    may_add(&state, &visit, &entrance).await?;
    let mut form = form(&visit, &entrance).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => save(&state, &visit, &entrance, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(room) => {
            let name = entrance.text(&visit, &room.name);
            visit.say(&state, Notice::success(visit.t_args("orga-room-added", ("name", &name)))).await?;
            Ok(see_other(&entrance.urls().rooms()))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, form).await?)
        }
    }
}

async fn save(state: &AppState, visit: &Visit, entrance: &Entrance, form: &Form) -> Result<Model, Error> {
    let capacity = form.number("capacity").and_then(|number| i32::try_from(number).ok());
    let tx = state.database.begin().await?;
    let room = room::create(&tx, &visit.actor(), &entrance.event, form.i18n("name"), capacity).await?;
    tx.commit().await?;
    Ok(room)
}
