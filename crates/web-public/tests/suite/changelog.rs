//! What changed from version to version, as a page and as a feed.

use axum::http::StatusCode;
use plenary_model::{I18nText, SubmissionState};
use plenary_schedule::{changes, release, working};
use plenary_store::Tx;
use plenary_store::entity::event;
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use crate::setting::{Setting, TestSite, Wanted, set_up};

const PATHS: [&str; 3] = ["schedule/changelog/", "schedule/changelog/1.0/", "schedule/feed.xml"];

async fn later(test: &TestDatabase) -> Tx {
    test.clock.set(test.database.clock().now().plus_minutes(1));
    test.database.begin().await.unwrap()
}

async fn move_to(setting: &Setting, tx: &Tx, submission: i32, room: usize, start: &str) {
    let wip = working::load(tx.db(), &setting.organiser, &setting.event).await.unwrap();
    let slot = wip.slots.iter().find(|slot| slot.slot.submission_id == Some(submission)).unwrap().slot.id;
    setting.place(tx, slot, room, start, 30).await;
}

/// Version 1.0 with “Kept”, “Gone” and “Moved”; 2 <b>& without “Gone”, with “Fresh” and “Moved” moved.
async fn two_versions(test: &TestDatabase, setting: &Setting) {
    let tx = later(test).await;
    let session =
        |title, room, start| setting.session(&tx, Wanted { title, room, start, ..Default::default() });
    session("Kept", 0, "2026-09-11T08:00:00Z").await;
    let gone = session("Gone <script>", 0, "2026-09-11T09:00:00Z").await;
    let moved = session("Moved", 0, "2026-09-11T10:00:00Z").await;
    session("Never placed", 1, "2026-09-12T10:00:00Z").await;
    let unconfirmed = session("Unconfirmed", 1, "2026-09-12T11:00:00Z").await;
    setting.set_state(&tx, &unconfirmed.code, SubmissionState::Accepted).await;
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    let tx = later(test).await;
    setting.set_state(&tx, &gone.code, SubmissionState::Canceled).await;
    move_to(setting, &tx, moved.id, 1, "2026-09-12T12:15:00Z").await;
    let wanted =
        Wanted { title: "Fresh", speaker: 1, room: 1, start: "2026-09-11T14:00:00Z", ..Default::default() };
    setting.session(&tx, wanted).await;
    let comment =
        I18nText::localised([("en", "More *rooms* <script>alert(1)</script>"), ("de", "Mehr *Räume*")]);
    release::release(&tx, &setting.organiser, &setting.event, "2 <b>&", comment).await.unwrap();
    tx.commit().await.unwrap();
    let tx = later(test).await;
    let wanted = Wanted { title: "Still secret", start: "2026-09-13T08:00:00Z", ..Default::default() };
    setting.session(&tx, wanted).await;
    tx.commit().await.unwrap();
}

#[test]
fn changes_are_told() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        two_versions(&test, &setting).await;
        let site = TestSite::new(&test);
        let page = site.get("/example2026/schedule/changelog/").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.heading(), "Schedule changes");
        let body = &page.body;
        assert_eq!(body.matches("<details class=\"card\"").count(), 2);
        let first = body.find("id=\"2 &#60;b&#62;&#38;\" open").expect("the newest comes first, open");
        let second = body.find("<details class=\"card\" id=\"1.0\"><summary").unwrap();
        assert!(first < second);
        let (newest, oldest) = body[first..].split_at(second - first);
        assert!(newest.contains("More <em>rooms</em>") && !body.contains("alert(1)"), "{newest}");
        assert!(newest.contains("<h3>New session</h3>") && newest.contains(">Fresh</bdi></a>"), "{newest}");
        assert!(newest.contains("with Zoë Quinn"), "{newest}");
        assert!(newest.contains("<h3>Cancelled session</h3>"), "{newest}");
        assert!(
            newest.contains("<li><bdi lang=\"en\">Gone &#60;script&#62;</bdi>"),
            "no page, no link: {newest}"
        );
        assert!(
            newest.contains("11 Sep 2026, 12:00, Hall → 12 Sep 2026, 14:15, Studio"),
            "in the event's time: {newest}"
        );
        assert!(newest.contains("href=\"/example2026/schedule/v/2%20%3Cb%3E&#38;/\""), "{newest}");
        assert!(oldest.contains("The first version of the schedule is out."));
        assert!(!oldest.contains("<h3>"), "{oldest}");
        for hidden in ["Kept", "Unconfirmed", "Still secret"] {
            assert!(!body.contains(hidden), "{hidden}");
        }
        let german = site.get("/example2026/schedule/changelog/?lang=de").await.body;
        assert!(german.contains("Mehr <em>Räume</em>") && german.contains("Neuer Beitrag"));
        assert!(german.contains("Saal"));

        let fragment = site.get("/example2026/schedule/changelog/2%20%3CB%3E&/").await;
        assert_eq!(fragment.status, StatusCode::OK);
        assert!(!fragment.body.contains("<html") && fragment.body.contains(">Fresh</bdi></a>"));
        for unknown in ["3", "wip", "latest", ""] {
            let path = format!("/example2026/schedule/changelog/{unknown}/");
            assert_eq!(site.get(&path).await.status, StatusCode::NOT_FOUND, "{unknown}");
        }
    });
}

#[test]
fn the_feed() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        two_versions(&test, &setting).await;
        let site = TestSite::new(&test);
        let path = "/example2026/schedule/feed.xml";
        let feed = site.ask(path, &[]).await;
        assert_eq!(feed.status, StatusCode::OK);
        assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
        let body = &feed.body;
        assert_eq!(body.matches("<entry>").count(), 2);
        assert!(body.contains("<id>https://plan.example/example2026/schedule/feed.xml</id>"), "{body}");
        assert!(
            body.contains("<id>https://plan.example/example2026/schedule/changelog/#2%20%3Cb%3E%26</id>"),
            "{body}"
        );
        assert!(body.contains("(2 &lt;b&gt;&amp;)</title>"), "escaped once: {body}");
        assert!(body.contains("https://plan.example/example2026/talk/"), "addresses are whole: {body}");
        assert!(
            !body.contains("Still secret") && !body.contains("Unconfirmed") && !body.contains("alert(1)")
        );
        let modified = feed.header("last-modified").to_owned();
        assert_eq!(modified, "Mon, 01 Jun 2026 12:02:00 GMT");
        for (name, value) in [("if-none-match", feed.header("etag")), ("if-modified-since", &modified)] {
            let again = site.ask(path, &[(name, value)]).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{name}");
            assert!(again.body.is_empty());
            assert_eq!(again.header("etag"), feed.header("etag"));
        }
        let german = site.ask(path, &[("accept-language", "de")]).await.body;
        assert!(german.contains("xml:lang=\"de\"") && german.contains("Beispielkonferenz"), "{german}");
    });
}

#[test]
fn who_sees_changes() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let stranger = site.logged_in(&setting.stranger).await;
        let status =
            async |site: &TestSite, path: &str| site.get(&format!("/example2026/{path}")).await.status;

        // Before the first release.
        for path in PATHS {
            assert_eq!(status(&site, path).await, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(status(&stranger, path).await, StatusCode::NOT_FOUND, "{path}");
        }
        let empty = organiser.get("/example2026/schedule/feed.xml").await;
        assert_eq!(empty.status, StatusCode::OK);
        assert!(!empty.body.contains("<entry>"));
        let page = organiser.get("/example2026/schedule/changelog/").await;
        assert!(page.body.contains("No version yet"), "{}", page.body);
        assert_eq!(status(&organiser, "schedule/changelog/1.0/").await, StatusCode::NOT_FOUND);

        two_versions(&test, &setting).await;
        for path in PATHS {
            assert_eq!(status(&site, path).await, StatusCode::OK, "{path}");
        }
        let hidden = event::ActiveModel {
            feature_flags: Set(json!({"show_schedule": false, "show_widget_if_not_public": true})),
            ..Default::default()
        };
        let private =
            event::ActiveModel { feature_flags: Set(json!({})), is_public: Set(false), ..Default::default() };
        for change in [hidden, private] {
            let tx = test.database.begin().await.unwrap();
            setting.change_event(&tx, change).await;
            tx.commit().await.unwrap();
            for path in PATHS {
                assert_eq!(status(&site, path).await, StatusCode::NOT_FOUND, "{path}");
                assert_eq!(status(&stranger, path).await, StatusCode::NOT_FOUND, "{path}");
                assert_eq!(status(&organiser, path).await, StatusCode::OK, "{path}");
            }
        }
        assert_eq!(site.get("/nope/schedule/feed.xml").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn many_versions_cost_no_more() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        two_versions(&test, &setting).await;
        let cost = async || {
            let before = test.database.statements();
            changes::history(test.database.reader(), &setting.event).await.unwrap();
            test.database.statements() - before
        };
        assert_eq!(cost().await, 5);
        for number in 3..12 {
            let tx = later(&test).await;
            setting.release(&tx, &format!("{number}")).await;
            tx.commit().await.unwrap();
        }
        assert_eq!(cost().await, 5);
        let history = changes::history(test.database.reader(), &setting.event).await.unwrap();
        let names: Vec<&str> =
            history.releases.iter().filter_map(|release| release.schedule.version.as_deref()).collect();
        assert_eq!(names, ["11", "10", "9", "8", "7", "6", "5", "4", "3", "2 <b>&", "1.0"]);
        assert!(history.releases[1].changes.is_empty() && !history.releases[1].is_first);
    });
}
