//! Processes that die while they send, and what becomes of their mails.

use std::sync::Arc;
use std::time::{Duration, Instant};

use plenary_mail::delivery::{self, kinds, release_stuck};
use plenary_model::{MailState, OsRandom};
use plenary_queue::job::{self};
use plenary_store::Database;
use plenary_store::entity::{job as job_table, queued_mail};
use plenary_store::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use plenary_store::testing::{TestDatabase, on_both_engines};

use crate::delivery::{a_mail, an_event_now, error_type, hand_over, jobs, later, mail, run, through};
use crate::server::{Act, Setup, Sink, Stage};

#[test]
fn the_second_message_says_that_it_is_the_same() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::start(Setup::default(), |stage, _, number| match stage {
            Stage::End if number == 0 => Act::TakeAndSilence,
            _ => Act::Welcome,
        })
        .await;
        let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        run(&test, through(sink.port)).await;
        later(&test, 1);
        run(&test, through(sink.port)).await;
        let received = sink.received();
        assert_eq!((received.len(), mail(&test, id).await.state), (2, MailState::Sent));
        assert_eq!(received[0].header("Message-ID"), received[1].header("Message-ID"));

        // Another mail, and the same one after somebody has changed it, are others.
        let other = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        run(&test, through(sink.port)).await;
        let tx = test.database.begin().await.unwrap();
        let mut row = mail(&test, other).await.into_active_model();
        row.updated = Set(Some(tx.now().plus_seconds(5)));
        row.state = Set(MailState::Sending);
        row.update(tx.db()).await.unwrap();
        delivery::enqueue(&tx, &[other]).await.unwrap();
        tx.commit().await.unwrap();
        run(&test, through(sink.port)).await;
        let mut ids: Vec<_> = sink.received().iter().map(|mail| mail.header("Message-ID")).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((sink.count(), ids.len()), (4, 3));
    });
}

/// Databases on the same place for a process of its own, which can be killed.
async fn reopened(test: &TestDatabase) -> Database {
    Database::open(&test.target, test.clock.clone(), Arc::new(OsRandom)).await.unwrap()
}

#[test]
fn a_killed_worker_neither_loses_nor_doubles() {
    for (stage, expected) in [(Stage::Mail, 1), (Stage::Data, 1), (Stage::End, 1)] {
        on_both_engines(|test| {
            let stage = stage.clone();
            async move {
                let event = an_event_now(&test).await;
                let wanted = stage.clone();
                let sink = Sink::start(Setup::default(), move |now, _, number| {
                    if now == wanted && number == 0 { Act::Silence } else { Act::Welcome }
                })
                .await;
                let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
                let database = reopened(&test).await;
                let mut settings = through(sink.port);
                settings.timeouts.reply = Duration::from_secs(60);
                settings.timeouts.data = Duration::from_secs(60);
                // A process: everything in it ends at once.
                let process = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .unwrap();
                process.spawn(async move {
                    job::work(&database, "doomed", &kinds(settings), std::future::pending()).await
                });
                let heard = match stage {
                    Stage::Mail => "MAIL",
                    _ => "DATA",
                };
                let started = Instant::now();
                while !sink.heard.lock().unwrap().iter().any(|line| line.starts_with(heard)) {
                    assert!(started.elapsed() < Duration::from_secs(20), "it does not begin");
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
                process.shutdown_background();

                run(&test, through(sink.port)).await;
                assert_eq!(
                    (mail(&test, id).await.state, sink.count()),
                    (MailState::Sending, 0),
                    "it is still held"
                );
                later(&test, 6);
                run(&test, through(sink.port)).await;
                assert_eq!(mail(&test, id).await.state, MailState::Sent);
                assert_eq!((sink.count(), jobs(&test).await), (expected, 0), "{stage:?}");
            }
        });
    }
}

#[test]
fn what_nobody_sends_any_more_becomes_a_draft() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let live = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        let tx = test.database.begin().await.unwrap();
        let lost = a_mail(&tx, &event, "jane@mail.example").insert(tx.db()).await.unwrap().id;
        let sent =
            queued_mail::ActiveModel { state: Set(MailState::Sent), ..a_mail(&tx, &event, "a@mail.example") };
        let sent = sent.insert(tx.db()).await.unwrap().id;
        let given_up = a_mail(&tx, &event, "jane@mail.example").insert(tx.db()).await.unwrap().id;
        delivery::enqueue(&tx, &[given_up]).await.unwrap();
        job_table::Entity::update_many()
            .set(job_table::ActiveModel { failed: Set(Some(tx.now())), ..Default::default() })
            .filter(job_table::Column::Key.eq(given_up.to_string()))
            .exec(tx.db())
            .await
            .unwrap();
        assert_eq!(release_stuck(&tx).await.unwrap(), 2);
        tx.commit().await.unwrap();
        for (id, state) in [
            (live, MailState::Sending),
            (lost, MailState::Draft),
            (sent, MailState::Sent),
            (given_up, MailState::Draft),
        ] {
            assert_eq!(mail(&test, id).await.state, state);
        }
        assert_eq!(error_type(&mail(&test, lost).await), "lost");
    });
}
