//! Mails on their way: over real connections to servers that are friendly, slow, broken or gone.

use std::sync::Arc;
use std::time::{Duration, Instant};

use plenary_mail::delivery::{self, Settings, kinds, release_stuck};
use plenary_mail::smtp::Security;
use plenary_mail::system::{SystemMail, queue};
use plenary_model::{MailState, OsRandom};
use plenary_queue::job::{self, Kind, run_due};
use plenary_store::entity::{event, job as job_table, queued_mail, queued_mail_speaker};
use plenary_store::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_store::{Database, Tx};
use serde_json::json;

use crate::encryption::{own_roots, server, settings};
use crate::outbox::{an_event, speakers};
use crate::server::{Act, Setup, Sink, Stage, certificate};

fn through(port: u16) -> Settings {
    settings(Some(server(port, Security::Plain)), own_roots())
}

async fn an_event_now(test: &TestDatabase) -> event::Model {
    let tx = test.database.begin().await.unwrap();
    let event = an_event(&tx).await;
    tx.commit().await.unwrap();
    event
}

fn a_mail(tx: &Tx, event: &event::Model, to: &str) -> queued_mail::ActiveModel {
    queued_mail::ActiveModel {
        event_id: Set(Some(event.id)),
        recipients: Set(Some(to.to_owned())),
        subject: Set("Your session".into()),
        text: Set("Hello **Jane**,\n\nsee <https://talks.ours.example/rust26/>.".into()),
        state: Set(MailState::Sending),
        locale: Set(Some("en".into())),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    }
}

/// A mail of an event on its way; `change` makes it special.
async fn hand_over(
    test: &TestDatabase,
    event: &event::Model,
    to: &str,
    change: impl FnOnce(&mut queued_mail::ActiveModel),
) -> i32 {
    let tx = test.database.begin().await.unwrap();
    let mut row = a_mail(&tx, event, to);
    change(&mut row);
    let id = row.insert(tx.db()).await.unwrap().id;
    delivery::enqueue(&tx, &[id]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn mail(test: &TestDatabase, id: i32) -> queued_mail::Model {
    queued_mail::Entity::find_by_id(id).one(test.database.reader()).await.unwrap().unwrap()
}

async fn jobs(test: &TestDatabase) -> u64 {
    job_table::Entity::find().count(test.database.reader()).await.unwrap()
}

fn later(test: &TestDatabase, minutes: i64) {
    test.clock.set(test.database.clock().now().plus_minutes(minutes));
}

async fn run(test: &TestDatabase, settings: Settings) {
    run_due(&test.database, "p", &kinds(settings)).await.unwrap();
}

fn error_type(mail: &queued_mail::Model) -> String {
    mail.error_data.as_ref().and_then(|data| data["type"].as_str()).unwrap_or_default().to_owned()
}

#[test]
fn a_mail_arrives() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::friendly().await;
        let tx = test.database.begin().await.unwrap();
        let profiles = speakers(&tx, &event, 1).await;
        let mut account = event.clone().into_active_model();
        account.primary_color = Set(Some("#aa3300".into()));
        account.mail_settings = Set(json!({
            "subject_prefix": "rust", "signature": "The team\nhttps://ours.example", "smtp_use_custom": "",
        }));
        account.update(tx.db()).await.unwrap();
        use plenary_store::entity::account as accounts;
        accounts::Entity::update_many()
            .set(accounts::ActiveModel { email: Set("jane@mail.example".into()), ..Default::default() })
            .exec(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let id = hand_over(&test, &event, "", |mail| {
            mail.bcc = Set(Some("archive@mail.example".into()));
            mail.attachments = Set(Some(json!([
                {"name": "søm\"e\r\nX: y/tälk.ics", "content": "BEGIN:VCALENDAR", "content_type": "text/calendar"},
                {"name": "odd", "content": "x", "content_type": "text/html\r\nX-Evil: 1"},
                {"no": "file"},
            ])));
        })
        .await;
        let tx = test.database.begin().await.unwrap();
        let link = queued_mail_speaker::ActiveModel { queued_mail_id: Set(id), speaker_id: Set(profiles[0]) };
        queued_mail_speaker::Entity::insert(link).exec_without_returning(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        later(&test, 3);
        run(&test, through(sink.port)).await;

        let row = mail(&test, id).await;
        assert_eq!((row.state, row.sent), (MailState::Sent, Some(test.database.clock().now())));
        assert_eq!((row.error_data, row.error_timestamp, jobs(&test).await), (None, None, 0));
        let received = sink.received().remove(0);
        assert_eq!(received.from, "us@ours.example");
        assert_eq!(received.to, ["jane@mail.example", "archive@mail.example"]);
        let header = |name: &str| received.header(name).unwrap_or_default();
        assert_eq!(header("From"), "\"RustConf 2026\" <us@ours.example>");
        assert_eq!(header("To"), "\"Jane Doe\" <jane@mail.example>");
        assert_eq!(header("Reply-To"), "\"RustConf 2026\" <orga@example.org>");
        assert_eq!(header("Subject"), "[rust] Your session");
        assert_eq!(header("Date"), "Mon, 01 Jun 2026 12:03:00 +0000");
        assert_eq!(header("Auto-Submitted"), "auto-generated");
        assert!(header("Message-ID").ends_with("@talks.ours.example>"), "{}", header("Message-ID"));
        let mut names = received.header_names();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), received.header_names().len(), "no header stands twice");
        assert!(
            !names.iter().any(|name| name == "Bcc" || name.starts_with("X-Evil") || name == "X"),
            "{names:?}"
        );
        let data = &received.data;
        for part in [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain; charset=utf-8",
            "text/html; charset=utf-8",
            "-- \r\nThe team",
            "see https://talks.ours.example/rust26/.",
            "<strong>Jane</strong>",
            "text/calendar",
            "BEGIN:VCALENDAR",
        ] {
            assert!(
                data.contains(part) || data.replace("=\r\n", "").replace("=3D", "=").contains(part),
                "{part}: {data}"
            );
        }
        assert!(!data.contains("\r\nX: y") && !data.contains("\r\nX-Evil"), "{data}");
        assert!(data.contains("aa3300"), "the event's colour");
    });
}

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

#[test]
fn an_event_with_a_server_of_its_own() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let (acceptor, root) = certificate();
        let setup = Setup {
            start_tls: Some(acceptor),
            login: Some(("conf".into(), "hunter2".into(), "PLAIN")),
            ..Default::default()
        };
        let own = Sink::start(setup, |_, _, _| Act::Welcome).await;
        let instance = Sink::friendly().await;
        let change = async |value: serde_json::Value| {
            let tx = test.database.begin().await.unwrap();
            let mut row = event.clone().into_active_model();
            row.mail_settings = Set(value);
            row.update(tx.db()).await.unwrap();
            tx.commit().await.unwrap();
        };
        let custom = json!({
            "smtp_use_custom": true, "smtp_host": "localhost", "smtp_port": own.port, "smtp_use_tls": true,
            "smtp_use_ssl": "", "smtp_username": "conf", "smtp_password": "hunter2",
            "mail_from": "conf@event.example", "reply_to": "chairs@event.example",
        });
        let trusting = plenary_mail::smtp::Tls::trusting(root).unwrap();
        let allowed = Settings { private_servers: true, tls: trusting.clone(), ..through(instance.port) };
        change(custom.clone()).await;
        let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        run(&test, allowed.clone()).await;
        let row = mail(&test, id).await;
        assert_eq!(row.state, MailState::Sent, "{:?}", row.error_data);
        let received = own.received().remove(0);
        assert_eq!((received.encrypted, received.user.as_deref()), (true, Some("conf")));
        assert_eq!(received.from, "conf@event.example");
        assert_eq!(received.header("From").unwrap(), "\"RustConf 2026\" <conf@event.example>");
        assert_eq!(received.header("Reply-To").unwrap(), "\"RustConf 2026\" <chairs@event.example>");
        // The mail's own counts more; without any, the event's address only with the instance's sender.
        hand_over(&test, &event, "jane@mail.example", |mail| {
            mail.reply_to = Set(Some("me@mail.example".into()))
        })
        .await;
        let mut plain = custom.clone();
        plain["reply_to"] = json!("");
        change(plain).await;
        hand_over(&test, &event, "jane@mail.example", |_| {}).await;
        run(&test, allowed.clone()).await;
        let replies: Vec<_> = own.received().iter().map(|mail| mail.header("Reply-To")).collect();
        assert_eq!(replies[1..], [Some("\"RustConf 2026\" <me@mail.example>".to_owned()), None]);

        // Mails of the instance go their own way, whatever the event does.
        let tx = test.database.begin().await.unwrap();
        queue(&tx, "jane@mail.example", "en", SystemMail::PasswordChanged { name: "Jane".into() })
            .await
            .unwrap();
        tx.commit().await.unwrap();
        run(&test, allowed.clone()).await;
        assert_eq!((own.count(), instance.count()), (3, 1));
        assert_eq!(instance.received()[0].header("From").unwrap(), "\"Our Conferences\" <us@ours.example>");

        // An organiser's server is not on this machine unless that is allowed, never in the clear, and
        // a broken one is not replaced by another sender.
        let wrong = [
            ("private-address", custom.clone(), Settings { private_servers: false, ..allowed.clone() }),
            (
                "unencrypted",
                {
                    let mut value = custom.clone();
                    value["smtp_use_tls"] = json!("");
                    value["smtp_host"] = json!("192.0.2.1");
                    value
                },
                allowed.clone(),
            ),
            (
                "both-encryptions",
                {
                    let mut value = custom.clone();
                    value["smtp_use_ssl"] = json!(true);
                    value
                },
                allowed.clone(),
            ),
            (
                "sender",
                {
                    let mut value = custom.clone();
                    value["mail_from"] = json!("conf@event.example\r\nBcc: all@mail.example");
                    value
                },
                allowed.clone(),
            ),
            (
                "refused",
                {
                    let mut value = custom.clone();
                    value["smtp_password"] = json!("wrong");
                    value
                },
                allowed.clone(),
            ),
            (
                "no-server",
                {
                    let mut value = custom.clone();
                    value["smtp_host"] = json!("");
                    value
                },
                allowed.clone(),
            ),
        ];
        for (kind, value, settings) in wrong {
            change(value).await;
            let id = hand_over(&test, &event, "jane@mail.example", |_| {}).await;
            run(&test, settings).await;
            let row = mail(&test, id).await;
            assert_eq!((row.state, error_type(&row).as_str()), (MailState::Draft, kind));
            assert!(!row.error_data.unwrap().to_string().contains("hunter2"));
        }
        assert_eq!((own.count(), instance.count()), (3, 1));
    });
}

#[test]
fn mails_of_the_instance_leave_no_secrets_behind() {
    on_both_engines(|test| async move {
        let sink = Sink::start(Setup::default(), |stage, line, _| match stage {
            Stage::Rcpt if line.contains("gone@") => Act::Say("550 no such user"),
            _ => Act::Welcome,
        })
        .await;
        let mail_to = async |to: &str| {
            let tx = test.database.begin().await.unwrap();
            let url = "https://talks.ours.example/orga/reset/t0ken".to_owned();
            let mail = SystemMail::PasswordReset { name: "Jane".into(), url };
            let id = queue(&tx, to, "en", mail).await.unwrap();
            tx.commit().await.unwrap();
            id
        };
        mail_to("jane@mail.example").await;
        let failed = mail_to("gone@mail.example").await;
        run(&test, through(sink.port)).await;
        assert!(sink.received()[0].data.contains("https://talks.ours.example/orga/reset/t0ken"));
        let left = queued_mail::Entity::find().all(test.database.reader()).await.unwrap();
        assert_eq!(left.len(), 1, "what was sent is gone");
        assert_eq!((left[0].id, left[0].state, left[0].text.as_str()), (failed, MailState::Draft, ""));
        assert!(!serde_json::to_string(&left[0].error_data).unwrap().contains("t0ken"));
    });
}

#[test]
fn nothing_typed_begins_a_header_or_a_command() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::friendly().await;
        const EVIL: &str = "x\r\nX-Evil: 1\r\n\r\n<b>body</b>\r\n.\r\nMAIL FROM:<evil@mail.example>\r\nBcc: all@mail.example\u{2028}X-Evil: 2\u{85}X-Evil: 3";
        let tx = test.database.begin().await.unwrap();
        let mut row = event.clone().into_active_model();
        row.name = Set(EVIL.into());
        row.email = Set(format!("orga@mail.example{EVIL}"));
        row.primary_color = Set(Some(EVIL.into()));
        row.custom_domain = Set(Some(EVIL.into()));
        row.mail_settings = Set(json!({"subject_prefix": EVIL, "signature": EVIL, "reply_to": EVIL}));
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let id = hand_over(
            &test,
            &event,
            &format!("jane@mail.example, {EVIL}, a@mail.example\rRCPT TO:<b@mail.example>"),
            |mail| {
                mail.subject = Set(EVIL.into());
                mail.text = Set(format!("{EVIL}\n.\n..\nlast"));
                mail.cc = Set(Some(EVIL.into()));
                mail.bcc = Set(Some(EVIL.into()));
                mail.reply_to = Set(Some(EVIL.into()));
                mail.locale = Set(Some(EVIL.into()));
                mail.attachments = Set(Some(json!([{"name": EVIL, "content": EVIL, "content_type": EVIL}])));
            },
        )
        .await;
        run(&test, through(sink.port)).await;
        let row = mail(&test, id).await;
        assert_eq!(row.state, MailState::Sent, "{:?}", row.error_data);
        let received = sink.received();
        assert!(!received.is_empty());
        for mail in received {
            assert!(
                mail.to
                    .iter()
                    .all(|to| ["jane@mail.example", "a@mail.example", "all@mail.example"]
                        .contains(&to.as_str())),
                "{:?}",
                mail.to
            );
            for name in mail.header_names() {
                let known = [
                    "From",
                    "To",
                    "Cc",
                    "Reply-To",
                    "Subject",
                    "Date",
                    "Message-ID",
                    "Auto-Submitted",
                    "X-Auto-Response-Suppress",
                    "MIME-Version",
                    "Content-Type",
                ];
                assert!(known.contains(&name.as_str()), "{name}: {}", mail.data);
            }
            assert!(mail.data.contains("last"), "the text is whole: {}", mail.data);
            // The heads of its parts.
            for part in mail.data.split("\r\n--").filter_map(|part| part.split_once("\r\n")) {
                if !["mail-", "body-"].iter().any(|boundary| part.0.starts_with(boundary)) {
                    continue;
                }
                let head = part.1.split("\r\n\r\n").next().unwrap();
                let own = head.split("\r\n").filter(|line| !line.starts_with(' ') && !line.is_empty());
                assert!(own.clone().all(|line| line.starts_with("Content-")), "{head}");
            }
        }
        for line in sink.heard.lock().unwrap().iter() {
            assert!(!line.contains("evil@"), "{line}");
        }
    });
}

#[test]
fn people_and_hosts_of_every_script() {
    on_both_engines(|test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::friendly().await;
        let tx = test.database.begin().await.unwrap();
        let mut row = event.clone().into_active_model();
        row.name = Set("Konferenz für „Ünïcode“, Teil 1; 会議".into());
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let to = "Zoë \"Zo\" Müller, Jr. <zoe@bücher.example>";
        let id = hand_over(&test, &event, "\"a b\"@mail.example", |mail| {
            mail.subject = Set("Zusage: „Ümläute 😀 und sehr lange Titel, die in keine Zeile eines Kopfes passen, weil sie nicht enden“".into());
            mail.text = Set("Grüße 😀\n\nمرحبا".repeat(200));
            mail.locale = Set(Some("ar".into()));
        })
        .await;
        let second = hand_over(&test, &event, to, |_| {}).await;
        run(&test, through(sink.port)).await;
        let row = mail(&test, second).await;
        // A comma outside quotation marks separates; what is left of the second entry is an address.
        assert_eq!(row.state, MailState::Sent, "{:?}", row.error_data);
        let row = mail(&test, id).await;
        assert_eq!(row.state, MailState::Sent, "{:?}", row.error_data);
        let received = sink.received();
        assert_eq!(received[0].to, ["\"a b\"@mail.example"]);
        assert_eq!(received[0].header("To").unwrap(), "\"a b\"@mail.example");
        assert_eq!(received[1].to, ["zoe@xn--bcher-kva.example"]);
        assert!(received.iter().all(|mail| mail.data.is_ascii()), "no server is asked for more than ASCII");
        assert!(received[0].header("Subject").unwrap().contains("=?utf-8?"));
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

async fn hand_over_many(test: &TestDatabase, event: &event::Model, count: usize) -> Duration {
    let tx = test.database.begin().await.unwrap();
    let rows: Vec<_> = (0..count)
        .map(|number| queued_mail::ActiveModel {
            state: Set(MailState::Draft),
            ..a_mail(&tx, event, &format!("p{number}@mail.example"))
        })
        .collect();
    for chunk in rows.chunks(500) {
        queued_mail::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();

    let started = Instant::now();
    let tx = test.database.begin().await.unwrap();
    use plenary_store::sea_orm::QuerySelect;
    let ids: Vec<i32> = queued_mail::Entity::find()
        .select_only()
        .column(queued_mail::Column::Id)
        .order_by_asc(queued_mail::Column::Id)
        .into_tuple()
        .all(tx.db())
        .await
        .unwrap();
    queued_mail::Entity::update_many()
        .set(queued_mail::ActiveModel { state: Set(MailState::Sending), ..Default::default() })
        .exec(tx.db())
        .await
        .unwrap();
    delivery::enqueue(&tx, &ids).await.unwrap();
    tx.commit().await.unwrap();
    started.elapsed()
}

async fn send_all(test: &TestDatabase, kinds: &[Kind]) -> Duration {
    let started = Instant::now();
    let lanes = (0..4).map(|lane| {
        let (database, kinds) = (test.database.clone(), kinds.to_vec());
        tokio::spawn(async move { run_due(&database, &format!("lane-{lane}"), &kinds).await.unwrap() })
    });
    for lane in lanes.collect::<Vec<_>>() {
        lane.await.unwrap();
    }
    started.elapsed()
}

/// Kilobytes that the process has in memory.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}

fn many(count: usize, fastest_handover: Duration, per_second: f64) {
    on_both_engines(move |test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::friendly().await;
        let kinds = kinds(through(sink.port));
        let handed_over = hand_over_many(&test, &event, count).await;
        let before = memory();
        let took = send_all(&test, &kinds).await;
        let rate = count as f64 / took.as_secs_f64();
        let connections = sink.connections.load(std::sync::atomic::Ordering::SeqCst);
        println!(
            "{:?}: {count} mails handed over in {handed_over:?}, sent in {took:?}: {rate:.0} a second over {connections} connections, memory {before} kB before, {} kB after (with all mails kept by the test's server)",
            test.engine,
            memory()
        );
        assert_eq!(sink.count(), count);
        let mut to: Vec<String> = sink.received().into_iter().flat_map(|mail| mail.to).collect();
        to.sort();
        to.dedup();
        assert_eq!(to.len(), count, "everybody once");
        let unsent = queued_mail::Entity::find().filter(queued_mail::Column::State.ne(MailState::Sent));
        assert_eq!((unsent.count(test.database.reader()).await.unwrap(), jobs(&test).await), (0, 0));
        assert!(connections <= count / 100 + 10, "{connections} connections");
        assert!(handed_over < fastest_handover, "{handed_over:?}");
        assert!(rate > per_second, "{rate} a second");
    });
}

#[test]
fn many_mails() {
    many(600, Duration::from_secs(4), 20.0);
}

/// The measurement that docs/admin/mail.md names; takes minutes.
#[test]
#[ignore = "a measurement"]
fn ten_thousand_mails() {
    many(10_000, Duration::from_secs(4), 50.0);
}
