//! A page costs the same number of statements, however long the programme is.

use axum::http::StatusCode;
use plenary_store::testing::on_both_engines;

use crate::setting::{TestSite, Wanted, set_up};

/// Visitors; people with a session, whose account and rights are read as well.
const ANONYMOUS: u64 = 12;
const LOGGED_IN: u64 = 16;

#[test]
fn one_hundred_and_fifty_sessions() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let track = setting.track(&tx, "Track", "#123456").await;
        let mut codes = Vec::new();
        for number in 0_usize..150 {
            let (day, place) = (number / 50, number % 50);
            let start = format!("2026-09-{}T{:02}:{:02}:00Z", 11 + day, 5 + place / 4, place % 4 * 15);
            let title = format!("Session {number}");
            let change = plenary_store::entity::submission::ActiveModel {
                track_id: sea_orm::ActiveValue::Set((number % 2 == 0).then_some(track)),
                ..Default::default()
            };
            let wanted = Wanted {
                title: &title,
                speaker: number % 3,
                room: number % 2,
                start: &start,
                minutes: 15,
                change,
            };
            codes.push(setting.session(&tx, wanted).await.code);
        }
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        test.clock.set(test.database.clock().now().plus_minutes(1));
        let tx = test.database.begin().await.unwrap();
        setting.release(&tx, "1.1").await;
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let talk = format!("talk/{}/", codes[0]);
        let ics = format!("talk/{}.ics", codes[149]);
        let pages = [
            "schedule/",
            "talk/",
            &ics,
            "speaker/",
            "schedule.xml",
            "schedule/export/schedule.json",
            "schedule.xcal",
            "schedule.ics",
        ];
        let cost = async |site: &TestSite, path: &str| {
            let before = test.database.statements();
            let answer = site.get(&format!("/example2026/{path}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            test.database.statements() - before
        };
        for path in pages {
            assert_eq!(cost(&site, path).await, ANONYMOUS, "{path}");
            assert_eq!(cost(&organiser, path).await, LOGGED_IN, "{path}");
        }
        // A session's public answers: one statement where nothing is asked.
        assert_eq!(cost(&site, &talk).await, ANONYMOUS + 1);
        assert_eq!(cost(&organiser, &talk).await, LOGGED_IN + 1);
        assert_eq!(cost(&site, "search/?q=session").await, ANONYMOUS);
        // Another version has to be looked up.
        assert_eq!(cost(&site, "schedule/v/1.0/").await, ANONYMOUS + 1);
        assert_eq!(cost(&organiser, "schedule/v/wip/").await, LOGGED_IN + 1);
        assert_eq!(cost(&site, "").await, 6);
        let schedule = site.get("/example2026/schedule/").await;
        assert_eq!(schedule.body.matches("<article class=\"session ").count(), 150);
    });
}
