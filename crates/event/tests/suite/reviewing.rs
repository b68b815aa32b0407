use plenary_event::review::category::{self, ScoreValue, Wanted as Category};
use plenary_event::review::phase::{self, Wanted};
use plenary_event::review::{self, Aggregate, ReviewSettings};
use plenary_model::{Decimal, Error, I18nText};
use plenary_store::Tx;
use plenary_store::entity::{review as reviews, review_given_score};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use crate::planned::{add_submission, at, logged, set_up};

fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(problems) => problems
            .into_iter()
            .map(|problem| format!("{}: {}", problem.field, problem.message.key))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn phases() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (event, organiser) = (&setting.event, &setting.organiser);
        let tx = test.database.begin().await.unwrap();
        let all = phase::of_event(tx.db(), event.id).await.unwrap();
        let [review, selection] = all.as_slice() else { panic!("{all:?}") };
        let span = |starts: Option<&str>, ends: Option<&str>| Wanted {
            name: "More".to_owned(),
            starts: starts.map(at),
            ends: ends.map(at),
            ..Wanted::default()
        };
        for (wanted, problem) in [
            (span(None, Some("2026-06-30T00:00:00Z")), None),
            (span(None, None), Some("ends: event-error-phase-end")),
            (
                span(Some("2026-06-01T00:00:00Z"), Some("2026-08-01T00:00:00Z")),
                Some("ends: event-error-phase-overlap"),
            ),
            (span(Some("2027-01-01T00:00:00Z"), None), Some("starts: event-error-phase-overlap")),
            (
                span(Some("2026-06-02T00:00:00Z"), Some("2026-06-01T00:00:00Z")),
                Some("ends: error-end-before-start"),
            ),
            (
                Wanted { name: " ".to_owned(), ..span(None, Some("2026-06-30T00:00:00Z")) },
                Some("name: error-required"),
            ),
        ] {
            let outcome = phase::save(&tx, organiser, event, None, wanted).await;
            match problem {
                None => phase::delete(&tx, organiser, event, outcome.unwrap().id).await.map(drop).unwrap(),
                Some(problem) => assert_eq!(fields(outcome.unwrap_err()), [problem]),
            }
        }
        let wanted = Wanted { can_see_speaker_names: false, ..Wanted::from(review) };
        phase::save(&tx, organiser, event, Some(review.id), wanted).await.unwrap();
        let (action, data) = logged(tx.db()).await.pop().unwrap();
        assert_eq!(action, "pretalx.review_phase.update");
        assert_eq!(
            data["changes"].as_object().unwrap().keys().collect::<Vec<_>>(),
            ["can_see_speaker_names"]
        );

        assert!(phase::toggle(&tx, organiser, event, selection.id).await.unwrap().1);
        assert!(phase::toggle(&tx, organiser, event, review.id).await.unwrap().1);
        let active = async || {
            let all = phase::of_event(tx.db(), event.id).await.unwrap();
            all.into_iter().filter(|phase| phase.is_active).map(|phase| phase.id).collect::<Vec<_>>()
        };
        assert_eq!(active().await, [review.id], "one at most");
        assert!(!phase::toggle(&tx, organiser, event, review.id).await.unwrap().1);
        assert!(active().await.is_empty());
        for outcome in [
            phase::toggle(&tx, organiser, event, 99_999).await.map(drop),
            phase::toggle(&tx, &setting.stranger, event, review.id).await.map(drop),
            phase::delete(&tx, &setting.stranger, event, review.id).await.map(drop),
            phase::save(&tx, &setting.stranger, event, None, Wanted::default()).await.map(drop),
        ] {
            assert!(matches!(outcome, Err(Error::NotFound)));
        }
    });
}

async fn add_review(tx: &Tx, submission: i32, account: i32, scores: &[i32]) -> i32 {
    let row = reviews::ActiveModel {
        submission_id: Set(submission),
        account_id: Set(account),
        ..Default::default()
    };
    let review = row.insert(tx.db()).await.unwrap().id;
    for score in scores {
        let row = review_given_score::ActiveModel { review_id: Set(review), score_id: Set(*score) };
        review_given_score::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    }
    review
}

#[test]
fn totals_follow_categories() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (event, organiser) = (&setting.event, &setting.organiser);
        let tx = test.database.begin().await.unwrap();
        let first = category::of_event(tx.db(), event.id).await.unwrap().remove(0);
        let value = |value: i64, label: &str| ScoreValue {
            id: None,
            value: Decimal::whole(value),
            label: label.into(),
        };
        let new = Category {
            name: I18nText::localised([("en", "Novelty")]),
            weight: "0.5".parse().unwrap(),
            required: false,
            active: true,
            is_independent: false,
            tracks: Vec::new(),
            scores: vec![value(1, "old"), value(5, "new")],
        };
        let id = category::save(&tx, organiser, event, None, new.clone()).await.unwrap();
        let second = category::of_event(tx.db(), event.id).await.unwrap().remove(1);
        assert_eq!(second.row.id, id);
        let talk = add_submission(&tx, event.id, "ABCDEF").await;
        let given = [first.scores[2].id, second.scores[1].id];
        let account = |actor: &plenary_model::Actor| actor.account().unwrap();
        let both = add_review(&tx, talk, account(organiser), &given).await;
        let none = add_review(&tx, talk, account(&setting.administrator), &[]).await;
        let total = async |id: i32| {
            let row = reviews::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap();
            row.score.map(|score| score.to_string())
        };
        let save = async |change: &dyn Fn(&mut Category)| {
            let now = category::of_event(tx.db(), event.id).await.unwrap().remove(1);
            let mut wanted = Category::from(&now);
            change(&mut wanted);
            category::save(&tx, organiser, event, Some(id), wanted).await
        };
        save(&|wanted| wanted.weight = "0.3".parse().unwrap()).await.unwrap();
        assert_eq!(total(both).await.as_deref(), Some("3.50"), "2 × 1 + 5 × 0.3");
        assert_eq!(total(none).await, None, "an abstention");
        save(&|wanted| wanted.active = false).await.unwrap();
        assert_eq!(total(both).await.as_deref(), Some("2.00"));
        save(&|wanted| (wanted.active, wanted.is_independent) = (true, true)).await.unwrap();
        assert_eq!(total(both).await.as_deref(), Some("2.00"), "it stands beside the total");
        save(&|wanted| {
            wanted.is_independent = false;
            wanted.weight = Decimal::whole(-1);
            wanted.scores[1].value = "2.25".parse().unwrap();
        })
        .await
        .unwrap();
        assert_eq!(total(both).await.as_deref(), Some("-0.25"));
        save(&|wanted| drop(wanted.scores.remove(1))).await.unwrap();
        assert_eq!(total(both).await.as_deref(), Some("2.00"), "what was given is gone with the value");

        for (change, problem) in [
            (
                &(|wanted: &mut Category| wanted.scores.clear()) as &dyn Fn(&mut Category),
                "scores-0: event-error-no-scores",
            ),
            (
                &|wanted: &mut Category| wanted.scores.push(value(1, "again")),
                "scores-1: event-error-score-twice",
            ),
            (&|wanted: &mut Category| wanted.name = I18nText::Empty, "name: error-required"),
            (&|wanted: &mut Category| wanted.weight = Decimal::whole(1000), "weight: event-error-weight"),
            (&|wanted: &mut Category| wanted.tracks = vec![99_999], "tracks: error-choice"),
        ] {
            assert_eq!(fields(save(change).await.unwrap_err()), [problem]);
        }
        let foreign = save(&|wanted| wanted.scores[0].id = Some(first.scores[0].id)).await;
        assert!(matches!(foreign, Err(Error::NotFound)), "a value of another category");
        save(&|wanted| wanted.is_independent = true).await.unwrap();
        let last = category::delete(&tx, organiser, event, first.row.id).await.unwrap_err();
        assert!(matches!(last, Error::Conflict(_)), "one must count");
        save(&|wanted| wanted.is_independent = false).await.unwrap();
        category::delete(&tx, organiser, event, first.row.id).await.unwrap();
        assert_eq!(total(both).await, None);
        let stranger = category::save(&tx, &setting.stranger, event, None, new).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
    });
}

#[test]
fn what_holds_for_all_reviews() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let event = &setting.event;
        let now = ReviewSettings::of(event, review::help_text(tx.db(), event.id).await.unwrap());
        assert!(!review::update(&tx, &setting.organiser, event, now.clone()).await.unwrap().1);
        let wanted = ReviewSettings {
            score_mandatory: true,
            aggregate: Aggregate::Mean,
            help_text: I18nText::localised([("en", "Be *kind*")]),
            ..now
        };
        let (event, changed) = review::update(&tx, &setting.organiser, event, wanted.clone()).await.unwrap();
        assert!(changed);
        assert_eq!(
            event.review_settings,
            serde_json::json!({"score_mandatory": true, "aggregate_method": "mean"})
        );
        let text = review::help_text(tx.db(), event.id).await.unwrap();
        assert_eq!(ReviewSettings::of(&event, text), wanted);
        let data = logged(tx.db()).await.pop().unwrap().1;
        assert_eq!(data["changes"]["review_help_text"]["new"]["en"], "Be *kind*");
    });
}
