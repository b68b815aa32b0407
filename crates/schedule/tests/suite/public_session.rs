//! Which sessions are public, feedback on them, previews, answers and short links, in the domain.

use plenary_event::visibility::visibility;
use plenary_model::{
    Actor, Error, I18nText, QuestionRequired, QuestionTarget, QuestionVariant, SubmissionState,
};
use plenary_schedule::place::{self, Place};
use plenary_schedule::preview::{self, Preview};
use plenary_schedule::programme::Reading;
use plenary_schedule::{release, room};
use plenary_store::Tx;
use plenary_store::entity::{activity_log, answer, event, feedback, question, submission};
use plenary_store::testing::on_both_engines;
use plenary_submission::public_answers::{self, Value};
use plenary_submission::short_link::{self, Target};
use plenary_submission::{feedback as opinions, public_session, state};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::setting::{Setting, set_up, submit, working_slots};

/// A confirmed session on 11 September 2026 at 10:00 UTC.
async fn placed(tx: &Tx, setting: &Setting, title: &str) -> submission::Model {
    let row = submit(tx, &setting.event, &setting.speaker, title).await;
    let confirmed = SubmissionState::Confirmed;
    let row = state::change_as_organiser(tx, &setting.organiser, &setting.event, &row.code, confirmed)
        .await
        .unwrap();
    let room = room::create(tx, &setting.organiser, &setting.event, title.into(), None).await.unwrap().id;
    let slot = working_slots(tx, row.id).await[0].id;
    let start = "2026-09-11T10:00:00Z".parse::<plenary_model::Timestamp>().unwrap();
    let place = Place { room, start, end: Some(start.plus_minutes(30)) };
    place::place(tx, &setting.organiser, &setting.event, slot, Some(place)).await.unwrap();
    row
}

async fn release(tx: &Tx, setting: &Setting, version: &str) {
    release::release(tx, &setting.organiser, &setting.event, version, I18nText::Empty).await.unwrap();
}

async fn change(tx: &Tx, setting: &Setting, row: event::ActiveModel) -> event::Model {
    let mut row = row;
    row.id = Set(setting.event.id);
    row.update(tx.db()).await.unwrap()
}

#[test]
fn who_sees_a_session() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let shown = placed(&tx, &setting, "shown").await;
        let star = submit(&tx, &setting.event, &setting.speaker, "star").await;
        let featured =
            submission::ActiveModel { id: Set(star.id), is_featured: Set(true), ..Default::default() };
        featured.update(tx.db()).await.unwrap();
        let everyone = [&Actor::Anonymous, &setting.stranger, &setting.speaker];
        let sees = async |actor: &Actor, event: &event::Model, code: &str| match public_session::find(
            tx.db(),
            actor,
            event,
            code,
        )
        .await
        {
            Ok(_) => true,
            Err(Error::NotFound) => false,
            Err(error) => panic!("{error:?}"),
        };
        let event = &setting.event;
        for actor in everyone {
            assert!(!sees(actor, event, &shown.code).await && sees(actor, event, &star.code).await);
        }
        assert!(sees(&setting.organiser, event, &shown.code).await);
        release(&tx, &setting, "1").await;
        for actor in everyone {
            assert!(
                sees(actor, event, &shown.code.to_lowercase()).await && !sees(actor, event, &star.code).await
            );
        }
        let always = event::ActiveModel {
            feature_flags: Set(json!({"show_featured": "always"})),
            ..Default::default()
        };
        let event = &change(&tx, &setting, always).await;
        assert!(sees(&Actor::Anonymous, event, &star.code).await);
        state::change_as_organiser(&tx, &setting.organiser, event, &star.code, SubmissionState::Rejected)
            .await
            .unwrap();
        assert!(!sees(&Actor::Anonymous, event, &star.code).await);
        let private = event::ActiveModel { is_public: Set(false), ..Default::default() };
        let event = &change(&tx, &setting, private).await;
        for actor in everyone {
            assert!(!sees(actor, event, &shown.code).await);
        }
        assert!(sees(&setting.organiser, event, &shown.code).await);
    });
}

#[test]
fn feedback_is_anonymous_and_bounded() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let row = placed(&tx, &setting, "shown").await;
        release(&tx, &setting, "1").await;
        tx.commit().await.unwrap();
        let event = &setting.event;
        let give = async |actor: &Actor, code: &str, text: &str| {
            let tx = test.database.begin().await.unwrap();
            let given = opinions::give(&tx, actor, event, code, None, text).await;
            match given {
                Ok(_) => tx.commit().await,
                Err(error) => Err(error),
            }
        };
        assert!(matches!(give(&Actor::Anonymous, &row.code, "x").await, Err(Error::Conflict(_))));
        test.clock.set("2026-09-11T10:00:00Z".parse().unwrap());
        let logged = activity_log::Entity::find().count(test.database.reader()).await.unwrap();
        give(&Actor::Anonymous, &row.code, &"ä".repeat(opinions::REVIEW_LENGTH)).await.unwrap();
        give(&setting.stranger, &row.code, "from a stranger").await.unwrap();
        for bad in ["", " \n ", &"x".repeat(opinions::REVIEW_LENGTH + 1), "a\u{0}b"] {
            assert!(matches!(give(&Actor::Anonymous, &row.code, bad).await, Err(Error::Invalid(_))));
        }
        assert!(matches!(give(&setting.speaker, &row.code, "me").await, Err(Error::Conflict(_))));
        assert!(matches!(give(&Actor::Anonymous, "NOSUCH", "x").await, Err(Error::NotFound)));
        let reader = test.database.reader();
        let stored = feedback::Entity::find().all(reader).await.unwrap();
        assert_eq!(stored.len(), 2);
        assert!(stored.iter().all(|row| row.speaker_id.is_some() && row.rating.is_none()));
        assert_eq!(
            activity_log::Entity::find().count(reader).await.unwrap(),
            logged,
            "nobody is written down"
        );
        let now = test.database.clock().now();
        let own = opinions::occasion(reader, &setting.speaker, event, &row.code, now).await.unwrap();
        let newest_first = opinions::for_speaker(reader, &own).await.unwrap();
        assert_eq!(newest_first[0].review, "from a stranger");
        let other = opinions::occasion(reader, &setting.stranger, event, &row.code, now).await.unwrap();
        assert!(matches!(opinions::for_speaker(reader, &other).await, Err(Error::NotFound)));
    });
}

#[test]
fn previews_hold_no_more_than_they_should() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let row = placed(&tx, &setting, "later").await;
        let event = &setting.event;
        let reading = Reading { locale: "en", base_url: "https://plan.example", instance: uuid::Uuid::nil() };
        let read = async |actor: &Actor, event: &event::Model, wanted: Preview<'_>| {
            let visible = visibility(tx.db(), actor, event).await.unwrap();
            preview::read(tx.db(), event, &visible, wanted, reading).await
        };
        let secret = row.review_code.clone().unwrap();
        for actor in [&Actor::Anonymous, &setting.stranger, &setting.speaker] {
            assert!(read(actor, event, Preview::Featured).await.unwrap().sessions.is_empty());
            assert!(matches!(read(actor, event, Preview::Single(&row.code)).await, Err(Error::NotFound)));
            assert!(matches!(read(actor, event, Preview::Shared(&row.code)).await, Err(Error::NotFound)));
            let shared = read(actor, event, Preview::Shared(&secret)).await.unwrap();
            assert_eq!((shared.sessions.len(), shared.slots.len(), shared.rooms.len()), (1, 0, 0));
            assert_eq!(shared.speakers[0].name, "Ünal Speaker");
        }
        assert_eq!(
            read(&setting.organiser, event, Preview::Single(&row.code)).await.unwrap().sessions.len(),
            1
        );
        let off = event::ActiveModel {
            feature_flags: Set(json!({"submission_public_review": false, "show_featured": "never"})),
            ..Default::default()
        };
        let event = &change(&tx, &setting, off).await;
        assert!(matches!(
            read(&setting.speaker, event, Preview::Shared(&secret)).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(read(&setting.speaker, event, Preview::Featured).await, Err(Error::NotFound)));
    });
}

#[test]
fn codes_lead_only_to_what_is_public() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let row = placed(&tx, &setting, "shown").await;
        let resolve = async |actor: &Actor| short_link::resolve(tx.db(), actor, &row.code).await;
        let of_event = || ("example2026".to_owned(), row.code.clone());
        assert!(matches!(resolve(&setting.stranger).await, Err(Error::NotFound)));
        let (event, code) = of_event();
        assert_eq!(resolve(&setting.organiser).await.unwrap(), Target::Proposal { event, code });
        release(&tx, &setting, "1").await;
        let (event, code) = of_event();
        assert_eq!(resolve(&Actor::Anonymous).await.unwrap(), Target::Session { event, code });
    });
}

#[test]
fn answers_as_they_are_stored() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let row = submit(&tx, &setting.event, &setting.speaker, "x").await;
        let ask = async |position: i32, variant, text: &str| {
            let row_of = question::ActiveModel {
                event_id: Set(setting.event.id),
                variant: Set(variant),
                target: Set(QuestionTarget::Submission),
                question_required: Set(QuestionRequired::Optional),
                question: Set("?".into()),
                help_text: Set(I18nText::Empty),
                position: Set(position),
                identifier: Set(format!("q{position}")),
                active: Set(true),
                contains_personal_data: Set(false),
                is_public: Set(true),
                is_visible_to_reviewers: Set(true),
                icon: Set(Some("-".to_owned())),
                ..Default::default()
            };
            let id = row_of.insert(tx.db()).await.unwrap().id;
            let said = answer::ActiveModel {
                question_id: Set(id),
                submission_id: Set(Some(row.id)),
                answer: Set(text.to_owned()),
                ..Default::default()
            };
            said.insert(tx.db()).await.unwrap();
        };
        ask(7, QuestionVariant::Boolean, "True").await;
        ask(6, QuestionVariant::Date, "2026-09-04").await;
        ask(5, QuestionVariant::Datetime, "2026-09-04T10:00:00+02:00").await;
        ask(4, QuestionVariant::File, "file://a/b.pdf").await;
        ask(3, QuestionVariant::Url, " https://x.example ").await;
        ask(2, QuestionVariant::Choices, "Kept label").await;
        ask(1, QuestionVariant::String, "").await;
        let all = public_answers::of_session(tx.db(), &setting.event, row.id).await.unwrap();
        let values: Vec<Value> = all
            .into_iter()
            .inspect(|answer| assert_eq!(answer.icon, None))
            .map(|answer| answer.value)
            .collect();
        assert_eq!(
            values,
            [
                Value::Line("Kept label".to_owned()),
                Value::Address("https://x.example".to_owned()),
                Value::File("a/b.pdf".to_owned()),
                Value::Instant("2026-09-04T08:00:00Z".parse().unwrap()),
                Value::Date("2026-09-04".parse().unwrap()),
                Value::Flag(true),
            ]
        );
    });
}
