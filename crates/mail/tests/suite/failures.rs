//! Servers that are slow, broken, gone or do not want a mail, and mails that nobody can send.

use std::time::{Duration, Instant};

use plenary_mail::delivery::Settings;
use plenary_mail::system::{SystemMail, queue};
use plenary_model::MailState;
use plenary_store::entity::job as job_table;
use plenary_store::sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use plenary_store::testing::on_both_engines;
use serde_json::json;

use crate::delivery::{an_event_now, error_type, hand_over, jobs, later, mail, run, through};
use crate::encryption::{own_roots, settings};
use crate::server::{Act, Setup, Sink, Stage};

#[test]
fn a_server_that_is_gone_is_asked_again() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::friendly().await;
        let gone = {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            listener.local_addr().unwrap().port()
        };
        let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        run(&test, through(gone)).await;
        let row = mail(&test, id).await;
        assert_eq!((row.state, error_type(&row).as_str()), (MailState::Sending, "unreachable"));
        assert_eq!(jobs(&test).await, 1);
        run(&test, through(sink.port)).await;
        assert_eq!(sink.count(), 0, "not before its time");
        later(&test, 1);
        run(&test, through(sink.port)).await;
        let row = mail(&test, id).await;
        assert_eq!((row.state, row.error_data, sink.count()), (MailState::Sent, None, 1));
    });
}

#[test]
fn a_dead_server_does_not_hold_up_the_others() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let silent = Sink::start(Setup::default(), |_, _, _| Act::Silence).await;
        let friendly = Sink::friendly().await;
        let tx = test.database.begin().await.unwrap();
        let mut own = event.clone().into_active_model();
        own.mail_settings = Set(json!({
            "smtp_use_custom": true, "smtp_host": "localhost", "smtp_port": silent.port, "mail_from": "conf@mail.example",
        }));
        own.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        for number in 0..30 {
            hand_over(&test, &event, &format!("p{number}@mail.example"), |_| {}).await;
        }
        let tx = test.database.begin().await.unwrap();
        queue(&tx, "jane@mail.example", "en", SystemMail::PasswordChanged { name: "Jane".into() })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let started = Instant::now();
        run(&test, Settings { private_servers: true, ..through(friendly.port) }).await;
        assert!(
            started.elapsed() < Duration::from_secs(6),
            "{:?}: one time-out, not thirty",
            started.elapsed()
        );
        assert_eq!(silent.connections.load(std::sync::atomic::Ordering::SeqCst), 1);
        assert_eq!(friendly.count(), 1);
    });
}

#[test]
fn not_now_means_later() {
    for stage in [Stage::Greeting, Stage::Mail, Stage::Rcpt, Stage::Data, Stage::End] {
        on_both_engines(|test| {
            let stage = stage.clone();
            async move {
                let event = an_event_now(&test).await;
                let wanted = stage.clone();
                let sink = Sink::start(Setup::default(), move |now, _, number| {
                    if now == wanted && number < 2 {
                        Act::Say("451 4.7.1 greylisted, jane@mail.example")
                    } else {
                        Act::Welcome
                    }
                })
                .await;
                let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
                for minutes in [0, 1] {
                    later(&test, minutes);
                    run(&test, through(sink.port)).await;
                    let row = mail(&test, id).await;
                    assert_eq!(
                        (row.state, error_type(&row).as_str()),
                        (MailState::Sending, "refused"),
                        "{stage:?}"
                    );
                    assert_eq!(row.error_data.unwrap()["smtp_code"], 451);
                    let job = job_table::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
                    assert_eq!(
                        job.error.as_deref(),
                        Some("refused 451"),
                        "nobody's address in the list of jobs"
                    );
                }
                later(&test, 2);
                run(&test, through(sink.port)).await;
                assert_eq!((mail(&test, id).await.state, sink.count()), (MailState::Sent, 1), "{stage:?}");
            }
        });
    }
}

#[test]
fn patience_ends() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::start(Setup::default(), |stage, _, _| match stage {
            Stage::Rcpt => Act::Say("452 mailbox full"),
            _ => Act::Welcome,
        })
        .await;
        let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        let started = test.database.clock().now();
        let mut attempts = 0;
        while mail(&test, id).await.state == MailState::Sending {
            run(&test, through(sink.port)).await;
            attempts += 1;
            if let Some(job) = job_table::Entity::find().one(test.database.reader()).await.unwrap() {
                test.clock.set(job.due);
            }
        }
        let row = mail(&test, id).await;
        assert_eq!((attempts, row.state, error_type(&row).as_str()), (7, MailState::Draft, "refused"));
        let minutes = test.database.clock().now().minutes_since(started);
        assert!((85..110).contains(&minutes), "{minutes}");
        assert_eq!((jobs(&test).await, sink.count()), (0, 0));
        assert!(row.error_timestamp.is_some() && row.sent.is_none());
    });
}

#[test]
fn no_means_no() {
    for stage in [Stage::Greeting, Stage::Mail, Stage::Rcpt, Stage::Data, Stage::End] {
        on_both_engines(|test| {
            let stage = stage.clone();
            async move {
                let event = an_event_now(&test).await;
                let wanted = stage.clone();
                let sink = Sink::start(Setup::default(), move |now, _, _| {
                    if now == wanted { Act::Say("550 5.1.1 no such user") } else { Act::Welcome }
                })
                .await;
                let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
                run(&test, through(sink.port)).await;
                let row = mail(&test, id).await;
                assert_eq!(
                    (row.state, error_type(&row).as_str()),
                    (MailState::Draft, "refused"),
                    "{stage:?}"
                );
                let data = row.error_data.unwrap();
                assert_eq!(
                    (data["smtp_code"].clone(), data["error"].clone()),
                    (json!(550), json!("550 5.1.1 no such user"))
                );
                assert_eq!(
                    (jobs(&test).await, sink.count()),
                    (0, 0),
                    "whoever sends sees it; nobody tries again"
                );
            }
        });
    }
}

#[test]
fn silence_and_broken_lines() {
    for stage in [Stage::Greeting, Stage::Mail, Stage::Rcpt, Stage::Data, Stage::End] {
        for act in [Act::Silence, Act::HangUp] {
            on_both_engines(|test| {
                let (stage, act) = (stage.clone(), act.clone());
                async move {
                    let event = an_event_now(&test).await;
                    let (wanted, deed) = (stage.clone(), act.clone());
                    let sink = Sink::start(Setup::default(), move |now, _, number| {
                        if now == wanted && number == 0 { deed.clone() } else { Act::Welcome }
                    })
                    .await;
                    let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
                    run(&test, through(sink.port)).await;
                    let row = mail(&test, id).await;
                    assert_eq!(row.state, MailState::Sending, "{stage:?} {act:?}");
                    assert!(
                        ["timeout", "unreachable"].contains(&error_type(&row).as_str()),
                        "{stage:?} {act:?}"
                    );
                    later(&test, 1);
                    run(&test, through(sink.port)).await;
                    assert_eq!(
                        (mail(&test, id).await.state, sink.count()),
                        (MailState::Sent, 1),
                        "{stage:?} {act:?}"
                    );
                }
            });
        }
    }
}

#[test]
fn some_recipients_are_refused() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::start(Setup::default(), |stage, line, number| match stage {
            Stage::Rcpt if line.contains("gone@") => Act::Say("550 no such user"),
            Stage::Rcpt if line.contains("full@") && number < 5 => Act::Say("452 full"),
            _ => Act::Welcome,
        })
        .await;
        let id = hand_over(
            &test,
            &event,
            "a@mail.example, gone@mail.example; full@mail.example, no address",
            |mail| {
                mail.cc = Set(Some("Chair <chair@mail.example>".into()));
                mail.bcc = Set(Some("archive@mail.example,a@mail.example".into()));
            },
        )
        .await;
        run(&test, through(sink.port)).await;
        let row = mail(&test, id).await;
        assert_eq!(row.state, MailState::Sending, "one more will be tried");
        assert_eq!(sink.count(), 2);
        later(&test, 1);
        run(&test, through(sink.port)).await;
        let row = mail(&test, id).await;
        assert_eq!(row.state, MailState::Sent);
        let refused = row.error_data.unwrap()["refused"].clone();
        let refused: Vec<&str> =
            refused.as_array().unwrap().iter().map(|entry| entry["address"].as_str().unwrap()).collect();
        assert_eq!(refused.len(), 2, "{refused:?}");
        assert!(refused.contains(&"gone@mail.example") && refused.contains(&"no address"), "{refused:?}");

        let received = sink.received();
        let to: Vec<Vec<String>> = received.iter().map(|mail| mail.to.clone()).collect();
        assert_eq!(
            to,
            [
                vec!["a@mail.example".to_owned()],
                vec!["chair@mail.example".to_owned(), "archive@mail.example".to_owned()],
                vec!["full@mail.example".to_owned()],
            ]
        );
        assert_eq!(received[0].header("To").unwrap(), "a@mail.example", "nobody sees who else gets it");
        assert_eq!(received[0].header("Cc").unwrap(), "Chair <chair@mail.example>");
        assert!(received.iter().all(|mail| !mail.data.contains("archive@")));
    });
}

#[test]
fn mails_to_nobody_fail() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::friendly().await;
        for to in ["", "jane@example.org, jane@localhost", "not an address"] {
            let id =
                hand_over(&test, &event, to, |mail| mail.cc = Set(Some("chair@mail.example".into()))).await;
            run(&test, through(sink.port)).await;
            let row = mail(&test, id).await;
            assert_eq!((row.state, error_type(&row).as_str()), (MailState::Draft, "no-recipient"), "{to}");
        }
        let none = settings(None, own_roots());
        let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        run(&test, none.clone()).await;
        assert_eq!(error_type(&mail(&test, id).await), "no-server");
        // Where somebody develops, it goes to the log.
        let id = hand_over(&test, &event, "jane@example.org", |_| {}).await;
        run(&test, Settings { debug: true, ..none }).await;
        assert_eq!(mail(&test, id).await.state, MailState::Sent);
        let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        run(&test, Settings { from: "nobody".into(), ..through(sink.port) }).await;
        assert_eq!(error_type(&mail(&test, id).await), "sender");
        assert_eq!(sink.count(), 0);
    });
}
