//! What an entry says.

use plenary_event::history::Entry;
use plenary_locale::Locale;
use plenary_model::I18nText;
use plenary_web::Visit;
use serde_json::Value;

/// What is kept with an action and named in its sentence (data-model §5.3).
const NAMED: [(&str, &str); 21] = [
    ("pretalx.event.delete", "name"),
    ("plenary.event.copy", "name"),
    ("pretalx.event.plugins.enabled", "plugin"),
    ("pretalx.event.plugins.disabled", "plugin"),
    ("pretalx.organiser.delete", "name"),
    ("pretalx.team.remove_member", "name"),
    ("pretalx.team.invite.orga.retract", "email"),
    ("pretalx.invite.orga.send", "email"),
    ("pretalx.access_code.send", "email"),
    ("pretalx.review_phase.activate", "name"),
    ("plenary.review_phase.deactivate", "name"),
    ("pretalx.review_phase.delete", "name"),
    ("pretalx.review_score_category.create", "name"),
    ("pretalx.review_score_category.delete", "name"),
    ("pretalx.submission.delete", "title"),
    ("pretalx.submission.speakers.add", "name"),
    ("pretalx.submission.speakers.remove", "name"),
    ("pretalx.submission.invitation.send", "email"),
    ("pretalx.submission.invitation.accept", "email"),
    ("pretalx.submission.invitation.retract", "email"),
    ("pretalx.mail.skipped", "subject"),
];

/// “Proposal accepted”. Actions of plug-ins, and of versions to come, are shown by their names.
pub fn sentence(visit: &Visit, default: &str, entry: &Entry) -> String {
    let locale = visit.locale();
    let key = key(&entry.action);
    let named = NAMED.iter().find(|(action, _)| *action == entry.action).and_then(|(_, field)| {
        let value = named(locale, default, entry.data.get(field)?)?;
        Some(visit.t_args(&format!("{key}-with"), (*field, value)))
    });
    named.unwrap_or_else(|| action_name(visit, &entry.action))
}

/// What an action is called, whatever was kept with it.
pub fn action_name(visit: &Visit, action: &str) -> String {
    let key = key(action);
    if visit.locale().has(&key) { visit.t(&key) } else { action.to_owned() }
}

/// `pretalx.review_phase.activate` → `history-did-review-phase-activate`
fn key(action: &str) -> String {
    let name = action.strip_prefix("pretalx.").or_else(|| action.strip_prefix("plenary.")).unwrap_or(action);
    format!("history-did-{}", name.replace(['.', '_'], "-"))
}

/// A name that is kept as a text, or as texts by language.
pub fn named(locale: Locale, default: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(texts) => {
            let texts =
                texts.iter().filter_map(|(code, text)| Some((code.clone(), text.as_str()?.to_owned())));
            I18nText::localised(texts).get(locale.code(), default).to_owned()
        }
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    /// Actions of data-model §5.2 and §5.3 that nothing here writes, or not yet.
    const OTHERS: &str = "
        event.plugins.enabled event.plugins.disabled organiser.delete cfp.update cfp.reset
        question.create question.update question.delete question.activate question.deactivate question.reorder
        question.option.create question.option.update question.option.delete
        submission_type.create submission_type.update submission_type.delete submission_type.make_default
        track.create track.update track.delete tag.create tag.update tag.delete
        access_code.create access_code.update access_code.delete access_code.send
        room.create room.update room.delete room.hide room.unhide
        submission.update submission.delete submission.deleted submission.unconfirm
        submission.speakers.add submission.speakers.remove submission.speakers.reorder submission.speakers.invite
        submission.invitation.send submission.invitation.accept submission.invitation.retract
        submission.resource.create submission.resource.update submission.resource.delete
        submission.answer.create submission.answer.update submission.answer.delete
        submission.comment.create submission.comment.delete
        submission.review.create submission.review.update submission.review.delete
        submission.signup.signup submission.signup.cancel submission.signup.delete
        speaker.create speaker.delete speaker.arrived speaker.unarrived speaker.claim speaker.merge
        speaker.invite.send speaker.invite.retract speaker.invite.invalidate
        speaker_information.create speaker_information.update speaker_information.delete
        user.attendee.delete user.email.update
        user.token.create user.token.update user.token.upgrade user.token.revoke
        mail.create mail.update mail.delete mail.delete_all mail.skipped
        mail_template.create mail_template.update mail_template.delete
        invite.reviewer.send invite.reviewer.retract";

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }

    /// Names of actions in quotes: `"pretalx.a.b"`, `"plenary.a.b"`.
    fn actions(source: &str, found: &mut BTreeSet<String>) {
        for part in ["pretalx.", "plenary."] {
            for (at, _) in source.match_indices(&format!("\"{part}")) {
                let name: String = source[at + 1..].chars().take_while(|c| *c != '"').collect();
                let is_action = name.matches('.').count() >= 2
                    && !name.ends_with('.')
                    && name.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_');
                if is_action {
                    found.insert(name);
                }
            }
        }
    }

    #[test]
    fn every_action_can_be_read() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut written = BTreeSet::new();
        for name in ["event", "submission", "schedule", "person", "mail"] {
            let mut files = Vec::new();
            sources(&crates.join(name).join("src"), &mut files);
            for file in files {
                let text = std::fs::read_to_string(file).unwrap();
                // Old names are shown under those of today.
                if !text.contains("const ALIASES") {
                    actions(&text, &mut written);
                }
            }
        }
        assert!(written.len() > 40 && written.contains("pretalx.submission.accept"), "{written:?}");
        assert!(written.contains("plenary.slot.update"), "{written:?}");
        let all = written.into_iter().chain(OTHERS.split_whitespace().map(|name| format!("pretalx.{name}")));
        let mut missing = Vec::new();
        for action in all {
            for locale in plenary_locale::LOCALES {
                let key = key(&action);
                if !locale.has(&key) {
                    missing.push(format!("{key} ({})", locale.code()));
                }
            }
        }
        for (action, field) in NAMED {
            for locale in plenary_locale::LOCALES {
                let with = locale.t_args(&format!("{}-with", key(action)), (field, "ÄÖÜ"));
                if !with.contains("ÄÖÜ") {
                    missing.push(format!("{}-with ({})", key(action), locale.code()));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn names_in_languages() {
        let german = Locale::find("de").unwrap();
        let both = serde_json::json!({"en": "Moss", "de": "Moos"});
        assert_eq!(named(german, "en", &both).as_deref(), Some("Moos"));
        assert_eq!(named(Locale::EN, "en", &serde_json::json!("x")).as_deref(), Some("x"));
        for nothing in
            [serde_json::json!(null), serde_json::json!(""), serde_json::json!({}), serde_json::json!(7)]
        {
            assert_eq!(named(german, "en", &nothing), None);
        }
    }
}
