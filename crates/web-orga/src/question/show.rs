//! What was answered to a question: numbers, a chart, and a table that says the same.

use axum::extract::{Path, State};
use plenary_model::{QuestionTarget, QuestionVariant};
use plenary_submission::question::Question;
use plenary_submission::question::manage::{self, Filters, Role, Statistics};
use plenary_web::{AppState, Choice, Field, Form, Frame, Page, Url, Visit};

use super::{id, target_name, variant_name};
use crate::entrance::{Entrance, enter};
use crate::query;

/// Slices of their own; the others share one.
const SLICES: usize = 7;
/// What the slices of the chart add up to.
const WHOLE: usize = 100;

#[derive(askama::Template)]
#[template(path = "question/show.html")]
struct ShowPage {
    frame: Frame,
    name: String,
    help: String,
    active: bool,
    facts: Vec<(String, String)>,
    statistics: Statistics,
    missing: Option<Url>,
    slices: Vec<Slice>,
    rows: Vec<Row>,
    filters: Form,
    is_filtered: bool,
    /// For who may change it.
    edit: Option<Url>,
    toggle: Url,
    delete: Url,
    download: Option<Url>,
    here: Url,
}

/// A part of the ring, in hundredths of it.
struct Slice {
    number: usize,
    length: f64,
    rest: f64,
    from: f64,
    title: String,
    url: Option<Url>,
}

struct Row {
    label: String,
    count: usize,
    share: String,
    url: Option<Url>,
    /// Of its slice.
    number: usize,
}

/// `role`, `track` and `submission_type` of the address.
pub(super) fn filters(visit: &Visit) -> Filters {
    Filters {
        role: match query::value(visit, "role").as_str() {
            "accepted" => Some(Role::Accepted),
            "confirmed" => Some(Role::Confirmed),
            _ => None,
        },
        track: query::value(visit, "track").parse().ok(),
        submission_type: query::value(visit, "submission_type").parse().ok(),
    }
}

/// Fields to choose them with.
pub(super) fn filter_fields(visit: &Visit, entrance: &Entrance, choices: &manage::Choices) -> Form {
    let all = visit.t("question-all");
    let role = |name: &str| Choice::new(name, visit.t(&format!("question-role-{name}")));
    let tracks = choices.tracks.iter().map(|track| Choice::new(track.id, entrance.text(visit, &track.name)));
    let types = choices.types.iter().map(|row| Choice::new(row.id, entrance.text(visit, &row.name)));
    let (tracks, types): (Vec<_>, Vec<_>) = (tracks.collect(), types.collect());
    let select = |name: &str, key: &str, options| {
        Field::select(name, visit.t(key), options).empty_option(all.clone()).required_if(true)
    };
    Form::new(visit.locale())
        .with(select("role", "question-filter-role", vec![role("accepted"), role("confirmed")]))
        .with_if(tracks.len() > 1, || select("track", "question-filter-track", tracks))
        .with_if(types.len() > 1, || select("submission_type", "question-filter-type", types))
}

pub(super) fn fill_filters(form: Form, visit: &Visit) -> Form {
    ["role", "track", "submission_type"]
        .into_iter()
        .fold(form, |form, name| form.fill(name, query::value(visit, name)))
}

pub async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let db = state.database.reader();
    let question = manage::one(db, &entrance.event, id(&number)?).await?;
    let filters = filters(&visit);
    let statistics = manage::statistics(db, &visit.actor(), &entrance.event, &question, filters).await?;
    let choices = manage::choices(db, &entrance.event).await?;
    let urls = entrance.urls();
    let row = &question.row;
    let name = entrance.text(&visit, &row.question);
    let rows = rows(&visit, &entrance, &question, &statistics);
    let may_change = entrance.rights.can_change_event_settings;
    let above = urls.questions().query("target", target_name(row.target));
    let frame =
        entrance.frame(&state, &visit).await?.title(name.clone()).above(visit.t("question-questions"), above);
    visit.page(&ShowPage {
        frame,
        name,
        help: plenary_markup::html(&entrance.text(&visit, &row.help_text)),
        active: row.active,
        facts: facts(&visit, &entrance, &question),
        missing: search(&entrance, &question, "__unanswered__"),
        slices: slices(&rows),
        rows,
        filters: fill_filters(filter_fields(&visit, &entrance, &choices), &visit),
        is_filtered: filters != Filters::default(),
        edit: may_change.then(|| urls.question_edit(row.id)),
        toggle: urls.question_toggle(row.id).query("next", urls.question(row.id)),
        delete: urls.question_delete(row.id),
        download: (row.variant == QuestionVariant::File).then(|| urls.question_download(row.id)),
        here: urls.question(row.id),
        statistics,
    })
}

/// The proposals with an answer; the list of speakers can't be searched for one.
fn search(entrance: &Entrance, question: &Question, key: &str) -> Option<Url> {
    let url = entrance.urls().submissions();
    (question.row.target == QuestionTarget::Submission).then(|| url.query(&question.field(), key))
}

fn facts(visit: &Visit, entrance: &Entrance, question: &Question) -> Vec<(String, String)> {
    let row = &question.row;
    let zone = entrance.event.zone();
    let at = |at: plenary_model::Timestamp| visit.locale().date_time(&at.in_zone(&zone));
    let yes_no = |yes: bool| visit.t(if yes { "question-yes" } else { "question-no" });
    let mut facts = vec![
        (visit.t("question-variant"), variant_name(visit, row.variant)),
        (
            visit.t("question-necessity"),
            visit.t(&format!("question-{}", row.question_required.to_string().replace('_', "-"))),
        ),
    ];
    if let Some(deadline) = row.deadline {
        facts.push((visit.t("question-deadline"), at(deadline)));
    }
    if let Some(freeze) = row.freeze_after {
        facts.push((visit.t("question-freeze"), at(freeze)));
    }
    facts.push((visit.t("question-public"), yes_no(row.is_public)));
    facts.push((visit.t("question-personal"), yes_no(row.contains_personal_data)));
    facts
}

fn rows(visit: &Visit, entrance: &Entrance, question: &Question, statistics: &Statistics) -> Vec<Row> {
    let given = statistics.counts.iter().enumerate().map(|(number, count)| Row {
        label: match question.row.variant {
            QuestionVariant::Boolean => visit.t("question-yes"),
            _ => entrance.text(visit, &count.label),
        },
        count: count.count,
        share: share(count.count, statistics.asked),
        url: search(entrance, question, &count.key),
        number: number.min(SLICES - 1),
    });
    let none = Row {
        label: visit.t("question-unanswered"),
        count: statistics.missing(),
        share: share(statistics.missing(), statistics.asked),
        url: search(entrance, question, "__unanswered__"),
        number: SLICES,
    };
    let mut rows: Vec<Row> = if statistics.counts.is_empty() { Vec::new() } else { given.collect() };
    if !rows.is_empty() && statistics.missing() > 0 {
        rows.push(none);
    }
    rows
}

fn share(count: usize, of: usize) -> String {
    (count * WHOLE + of / 2).checked_div(of).map_or_else(String::new, |share| format!("{share} %"))
}

fn slices(rows: &[Row]) -> Vec<Slice> {
    let whole: usize = rows.iter().map(|row| row.count).sum();
    let mut from = 0.0;
    rows.iter()
        .filter(|row| row.count > 0)
        .map(|row| {
            let length = row.count as f64 * WHOLE as f64 / whole.max(1) as f64;
            let slice = Slice {
                number: row.number,
                length,
                rest: WHOLE as f64 - length,
                // The ring starts at the top and goes round with the clock.
                from: 25.0 - from,
                title: format!("{}: {}", row.label, row.count),
                url: row.url.clone(),
            };
            from += length;
            slice
        })
        .collect()
}
