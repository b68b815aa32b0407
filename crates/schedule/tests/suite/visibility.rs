use plenary_event::{event as events, visibility};
use plenary_model::{Actor, Error, I18nText, SubmissionState};
use plenary_schedule::version::{self, Which};
use plenary_schedule::{release, room, working};
use plenary_store::testing::on_both_engines;
use plenary_submission::{list, state};

use crate::setting::{set_up, submit};

/// Every writing and listing function of the path, tried by everybody who must not.
#[test]
fn nobody_does_what_they_may_not() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = &setting.event;
        let tx = test.database.begin().await.unwrap();
        let code = submit(&tx, event, &setting.speaker, "x").await.code;
        for actor in [&Actor::Anonymous, &setting.stranger, &setting.speaker] {
            let refused = |result: Result<(), Error>, what: &str| {
                let expected = match actor {
                    Actor::Anonymous => matches!(result, Err(Error::NeedsLogin)),
                    _ => matches!(result, Err(Error::NotFound)),
                };
                assert!(expected, "{what} by {actor:?}: {result:?}");
            };
            for new in SubmissionState::ALL {
                let done = state::change_as_organiser(&tx, actor, event, &code, *new).await;
                refused(done.map(drop), "change of state");
            }
            refused(room::create(&tx, actor, event, "x".into(), None).await.map(drop), "room");
            refused(release::release(&tx, actor, event, "x", I18nText::Empty).await.map(drop), "release");
            refused(working::load(tx.db(), actor, event).await.map(drop), "working schedule");
            refused(list::of_event(tx.db(), actor, event).await.map(drop), "list");
            refused(list::one(tx.db(), actor, event, &code).await.map(drop), "one");
            refused(list::counts(tx.db(), actor, event).await.map(drop), "counts");
            refused(working::slots_of(tx.db(), actor, event, 1).await.map(drop), "slots of one");
            refused(room::for_organisers(tx.db(), actor, event).await.map(drop), "rooms");
            refused(events::set_public(&tx, actor, event, false).await.map(drop), "hide");
        }
        for actor in [&Actor::Anonymous, &setting.stranger, &setting.organiser] {
            let confirmed = state::confirm_as_speaker(&tx, actor, event, &code).await;
            assert!(matches!(confirmed, Err(Error::NeedsLogin | Error::NotFound)), "{actor:?}");
            let withdrawn = state::withdraw_as_speaker(&tx, actor, event, &code).await;
            assert!(matches!(withdrawn, Err(Error::NeedsLogin | Error::NotFound)), "{actor:?}");
        }
        let early = state::confirm_as_speaker(&tx, &setting.speaker, event, &code).await;
        assert!(matches!(early, Err(Error::Conflict(_))), "only what is accepted can be confirmed");
        assert_eq!(list::own(tx.db(), &setting.stranger, event).await.unwrap().len(), 0);
        assert_eq!(list::own(tx.db(), &setting.speaker, event).await.unwrap().len(), 1);
    });
}

#[test]
fn what_is_not_released_or_not_public_does_not_exist() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = &setting.event;
        let sees = async |actor: &Actor, event: &plenary_store::entity::event::Model, which| {
            version::find(test.database.reader(), actor, event, which).await.is_ok()
        };
        for actor in [&Actor::Anonymous, &setting.stranger, &setting.organiser] {
            assert!(!sees(actor, event, Which::Current).await, "nothing is released yet");
        }
        assert!(sees(&setting.organiser, event, Which::Working).await);
        assert!(!sees(&Actor::Anonymous, event, Which::Working).await);
        let tx = test.database.begin().await.unwrap();
        release::release(&tx, &setting.organiser, event, "1", I18nText::Empty).await.unwrap();
        tx.commit().await.unwrap();
        assert!(sees(&Actor::Anonymous, event, Which::Current).await);
        let tx = test.database.begin().await.unwrap();
        let hidden = events::set_public(&tx, &setting.organiser, event, false).await.unwrap();
        tx.commit().await.unwrap();
        for actor in [&Actor::Anonymous, &setting.stranger, &setting.speaker] {
            assert!(!sees(actor, &hidden, Which::Current).await);
            assert!(visibility::visible_event(test.database.reader(), actor, &event.slug).await.is_err());
        }
        assert!(sees(&setting.organiser, &hidden, Which::Current).await);
        assert!(
            visibility::visible_event(test.database.reader(), &setting.organiser, "EXAMPLE2026")
                .await
                .is_ok()
        );
    });
}
