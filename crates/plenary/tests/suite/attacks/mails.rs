//! Texts that would become headers, recipients or commands in a mail.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use plenary_mail::delivery;
use plenary_person::account::{self, NewAccount};
use plenary_store::entity::{account as accounts, event, organiser, queued_mail, team};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::testing::Visitor;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::ground::ground;
use crate::permissions::people::Role;

const ENDS: [&str; 9] = [
    "\r\nBcc: evil@example.net\r\nX-Evil: 1",
    "\nBcc: evil@example.net",
    "\rBcc: evil@example.net",
    "\r\n\r\n<h1>evil</h1>",
    "\r\n.\r\nMAIL FROM:<evil@example.net>\r\n",
    "\u{2028}Bcc: evil@example.net",
    "\u{85}Bcc: evil@example.net",
    "\u{b}Bcc: evil@example.net\0",
    "=?utf-8?q?=0D=0ABcc:_evil@example.net?=",
];

/// A server that takes everything, and what it was told: commands and messages.
struct Server {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

async fn server() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let kept = kept.clone();
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read);
                let _ = write.write_all(b"220 test\r\n").await;
                let (mut in_data, mut message) = (false, String::new());
                let mut line = Vec::new();
                while lines.read_until(b'\n', &mut line).await.is_ok_and(|read| read > 0) {
                    let text = String::from_utf8_lossy(&line).into_owned();
                    line.clear();
                    if in_data {
                        if text == ".\r\n" {
                            in_data = false;
                            kept.lock().unwrap().push(std::mem::take(&mut message));
                            let _ = write.write_all(b"250 taken\r\n").await;
                        } else {
                            message.push_str(&text);
                        }
                        continue;
                    }
                    kept.lock().unwrap().push(format!("> {text}"));
                    in_data = text.to_uppercase().starts_with("DATA");
                    let reply: &[u8] = if in_data { b"354 go on\r\n" } else { b"250 fine\r\n" };
                    let _ = write.write_all(reply).await;
                }
            });
        }
    });
    Server { port, heard }
}

async fn deliver(test: &TestDatabase, port: u16) {
    let settings = delivery::Settings {
        from: "Plenary <plenary@mail.example>".to_owned(),
        server: Some(plenary_mail::smtp::Server {
            host: "127.0.0.1".to_owned(),
            port,
            security: plenary_mail::smtp::Security::Plain,
            login: None,
            trust: plenary_mail::smtp::Trust::Operator,
        }),
        site_url: plenary_web::testing::SITE_URL.to_owned(),
        debug: false,
        private_servers: true,
        tls: plenary_mail::smtp::Tls::of_machine().unwrap(),
        timeouts: Default::default(),
    };
    let kinds = delivery::kinds(settings);
    test.clock.set(test.database.clock().now().plus_minutes(1));
    let all =
        async { while plenary_queue::job::run_due(&test.database, "test", &kinds).await.unwrap() > 0 {} };
    tokio::time::timeout(Duration::from_secs(60), all).await.expect("everything is delivered");
}

/// What is in the forms first, whatever they make of it; then rows as old or imported ones may be.
#[test]
fn nothing_in_a_text_becomes_a_header() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let server = server().await;
        let visitor = setting.come(Role::Everything).await;
        for (number, end) in ENDS.iter().enumerate() {
            let text = format!("Name{end}");
            let email = format!("new{number}@mail.example{end}");
            let stranger = Visitor::new(&setting.app);
            for (name, email) in [(text.as_str(), "a@mail.example"), ("Name", email.as_str())] {
                let fields = [
                    ("register_name", name),
                    ("register_email", email),
                    ("register_password", "a long sentence of words"),
                    ("register_password_repeat", "a long sentence of words"),
                ];
                assert!(!stranger.post("/conf/login/", &fields).await.status.is_server_error());
            }
            let fields = [("form", "invite"), ("action", "invite"), ("invite-emails", email.as_str())];
            for team in 1..12 {
                let answer = visitor.post(&format!("/orga/organiser/example/teams/{team}/"), &fields).await;
                assert!(!answer.status.is_server_error());
            }
            for (field, value) in [
                ("mail_from", email.as_str()),
                ("reply_to", &email),
                ("subject_prefix", &text),
                ("signature", &text),
            ] {
                let page = super::parts::parts(&visitor.get("/orga/event/conf/settings/mail").await.body);
                let form = page.forms.into_iter().find(|form| form.field("reply_to").is_some()).unwrap();
                let mut pairs = form.untouched();
                for pair in pairs.iter_mut().filter(|(name, _)| name.starts_with(field)) {
                    value.clone_into(&mut pair.1);
                }
                let answer =
                    visitor.post("/orga/event/conf/settings/mail", &super::ground::borrowed(&pairs)).await;
                assert!(!answer.status.is_server_error(), "{field}={value:?}");
            }
            stranger.post("/conf/reset", &[("login_email", &email)]).await;
        }
        let rows = old_rows(&test, setting.event.id).await;
        deliver(&test, server.port).await;
        let heard = server.heard.lock().unwrap().clone();
        let messages: Vec<&String> = heard.iter().filter(|text| !text.starts_with("> ")).collect();
        let mails = queued_mail::Entity::find().all(test.database.reader()).await.unwrap();
        let failed: Vec<_> = mails.into_iter().map(|mail| (mail.state, mail.error_data)).collect();
        assert!(messages.len() >= rows, "{} of {rows} mails arrived: {failed:?} {heard:?}", messages.len());
        for command in heard.iter().filter(|text| text.starts_with("> ")) {
            assert!(!command.contains("example.net"), "{command}");
        }
        const KNOWN: [&str; 12] = [
            "From",
            "To",
            "Cc",
            "Reply-To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "Content-Transfer-Encoding",
        ];
        for message in messages {
            let head = message.split("\r\n\r\n").next().unwrap();
            assert!(
                !message.replace("\r\n", "").contains(['\r', '\n']),
                "a line end of its own kind: {message:?}"
            );
            for line in head.split("\r\n").filter(|line| !line.starts_with([' ', '\t'])) {
                let name = line.split(':').next().unwrap();
                assert!(KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name)), "{line} in {head}");
                if ["from", "to", "cc", "reply-to"].contains(&name.to_lowercase().as_str()) {
                    assert!(!line.contains("<evil@example.net>"), "{line}");
                }
            }
        }
    });
}

/// Names, subjects and addresses as no form would take them. Returns how many mails there are.
async fn old_rows(test: &TestDatabase, event_id: i32) -> usize {
    let tx = test.database.begin().await.unwrap();
    let event = event::Entity::find_by_id(event_id).one(tx.db()).await.unwrap().unwrap();
    let first = &ENDS[0];
    let mut settings = event.mail_settings.clone();
    settings["subject_prefix"] = format!("Prefix{first}").into();
    settings["reply_to"] = format!("team@mail.example{first}").into();
    settings["signature"] = format!("--{first}").into();
    let mut row = event.clone().into_active_model();
    row.mail_settings = Set(settings);
    row.name = Set(format!("Conference{first}").as_str().into());
    row.update(tx.db()).await.unwrap();
    for row in organiser::Entity::find().all(tx.db()).await.unwrap() {
        let mut row = row.into_active_model();
        row.name = Set(format!("Organiser{}", ENDS[1]).as_str().into());
        row.update(tx.db()).await.unwrap();
    }
    for row in team::Entity::find().all(tx.db()).await.unwrap() {
        let mut row = row.into_active_model();
        row.name = Set(format!("Team{first}"));
        row.update(tx.db()).await.unwrap();
    }
    for (number, end) in ENDS
        .iter()
        .enumerate()
        .filter(|(_, end)| !(end.contains('\0') && test.engine == plenary_store::Engine::Postgres))
    {
        let mail = |recipients: String, subject: String| queued_mail::ActiveModel {
            event_id: Set(Some(event_id)),
            recipients: Set(Some(recipients)),
            reply_to: Set(Some(format!("reply@mail.example{end}"))),
            cc: Set(Some(format!("copy@mail.example{end}"))),
            bcc: Set(Some("hidden@mail.example".to_owned())),
            subject: Set(subject),
            text: Set(format!("Text{end}")),
            state: Set(plenary_model::MailState::Sending),
            attachments: Set(Some(serde_json::json!([{
                "name": format!("file{end}\".ics"),
                "content": format!("BEGIN:VCALENDAR{end}"),
                "content_type": format!("text/calendar{end}"),
            }]))),
            ..Default::default()
        };
        let one =
            mail(format!("to{number}@mail.example"), format!("Subject{end}")).insert(tx.db()).await.unwrap();
        let two = mail(format!("to{number}@mail.example{end}"), "Subject".to_owned())
            .insert(tx.db())
            .await
            .unwrap();
        delivery::enqueue(&tx, &[one.id, two.id]).await.unwrap();
        let new = NewAccount {
            name: "Name",
            email: &format!("person{number}@mail.example"),
            password: None,
            locale: "en",
            time_zone: "UTC",
            administrator: false,
        };
        let account = account::create(&tx, new).await.unwrap();
        let renamed = accounts::ActiveModel {
            id: Set(account.id),
            name: Set(format!("Name{end}")),
            ..Default::default()
        };
        let account = renamed.update(tx.db()).await.unwrap();
        let actor = plenary_person::login::actor(&account);
        account::set_password(&tx, &actor, &account, &format!("a long sentence of words {number}"))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let all = queued_mail::Entity::find().count(test.database.reader()).await.unwrap();
    // Those with addresses that are none go nowhere.
    all as usize / 2
}
