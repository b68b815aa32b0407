//! What can be set of a team.

use std::collections::BTreeSet;

use plenary_model::error::Problems;
use plenary_model::{Message, Result, Rights};
use serde_json::{Map, Value, json};

use super::{Reach, Team};
use crate::rights;

/// In characters.
pub const NAME_LENGTH: usize = 190;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub name: String,
    /// Those to come too; `limit_events` is of no account then.
    pub all_events: bool,
    pub limit_events: BTreeSet<i32>,
    pub rights: Rights,
    /// Reviewers of this team never see who submitted.
    pub force_hide_speaker_names: bool,
    /// Its reviewers see proposals of these tracks only; of all where there is none.
    pub limit_tracks: BTreeSet<i32>,
}

impl Settings {
    pub fn of(team: &Team) -> Self {
        Self {
            name: team.row.name.clone(),
            all_events: team.row.all_events,
            limit_events: team.events.iter().copied().collect(),
            rights: rights::of_team(&team.row),
            force_hide_speaker_names: team.row.force_hide_speaker_names,
            limit_tracks: team.tracks.iter().copied().collect(),
        }
    }

    /// Tidied and checked. Errors name `name`, `limit_events`, `limit_tracks`; a team without any
    /// right is a problem of the whole.
    pub(super) fn checked(mut self, reach: &Reach) -> Result<Self> {
        self.name = self.name.trim().to_owned();
        if self.all_events {
            self.limit_events.clear();
        }
        let mut problems = Problems::default();
        if self.name.is_empty() {
            problems.add("name", "error-required");
        } else if self.name.chars().count() > NAME_LENGTH {
            let message = Message::new("error-too-long").arg("max", NAME_LENGTH);
            problems.add("name", message.arg("length", self.name.chars().count()));
        } else if self.name.chars().any(char::is_control) {
            problems.add("name", "error-control-characters");
        }
        if !self.limit_events.iter().all(|id| reach.events.iter().any(|event| event.id == *id)) {
            problems.add("limit_events", "error-choice");
        } else if !self.all_events && self.limit_events.is_empty() {
            problems.add("limit_events", "organiser-error-team-without-events");
        }
        self.check_tracks(reach, &mut problems);
        if !self.rights.any() {
            problems.add("", "organiser-error-team-without-rights");
        }
        problems.done()?;
        Ok(self)
    }

    /// A limit to tracks of other events would hide everything.
    fn check_tracks(&self, reach: &Reach, problems: &mut Problems) {
        for id in &self.limit_tracks {
            let Some(track) = reach.tracks.iter().find(|track| track.id == *id) else {
                return problems.add("limit_tracks", "error-choice");
            };
            if !self.all_events && !self.limit_events.contains(&track.event_id) {
                let locale =
                    reach.events.iter().find(|e| e.id == track.event_id).map_or("en", |e| e.locale.as_str());
                let message = Message::new("organiser-error-track-out-of-reach");
                problems.add("limit_tracks", message.arg("track", track.name.get(locale, locale)));
            }
        }
    }

    /// For the log: events by slug, tracks by id.
    pub(super) fn snapshot(&self, reach: &Reach) -> Map<String, Value> {
        let slugs: BTreeSet<&str> = reach
            .events
            .iter()
            .filter(|event| self.limit_events.contains(&event.id))
            .map(|event| event.slug.as_str())
            .collect();
        let rights = self.rights;
        let value = json!({
            "name": self.name,
            "all_events": self.all_events,
            "limit_events": slugs,
            "can_create_events": rights.can_create_events,
            "can_change_teams": rights.can_change_teams,
            "can_change_organiser_settings": rights.can_change_organiser_settings,
            "can_change_event_settings": rights.can_change_event_settings,
            "can_change_submissions": rights.can_change_submissions,
            "is_reviewer": rights.is_reviewer,
            "force_hide_speaker_names": self.force_hide_speaker_names,
            "limit_tracks": self.limit_tracks,
        });
        value.as_object().cloned().unwrap_or_default()
    }
}
