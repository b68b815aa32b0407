//! `/orga/event/{event}/cfp/types/`: session types.

use axum::extract::{Path, State};
use plenary_model::{I18nText, Result};
use plenary_submission::submission_type::{self, LONGEST, Listed, NAME_LENGTH, Wanted};
use plenary_web::{AppState, Field, Form, Notice, Page, Submitted, Url, Visit, see_other};

use super::delete::{self, Doomed};
use super::id;
use super::object::{Action, Around};
use super::table::{Cell, ListPage, Row};
use super::text::instant;
use crate::entrance::{Entrance, enter};
use crate::settings::{enter_settings, with_hidden_languages};

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let all = submission_type::list(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let zone = entrance.event.zone();
    let row = |one: &Listed| {
        let deadline = one.row.deadline.map(|at| visit.locale().date_time_short(&at.in_zone(&zone)));
        let mut badges = Vec::new();
        if one.is_default {
            badges.push(visit.t("call-type-default"));
        }
        if one.row.requires_access_code {
            badges.push(visit.t("call-needs-code"));
        }
        Row {
            name: entrance.text(&visit, &one.row.name),
            url: Some(entrance.urls().type_edit(one.row.id)),
            badges,
            cells: vec![
                Cell::text(visit.locale().duration(i64::from(one.row.default_duration))),
                Cell::count(one.proposals, entrance.urls().submissions()),
                Cell::text(deadline.unwrap_or_default()),
            ],
            ..Row::default()
        }
    };
    let may = entrance.rights.can_change_event_settings;
    let page = ListPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("call-types")),
        title: visit.t("call-types"),
        lead: visit.t("call-types-lead"),
        add: may.then(|| (entrance.urls().type_new(), visit.t("call-type-add"))),
        icon: "list",
        none: visit.t("call-types-none"),
        name_head: visit.t("call-name"),
        heads: ["call-duration", "call-proposals", "call-deadline"].map(|key| visit.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        sortable: false,
    };
    page.show(&visit)
}

fn form(visit: &Visit, entrance: &Entrance) -> Form {
    let t = |key: &str| visit.t(key);
    let zone = visit.t_args("kit-time-zone-hint", ("zone", entrance.event.timezone.as_str()));
    Form::new(visit.locale())
        .with(
            Field::i18n("name", t("call-name"), &entrance.event.page_locales())
                .required()
                .public()
                .max(NAME_LENGTH),
        )
        .with(
            Field::number("default_duration", t("call-duration"), Some(0), Some(i64::from(LONGEST)))
                .required()
                .hint(t("call-duration-hint")),
        )
        .with(
            Field::date_time("deadline", t("call-deadline"))
                .hint(format!("{} {zone}", t("call-type-deadline-hint"))),
        )
        .with(
            Field::checkbox("requires_access_code", t("call-requires-code"))
                .hint(t("call-requires-code-hint")),
        )
}

fn filled(form: Form, now: &Wanted, entrance: &Entrance) -> Form {
    form.fill_i18n("name", &now.name)
        .fill("default_duration", now.default_duration)
        .fill_instant("deadline", now.deadline, &entrance.event.zone())
        .fill_flag("requires_access_code", now.requires_access_code)
}

fn types(visit: &Visit, entrance: &Entrance) -> (String, Url) {
    (visit.t("call-types"), entrance.urls().types())
}

fn around_new(visit: &Visit, entrance: &Entrance) -> Around {
    Around::new(visit.t("call-type-add"), types(visit, entrance))
}

fn around(state: &AppState, visit: &Visit, entrance: &Entrance, one: &Listed) -> Around {
    let (urls, id) = (entrance.urls(), one.row.id);
    let saves = entrance.rights.can_change_event_settings;
    let link = entrance.public_urls().submit().query("submission_type", id);
    let mut actions = Vec::new();
    if saves && !one.is_default {
        let label = visit.t("call-type-make-default");
        actions.push(Action { url: urls.type_default(id), label, icon: "check", posts: true });
        actions.push(Action::delete(visit, urls.type_delete(id)));
    }
    Around {
        saves,
        links: vec![(visit.t("call-type-link"), link.absolute(&state.site.url))],
        actions,
        ..Around::new(entrance.text(visit, &one.row.name), types(visit, entrance))
    }
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let form = form(&visit, &entrance).fill("default_duration", 30);
    around_new(&visit, &entrance).show(&state, &visit, &entrance, form).await
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let mut form = form(&visit, &entrance).read(&submitted);
    let outcome = change(&state, &visit, &entrance, None, &mut form).await;
    around_new(&visit, &entrance).done(&state, &visit, &entrance, form, outcome).await
}

async fn find(state: &AppState, visit: &Visit, entrance: &Entrance, number: &str) -> Result<Listed> {
    submission_type::one(state.database.reader(), &visit.actor(), &entrance.event, id(number)?).await
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let one = find(&state, &visit, &entrance, &number).await?;
    let form = filled(form(&visit, &entrance), &Wanted::from(&one.row), &entrance);
    around(&state, &visit, &entrance, &one).show(&state, &visit, &entrance, form).await
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let one = find_to_change(&state, &visit, &entrance, &number).await?;
    let mut form = form(&visit, &entrance).read(&submitted);
    let outcome = change(&state, &visit, &entrance, Some(&one), &mut form).await;
    around(&state, &visit, &entrance, &one).done(&state, &visit, &entrance, form, outcome).await
}

/// For those who may change it, whether or not they work with proposals.
async fn find_to_change(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    number: &str,
) -> Result<Listed> {
    submission_type::to_change(state.database.reader(), &visit.actor(), &entrance.event, id(number)?).await
}

async fn change(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    old: Option<&Listed>,
    form: &mut Form,
) -> Result<(String, Url)> {
    form.check()?;
    let stored = old.map_or(I18nText::Empty, |old| old.row.name.clone());
    let wanted = Wanted {
        name: with_hidden_languages(form.i18n("name"), &stored, &entrance.event.page_locales()),
        default_duration: form
            .number("default_duration")
            .and_then(|minutes| i32::try_from(minutes).ok())
            .unwrap_or(LONGEST),
        deadline: instant(form, "deadline", old.and_then(|old| old.row.deadline), &entrance.event),
        requires_access_code: form.flag("requires_access_code"),
    };
    let tx = state.database.begin().await?;
    let number = old.map(|old| old.row.id);
    let saved = submission_type::save(&tx, &visit.actor(), &entrance.event, number, wanted).await?;
    tx.commit().await?;
    Ok((entrance.text(visit, &saved.name), entrance.urls().type_edit(saved.id)))
}

pub async fn make_default(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let tx = state.database.begin().await?;
    let row = submission_type::make_default(&tx, &visit.actor(), &entrance.event, id(&number)?).await?;
    tx.commit().await?;
    let name = entrance.text(&visit, &row.name);
    let text = visit.t_args("call-type-is-default", ("name", name.as_str()));
    visit.say(&state, Notice::success(text)).await?;
    Ok(see_other(&entrance.urls().types()))
}

fn doomed(visit: &Visit, entrance: &Entrance, one: &Listed) -> Doomed {
    Doomed {
        name: entrance.text(visit, &one.row.name),
        text: visit.t("call-type-delete-text"),
        list: types(visit, entrance),
        back: entrance.urls().type_edit(one.row.id),
    }
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let one = find_to_change(&state, &visit, &entrance, &number).await?;
    delete::ask(&state, &visit, &entrance, doomed(&visit, &entrance, &one)).await
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let one = find_to_change(&state, &visit, &entrance, &number).await?;
    let tx = state.database.begin().await?;
    let outcome = submission_type::delete(&tx, &visit.actor(), &entrance.event, one.row.id).await;
    let outcome = tx.settle(outcome).await;
    delete::done(&state, &visit, &entrance, doomed(&visit, &entrance, &one), outcome).await
}
