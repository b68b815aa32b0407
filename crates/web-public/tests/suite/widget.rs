//! The schedule on other sites: its data, who gets them, how they are cached.

use axum::http::{Method, StatusCode};
use plenary_model::SubmissionState;
use plenary_store::entity::{event, speaker_profile, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::setting::{Setting, TestSite, Wanted, at, set_up};

const DATA: &str = "/example2026/schedule/widgets/schedule.json";

async fn data(site: &TestSite, path: &str) -> Value {
    let answer = site.ask(path, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    serde_json::from_str(&answer.body).unwrap()
}

fn titles(data: &Value) -> Vec<String> {
    let name = |talk: &Value| talk["title"].as_str().map(str::to_owned).unwrap_or(talk["title"].to_string());
    data["talks"].as_array().unwrap().iter().map(name).collect()
}

#[test]
fn released_and_working() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let track = setting.track(&tx, "Security", "#AA00FF").await;
        let change = submission::ActiveModel { track_id: Set(Some(track)), ..Default::default() };
        let first = setting.session(&tx, Wanted { title: "First", change, ..Default::default() }).await;
        let wanted = Wanted { title: "Accepted", start: "2026-09-11T09:00:00Z", ..Default::default() };
        let accepted = setting.session(&tx, wanted).await;
        setting.set_state(&tx, &accepted.code, SubmissionState::Accepted).await;
        setting.pause(&tx, "Lunch", 0, "2026-09-11T10:00:00Z", 60).await;
        setting.release(&tx, "1.0").await;
        test.clock.set(at("2026-06-01T12:01:00Z"));
        let wanted = Wanted { title: "Second", room: 1, start: "2026-09-12T09:00:00Z", ..Default::default() };
        setting.session(&tx, wanted).await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;

        let public = data(&site, DATA).await;
        assert_eq!(titles(&public), ["First", "Lunch"]);
        assert_eq!((&public["version"], &public["timezone"]), (&json!("1.0"), &json!("Europe/Berlin")));
        let talk = &public["talks"][0];
        assert_eq!(
            (&talk["code"], &talk["start"], &talk["state"], &talk["duration"], &talk["track"]),
            (
                &json!(first.code),
                &json!("2026-09-11T10:00:00+02:00"),
                &Value::Null,
                &json!(30),
                &json!(track)
            )
        );
        assert_eq!(public["talks"][1]["start"], "2026-09-11T10:00:00Z");
        assert_eq!(
            public["rooms"],
            json!([{"id": setting.rooms[0], "name": {"de": "Saal", "en": "Hall"}, "description": null}])
        );
        assert_eq!(public["tracks"][0]["color"], "#AA00FF");
        assert_eq!(public["speakers"].as_array().unwrap().len(), 1);
        assert_eq!(public["speakers"][0]["name"], "Ünal Şimşek");

        // The same under every name.
        for path in [
            "/example2026/schedule/widget/v2.json",
            "/example2026/schedule/v/1.0/widgets/schedule.json",
            "/example2026/schedule/v/1.0/widget/v2.json",
            "/EXAMPLE2026/schedule/widgets/schedule.json?v=1.0",
            "/example2026/schedule/widgets/schedule.json?v=",
            "/example2026/schedule/widgets/schedule.json?v=no-such",
            "/example2026/schedule/widgets/schedule.json?lang=de",
        ] {
            assert_eq!(data(&site, path).await, public, "{path}");
            assert_eq!(data(&organiser, path).await, public, "{path}");
        }

        for path in ["/example2026/schedule/v/wip/widgets/schedule.json", &format!("{DATA}?v=WIP")] {
            let answer = site.ask(path, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!answer.body.contains("Second"));
            let stranger = site.logged_in(&setting.stranger).await;
            assert_eq!(stranger.ask(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
            let answer = organiser.ask(path, &[]).await;
            assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
            let working: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(titles(&working), ["First", "Accepted", "Lunch", "Second"], "{path}");
            assert_eq!(working["version"], Value::Null);
            assert_eq!(
                (&working["talks"][0]["state"], &working["talks"][1]["state"]),
                (&json!("confirmed"), &json!("accepted"))
            );
        }
    });
}

#[test]
fn headers() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let answer = site.ask(DATA, &[("origin", "https://elsewhere.example")]).await;
        for (name, value) in [
            ("content-type", "application/json"),
            ("access-control-allow-origin", "*"),
            ("access-control-allow-headers", "authorization,content-type"),
            ("cache-control", "max-age=60"),
            ("expires", "Mon, 01 Jun 2026 12:01:00 GMT"),
            ("access-control-allow-credentials", ""),
            ("set-cookie", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
        let tag = answer.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2);
        for sent in [tag.as_str(), tag.trim_matches('"')] {
            let again = site.ask(DATA, &[("if-none-match", sent)]).await;
            assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
            assert_eq!(again.header("access-control-allow-origin"), "*");
        }
        for path in [DATA, "/nope/schedule/widgets/schedule.json"] {
            let asked = [("origin", "https://elsewhere.example"), ("access-control-request-method", "GET")];
            let answer = site.send(Method::OPTIONS, path, &asked).await;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "{}"));
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            assert_eq!(answer.header("access-control-allow-headers"), "authorization,content-type");
        }
        let missing = site.ask("/nope/schedule/widgets/schedule.json", &[]).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        assert_eq!(missing.header("access-control-allow-origin"), "*");
    });
}

/// The addresses below the event's that follow the widget's visibility.
async fn paths(setting: &Setting, code: &str, db: &impl sea_orm::ConnectionTrait) -> Vec<String> {
    let speaker = speaker_profile::Entity::find().one(db).await.unwrap().unwrap().code;
    [
        "schedule/widgets/schedule.json".to_owned(),
        "schedule/widget/v2.json".to_owned(),
        "schedule/v/1.0/widgets/schedule.json".to_owned(),
        format!("schedule/widgets/session/{code}.json"),
        format!("schedule/widgets/speaker/{speaker}.json"),
    ]
    .map(|path| format!("/{}/{path}", setting.event.slug))
    .to_vec()
}

#[test]
fn who_gets_it() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted::default()).await;
        tx.commit().await.unwrap();
        let all = paths(&setting, &session.code, test.database.reader()).await;
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let stranger = site.logged_in(&setting.stranger).await;
        let change = async |flags: Value, public: bool| {
            let change = event::ActiveModel {
                feature_flags: Set(flags),
                is_public: Set(public),
                ..Default::default()
            };
            let tx = test.database.begin().await.unwrap();
            setting.change_event(&tx, change).await;
            tx.commit().await.unwrap();
        };
        let everyone = async |public: StatusCode, own: StatusCode, when: &str| {
            for path in &all {
                assert_eq!(site.ask(path, &[]).await.status, public, "{when}: {path}");
                assert_eq!(stranger.ask(path, &[]).await.status, public, "{when}: {path}");
                let answer = organiser.ask(path, &[]).await;
                assert_eq!(answer.status, own, "{when}: {path}");
                if public != own {
                    assert_eq!(answer.header("cache-control"), "private, no-cache", "{when}: {path}");
                }
            }
        };
        let (found, missing) = (StatusCode::OK, StatusCode::NOT_FOUND);

        everyone(missing, missing, "before a release").await;
        change(json!({"show_widget_if_not_public": true}), true).await;
        everyone(missing, missing, "before a release, with the flag").await;
        let tx = test.database.begin().await.unwrap();
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        change(json!({}), true).await;
        everyone(found, found, "released").await;
        change(json!({"show_schedule": false}), true).await;
        everyone(missing, found, "hidden").await;
        change(json!({}), false).await;
        everyone(missing, found, "not public").await;
        change(json!({"show_schedule": false, "show_widget_if_not_public": true}), true).await;
        everyone(found, found, "hidden, with the flag").await;
        change(json!({"show_widget_if_not_public": true}), false).await;
        everyone(found, found, "not public, with the flag").await;
        // The pages are not opened by the flag.
        assert_eq!(
            site.get("/example2026/").await.header("location"),
            "/example2026/login/?next=/example2026/"
        );
        assert_eq!(site.get("/example2026/schedule.json").await.status, missing);
        let unknown = site.ask("/example2026/schedule/widgets/session/NOSUCH.json", &[]).await;
        assert_eq!(unknown.status, missing);
        assert!(!unknown.body.contains("Example Conference"), "{}", unknown.body);
        let working = "/example2026/schedule/v/wip/widgets/schedule.json";
        assert_eq!(site.ask(working, &[]).await.status, missing);
    });
}

#[test]
fn details() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let change = submission::ActiveModel {
            abstract_text: Set(Some("# One\n\n*two* <script>alert(1)</script>".into())),
            image: Set(Some("e/a b.png".into())),
            ..Default::default()
        };
        let session = setting.session(&tx, Wanted { title: "<b>", change, ..Default::default() }).await;
        let wanted = Wanted {
            title: "Not confirmed",
            speaker: 1,
            start: "2026-09-11T09:00:00Z",
            ..Default::default()
        };
        let hidden = setting.session(&tx, wanted).await;
        setting.set_state(&tx, &hidden.code, SubmissionState::Accepted).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let profiles = speaker_profile::Entity::find().all(test.database.reader()).await.unwrap();
        let site = TestSite::new(&test);
        let details = data(
            &site,
            &format!("/example2026/schedule/widgets/session/{}.json", session.code.to_lowercase()),
        )
        .await;
        assert_eq!(
            details,
            json!({
                "code": session.code, "title": "<b>",
                "abstract_html": details["abstract_html"], "description_html": "",
                "image": "https://plan.example/media/e/a%20b.png", "resources": [], "answers": [],
                "url": format!("https://plan.example/example2026/talk/{}/", session.code)
            })
        );
        let html = details["abstract_html"].as_str().unwrap();
        assert!(html.contains("<h3>One</h3>") && html.contains("<em>two</em>"), "{html}");
        assert!(!html.contains("script") && !html.contains("alert"), "{html}");
        let speaker =
            |index: usize| format!("/example2026/schedule/widgets/speaker/{}.json", profiles[index].code);
        let details = data(&site, &speaker(0)).await;
        assert_eq!(
            details,
            json!({
                "code": profiles[0].code, "name": "Ünal Şimşek", "biography_html": "", "avatar": null, "answers": [],
                "url": format!("https://plan.example/example2026/speaker/{}/", profiles[0].code)
            })
        );
        let missing = [
            speaker(1),
            format!("/example2026/schedule/widgets/session/{}.json", hidden.code),
            format!("/example2026/schedule/widgets/session/{}", session.code),
            "/example2026/schedule/widgets/session/NOSUCH.json".to_owned(),
            format!("/example2026/schedule/widgets/session/{}.json?v=wip", session.code),
        ];
        for path in missing {
            let answer = site.ask(&path, &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
            assert!(!answer.body.contains("Not confirmed"));
        }
    });
}

#[test]
fn it_costs_the_same() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let fill = async |from: usize, to: usize, version: &str| {
            let tx = test.database.begin().await.unwrap();
            for number in from..to {
                let start = format!("2026-09-{}T{:02}:00:00Z", 11 + number / 15, 5 + number % 15);
                let wanted =
                    Wanted { speaker: number % 3, room: number % 2, start: &start, ..Default::default() };
                setting.session(&tx, wanted).await;
            }
            setting.release(&tx, version).await;
            tx.commit().await.unwrap();
            test.clock.set(test.database.clock().now().plus_minutes(1));
        };
        let site = TestSite::new(&test);
        let cost = async |path: &str| {
            let before = test.database.statements();
            assert_eq!(site.ask(path, &[]).await.status, StatusCode::OK);
            test.database.statements() - before
        };
        let code =
            async || submission::Entity::find().one(test.database.reader()).await.unwrap().unwrap().code;
        fill(0, 2, "1.0").await;
        let detail = format!("/example2026/schedule/widgets/session/{}.json", code().await);
        let changelog = "/example2026/schedule/changelog/";
        let before = (cost(DATA).await, cost(&detail).await, cost(changelog).await);
        fill(2, 40, "1.1").await;
        assert_eq!((cost(DATA).await, cost(&detail).await, cost(changelog).await), before);
    });
}

#[test]
fn script_texts_and_colour() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let site = TestSite::new(&test);

        // The script is there as far as the front end was built, for any event.
        let built = plenary_web::assets::widget_script().is_some();
        let expected = if built { StatusCode::OK } else { StatusCode::NOT_FOUND };
        for path in [
            "/example2026/widgets/schedule.js",
            "/gone/widgets/schedule.js",
            "/gone/schedule/widget/v2.en.js",
        ] {
            assert_eq!(site.ask(path, &[]).await.status, expected, "{path}");
        }
        assert_eq!(
            site.ask("/example2026/schedule/widget/v3.en.js", &[]).await.status,
            StatusCode::NOT_FOUND
        );

        let english = data(&site, "/example2026/schedule/widget/messages.json").await;
        let german = data(&site, "/example2026/schedule/widget/messages.json?lang=de").await;
        assert_eq!((&english["tracks"], &english["save"]), (&json!("Tracks"), &json!("Save")));
        assert_eq!(german["save"], "Speichern");
        let script = site.ask("/example2026/schedule/widget/messages.js", &[]).await;
        assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
        assert!(script.header("cache-control").contains("max-age=86400"));
        assert!(
            script.body.starts_with("const PRETALX_MESSAGES = {")
                && script.body.contains("\"favs_not_saved\":")
        );

        let css = site.ask("/example2026/static/event.css", &[]).await;
        assert_eq!(css.body, ":root { --color-primary: #2f6f9f; }");
        assert_eq!(
            (
                css.header("content-type"),
                css.header("cache-control"),
                css.header("access-control-allow-origin")
            ),
            ("text/css", "max-age=300", "*")
        );
        let again = [("if-none-match", css.header("etag"))];
        assert_eq!(site.ask("/example2026/static/event.css", &again).await.status, StatusCode::NOT_MODIFIED);
        let orga = site.ask("/example2026/static/event.css?target=orga", &[]).await;
        assert_eq!(orga.body, ":root { --color-primary-event: #2f6f9f; }");
        let picture = site.ask("/gone/speaker/avatar.svg", &[]).await;
        assert_eq!(
            (picture.header("content-type"), picture.header("content-disposition")),
            ("image/svg+xml", "attachment")
        );

        let hostile = event::ActiveModel {
            primary_color: Set(Some("red;}</style>".into())),
            custom_css: Set(Some("../../etc/passwd".into())),
            ..Default::default()
        };
        let tx = test.database.begin().await.unwrap();
        setting.change_event(&tx, hostile).await;
        tx.commit().await.unwrap();
        assert_eq!(site.ask("/example2026/static/event.css", &[]).await.body, "");
        assert_eq!(site.ask("/example2026/static/event.css?target=public", &[]).await.body.trim(), "");

        let private = event::ActiveModel { is_public: Set(false), ..Default::default() };
        let tx = test.database.begin().await.unwrap();
        setting.change_event(&tx, private).await;
        tx.commit().await.unwrap();
        let organiser = site.logged_in(&setting.organiser).await;
        for path in ["static/event.css", "schedule/widget/messages.json", "schedule/widget/messages.js"] {
            let path = format!("/example2026/{path}");
            assert_eq!(site.ask(&path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(organiser.ask(&path, &[]).await.status, StatusCode::OK, "{path}");
        }
    });
}
