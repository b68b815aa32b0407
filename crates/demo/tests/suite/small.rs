//! The small event at every stage.

use plenary_demo::{Counts, Outcome, Size, Stage, create, plan};
use plenary_model::{Error, SubmissionState};
use plenary_store::entity::{self, submission};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_submission::cfp::Cfp;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::checks::{self, count};
use crate::setting::{Told, make, request, set_up};

async fn in_state(test: &TestDatabase, state: SubmissionState) -> usize {
    let found = submission::Entity::find().filter(submission::Column::State.eq(state));
    found.count(test.database.reader()).await.unwrap() as usize
}

async fn logged(test: &TestDatabase, action: &str) -> usize {
    let found =
        entity::activity_log::Entity::find().filter(entity::activity_log::Column::ActionType.eq(action));
    found.count(test.database.reader()).await.unwrap() as usize
}

fn planned(outcome: Outcome) -> usize {
    plan(Size::Small, 1).proposals.iter().filter(|proposal| proposal.outcome == outcome).count()
}

#[test]
fn a_call_that_is_open() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (created, event) = make(&test, &setting, Stage::Cfp, "harbour", Size::Small).await.unwrap();
        assert_eq!((created.event.as_str(), created.organiser.as_str()), ("harbour", "harbourorg"));
        let counts =
            Counts { speakers: 58, proposals: 70, files: created.counts.files, ..Default::default() };
        assert_eq!(created.counts, counts);
        assert!(event.is_public && event.revision > 1);
        let cfp = Cfp::load(test.database.reader(), &event).await.unwrap();
        assert!(cfp.is_open(&event, test.database.clock().now()));
        assert_eq!((cfp.types.len(), cfp.tracks.len()), (5, 5));
        assert_eq!(in_state(&test, SubmissionState::Draft).await, 2);
        assert_eq!(in_state(&test, SubmissionState::Submitted).await, 68);
        assert_eq!(logged(&test, "pretalx.submission.create").await, 68);
        assert_eq!(count::<entity::review::Entity>(&test).await, 0);
        assert_eq!(count::<entity::slot::Entity>(&test).await, 0);
        checks::reconciling_changes_nothing(&test, &event).await;
        checks::files_are_all_used(&test, &setting).await;
    });
}

#[test]
fn reviews_are_written() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (created, event) = make(&test, &setting, Stage::Review, "harbour", Size::Small).await.unwrap();
        assert_eq!(created.counts.reviews, 204);
        let cfp = Cfp::load(test.database.reader(), &event).await.unwrap();
        assert!(!cfp.is_open(&event, test.database.clock().now()));
        assert_eq!(in_state(&test, SubmissionState::Withdrawn).await, planned(Outcome::Withdrawn));
        assert_eq!(in_state(&test, SubmissionState::Accepted).await, 0);
        assert_eq!(count::<entity::slot::Entity>(&test).await, 0);
        assert_eq!(logged(&test, "pretalx.submission.review.create").await, 204);
        scores_fit(&test).await;
        let phases = entity::review_phase::Entity::find().all(test.database.reader()).await.unwrap();
        assert_eq!(phases.iter().filter(|phase| phase.is_active && phase.can_review).count(), 1);
        checks::files_are_all_used(&test, &setting).await;
    });
}

/// The score of a review is that of the one value it has chosen.
async fn scores_fit(test: &TestDatabase) {
    let db = test.database.reader();
    let values = entity::score::Entity::find().all(db).await.unwrap();
    assert_eq!(values.len(), 5);
    let given = entity::review_given_score::Entity::find().all(db).await.unwrap();
    for review in entity::review::Entity::find().all(db).await.unwrap() {
        let chosen = given.iter().filter(|given| given.review_id == review.id);
        let chosen: Vec<_> = chosen
            .filter_map(|given| values.iter().find(|value| value.id == given.score_id))
            .map(|value| value.value)
            .collect();
        assert_eq!(chosen, review.score.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_timetable_in_three_versions() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let before = test.database.statements();
        let (created, event) = make(&test, &setting, Stage::Schedule, "harbour", Size::Small).await.unwrap();
        let statements = test.database.statements() - before;
        assert!(statements < 500, "{statements}");
        assert_eq!((created.counts.scheduled, created.counts.releases, created.counts.feedback), (50, 3, 0));
        assert_eq!(in_state(&test, SubmissionState::Confirmed).await, 50);
        assert_eq!(in_state(&test, SubmissionState::Accepted).await, planned(Outcome::Accepted));
        assert_eq!(logged(&test, "pretalx.schedule.release").await, 3);
        assert_eq!(logged(&test, "pretalx.submission.confirm").await, 50 + planned(Outcome::Canceled));
        let days = event.date_from.days_since("2026-06-01".parse().unwrap());
        assert_eq!((days, event.date_to.days_since(event.date_from)), (14, 2));
        checks::versions_are_those_of_the_plan(&test, &event, &plan(Size::Small, 1)).await;
        checks::reconciling_changes_nothing(&test, &event).await;
        checks::what_is_left_to_place(&test, &event, &setting.actor).await;
        checks::files_are_all_used(&test, &setting).await;
    });
}

#[test]
fn an_event_that_is_over() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (created, event) = make(&test, &setting, Stage::Over, "harbour", Size::Small).await.unwrap();
        assert_eq!(created.counts.feedback, 90);
        let now = test.database.clock().now();
        assert!(event.ends() < now);
        let db = test.database.reader();
        for feedback in entity::feedback::Entity::find().all(db).await.unwrap() {
            assert!(feedback.created.is_some_and(|at| event.starts() < at && at <= now));
        }
        let log = entity::activity_log::Entity::find().all(db).await.unwrap();
        assert!(log.iter().all(|entry| entry.timestamp <= now));
        checks::versions_are_those_of_the_plan(&test, &event, &plan(Size::Small, 1)).await;
        checks::reconciling_changes_nothing(&test, &event).await;
        checks::files_are_all_used(&test, &setting).await;
    });
}

#[test]
fn a_slug_that_is_taken_leaves_nothing() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        make(&test, &setting, Stage::Cfp, "harbour", Size::Small).await.unwrap();
        let files = setting.media.list().unwrap();
        let accounts = count::<entity::account::Entity>(&test).await;
        for (slug, message) in
            [("Harbour", "error-slug-taken"), ("api", "error-slug-reserved"), ("../x", "error-slug")]
        {
            let error = make(&test, &setting, Stage::Cfp, slug, Size::Small).await.unwrap_err();
            let Error::Invalid(problems) = error else { panic!("{error}") };
            assert_eq!((&*problems[0].field, &*problems[0].message.key), ("slug", message));
        }
        // Not an administrator: found out after the files have been written.
        let speaker = plenary_store::entity::account::Entity::find()
            .filter(entity::account::Column::IsAdministrator.eq(false))
            .one(test.database.reader())
            .await
            .unwrap()
            .unwrap();
        let mut request = request(&setting, Stage::Cfp, "other", Size::Small);
        request.administrator = speaker.id;
        let refused = create(&test.database, &setting.media, &request, &Told::default()).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        assert_eq!(setting.media.list().unwrap(), files);
        assert_eq!(count::<entity::account::Entity>(&test).await, accounts);
        assert_eq!(count::<entity::organiser::Entity>(&test).await, 1);
    });
}

#[test]
fn two_events_have_different_speakers_and_a_foreign_organiser_is_left_alone() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        make(&test, &setting, Stage::Cfp, "one", Size::Small).await.unwrap();
        make(&test, &setting, Stage::Schedule, "two.2026", Size::Small).await.unwrap();
        assert_eq!(count::<entity::account::Entity>(&test).await, 1 + 2 * (58 + 6));
        let tx = test.database.begin().await.unwrap();
        plenary_event::organiser::create(&tx, &setting.actor, &"Somebody else".into(), "threeorg", None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let error = make(&test, &setting, Stage::Cfp, "three", Size::Small).await.unwrap_err();
        assert!(matches!(&error, Error::Invalid(problems) if problems[0].field == "slug"), "{error}");
    });
}

/// What an earlier event at the same slug has left: its organiser and its people.
#[test]
fn organiser_and_accounts_are_used_again() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (_, event) = make(&test, &setting, Stage::Cfp, "one", Size::Small).await.unwrap();
        let before: Vec<_> = codes(&test).await;
        let accounts = count::<entity::account::Entity>(&test).await;
        // Deleting events is somebody else's work: this one moves away.
        let moved = entity::event::ActiveModel {
            id: sea_orm::ActiveValue::Set(event.id),
            slug: sea_orm::ActiveValue::Set("gone".to_owned()),
            ..Default::default()
        };
        let tx = test.database.begin().await.unwrap();
        sea_orm::ActiveModelTrait::update(moved, tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let (_, again) = make(&test, &setting, Stage::Schedule, "one", Size::Small).await.unwrap();
        assert_eq!(again.organiser_id, event.organiser_id);
        assert_eq!(count::<entity::account::Entity>(&test).await, accounts);
        // Codes of proposals are taken now; others are drawn.
        let after: Vec<_> = codes(&test).await;
        assert_eq!(after.len(), 2 * before.len());
        checks::reconciling_changes_nothing(&test, &again).await;
    });
}

async fn codes(test: &TestDatabase) -> Vec<String> {
    let all = submission::Entity::find().all(test.database.reader()).await.unwrap();
    all.into_iter().map(|proposal| proposal.code).collect()
}

#[test]
fn the_same_seed_gives_the_same_codes() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runs.push(runtime.block_on(async {
            let test = plenary_store::testing::sqlite_database().await;
            let setting = set_up(&test).await;
            make(&test, &setting, Stage::Cfp, "one", Size::Small).await.unwrap();
            codes(&test).await
        }));
    }
    assert_eq!(runs[0], runs[1]);
}
