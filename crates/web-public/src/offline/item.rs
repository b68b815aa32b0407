//! What devices keep of a session or a speaker.

use std::collections::{BTreeMap, HashSet};

use plenary_model::programme::{ProgrammeSession, ProgrammeSpeaker};
use plenary_web::urls::media;
use plenary_web::{Failure, Visit};
use serde::Serialize;
use serde_json::{Map, Value};

use super::digest;
use crate::programme::Shown;
use crate::resources::resources;
use crate::{entry, language, prose};

/// A session as its page shows it. Names that end in `_html` are the only ones that hold HTML.
#[derive(Serialize)]
struct SessionItem {
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    abstract_html: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description_html: String,
    #[serde(rename = "type")]
    session_type: String,
    /// The track's id in the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    track: Option<i32>,
    /// The code of the language it is given in.
    language: String,
    /// What that language calls itself; only where sessions come in several.
    #[serde(skip_serializing_if = "String::is_empty")]
    language_name: String,
    /// In words.
    duration: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    not_recorded: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    /// Codes, in the session's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<ResourceItem>,
}

#[derive(Serialize)]
struct ResourceItem {
    name: String,
    url: String,
    file: bool,
}

#[derive(Serialize)]
struct SpeakerItem {
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    biography_html: String,
    /// The biography below a session's headings, where it has headings itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    nested_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail: Option<String>,
}

/// How the texts of an item are written.
#[derive(Clone, Copy)]
enum Texts {
    /// As stored: enough to notice a change, and much cheaper.
    Source,
    Html,
}

impl Texts {
    fn below(self, level: u8, markdown: Option<&str>) -> String {
        match (self, markdown) {
            (_, None) => String::new(),
            (Self::Source, Some(text)) => text.to_owned(),
            (Self::Html, Some(text)) => prose::below(level, text),
        }
    }
}

/// The items of a programme under their keys: `s:` and a session's code, `p:` and a speaker's.
pub struct Items<'a> {
    shown: &'a Shown,
    visit: &'a Visit,
}

impl<'a> Items<'a> {
    pub fn new(shown: &'a Shown, visit: &'a Visit) -> Self {
        Self { shown, visit }
    }

    /// Key → what changes with the item.
    pub fn digests(&self) -> Result<BTreeMap<String, String>, Failure> {
        let mut digests = BTreeMap::new();
        for (key, index, session) in self.sessions() {
            digests.insert(key, digest(&self.session(index, session, Texts::Source))?);
        }
        for (key, speaker) in self.speakers() {
            digests.insert(key, digest(&self.speaker(speaker, Texts::Source))?);
        }
        Ok(digests)
    }

    /// The items with their texts as HTML: all, or those named in `wanted` between commas.
    pub fn html(&self, wanted: Option<&str>) -> Result<Map<String, Value>, Failure> {
        let wanted: Option<HashSet<&str>> = wanted.map(|keys| keys.split(',').map(str::trim).collect());
        let is_wanted = |key: &String| wanted.as_ref().is_none_or(|keys| keys.contains(key.as_str()));
        let mut items = Map::new();
        for (key, index, session) in self.sessions().filter(|(key, ..)| is_wanted(key)) {
            items.insert(key, value(&self.session(index, session, Texts::Html))?);
        }
        for (key, speaker) in self.speakers().filter(|(key, _)| is_wanted(key)) {
            items.insert(key, value(&self.speaker(speaker, Texts::Html))?);
        }
        Ok(items)
    }

    fn sessions(&self) -> impl Iterator<Item = (String, usize, &'a ProgrammeSession)> {
        let sessions = self.shown.programme.sessions.iter().enumerate();
        sessions.map(|(index, session)| (format!("s:{}", session.code), index, session))
    }

    fn speakers(&self) -> impl Iterator<Item = (String, &'a ProgrammeSpeaker)> {
        self.shown.programme.speakers.iter().map(|speaker| (format!("p:{}", speaker.code), speaker))
    }

    fn session(&self, index: usize, session: &ProgrammeSession, texts: Texts) -> SessionItem {
        let programme = &self.shown.programme;
        let speakers = session.speakers.iter().filter_map(|speaker| programme.speakers.get(*speaker));
        let resources = resources(None, self.visit.locale(), session);
        SessionItem {
            title: session.title.clone(),
            abstract_html: texts.below(1, session.abstract_text.as_deref()),
            description_html: texts.below(1, session.description.as_deref()),
            session_type: session.session_type.clone(),
            track: session
                .track
                .filter(|_| programme.event.use_tracks)
                .and_then(|track| Some(programme.tracks.get(track)?.id)),
            language: session.content_locale.clone(),
            language_name: match self.shown.is_multilingual() {
                true => language::native_name(&session.content_locale),
                false => String::new(),
            },
            duration: self.visit.locale().duration(entry::duration(
                session,
                &self.shown.programme.slots_of(index).collect::<Vec<_>>(),
            )),
            not_recorded: session.do_not_record,
            image: session.image.as_deref().map(|path| media(path).to_string()),
            speakers: speakers.map(|speaker| speaker.code.clone()).collect(),
            resources: resources
                .into_iter()
                .map(|resource| ResourceItem {
                    name: resource.name,
                    url: resource.url,
                    file: resource.is_file,
                })
                .collect(),
        }
    }

    fn speaker(&self, speaker: &ProgrammeSpeaker, texts: Texts) -> SpeakerItem {
        let biography_html = texts.below(1, speaker.biography.as_deref());
        let nested_html = texts.below(3, speaker.biography.as_deref());
        let picture = |path: &Option<String>| path.as_deref().map(|path| media(path).to_string());
        SpeakerItem {
            name: self.shown.name_of(self.visit.locale(), speaker),
            nested_html: if nested_html == biography_html { String::new() } else { nested_html },
            biography_html,
            picture: picture(&speaker.avatar),
            thumbnail: picture(&speaker.avatar_thumbnail),
        }
    }
}

fn value(item: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(item).map_err(|error| plenary_model::Error::internal(error.to_string()).into())
}
