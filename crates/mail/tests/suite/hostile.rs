//! What people type into every field of a mail, and people and hosts of every script.

use plenary_model::MailState;
use plenary_store::sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use plenary_store::testing::on_both_engines;
use serde_json::json;

use crate::delivery::{an_event_now, hand_over, mail, run, through};
use crate::server::Sink;

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
