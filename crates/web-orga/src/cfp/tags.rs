//! `/orga/event/{event}/submissions/tags/`: tags of proposals.

use axum::extract::{Path, State};
use plenary_model::{Error, I18nText, Result};
use plenary_submission::tag::{self, DESCRIPTION_LENGTH, Listed, NAME_LENGTH, TagRights, Wanted};
use plenary_web::grid::track_css;
use plenary_web::{AppState, Field, Form, Page, Submitted, Url, Visit};

use super::colours::{chosen, colour_hint, free_colour, long};
use super::delete::{self, Doomed};
use super::id;
use super::object::{Action, Around};
use super::table::{Cell, ListPage, Row};
use crate::entrance::{Entrance, enter};
use crate::settings::with_hidden_languages;

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (all, may) = tag::list(state.database.reader(), &visit.actor(), &entrance.event).await?;
    let row = |one: &Listed| Row {
        name: one.row.tag.clone(),
        url: Some(entrance.urls().tag(one.row.id)),
        colour: format!("track-{}", one.row.id),
        badges: if one.row.is_public { vec![visit.t("call-tag-public")] } else { Vec::new() },
        note: entrance.text(&visit, &one.row.description),
        cells: one
            .proposals
            .map(|count| Cell::count(count, entrance.urls().submissions()))
            .into_iter()
            .collect(),
        ..Row::default()
    };
    let css = track_css(all.iter().map(|one| (one.row.id, one.row.color.as_str())));
    let page = ListPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("call-tags")).style(&css),
        title: visit.t("call-tags"),
        lead: visit.t("call-tags-lead"),
        add: may.create.then(|| (entrance.urls().tag_new(), visit.t("call-tag-add"))),
        icon: "tag",
        none: visit.t("call-tags-none"),
        name_head: visit.t("call-name"),
        heads: if may.counts { vec![visit.t("call-proposals")] } else { Vec::new() },
        rows: all.iter().map(row).collect(),
        sortable: false,
    };
    page.show(&visit)
}

fn form(visit: &Visit, entrance: &Entrance, colour: &str) -> Form {
    let t = |key: &str| visit.t(key);
    Form::new(visit.locale())
        .with(Field::text("tag", t("call-name")).required().max(NAME_LENGTH))
        .with(
            Field::i18n_markdown("description", t("call-description"), &entrance.event.page_locales())
                .max(DESCRIPTION_LENGTH),
        )
        .with(Field::colour("color", t("call-colour")).required().hint(colour_hint(visit, colour)))
        .with(Field::checkbox("is_public", t("call-tag-is-public")).hint(t("call-tag-is-public-hint")))
}

fn tags(visit: &Visit, entrance: &Entrance) -> (String, Url) {
    (visit.t("call-tags"), entrance.urls().tags())
}

fn around_new(visit: &Visit, entrance: &Entrance) -> Around {
    Around::new(visit.t("call-tag-add"), tags(visit, entrance))
}

fn around(visit: &Visit, entrance: &Entrance, one: &Listed, may: TagRights) -> Around {
    let delete = Action::delete(visit, entrance.urls().tag_delete(one.row.id));
    Around {
        saves: may.change,
        actions: if may.change { vec![delete] } else { Vec::new() },
        ..Around::new(one.row.tag.clone(), tags(visit, entrance))
    }
}

/// The tags that there are, for who may add another one.
async fn before_new(state: &AppState, visit: &Visit, entrance: &Entrance) -> Result<Vec<Listed>> {
    let (all, may) = tag::list(state.database.reader(), &visit.actor(), &entrance.event).await?;
    if may.create { Ok(all) } else { Err(Error::NotFound) }
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let all = before_new(&state, &visit, &entrance).await?;
    let colour = free_colour(all.iter().map(|one| one.row.color.as_str()));
    let form = form(&visit, &entrance, colour).fill("color", colour);
    around_new(&visit, &entrance).show(&state, &visit, &entrance, form).await
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    before_new(&state, &visit, &entrance).await?;
    let mut form = form(&visit, &entrance, submitted.text("color")).read(&submitted);
    let outcome = change(&state, &visit, &entrance, None, &mut form).await;
    around_new(&visit, &entrance).done(&state, &visit, &entrance, form, outcome).await
}

async fn find(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    number: &str,
    changes: bool,
) -> Result<(Listed, TagRights)> {
    let found = tag::one(state.database.reader(), &visit.actor(), &entrance.event, id(number)?).await?;
    if changes && !found.1.change { Err(Error::NotFound) } else { Ok(found) }
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (one, may) = find(&state, &visit, &entrance, &number, false).await?;
    let form = form(&visit, &entrance, &one.row.color)
        .fill("tag", &one.row.tag)
        .fill_i18n("description", &one.row.description)
        .fill("color", long(&one.row.color))
        .fill_flag("is_public", one.row.is_public);
    around(&visit, &entrance, &one, may).show(&state, &visit, &entrance, form).await
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (one, may) = find(&state, &visit, &entrance, &number, true).await?;
    let mut form = form(&visit, &entrance, submitted.text("color")).read(&submitted);
    let outcome = change(&state, &visit, &entrance, Some(&one), &mut form).await;
    around(&visit, &entrance, &one, may).done(&state, &visit, &entrance, form, outcome).await
}

async fn change(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    old: Option<&Listed>,
    form: &mut Form,
) -> Result<(String, Url)> {
    form.check()?;
    let stored = old.map_or(I18nText::Empty, |old| old.row.description.clone());
    let wanted = Wanted {
        tag: form.text("tag").to_owned(),
        description: with_hidden_languages(form.i18n("description"), &stored, &entrance.event.page_locales()),
        color: chosen(form.text("color"), old.map(|old| old.row.color.as_str())),
        is_public: form.flag("is_public"),
    };
    let tx = state.database.begin().await?;
    let number = old.map(|old| old.row.id);
    let saved = tag::save(&tx, &visit.actor(), &entrance.event, number, wanted).await?;
    tx.commit().await?;
    Ok((saved.tag, entrance.urls().tag(saved.id)))
}

fn doomed(visit: &Visit, entrance: &Entrance, one: &Listed) -> Doomed {
    Doomed {
        name: one.row.tag.clone(),
        text: match one.proposals {
            Some(count) => visit.t_args("call-tag-delete-count", ("count", count)),
            None => visit.t("call-tag-delete-text"),
        },
        list: tags(visit, entrance),
        back: entrance.urls().tag(one.row.id),
    }
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (one, _) = find(&state, &visit, &entrance, &number, true).await?;
    delete::ask(&state, &visit, &entrance, doomed(&visit, &entrance, &one)).await
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (one, _) = find(&state, &visit, &entrance, &number, true).await?;
    let tx = state.database.begin().await?;
    let outcome = tag::delete(&tx, &visit.actor(), &entrance.event, one.row.id).await;
    let outcome = tx.settle(outcome).await;
    delete::done(&state, &visit, &entrance, doomed(&visit, &entrance, &one), outcome).await
}
