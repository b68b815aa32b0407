//! Names of downloaded files.

use plenary_model::Timestamp;
use plenary_model::programme::{ProgrammeEvent, ProgrammeSpeaker};
use unicode_normalization::UnicodeNormalization;

use crate::days::Talk;

/// `<event>-<part>--<date and time in UTC>.<extension>`, for the exports of an event (`part` is
/// `schedule`, `faved`, …).
pub fn export_file_name(event: &str, part: &str, extension: &str, now: Timestamp) -> String {
    let now = now.jiff().strftime("%Y-%m-%d-%H-%M");
    format!("{}-{}--{now}.{}", ascii(event), ascii(part), ascii(extension))
}

/// `<event>-<code>.ics`
pub fn session_file_name(event: &ProgrammeEvent, code: &str) -> String {
    format!("{}-{}.ics", ascii(&event.slug), ascii(code))
}

/// `<event>-<name>.ics`; a name that has nothing in ASCII gives way to the code.
pub fn speaker_file_name(event: &ProgrammeEvent, speaker: &ProgrammeSpeaker) -> String {
    let name = ascii(&speaker.name);
    let name = if name.trim_matches(['_', '.', '-']).is_empty() { ascii(&speaker.code) } else { name };
    format!("{}-{name}.ics", ascii(&event.slug))
}

/// `<slug>.ics`, the attachment of a mail about one placement.
pub fn slot_file_name(event: &ProgrammeEvent, talk: &Talk<'_>) -> String {
    format!("{}.ics", ascii(&talk.slug(&event.slug)))
}

/// The `Content-Disposition` of a download. Names from this module need no quoting; of others, what
/// does is dropped.
pub fn attachment(file_name: &str) -> String {
    format!("attachment; filename=\"{}\"", ascii(file_name))
}

/// The same for what a browser may show.
pub fn inline(file_name: &str) -> String {
    format!("inline; filename=\"{}\"", ascii(file_name))
}

/// Without accents, blanks as underscores, and nothing but letters, digits, `-`, `_` and dots.
fn ascii(text: &str) -> String {
    text.trim()
        .nfkd()
        .filter_map(|c| match c {
            ' ' => Some('_'),
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{days, sample};

    #[test]
    fn names() {
        let programme = sample::programme("Europe/Berlin");
        let event = &programme.event;
        let speaker = |name: &str| {
            speaker_file_name(event, &ProgrammeSpeaker { name: name.into(), ..programme.speakers[0].clone() })
        };
        assert_eq!(
            attachment(&export_file_name("democon", "schedule", "ics", sample::now())),
            "attachment; filename=\"democon-schedule--2026-11-22-13-25.ics\""
        );
        assert_eq!(session_file_name(event, "NMTXHU"), "democon-NMTXHU.ics");
        assert_eq!(speaker("Dr. Kristen Steele"), "democon-Dr._Kristen_Steele.ics");
        assert_eq!(speaker("Jäne \"<Doe>\"\r\n/.."), "democon-Jane_Doe...ics");
        assert_eq!(speaker("日本語"), "democon-CLPKSB.ics");
        let days = days(&programme);
        assert_eq!(
            slot_file_name(event, &days[0].rooms[0].talks[1]),
            "democon-1-0-first-talk-b-unicode-b.ics"
        );
        assert_eq!(attachment("a\"\r\nX: y"), "attachment; filename=\"aX_y\"");
    }
}
