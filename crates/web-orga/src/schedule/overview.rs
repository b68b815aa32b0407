//! The schedule being worked on: sessions without a time, then day by day.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use plenary_model::SlotType;
use plenary_schedule::working::{self, Working, WorkingSlot};
use plenary_store::entity::{room, submission};
use plenary_submission::cfp::Cfp;
use plenary_web::{AppState, DEFAULT_SIZE, Frame, Page, Pagination, StateBadge, Url, Visit};

use crate::entrance::{Entrance, enter};
use crate::query;

#[derive(askama::Template)]
#[template(path = "orga/schedule.html")]
struct SchedulePage {
    frame: Frame,
    lead: String,
    release: Url,
    /// Where forms lead back to.
    here: Url,
    waiting: Vec<Waiting>,
    pagination: Pagination,
    /// Rooms to choose from.
    rooms: Vec<(i32, String)>,
    room_list: Url,
    /// For those who may add rooms.
    add_room: Option<Url>,
    proposals: Url,
    time_zone: String,
    /// Bounds of the times that can be chosen: `2026-09-11T00:00`.
    earliest: String,
    latest: String,
    days: Vec<Day>,
}

/// A slot without a time.
struct Waiting {
    slot: i32,
    session: Session,
    note: String,
    action: Url,
}

struct Session {
    title: String,
    language: String,
    url: Url,
    state: StateBadge,
}

struct Day {
    id: String,
    label: String,
    rows: Vec<Row>,
}

struct Row {
    start: String,
    time: String,
    room: String,
    content: Content,
}

enum Content {
    Session { session: Session, change: Url },
    Pause { name: String, is_public: bool },
}

pub async fn show(State(state): State<AppState>, visit: Visit, Path(slug): Path<String>) -> Page {
    let entrance = enter(&state, &visit, &slug).await?;
    let (db, actor, event) = (state.database.reader(), visit.actor(), &entrance.event);
    let working = working::load(db, &actor, event).await?;
    let cfp = Cfp::load(db, event).await?;
    let (urls, locale) = (entrance.urls(), visit.locale());

    let (placed, unplaced): (Vec<&WorkingSlot>, Vec<&WorkingSlot>) =
        working.slots.iter().partition(|slot| slot.slot.starts.is_some());
    let unplaced: Vec<(&WorkingSlot, &submission::Model)> =
        unplaced.into_iter().filter_map(|slot| Some((slot, slot.submission.as_ref()?))).collect();
    let page = query::value(&visit, "page").parse().unwrap_or(1);
    let pagination = Pagination::new(locale, urls.schedule(), page, DEFAULT_SIZE, unplaced.len() as u64);
    let from = usize::try_from(pagination.offset()).unwrap_or(0);
    let size = usize::try_from(pagination.size).unwrap_or(usize::MAX);
    let waiting = unplaced
        .into_iter()
        .skip(from)
        .take(size)
        .map(|(slot, submission)| Waiting {
            slot: slot.slot.id,
            session: session(&visit, &entrance, submission),
            note: note(&visit, &entrance, &cfp, submission),
            action: urls.schedule_quick(&submission.code),
        })
        .collect();

    let may_change_rooms = entrance.rights.can_change_event_settings;
    let page = SchedulePage {
        frame: entrance.frame(&state, &visit).await?.title(visit.t("kit-schedule")),
        lead: lead(&visit, &entrance, &working),
        release: urls.schedule_release(),
        here: if pagination.page > 1 {
            urls.schedule().query("page", pagination.page)
        } else {
            urls.schedule()
        },
        waiting,
        pagination,
        rooms: choices(&visit, &entrance, &working.rooms),
        room_list: urls.rooms(),
        add_room: may_change_rooms.then(|| urls.room_new()),
        proposals: urls.submissions(),
        time_zone: event.timezone.clone(),
        earliest: format!("{}T00:00", event.date_from),
        latest: format!("{}T23:59", event.date_to),
        days: days(&visit, &entrance, &working.rooms, placed),
    };
    visit.page(&page)
}

/// Rooms that sessions can be put into.
pub fn choices(visit: &Visit, entrance: &Entrance, rooms: &[room::Model]) -> Vec<(i32, String)> {
    let open = rooms.iter().filter(|room| !room.hidden);
    open.map(|room| (room.id, entrance.text(visit, &room.name))).collect()
}

fn lead(visit: &Visit, entrance: &Entrance, working: &Working) -> String {
    match working.versions.first() {
        None => visit.t("orga-version-none"),
        Some(latest) => {
            let zone = entrance.event.zone();
            let at =
                latest.published.map_or_else(String::new, |at| visit.locale().date_time(&at.in_zone(&zone)));
            let version = latest.version.clone().unwrap_or_default();
            visit.t_args("orga-version", (("version", version), ("at", at)))
        }
    }
}

/// “Talk · 30 min”
fn note(visit: &Visit, entrance: &Entrance, cfp: &Cfp, submission: &submission::Model) -> String {
    let kind = cfp.types.iter().find(|kind| kind.id == submission.submission_type_id);
    let minutes = submission.duration.or(kind.map(|kind| kind.default_duration));
    let name = kind.map(|kind| entrance.text(visit, &kind.name));
    let duration = minutes.map(|minutes| visit.locale().duration(i64::from(minutes)));
    name.into_iter().chain(duration).collect::<Vec<_>>().join(" · ")
}

fn session(visit: &Visit, entrance: &Entrance, submission: &submission::Model) -> Session {
    Session {
        title: submission.title.clone(),
        language: submission.content_locale.clone(),
        url: entrance.urls().submission(&submission.code),
        state: StateBadge::new(visit.locale(), submission.state).pending(&submission.pending_state),
    }
}

fn days(visit: &Visit, entrance: &Entrance, rooms: &[room::Model], placed: Vec<&WorkingSlot>) -> Vec<Day> {
    let (zone, locale) = (entrance.event.zone(), visit.locale());
    let names: BTreeMap<i32, String> =
        rooms.iter().map(|room| (room.id, entrance.text(visit, &room.name))).collect();
    let mut days: Vec<Day> = Vec::new();
    for WorkingSlot { slot, submission } in placed {
        let Some(start) = slot.starts.map(|start| start.in_zone(&zone)) else { continue };
        let time = match slot.ends {
            Some(end) => locale.time_range(&start, &end.in_zone(&zone)),
            None => locale.time(&start),
        };
        let content = match submission {
            Some(submission) => Content::Session {
                session: session(visit, entrance, submission),
                change: entrance.urls().schedule_quick(&submission.code).query("slot", slot.id),
            },
            None => Content::Pause {
                name: entrance.text(visit, &slot.description),
                is_public: slot.slot_type != Some(SlotType::Blocker),
            },
        };
        let row = Row {
            start: start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            time,
            room: slot.room_id.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            content,
        };
        let id = format!("day-{}", start.date());
        match days.last_mut() {
            Some(day) if day.id == id => day.rows.push(row),
            _ => days.push(Day { id, label: locale.date_long(start.date()), rows: vec![row] }),
        }
    }
    days
}
