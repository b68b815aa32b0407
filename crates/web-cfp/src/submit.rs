//! Submitting a proposal: one plain form with the fields the organisers ask for.
//!
//! Each way to a proposal has an address of its own, so that several can be gone at once (pages-public §5.1).

use axum::extract::{Path, State};
use plenary_locale::Locale;
use plenary_model::settings::{CfpField, Visibility};
use plenary_model::{Error, Result, code};
use plenary_person::{account, profile};
use plenary_store::entity::event;
use plenary_submission::cfp::Cfp;
use plenary_submission::cfp::flow::Step;
use plenary_submission::submit::{self, NewSubmission, TITLE_LENGTH};
use plenary_web::entrance::enter_or_log_in;
use plenary_web::form::Choice;
use plenary_web::{
    AppState, EventUrls, Field, Form, Frame, Notice, Page, Submitted, Visit, found, see_other,
};

use crate::call;

#[derive(askama::Template)]
#[template(path = "cfp/submit.html")]
struct SubmitPage {
    frame: Frame,
    form: Form,
    /// A sentence on the deadline.
    when: String,
    name: String,
}

/// The fields of the form, as the call asks for them.
fn form(visit: &Visit, event: &event::Model, cfp: &Cfp, now: plenary_model::Timestamp) -> Form {
    let locale = visit.locale();
    let text = |value: &plenary_model::I18nText| value.get(locale.code(), &event.locale).to_owned();
    let with = |field: Field, of: CfpField| match cfp.fields.visibility(of) {
        Visibility::DoNotAsk => None,
        visibility => Some(field.required_if(visibility == Visibility::Required)),
    };
    let types: Vec<Choice> = cfp
        .types_offered(now)
        .map(|t| {
            let name = text(&t.name);
            let duration = locale.duration(i64::from(t.default_duration));
            Choice::new(t.id, if t.default_duration > 0 { format!("{name} ({duration})") } else { name })
        })
        .collect();
    let tracks: Vec<Choice> =
        cfp.tracks_offered().map(|track| Choice::new(track.id, text(&track.name))).collect();
    let languages: Vec<Choice> =
        event.proposal_locales().iter().map(|code| Choice::new(code, language_name(code))).collect();
    let fields = [
        Some(Field::text("title", visit.t("cfp-title")).required().max(TITLE_LENGTH).public()),
        (types.len() > 1)
            .then(|| Field::select("submission_type", visit.t("cfp-type"), types).required().public()),
        (!tracks.is_empty())
            .then(|| {
                with(
                    Field::select("track", visit.t("cfp-track"), tracks)
                        .empty_option(visit.t("kit-choose"))
                        .public(),
                    CfpField::Track,
                )
            })
            .flatten(),
        (languages.len() > 1)
            .then(|| {
                with(
                    Field::select("content_locale", visit.t("cfp-language"), languages).public(),
                    CfpField::ContentLocale,
                )
            })
            .flatten(),
        with(
            Field::markdown("abstract", visit.t("cfp-abstract")).hint(visit.t("cfp-abstract-hint")).public(),
            CfpField::Abstract,
        ),
        with(
            Field::markdown("description", visit.t("cfp-description"))
                .hint(visit.t("cfp-description-hint"))
                .public(),
            CfpField::Description,
        ),
        with(Field::lines("notes", visit.t("cfp-notes")).hint(visit.t("cfp-notes-hint")), CfpField::Notes),
        cfp.fields
            .asks(CfpField::DoNotRecord)
            .then(|| Field::checkbox("do_not_record", visit.t("cfp-do-not-record"))),
        with(
            Field::markdown("biography", visit.t("cfp-biography"))
                .hint(visit.t("cfp-biography-hint"))
                .public(),
            CfpField::Biography,
        ),
    ];
    fields.into_iter().flatten().fold(Form::new(locale), Form::with)
}

/// What a language calls itself, as far as we know it.
fn language_name(code: &str) -> String {
    Locale::find(code).map_or_else(|| code.to_owned(), |locale| locale.native_name().to_owned())
}

async fn page(
    state: &AppState,
    visit: &Visit,
    event: &event::Model,
    cfp: &Cfp,
    form: Form,
) -> Result<SubmitPage, plenary_web::Failure> {
    let urls = EventUrls::new(&event.slug);
    let frame = visit
        .public_frame(state)
        .await?
        .title(visit.t("cfp-submit"))
        .hide_from_search()
        .script("src/writing.ts")
        .above(visit.t("kit-cfp"), urls.cfp());
    let name = visit.account().map(|account| account.name.clone()).unwrap_or_default();
    Ok(SubmitPage { frame, form, when: call::when(visit, event, cfp, state.now()), name })
}

/// Characters of a way's name.
const WAY_LENGTH: usize = 6;

/// Event, the way's name and the step.
type Address = Path<(String, String, String)>;

/// A new way to a proposal, at its first step. What the address says besides is for the steps.
pub async fn begin(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let event = enter_or_log_in(&state, &visit, &slug).await?.event;
    let way = code::token(state.random(), WAY_LENGTH);
    let first = EventUrls::new(&event.slug).submit_step(way, Step::Info.id());
    Ok(found(&first.with_query_of(visit.here())))
}

/// The event, if the visitor may see it and the way has such a step.
async fn at_step(
    state: &AppState,
    visit: &Visit,
    Path((slug, way, step)): Address,
) -> Result<event::Model, plenary_web::Failure> {
    let event = enter_or_log_in(state, visit, &slug).await?.event;
    let is_way = way.len() == WAY_LENGTH && way.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_way || Step::parse(&step) != Some(Step::Info) {
        return Err(Error::NotFound.into());
    }
    Ok(event)
}

pub async fn show(State(state): State<AppState>, visit: Visit, address: Address) -> Page {
    let event = &at_step(&state, &visit, address).await?;
    let cfp = Cfp::load(state.database.reader(), event).await?;
    if !cfp.is_open(event, state.now()) {
        visit.say(&state, Notice::warning(visit.t("cfp-closed"))).await?;
        return Ok(found(&EventUrls::new(&event.slug).cfp()));
    }
    let account = visit.holder()?;
    let biography =
        profile::find(state.database.reader(), account.id, event.id).await?.and_then(|p| p.biography);
    let form = form(&visit, event, &cfp, state.now())
        .fill("submission_type", cfp.row.default_type_id)
        .fill("content_locale", &event.locale)
        .fill_option("biography", biography);
    visit.page(&page(&state, &visit, event, &cfp, form).await?)
}

pub async fn send(
    State(state): State<AppState>,
    visit: Visit,
    address: Address,
    submitted: Submitted,
) -> Page {
    let event = &at_step(&state, &visit, address).await?;
    let account = visit.holder()?.id;
    let cfp = Cfp::load(state.database.reader(), event).await?;
    let mut form = form(&visit, event, &cfp, state.now()).read(&submitted);
    let outcome = match form.check() {
        Ok(()) => save(&state, &visit, event, account, &form).await,
        Err(problems) => Err(problems),
    };
    match outcome {
        Ok(submission) => {
            let url = EventUrls::new(&event.slug).my_submission(&submission.code);
            let text = visit.t_args("cfp-submitted", ("title", submission.title.as_str()));
            visit.say(&state, Notice::success(text).about(submission.title, &url)).await?;
            Ok(see_other(&url))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, event, &cfp, form).await?)
        }
    }
}

async fn save(
    state: &AppState,
    visit: &Visit,
    event: &event::Model,
    account: i32,
    form: &Form,
) -> Result<plenary_store::entity::submission::Model> {
    let tx = state.database.begin().await?;
    let account = account::load(tx.db(), account).await?;
    let profile = profile::ensure(&tx, &account, event).await?;
    let cfp = Cfp::load(tx.db(), event).await?;
    if cfp.fields.asks(CfpField::Biography) {
        let name = profile.name.clone().unwrap_or_else(|| account.name.clone());
        let biography = Some(form.if_asked("biography")).filter(|text| !text.is_empty());
        profile::describe(&tx, &visit.actor(), &profile, &name, biography).await?;
    }
    let text = |name: &str| form.if_asked(name).to_owned();
    let new = NewSubmission {
        title: text("title"),
        submission_type: form.if_asked("submission_type").parse().ok(),
        track: form.if_asked("track").parse().ok(),
        content_locale: Some(text("content_locale")).filter(|code| !code.is_empty()),
        abstract_text: text("abstract"),
        description: text("description"),
        notes: text("notes"),
        do_not_record: form.if_asked("do_not_record") == "on",
    };
    let submission = submit::submit(&tx, &visit.holder_actor(), event, &profile, new).await.map_err(
        |error| match error {
            // On the form, so that nothing typed is lost.
            Error::Conflict(message) => Error::invalid("", message),
            other => other,
        },
    )?;
    tx.commit().await?;
    Ok(submission)
}
