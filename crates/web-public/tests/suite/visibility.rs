//! Who sees what: everything else does not exist.

use axum::http::StatusCode;
use plenary_model::SubmissionState;
use plenary_store::entity::event;
use plenary_store::testing::on_both_engines;
use sea_orm::ActiveValue::Set;
use serde_json::json;

use crate::setting::{TestSite, Wanted, change_now, set_up};

const PAGES: [&str; 3] = ["schedule/", "talk/", "speaker/"];

#[test]
fn nothing_before_a_release() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted::default()).await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        assert_eq!(site.get("/example2026/").await.status, StatusCode::OK);
        let code = &session.code;
        let mut paths: Vec<String> = PAGES.iter().map(|page| (*page).to_owned()).collect();
        paths.extend([
            format!("talk/{code}/"),
            format!("talk/{code}.ics"),
            "schedule.xml".into(),
            "schedule.json".into(),
        ]);
        paths.extend([
            "schedule.ics".into(),
            "schedule.xcal".into(),
            "schedule/v/wip/".into(),
            "schedule/v/1.0.xml".into(),
        ]);
        let never = event::ActiveModel {
            feature_flags: Set(json!({"show_featured": "never"})),
            ..Default::default()
        };
        change_now(&test, &setting, never).await;
        for path in &paths {
            assert_eq!(
                site.get(&format!("/example2026/{path}")).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        assert!(!site.get("/example2026/").await.body.contains("/example2026/schedule/"));

        // The organisers: their working version, and a schedule.xml without days.
        let organiser = site.logged_in(&setting.organiser).await;
        let wip = organiser.get("/example2026/schedule/v/WIP/").await;
        assert_eq!(wip.status, StatusCode::OK);
        assert!(wip.body.contains("working version") && wip.body.contains(code.as_str()));
        assert!(wip.body.contains("noindex"));
        // They see featured sessions always: that is where the schedule leads.
        assert_eq!(organiser.get("/example2026/schedule/").await.status, StatusCode::FOUND);
        assert_eq!(organiser.get("/example2026/schedule.json").await.status, StatusCode::NOT_FOUND);
        let xml = organiser.get("/example2026/schedule.xml").await;
        assert_eq!(xml.status, StatusCode::OK);
        assert!(xml.body.contains("<version></version>") && !xml.body.contains("<day "), "{}", xml.body);
        let stranger = site.logged_in(&setting.stranger).await;
        assert_eq!(stranger.get("/example2026/schedule/v/wip/").await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get("/example2026/schedule.xml").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn hidden_events_and_hidden_schedules() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        let hidden = event::ActiveModel {
            feature_flags: Set(json!({"show_schedule": false, "show_featured": "never"})),
            ..Default::default()
        };
        setting.change_event(&tx, hidden).await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let stranger = site.logged_in(&setting.stranger).await;
        let talk = format!("talk/{}/", session.code);
        let all: Vec<&str> = PAGES.into_iter().chain([talk.as_str(), "schedule.json"]).collect();

        for path in &all {
            let url = format!("/example2026/{path}");
            assert_eq!(site.get(&url).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(stranger.get(&url).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(organiser.get(&url).await.status, StatusCode::OK, "{path}");
        }
        assert_eq!(site.get("/example2026/").await.status, StatusCode::OK);

        let tx = test.database.begin().await.unwrap();
        let private =
            event::ActiveModel { feature_flags: Set(json!({})), is_public: Set(false), ..Default::default() };
        setting.change_event(&tx, private).await;
        tx.commit().await.unwrap();
        // Organisers who are not logged in may do that from the start page.
        let start = site.get("/example2026/").await;
        assert!(start.status.is_redirection());
        assert_eq!(start.header("location"), "/example2026/login/?next=/example2026/");
        assert_eq!(stranger.get("/example2026/").await.status, StatusCode::NOT_FOUND);
        assert_eq!(organiser.get("/example2026/").await.status, StatusCode::OK);
        for path in all {
            let url = format!("/example2026/{path}");
            assert_eq!(site.get(&url).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(stranger.get(&url).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(organiser.get(&url).await.status, StatusCode::OK, "{path}");
        }
        assert!(!site.get("/").await.body.contains("Example Conference"));
        assert!(organiser.get("/").await.body.contains("not public yet"));
    });
}

#[test]
fn only_what_the_current_release_shows() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let gone =
            setting.session(&tx, Wanted { title: "Gone later", speaker: 1, ..Default::default() }).await;
        let kept = setting
            .session(&tx, Wanted { title: "Kept", start: "2026-09-11T09:00:00Z", ..Default::default() })
            .await;
        setting.release(&tx, "1.0").await;
        setting.set_state(&tx, &gone.code, SubmissionState::Canceled).await;
        let later = setting
            .session(&tx, Wanted { title: "Not yet", start: "2026-09-11T10:00:00Z", ..Default::default() })
            .await;
        test.clock.set(test.database.clock().now().plus_minutes(1));
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let status = async |path: String| site.get(&format!("/example2026/{path}")).await.status;
        assert_eq!(status(format!("talk/{}/", gone.code)).await, StatusCode::OK);
        let tx = test.database.begin().await.unwrap();
        setting.set_state(&tx, &later.code, SubmissionState::Accepted).await;
        setting.release(&tx, "1.1").await;
        tx.commit().await.unwrap();
        assert_eq!(status(format!("talk/{}/", gone.code)).await, StatusCode::NOT_FOUND);
        // Calendars that were subscribed to become empty; they tell nothing but the code.
        let calendar = site.get(&format!("/example2026/talk/{}.ics", gone.code)).await;
        assert_eq!(calendar.status, StatusCode::OK);
        assert!(
            !calendar.body.contains("VEVENT") && !calendar.body.contains("Gone later"),
            "{}",
            calendar.body
        );
        // Nor is there a difference between what was never public and what never was.
        let empty = async |code: &str| {
            let answer = site.get(&format!("/example2026/talk/{code}.ics")).await;
            (answer.status, answer.body.replace(code, "CODE"))
        };
        assert_eq!(empty(&later.code).await, empty("CXXCXX").await);
        assert_eq!(empty(&later.code).await, (StatusCode::OK, calendar.body.replace(&gone.code, "CODE")));
        assert_eq!(status("talk/no-code.ics".into()).await, StatusCode::NOT_FOUND);
        assert_eq!(status(format!("talk/{}/", later.code)).await, StatusCode::NOT_FOUND);
        assert_eq!(status(format!("talk/{}/", kept.code.to_lowercase())).await, StatusCode::OK);
        assert_eq!(status("talk/NOSUCH/".into()).await, StatusCode::NOT_FOUND);
        let speakers = site.get("/example2026/speaker/").await;
        assert!(speakers.body.contains("Ünal Şimşek") && !speakers.body.contains("Zoë Quinn"));
        assert!(
            !speakers.body.contains("@example.org\"") || speakers.body.contains("mailto:orga@example.org")
        );

        // The old version is still there, and says that it is old; an unknown one is the current one.
        let old = site.get("/example2026/schedule/v/1.0/").await;
        assert!(old.body.contains("Gone later") && old.body.contains("no longer the current one"));
        assert!(old.body.contains("href=\"/example2026/schedule/\""));
        for current in ["schedule/", "schedule/v/1.1/", "schedule/v/nope/"] {
            let page = site.get(&format!("/example2026/{current}")).await;
            assert!(page.body.contains("Kept") && !page.body.contains("Gone later"), "{current}");
            assert!(!page.body.contains("no longer the current one"), "{current}");
        }
    });
}

#[test]
fn unknown_events() {
    on_both_engines(|test| async move {
        let site = TestSite::new(&test);
        for path in [
            "/nope/",
            "/nope/schedule/",
            "/nope/talk/",
            "/nope/talk/ABCDEF/",
            "/nope/talk/ABCDEF.ics",
            "/nope/speaker/",
            "/nope/speaker/ABCDEF/",
            "/nope/speaker/ABCDEF/talks.ics",
            "/nope/schedule.xml",
            "/nope/schedule/export/schedule.xml",
        ] {
            assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}
