//! The programme for devices without a network: nothing but what everyone may see, and by difference.

use axum::http::StatusCode;
use plenary_model::SubmissionState;
use plenary_store::entity::{event, submission};
use plenary_store::testing::{TestDatabase, on_both_engines, sqlite_database};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting, TestSite, Wanted, set_up};

const INDEX: &str = "/example2026/offline/index.json";
const ITEMS: &str = "/example2026/offline/items.json";
const ALL: [&str; 5] =
    [INDEX, ITEMS, "/example2026/offline/", "/example2026/manifest.webmanifest", "/example2026/icon.svg"];

fn parsed(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn keys(object: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

async fn later(test: &TestDatabase) {
    test.clock.set(test.database.clock().now().plus_minutes(1));
}

async fn change_session(test: &TestDatabase, session: &submission::Model, change: submission::ActiveModel) {
    let tx = test.database.begin().await.unwrap();
    submission::ActiveModel { id: Set(session.id), ..change }.update(tx.db()).await.unwrap();
    plenary_event::event::raise_revision(&tx, session.event_id).await.unwrap();
    tx.commit().await.unwrap();
}

async fn change_event(test: &TestDatabase, setting: &Setting, change: event::ActiveModel) {
    let tx = test.database.begin().await.unwrap();
    setting.change_event(&tx, change).await;
    tx.commit().await.unwrap();
}

#[test]
fn only_what_everyone_may_see() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let visible = async |status: StatusCode, when: &str| {
            for path in ALL {
                assert_eq!(site.get(path).await.status, status, "{when}: {path}");
                assert_eq!(organiser.get(path).await.status, status, "{when}, organiser: {path}");
            }
            let named = site.get("/example2026/").await.body.contains("rel=\"manifest\"");
            assert_eq!(named, status == StatusCode::OK, "{when}");
        };
        visible(StatusCode::NOT_FOUND, "nothing released").await;

        let tx = test.database.begin().await.unwrap();
        let shown = setting.session(&tx, Wanted { title: "Shown", ..Default::default() }).await;
        let dropped = setting.session(
            &tx,
            Wanted { title: "Dropped", speaker: 1, start: "2026-09-11T09:00:00Z", ..Default::default() },
        );
        let dropped = dropped.await;
        setting.pause(&tx, "Lunch", 0, "2026-09-11T10:00:00Z", 60).await;
        setting.pause(&tx, "Lunch", 1, "2026-09-11T10:00:00Z", 60).await;
        setting.release(&tx, "1.0").await;
        setting.set_state(&tx, &dropped.code, SubmissionState::Canceled).await;
        test.clock.set(test.database.clock().now().plus_minutes(1));
        setting.release(&tx, "2.0").await;
        let unreleased =
            Wanted { title: "Unreleased", speaker: 2, start: "2026-09-11T14:00:00Z", ..Default::default() };
        let unreleased = setting.session(&tx, unreleased).await;
        tx.commit().await.unwrap();
        visible(StatusCode::OK, "released").await;

        let expected = [format!("p:{}", speaker_code(&site, "Ünal").await), format!("s:{}", shown.code)];
        for who in [&site, &organiser] {
            let index = parsed(&who.get(INDEX).await);
            let items = parsed(&who.get(ITEMS).await);
            assert_eq!(index["version"], "2.0");
            assert_eq!(keys(&index["items"]), expected);
            assert_eq!(keys(&items["items"]), expected);
            assert_eq!(index["digest"], items["of"]);
            let slots = index["slots"].as_array().unwrap();
            assert_eq!(slots.len(), 2, "{slots:?}");
            assert_eq!((&slots[0]["session"], &slots[0]["from"]), (&json!(shown.code), &json!("10:00")));
            assert_eq!((&slots[1]["break"], &slots[1]["rooms"]), (&json!("Lunch"), &json!([0, 1])));
            assert_eq!(index["days"].as_array().unwrap().len(), 1);
            // What is asked for by name is no more than what is there.
            let asked = format!("{ITEMS}?keys=s:{},s:{},s:../x,,", dropped.code, unreleased.code);
            assert_eq!(parsed(&who.get(&asked).await)["items"], json!({}));
            let shell = who.get("/example2026/offline/").await;
            for body in [&shell.body, &index.to_string(), &items.to_string()] {
                for secret in ["Dropped", "Unreleased", "Zoë", "Åsa", &dropped.code, &unreleased.code] {
                    assert!(!body.contains(secret), "{secret}: {body}");
                }
                assert!(!body.contains("@example.org\"") || body.contains("mailto:orga@example.org"));
            }
            assert!(!shell.body.contains("Shown") && shell.body.contains("noindex"), "{}", shell.body);
        }

        let hidden = json!({"show_schedule": false});
        change_event(
            &test,
            &setting,
            event::ActiveModel { feature_flags: Set(hidden), ..Default::default() },
        )
        .await;
        visible(StatusCode::NOT_FOUND, "schedule hidden").await;
        let private =
            event::ActiveModel { feature_flags: Set(json!({})), is_public: Set(false), ..Default::default() };
        change_event(&test, &setting, private).await;
        visible(StatusCode::NOT_FOUND, "event private").await;
        for path in ALL {
            let path = path.replace("example2026", "nope");
            assert_eq!(site.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}

async fn speaker_code(site: &TestSite, name: &str) -> String {
    let items = parsed(&site.get(ITEMS).await);
    let found = items["items"]
        .as_object()
        .unwrap()
        .iter()
        .find(|(key, item)| key.starts_with("p:") && item["name"].as_str().unwrap().starts_with(name));
    found.unwrap().0[2..].to_owned()
}

#[test]
fn by_difference() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let first = setting.session(&tx, Wanted { title: "First", ..Default::default() }).await;
        let second =
            Wanted { title: "Second", speaker: 1, start: "2026-09-11T09:00:00Z", ..Default::default() };
        let second = setting.session(&tx, second).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let before = site.get(INDEX).await;
        let changed = submission::ActiveModel {
            description: Set(Some("# Now *with* a <script>text</script>".to_owned())),
            ..Default::default()
        };
        change_session(&test, &first, changed).await;
        let after = site.get(INDEX).await;
        let (old, new) = (parsed(&before), parsed(&after));
        assert_ne!(old["digest"], new["digest"]);
        assert_ne!(before.header("etag"), after.header("etag"));
        let different: Vec<&str> =
            keys(&new["items"]).into_iter().filter(|key| old["items"][*key] != new["items"][*key]).collect();
        assert_eq!(different, [format!("s:{}", first.code)]);

        let asked = parsed(&site.get(&format!("{ITEMS}?keys=s:{}", first.code)).await);
        assert_eq!(asked["of"], new["digest"]);
        assert_eq!(keys(&asked["items"]), different);
        let item = &asked["items"][different[0]];
        assert_eq!(item["description_html"], "<h2>Now <em>with</em> a </h2>\n");
        assert_eq!((&item["title"], &item["abstract_html"]), (&json!("First"), &json!("<p>About it.</p>\n")));
        let two = format!("{ITEMS}?keys=s:{},s:{}", second.code, first.code);
        assert_eq!(parsed(&site.get(&two).await)["items"].as_object().unwrap().len(), 2);
        assert_eq!(parsed(&site.get(ITEMS).await)["items"].as_object().unwrap().len(), 4);

        // A release that changes one place changes no item.
        let tx = test.database.begin().await.unwrap();
        later(&test).await;
        setting.release(&tx, "2.0").await;
        tx.commit().await.unwrap();
        let released = parsed(&site.get(INDEX).await);
        assert_eq!(released["items"], new["items"]);
        assert_ne!(released["digest"], new["digest"]);
        assert_ne!(released["schedule_id"], new["schedule_id"]);
        // The language of the page is the language of the data.
        let german = parsed(&site.get(&format!("{INDEX}?lang=de")).await);
        assert_eq!(
            (&german["locale"], &german["event"]["name"]),
            (&json!("de"), &json!("Beispielkonferenz"))
        );
        assert_eq!(german["rooms"][0]["name"], "Saal");
        assert!(site.get("/example2026/offline/?lang=de").await.body.contains("<html lang=\"de\""));
    });
}

#[tokio::test]
async fn conditional_requests_and_headers() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    let session = setting.session(&tx, Wanted::default()).await;
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    let one = format!("{ITEMS}?keys=s:{}", session.code);
    let documents = [
        (INDEX, "application/json"),
        (ITEMS, "application/json"),
        (one.as_str(), "application/json"),
        ("/example2026/manifest.webmanifest", "application/manifest+json"),
        ("/example2026/icon.svg", "image/svg+xml"),
    ];
    for (path, kind) in documents {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("cache-control"), "public, no-cache", "{path}");
        assert!(answer.header("vary").contains("Cookie"), "{path}: {}", answer.header("vary"));
        assert!(!answer.headers.contains_key("set-cookie"), "{path}");
        let tag = answer.header("etag");
        assert!(tag.starts_with('"'), "{path}: {tag}");
        let again = site.ask(path, &[("if-none-match", tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        let other = site.ask(path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK, "{path}");
    }
    assert_eq!(site.get("/example2026/offline/").await.header("cache-control"), "public, no-cache");
    let before = test.database.statements();
    let worker = site.get("/example2026/service-worker.js").await;
    assert_eq!(test.database.statements(), before, "a file, whatever the event");
    // It comes with the front end, which need not be built for these tests.
    if worker.status != StatusCode::NOT_FOUND {
        assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(worker.header("cache-control"), "public, no-cache");
        assert_eq!(worker.body, site.get("/other/service-worker.js").await.body);
    }
}

#[tokio::test]
async fn manifest_and_icon() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted::default()).await;
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    let hostile = event::ActiveModel {
        name: Set("<script>\"élan\" & more".into()),
        primary_color: Set(Some("#ffcc00\"/><script>".to_owned())),
        ..Default::default()
    };
    let site = TestSite::new(&test);
    let manifest = parsed(&site.get("/example2026/manifest.webmanifest").await);
    assert_eq!(manifest["name"], "Example Conference");
    assert_eq!(manifest["theme_color"], "#2f6f9f");
    assert_eq!(manifest["start_url"], "/example2026/schedule/");
    assert_eq!(manifest["scope"], "/example2026/");
    assert_eq!(manifest["icons"][0]["src"], "/example2026/icon.svg");
    assert!(site.get("/example2026/icon.svg").await.body.contains(">E</text>"));
    let german = parsed(&site.get("/example2026/manifest.webmanifest?lang=de").await);
    assert_eq!((&german["name"], &german["lang"]), (&json!("Beispielkonferenz"), &json!("de")));

    change_event(&test, &setting, hostile).await;
    assert_eq!(
        parsed(&site.get("/example2026/manifest.webmanifest").await)["name"],
        "<script>\"élan\" & more"
    );
    let icon = site.get("/example2026/icon.svg").await;
    assert!(icon.body.contains(">S</text>") && !icon.body.contains("script"), "{}", icon.body);
}

#[tokio::test]
async fn hostile_texts_stay_texts() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    let title = format!("</script><img src=x onerror=alert(1)>\u{202e}{}", "x".repeat(10_000));
    let change = submission::ActiveModel {
        abstract_text: Set(Some("[x](javascript:alert(1)) <img src=x onerror=alert(1)> 🎉".to_owned())),
        ..Default::default()
    };
    let session = setting.session(&tx, Wanted { title: "Title", change, ..Default::default() }).await;
    setting.pause(&tx, "", 0, "2026-09-11T10:00:00Z", 60).await;
    setting.release(&tx, "1.0 <b>").await;
    tx.commit().await.unwrap();
    change_session(
        &test,
        &session,
        submission::ActiveModel { title: Set(title.clone()), ..Default::default() },
    )
    .await;
    let site = TestSite::new(&test);
    let item = &parsed(&site.get(ITEMS).await)["items"][format!("s:{}", session.code)];
    assert_eq!(item["title"], title.as_str());
    let html = item["abstract_html"].as_str().unwrap();
    assert!(!html.contains("onerror") && !html.contains("javascript:") && html.contains('🎉'), "{html}");
    let index = parsed(&site.get(INDEX).await);
    assert_eq!(index["slots"][1]["break"], "Break");
    for query in ["?keys=", "?keys=%00%ff", "?keys=s:", "?lang=%F0%9F", "?keys=s:A&keys=s:B", "?lang=xx"] {
        let status = site.get(&format!("{ITEMS}{query}")).await.status;
        assert!(status.is_success() || status.is_client_error(), "{query}: {status}");
    }
}
