//! `/orga/event/{event}/cfp/editor/`: what the pages for submitting ask for, step by step (`?step=`), and one
//! field of them (`?field=`).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use plenary_model::settings::{CfpField, Visibility};
use plenary_model::{Error, Result};
use plenary_submission::cfp::Cfp;
use plenary_submission::cfp::editor::{
    self, HELP_LENGTH, LABEL_LENGTH, STEP_TEXT_LENGTH, STEP_TITLE_LENGTH, Wanted,
};
use plenary_submission::cfp::flow::{Counted, Flow, FlowField, Step};
use plenary_submission::cfp::length::{LengthUnit, Limits};
use plenary_submission::tag;
use plenary_web::{
    AppState, Choice, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other,
};

use super::preview::{self, Offered};
use super::tracks::stepped;
use crate::entrance::Entrance;
use crate::query;
use crate::settings::{enter_settings, with_hidden_languages};

#[derive(askama::Template)]
#[template(path = "orga/call_editor.html")]
struct EditorPage {
    frame: Frame,
    steps: Vec<Tab>,
    step: &'static str,
    rows: Vec<Row>,
    /// Fields that are not asked for: key and name.
    others: Vec<(&'static str, String)>,
    header: Form,
    header_open: bool,
    reset: Form,
    reset_open: bool,
    preview: Form,
    title: String,
    /// HTML.
    text: String,
    /// Of custom fields.
    questions: Url,
    look: Url,
}

struct Tab {
    label: String,
    url: Url,
    current: bool,
}

struct Row {
    key: &'static str,
    name: String,
    url: Url,
    badge: String,
    note: String,
    fixed: bool,
    moved_up: bool,
    moved_down: bool,
}

#[derive(askama::Template)]
#[template(path = "orga/call_field.html")]
struct FieldPage {
    frame: Frame,
    title: String,
    key: &'static str,
    form: Form,
    back: Url,
}

fn address(entrance: &Entrance, step: Step) -> Url {
    entrance.urls().cfp_editor().query("step", step.id())
}

fn header_form(visit: &Visit, entrance: &Entrance, flow: &Flow, step: Step) -> Form {
    let locales = entrance.event.page_locales();
    let form = Form::new(visit.locale())
        .with(
            Field::i18n("title", visit.t("call-step-title"), &locales)
                .public()
                .max(STEP_TITLE_LENGTH)
                .hint(visit.t("call-step-title-hint")),
        )
        .with(
            Field::i18n_markdown("text", visit.t("call-step-text"), &locales).public().max(STEP_TEXT_LENGTH),
        );
    match flow.step(step) {
        Some(step) => form.fill_i18n("title", &step.title).fill_i18n("text", &step.text),
        None => form,
    }
}

fn reset_form(visit: &Visit) -> Form {
    Form::new(visit.locale()).with(Field::checkbox("sure", visit.t("call-reset-sure")).required())
}

fn visibility(visit: &Visit, visibility: Visibility) -> String {
    visit.t(&format!("call-visibility-{}", visibility.as_str().replace('_', "-")))
}

/// The page of a step; `refused` is a form that was sent, under its name.
async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    step: Step,
    refused: Option<(&str, Form)>,
) -> Result<EditorPage, Failure> {
    let db = state.database.reader();
    let cfp = Cfp::load(db, &entrance.event).await?;
    let offered = Offered { tags: tag::public(db, &entrance.event).await?, cfp };
    let flow = offered.cfp.flow();
    let moved = query::value(visit, "moved");
    let row = |field: &FlowField| {
        let limits = preview::requirement(visit, &flow, field);
        let hidden = preview::hidden(visit, entrance, &offered, field.field);
        Row {
            key: field.key(),
            name: preview::label(visit, entrance, field),
            url: address(entrance, step).query("field", field.key()),
            badge: visibility(visit, field.visibility),
            note: [hidden.unwrap_or_default(), limits].join(" ").trim().to_owned(),
            fixed: field.field.is_always_required(),
            moved_up: moved == format!("up-{}", field.key()),
            moved_down: moved == format!("down-{}", field.key()),
        }
    };
    let unasked = |field: &&FlowField| !field.is_asked();
    let others = flow.step(step).into_iter().flat_map(|step| &step.fields).filter(unasked);
    let (title, text) = preview::heading(visit, entrance, &flow, step);
    let (name, form) = refused.map_or(("", None), |(name, form)| (name, Some(form)));
    let (mut header, mut reset) = (header_form(visit, entrance, &flow, step), reset_form(visit));
    match form {
        Some(form) if name == "header" => header = form,
        Some(form) => reset = form,
        None => {}
    }
    let tab = |one: Step| Tab {
        label: preview::heading(visit, entrance, &flow, one).0,
        url: address(entrance, one),
        current: one == step,
    };
    let frame = entrance.frame(state, visit).await?.title(visit.t("call-editor")).script("src/call.ts");
    Ok(EditorPage {
        frame,
        steps: Step::ALL.into_iter().map(tab).collect(),
        step: step.id(),
        rows: flow.asked(step).map(row).collect(),
        others: others.map(|field| (field.key(), preview::label(visit, entrance, field))).collect(),
        header,
        header_open: name == "header",
        reset,
        reset_open: name == "reset",
        preview: preview::form(visit, entrance, &offered, &flow, step),
        title,
        text: plenary_markup::html(&text),
        questions: entrance.urls().questions(),
        look: entrance.public_urls().cfp(),
    })
}

fn field_form(visit: &Visit, entrance: &Entrance, unit: LengthUnit, field: CfpField) -> Form {
    let t = |key: &str| visit.t(key);
    let locales = entrance.event.page_locales();
    let shown = [Visibility::Required, Visibility::Optional, Visibility::DoNotAsk];
    let choices = shown.map(|one| Choice::new(one.as_str(), visibility(visit, one))).to_vec();
    let most = i64::try_from(editor::most(field, unit)).unwrap_or(i64::MAX);
    let number = |name: &str, label: &str| Field::number(name, visit.t(label), Some(0), Some(most));
    let form = Form::new(visit.locale())
        .with(
            Field::i18n("label", t("call-label"), &locales)
                .public()
                .max(LABEL_LENGTH)
                .hint(visit.t_args("call-label-hint", ("name", preview::name(visit, field)))),
        )
        .with(Field::i18n_markdown("help_text", t("call-help"), &locales).public().max(HELP_LENGTH))
        .with_if(!field.is_always_required(), || {
            Field::radio("visibility", t("call-visibility"), choices).required()
        });
    match (Counted::of(field), unit) {
        (Some(Counted::Length), LengthUnit::Characters) => {
            form.with(number("min", "call-min-characters")).with(number("max", "call-max-characters"))
        }
        (Some(Counted::Length), LengthUnit::Words) => {
            form.with(number("min", "call-min-words")).with(number("max", "call-max-words"))
        }
        (Some(Counted::Tags), _) => {
            form.with(number("min", "call-min-tags")).with(number("max", "call-max-tags"))
        }
        (Some(Counted::Speakers), _) => {
            form.with(number("max", "call-max-speakers").hint(t("call-max-speakers-hint")))
        }
        (None, _) => form,
    }
}

fn field_filled(form: Form, field: &FlowField) -> Form {
    let form = form.fill_i18n("label", &field.label).fill_i18n("help_text", &field.help);
    let form = match field.field.is_always_required() {
        true => form,
        false => form.fill("visibility", field.visibility.as_str()),
    };
    match Counted::of(field.field) {
        Some(Counted::Length | Counted::Tags) => {
            form.fill_option("min", field.limits.min).fill_option("max", field.limits.max)
        }
        Some(Counted::Speakers) => form.fill_option("max", field.limits.max),
        None => form,
    }
}

async fn field_page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    field: CfpField,
    form: Form,
) -> Result<FieldPage, Failure> {
    let title = preview::name(visit, field);
    let back = address(entrance, Step::of(field));
    let frame = entrance.frame(state, visit).await?.title(title.clone());
    Ok(FieldPage {
        frame: frame.above(visit.t("call-editor"), back.clone()),
        title,
        key: field.key(),
        form,
        back,
    })
}

/// `?step=`; what is none is the first.
fn step(text: &str) -> Step {
    Step::parse(text).unwrap_or(Step::Info)
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let wanted = query::value(&visit, "field");
    if wanted.is_empty() {
        let step = step(&query::value(&visit, "step"));
        return visit.page(&page(&state, &visit, &entrance, step, None).await?);
    }
    let field = CfpField::parse(&wanted).ok_or(Error::NotFound)?;
    let flow = Cfp::without_tracks(state.database.reader(), &entrance.event).await?.flow();
    let now = flow.field(field).ok_or(Error::NotFound)?;
    let form = field_filled(field_form(&visit, &entrance, flow.unit, field), now);
    visit.page(&field_page(&state, &visit, &entrance, field, form).await?)
}

/// `part` says which form: `header`, `field` (with `field=<key>`), `reset`; `order` (all keys, from the script) and
/// `move` (`up-<key>`, `down-<key>`) change the order; `add` and `remove` say which field to ask for, or no longer.
pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let (event, actor, at) = (&entrance.event, visit.actor(), step(submitted.text("step")));
    let flow = Cfp::without_tracks(state.database.reader(), event).await?.flow();
    let key = |name: &str| CfpField::parse(submitted.text(name)).ok_or(Error::NotFound);
    let back = address(&entrance, at);
    match submitted.text("part") {
        "header" => return save_header(&state, &visit, &entrance, &flow, at, &submitted).await,
        "field" => return save_field(&state, &visit, &entrance, &flow, key("field")?, &submitted).await,
        "reset" => return reset(&state, &visit, &entrance, at, &submitted).await,
        _ => {}
    }
    let asked: Vec<&'static str> = flow.asked(at).map(FlowField::key).collect();
    let fields = |keys: &[&str]| -> Result<Vec<CfpField>> {
        keys.iter().map(|key| CfpField::parse(key).ok_or(Error::NotFound)).collect()
    };
    let tx = state.database.begin().await?;
    if submitted.has("order") {
        let keys: Vec<&str> = submitted.text("order").split(',').map(str::trim).collect();
        editor::reorder(&tx, &actor, event, at, &fields(&keys)?).await?;
        tx.commit().await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let url = if submitted.has("move") {
        let moved = submitted.text("move");
        let keys = stepped(asked, moved).ok_or_else(|| Failure::status(StatusCode::BAD_REQUEST))?;
        editor::reorder(&tx, &actor, event, at, &fields(&keys)?).await?;
        back.query("moved", moved)
    } else if submitted.has("add") {
        editor::set_visibility(&tx, &actor, event, key("add")?, Visibility::Optional).await?;
        back
    } else if submitted.has("remove") {
        editor::set_visibility(&tx, &actor, event, key("remove")?, Visibility::DoNotAsk).await?;
        back
    } else {
        return Err(Failure::status(StatusCode::BAD_REQUEST));
    };
    tx.commit().await?;
    Ok(see_other(&url))
}

async fn save_header(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    flow: &Flow,
    step: Step,
    submitted: &Submitted,
) -> Page {
    let mut form = header_form(visit, entrance, flow, step).read(submitted);
    let outcome = async {
        form.check()?;
        let locales = entrance.event.page_locales();
        let old = flow.step(step).ok_or(Error::NotFound)?;
        let title = with_hidden_languages(form.i18n("title"), &old.title, &locales);
        let text = with_hidden_languages(form.i18n("text"), &old.text, &locales);
        let tx = state.database.begin().await?;
        editor::save_step(&tx, &visit.actor(), &entrance.event, step, title, text).await?;
        tx.commit().await
    }
    .await;
    match outcome {
        Ok(()) => {
            visit.say(state, Notice::success(visit.t("kit-saved"))).await?;
            Ok(see_other(&address(entrance, step)))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(state, visit, entrance, step, Some(("header", form))).await?)
        }
    }
}

async fn save_field(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    flow: &Flow,
    field: CfpField,
    submitted: &Submitted,
) -> Page {
    let old = flow.field(field).ok_or(Error::NotFound)?;
    let mut form = field_form(visit, entrance, flow.unit, field).read(submitted);
    let outcome = async {
        form.check()?;
        let locales = entrance.event.page_locales();
        let limit = |name: &str| form.if_asked(name).parse::<u64>().ok();
        let wanted = Wanted {
            visibility: Visibility::parse(form.if_asked("visibility")).unwrap_or(old.visibility),
            label: with_hidden_languages(form.i18n("label"), &old.label, &locales),
            help: with_hidden_languages(form.i18n("help_text"), &old.help, &locales),
            limits: Limits::new(limit("min"), limit("max")),
        };
        let tx = state.database.begin().await?;
        editor::save_field(&tx, &visit.actor(), &entrance.event, field, wanted).await?;
        tx.commit().await
    }
    .await;
    match outcome {
        Ok(()) => {
            let name = preview::name(visit, field);
            let text = visit.t_args("kit-saved-object", ("name", name.as_str()));
            visit.say(state, Notice::success(text)).await?;
            Ok(see_other(&address(entrance, Step::of(field))))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&field_page(state, visit, entrance, field, form).await?)
        }
    }
}

async fn reset(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    step: Step,
    submitted: &Submitted,
) -> Page {
    let mut form = reset_form(visit).read(submitted);
    let outcome = async {
        form.check()?;
        let tx = state.database.begin().await?;
        editor::reset(&tx, &visit.actor(), &entrance.event).await?;
        tx.commit().await
    }
    .await;
    match outcome {
        Ok(()) => {
            visit.say(state, Notice::success(visit.t("call-reset-done"))).await?;
            Ok(see_other(&address(entrance, step)))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(state, visit, entrance, step, Some(("reset", form))).await?)
        }
    }
}
