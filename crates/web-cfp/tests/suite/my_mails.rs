//! What somebody reads of the mails that an event has sent.

use axum::http::StatusCode;
use plenary_model::{MailState, Timestamp};
use plenary_person::profile;
use plenary_store::Tx;
use plenary_store::entity::{account, event, queued_mail, queued_mail_speaker};
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::setting::{register, set_up};

async fn mail(tx: &Tx, event: i32, profile: i32, subject: &str, sent: Option<&str>) {
    let row = queued_mail::ActiveModel {
        event_id: Set(Some(event)),
        subject: Set(subject.to_owned()),
        text: Set(format!("Body of *{subject}*")),
        state: Set(if sent.is_some() { MailState::Sent } else { MailState::Draft }),
        sent: Set(sent.map(|at| at.parse::<Timestamp>().unwrap())),
        ..Default::default()
    };
    let row = row.insert(tx.db()).await.unwrap();
    let link = queued_mail_speaker::ActiveModel { queued_mail_id: Set(row.id), speaker_id: Set(profile) };
    queued_mail_speaker::Entity::insert(link).exec_without_returning(tx.db()).await.unwrap();
}

#[test]
fn mails_are_read_by_whom_they_were_sent_to() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let zoe = register(&setting.app, "Zoë", "zoe@example.org").await;
        let sam = register(&setting.app, "Sam", "sam@example.org").await;
        let url = "/conf/me/mails/";
        assert!(zoe.get(url).await.body.contains("No emails yet"));
        let tx = test.database.begin().await.unwrap();
        let other = event::Entity::find().filter(event::Column::Slug.eq("hidden")).one(tx.db()).await;
        let other = other.unwrap().unwrap();
        let profile_of = async |email: &str, event: &event::Model| {
            let account = account::Entity::find().filter(account::Column::Email.eq(email)).one(tx.db()).await;
            profile::ensure(&tx, &account.unwrap().unwrap(), event).await.unwrap().id
        };
        let (of_zoe, of_sam) = (
            profile_of("zoe@example.org", &setting.event).await,
            profile_of("sam@example.org", &setting.event).await,
        );
        let elsewhere = profile_of("zoe@example.org", &other).await;
        let hostile = "\u{202e}<script>alert(1)</script>";
        mail(&tx, setting.event.id, of_zoe, "First letter", Some("2026-05-01T10:00:00Z")).await;
        mail(&tx, setting.event.id, of_zoe, "Second letter", Some("2026-05-02T10:00:00Z")).await;
        mail(&tx, setting.event.id, of_zoe, hostile, Some("2026-05-03T10:00:00Z")).await;
        mail(&tx, setting.event.id, of_zoe, "Not sent yet", None).await;
        mail(&tx, setting.event.id, of_sam, "For Sam", Some("2026-05-01T10:00:00Z")).await;
        mail(&tx, other.id, elsewhere, "Another event", Some("2026-05-01T10:00:00Z")).await;
        tx.commit().await.unwrap();

        let page = zoe.get(url).await;
        assert_eq!(page.status, StatusCode::OK);
        let at = |text: &str| page.body.find(text).unwrap_or_else(|| panic!("{text}: {}", page.body));
        assert!(at("Second letter") < at("First letter"), "the newest first");
        assert!(page.body.contains("Body of <em>First letter</em>"), "{}", page.body);
        assert!(page.body.contains("1 May 2026") && page.body.contains("12:00"), "in the event's zone");
        assert!(!page.body.contains("<script>alert"));
        for others in ["Not sent yet", "For Sam", "Another event"] {
            assert!(!page.body.contains(others), "{others}");
        }
        let page = sam.get(url).await.body;
        assert!(page.contains("For Sam") && !page.contains("First letter"));
        let visitor = Visitor::new(&setting.app);
        assert_eq!(visitor.get(url).await.location(), format!("/conf/login/?next={url}"));
        assert!(zoe.get(&format!("{url}?lang=de")).await.body.contains("Meine E-Mails"));

        let cost = async || {
            let before = test.database.statements();
            zoe.get(url).await;
            test.database.statements() - before
        };
        let few = cost().await;
        let tx = test.database.begin().await.unwrap();
        for _ in 0..20 {
            mail(&tx, setting.event.id, of_zoe, "More", Some("2026-05-04T10:00:00Z")).await;
        }
        tx.commit().await.unwrap();
        assert_eq!(cost().await, few);
        assert!(few <= 12, "{few}");
    });
}
