//! What a step of submitting looks like with the fields as they are set up.

use plenary_locale::Locale;
use plenary_model::I18nText;
use plenary_model::settings::CfpField;
use plenary_store::entity::tag;
use plenary_submission::cfp::Cfp;
use plenary_submission::cfp::flow::{Counted, Flow, FlowField, Step};
use plenary_web::{Choice, Field, Form, Visit};

use super::options;
use super::{tracks_of, types_of};
use crate::entrance::Entrance;
use crate::settings::uploads::PICTURES;

/// What the fields can be chosen from.
pub struct Offered {
    pub cfp: Cfp,
    pub tags: Vec<tag::Model>,
}

/// The page's own name of a field.
pub fn name(visit: &Visit, field: CfpField) -> String {
    visit.t(&format!("call-field-{}", field.key().replace('_', "-")))
}

/// The organisers' name of a field, or the page's own.
pub fn label(visit: &Visit, entrance: &Entrance, field: &FlowField) -> String {
    let own = entrance.text(visit, &field.label);
    if own.is_empty() { name(visit, field.field) } else { own }
}

/// The rule of a field's limits in words; empty without any.
pub fn requirement(visit: &Visit, flow: &Flow, field: &FlowField) -> String {
    let message = match Counted::of(field.field) {
        Some(Counted::Length) => field.limits.requirement(flow.unit),
        Some(Counted::Tags) => field.limits.tag_requirement(),
        Some(Counted::Speakers) => {
            field.limits.max.map(|max| plenary_model::Message::new("call-speakers-max").arg("count", max))
        }
        None => None,
    };
    message.map(|message| visit.locale().message(&message).into_owned()).unwrap_or_default()
}

/// Why a field that is asked for is not shown all the same.
pub fn hidden(visit: &Visit, entrance: &Entrance, offered: &Offered, field: CfpField) -> Option<String> {
    let key = match field {
        CfpField::SubmissionType if offered.cfp.types.len() < 2 => "call-hidden-one-type",
        CfpField::ContentLocale if entrance.event.proposal_locales().len() < 2 => "call-hidden-one-language",
        CfpField::Track if !entrance.event.flags().use_tracks() => "call-hidden-tracks-off",
        CfpField::Track if offered.cfp.tracks.is_empty() => "call-hidden-no-tracks",
        CfpField::Tags if offered.tags.is_empty() => "call-hidden-no-tags",
        _ => return None,
    };
    Some(visit.t(key))
}

fn control(visit: &Visit, entrance: &Entrance, offered: &Offered, field: &FlowField) -> Field {
    let (name, label) = (format!("preview-{}", field.key()), label(visit, entrance, field));
    let files = PICTURES;
    match field.field {
        CfpField::Abstract | CfpField::Description | CfpField::Biography => Field::markdown(name, label),
        CfpField::Notes => Field::lines(name, label),
        CfpField::DoNotRecord => Field::checkbox(name, label),
        CfpField::Image | CfpField::Avatar => Field::file(name, label, files),
        CfpField::Resources => Field::file(name, label, ""),
        CfpField::Duration => Field::number(name, label, Some(1), None),
        CfpField::SubmissionType => {
            Field::select(name, label, options(visit, entrance, types_of(&offered.cfp)))
        }
        CfpField::Track => Field::select(name, label, options(visit, entrance, tracks_of(&offered.cfp))),
        CfpField::Tags => {
            let tags = offered.tags.iter().map(|tag| Choice::new(tag.id, tag.tag.clone())).collect();
            Field::choices(name, label, tags)
        }
        CfpField::ContentLocale => {
            let language = |code: &String| {
                let known = Locale::find(code).filter(|locale| locale.code() == code);
                Choice::new(code, known.map_or(code.as_str(), |locale| locale.native_name()))
            };
            Field::select(name, label, entrance.event.proposal_locales().iter().map(language).collect())
        }
        CfpField::Title | CfpField::Name | CfpField::AdditionalSpeaker | CfpField::Availabilities => {
            Field::text(name, label)
        }
    }
}

/// The step with every field disabled.
pub fn form(visit: &Visit, entrance: &Entrance, offered: &Offered, flow: &Flow, step: Step) -> Form {
    let mut form = Form::new(visit.locale());
    for field in flow.asked(step) {
        if hidden(visit, entrance, offered, field.field).is_some() {
            continue;
        }
        let help = entrance.text(visit, &field.help);
        let hint = [help, requirement(visit, flow, field)];
        let hint = hint.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let control = control(visit, entrance, offered, field).required_if(field.is_required());
        form = form.with(if hint.is_empty() { control } else { control.hint(hint) });
    }
    if step == Step::User {
        form = form
            .with(Field::email("preview-email", visit.t("cfp-email")).autocomplete("off").required())
            .with(
                Field::password("preview-password", visit.t("cfp-password")).autocomplete("off").required(),
            );
    }
    form.read_only()
}

/// Title and text of a step as its page shows them.
pub fn heading(visit: &Visit, entrance: &Entrance, flow: &Flow, step: Step) -> (String, String) {
    let own = |text: Option<&I18nText>| text.map(|t| entrance.text(visit, t)).unwrap_or_default();
    let found = flow.step(step);
    let title = own(found.map(|step| &step.title));
    let title = if title.is_empty() { visit.t(&format!("call-step-{}", step.id())) } else { title };
    (title, own(found.map(|step| &step.text)))
}
