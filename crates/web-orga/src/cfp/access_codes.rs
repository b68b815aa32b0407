//! `/orga/event/{event}/cfp/access-codes/`: codes that open the call to those who have them.

use axum::extract::{Path, State};
use plenary_model::Result;
use plenary_submission::access_code::{
    self, AccessCode, CODE_LENGTH, Listed, MOST_USES, NOTES_LENGTH, Wanted,
};
use plenary_submission::cfp::Cfp;
use plenary_web::{AppState, Field, Form, Page, Submitted, Url, Visit};

use super::delete::{self, Doomed};
use super::object::{Action, Around};
use super::table::{Cell, ListPage, Row};
use super::text::instant;
use super::{names, options, tracks_of, types_of};
use crate::entrance::Entrance;
use crate::query;
use crate::settings::enter_settings;

/// `3 / 10`, or `3` without a limit.
fn uses(code: &AccessCode) -> String {
    match code.row.maximum_uses.filter(|most| *most > 0) {
        Some(most) => format!("{} / {most}", code.row.redeemed),
        None => format!("{} / ∞", code.row.redeemed),
    }
}

pub async fn list(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let db = state.database.reader();
    let all = access_code::list(db, &visit.actor(), &entrance.event).await?;
    let cfp = Cfp::load(db, &entrance.event).await?;
    let (zone, now) = (entrance.event.zone(), state.now());
    let row = |one: &Listed| {
        let code = &one.code;
        let mut badges = Vec::new();
        if code.is_used_up() {
            badges.push(visit.t("call-code-used-up"));
        } else if !code.is_valid(now) {
            badges.push(visit.t("call-code-over"));
        }
        let until = code.row.valid_until.map(|at| visit.locale().date_time_short(&at.in_zone(&zone)));
        Row {
            name: code.row.code.clone(),
            url: Some(entrance.urls().access_code(&code.row.code)),
            badges,
            note: code.row.internal_notes.as_deref().unwrap_or_default().chars().take(120).collect(),
            cells: vec![
                Cell::text(names(&visit, &entrance, tracks_of(&cfp), &code.tracks)),
                Cell::text(names(&visit, &entrance, types_of(&cfp), &code.submission_types)),
                Cell::text(until.unwrap_or_default()),
                Cell::text(uses(code)),
                Cell::text(one.proposals),
            ],
            ..Row::default()
        }
    };
    let heads = ["call-tracks", "call-types", "call-code-until", "call-code-uses", "call-proposals"];
    let page = ListPage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("call-codes")),
        title: visit.t("call-codes"),
        lead: visit.t("call-codes-lead"),
        add: Some((entrance.urls().access_code_new(), visit.t("call-code-add"))),
        icon: "ticket",
        none: visit.t("call-codes-none"),
        name_head: visit.t("call-code"),
        heads: heads.map(|key| visit.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        sortable: false,
    };
    page.show(&visit)
}

fn form(visit: &Visit, entrance: &Entrance, cfp: &Cfp, is_new: bool) -> Form {
    let t = |key: &str| visit.t(key);
    let zone = visit.t_args("kit-time-zone-hint", ("zone", entrance.event.timezone.as_str()));
    let code = Field::text("code", t("call-code")).max(CODE_LENGTH).autocomplete("off");
    let code = if is_new { code.hint(t("call-code-new-hint")) } else { code.required() };
    let (tracks, types) = (options(visit, entrance, tracks_of(cfp)), options(visit, entrance, types_of(cfp)));
    Form::new(visit.locale())
        .with(code)
        .with(
            Field::date_time("valid_until", t("call-code-until"))
                .hint(format!("{} {zone}", t("call-code-until-hint"))),
        )
        .with(
            Field::number("maximum_uses", t("call-code-most"), Some(0), Some(i64::from(MOST_USES)))
                .hint(t("call-code-most-hint")),
        )
        .with_if(!tracks.is_empty(), || {
            Field::choices("tracks", t("call-tracks"), tracks).hint(t("call-code-tracks-hint"))
        })
        .with(Field::choices("submission_types", t("call-types"), types).hint(t("call-code-types-hint")))
        .with(
            Field::lines("internal_notes", t("call-code-notes"))
                .max(NOTES_LENGTH)
                .hint(t("call-code-notes-hint")),
        )
}

fn filled(form: Form, cfp: &Cfp, code: &AccessCode, entrance: &Entrance) -> Form {
    let form = form
        .fill("code", &code.row.code)
        .fill_instant("valid_until", code.row.valid_until, &entrance.event.zone())
        .fill_option("maximum_uses", code.row.maximum_uses)
        .fill_all("submission_types", &code.submission_types)
        .fill("internal_notes", code.row.internal_notes.as_deref().unwrap_or_default());
    if cfp.tracks.is_empty() { form } else { form.fill_all("tracks", &code.tracks) }
}

pub fn codes(visit: &Visit, entrance: &Entrance) -> (String, Url) {
    (visit.t("call-codes"), entrance.urls().access_codes())
}

fn around_new(visit: &Visit, entrance: &Entrance) -> Around {
    Around::new(visit.t("call-code-add"), codes(visit, entrance))
}

/// The way into the call with a code.
pub fn link(state: &AppState, entrance: &Entrance, code: &str) -> String {
    entrance.public_urls().submit().query("access_code", code).absolute(&state.site.url)
}

async fn around(state: &AppState, visit: &Visit, entrance: &Entrance, code: &AccessCode) -> Result<Around> {
    let db = state.database.reader();
    let made = access_code::proposals(db, &visit.actor(), &entrance.event, code.row.id).await?;
    let urls = entrance.urls();
    let mut actions = vec![Action {
        url: urls.access_code_send(&code.row.code),
        label: visit.t("call-code-send"),
        icon: "mail",
        posts: false,
    }];
    if made.is_empty() {
        actions.push(Action::delete(visit, urls.access_code_delete(&code.row.code)));
    }
    // Titles and pages of proposals are for who works with them.
    let shown = match entrance.rights.can_change_submissions {
        true => made.into_iter().map(|one| (one.title, urls.submission(&one.code))).collect(),
        false => Vec::new(),
    };
    Ok(Around {
        lead: visit.t_args("call-code-used", ("uses", uses(code))),
        links: vec![(visit.t("call-code-link"), link(state, entrance, &code.row.code))],
        uses: shown,
        actions,
        ..Around::new(code.row.code.clone(), codes(visit, entrance))
    })
}

pub async fn new(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let cfp = Cfp::load(state.database.reader(), &entrance.event).await?;
    let mut form = form(&visit, &entrance, &cfp, true).fill("maximum_uses", 1);
    // From the page of a track.
    let track = query::value(&visit, "track").parse::<i32>().ok();
    if let Some(track) = track.filter(|id| cfp.tracks.iter().any(|track| track.id == *id)) {
        form = form.fill("tracks", track);
    }
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
    let mut form = form(&visit, &entrance, &cfp, true).read(&submitted);
    let outcome = change(&state, &visit, &entrance, &cfp, None, &mut form).await;
    around_new(&visit, &entrance).done(&state, &visit, &entrance, form, outcome).await
}

async fn find(state: &AppState, visit: &Visit, entrance: &Entrance, code: &str) -> Result<AccessCode> {
    access_code::one(state.database.reader(), &visit.actor(), &entrance.event, code).await
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let found = find(&state, &visit, &entrance, &code).await?;
    let cfp = Cfp::load(state.database.reader(), &entrance.event).await?;
    let form = filled(form(&visit, &entrance, &cfp, false), &cfp, &found, &entrance);
    around(&state, &visit, &entrance, &found).await?.show(&state, &visit, &entrance, form).await
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let found = find(&state, &visit, &entrance, &code).await?;
    let cfp = Cfp::load(state.database.reader(), &entrance.event).await?;
    let mut form = form(&visit, &entrance, &cfp, false).read(&submitted);
    let outcome = change(&state, &visit, &entrance, &cfp, Some(&found), &mut form).await;
    around(&state, &visit, &entrance, &found).await?.done(&state, &visit, &entrance, form, outcome).await
}

async fn change(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    cfp: &Cfp,
    old: Option<&AccessCode>,
    form: &mut Form,
) -> Result<(String, Url)> {
    form.check()?;
    let wanted = Wanted {
        code: form.text("code").to_owned(),
        valid_until: instant(form, "valid_until", old.and_then(|old| old.row.valid_until), &entrance.event),
        maximum_uses: form.number("maximum_uses").map(|uses| i32::try_from(uses).unwrap_or(i32::MAX)),
        tracks: match (cfp.tracks.is_empty(), old) {
            (true, old) => old.map(|old| old.tracks.clone()).unwrap_or_default(),
            (false, _) => form.ids("tracks"),
        },
        submission_types: form.ids("submission_types"),
        internal_notes: form.text("internal_notes").to_owned(),
    };
    let tx = state.database.begin().await?;
    let id = old.map(|old| old.row.id);
    let saved = access_code::save(&tx, &visit.actor(), &entrance.event, id, wanted).await?;
    tx.commit().await?;
    let url = entrance.urls().access_code(&saved.row.code);
    Ok((saved.row.code, url))
}

fn doomed(visit: &Visit, entrance: &Entrance, code: &AccessCode) -> Doomed {
    Doomed {
        name: code.row.code.clone(),
        text: visit.t("call-code-delete-text"),
        list: codes(visit, entrance),
        back: entrance.urls().access_code(&code.row.code),
    }
}

pub async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let found = find(&state, &visit, &entrance, &code).await?;
    delete::ask(&state, &visit, &entrance, doomed(&visit, &entrance, &found)).await
}

pub async fn delete(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let found = find(&state, &visit, &entrance, &code).await?;
    let tx = state.database.begin().await?;
    let outcome = access_code::delete(&tx, &visit.actor(), &entrance.event, &found.row.code).await;
    let outcome = tx.settle(outcome).await;
    delete::done(&state, &visit, &entrance, doomed(&visit, &entrance, &found), outcome).await
}
