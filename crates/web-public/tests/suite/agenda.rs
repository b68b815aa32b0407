//! Finding sessions and speakers: what the pages do for it without scripts, and hand to them.

use axum::http::StatusCode;
use plenary_store::entity::event;
use plenary_store::testing::sqlite_database;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};

use crate::setting::{TestSite, Wanted, set_up};

/// The JSON of the page's data block.
fn data(body: &str) -> Value {
    let (_, rest) = body.split_once("id=\"agenda-data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[tokio::test]
async fn speakers_by_name() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted { title: "One", ..Default::default() }).await;
    let other = Wanted { title: "Two", speaker: 1, start: "2026-09-11T10:00:00Z", ..Default::default() };
    setting.session(&tx, other).await;
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    // Ünal Şimşek and Zoë Quinn.
    for (query, first, second) in [
        ("", true, true),
        ("?q=", true, true),
        ("?q=SIMSEK", true, false),
        ("?q=quinn+zoe", false, true),
        ("?q=%20zo%C3%AB%20", false, true),
        ("?q=%25", false, false),
        ("?q=%FF%00%3Cscript%3E", false, false),
    ] {
        let page = site.get(&format!("/example2026/speaker/{query}")).await;
        if page.status == StatusCode::BAD_REQUEST {
            assert!(query.contains("%00"), "{query}");
            continue;
        }
        assert_eq!(page.status, StatusCode::OK, "{query}");
        let found = (page.body.contains("Ünal Şimşek"), page.body.contains("Zoë Quinn"));
        assert_eq!(found, (first, second), "{query}");
        assert_eq!(page.body.contains("id=\"speakers-none\" hidden"), first || second, "{query}");
        assert!(page.body.contains("2 speakers"), "{query}");
    }
    let page = site.get("/example2026/speaker/?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    let long = format!("/example2026/speaker/?q={}", "%C3%BC".repeat(1000));
    assert!(site.get(&long).await.body.contains(&format!("value=\"{}\"", "ü".repeat(200))));
}

#[tokio::test]
async fn what_the_script_gets() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted { minutes: 45, ..Default::default() }).await;
    setting.release(&tx, "</script><b>&1").await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    let page = site.get("/example2026/schedule/").await;
    let found = data(&page.body);
    assert_eq!(
        (&found["slug"], &found["version"], &found["zone"]),
        (&json!("example2026"), &json!("</script><b>&1"), &json!("Europe/Berlin"))
    );
    assert_eq!(found["counts"]["found"], json!({"one": "{n} session", "other": "{n} sessions"}));
    assert_eq!(found["words"]["star"], "Star “{title}”");
    assert!(page.body.contains("data-m=\"45\""));
    assert_eq!(data(&site.get("/example2026/talk/").await.body)["version"], found["version"]);
    // Changes are told against the current version only.
    let organiser = site.logged_in(&setting.organiser).await;
    assert_eq!(data(&organiser.get("/example2026/schedule/v/wip/").await.body)["version"], Value::Null);
}

#[tokio::test]
async fn organisers_choose_the_view_and_nights_are_named() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted::default()).await;
    // Half past midnight in Berlin.
    let night = Wanted { title: "Late", start: "2026-09-11T22:30:00Z", ..Default::default() };
    setting.session(&tx, night).await;
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    let page = site.get("/example2026/schedule/").await;
    assert!(page.body.contains("<div class=\"agenda\" id=\"agenda\">"));
    assert_eq!(page.body.matches("class=\"agenda-day\"").count(), 1);
    assert!(page.body.contains(">00:30</time> <small>Sat 12 Sep</small>"));
    assert!(page.body.contains(">10:00</time></h3>"));

    let tx = test.database.begin().await.unwrap();
    let change =
        event::ActiveModel { display_settings: Set(json!({"schedule": "list"})), ..Default::default() };
    setting.change_event(&tx, change).await;
    tx.commit().await.unwrap();
    let page = site.get("/example2026/schedule/").await;
    assert!(page.body.contains("<div class=\"agenda agenda--list\" id=\"agenda\">"));
}
