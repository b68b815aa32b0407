//! Mails on their way, over real connections: what arrives, from whom, and what stays behind.

use plenary_mail::delivery::{self, Settings, kinds};
use plenary_mail::smtp::Security;
use plenary_mail::system::{SystemMail, queue};
use plenary_model::MailState;
use plenary_queue::job::run_due;
use plenary_store::Tx;
use plenary_store::entity::{event, job as job_table, queued_mail, queued_mail_speaker};
use plenary_store::sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait,
};
use plenary_store::testing::{TestDatabase, on_both_engines};
use serde_json::json;

use crate::encryption::{own_roots, server, settings};
use crate::outbox::{an_event, speakers};
use crate::server::{Act, Setup, Sink, Stage, certificate};

pub fn through(port: u16) -> Settings {
    settings(Some(server(port, Security::Plain)), own_roots())
}

pub async fn an_event_now(test: &TestDatabase) -> event::Model {
    let tx = test.database.begin().await.unwrap();
    let event = an_event(&tx).await;
    tx.commit().await.unwrap();
    event
}

pub fn a_mail(tx: &Tx, event: &event::Model, to: &str) -> queued_mail::ActiveModel {
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
pub async fn hand_over(
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

pub async fn mail(test: &TestDatabase, id: i32) -> queued_mail::Model {
    queued_mail::Entity::find_by_id(id).one(test.database.reader()).await.unwrap().unwrap()
}

pub async fn jobs(test: &TestDatabase) -> u64 {
    job_table::Entity::find().count(test.database.reader()).await.unwrap()
}

pub fn later(test: &TestDatabase, minutes: i64) {
    test.clock.set(test.database.clock().now().plus_minutes(minutes));
}

pub async fn run(test: &TestDatabase, settings: Settings) {
    run_due(&test.database, "p", &kinds(settings)).await.unwrap();
}

pub fn error_type(mail: &queued_mail::Model) -> String {
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
