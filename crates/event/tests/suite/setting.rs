//! An organiser with two events, its first team, and people.

use std::collections::BTreeSet;

use plenary_event::event::NewEvent;
use plenary_event::team::{Settings, change};
use plenary_event::{event as events, organiser as organisers};
use plenary_model::{Actor, Error, I18nText, Rights};
use plenary_person::account::{self, NewAccount};
use plenary_store::Tx;
use plenary_store::entity::{account::Model as Account, activity_log, event, organiser, team};
use plenary_store::testing::TestDatabase;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub struct Setting {
    pub organiser: organiser::Model,
    /// With every right in all events; the chair is its only member.
    pub team: team::Model,
    pub chair: Actor,
    pub events: [event::Model; 2],
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let chair = person(&tx, "chair").await;
    let organiser =
        organisers::create(&tx, &Actor::System, &"Example".into(), "example", Some(chair.id)).await.unwrap();
    let first = add_event(&tx, &organiser, "first").await;
    let second = add_event(&tx, &organiser, "second").await;
    let team = team::Entity::find().one(tx.db()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    Setting { organiser, team, chair: actor(&chair), events: [first, second] }
}

pub async fn person(tx: &Tx, name: &str) -> Account {
    let new = NewAccount {
        name,
        email: &format!("{name}@example.org"),
        password: None,
        locale: if name.starts_with("de-") { "de" } else { "en" },
        time_zone: "UTC",
        administrator: name == "administrator",
    };
    account::create(tx, new).await.unwrap()
}

pub fn actor(account: &Account) -> Actor {
    Actor::Person { account: account.id, administrator: account.is_administrator }
}

pub async fn add_event(tx: &Tx, organiser: &organiser::Model, slug: &str) -> event::Model {
    let new = NewEvent {
        organiser: organiser.clone(),
        name: I18nText::localised([("en", slug)]),
        slug: slug.to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned()],
        deadline: None,
        primary_color: None,
    };
    events::create(tx, &Actor::System, new).await.unwrap()
}

pub const TEAMS: Rights = Rights { can_change_teams: true, ..Rights::NONE };
pub const PROPOSALS: Rights = Rights { can_change_submissions: true, ..Rights::NONE };
pub const REVIEW: Rights = Rights { is_reviewer: true, ..Rights::NONE };

/// A team that reaches these events; all where there is none.
pub fn settings(name: &str, rights: Rights, events: &[&event::Model]) -> Settings {
    Settings {
        name: name.to_owned(),
        all_events: events.is_empty(),
        limit_events: events.iter().map(|event| event.id).collect(),
        rights,
        force_hide_speaker_names: false,
        limit_tracks: BTreeSet::new(),
    }
}

impl Setting {
    /// Adds a team with a new member of the same name.
    pub async fn staffed(&self, tx: &Tx, settings: Settings) -> (team::Model, Actor) {
        let member = person(tx, &settings.name.to_lowercase()).await;
        let team = change::create(tx, &self.chair, &self.organiser, settings).await.unwrap();
        organisers::add_member(tx, team.id, member.id).await.unwrap();
        (team, actor(&member))
    }
}

/// The key of the message with which something was refused.
pub fn conflict<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Conflict(message)) => message.key.into_owned(),
        other => panic!("{other:?}"),
    }
}

/// `field: key` of everything that was wrong.
pub fn problems<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Vec<String> {
    match outcome {
        Err(Error::Invalid(list)) => {
            list.iter().map(|problem| format!("{}: {}", problem.field, problem.message.key)).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Action and data of what was logged under a prefix, the oldest first.
pub async fn logged(test: &TestDatabase, prefix: &str) -> Vec<(String, serde_json::Value)> {
    activity_log::Entity::find()
        .filter(activity_log::Column::ActionType.starts_with(prefix))
        .order_by_asc(activity_log::Column::Id)
        .all(test.database.reader())
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.action_type, row.data.unwrap_or_default()))
        .collect()
}
