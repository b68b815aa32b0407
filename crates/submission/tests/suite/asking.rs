//! An event with questions and people who answer them.

use plenary_event::event::NewEvent;
use plenary_event::{event as events, organiser};
use plenary_model::{
    Actor, Error, I18nText, QuestionRequired, QuestionTarget, QuestionVariant, SubmissionState, Timestamp,
};
use plenary_person::account::{self, NewAccount};
use plenary_person::{login, profile};
use plenary_store::Tx;
use plenary_store::entity::{
    activity_log, answer, answer_option, event, question, review, speaker_profile, speaker_role, submission,
    submission_type,
};
use plenary_store::testing::TestDatabase;
use plenary_submission::question::{About, Answerer, Input, Posted, Saved, apply, save};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

pub struct Setting {
    pub event: event::Model,
    pub organiser: Actor,
    pub stranger: Actor,
    pub speaker: Actor,
    pub profile: speaker_profile::Model,
    pub proposal: submission::Model,
    /// By the organiser, about the proposal.
    pub review: review::Model,
    pub media: tempfile::TempDir,
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub async fn set_up(test: &TestDatabase) -> Setting {
    let tx = test.database.begin().await.unwrap();
    let person = async |email: &str| {
        let new = NewAccount {
            name: "Zoë",
            email,
            password: None,
            locale: "en",
            time_zone: "UTC",
            administrator: false,
        };
        account::create(&tx, new).await.unwrap()
    };
    let organiser = login::actor(&person("olga@example.org").await);
    let stranger = login::actor(&person("sam@example.org").await);
    let account = person("spes@example.org").await;
    let owner = organiser::create(&tx, &Actor::System, &"Example".into(), "example", organiser.account())
        .await
        .unwrap();
    let new = NewEvent {
        organiser: owner,
        name: I18nText::localised([("en", "Conference"), ("de", "Konferenz")]),
        slug: "conf".to_owned(),
        date_from: "2026-09-11".parse().unwrap(),
        date_to: "2026-09-13".parse().unwrap(),
        time_zone: "Europe/Berlin".to_owned(),
        email: "orga@example.org".to_owned(),
        locales: vec!["en".to_owned(), "de".to_owned()],
        deadline: Some(at("2026-07-01T21:59:00Z")),
        primary_color: None,
    };
    let event = events::create(&tx, &organiser, new).await.unwrap();
    let profile = profile::ensure(&tx, &account, &event).await.unwrap();
    let proposal = propose(&tx, &event, &profile, "MOSSES").await;
    let review = review::ActiveModel {
        submission_id: Set(proposal.id),
        account_id: Set(organiser.account().unwrap()),
        ..Default::default()
    };
    let review = review.insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let media = tempfile::tempdir().unwrap();
    Setting { event, organiser, stranger, speaker: login::actor(&account), profile, proposal, review, media }
}

pub async fn propose(
    tx: &Tx,
    event: &event::Model,
    profile: &speaker_profile::Model,
    code: &str,
) -> submission::Model {
    let of_type = submission_type::Entity::find()
        .filter(submission_type::Column::EventId.eq(event.id))
        .one(tx.db())
        .await
        .unwrap()
        .unwrap();
    let row = submission::ActiveModel {
        code: Set(code.to_owned()),
        event_id: Set(event.id),
        title: Set("Moss".to_owned()),
        submission_type_id: Set(of_type.id),
        state: Set(SubmissionState::Submitted),
        content_locale: Set("en".to_owned()),
        invitation_token: Set(code.to_owned()),
        draft_additional_speakers: Set(json!([])),
        ..Default::default()
    };
    let row = row.insert(tx.db()).await.unwrap();
    let role = speaker_role::ActiveModel {
        submission_id: Set(row.id),
        speaker_id: Set(profile.id),
        position: Set(1),
        ..Default::default()
    };
    speaker_role::Entity::insert(role).exec_without_returning(tx.db()).await.unwrap();
    row
}

/// A question about proposals unless `change` says otherwise.
pub async fn ask(
    tx: &Tx,
    event: i32,
    variant: QuestionVariant,
    name: &str,
    change: question::ActiveModel,
) -> i32 {
    let row = question::ActiveModel {
        event_id: Set(event),
        variant: Set(variant),
        target: if change.target.is_not_set() { Set(QuestionTarget::Submission) } else { change.target },
        question_required: match change.question_required.is_not_set() {
            true => Set(QuestionRequired::Optional),
            false => change.question_required,
        },
        question: Set(name.into()),
        help_text: Set(I18nText::Empty),
        position: Set(0),
        identifier: Set(name.to_owned()),
        active: if change.active.is_not_set() { Set(true) } else { change.active },
        contains_personal_data: Set(false),
        is_public: Set(false),
        is_visible_to_reviewers: Set(true),
        ..change
    };
    row.insert(tx.db()).await.unwrap().id
}

pub async fn option(tx: &Tx, question: i32, label: &str) -> i32 {
    let row = answer_option::ActiveModel {
        question_id: Set(question),
        answer: Set(I18nText::localised([("en", label.to_owned()), ("de", format!("{label} (de)"))])),
        position: Set(0),
        identifier: Set(label.to_owned()),
        ..Default::default()
    };
    row.insert(tx.db()).await.unwrap().id
}

pub fn posted<'a>(pairs: impl IntoIterator<Item = (i32, &'a [&'a str])>) -> Posted {
    let input = |values: &[&str]| Input::Values(values.iter().map(|value| (*value).to_owned()).collect());
    pairs.into_iter().map(|(id, values)| (id, input(values))).collect()
}

pub fn one(question: i32, value: &str) -> Posted {
    posted([(question, [value].as_slice())])
}

pub const LIMIT: u64 = 1024 * 1024;

impl Setting {
    /// As the speaker, about the proposal.
    pub async fn answer(&self, tx: &Tx, posted: &Posted) -> Result<Saved, Error> {
        let about = About::Submission(&self.proposal);
        save(tx, &self.speaker, &self.event, about, Answerer::Author, posted, (self.media.path(), LIMIT))
            .await
    }

    /// As the organiser.
    pub async fn correct(&self, tx: &Tx, posted: &Posted) -> Result<Saved, Error> {
        let about = About::Submission(&self.proposal);
        let uploads = (self.media.path(), LIMIT);
        apply(tx, &self.organiser, &self.event, about, Answerer::Organiser, posted, uploads).await
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

/// Every answer, by question.
pub async fn answers(tx: &Tx) -> Vec<answer::Model> {
    answer::Entity::find()
        .order_by_asc(answer::Column::QuestionId)
        .order_by_asc(answer::Column::Id)
        .all(tx.db())
        .await
        .unwrap()
}

/// Action and data of what was logged under a prefix, the oldest first.
pub async fn logged(tx: &Tx, prefix: &str) -> Vec<(String, Value)> {
    activity_log::Entity::find()
        .filter(activity_log::Column::ActionType.starts_with(prefix))
        .order_by_asc(activity_log::Column::Id)
        .all(tx.db())
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.action_type, row.data.unwrap_or_default()))
        .collect()
}
