//! The form of a question. Which of its fields matter depends on others: a script hides the rest,
//! the server leaves out what does not belong.

use plenary_model::{QuestionRequired, QuestionTarget, QuestionVariant};
use plenary_submission::question::manage::{Choices, ICONS, IDENTIFIER_LENGTH, TEXT_LENGTH, Wanted};
use plenary_submission::question::{LONGEST_TEXT, Question};
use plenary_web::{Choice, Field, Form, ShownIf, Visit};

use super::variant_name;
use crate::entrance::Entrance;

/// Rows for new options behind those that are there.
const BLANK: usize = 3;

/// A form and what it is about.
pub struct About<'a> {
    pub target: QuestionTarget,
    pub old: Option<&'a Question>,
    /// Every question of the event.
    pub all: &'a [Question],
    pub choices: &'a Choices,
}

impl About<'_> {
    /// Options by the rows of the form: their ids, then blank ones.
    pub fn rows(&self) -> Vec<String> {
        let stored = self.old.into_iter().flat_map(|old| &old.options).map(|option| option.id.to_string());
        stored.chain((1..=BLANK).map(|number| format!("new{number}"))).collect()
    }

    /// The questions on whose answers this one can depend.
    pub fn others(&self) -> impl Iterator<Item = &Question> {
        let own = self.old.map(|old| old.row.id);
        self.all.iter().filter(move |other| {
            other.row.target == self.target
                && Some(other.row.id) != own
                && (other.has_options() || other.row.variant == QuestionVariant::Boolean)
        })
    }
}

fn shown_for(visit: &Visit, field: &str, values: &[&str], note: &str) -> ShownIf {
    ShownIf {
        field: field.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        note: visit.t(note),
    }
}

pub fn form(visit: &Visit, entrance: &Entrance, about: &About<'_>) -> Form {
    let t = |key: &str| visit.t(key);
    let locales = entrance.event.page_locales();
    let variants = QuestionVariant::ALL
        .iter()
        .map(|variant| Choice::new(variant, variant_name(visit, *variant)))
        .collect();
    let required = QuestionRequired::ALL
        .iter()
        .map(|mode| Choice::new(mode, visit.t(&format!("question-{}", mode.to_string().replace('_', "-")))))
        .collect();
    let zone = visit.t_args("kit-time-zone-hint", ("zone", entrance.event.timezone.as_str()));
    let for_variants = |values: &[&str]| shown_for(visit, "variant", values, "question-for-variants");
    let form = Form::new(visit.locale())
        .with(Field::i18n("question", t("question-question"), &locales).required().max(TEXT_LENGTH))
        .with(Field::i18n_markdown("help_text", t("question-help"), &locales).max(TEXT_LENGTH))
        .with(Field::select("variant", t("question-variant"), variants).required());
    let form = with_options(form, visit, &locales, about);
    let pair = |form: Form, name: &str, of: &[&str], field: &dyn Fn(String, String) -> Field| {
        ["min", "max"].into_iter().fold(form, |form, end| {
            let name = format!("{end}_{name}");
            let label = visit.t(&format!("question-{}", name.replace('_', "-")));
            form.with(field(name, label).shown_if(for_variants(of)))
        })
    };
    let whole = |least: i64| {
        move |name: String, label: String| Field::number(name, label, Some(least), Some(LONGEST_TEXT as i64))
    };
    let form = pair(form, "length", &["string", "text"], &whole(0));
    let form = pair(form, "number", &["number"], &Field::decimal);
    let form = pair(form, "options", &["multiple_choice"], &whole(1));
    let form = pair(form, "date", &["date"], &Field::date);
    let form = pair(form, "datetime", &["datetime"], &|name, label| {
        Field::date_time(name, label).hint(zone.clone())
    });
    let form =
        form.with(Field::text("default_answer", t("question-default")).hint(t("question-default-hint")))
            .with(Field::radio("question_required", t("question-necessity"), required).required())
            .with(Field::date_time("deadline", t("question-deadline")).hint(zone.clone()).shown_if(
                shown_for(visit, "question_required", &["after_deadline"], "question-deadline-note"),
            ))
            .with(
                Field::date_time("freeze_after", t("question-freeze"))
                    .hint(format!("{} {zone}", visit.t("question-freeze-hint"))),
            );
    let form = with_dependence(form, visit, entrance, about);
    with_readers(form, visit, about).with(
        Field::text("identifier", t("question-identifier"))
            .max(IDENTIFIER_LENGTH)
            .hint(t("question-identifier-hint")),
    )
}

/// A row for each option, and a list to upload.
fn with_options(form: Form, visit: &Visit, locales: &[String], about: &About<'_>) -> Form {
    let condition = || shown_for(visit, "variant", &["choices", "multiple_choice"], "question-for-variants");
    let form = about.rows().iter().enumerate().fold(form, |form, (index, row)| {
        let number = index + 1;
        let label = visit.t_args("question-option-number", ("number", number));
        let place = visit.t_args("question-option-place", ("number", number));
        form.with(Field::i18n(format!("option-{row}"), label, locales).shown_if(condition()))
            .with(Field::number(format!("place-{row}"), place, Some(1), Some(10_000)).shown_if(condition()))
    });
    form.with(
        Field::file("options", visit.t("question-options-upload"), super::read::LISTS)
            .hint(visit.t("question-options-upload-hint"))
            .shown_if(condition()),
    )
    .with(
        Field::checkbox("options_replace", visit.t("question-options-replace"))
            .hint(visit.t("question-options-replace-hint"))
            .shown_if(condition()),
    )
}

/// When the question is asked.
fn with_dependence(mut form: Form, visit: &Visit, entrance: &Entrance, about: &About<'_>) -> Form {
    let name = |question: &Question| entrance.text(visit, &question.row.question);
    if about.target == QuestionTarget::Submission {
        let tracks = about.choices.tracks.iter();
        let tracks: Vec<Choice> =
            tracks.map(|track| Choice::new(track.id, entrance.text(visit, &track.name))).collect();
        let types = about.choices.types.iter();
        let types: Vec<Choice> =
            types.map(|row| Choice::new(row.id, entrance.text(visit, &row.name))).collect();
        form = form
            .with_if(!tracks.is_empty(), || {
                Field::choices("tracks", visit.t("question-tracks"), tracks)
                    .hint(visit.t("question-tracks-hint"))
            })
            .with_if(types.len() > 1, || {
                Field::choices("submission_types", visit.t("question-types"), types)
                    .hint(visit.t("question-types-hint"))
            });
    }
    let others: Vec<Choice> = about.others().map(|other| Choice::new(other.row.id, name(other))).collect();
    if others.is_empty() {
        return form;
    }
    form = form.with(
        Field::select("depends_on", visit.t("question-depends-on"), others)
            .empty_option(visit.t("question-depends-on-none"))
            .hint(visit.t("question-depends-on-hint")),
    );
    for other in about.others().filter(|other| other.has_options()) {
        let options = other
            .options
            .iter()
            .map(|option| Choice::new(&option.identifier, entrance.text(visit, &option.answer)));
        let label = visit.t_args("question-depends-on-values", ("question", name(other)));
        let id = other.row.id.to_string();
        form =
            form.with(
                Field::choices(format!("depends_on_values_{id}"), label, options.collect())
                    .shown_if(shown_for(visit, "depends_on", &[&id], "question-depends-on-values-note")),
            );
    }
    form
}

/// Who sees the answers.
fn with_readers(form: Form, visit: &Visit, about: &About<'_>) -> Form {
    let t = |key: &str| visit.t(key);
    let form = form.with(
        Field::checkbox("contains_personal_data", t("question-personal")).hint(t("question-personal-hint")),
    );
    let teams: Vec<Choice> =
        about.choices.teams.iter().map(|team| Choice::new(team.id, team.name.clone())).collect();
    let teams = || Field::choices("limit_teams", t("question-teams"), teams).hint(t("question-teams-hint"));
    if about.target == QuestionTarget::Reviewer {
        return form.with(teams());
    }
    let icons = ICONS[1..].iter().map(|icon| Choice::new(icon, visit.t(&format!("question-icon-{icon}"))));
    form.with(Field::checkbox("is_visible_to_reviewers", t("question-for-reviewers")))
        .with(Field::checkbox("is_public", t("question-public")).hint(t("question-public-hint")))
        .with(
            Field::select("icon", t("question-icon"), icons.collect())
                .empty_option(t("question-icon-none"))
                .hint(t("question-icon-hint"))
                .shown_if(shown_for(visit, "variant", &["url"], "question-for-variants")),
        )
        .with(teams())
}

pub fn filled(form: Form, entrance: &Entrance, about: &About<'_>, now: &Wanted) -> Form {
    let zone = entrance.event.zone();
    let number = |value: plenary_model::Decimal<6>| {
        value.to_string().trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let mut form = form
        .fill_i18n("question", &now.question)
        .fill_i18n("help_text", &now.help_text)
        .fill("variant", now.variant)
        .fill_option("min_length", now.min_length)
        .fill_option("max_length", now.max_length)
        .fill_option("min_number", now.min_number.map(number))
        .fill_option("max_number", now.max_number.map(number))
        .fill_option("min_options", now.min_options)
        .fill_option("max_options", now.max_options)
        .fill_option("min_date", now.min_date)
        .fill_option("max_date", now.max_date)
        .fill_instant("min_datetime", now.min_datetime, &zone)
        .fill_instant("max_datetime", now.max_datetime, &zone)
        .fill("default_answer", &now.default_answer)
        .fill("question_required", now.required)
        .fill_instant("deadline", now.deadline, &zone)
        .fill_instant("freeze_after", now.freeze_after, &zone)
        .fill_all("tracks", &now.tracks)
        .fill_all("submission_types", &now.types)
        .fill_flag("contains_personal_data", now.contains_personal_data)
        .fill_flag("is_visible_to_reviewers", now.is_visible_to_reviewers)
        .fill_flag("is_public", now.is_public)
        .fill("icon", now.icon.as_deref().filter(|icon| *icon != "-").unwrap_or_default())
        .fill_all("limit_teams", &now.teams)
        .fill("identifier", &now.identifier);
    if let Some(condition) = &now.depends_on {
        form = form
            .fill("depends_on", condition.question)
            .fill_all(&format!("depends_on_values_{}", condition.question), &condition.values);
    }
    for (index, option) in about.old.into_iter().flat_map(|old| &old.options).enumerate() {
        form = form
            .fill_i18n(&format!("option-{}", option.id), &option.answer)
            .fill(&format!("place-{}", option.id), index + 1);
    }
    form
}
