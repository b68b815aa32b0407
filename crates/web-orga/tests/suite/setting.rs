//! An event with a proposal, and everybody who might come to it.

use axum::Router;
use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{Actor, I18nText, SubmissionState};
use plenary_person::account::{self, NewAccount};
use plenary_person::profile;
use plenary_store::Tx;
use plenary_store::entity::{event, submission, team, team_event};
use plenary_store::testing::TestDatabase;
use plenary_submission::state;
use plenary_submission::submit::{self, NewSubmission};
use plenary_web::testing::{Answer, Visitor, site};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

pub const PASSWORD: &str = "a good long one";

/// Who comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anonymous,
    Stranger,
    Speaker,
    /// In a team that only reviews.
    Reviewer,
    /// In a team that only works on proposals.
    Programme,
    /// In a team that may do everything.
    Organiser,
    /// In no team.
    Administrator,
}

impl Who {
    pub const ALL: [Self; 7] = [
        Self::Anonymous,
        Self::Stranger,
        Self::Speaker,
        Self::Reviewer,
        Self::Programme,
        Self::Organiser,
        Self::Administrator,
    ];

    pub fn email(self) -> String {
        format!("{self:?}@example.org").to_lowercase()
    }
}

pub struct Setting {
    pub event: event::Model,
    pub app: Router,
    pub speaker: Actor,
    /// Submitted, by the speaker.
    pub proposal: submission::Model,
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let mut accounts = std::collections::HashMap::new();
    for who in Who::ALL.into_iter().skip(1) {
        let new = NewAccount {
            name: &format!("Zoë {who:?}"),
            email: &who.email(),
            password: Some(PASSWORD),
            locale: "en",
            time_zone: "UTC",
            administrator: who == Who::Administrator,
        };
        accounts.insert(who.email(), account::create(&tx, new).await.unwrap().id);
    }
    let id = |who: Who| accounts[&who.email()];
    let owner =
        organiser::create(&tx, &Actor::System, &"Example".into(), "example", Some(id(Who::Organiser)))
            .await
            .unwrap();
    let event = create_event(&tx, owner.clone(), "conf").await;
    for (who, programme) in [(Who::Reviewer, false), (Who::Programme, true)] {
        let team = team::ActiveModel {
            organiser_id: Set(owner.id),
            name: Set(format!("{who:?}")),
            is_reviewer: Set(!programme),
            can_change_submissions: Set(programme),
            ..Default::default()
        };
        let team = team.insert(tx.db()).await.unwrap();
        let reach = team_event::ActiveModel { team_id: Set(team.id), event_id: Set(event.id) };
        team_event::Entity::insert(reach).exec_without_returning(tx.db()).await.unwrap();
        organiser::add_member(&tx, team.id, id(who)).await.unwrap();
    }
    let speaker = Actor::Person { account: id(Who::Speaker), administrator: false };
    let proposal = submit(&tx, &event, &speaker, "Moss & <b>moon</b>").await;
    tx.commit().await.unwrap();
    Setting { event, app: site(test, plenary_web_orga::router()), speaker, proposal }
}

pub async fn create_event(
    tx: &Tx,
    owner: plenary_store::entity::organiser::Model,
    slug: &str,
) -> event::Model {
    let new = NewEvent {
        organiser: owner,
        name: I18nText::localised([("en", "Example Conference"), ("de", "Beispielkonferenz")]),
        slug: slug.to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned(), "de".to_owned()],
        deadline: Some("2026-07-01T10:00:00Z".parse().unwrap()),
        primary_color: None,
    };
    let event = events::create(tx, &Actor::System, new).await.unwrap();
    events::set_public(tx, &Actor::System, &event, true).await.unwrap()
}

/// Submits a proposal as `actor`.
pub async fn submit(tx: &Tx, event: &event::Model, actor: &Actor, title: &str) -> submission::Model {
    let account = account::load(tx.db(), actor.account().unwrap()).await.unwrap();
    let profile = profile::ensure(tx, &account, event).await.unwrap();
    let new = NewSubmission {
        title: title.to_owned(),
        abstract_text: "It *rains*. <script>alert(1)</script>".to_owned(),
        ..Default::default()
    };
    submit::submit(tx, actor, event, &profile, new).await.unwrap()
}

/// Puts a proposal into a state.
pub async fn change(tx: &Tx, event: &event::Model, code: &str, new: SubmissionState) {
    state::change_as_organiser(tx, &Actor::System, event, code, new).await.unwrap();
}

impl Setting {
    /// Somebody in front of a browser, logged in unless anonymous.
    pub async fn come(&self, who: Who) -> Visitor {
        let visitor = Visitor::new(&self.app);
        if who != Who::Anonymous {
            let answer = log_in(&visitor, "", &who.email(), PASSWORD).await;
            assert_eq!(answer.location(), "/orga/event/", "{}", answer.body);
        }
        visitor
    }

    /// The path of an organiser's page of the event.
    pub fn path(&self, end: &str) -> String {
        format!("/orga/event/{}/{end}", self.event.slug)
    }
}

pub async fn log_in(visitor: &Visitor, query: &str, email: &str, password: &str) -> Answer {
    visitor.post(&format!("/orga/login/{query}"), &[("email", email), ("password", password)]).await
}
