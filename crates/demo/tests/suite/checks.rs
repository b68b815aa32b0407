//! What holds for every demo event, asked of the domain functions.

use std::collections::{HashMap, HashSet};

use plenary_demo::{DemoEvent, Release, Slot};
use plenary_model::programme::SlotContent;
use plenary_model::{Actor, SubmissionState};
use plenary_schedule::programme::{self, Reading};
use plenary_schedule::{version, working};
use plenary_store::entity::{self, event, slot, submission};
use plenary_store::testing::TestDatabase;
use plenary_submission::slots;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::setting::Setting;

pub async fn count<E: EntityTrait>(test: &TestDatabase) -> usize
where
    E::Model: Sync,
{
    E::find().count(test.database.reader()).await.unwrap() as usize
}

async fn all_slots(test: &TestDatabase) -> Vec<slot::Model> {
    slot::Entity::find().order_by_asc(slot::Column::Id).all(test.database.reader()).await.unwrap()
}

/// Every proposal has exactly the slots it should have.
pub async fn reconciling_changes_nothing(test: &TestDatabase, event: &event::Model) {
    let before = all_slots(test).await;
    let tx = test.database.begin().await.unwrap();
    let of_event = submission::Entity::find().filter(submission::Column::EventId.eq(event.id));
    for proposal in of_event.all(tx.db()).await.unwrap() {
        slots::reconcile(&tx, &proposal).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(all_slots(test).await, before);
}

/// A session, and since midnight of the first day: its room's name, start and end in minutes.
type Line = (String, String, i64, i64);

fn expected(plan: &DemoEvent, release: &Release) -> Vec<Line> {
    let mut placed: Vec<Option<Slot>> = plan.proposals.iter().map(|proposal| proposal.slot).collect();
    release.swapped.iter().for_each(|&(one, other)| placed.swap(one, other));
    release.without.iter().for_each(|&at| placed[at] = None);
    let mut lines: Vec<Line> = plan
        .proposals
        .iter()
        .zip(placed)
        .filter_map(|(proposal, slot)| {
            let slot = slot?;
            let start = i64::from(slot.day) * 24 * 60 + i64::from(slot.start);
            let room = plan.rooms[slot.room].name.en.clone();
            Some((proposal.title.clone(), room, start, start + i64::from(proposal.minutes)))
        })
        .collect();
    for pause in &plan.breaks {
        let start = i64::from(pause.day) * 24 * 60 + i64::from(pause.start);
        lines.extend(pause.rooms.iter().map(|&room| {
            let room = plan.rooms[room].name.en.clone();
            (pause.title.en.clone(), room, start, start + i64::from(pause.minutes))
        }));
    }
    lines.sort();
    lines
}

/// Visitors find each version, and in it what the plan says.
pub async fn versions_are_those_of_the_plan(test: &TestDatabase, event: &event::Model, plan: &DemoEvent) {
    let snapshot = test.database.snapshot().await.unwrap();
    let mut published = Vec::new();
    for release in &plan.releases {
        let which = version::Which::Named(&release.version);
        let schedule = version::find(snapshot.db(), &Actor::Anonymous, event, which).await.unwrap();
        assert_eq!(schedule.version.as_deref(), Some(release.version.as_str()));
        published.push(schedule.published.unwrap());
        let reading = Reading { locale: "en", base_url: "https://example.org", instance: uuid::Uuid::nil() };
        let programme = programme::read(snapshot.db(), event, &schedule, reading).await.unwrap();
        let mut lines: Vec<Line> = programme
            .slots
            .iter()
            .map(|slot| {
                let title = match &slot.content {
                    SlotContent::Session { session, .. } => programme.sessions[*session].title.clone(),
                    SlotContent::Break { description } => description.clone(),
                };
                let room = programme.room(slot.room).unwrap().name.clone();
                (
                    title,
                    room,
                    slot.start.minutes_since(event.starts()),
                    slot.end.minutes_since(event.starts()),
                )
            })
            .collect();
        lines.sort();
        assert_eq!(lines, expected(plan, release), "{}", release.version);
        assert_eq!(programme.tracks.len(), plan.tracks.len());
        speakers_are_those_of_the_plan(&programme, plan);
    }
    assert!(published.is_sorted() && published.last() < Some(&snapshot.now()));
    let current =
        version::find(snapshot.db(), &Actor::Anonymous, event, version::Which::Current).await.unwrap();
    assert_eq!(current.version, plan.releases.last().map(|release| release.version.clone()));
}

fn speakers_are_those_of_the_plan(programme: &plenary_model::programme::Programme, plan: &DemoEvent) {
    let planned: HashMap<&str, &plenary_demo::Proposal> =
        plan.proposals.iter().map(|proposal| (proposal.title.as_str(), proposal)).collect();
    for session in &programme.sessions {
        let proposal = planned[session.title.as_str()];
        let names: Vec<&str> =
            session.speakers.iter().map(|&at| programme.speakers[at].name.as_str()).collect();
        let wanted: Vec<&str> = proposal.speakers.iter().map(|&at| plan.speakers[at].name.as_str()).collect();
        assert_eq!(names, wanted, "{}", session.title);
        assert_eq!(session.image.is_some(), proposal.has_picture);
        assert_eq!(session.resources.len(), proposal.links.len());
        assert_eq!(session.duration, i64::from(proposal.minutes));
        assert_eq!(
            session.track.map(|track| programme.tracks[track].name.as_str()),
            Some(plan.tracks[proposal.track].name.en.as_str())
        );
    }
}

/// The working schedule, as organisers see it, has the accepted sessions without a place only.
pub async fn what_is_left_to_place(test: &TestDatabase, event: &event::Model, actor: &Actor) {
    let working = working::load(test.database.reader(), actor, event).await.unwrap();
    assert_eq!(working.unscheduled(), working.unconfirmed());
    for slot in working.slots.iter().filter_map(|slot| slot.submission.as_ref()) {
        assert!(matches!(slot.state, SubmissionState::Accepted | SubmissionState::Confirmed));
    }
}

/// Whatever rows refer to lies in the media directory, and nothing else does.
pub async fn files_are_all_used(test: &TestDatabase, setting: &Setting) {
    let db = test.database.reader();
    let mut used = Vec::new();
    for event in event::Entity::find().all(db).await.unwrap() {
        used.extend([event.logo, event.header_image]);
    }
    for picture in entity::profile_picture::Entity::find().all(db).await.unwrap() {
        used.extend([picture.avatar, picture.avatar_thumbnail, picture.avatar_thumbnail_tiny]);
    }
    used.extend(submission::Entity::find().all(db).await.unwrap().into_iter().map(|row| row.image));
    for answer in entity::answer::Entity::find().all(db).await.unwrap() {
        if let Some(file) = answer.answer_file {
            assert_eq!(answer.answer, format!("file://{file}"));
            used.push(Some(file));
        }
    }
    let used: HashSet<String> = used.into_iter().flatten().collect();
    let there: HashSet<String> = setting.media.list().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(there, used);
}
