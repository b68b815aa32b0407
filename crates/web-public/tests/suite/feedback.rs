//! Giving and reading feedback.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use plenary_model::Actor;
use plenary_store::entity::{event, feedback, speaker_profile, speaker_role};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::{AppState, Site, layers};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;
use tower::ServiceExt;

use crate::setting::{Answer, Setting, TestSite, Wanted, at, change_now, routes, set_up};

/// Somebody who sends forms.
struct Sender {
    app: Router,
    cookie: String,
}

impl Sender {
    async fn new(test: &TestDatabase, who: Option<&Actor>) -> Self {
        let site = Site { url: "https://plan.example".to_owned(), ..Site::default() };
        let state = AppState::new(test.database.clone(), site, b"a secret of tests");
        let mut sender = Self { app: layers(routes(&state), state), cookie: String::new() };
        if let Some(account) = who.and_then(Actor::account) {
            let answer = sender.ask(Request::get(format!("/test/log-in/{account}"))).await;
            sender.cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        }
        sender
    }

    async fn ask(&self, request: axum::http::request::Builder) -> Answer {
        self.send(request, String::new()).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, body).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> Answer {
        let request = request.header(header::COOKIE, &self.cookie).body(Body::from(body)).unwrap();
        let (parts, body) = self.app.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

async fn rows(test: &TestDatabase) -> Vec<feedback::Model> {
    feedback::Entity::find().all(test.database.reader()).await.unwrap()
}

async fn running(test: &TestDatabase) -> (Setting, String) {
    let setting = set_up(test).await;
    let tx = test.database.begin().await.unwrap();
    let session = setting.session(&tx, Wanted::default()).await;
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    (setting, format!("/example2026/talk/{}/feedback/", session.code))
}

#[test]
fn anonymous_people_say_what_they_think() {
    on_both_engines(|test| async move {
        let (setting, url) = running(&test).await;
        let anonymous = Sender::new(&test, None).await;
        let early = anonymous.ask(Request::get(&url)).await;
        assert_eq!(early.status, StatusCode::OK);
        assert!(early.body.contains("too early") && !early.body.contains("<textarea"));
        let refused = anonymous.post(&url, &[("review", "too early")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("it has not begun yet"));

        test.clock.set(at("2026-09-11T08:00:00Z"));
        let form = anonymous.ask(Request::get(&url)).await;
        assert!(form.body.contains("name=\"review\"") && !form.body.contains("name=\"speaker\""));
        let sent = anonymous.post(&url, &[("review", " **Great** talk ")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.header("location"), url.strip_suffix("feedback/").unwrap());
        let cookie = sent.header("set-cookie").split(';').next().unwrap().to_owned();
        let again = Sender { app: anonymous.app.clone(), cookie };
        // The session's page is the same for everyone: the thanks come by its small request.
        let page = again.ask(Request::get(sent.header("location"))).await;
        assert!(page.body.contains("data-personal=\"/example2026/me/personal.json\""));
        let thanks = again.ask(Request::get("/example2026/me/personal.json")).await;
        assert!(thanks.body.contains("Your feedback has been sent"), "{}", thanks.body);
        let stored = rows(&test).await;
        assert_eq!((stored.len(), stored[0].review.as_str()), (1, "**Great** talk"));
        // There is one speaker: it is theirs.
        assert!(stored[0].speaker_id.is_some());

        let long = "ä".repeat(10_001);
        for (fields, said) in [
            (vec![("review", "  ")], "Please fill in this field"),
            (vec![("review", long.as_str())], "at most 10000 characters"),
            (vec![("review", "a bot"), ("subject", "1")], "sent by a program"),
            (vec![("review", "nul\u{7}")], "can’t be stored"),
        ] {
            let refused = anonymous.post(&url, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert!(refused.body.contains(said), "{said} in {}", refused.body);
        }
        let kept = anonymous.post(&url, &[("review", "kept <b>text</b>"), ("subject", "on")]).await;
        assert!(kept.body.contains("kept &#60;b&#62;text"), "{}", kept.body);
        assert_eq!(rows(&test).await.len(), 1);

        let hostile = "<script>alert(1)</script>\u{202e} [x](javascript:alert(1)) 🎉";
        assert_eq!(anonymous.post(&url, &[("review", hostile)]).await.status, StatusCode::SEE_OTHER);
        let speaker = Sender::new(&test, Some(&setting.speakers[0])).await;
        let list = speaker.ask(Request::get(&url)).await;
        assert!(list.body.contains("<strong>Great</strong>") && !list.body.contains("<textarea"));
        assert!(!list.body.contains("<script>alert") && !list.body.contains("href=\"javascript"));
        let refused = speaker.post(&url, &[("review", "I was great")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(rows(&test).await.len(), 2);
        for other in [&setting.stranger, &setting.speakers[1], &setting.organiser] {
            let page = Sender::new(&test, Some(other)).await.ask(Request::get(&url)).await;
            assert!(!page.body.contains("Great"), "{other:?}");
        }
    });
}

#[test]
fn for_one_of_several() {
    on_both_engines(|test| async move {
        let (setting, url) = running(&test).await;
        let tx = test.database.begin().await.unwrap();
        setting
            .session(&tx, Wanted { speaker: 1, start: "2026-09-11T09:00:00Z", ..Default::default() })
            .await;
        let profiles = speaker_profile::Entity::find().all(tx.db()).await.unwrap();
        let of = |who: &Actor| profiles.iter().find(|profile| profile.account_id == who.account()).unwrap();
        let (first, second) = (of(&setting.speakers[0]), of(&setting.speakers[1]));
        let row = plenary_submission::state::find(tx.db(), &setting.event, &url[18..24]).await.unwrap();
        let role = speaker_role::ActiveModel {
            submission_id: Set(row.id),
            speaker_id: Set(second.id),
            position: Set(2),
            ..Default::default()
        };
        role.insert(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        test.clock.set(at("2026-09-12T08:00:00Z"));
        let anonymous = Sender::new(&test, None).await;
        assert!(anonymous.ask(Request::get(&url)).await.body.contains("name=\"speaker\""));
        let give = async |speaker: &str, text: &str| {
            anonymous.post(&url, &[("speaker", speaker), ("review", text)]).await.status
        };
        assert_eq!(give("", "for both").await, StatusCode::SEE_OTHER);
        assert_eq!(give(&first.code, "for the first").await, StatusCode::SEE_OTHER);
        assert_eq!(give(&second.code, "for the second").await, StatusCode::SEE_OTHER);
        assert_eq!(give("NOSUCH", "for nobody").await, StatusCode::UNPROCESSABLE_ENTITY);
        let reads = async |who: &Actor| {
            let sender = Sender::new(&test, Some(who)).await;
            let before = test.database.statements();
            let body = sender.ask(Request::get(&url)).await.body;
            let seen = ["for both", "for the first", "for the second"].map(|text| body.contains(text));
            (seen, test.database.statements() - before)
        };
        let (seen, cost) = reads(&setting.speakers[0]).await;
        assert_eq!(seen, [true, true, false]);
        assert_eq!(reads(&setting.speakers[1]).await, ([true, false, true], cost));
    });
}

#[test]
fn where_there_is_no_feedback() {
    on_both_engines(|test| async move {
        let (setting, url) = running(&test).await;
        let tx = test.database.begin().await.unwrap();
        let hidden =
            setting.session(&tx, Wanted { start: "2026-09-11T09:00:00Z", ..Default::default() }).await;
        tx.commit().await.unwrap();
        test.clock.set(at("2026-09-12T08:00:00Z"));
        let site = TestSite::new(&test);
        // Organisers see the session before everybody, but there is nobody yet who could have been there.
        let organiser = site.logged_in(&setting.organiser).await;
        let sender = Sender::new(&test, None).await;
        let refused = async |what: &str, url: &str| {
            for who in [&site, &organiser] {
                assert_eq!(who.get(url).await.status, StatusCode::NOT_FOUND, "{what}");
            }
            assert_eq!(sender.post(url, &[("review", "x")]).await.status, StatusCode::NOT_FOUND, "{what}");
        };
        refused("unknown session", "/example2026/talk/NOSUCH/feedback/").await;
        refused("unknown event", "/nope/talk/NOSUCH/feedback/").await;
        refused("not released", &format!("/example2026/talk/{}/feedback/", hidden.code)).await;
        for (what, flags, public) in [
            ("switched off", json!({"use_feedback": false}), true),
            ("hidden schedule", json!({"show_schedule": false}), true),
            ("private event", json!({}), false),
        ] {
            let change = event::ActiveModel {
                feature_flags: Set(flags),
                is_public: Set(public),
                ..Default::default()
            };
            change_now(&test, &setting, change).await;
            refused(what, &url).await;
        }
        assert!(rows(&test).await.is_empty());
    });
}
