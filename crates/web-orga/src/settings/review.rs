//! `/orga/event/{event}/settings/review/`: how an event reviews. Each phase and each category is a form of its
//! own, whose fields start with `phase-<id>-` and `category-<id>-`; `new` stands for one to add.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use plenary_event::review::category::{self, Category, ScoreValue, Wanted as WantedCategory};
use plenary_event::review::phase::{self, Wanted as WantedPhase};
use plenary_event::review::{self, Aggregate, ReviewSettings, ScoreFormat};
use plenary_model::{
    Decimal, Error, FieldError, ProposalVisibility, Result, ReviewerTagging, SeeOtherReviews,
};
use plenary_store::entity::{review_phase, track};
use plenary_web::{
    AppState, Choice, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other,
};

use super::{enter_settings, with_hidden_languages};
use crate::entrance::Entrance;

/// Rows for new values behind those that are there.
const BLANK: usize = 2;

#[derive(askama::Template)]
#[template(path = "orga/settings_review.html")]
struct ReviewPage {
    frame: Frame,
    general: Form,
    phases: Vec<Part>,
    categories: Vec<Part>,
    /// In words, how a total comes about.
    formula: String,
}

/// One phase or category.
struct Part {
    /// `phase-3`, `category-new`: what its fields start with.
    prefix: String,
    /// Empty for one to add.
    name: String,
    note: String,
    is_active: bool,
    activate: Option<Url>,
    form: Form,
    open: bool,
}

/// What there is, and a form that was sent and refused in place of the stored one.
struct Stored {
    settings: ReviewSettings,
    phases: Vec<review_phase::Model>,
    categories: Vec<Category>,
    tracks: Vec<track::Model>,
}

async fn load(state: &AppState, entrance: &Entrance) -> Result<Stored> {
    let (db, event) = (state.database.reader(), &entrance.event);
    let text = review::help_text(db, event.id).await?;
    Ok(Stored {
        settings: ReviewSettings::of(event, text),
        phases: phase::of_event(db, event.id).await?,
        categories: category::of_event(db, event.id).await?,
        tracks: category::tracks(db, event.id).await?,
    })
}

fn general_form(visit: &Visit, entrance: &Entrance) -> Form {
    let t = |key: &str| visit.t(key);
    let option =
        |value: &str| Choice::new(value, visit.t(&format!("event-review-{}", value.replace('_', "-"))));
    Form::new(visit.locale())
        .with(Field::checkbox("use_submission_comments", t("event-review-comments")))
        .with(Field::checkbox("score_mandatory", t("event-review-score-mandatory")))
        .with(Field::checkbox("text_mandatory", t("event-review-text-mandatory")))
        .with(
            Field::radio(
                "aggregate_method",
                t("event-review-aggregate"),
                Aggregate::ALL.iter().map(|one| option(one.as_str())).collect(),
            )
            .required(),
        )
        .with(
            Field::select(
                "score_format",
                t("event-review-format"),
                ScoreFormat::ALL.iter().map(|one| option(one.as_str())).collect(),
            )
            .required(),
        )
        .with(
            Field::i18n_markdown("help_text", t("event-review-help"), &entrance.event.page_locales())
                .hint(t("event-review-help-hint")),
        )
}

fn general_filled(form: Form, now: &ReviewSettings) -> Form {
    form.fill_flag("use_submission_comments", now.use_comments)
        .fill_flag("score_mandatory", now.score_mandatory)
        .fill_flag("text_mandatory", now.text_mandatory)
        .fill("aggregate_method", now.aggregate.as_str())
        .fill("score_format", now.format.as_str())
        .fill_i18n("help_text", &now.help_text)
}

fn phase_form(visit: &Visit, prefix: &str, zone: &str) -> Form {
    let t = |key: &str| visit.t(key);
    let name = |end: &str| format!("{prefix}-{end}");
    let option = |value: &str, group: &str| {
        Choice::new(value, visit.t(&format!("event-phase-{group}-{}", value.replace('_', "-"))))
    };
    let in_zone = visit.t_args("kit-time-zone-hint", ("zone", zone));
    Form::new(visit.locale())
        .with(Field::text(name("name"), t("event-phase-name")).required().max(phase::NAME_LENGTH))
        .with(Field::date_time(name("starts"), t("event-phase-starts")).hint(in_zone.clone()))
        .with(Field::date_time(name("ends"), t("event-phase-ends")).hint(in_zone))
        .with(Field::checkbox(name("can_review"), t("event-phase-can-review")))
        .with(
            Field::radio(
                name("proposal_visibility"),
                t("event-phase-visibility"),
                ProposalVisibility::ALL.iter().map(|one| option(one.as_str(), "visibility")).collect(),
            )
            .required(),
        )
        .with(
            Field::radio(
                name("can_see_other_reviews"),
                t("event-phase-others"),
                SeeOtherReviews::ALL.iter().map(|one| option(one.as_str(), "others")).collect(),
            )
            .required(),
        )
        .with(Field::checkbox(name("can_see_speaker_names"), t("event-phase-speaker-names")))
        .with(Field::checkbox(name("can_see_reviewer_names"), t("event-phase-reviewer-names")))
        .with(Field::checkbox(name("can_change_submission_state"), t("event-phase-decide")))
        .with(
            Field::radio(
                name("can_tag_submissions"),
                t("event-phase-tags"),
                ReviewerTagging::ALL.iter().map(|one| option(one.as_str(), "tags")).collect(),
            )
            .required(),
        )
        .with(Field::checkbox(name("speakers_can_change_submissions"), t("event-phase-speakers")))
}

fn phase_filled(form: Form, prefix: &str, now: &WantedPhase, entrance: &Entrance) -> Form {
    let name = |end: &str| format!("{prefix}-{end}");
    let zone = entrance.event.zone();
    form.fill(&name("name"), &now.name)
        .fill_instant(&name("starts"), now.starts, &zone)
        .fill_instant(&name("ends"), now.ends, &zone)
        .fill_flag(&name("can_review"), now.can_review)
        .fill(&name("proposal_visibility"), now.proposal_visibility)
        .fill(&name("can_see_other_reviews"), now.can_see_other_reviews)
        .fill_flag(&name("can_see_speaker_names"), now.can_see_speaker_names)
        .fill_flag(&name("can_see_reviewer_names"), now.can_see_reviewer_names)
        .fill_flag(&name("can_change_submission_state"), now.can_change_submission_state)
        .fill(&name("can_tag_submissions"), now.can_tag_submissions)
        .fill_flag(&name("speakers_can_change_submissions"), now.speakers_can_change_submissions)
}

fn phase_wanted(
    form: &Form,
    prefix: &str,
    old: Option<&review_phase::Model>,
    entrance: &Entrance,
) -> WantedPhase {
    let name = |end: &str| format!("{prefix}-{end}");
    let zone = entrance.event.zone();
    // The form has no seconds: an instant that was not touched stays as it is.
    let instant = |end: &str, stored: Option<plenary_model::Timestamp>| {
        let typed = form.instant(&name(end), &zone);
        let whole = |at: plenary_model::Timestamp| at.micros().div_euclid(60_000_000);
        match (typed, stored) {
            (Some(typed), Some(stored)) if whole(typed) == whole(stored) => Some(stored),
            _ => typed,
        }
    };
    let default = WantedPhase::default();
    WantedPhase {
        name: form.text(&name("name")).to_owned(),
        starts: instant("starts", old.and_then(|old| old.starts)),
        ends: instant("ends", old.and_then(|old| old.ends)),
        can_review: form.flag(&name("can_review")),
        proposal_visibility: form
            .text(&name("proposal_visibility"))
            .parse()
            .unwrap_or(default.proposal_visibility),
        can_see_other_reviews: form
            .text(&name("can_see_other_reviews"))
            .parse()
            .unwrap_or(default.can_see_other_reviews),
        can_see_speaker_names: form.flag(&name("can_see_speaker_names")),
        can_see_reviewer_names: form.flag(&name("can_see_reviewer_names")),
        can_change_submission_state: form.flag(&name("can_change_submission_state")),
        can_tag_submissions: form
            .text(&name("can_tag_submissions"))
            .parse()
            .unwrap_or(default.can_tag_submissions),
        speakers_can_change_submissions: form.flag(&name("speakers_can_change_submissions")),
    }
}

/// The values of a category as rows: those that are there by their id, then blank ones.
fn score_rows(category: Option<&Category>) -> Vec<String> {
    let stored = category.into_iter().flat_map(|category| &category.scores).map(|score| score.id.to_string());
    let blank = if category.is_some() { BLANK } else { BLANK + 2 };
    stored.chain((1..=blank).map(|number| format!("new{number}"))).collect()
}

fn category_form(
    visit: &Visit,
    entrance: &Entrance,
    prefix: &str,
    category: Option<&Category>,
    tracks: &[track::Model],
) -> Form {
    let t = |key: &str| visit.t(key);
    let name = |end: &str| format!("{prefix}-{end}");
    let options: Vec<Choice> =
        tracks.iter().map(|track| Choice::new(track.id, entrance.text(visit, &track.name))).collect();
    let mut form = Form::new(visit.locale())
        .with(Field::i18n(name("name"), t("event-category-name"), &entrance.event.page_locales()).required())
        .with(
            Field::text(name("weight"), t("event-category-weight"))
                .max(6)
                .hint(t("event-category-weight-hint")),
        )
        .with(
            Field::checkbox(name("is_independent"), t("event-category-independent"))
                .hint(t("event-category-independent-hint")),
        )
        .with(Field::checkbox(name("required"), t("event-category-required")))
        .with(Field::checkbox(name("active"), t("event-category-active")))
        .with_if(!options.is_empty(), || {
            Field::choices(name("tracks"), visit.t("event-category-tracks"), options.clone())
                .hint(visit.t("event-category-tracks-hint"))
        });
    for (index, row) in score_rows(category).iter().enumerate() {
        let number = index + 1;
        let value =
            Field::text(name(&format!("value_{row}")), visit.t_args("event-score-value", ("number", number)));
        let label =
            Field::text(name(&format!("label_{row}")), visit.t_args("event-score-label", ("number", number)));
        form = form.with(value.max(10)).with(label.max(category::LABEL_LENGTH));
    }
    form
}

fn category_filled(form: Form, prefix: &str, now: Option<&Category>) -> Form {
    let name = |end: &str| format!("{prefix}-{end}");
    let Some(now) = now else {
        return form.fill(&name("weight"), Decimal::<1>::whole(1)).fill_flag(&name("active"), true);
    };
    let mut form = form
        .fill_i18n(&name("name"), &now.row.name)
        .fill(&name("weight"), now.row.weight)
        .fill_flag(&name("is_independent"), now.row.is_independent)
        .fill_flag(&name("required"), now.row.required)
        .fill_flag(&name("active"), now.row.active);
    if !now.tracks.is_empty() {
        form = form.fill_all(&name("tracks"), &now.tracks);
    }
    for score in &now.scores {
        form = form
            .fill(&name(&format!("value_{}", score.id)), score.value)
            .fill(&name(&format!("label_{}", score.id)), score.label.as_deref().unwrap_or_default());
    }
    form
}

/// What the form says, and which rows its values stand in.
fn category_wanted(
    form: &Form,
    prefix: &str,
    category: Option<&Category>,
    has_tracks: bool,
) -> Result<(WantedCategory, Vec<String>)> {
    let name = |end: &str| format!("{prefix}-{end}");
    let mut problems = plenary_model::error::Problems::default();
    let decimal = |text: &str| text.replace(',', ".");
    let independent = form.flag(&name("is_independent"));
    let typed = decimal(form.text(&name("weight")));
    let weight = match typed.parse::<Decimal<1>>() {
        Ok(weight) => weight,
        Err(_) if independent => Decimal::whole(0),
        Err(_) => {
            problems.add(name("weight"), "event-error-weight");
            Decimal::whole(0)
        }
    };
    let (mut scores, mut rows) = (Vec::new(), Vec::new());
    for row in score_rows(category) {
        let field = name(&format!("value_{row}"));
        let typed = decimal(form.text(&field));
        if typed.is_empty() {
            continue;
        }
        match typed.parse() {
            Ok(value) => scores.push(ScoreValue {
                id: row.parse().ok(),
                value,
                label: form.text(&name(&format!("label_{row}"))).to_owned(),
            }),
            Err(_) => problems.add(field, "event-error-score"),
        }
        rows.push(row);
    }
    problems.done()?;
    let wanted = WantedCategory {
        name: form.i18n(&name("name")),
        weight,
        required: form.flag(&name("required")),
        active: form.flag(&name("active")),
        is_independent: independent,
        tracks: if has_tracks { form.ids(&name("tracks")) } else { Vec::new() },
        scores,
    };
    Ok((wanted, rows))
}

/// The domain's names of fields as this page's.
fn renamed(error: Error, prefix: &str, rows: &[String]) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let rename = |problem: FieldError| {
        let name = problem.field.as_ref();
        let field = match name.strip_prefix("scores-").and_then(|index| index.parse::<usize>().ok()) {
            _ if name.starts_with(prefix) => name.to_owned(),
            Some(index) => {
                let row = rows.get(index).cloned().unwrap_or_else(|| "new1".to_owned());
                format!("{prefix}-value_{row}")
            }
            None => format!("{prefix}-{name}"),
        };
        FieldError { field: field.into(), ..problem }
    };
    Error::Invalid(problems.into_iter().map(rename).collect())
}

/// The page; `refused` takes the place of the form with the same prefix.
async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    stored: Stored,
    refused: Option<(&str, Form)>,
) -> Result<ReviewPage, Failure> {
    let (mut prefix_sent, mut sent) = (String::new(), None);
    if let Some((prefix, form)) = refused {
        (prefix_sent, sent) = (prefix.to_owned(), Some(form));
    }
    let mut take = |prefix: &str, form: Form| match (prefix == prefix_sent, sent.take()) {
        (true, Some(refused)) => (refused, true),
        (_, other) => {
            sent = other;
            (form, false)
        }
    };
    let (general, _) = take("general", general_filled(general_form(visit, entrance), &stored.settings));
    let zone = entrance.event.zone();
    let mut phases = Vec::new();
    for row in stored.phases.iter().map(Some).chain([None]) {
        let prefix = row.map_or_else(|| "phase-new".to_owned(), |row| format!("phase-{}", row.id));
        let now = row.map(WantedPhase::from).unwrap_or_default();
        let form =
            phase_filled(phase_form(visit, &prefix, &entrance.event.timezone), &prefix, &now, entrance);
        let (form, open) = take(&prefix, form);
        let at = |at: Option<plenary_model::Timestamp>| {
            at.map_or_else(|| "…".to_owned(), |at| visit.locale().date_time_short(&at.in_zone(&zone)))
        };
        phases.push(Part {
            name: row.map(|row| row.name.clone()).unwrap_or_default(),
            note: row.map(|row| format!("{} – {}", at(row.starts), at(row.ends))).unwrap_or_default(),
            is_active: row.is_some_and(|row| row.is_active),
            activate: row.map(|row| entrance.urls().review_phase_activate(row.id)),
            prefix,
            form,
            open,
        });
    }
    let mut categories = Vec::new();
    for category in stored.categories.iter().map(Some).chain([None]) {
        let prefix = category.map_or_else(|| "category-new".to_owned(), |c| format!("category-{}", c.row.id));
        let form = category_form(visit, entrance, &prefix, category, &stored.tracks);
        let (form, open) = take(&prefix, category_filled(form, &prefix, category));
        let scores = category.map_or(0, |category| category.scores.len());
        categories.push(Part {
            name: category.map(|category| entrance.text(visit, &category.row.name)).unwrap_or_default(),
            note: visit.t_args("event-category-values", ("count", scores)),
            is_active: category.is_some_and(|category| category.row.active),
            activate: None,
            prefix,
            form,
            open,
        });
    }
    let parts: Vec<String> = stored
        .categories
        .iter()
        .filter(|category| category.row.active && !category.row.is_independent)
        .map(|category| format!("{} × {}", category.row.weight, entrance.text(visit, &category.row.name)))
        .collect();
    let frame = entrance
        .frame(state, visit)
        .await?
        .title(visit.t("event-review"))
        .above(visit.t("event-settings"), entrance.urls().settings());
    Ok(ReviewPage { frame, general, phases, categories, formula: parts.join(" + ") })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let stored = load(&state, &entrance).await?;
    visit.page(&page(&state, &visit, &entrance, stored, None).await?)
}

/// `part` says which form: `general`, `phase-<id>`, `category-<id>`; `action=delete` removes it.
pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let stored = load(&state, &entrance).await?;
    let part = submitted.text("part").to_owned();
    let deletes = submitted.text("action") == "delete";
    let (kind, id) = part.split_once('-').unwrap_or((part.as_str(), ""));
    let id = match id {
        "" | "new" => None,
        number => Some(number.parse::<i32>().map_err(|_| Error::NotFound)?),
    };
    let (mut form, outcome) = match kind {
        "general" => {
            let form = general_form(&visit, &entrance).read(&submitted);
            let outcome = save_general(&state, &visit, &entrance, &form).await;
            (form, outcome)
        }
        "phase" => {
            let old = id
                .map(|id| stored.phases.iter().find(|row| row.id == id).ok_or(Error::NotFound))
                .transpose()?;
            let form = phase_form(&visit, &part, &entrance.event.timezone).read(&submitted);
            let outcome = match (deletes, id) {
                (true, Some(id)) => delete_phase(&state, &visit, &entrance, id).await,
                _ => save_phase(&state, &visit, &entrance, &form, &part, old).await,
            };
            (form, outcome)
        }
        "category" => {
            let old = id
                .map(|id| stored.categories.iter().find(|c| c.row.id == id).ok_or(Error::NotFound))
                .transpose()?;
            let form = category_form(&visit, &entrance, &part, old, &stored.tracks).read(&submitted);
            let outcome = match (deletes, id) {
                (true, Some(id)) => delete_category(&state, &visit, &entrance, id).await,
                _ => {
                    save_category(&state, &visit, &entrance, &form, &part, old, !stored.tracks.is_empty())
                        .await
                }
            };
            (form, outcome)
        }
        // No form of this page.
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    };
    match outcome {
        Ok(text) => {
            visit.say(&state, Notice::success(text)).await?;
            Ok(see_other(&entrance.urls().settings_review()))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, stored, Some((&part, form))).await?)
        }
    }
}

async fn save_general(state: &AppState, visit: &Visit, entrance: &Entrance, form: &Form) -> Result<String> {
    form.check()?;
    let format = form.text("score_format");
    let stored = review::help_text(state.database.reader(), entrance.event.id).await?;
    let wanted = ReviewSettings {
        use_comments: form.flag("use_submission_comments"),
        score_mandatory: form.flag("score_mandatory"),
        text_mandatory: form.flag("text_mandatory"),
        aggregate: if form.text("aggregate_method") == "mean" { Aggregate::Mean } else { Aggregate::Median },
        format: ScoreFormat::ALL.into_iter().find(|one| one.as_str() == format).unwrap_or_default(),
        help_text: with_hidden_languages(form.i18n("help_text"), &stored, &entrance.event.page_locales()),
    };
    let tx = state.database.begin().await?;
    review::update(&tx, &visit.actor(), &entrance.event, wanted).await?;
    tx.commit().await?;
    Ok(visit.t("kit-saved"))
}

async fn save_phase(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: &Form,
    prefix: &str,
    old: Option<&review_phase::Model>,
) -> Result<String> {
    form.check()?;
    let wanted = phase_wanted(form, prefix, old, entrance);
    let tx = state.database.begin().await?;
    let saved = phase::save(&tx, &visit.actor(), &entrance.event, old.map(|old| old.id), wanted).await;
    let saved = saved.map_err(|error| renamed(error, prefix, &[]))?;
    tx.commit().await?;
    Ok(visit.t_args("kit-saved-object", ("name", saved.name)))
}

async fn delete_phase(state: &AppState, visit: &Visit, entrance: &Entrance, id: i32) -> Result<String> {
    let tx = state.database.begin().await?;
    let gone = phase::delete(&tx, &visit.actor(), &entrance.event, id).await?;
    tx.commit().await?;
    Ok(visit.t_args("event-part-deleted", ("name", gone.name)))
}

async fn save_category(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    form: &Form,
    prefix: &str,
    old: Option<&Category>,
    has_tracks: bool,
) -> Result<String> {
    form.check()?;
    let (mut wanted, rows) = category_wanted(form, prefix, old, has_tracks)?;
    if let Some(old) = old {
        wanted.name = with_hidden_languages(wanted.name, &old.row.name, &entrance.event.page_locales());
    }
    let name = entrance.text(visit, &wanted.name);
    let tx = state.database.begin().await?;
    let saved = category::save(&tx, &visit.actor(), &entrance.event, old.map(|old| old.row.id), wanted).await;
    saved.map_err(|error| renamed(error, prefix, &rows))?;
    tx.commit().await?;
    Ok(visit.t_args("kit-saved-object", ("name", name)))
}

async fn delete_category(state: &AppState, visit: &Visit, entrance: &Entrance, id: i32) -> Result<String> {
    let tx = state.database.begin().await?;
    let gone = category::delete(&tx, &visit.actor(), &entrance.event, id).await?;
    tx.commit().await?;
    Ok(visit.t_args("event-part-deleted", ("name", entrance.text(visit, &gone.name))))
}

pub async fn activate(
    State(state): State<AppState>,
    visit: Visit,
    Path((slug, id)): Path<(String, String)>,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let id = id.parse::<i32>().map_err(|_| Error::NotFound)?;
    let tx = state.database.begin().await?;
    let (phase, active) = phase::toggle(&tx, &visit.actor(), &entrance.event, id).await?;
    tx.commit().await?;
    let key = if active { "event-phase-activated" } else { "event-phase-deactivated" };
    visit.say(&state, Notice::success(visit.t_args(key, ("name", phase.name)))).await?;
    Ok(see_other(&entrance.urls().settings_review()))
}
