//! What changed from one released version to the next (data-model §3.10).

use std::collections::{BTreeMap, HashMap, HashSet};

use plenary_model::{I18nText, Result, SubmissionState, Timestamp};
use plenary_store::entity::{
    account, event, room, schedule, slot, speaker_profile, speaker_role, submission,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};

/// A released version and what it changed.
#[derive(Clone, Debug)]
pub struct Release {
    pub schedule: schedule::Model,
    /// Nothing came before it: then there are no changes.
    pub is_first: bool,
    pub changes: Changes,
}

/// In the order of places in the earlier, for `new` the later version: by start, room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub new: Vec<Placement>,
    pub canceled: Vec<Placement>,
    pub moved: Vec<Move>,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.canceled.is_empty() && self.moved.is_empty()
    }
}

/// A session at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Placement {
    /// Key in [`History::sessions`].
    pub submission: i32,
    pub start: Timestamp,
    /// Key in [`History::rooms`].
    pub room: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: Placement,
    pub to: Placement,
}

/// Every released version of an event, the latest first, with what one needs to tell of it.
#[derive(Clone, Debug, Default)]
pub struct History {
    pub releases: Vec<Release>,
    pub sessions: HashMap<i32, ChangedSession>,
    pub rooms: HashMap<i32, I18nText>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSession {
    pub code: String,
    pub title: String,
    pub content_locale: String,
    /// Names of the speakers in the session's order; one may be empty.
    pub speakers: Vec<String>,
    /// Whether the current version shows it, so that it has a page.
    pub is_current: bool,
}

/// Version, proposal, room, start.
type SlotRow = (i32, Option<i32>, Option<i32>, Option<Timestamp>);

/// The history of an event. The caller has checked that the visitor may see its released versions.
/// Five statements, however many versions there are.
pub async fn history(db: &impl ConnectionTrait, event: &event::Model) -> Result<History> {
    let releases = schedule::Entity::find()
        .filter(schedule::Column::EventId.eq(event.id))
        .filter(schedule::Column::Version.is_not_null())
        .order_by_asc(schedule::Column::Published)
        .order_by_asc(schedule::Column::Id)
        .all(db)
        .await?;
    let sessions = sessions(db, event.id).await?;
    let mut places: HashMap<i32, Vec<Placement>> = HashMap::new();
    let rows: Vec<SlotRow> = slot::Entity::find()
        .select_only()
        .columns([
            slot::Column::ScheduleId,
            slot::Column::SubmissionId,
            slot::Column::RoomId,
            slot::Column::Starts,
        ])
        .filter(slot::Column::ScheduleId.in_subquery(released(event.id)))
        .filter(slot::Column::IsVisible.eq(true))
        .filter(slot::Column::SubmissionId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    for row in rows {
        if let (schedule, Some(submission), Some(room), Some(start)) = row
            && sessions.contains_key(&submission)
        {
            places.entry(schedule).or_default().push(Placement { submission, start, room });
        }
    }
    for slots in places.values_mut() {
        slots.sort_by_key(|place| (place.start, place.room, place.submission));
    }
    let rooms = room::Entity::find().filter(room::Column::EventId.eq(event.id)).all(db).await?;
    let current: HashSet<i32> = releases
        .last()
        .and_then(|latest| places.get(&latest.id))
        .into_iter()
        .flatten()
        .map(|place| place.submission)
        .collect();
    let none = Vec::new();
    let mut earlier: Option<&Vec<Placement>> = None;
    let mut told = Vec::with_capacity(releases.len());
    for schedule in releases {
        let own = places.get(&schedule.id).unwrap_or(&none);
        let changes = earlier.map(|earlier| compare(earlier, own)).unwrap_or_default();
        told.push(Release { schedule, is_first: earlier.is_none(), changes });
        earlier = Some(own);
    }
    told.reverse();
    let sessions = sessions
        .into_iter()
        .map(|(id, session)| (id, ChangedSession { is_current: current.contains(&id), ..session }))
        .collect();
    Ok(History {
        releases: told,
        sessions,
        rooms: rooms.into_iter().map(|room| (room.id, room.name)).collect(),
    })
}

/// The released versions of an event, as a subquery.
fn released(event: i32) -> SelectStatement {
    Query::select()
        .column(schedule::Column::Id)
        .from(schedule::Entity)
        .and_where(schedule::Column::EventId.eq(event))
        .and_where(schedule::Column::Version.is_not_null())
        .to_owned()
}

/// The sessions that some released version shows, as a subquery.
fn shown_sessions(event: i32) -> SelectStatement {
    Query::select()
        .column(slot::Column::SubmissionId)
        .from(slot::Entity)
        .and_where(slot::Column::ScheduleId.in_subquery(released(event)))
        .and_where(slot::Column::IsVisible.eq(true))
        .and_where(slot::Column::SubmissionId.is_not_null())
        .to_owned()
}

async fn sessions(db: &impl ConnectionTrait, event: i32) -> Result<HashMap<i32, ChangedSession>> {
    let rows: Vec<(i32, String, String, String)> = submission::Entity::find()
        .select_only()
        .columns([
            submission::Column::Id,
            submission::Column::Code,
            submission::Column::Title,
            submission::Column::ContentLocale,
        ])
        .filter(submission::Column::EventId.eq(event))
        .filter(submission::Column::Id.in_subquery(shown_sessions(event)))
        .filter(submission::Column::State.ne(SubmissionState::Draft))
        .into_tuple()
        .all(db)
        .await?;
    let names: Vec<(i32, Option<String>, Option<String>)> = speaker_role::Entity::find()
        .select_only()
        .column(speaker_role::Column::SubmissionId)
        .column(speaker_profile::Column::Name)
        .column(account::Column::Name)
        .join(
            JoinType::InnerJoin,
            speaker_role::Entity::belongs_to(speaker_profile::Entity)
                .from(speaker_role::Column::SpeakerId)
                .to(speaker_profile::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            speaker_profile::Entity::belongs_to(account::Entity)
                .from(speaker_profile::Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .filter(speaker_role::Column::SubmissionId.in_subquery(shown_sessions(event)))
        .order_by_asc(speaker_role::Column::Position)
        .order_by_asc(speaker_role::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut speakers: HashMap<i32, Vec<String>> = HashMap::new();
    for (submission, own, account) in names {
        let name = own.filter(|name| !name.is_empty()).or(account).unwrap_or_default();
        speakers.entry(submission).or_default().push(name);
    }
    Ok(rows
        .into_iter()
        .map(|(id, code, title, content_locale)| {
            let speakers = speakers.remove(&id).unwrap_or_default();
            (id, ChangedSession { code, title, content_locale, speakers, is_current: false })
        })
        .collect())
}

/// What changed between two versions, each in the order of its places. What is at the same place at
/// the same time has not changed; a session that is only shorter or longer neither.
fn compare(earlier: &[Placement], later: &[Placement]) -> Changes {
    // By session, in the order in which sessions appear.
    let mut sides: BTreeMap<i32, (Vec<Placement>, Vec<Placement>)> = BTreeMap::new();
    let (before, after): (HashSet<&Placement>, HashSet<&Placement>) =
        (earlier.iter().collect(), later.iter().collect());
    for place in earlier.iter().filter(|place| !after.contains(place)) {
        sides.entry(place.submission).or_default().0.push(*place);
    }
    for place in later.iter().filter(|place| !before.contains(place)) {
        sides.entry(place.submission).or_default().1.push(*place);
    }
    let mut changes = Changes::default();
    for (old, new) in sides.into_values() {
        let gone = old.len().saturating_sub(new.len());
        let more = new.len().saturating_sub(old.len());
        changes.canceled.extend(&old[..gone]);
        changes.new.extend(&new[..more]);
        changes
            .moved
            .extend(old[gone..].iter().zip(&new[more..]).map(|(from, to)| Move { from: *from, to: *to }));
    }
    let order = |place: &Placement| (place.start, place.room, place.submission);
    changes.new.sort_by_key(order);
    changes.canceled.sort_by_key(order);
    changes.moved.sort_by_key(|entry| order(&entry.from));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(submission: i32, hour: i64, room: i32) -> Placement {
        Placement { submission, start: Timestamp::from_micros(hour * 3_600_000_000), room }
    }

    #[test]
    fn every_kind_of_change() {
        let changes = compare(
            &[at(1, 9, 1), at(2, 10, 1), at(3, 11, 1), at(4, 12, 1)],
            &[at(1, 9, 1), at(3, 11, 2), at(4, 13, 1), at(5, 14, 1)],
        );
        assert_eq!(changes.new, [at(5, 14, 1)]);
        assert_eq!(changes.canceled, [at(2, 10, 1)]);
        assert_eq!(
            changes.moved,
            [Move { from: at(3, 11, 1), to: at(3, 11, 2) }, Move { from: at(4, 12, 1), to: at(4, 13, 1) }]
        );
        assert!(compare(&[at(1, 9, 1)], &[at(1, 9, 1)]).is_empty());
        assert!(compare(&[], &[]).is_empty());
    }

    #[test]
    fn a_session_with_several_places() {
        // One stays, one goes, two are left to be paired: the first that are left over are gone.
        let changes = compare(&[at(1, 9, 1), at(1, 10, 1), at(1, 11, 1)], &[at(1, 9, 1), at(1, 15, 2)]);
        assert_eq!(changes.canceled, [at(1, 10, 1)]);
        assert_eq!(changes.moved, [Move { from: at(1, 11, 1), to: at(1, 15, 2) }]);
        assert!(changes.new.is_empty());

        let changes = compare(&[at(1, 9, 1)], &[at(1, 10, 1), at(1, 12, 1), at(1, 14, 2)]);
        assert_eq!(changes.new, [at(1, 10, 1), at(1, 12, 1)]);
        assert_eq!(changes.moved, [Move { from: at(1, 9, 1), to: at(1, 14, 2) }]);
    }
}
