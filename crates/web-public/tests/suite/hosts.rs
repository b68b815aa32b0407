//! Events with a domain of their own.

use axum::http::StatusCode;
use plenary_store::entity::event;
use plenary_store::testing::on_both_engines;
use sea_orm::ActiveValue::Set;

use crate::setting::{TestSite, Wanted, set_up};

#[test]
fn an_event_at_home() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        let domain = event::ActiveModel {
            custom_domain: Set(Some("https://Conf.example/".into())),
            ..Default::default()
        };
        setting.change_event(&tx, domain).await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let at =
            async |host: &str, path: &str| site.ask(path, &[("host", host), ("accept", "text/html")]).await;
        let (main, own) = ("plan.example", "conf.example");

        // Twice: the second time the page might be kept.
        for _ in 0..2 {
            let page = at(own, "/example2026/schedule/").await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.body.contains("content=\"https://conf.example/example2026/schedule/\""));
            let away = at(main, "/example2026/schedule/?a=b").await;
            assert_eq!(
                (away.status, away.header("location")),
                (StatusCode::FOUND, "https://conf.example/example2026/schedule/?a=b")
            );
            assert_eq!(away.header("access-control-allow-origin"), "*");
            assert_eq!(at(main, "/example2026/schedule.json").await.status, StatusCode::FOUND);
            assert_eq!(at("CONF.example", "/example2026/schedule.json").await.status, StatusCode::OK);
        }
        let start = at(own, "/").await;
        assert_eq!((start.status, start.header("location")), (StatusCode::FOUND, "/example2026/"));
        let orga = at(own, "/orga/event/example2026/").await;
        assert_eq!(orga.header("location"), "https://plan.example/orga/event/example2026/");
        assert!(!at(main, "/").await.body.contains("Example Conference"), "listed on its own site only");

        // Another event is not told of there.
        let tx = test.database.begin().await.unwrap();
        let other = setting.other_event(&tx, "other2026").await;
        tx.commit().await.unwrap();
        assert_eq!(at(main, &format!("/{other}/")).await.status, StatusCode::OK);
        assert_eq!(at(own, &format!("/{other}/")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(at(own, "/nothing2026/").await.status, StatusCode::NOT_FOUND);
    });
}
