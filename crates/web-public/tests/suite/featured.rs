//! Featured sessions: who sees the list, its sessions, and what leads there.

use axum::http::StatusCode;
use plenary_model::{I18nText, SubmissionState};
use plenary_store::entity::{event, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::ActiveValue::Set;
use serde_json::json;

use crate::setting::{TestSite, Wanted, change_now, set_up};

fn featured() -> submission::ActiveModel {
    submission::ActiveModel { is_featured: Set(true), ..Default::default() }
}

#[test]
fn before_always_and_never() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let star = setting
            .session(&tx, Wanted { title: "The star", change: featured(), ..Default::default() })
            .await;
        let other = setting
            .session(&tx, Wanted { title: "Another", start: "2026-09-11T09:00:00Z", ..Default::default() })
            .await;
        let gone = setting
            .session(
                &tx,
                Wanted {
                    title: "Withdrawn star",
                    start: "2026-09-11T10:00:00Z",
                    change: featured(),
                    ..Default::default()
                },
            )
            .await;
        setting.set_state(&tx, &gone.code, SubmissionState::Withdrawn).await;
        setting.set_state(&tx, &star.code, SubmissionState::Accepted).await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let url = |path: &str| format!("/example2026/{path}");
        let talk = |row: &submission::Model| url(&format!("talk/{}/", row.code));

        // Before there is a schedule.
        let page = site.get(&url("featured/")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("The star") && !page.body.contains("Another"));
        assert!(!page.body.contains("Withdrawn star") && !page.body.contains("2026-09-11T"));
        let single = site.get(&talk(&star)).await;
        assert_eq!(single.status, StatusCode::OK);
        assert!(single.body.contains("announced with the schedule") && !single.body.contains("/speaker/"));
        assert!(!single.body.contains("Hall") && !single.body.contains(".ics"), "{}", single.body);
        assert_eq!(site.get(&talk(&other)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(site.get(&talk(&gone)).await.status, StatusCode::NOT_FOUND);
        for path in ["schedule/", "talk/", "schedule/v/wip/", "schedule/v/1.0/"] {
            let there = site.get(&url(path)).await;
            assert_eq!(there.status, StatusCode::FOUND, "{path}");
            assert_eq!(there.header("location"), "/example2026/featured/", "{path}");
        }
        assert_eq!(organiser.get(&url("schedule/v/wip/")).await.status, StatusCode::OK);
        let old = site.get(&url("sneak/")).await;
        assert_eq!(
            (old.status, old.header("location")),
            (StatusCode::MOVED_PERMANENTLY, "/example2026/featured/")
        );
        let start = site.get("/example2026/").await;
        assert!(start.body.contains("The star") && start.body.contains("Look at featured sessions"));

        // With one.
        let tx = test.database.begin().await.unwrap();
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let there = site.get(&url("featured/")).await;
        assert_eq!((there.status, there.header("location")), (StatusCode::FOUND, "/example2026/schedule/"));
        assert_eq!(site.get(&talk(&star)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(site.get(&talk(&other)).await.status, StatusCode::OK);
        assert_eq!(site.get(&url("schedule/v/wip/")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(organiser.get(&url("featured/")).await.status, StatusCode::OK);
        assert!(!site.get("/example2026/").await.body.contains("The star"));

        let flags = async |value| {
            let change = event::ActiveModel { feature_flags: Set(value), ..Default::default() };
            change_now(&test, &setting, change).await;
        };
        flags(json!({"show_featured": "always"})).await;
        assert_eq!(site.get(&url("featured/")).await.status, StatusCode::OK);
        assert_eq!(site.get(&talk(&star)).await.status, StatusCode::OK);
        assert_eq!(site.get(&url("schedule/v/wip/")).await.status, StatusCode::FOUND);
        flags(json!({"show_featured": "never", "show_schedule": false})).await;
        for path in ["featured/", "schedule/", "talk/"] {
            assert_eq!(site.get(&url(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(site.get(&talk(&star)).await.status, StatusCode::NOT_FOUND);
        let hidden = event::ActiveModel {
            feature_flags: Set(json!({"show_featured": "always"})),
            is_public: Set(false),
            ..Default::default()
        };
        change_now(&test, &setting, hidden).await;
        for path in ["featured/", "schedule/", "talk/"] {
            assert_eq!(site.get(&url(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(site.get(&talk(&star)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(organiser.get(&url("featured/")).await.status, StatusCode::OK);
    });
}

#[test]
fn its_text_and_its_cost() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let site = TestSite::new(&test);
        let empty = site.get("/example2026/featured/").await;
        assert!(empty.body.contains("No featured sessions yet"));
        let change = event::ActiveModel {
            featured_sessions_text: Set(I18nText::localised([
                ("en", "Our *pick* <script>x()</script>"),
                ("de", "Auswahl"),
            ])),
            ..Default::default()
        };
        change_now(&test, &setting, change).await;
        assert!(site.get("/example2026/featured/?lang=de").await.body.contains("Auswahl"));
        let mut costs = Vec::new();
        for number in 0..3 {
            let tx = test.database.begin().await.unwrap();
            let start = format!("2026-09-11T{:02}:00:00Z", 8 + number);
            let wanted = Wanted {
                title: "<img src=x onerror=alert(1)>\u{202e}",
                speaker: number,
                start: &start,
                change: featured(),
                ..Default::default()
            };
            let row = setting.session(&tx, wanted).await;
            tx.commit().await.unwrap();
            let cost = async |path: &str| {
                let before = test.database.statements();
                let page = site.get(path).await;
                assert_eq!(page.status, StatusCode::OK, "{path}");
                assert!(!page.body.contains("<img src=x") && !page.body.contains("<script>x"));
                test.database.statements() - before
            };
            let list = cost("/example2026/featured/").await;
            let single = cost(&format!("/example2026/talk/{}/", row.code)).await;
            costs.push((list, single, cost("/example2026/").await));
        }
        assert!(costs.iter().all(|cost| *cost == costs[0]), "{costs:?}");
        assert!(costs[0].0 <= 12 && costs[0].1 <= 20, "{costs:?}");
    });
}
