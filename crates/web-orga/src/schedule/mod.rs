//! Rooms, times and versions of the schedule.

mod overview;
mod place;
mod release;
mod rooms;

use axum::Router;
use axum::routing::get;
use plenary_store::entity::{room, slot};
use plenary_web::{AppState, OrgaUrls, Visit};

use crate::entrance::Entrance;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(OrgaUrls::SCHEDULE, get(overview::show))
        .route(OrgaUrls::SCHEDULE_QUICK, get(place::show).post(place::save))
        .route(OrgaUrls::SCHEDULE_RELEASE, get(release::show).post(release::release))
        .route(OrgaUrls::ROOMS, get(rooms::list))
        .route(OrgaUrls::ROOM_NEW, get(rooms::new).post(rooms::create))
}

/// When and where a slot is, in words.
#[derive(Clone, Debug)]
pub struct Place {
    /// “Sat 12 Sep, 10:00–10:30”; nothing without a time.
    when: Option<String>,
    room: String,
    without: String,
}

impl Place {
    pub fn of(visit: &Visit, entrance: &Entrance, rooms: &[room::Model], slot: &slot::Model) -> Self {
        let locale = visit.locale();
        let zone = entrance.event.zone();
        let when = slot.starts.map(|start| {
            let start = start.in_zone(&zone);
            let time = match slot.ends {
                Some(end) => locale.time_range(&start, &end.in_zone(&zone)),
                None => locale.time(&start),
            };
            format!("{}, {time}", locale.day(start.date()))
        });
        let room = rooms.iter().find(|room| Some(room.id) == slot.room_id);
        let room = room.map_or_else(String::new, |room| entrance.text(visit, &room.name));
        Self { when, room, without: visit.t("orga-place-none") }
    }

    pub fn is_set(&self) -> bool {
        self.when.is_some()
    }

    pub fn in_words(&self) -> String {
        match (&self.when, self.room.as_str()) {
            (None, _) => self.without.clone(),
            (Some(when), "") => when.clone(),
            (Some(when), room) => format!("{when} · {room}"),
        }
    }
}
