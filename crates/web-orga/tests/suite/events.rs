use axum::http::StatusCode;
use plenary_event::organiser;
use plenary_model::SubmissionState;
use plenary_store::testing::on_both_engines;

use plenary_person::account::{self, NewAccount};
use plenary_store::entity;
use plenary_web::testing::{Visitor, site};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use crate::setting::{PASSWORD, Who, change, create_event, log_in, set_up, submit};

#[test]
fn the_list_of_events() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let stranger = setting.come(Who::Stranger).await.get("/orga/event/").await;
        assert!(
            stranger.body.contains("No events yet") && !stranger.body.contains("create_event"),
            "{}",
            stranger.body
        );
        let organiser_list = setting.come(Who::Organiser).await.get("/orga/event/").await;
        assert!(
            organiser_list.body.contains("Current and upcoming") && !organiser_list.body.contains("Past")
        );
        assert!(
            organiser_list.body.contains("11–13 September 2026") && organiser_list.body.contains("public")
        );

        let visitor = setting.come(Who::Administrator).await;
        let before = test.database.statements();
        visitor.get("/orga/event/").await;
        let cost = test.database.statements() - before;
        let tx = test.database.begin().await.unwrap();
        let owner = organiser::find(tx.db(), "example").await.unwrap();
        for number in 0..20 {
            create_event(&tx, owner.clone(), &format!("another{number}")).await;
        }
        tx.commit().await.unwrap();
        let before = test.database.statements();
        let page = visitor.get("/orga/event/").await;
        assert_eq!(test.database.statements() - before, cost);
        assert_eq!(cost, 5, "session, account, events, teams twice");
        assert_eq!(page.body.matches("/orga/event/another").count(), 20);

        test.clock.set("2026-09-12T12:00:00Z".parse().unwrap());
        assert!(setting.come(Who::Organiser).await.get("/orga/event/").await.body.contains("running"));
        test.clock.set("2026-10-12T12:00:00Z".parse().unwrap());
        let over = setting.come(Who::Organiser).await.get("/orga/event/").await;
        assert!(over.body.contains("Past") && !over.body.contains("Current and upcoming"));
    });
}

#[test]
fn a_site_without_events() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let new = NewAccount {
            name: "Ada",
            email: "ada@example.org",
            password: Some(PASSWORD),
            locale: "en",
            time_zone: "UTC",
            administrator: true,
        };
        account::create(&tx, new).await.unwrap();
        tx.commit().await.unwrap();
        let visitor = Visitor::new(&site(&test, plenary_web_orga::router()));
        log_in(&visitor, "", "ada@example.org", PASSWORD).await;
        assert!(visitor.get("/orga/event/").await.body.contains("plenary create_event"));
    });
}

#[test]
fn the_overview_counts() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let page = visitor.get(&setting.path("")).await;
        assert!(
            page.body.contains("proposal to decide on")
                && page.body.contains("No version has been released yet.")
        );
        assert!(page.body.contains("Deadline 1 July 2026, 12:00"), "in the event's time zone: {}", page.body);
        assert!(!page.body.contains("sessions without a time"));
        let before = test.database.statements();
        visitor.get(&setting.path("")).await;
        let cost = test.database.statements() - before;
        assert_eq!(cost, 12);
        let tx = test.database.begin().await.unwrap();
        for number in 0..30 {
            let proposal = submit(&tx, &setting.event, &setting.speaker, &format!("Talk {number}")).await;
            if number % 2 == 0 {
                change(&tx, &setting.event, &proposal.code, SubmissionState::Accepted).await;
            }
        }
        tx.commit().await.unwrap();
        let before = test.database.statements();
        let page = visitor.get(&setting.path("")).await;
        assert_eq!(test.database.statements() - before, cost);
        for (number, label, url) in [
            (16, "proposals to decide on", "/orga/event/conf/submissions/?state=submitted"),
            (15, "sessions not confirmed by their speakers", "/orga/event/conf/submissions/?state=accepted"),
            (15, "sessions without a time", "/orga/event/conf/schedule/"),
            (31, "proposals", "/orga/event/conf/submissions/"),
        ] {
            let tile =
                format!("href=\"{url}\"><span class=\"stat__value\">{number}</span><span>{label}</span>");
            assert!(page.body.contains(&tile), "{tile}: {}", page.body);
        }
        let reviewer = setting.come(Who::Reviewer).await.get(&setting.path("")).await;
        assert!(
            !reviewer.body.contains("stat__value")
                && !reviewer.body.contains("/conf/submissions/\"")
                && !reviewer.body.contains("/conf/submissions/?")
                && !reviewer.body.contains("/live")
        );
        assert!(!setting.come(Who::Programme).await.get(&setting.path("")).await.body.contains("/live"));
    });
}

#[test]
fn going_public_and_hiding() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let live = setting.path("live");
        let is_public =
            async || plenary_event::event::find(test.database.reader(), "conf").await.unwrap().is_public;
        assert_eq!(visitor.get(&live).await.location(), "/orga/event/conf/");
        assert!(is_public().await, "a link changes nothing");
        visitor.post(&live, &[("action", "nonsense")]).await;
        assert!(is_public().await);
        assert_eq!(visitor.post(&live, &[("action", "deactivate")]).await.location(), "/orga/event/conf/");
        assert!(!is_public().await);
        let page = visitor.get(&setting.path("")).await;
        assert!(
            page.body.contains("Go public")
                && page.body.contains("is hidden now")
                && page.body.contains("Nobody can submit")
        );
        assert!(!visitor.get(&setting.path("")).await.body.contains("is hidden now"), "said once");
        visitor.post(&live, &[("action", "activate")]).await;
        assert!(is_public().await);
        let page = visitor.get(&setting.path("")).await;
        assert!(
            page.body.contains("<a href=\"/conf/\">Example Conference</a>” is public now."),
            "{}",
            page.body
        );
    });
}

#[test]
fn pages_speak_the_organisers_language() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let tx = test.database.begin().await.unwrap();
        let english = entity::event::ActiveModel {
            id: Set(setting.event.id),
            locales: Set(json!(["en"])),
            ..Default::default()
        };
        english.update(tx.db()).await.unwrap();
        let account = account::find_by_email(tx.db(), &Who::Organiser.email()).await.unwrap().unwrap();
        let german = entity::account::ActiveModel {
            id: Set(account.id),
            locale: Set("de".to_owned()),
            ..Default::default()
        };
        german.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        for end in
            ["", "submissions/", "schedule/", "schedule/rooms/", "schedule/rooms/new/", "schedule/release"]
        {
            let page = visitor.get(&setting.path(end)).await;
            assert_eq!(page.status, StatusCode::OK, "{end}");
            assert!(page.body.contains("<html lang=\"de\"") && page.body.contains("Übersicht"), "{end}");
            assert!(page.body.contains("Beispielkonferenz"), "{end}");
        }
    });
}
