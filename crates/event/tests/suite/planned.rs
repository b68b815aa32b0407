//! An organiser with an event, rooms and a plan.

use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{Actor, Date, I18nText, SubmissionState, Timestamp};
use plenary_person::account::{self, NewAccount};
use plenary_person::login;
use plenary_store::Tx;
use plenary_store::entity::{
    activity_log, availability, event, organiser as organisers, room, schedule, slot, submission,
    submission_type,
};
use plenary_store::testing::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::{Value, json};

pub struct Setting {
    pub owner: organisers::Model,
    pub event: event::Model,
    /// Member of the organiser's team.
    pub organiser: Actor,
    pub administrator: Actor,
    /// Belongs to nothing.
    pub stranger: Actor,
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

async fn person(tx: &Tx, email: &str, administrator: bool) -> Actor {
    let new =
        NewAccount { name: "Zoë", email, password: None, locale: "en", time_zone: "UTC", administrator };
    login::actor(&account::create(tx, new).await.unwrap())
}

pub fn new_event(owner: &organisers::Model, slug: &str) -> NewEvent {
    NewEvent {
        organiser: owner.clone(),
        name: I18nText::localised([("en", "Example Conference"), ("de", "Beispielkonferenz")]),
        slug: slug.to_owned(),
        date_from: day("2026-09-11"),
        date_to: day("2026-09-13"),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned(), "de".to_owned()],
        deadline: Some(at("2026-07-01T21:59:00Z")),
        primary_color: None,
    }
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let organiser = person(&tx, "olga@example.org", false).await;
    let administrator = person(&tx, "ada@example.org", true).await;
    let stranger = person(&tx, "sam@example.org", false).await;
    let owner = organiser::create(&tx, &Actor::System, &"Example".into(), "example", organiser.account())
        .await
        .unwrap();
    let event = events::create(&tx, &organiser, new_event(&owner, "conf")).await.unwrap();
    tx.commit().await.unwrap();
    Setting { owner, event, organiser, administrator, stranger }
}

pub async fn add_room(tx: &Tx, event: i32, hidden: bool) -> i32 {
    let row = room::ActiveModel {
        event_id: Set(event),
        name: Set("Hall".into()),
        description: Set(I18nText::Empty),
        speaker_info: Set(I18nText::Empty),
        hidden: Set(hidden),
        guid: Set(Some(format!("5e4b31ab-4b3c-4f1c-8d0d-{:012}", tx.random().below(1_000_000_000)))),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

pub async fn open(tx: &Tx, event: i32, room: i32, starts: &str, ends: &str) {
    let row = availability::ActiveModel {
        event_id: Set(event),
        room_id: Set(Some(room)),
        starts: Set(at(starts)),
        ends: Set(at(ends)),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap();
}

/// The version that is worked on, or a released one.
pub async fn version(tx: &Tx, event: i32, name: Option<&str>) -> i32 {
    match name {
        None => plenary_event::initial::ensure_wip_schedule(tx, event).await.unwrap().id,
        Some(name) => {
            let row = schedule::ActiveModel {
                event_id: Set(event),
                version: Set(Some(name.to_owned())),
                published: Set(Some(tx.now())),
                comment: Set(I18nText::Empty),
                ..Default::default()
            };
            row.insert(tx.db()).await.unwrap().id
        }
    }
}

pub async fn add_submission(tx: &Tx, event: i32, code: &str) -> i32 {
    let of_type = submission_type::Entity::find()
        .filter(submission_type::Column::EventId.eq(event))
        .one(tx.db())
        .await
        .unwrap()
        .unwrap();
    let row = submission::ActiveModel {
        code: Set(code.to_owned()),
        event_id: Set(event),
        title: Set("Moss".to_owned()),
        submission_type_id: Set(of_type.id),
        state: Set(SubmissionState::Confirmed),
        content_locale: Set("en".to_owned()),
        invitation_token: Set(code.to_owned()),
        draft_additional_speakers: Set(json!([])),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

pub async fn add_slot(
    tx: &Tx,
    schedule: i32,
    submission: Option<i32>,
    room: i32,
    starts: &str,
    ends: &str,
) -> i32 {
    let row = slot::ActiveModel {
        schedule_id: Set(schedule),
        submission_id: Set(submission),
        room_id: Set(Some(room)),
        starts: Set(Some(at(starts))),
        ends: Set(Some(at(ends))),
        description: Set(I18nText::Empty),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

pub async fn slot_times(
    db: &impl ConnectionTrait,
    id: i32,
) -> Option<(Option<Timestamp>, Option<Timestamp>)> {
    slot::Entity::find_by_id(id).one(db).await.unwrap().map(|slot| (slot.starts, slot.ends))
}

/// Actions and data of the log, the oldest first.
pub async fn logged(db: &impl ConnectionTrait) -> Vec<(String, Value)> {
    let rows = activity_log::Entity::find().order_by_asc(activity_log::Column::Id).all(db).await.unwrap();
    rows.into_iter().map(|row| (row.action_type, row.data.unwrap_or_default())).collect()
}
