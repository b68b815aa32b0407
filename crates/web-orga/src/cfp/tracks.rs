//! `/orga/event/{event}/cfp/tracks/`: tracks, and their order.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use plenary_model::{Error, I18nText, Result};
use plenary_submission::track::{self, DESCRIPTION_LENGTH, Listed, NAME_LENGTH, Wanted};
use plenary_web::grid::track_css;
use plenary_web::{AppState, Failure, Field, Form, Page, Submitted, Url, Visit, see_other};

use super::colours::{chosen, colour_hint, free_colour, long};
use super::delete::{self, Doomed};
use super::id;
use super::object::{Action, Around};
use super::table::{Cell, ListPage, Row};
use crate::entrance::{Entrance, enter};
use crate::query;
use crate::settings::{enter_settings, with_hidden_languages};

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let all = track::list(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let moved = query::value(&visit, "moved");
    let row = |one: &Listed| {
        let id = one.row.id.to_string();
        Row {
            moved_up: moved == format!("up-{id}"),
            moved_down: moved == format!("down-{id}"),
            id,
            name: entrance.text(&visit, &one.row.name),
            url: Some(entrance.urls().track(one.row.id)),
            colour: format!("track-{}", one.row.id),
            badges: if one.row.requires_access_code { vec![visit.t("call-needs-code")] } else { Vec::new() },
            cells: vec![Cell::count(one.proposals, entrance.urls().submissions())],
            ..Row::default()
        }
    };
    let may = entrance.rights.can_change_event_settings;
    let css = track_css(all.iter().map(|one| (one.row.id, one.row.color.as_str())));
    let frame = entrance.frame(&state, &visit).await?.title(visit.t("call-tracks"));
    let page = ListPage {
        frame: frame.style(&css).script("src/call.ts"),
        title: visit.t("call-tracks"),
        lead: visit.t("call-tracks-lead"),
        add: may.then(|| (entrance.urls().track_new(), visit.t("call-track-add"))),
        icon: "tag",
        none: visit.t("call-tracks-none"),
        name_head: visit.t("call-name"),
        heads: vec![visit.t("call-proposals")],
        rows: all.iter().map(row).collect(),
        sortable: may && all.len() > 1,
    };
    page.show(&visit)
}

/// A whole order from the script (`order=3,1,2`), or one step from a button (`move=up-3`).
pub async fn reorder(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_tracks(&state, &visit, &slug).await?;
    let step = submitted.text("move").to_owned();
    let order: Vec<i32> = if submitted.has("order") {
        submitted.text("order").split(',').map(id).collect::<Result<_>>()?
    } else {
        let all = track::ids(state.database.reader(), &visit.actor(), &entrance.event).await?;
        stepped(all, &step).ok_or_else(|| Failure::status(StatusCode::BAD_REQUEST))?
    };
    let tx = state.database.begin().await?;
    track::reorder(&tx, &visit.actor(), &entrance.event, &order).await?;
    tx.commit().await?;
    match submitted.has("order") {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Ok(see_other(&entrance.urls().tracks().query("moved", step))),
    }
}

/// The order after `up-3` or `down-3`.
pub fn stepped<T: Clone + ToString>(mut all: Vec<T>, step: &str) -> Option<Vec<T>> {
    let (direction, key) = step.split_once('-')?;
    let at = all.iter().position(|one| one.to_string() == key)?;
    match direction {
        "up" if at > 0 => all.swap(at, at - 1),
        "down" if at + 1 < all.len() => all.swap(at, at + 1),
        "up" | "down" => {}
        _ => return None,
    }
    Some(all)
}

fn form(visit: &Visit, entrance: &Entrance, colour: &str) -> Form {
    let t = |key: &str| visit.t(key);
    let locales = entrance.event.page_locales();
    Form::new(visit.locale())
        .with(Field::i18n("name", t("call-name"), &locales).required().public().max(NAME_LENGTH))
        .with(
            Field::i18n_markdown("description", t("call-description"), &locales)
                .public()
                .max(DESCRIPTION_LENGTH),
        )
        .with(Field::colour("color", t("call-colour")).required().public().hint(colour_hint(visit, colour)))
        .with(
            Field::checkbox("requires_access_code", t("call-requires-code"))
                .hint(t("call-track-requires-code-hint")),
        )
}

fn filled(form: Form, now: &Wanted) -> Form {
    form.fill_i18n("name", &now.name)
        .fill_i18n("description", &now.description)
        .fill("color", long(&now.color))
        .fill_flag("requires_access_code", now.requires_access_code)
}

fn tracks(visit: &Visit, entrance: &Entrance) -> (String, Url) {
    (visit.t("call-tracks"), entrance.urls().tracks())
}

fn around_new(visit: &Visit, entrance: &Entrance) -> Around {
    Around::new(visit.t("call-track-add"), tracks(visit, entrance))
}

fn around(state: &AppState, visit: &Visit, entrance: &Entrance, one: &Listed) -> Around {
    let saves = entrance.rights.can_change_event_settings;
    let link = entrance.public_urls().submit().query("track", one.row.id);
    let mut actions = Vec::new();
    if saves {
        let url = entrance.urls().access_code_new().query("track", one.row.id);
        actions.push(Action { url, label: visit.t("call-code-add"), icon: "ticket", posts: false });
        actions.push(Action::delete(visit, entrance.urls().track_delete(one.row.id)));
    }
    Around {
        saves,
        links: vec![(visit.t("call-track-link"), link.absolute(&state.site.url))],
        actions,
        ..Around::new(entrance.text(visit, &one.row.name), tracks(visit, entrance))
    }
}

/// For those who may change tracks, while the event has any.
async fn enter_tracks(state: &AppState, visit: &Visit, slug: &str) -> Result<Entrance> {
    let entrance = enter_settings(state, visit, slug).await?;
    if entrance.event.flags().use_tracks() { Ok(entrance) } else { Err(Error::NotFound) }
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_tracks(&state, &visit, &slug).await?;
    let taken = track::colours(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let colour = free_colour(taken.iter().map(String::as_str));
    let form = form(&visit, &entrance, colour).fill("color", colour);
    around_new(&visit, &entrance).show(&state, &visit, &entrance, form).await
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_tracks(&state, &visit, &slug).await?;
    let mut form = form(&visit, &entrance, submitted.text("color")).read(&submitted);
    let outcome = change(&state, &visit, &entrance, None, &mut form).await;
    around_new(&visit, &entrance).done(&state, &visit, &entrance, form, outcome).await
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let one = track::one(state.database.reader(), &visit.actor(), &entrance.event, id(&number)?).await?;
    let form = filled(form(&visit, &entrance, &one.row.color), &Wanted::from(&one.row));
    around(&state, &visit, &entrance, &one).show(&state, &visit, &entrance, form).await
}

async fn find(state: &AppState, visit: &Visit, entrance: &Entrance, number: &str) -> Result<Listed> {
    track::to_change(state.database.reader(), &visit.actor(), &entrance.event, id(number)?).await
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_tracks(&state, &visit, &slug).await?;
    let one = find(&state, &visit, &entrance, &number).await?;
    let mut form = form(&visit, &entrance, submitted.text("color")).read(&submitted);
    let outcome = change(&state, &visit, &entrance, Some(&one), &mut form).await;
    around(&state, &visit, &entrance, &one).done(&state, &visit, &entrance, form, outcome).await
}

async fn change(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    old: Option<&Listed>,
    form: &mut Form,
) -> Result<(String, Url), Error> {
    form.check()?;
    let stored = |of: fn(&Listed) -> &I18nText| old.map_or(I18nText::Empty, |old| of(old).clone());
    let locales = entrance.event.page_locales();
    let text = |name: &str, stored: I18nText| with_hidden_languages(form.i18n(name), &stored, &locales);
    let wanted = Wanted {
        name: text("name", stored(|one| &one.row.name)),
        description: text("description", stored(|one| &one.row.description)),
        color: chosen(form.text("color"), old.map(|old| old.row.color.as_str())),
        requires_access_code: form.flag("requires_access_code"),
    };
    let tx = state.database.begin().await?;
    let number = old.map(|old| old.row.id);
    let saved = track::save(&tx, &visit.actor(), &entrance.event, number, wanted).await?;
    tx.commit().await?;
    Ok((entrance.text(visit, &saved.name), entrance.urls().track(saved.id)))
}

fn doomed(visit: &Visit, entrance: &Entrance, one: &Listed) -> Doomed {
    Doomed {
        name: entrance.text(visit, &one.row.name),
        text: visit.t("call-track-delete-text"),
        list: tracks(visit, entrance),
        back: entrance.urls().track(one.row.id),
    }
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter_tracks(&state, &visit, &slug).await?;
    let one = find(&state, &visit, &entrance, &number).await?;
    delete::ask(&state, &visit, &entrance, doomed(&visit, &entrance, &one)).await
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter_tracks(&state, &visit, &slug).await?;
    let one = find(&state, &visit, &entrance, &number).await?;
    let tx = state.database.begin().await?;
    let outcome = track::delete(&tx, &visit.actor(), &entrance.event, one.row.id).await;
    let outcome = tx.settle(outcome).await;
    delete::done(&state, &visit, &entrance, doomed(&visit, &entrance, &one), outcome).await
}
