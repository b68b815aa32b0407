//! What happens around a session: before and after it in the same room, and elsewhere meanwhile.

use plenary_model::programme::{ProgrammeSlot, SlotContent};
use plenary_web::{Url, Visit};

use crate::programme::Shown;

/// The neighbours of a session that takes place once.
#[derive(Default)]
pub struct Around {
    pub room: String,
    pub before: Option<Neighbour>,
    pub after: Option<Neighbour>,
    pub parallel: Vec<Neighbour>,
}

pub struct Neighbour {
    pub url: Url,
    pub title: String,
    pub language: String,
    pub range: String,
    /// Empty: the session's own.
    pub room: String,
    /// Class of its track.
    pub track: String,
}

/// Nights belong to the day before until this hour (pages-public §8.2).
const DAY_BEGINS: i64 = 4;

impl Around {
    pub fn new(shown: &Shown, visit: &Visit, session: usize) -> Self {
        let programme = &shown.programme;
        let mut own = programme.slots_of(session);
        let (Some(here), None) = (own.next(), own.next()) else { return Self::default() };
        let zone = programme.zone();
        let day = |slot: &ProgrammeSlot| slot.start.plus_minutes(-60 * DAY_BEGINS).in_zone(&zone).date();
        let others =
            || programme.slots.iter().filter(|slot| session_of(slot).is_some_and(|of| of != session));
        let in_room = || others().filter(|slot| slot.room == here.room && day(slot) == day(here));
        let before = in_room().filter(|slot| slot.end <= here.start).max_by_key(|slot| slot.start);
        let after = in_room().filter(|slot| slot.start >= here.end).min_by_key(|slot| slot.start);
        let parallel = others()
            .filter(|slot| slot.room != here.room && slot.start < here.end && slot.end > here.start)
            .filter_map(|slot| neighbour(shown, visit, slot, true))
            .collect();
        Self {
            room: programme.room(here.room).map(|room| room.name.clone()).unwrap_or_default(),
            before: before.and_then(|slot| neighbour(shown, visit, slot, false)),
            after: after.and_then(|slot| neighbour(shown, visit, slot, false)),
            parallel,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.before.is_none() && self.after.is_none() && self.parallel.is_empty()
    }
}

fn session_of(slot: &ProgrammeSlot) -> Option<usize> {
    match slot.content {
        SlotContent::Session { session, .. } => Some(session),
        SlotContent::Break { .. } => None,
    }
}

fn neighbour(shown: &Shown, visit: &Visit, slot: &ProgrammeSlot, elsewhere: bool) -> Option<Neighbour> {
    let programme = &shown.programme;
    let session = programme.sessions.get(session_of(slot)?)?;
    let zone = programme.zone();
    let room = programme.room(slot.room).filter(|_| elsewhere).map(|room| room.name.clone());
    let track =
        session.track.filter(|_| programme.event.use_tracks).and_then(|index| programme.tracks.get(index));
    Some(Neighbour {
        url: shown.urls().talk(&session.code),
        title: session.title.clone(),
        language: session.content_locale.clone(),
        range: visit.locale().time_range(&slot.start.in_zone(&zone), &slot.end.in_zone(&zone)),
        room: room.unwrap_or_default(),
        track: track.map(|track| format!("track-{}", track.id)).unwrap_or_default(),
    })
}
