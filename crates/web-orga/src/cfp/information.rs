//! `/orga/event/{event}/info/`: notes and files for speakers.

use axum::extract::{Path, State};
use plenary_model::{I18nText, Result, TargetGroup};
use plenary_submission::cfp::Cfp;
use plenary_submission::information::{self, Note, TEXT_LENGTH, TITLE_LENGTH, Wanted};
use plenary_web::urls::media;
use plenary_web::{AppState, Choice, Field, Form, Page, Submitted, Url, Visit};

use super::delete::{self, Doomed};
use super::object::{Action, Around};
use super::table::{Cell, ListPage, Row};
use super::{id, names, options, tracks_of, types_of};
use crate::entrance::{Entrance, enter};
use crate::settings::uploads::{self, DOCUMENTS};
use crate::settings::{enter_settings, with_hidden_languages};

fn group(visit: &Visit, group: TargetGroup) -> String {
    visit.t(&format!("call-group-{group}"))
}

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let db = state.database.reader();
    let all = information::list(db, &visit.actor(), &entrance.event).await?;
    let cfp = Cfp::load(db, &entrance.event).await?;
    let row = |note: &Note| {
        let file = note.row.resource.as_deref().filter(|path| !path.is_empty());
        Row {
            name: entrance.text(&visit, &note.row.title),
            url: Some(entrance.urls().information_entry(note.row.id)),
            badges: file.map(|_| visit.t("call-note-has-file")).into_iter().collect(),
            cells: vec![
                Cell::text(group(&visit, note.row.target_group)),
                Cell::text(names(&visit, &entrance, types_of(&cfp), &note.submission_types)),
                Cell::text(names(&visit, &entrance, tracks_of(&cfp), &note.tracks)),
            ],
            ..Row::default()
        }
    };
    let may = entrance.rights.can_change_event_settings;
    let page = ListPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("call-notes")),
        title: visit.t("call-notes"),
        lead: visit.t("call-notes-lead"),
        add: may.then(|| (entrance.urls().information_new(), visit.t("call-note-add"))),
        icon: "info",
        none: visit.t("call-notes-none"),
        name_head: visit.t("call-title"),
        heads: ["call-note-group", "call-types", "call-tracks"].map(|key| visit.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        sortable: false,
    };
    page.show(&visit)
}

fn form(visit: &Visit, entrance: &Entrance, cfp: &Cfp, file: Option<&str>) -> Form {
    let t = |key: &str| visit.t(key);
    let locales = entrance.event.page_locales();
    let (tracks, types) = (options(visit, entrance, tracks_of(cfp)), options(visit, entrance, types_of(cfp)));
    let groups = TargetGroup::ALL.iter().map(|one| Choice::new(one, group(visit, *one))).collect();
    let resource = Field::file("resource", t("call-note-file"), DOCUMENTS).hint(t("call-note-file-hint"));
    let resource = match file.filter(|path| !path.is_empty()) {
        Some(path) => resource.current_file(path.rsplit('/').next().unwrap_or(path), media(path), false),
        None => resource,
    };
    Form::new(visit.locale())
        .with(Field::i18n("title", t("call-title"), &locales).required().max(TITLE_LENGTH))
        .with(Field::i18n_markdown("text", t("call-note-text"), &locales).max(TEXT_LENGTH))
        .with(Field::radio("target_group", t("call-note-group"), groups).required())
        .with_if(!tracks.is_empty(), || {
            Field::choices("tracks", t("call-tracks"), tracks).hint(t("call-note-limit-hint"))
        })
        .with(Field::choices("submission_types", t("call-types"), types).hint(t("call-note-limit-hint")))
        .with(resource)
}

fn filled(form: Form, cfp: &Cfp, note: &Note) -> Form {
    let form = form
        .fill_i18n("title", &note.row.title)
        .fill_i18n("text", &note.row.text)
        .fill("target_group", note.row.target_group)
        .fill_all("submission_types", &note.submission_types);
    if cfp.tracks.is_empty() { form } else { form.fill_all("tracks", &note.tracks) }
}

fn notes(visit: &Visit, entrance: &Entrance) -> (String, Url) {
    (visit.t("call-notes"), entrance.urls().information())
}

fn around_new(visit: &Visit, entrance: &Entrance) -> Around {
    Around::new(visit.t("call-note-add"), notes(visit, entrance))
}

fn around(visit: &Visit, entrance: &Entrance, note: &Note) -> Around {
    let saves = entrance.rights.can_change_event_settings;
    let delete = Action::delete(visit, entrance.urls().information_delete(note.row.id));
    Around {
        saves,
        actions: if saves { vec![delete] } else { Vec::new() },
        ..Around::new(entrance.text(visit, &note.row.title), notes(visit, entrance))
    }
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let cfp = Cfp::load(state.database.reader(), &entrance.event).await?;
    let form = form(&visit, &entrance, &cfp, None).fill("target_group", TargetGroup::Accepted);
    around_new(&visit, &entrance).show(&state, &visit, &entrance, form).await
}

pub async fn create(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let cfp = Cfp::load(state.database.reader(), &entrance.event).await?;
    let mut form = form(&visit, &entrance, &cfp, None).read(&submitted);
    let outcome = change(&state, &visit, &entrance, &cfp, None, &mut form, &submitted).await;
    around_new(&visit, &entrance).done(&state, &visit, &entrance, form, outcome).await
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let db = state.database.reader();
    let note = information::one(db, &visit.actor(), &entrance.event, id(&number)?).await?;
    let cfp = Cfp::load(db, &entrance.event).await?;
    let form = filled(form(&visit, &entrance, &cfp, note.row.resource.as_deref()), &cfp, &note);
    around(&visit, &entrance, &note).show(&state, &visit, &entrance, form).await
}

async fn find(state: &AppState, visit: &Visit, entrance: &Entrance, number: &str) -> Result<Note> {
    information::to_change(state.database.reader(), &visit.actor(), &entrance.event, id(number)?).await
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let note = find(&state, &visit, &entrance, &number).await?;
    let cfp = Cfp::load(state.database.reader(), &entrance.event).await?;
    let mut form = form(&visit, &entrance, &cfp, note.row.resource.as_deref()).read(&submitted);
    let outcome = change(&state, &visit, &entrance, &cfp, Some(&note), &mut form, &submitted).await;
    around(&visit, &entrance, &note).done(&state, &visit, &entrance, form, outcome).await
}

async fn change(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    cfp: &Cfp,
    old: Option<&Note>,
    form: &mut Form,
    submitted: &Submitted,
) -> Result<(String, Url)> {
    form.check()?;
    let locales = entrance.event.page_locales();
    let text = |name: &str, of: fn(&Note) -> &I18nText| {
        let stored = old.map_or(I18nText::Empty, |old| of(old).clone());
        with_hidden_languages(form.i18n(name), &stored, &locales)
    };
    let (file, stored) = uploads::document(state, &entrance.event.slug, submitted).await?;
    let wanted = Wanted {
        title: text("title", |note| &note.row.title),
        text: text("text", |note| &note.row.text),
        target_group: form.text("target_group").parse().unwrap_or(TargetGroup::Accepted),
        tracks: match (cfp.tracks.is_empty(), old) {
            (true, old) => old.map(|old| old.tracks.clone()).unwrap_or_default(),
            (false, _) => form.ids("tracks"),
        },
        submission_types: form.ids("submission_types"),
        file,
    };
    match write(state, visit, entrance, old, wanted).await {
        Ok(saved) => {
            stored.keep();
            let url = entrance.urls().information_entry(saved.id);
            Ok((entrance.text(visit, &saved.title), url))
        }
        Err(error) => {
            stored.remove().await;
            Err(error)
        }
    }
}

async fn write(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    old: Option<&Note>,
    wanted: Wanted,
) -> Result<plenary_store::entity::speaker_information::Model> {
    let tx = state.database.begin().await?;
    let number = old.map(|old| old.row.id);
    let saved = information::save(&tx, &visit.actor(), &entrance.event, number, wanted).await?;
    tx.commit().await?;
    Ok(saved)
}

fn doomed(visit: &Visit, entrance: &Entrance, note: &Note) -> Doomed {
    Doomed {
        name: entrance.text(visit, &note.row.title),
        text: visit.t("call-note-delete-text"),
        list: notes(visit, entrance),
        back: entrance.urls().information_entry(note.row.id),
    }
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let note = find(&state, &visit, &entrance, &number).await?;
    delete::ask(&state, &visit, &entrance, doomed(&visit, &entrance, &note)).await
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let note = find(&state, &visit, &entrance, &number).await?;
    let tx = state.database.begin().await?;
    let outcome = information::delete(&tx, &visit.actor(), &entrance.event, note.row.id).await;
    let outcome = tx.settle(outcome).await;
    delete::done(&state, &visit, &entrance, doomed(&visit, &entrance, &note), outcome).await
}
