//! The form of a team.

use plenary_event::rights;
use plenary_event::team::{NAME_LENGTH, Reach, Settings};
use plenary_model::Rights;
use plenary_store::entity::team;
use plenary_web::form::Choice;
use plenary_web::{Field, Form, Visit};

/// The flags of a team in the order of the form.
pub fn flags(team: &team::Model) -> [(&'static str, bool); 6] {
    named(&rights::of_team(team))
}

fn named(rights: &Rights) -> [(&'static str, bool); 6] {
    [
        ("can_change_submissions", rights.can_change_submissions),
        ("can_change_event_settings", rights.can_change_event_settings),
        ("is_reviewer", rights.is_reviewer),
        ("can_create_events", rights.can_create_events),
        ("can_change_teams", rights.can_change_teams),
        ("can_change_organiser_settings", rights.can_change_organiser_settings),
    ]
}

/// What a flag allows, in a word or two.
pub fn short_label(flag: &str) -> &'static str {
    match flag {
        "can_change_submissions" => "organiser-right-submissions-short",
        "can_change_event_settings" => "organiser-right-event-short",
        "is_reviewer" => "organiser-right-reviewer-short",
        "can_create_events" => "organiser-right-create-short",
        "can_change_teams" => "organiser-right-teams-short",
        _ => "organiser-right-organiser-short",
    }
}

/// What a flag allows, and what that means.
pub fn label(flag: &str) -> (&'static str, &'static str) {
    match flag {
        "can_change_submissions" => ("organiser-right-submissions", "organiser-right-submissions-hint"),
        "can_change_event_settings" => ("organiser-right-event", "organiser-right-event-hint"),
        "is_reviewer" => ("organiser-right-reviewer", "organiser-right-reviewer-hint"),
        "can_create_events" => ("organiser-right-create", "organiser-right-create-hint"),
        "can_change_teams" => ("organiser-right-teams", "organiser-right-teams-hint"),
        _ => ("organiser-right-organiser", "organiser-right-organiser-hint"),
    }
}

pub fn form(visit: &Visit, reach: &Reach) -> Form {
    let locale = visit.locale();
    let events = reach.events.iter().map(|event| {
        let dates = locale.date_range(event.date_from.0, event.date_to.0);
        Choice::new(event.id, event.name_in(locale.code())).hint(dates)
    });
    let tracks = reach.tracks.iter().map(|track| {
        let event = reach.events.iter().find(|event| event.id == track.event_id);
        let fallback = event.map_or("en", |event| event.locale.as_str());
        Choice::new(track.id, track.name.get(locale.code(), fallback))
            .hint(event.map_or_else(String::new, |event| event.name_in(locale.code()).to_owned()))
    });
    let mut form = Form::new(locale)
        .with(
            Field::text("name", visit.t("organiser-team-name"))
                .required()
                .max(NAME_LENGTH)
                .autocomplete("off")
                .hint(visit.t("organiser-team-name-hint")),
        )
        .with(
            Field::checkbox("all_events", visit.t("organiser-team-all-events"))
                .hint(visit.t("organiser-team-all-events-hint")),
        )
        .with(Field::choices("limit_events", visit.t("organiser-team-limit-events"), events.collect()));
    for (flag, _) in named(&Rights::NONE) {
        let (label, hint) = label(flag);
        form = form.with(Field::checkbox(flag, visit.t(label)).hint(visit.t(hint)));
    }
    form.with(
        Field::checkbox("force_hide_speaker_names", visit.t("organiser-team-hide-names"))
            .hint(visit.t("organiser-team-hide-names-hint")),
    )
    .with(
        Field::choices("limit_tracks", visit.t("organiser-team-limit-tracks"), tracks.collect())
            .hint(visit.t("organiser-team-limit-tracks-hint")),
    )
}

/// The form with what is set.
pub fn filled(visit: &Visit, reach: &Reach, settings: &Settings) -> Form {
    let mut form = form(visit, reach)
        .fill("name", &settings.name)
        .fill_flag("all_events", settings.all_events)
        .fill_all("limit_events", settings.limit_events.iter())
        .fill_flag("force_hide_speaker_names", settings.force_hide_speaker_names)
        .fill_all("limit_tracks", settings.limit_tracks.iter());
    for (flag, on) in named(&settings.rights) {
        form = form.fill_flag(flag, on);
    }
    form
}

/// What the form says.
pub fn settings(form: &Form) -> Settings {
    Settings {
        name: form.text("name").to_owned(),
        all_events: form.flag("all_events"),
        limit_events: form.ids("limit_events").into_iter().collect(),
        rights: Rights {
            can_create_events: form.flag("can_create_events"),
            can_change_teams: form.flag("can_change_teams"),
            can_change_organiser_settings: form.flag("can_change_organiser_settings"),
            can_change_event_settings: form.flag("can_change_event_settings"),
            can_change_submissions: form.flag("can_change_submissions"),
            is_reviewer: form.flag("is_reviewer"),
            ..Rights::NONE
        },
        force_hide_speaker_names: form.flag("force_hide_speaker_names"),
        limit_tracks: form.ids("limit_tracks").into_iter().collect(),
    }
}
