//! The steps: what each asks, and what all of them together want.

use plenary_event::event::NewEvent;
use plenary_event::settings::NAME_LENGTH;
use plenary_model::time::zone;
use plenary_model::{Date, Error, Result, Timestamp};
use plenary_store::entity::event;
use plenary_web::{Choice, Field, Form, Visit};

use super::Wizard;
use crate::settings::languages;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Initial,
    Basics,
    Timeline,
    Display,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Initial, Self::Basics, Self::Timeline, Self::Display];

    pub fn name(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Basics => "basics",
            Self::Timeline => "timeline",
            Self::Display => "display",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    pub fn before(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }

    pub fn after(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    /// Where a field of [`NewEvent`] is asked for.
    pub fn of_field(name: &str) -> Option<Self> {
        match name {
            "locales" | "locale" | "organiser" => Some(Self::Initial),
            "name" | "slug" | "time_zone" | "timezone" | "email" | "copy_from_event" => Some(Self::Basics),
            "date_from" | "date_to" | "deadline" => Some(Self::Timeline),
            "primary_color" => Some(Self::Display),
            _ => None,
        }
    }
}

/// The languages that were chosen, the default one first; English before anything was.
fn locales(wizard: &Wizard) -> Vec<String> {
    let answered = wizard.answered(Step::Initial);
    let known = languages::of_pages(&[]);
    let default = answered.text("locale").to_owned();
    let mut codes: Vec<String> = answered
        .all("locales")
        .filter(|code| known.iter().any(|choice| choice.value == *code))
        .map(str::to_owned)
        .collect();
    codes.dedup();
    codes.sort_by_key(|code| *code != default);
    if codes.is_empty() { vec!["en".to_owned()] } else { codes }
}

fn model(wizard: &Wizard) -> Option<&event::Model> {
    let chosen = wizard.answered(Step::Basics).text("copy_from_event").parse::<i32>().ok()?;
    wizard.models.iter().find(|event| event.id == chosen)
}

pub fn form(visit: &Visit, wizard: &Wizard, step: Step, now: Timestamp) -> Form {
    let t = |key: &str| visit.t(key);
    let form = Form::new(visit.locale());
    match step {
        Step::Initial => {
            let organisers: Vec<Choice> = wizard
                .organisers
                .iter()
                .map(|one| Choice::new(one.id, one.name.get(visit.locale().code(), "en")))
                .collect();
            let only = (organisers.len() == 1).then(|| organisers[0].value.clone());
            let here = visit.locale().code();
            form.with(Field::select("organiser", t("event-organiser"), organisers).required())
                .with(Field::choices("locales", t("event-locales"), languages::of_pages(&[])).required())
                .with(Field::select("locale", t("event-locale"), languages::of_pages(&[])).required())
                .fill_option("organiser", only)
                .fill("locales", here)
                .fill("locale", here)
        }
        Step::Basics => {
            let zone = visit.account().map(|account| account.time_zone.clone()).unwrap_or_default();
            let models: Vec<Choice> = wizard
                .models
                .iter()
                .map(|event| {
                    Choice::new(
                        event.id,
                        format!("{} ({})", event.name_in(visit.locale().code()), event.slug),
                    )
                })
                .collect();
            let email = visit.account().map(|account| account.email.clone()).unwrap_or_default();
            let year = now.in_zone(&plenary_model::time::zone(&zone)).year();
            form.with(
                Field::i18n("name", t("event-name"), &locales(wizard)).required().public().max(NAME_LENGTH),
            )
            .with(
                Field::text("slug", t("event-slug"))
                    .required()
                    .max(50)
                    .hint(visit.t_args("event-slug-new-hint", ("year", year.to_string()))),
            )
            .with(
                Field::select("timezone", t("event-time-zone"), languages::zones(""))
                    .required()
                    .hint(t("event-zone-new-hint")),
            )
            .with(Field::email("email", t("event-email")).required().public().hint(t("event-email-hint")))
            .with_if(!models.is_empty(), || {
                Field::select("copy_from_event", t("event-copy"), models.clone())
                    .empty_option(t("event-copy-none"))
                    .hint(t("event-copy-hint"))
            })
            .fill("timezone", zone)
            .fill("email", email)
        }
        Step::Timeline => {
            let zone = wizard.answered(Step::Basics).text("timezone").to_owned();
            form.with(Field::date("date_from", t("event-date-from")).required().public())
                .with(Field::date("date_to", t("event-date-to")).required().public())
                .with(
                    Field::date_time("deadline", t("event-deadline"))
                        .hint(visit.t_args("kit-time-zone-hint", ("zone", zone))),
                )
        }
        Step::Display => {
            let colour = model(wizard).and_then(|event| event.primary_color.clone());
            form.with(Field::colour("primary_color", t("event-colour")).public().hint(t("event-colour-hint")))
                .fill_option("primary_color", colour)
        }
    }
}

/// What to think about before going on.
pub fn notes(visit: &Visit, wizard: &Wizard, step: Step, now: Timestamp) -> Vec<String> {
    let mut notes = Vec::new();
    let basics = wizard.answered(Step::Basics);
    let (slug, year) = (basics.text("slug"), now.in_zone(&zone(basics.text("timezone"))).year());
    if step == Step::Timeline && !(year..=year + 1).any(|year| slug.contains(&format!("{:02}", year % 100))) {
        notes.push(visit.t_args("event-note-year", ("slug", slug.to_owned())));
    }
    let end = wizard.answered(Step::Timeline).text("date_to").parse::<Date>();
    let today = Date(now.in_zone(&zone(basics.text("timezone"))).date());
    if step == Step::Display {
        if end.is_ok_and(|end| end < today) {
            notes.push(visit.t("event-note-past"));
        }
        if let Some(model) = model(wizard) {
            let name = model.name_in(visit.locale().code()).to_owned();
            notes.push(visit.t_args("event-note-copy", ("name", name)));
        }
    }
    notes
}

/// The event that all steps describe; each of them has passed its check.
pub fn wanted(visit: &Visit, wizard: &Wizard, now: Timestamp) -> Result<(NewEvent, Option<i32>)> {
    let form = |step: Step| wizard.form(visit, step, now);
    let (initial, basics, timeline, display) =
        (form(Step::Initial), form(Step::Basics), form(Step::Timeline), form(Step::Display));
    let organiser = wizard.organisers.iter().find(|one| Some(one.id) == initial.id("organiser"));
    let organiser = organiser.cloned().ok_or(Error::NotFound)?;
    let time_zone = basics.text("timezone").to_owned();
    let copy = basics.if_asked("copy_from_event").parse::<i32>().ok();
    let required = |date: Option<Date>| date.ok_or_else(|| Error::invalid("date_from", "error-date"));
    let new = NewEvent {
        organiser,
        name: basics.i18n("name"),
        slug: basics.text("slug").to_owned(),
        date_from: required(timeline.date("date_from"))?,
        date_to: required(timeline.date("date_to"))?,
        deadline: timeline.instant("deadline", &zone(&time_zone)),
        email: basics.text("email").to_owned(),
        locales: locales(wizard),
        primary_color: display.optional("primary_color").map(str::to_owned),
        time_zone,
    };
    Ok((new, copy))
}
