//! An event in two languages with two tracks and a second session type, somebody who may do everything there, and
//! a speaker.

use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{Actor, I18nText, SubmissionState};
use plenary_person::account::{self, NewAccount};
use plenary_person::profile;
use plenary_store::Tx;
use plenary_store::entity::{
    account as accounts, activity_log, event, speaker_profile, submission, submission_type, track,
};
use plenary_store::testing::TestDatabase;
use plenary_submission::submit::{self, NewSubmission};
use plenary_submission::{state, submission_type as types, track as tracks};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};

pub struct Setting {
    pub event: event::Model,
    pub chair: Actor,
    pub stranger: Actor,
    pub speaker: Actor,
    pub profile: speaker_profile::Model,
    pub track: track::Model,
    pub other_track: track::Model,
    pub workshop: submission_type::Model,
}

async fn join(tx: &Tx, name: &str) -> accounts::Model {
    let new = NewAccount {
        name,
        email: &format!("{name}@example.org"),
        password: None,
        locale: "en",
        time_zone: "UTC",
        administrator: false,
    };
    account::create(tx, new).await.unwrap()
}

pub fn text(en: &str, de: &str) -> I18nText {
    I18nText::localised([("en", en), ("de", de)])
}

pub fn a_track(name: &str) -> tracks::Wanted {
    tracks::Wanted {
        name: name.into(),
        description: I18nText::Empty,
        color: "#2f6f9f".to_owned(),
        requires_access_code: false,
    }
}

pub fn a_type(name: &str, minutes: i32) -> types::Wanted {
    types::Wanted {
        name: name.into(),
        default_duration: minutes,
        deadline: None,
        requires_access_code: false,
    }
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let (chair, stranger, ada) =
        (join(&tx, "chair").await, join(&tx, "stranger").await, join(&tx, "ada").await);
    let owner =
        organiser::create(&tx, &Actor::System, &"Example".into(), "example", Some(chair.id)).await.unwrap();
    let new = NewEvent {
        organiser: owner,
        name: text("Moss Days", "Moostage"),
        slug: "moss".to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned(), "de".to_owned()],
        deadline: Some("2026-07-01T10:00:00Z".parse().unwrap()),
        primary_color: None,
    };
    let event = events::create(&tx, &Actor::System, new).await.unwrap();
    let event = events::set_public(&tx, &Actor::System, &event, true).await.unwrap();
    let chair = plenary_person::login::actor(&chair);
    let track = tracks::save(&tx, &chair, &event, None, a_track("Lichen")).await.unwrap();
    let other_track = tracks::save(&tx, &chair, &event, None, a_track("Fern")).await.unwrap();
    let workshop = types::save(&tx, &chair, &event, None, a_type("Workshop", 90)).await.unwrap();
    let profile = profile::ensure(&tx, &ada, &event).await.unwrap();
    tx.commit().await.unwrap();
    Setting {
        event,
        chair,
        stranger: plenary_person::login::actor(&stranger),
        speaker: plenary_person::login::actor(&ada),
        profile,
        track,
        other_track,
        workshop,
    }
}

impl Setting {
    /// A proposal in a state; drafts too.
    pub async fn propose(
        &self,
        tx: &Tx,
        of_type: Option<i32>,
        track: Option<i32>,
        wanted: SubmissionState,
    ) -> submission::Model {
        let default =
            plenary_submission::cfp::Cfp::load(tx.db(), &self.event).await.unwrap().row.default_type_id;
        let new = NewSubmission {
            title: "About moss".to_owned(),
            abstract_text: "Green.".to_owned(),
            submission_type: Some(default),
            ..Default::default()
        };
        let row = submit::submit(tx, &self.speaker, &self.event, &self.profile, new).await.unwrap();
        let mut change =
            submission::ActiveModel { id: Set(row.id), track_id: Set(track), ..Default::default() };
        if let Some(of_type) = of_type {
            change.submission_type_id = Set(of_type);
        }
        if wanted == SubmissionState::Draft {
            change.state = Set(wanted);
        }
        change.update(tx.db()).await.unwrap();
        if !matches!(wanted, SubmissionState::Draft | SubmissionState::Submitted) {
            state::change_as_organiser(tx, &Actor::System, &self.event, &row.code, wanted).await.unwrap();
        }
        submission::Entity::find_by_id(row.id).one(tx.db()).await.unwrap().unwrap()
    }
}

/// The newest entry of the log.
pub async fn logged(test: &TestDatabase) -> activity_log::Model {
    let newest = activity_log::Entity::find().order_by_desc(activity_log::Column::Id);
    newest.one(test.database.reader()).await.unwrap().unwrap()
}
