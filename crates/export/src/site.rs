//! What exports need to know about the installation, and the addresses they contain.

use std::borrow::Cow;

use plenary_model::programme::{Programme, ProgrammeEvent, ProgrammeSpeaker};

/// The name under which generated files say who made them.
pub const SOFTWARE: &str = "plenary";

/// The installation that publishes the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `host` or `host:port` of the installation (not of an event's own domain). Part of the UIDs in
    /// calendars, so it must stay the same for the life of an event.
    pub host: String,
    /// Where stored files are served: a path with slashes on both ends (`/media/`), or an absolute
    /// address with a slash at the end.
    pub media_prefix: String,
    /// The version of this software.
    pub version: String,
    /// What a speaker without a name is called, in the language of the programme.
    pub unnamed_speaker: String,
}

impl Site {
    /// The address of a stored file as the site itself refers to it (without host unless media are
    /// served from elsewhere).
    pub(crate) fn media_path(&self, path: &str) -> String {
        let mut address = self.media_prefix.clone();
        for byte in path.trim_start_matches('/').bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => address.push(char::from(byte)),
                b'/' | b'~' | b'!' | b'*' | b'(' | b')' | b'\'' | b'-' | b'.' | b'_' => {
                    address.push(char::from(byte));
                }
                _ => address.push_str(&format!("%{byte:02X}")),
            }
        }
        address
    }

    /// The absolute address of a stored file.
    pub(crate) fn media_url(&self, event: &ProgrammeEvent, path: &str) -> String {
        self.media_at(&event.base_url, path)
    }

    /// The same for an event whose site is at `base_url`.
    pub fn media_at(&self, base_url: &str, path: &str) -> String {
        let path = self.media_path(path);
        if path.starts_with('/') { format!("{base_url}{path}") } else { path }
    }

    /// What a speaker is called in public.
    pub(crate) fn name_of<'a>(&'a self, speaker: &'a ProgrammeSpeaker) -> &'a str {
        if speaker.name.trim().is_empty() { &self.unnamed_speaker } else { &speaker.name }
    }

    /// The names of a session's speakers, in its order.
    pub(crate) fn names_of(&self, programme: &Programme, speakers: &[usize]) -> String {
        let names: Vec<Cow<'_, str>> = speakers
            .iter()
            .filter_map(|index| programme.speakers.get(*index))
            .map(|speaker| crate::text::clean(self.name_of(speaker)))
            .collect();
        names.join(", ")
    }
}

pub(crate) fn schedule_url(event: &ProgrammeEvent) -> String {
    format!("{}/{}/schedule/", event.page_url, event.slug)
}

pub(crate) fn session_url(event: &ProgrammeEvent, code: &str) -> String {
    format!("{}/{}/talk/{code}/", event.page_url, event.slug)
}

pub(crate) fn speaker_url(event: &ProgrammeEvent, code: &str) -> String {
    format!("{}/{}/speaker/{code}/", event.page_url, event.slug)
}

/// The feedback form; it needs the running software, wherever the agenda itself is served.
pub(crate) fn feedback_url(event: &ProgrammeEvent, code: &str) -> String {
    format!("{}/{}/talk/{code}/feedback/", event.base_url, event.slug)
}
