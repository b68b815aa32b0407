//! `/orga/event/{event}/cfp/text`: texts, dates and rules of the call.

use axum::extract::{Path, State};
use plenary_model::{Result, Timestamp};
use plenary_store::entity::event;
use plenary_submission::cfp::Cfp;
use plenary_submission::cfp::length::LengthUnit;
use plenary_submission::cfp::settings::{self, HEADLINE_LENGTH, Wanted};
use plenary_web::{
    AppState, Choice, Failure, Field, Form, Frame, Notice, Page, Submitted, Url, Visit, see_other,
};

use crate::entrance::Entrance;
use crate::settings::{enter_settings, with_hidden_languages};

#[derive(askama::Template)]
#[template(path = "orga/call_text.html")]
struct TextPage {
    frame: Frame,
    form: Form,
    /// Types with a deadline of their own: name, when, page.
    own_deadlines: Vec<(String, String, Url)>,
    public: Url,
}

fn form(visit: &Visit, event: &event::Model) -> Form {
    let t = |key: &str| visit.t(key);
    let locales = event.page_locales();
    let zone = visit.t_args("kit-time-zone-hint", ("zone", event.timezone.as_str()));
    let hint = |key: &str| format!("{} {zone}", visit.t(key));
    let unit =
        |unit: LengthUnit| Choice::new(unit.as_str(), visit.t(&format!("call-unit-{}", unit.as_str())));
    Form::new(visit.locale())
        .with(Field::i18n("headline", t("call-headline"), &locales).public().max(HEADLINE_LENGTH))
        .with(Field::i18n_markdown("text", t("call-text"), &locales).public().hint(t("call-text-hint")))
        .with(Field::date_time("opening", t("call-opening")).hint(hint("call-opening-hint")))
        .with(Field::date_time("deadline", t("call-deadline")).hint(hint("call-deadline-hint")))
        .with(Field::checkbox("show_deadline", t("call-show-deadline")))
        .with(
            Field::radio("count_length_in", t("call-unit"), LengthUnit::ALL.map(unit).to_vec())
                .required()
                .hint(t("call-unit-hint")),
        )
        .with(
            Field::checkbox("speakers_can_edit_submissions", t("call-speakers-edit"))
                .hint(t("call-speakers-edit-hint")),
        )
        .with(
            Field::checkbox("submission_public_review", t("call-public-review"))
                .hint(t("call-public-review-hint")),
        )
        .with(Field::checkbox("mail_on_new_submission", t("call-mail-new")))
}

fn filled(form: Form, now: &Wanted, event: &event::Model) -> Form {
    let zone = event.zone();
    form.fill_i18n("headline", &now.headline)
        .fill_i18n("text", &now.text)
        .fill_instant("opening", now.opening, &zone)
        .fill_instant("deadline", now.deadline, &zone)
        .fill_flag("show_deadline", now.show_deadline)
        .fill("count_length_in", now.count_length_in.as_str())
        .fill_flag("speakers_can_edit_submissions", now.speakers_can_edit_submissions)
        .fill_flag("submission_public_review", now.submission_public_review)
        .fill_flag("mail_on_new_submission", now.mail_on_new_submission)
}

/// What a field says, or the stored instant if it says the same minute: forms have no seconds.
pub fn instant(
    form: &Form,
    name: &str,
    stored: Option<Timestamp>,
    event: &event::Model,
) -> Option<Timestamp> {
    let minute = |at: Timestamp| at.micros().div_euclid(60_000_000);
    match (form.instant(name, &event.zone()), stored) {
        (Some(typed), Some(stored)) if minute(typed) == minute(stored) => Some(stored),
        (typed, _) => typed,
    }
}

async fn page(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    cfp: &Cfp,
    form: Form,
) -> Result<TextPage, Failure> {
    let zone = entrance.event.zone();
    let own = cfp.types.iter().filter_map(|of| Some((of, of.deadline?)));
    let own_deadlines = own
        .map(|(of, deadline)| {
            let when = visit.locale().date_time(&deadline.in_zone(&zone));
            (entrance.text(visit, &of.name), when, entrance.urls().type_edit(of.id))
        })
        .collect();
    let frame = entrance.frame(state, visit).await?.title(visit.t("call-settings"));
    Ok(TextPage { frame, form, own_deadlines, public: entrance.public_urls().cfp() })
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let cfp = Cfp::without_tracks(state.database.reader(), &entrance.event).await?;
    let now = Wanted::of(&cfp.row, &entrance.event);
    let form = filled(form(&visit, &entrance.event), &now, &entrance.event);
    visit.page(&page(&state, &visit, &entrance, &cfp, form).await?)
}

pub async fn save(
    State(state): State<AppState>,
    visit: Visit,
    Path(slug): Path<String>,
    submitted: Submitted,
) -> Page {
    let entrance = enter_settings(&state, &visit, &slug).await?;
    let cfp = Cfp::without_tracks(state.database.reader(), &entrance.event).await?;
    let mut form = form(&visit, &entrance.event).read(&submitted);
    match change(&state, &visit, &entrance, &cfp, &mut form).await {
        Ok(()) => {
            visit.say(&state, Notice::success(visit.t("kit-saved"))).await?;
            Ok(see_other(&entrance.urls().cfp_text()))
        }
        Err(error) => {
            form.refuse(error)?;
            visit.again(&page(&state, &visit, &entrance, &cfp, form).await?)
        }
    }
}

async fn change(
    state: &AppState,
    visit: &Visit,
    entrance: &Entrance,
    cfp: &Cfp,
    form: &mut Form,
) -> Result<()> {
    form.check()?;
    let (event, locales) = (&entrance.event, entrance.event.page_locales());
    let unit = form.text("count_length_in").to_owned();
    let wanted = Wanted {
        headline: with_hidden_languages(form.i18n("headline"), &cfp.row.headline, &locales),
        text: with_hidden_languages(form.i18n("text"), &cfp.row.text, &locales),
        opening: instant(form, "opening", cfp.row.opening, event),
        deadline: instant(form, "deadline", cfp.row.deadline, event),
        show_deadline: form.flag("show_deadline"),
        count_length_in: LengthUnit::ALL.into_iter().find(|one| one.as_str() == unit).unwrap_or_default(),
        speakers_can_edit_submissions: form.flag("speakers_can_edit_submissions"),
        submission_public_review: form.flag("submission_public_review"),
        mail_on_new_submission: form.flag("mail_on_new_submission"),
    };
    let tx = state.database.begin().await?;
    settings::update(&tx, &visit.actor(), event, wanted).await?;
    tx.commit().await
}
