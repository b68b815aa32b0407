//! The schedule for terminals.

use axum::http::StatusCode;
use plenary_store::entity::submission;
use plenary_store::testing::on_both_engines;
use sea_orm::ActiveValue::Set;

use crate::setting::{TestSite, Wanted, set_up};

#[test]
fn for_whom_does_not_ask_for_a_page() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let site = TestSite::new(&test);
        // Nothing is released: to what is featured.
        assert_eq!(site.ask("/example2026/schedule/", &[]).await.status, StatusCode::FOUND);
        let tx = test.database.begin().await.unwrap();
        let title = "Red \u{1b}[31malert\u{202e}\u{7} 会議";
        let change = submission::ActiveModel { title: Set(title.into()), ..Default::default() };
        setting.session(&tx, Wanted { change, ..Default::default() }).await;
        setting.release(&tx, "1.0").await;
        let wanted = Wanted { title: "Later", start: "2026-09-12T08:00:00Z", ..Default::default() };
        setting.session(&tx, wanted).await;
        tx.commit().await.unwrap();

        for path in ["schedule/", "schedule/v/1.0/", "talk/"] {
            for accept in [&[][..], &[("accept", "")], &[("accept", "text/plain")]] {
                let answer = site.ask(&format!("/example2026/{path}"), accept).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8", "{path}");
                assert!(
                    answer.headers.get_all("vary").iter().any(|v| v.to_str().unwrap().contains("Accept,"))
                );
                assert!(
                    answer.body.contains("2026-09-11") && answer.body.contains("| Hall"),
                    "{}",
                    answer.body
                );
                assert!(!answer.body.contains("Later") && !answer.body.contains('\u{202e}'));
            }
            let page = site.ask(&format!("/example2026/{path}"), &[("accept", "*/*")]).await;
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        }
        let list = site.ask("/example2026/schedule/?format=list", &[]).await.body;
        assert!(
            list.contains("* \u{1b}[33m10:00\u{1b}[0m Red [31malert 会議, Ünal Şimşek (en); in Hall\n"),
            "{list}"
        );
        let german = site.ask("/example2026/schedule/?format=list&lang=de", &[]).await.body;
        assert!(german.contains("in Saal") && german.contains("Beispielkonferenz"), "{german}");
        assert_eq!(site.ask("/example2026/schedule/v/wip/", &[]).await.status, StatusCode::NOT_FOUND);
        let organiser = site.logged_in(&setting.organiser).await;
        assert!(organiser.ask("/example2026/schedule/v/wip/?format=list", &[]).await.body.contains("Later"));
    });
}
