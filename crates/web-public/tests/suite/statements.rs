//! A page costs the same number of statements, however long the programme is.

use axum::http::StatusCode;
use plenary_store::testing::on_both_engines;

use crate::setting::{TestSite, Wanted, set_up};

/// To come in and to read a programme.
const COLD: u64 = 10;
/// The same while the programme is remembered.
const REMEMBERED: u64 = 2;
/// The session and its account.
const SESSION: u64 = 2;

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
            "offline/",
            "offline/index.json",
            "offline/items.json",
        ];
        let cost = async |site: &TestSite, path: &str| {
            let before = test.database.statements();
            let answer = site.get(&format!("/example2026/{path}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            test.database.statements() - before
        };
        assert_eq!(cost(&site, "schedule/").await, COLD);
        for path in pages {
            assert_eq!(cost(&site, path).await, if path == "schedule/" { 0 } else { REMEMBERED }, "{path}");
            assert_eq!(cost(&organiser, path).await, 0, "{path}: kept for everyone");
        }
        // A session's public answers: one statement where nothing is asked.
        assert_eq!(cost(&site, &talk).await, REMEMBERED + 1);
        assert_eq!(cost(&site, "search/?q=session").await, REMEMBERED);
        // Another version has to be looked up, and is another programme.
        assert_eq!(cost(&site, "schedule/v/1.0/").await, COLD + 1);
        assert_eq!(cost(&organiser, "schedule/v/1.0/?other").await, 0);
        // What few may see is read as them: once more what is visible, the links, whether they have
        // proposals; and the working version.
        assert_eq!(cost(&organiser, "schedule/v/wip/").await, COLD + SESSION + 5);
        assert_eq!(cost(&site, "").await, 5);
        assert_eq!(cost(&organiser, "me/personal.json").await, SESSION + 6);
        let schedule = site.get("/example2026/schedule/").await;
        assert_eq!(schedule.body.matches("<article class=\"session ").count(), 150);

        // Without memory every page is read, at a cost that does not depend on its length.
        let site = TestSite::with_memory(&test, 0);
        site.get("/example2026/schedule/").await;
        for path in pages {
            assert_eq!(cost(&site, path).await, COLD, "{path}");
        }
    });
}
