//! An organiser, an event with an open call, and three people.

use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{Actor, I18nText, Timestamp};
use plenary_person::account::{self, NewAccount};
use plenary_person::{login, profile};
use plenary_store::entity::{event, submission};
use plenary_store::testing::TestDatabase;
use plenary_store::{Tx, entity};
use plenary_submission::submit::{self, NewSubmission};
use sea_orm::EntityTrait;

pub struct Setting {
    pub event: event::Model,
    /// Member of the organiser's team.
    pub organiser: Actor,
    pub speaker: Actor,
    /// Belongs to nothing.
    pub stranger: Actor,
}

async fn person(tx: &Tx, name: &str, email: &str) -> Actor {
    let new =
        NewAccount { name, email, password: None, locale: "en", time_zone: "UTC", administrator: false };
    login::actor(&account::create(tx, new).await.unwrap())
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let organiser = person(&tx, "Olga Organiser", "olga@example.org").await;
    let speaker = person(&tx, "Ünal Speaker", "speaker@example.org").await;
    let stranger = person(&tx, "Sam Stranger", "sam@example.org").await;
    let owner = organiser::create(&tx, &Actor::System, &"Example".into(), "example", organiser.account())
        .await
        .unwrap();
    let new = NewEvent {
        organiser: owner,
        name: I18nText::localised([("en", "Example Conference"), ("de", "Beispielkonferenz")]),
        slug: "Example2026".to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned(), "de".to_owned()],
        deadline: Some("2026-07-01T00:00:00Z".parse::<Timestamp>().unwrap()),
        primary_color: None,
    };
    let event = events::create(&tx, &organiser, new).await.unwrap();
    let event = events::set_public(&tx, &organiser, &event, true).await.unwrap();
    tx.commit().await.unwrap();
    Setting { event, organiser, speaker, stranger }
}

/// Submits a proposal as `actor`.
pub async fn submit(tx: &Tx, event: &event::Model, actor: &Actor, title: &str) -> submission::Model {
    let account = account::load(tx.db(), actor.account().unwrap()).await.unwrap();
    let profile = profile::ensure(tx, &account, event).await.unwrap();
    let new = NewSubmission {
        title: title.to_owned(),
        abstract_text: "About it.".to_owned(),
        ..Default::default()
    };
    submit::submit(tx, actor, event, &profile, new).await.unwrap()
}

/// The slots of the working schedule that belong to a proposal.
pub async fn working_slots(tx: &Tx, submission: i32) -> Vec<entity::slot::Model> {
    let all = entity::slot::Entity::find().all(tx.db()).await.unwrap();
    let schedules = entity::schedule::Entity::find().all(tx.db()).await.unwrap();
    let wip: Vec<i32> = schedules.iter().filter(|s| s.version.is_none()).map(|s| s.id).collect();
    all.into_iter().filter(|s| s.submission_id == Some(submission) && wip.contains(&s.schedule_id)).collect()
}
