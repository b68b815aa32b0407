use std::sync::Arc;

use plenary_model::{Error, MailState, SubmissionState};
use plenary_store::entity::{access_code as codes, job, queued_mail, submission};
use plenary_store::testing::on_both_engines;
use plenary_submission::access_code::{self, Letter, Wanted};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::setting::{Setting, logged, set_up};

fn code(code: &str, uses: Option<i32>) -> Wanted {
    Wanted {
        code: code.to_owned(),
        valid_until: None,
        maximum_uses: uses,
        tracks: Vec::new(),
        submission_types: Vec::new(),
        internal_notes: String::new(),
    }
}

#[test]
fn a_code_is_never_used_more_often_than_it_can_be() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let saved =
            access_code::save(&tx, &setting.chair, &setting.event, None, code("", Some(7))).await.unwrap();
        tx.commit().await.unwrap();
        let (database, event) = (test.database.clone(), Arc::new(setting.event.clone()));
        let attempts: Vec<_> = (0..40)
            .map(|number| {
                let (database, event, id) = (database.clone(), event.clone(), saved.row.id);
                tokio::spawn(async move {
                    let tx = database.begin().await.unwrap();
                    match access_code::redeem(&tx, &event, id).await {
                        // Some give up after all: their use is not lost.
                        Ok(()) if number % 4 == 0 => tx.rollback().await.map(|()| false).unwrap(),
                        Ok(()) => tx.commit().await.map(|()| true).unwrap(),
                        Err(Error::Conflict(_)) => tx.rollback().await.map(|()| false).unwrap(),
                        Err(other) => panic!("{other}"),
                    }
                })
            })
            .collect();
        let mut used = 0;
        for attempt in attempts {
            used += i32::from(attempt.await.unwrap());
        }
        assert!((1..=7).contains(&used), "{used}");
        // Whatever the rolled back ones took from others, it is there now.
        loop {
            let tx = test.database.begin().await.unwrap();
            if access_code::redeem(&tx, &setting.event, saved.row.id).await.is_err() {
                break;
            }
            tx.commit().await.unwrap();
            used += 1;
        }
        let row = codes::Entity::find_by_id(saved.row.id).one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!((row.redeemed, used), (7, 7));
    });
}

#[test]
fn codes_without_a_limit() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        for uses in [None, Some(0)] {
            let saved =
                access_code::save(&tx, &setting.chair, &setting.event, None, code("", uses)).await.unwrap();
            assert_eq!(saved.row.code.len(), 32);
            for _ in 0..3 {
                access_code::redeem(&tx, &setting.event, saved.row.id).await.unwrap();
            }
        }
    });
}

#[test]
fn codes_are_found_whatever_their_case_while_they_are_valid() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let Setting { chair, event, .. } = &setting;
        let tx = test.database.begin().await.unwrap();
        let now = tx.now();
        let wanted = Wanted {
            valid_until: Some(now.plus_minutes(10)),
            tracks: vec![setting.track.id, setting.track.id],
            submission_types: vec![setting.workshop.id],
            ..code("Moss2026", Some(1))
        };
        let saved = access_code::save(&tx, chair, event, None, wanted.clone()).await.unwrap();
        assert_eq!(
            (saved.tracks.as_slice(), saved.submission_types.as_slice()),
            (&[setting.track.id][..], &[setting.workshop.id][..])
        );
        let valid = async |code: &str, at| {
            access_code::valid(tx.db(), event, code, at).await.unwrap().map(|c| c.row.id)
        };
        assert_eq!(valid("mOSS2026", now).await, Some(saved.row.id));
        assert_eq!(valid("moss2026", now.plus_minutes(10)).await, None);
        assert_eq!(valid("", now).await, None);
        assert_eq!(valid(&"x".repeat(10_000), now).await, None);
        access_code::redeem(&tx, event, saved.row.id).await.unwrap();
        assert_eq!(valid("moss2026", now).await, None);
        let another = access_code::redeem(&tx, event, saved.row.id).await;
        assert!(matches!(another, Err(Error::Conflict(_))));

        for wrong in ["moss2026", "with blank", "new", "NEW", "Ä", &"a".repeat(256)] {
            let refused = access_code::save(&tx, chair, event, None, code(wrong, None)).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{wrong}");
        }
        let foreign = Wanted { tracks: vec![999_999], ..code("other", None) };
        assert!(matches!(access_code::save(&tx, chair, event, None, foreign).await, Err(Error::Invalid(_))));
        let change = Wanted { maximum_uses: Some(5), ..wanted };
        access_code::save(&tx, chair, event, Some(saved.row.id), change).await.unwrap();
        tx.commit().await.unwrap();
        let entry = logged(&test).await;
        assert_eq!(entry.data.unwrap(), json!({"changes": {"maximum_uses": {"old": 1, "new": 5}}}));
    });
}

#[test]
fn used_codes_stay() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let Setting { chair, event, .. } = &setting;
        let tx = test.database.begin().await.unwrap();
        let saved = access_code::save(&tx, chair, event, None, code("Moss", None)).await.unwrap();
        let proposal = setting.propose(&tx, None, None, SubmissionState::Submitted).await;
        let made = |id: i32| submission::ActiveModel {
            id: Set(id),
            access_code_id: Set(Some(saved.row.id)),
            ..Default::default()
        };
        made(proposal.id).update(tx.db()).await.unwrap();
        let list = access_code::list(tx.db(), chair, event).await.unwrap();
        assert_eq!(list[0].proposals, 1);
        assert_eq!(access_code::proposals(tx.db(), chair, event, saved.row.id).await.unwrap().len(), 1);
        assert!(matches!(access_code::delete(&tx, chair, event, "moss").await, Err(Error::Conflict(_))));
        let draft = submission::ActiveModel { state: Set(SubmissionState::Draft), ..made(proposal.id) };
        draft.update(tx.db()).await.unwrap();
        access_code::delete(&tx, chair, event, "moss").await.unwrap();
        for actor in [&setting.stranger, &setting.speaker] {
            assert!(matches!(access_code::list(tx.db(), actor, event).await, Err(Error::NotFound)));
        }
    });
}

#[test]
fn codes_go_by_mail() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let Setting { chair, event, .. } = &setting;
        let tx = test.database.begin().await.unwrap();
        access_code::save(&tx, chair, event, None, code("Moss", None)).await.unwrap();
        let letter = Letter {
            to: "guest@venue.example".to_owned(),
            subject: "Come".to_owned(),
            text: "<https://plan.example/moss/submit/?access_code=Moss>".to_owned(),
        };
        for wrong in [
            Letter { to: "nobody".to_owned(), ..letter.clone() },
            Letter { to: "a@b.example, c@d.example".to_owned(), ..letter.clone() },
            Letter { subject: "a\r\nBcc: x@y.example".to_owned(), ..letter.clone() },
            Letter { text: " ".to_owned(), ..letter.clone() },
        ] {
            let refused = access_code::send(&tx, chair, event, "moss", "en", wrong).await;
            assert!(matches!(refused, Err(Error::Invalid(_))));
        }
        let id = access_code::send(&tx, chair, event, "moss", "en", letter).await.unwrap();
        tx.commit().await.unwrap();
        let db = test.database.reader();
        let mail = queued_mail::Entity::find_by_id(id).one(db).await.unwrap().unwrap();
        assert_eq!((mail.state, mail.event_id), (MailState::Sending, Some(event.id)));
        let jobs = job::Entity::find().all(db).await.unwrap();
        assert!(jobs.iter().any(|job| job.kind == "mail" && job.key == id.to_string()));
        let entry = logged(&test).await;
        assert_eq!(entry.action_type, "pretalx.access_code.send");
        assert_eq!(entry.data.unwrap(), json!({"email": "guest@venue.example"}));
    });
}
