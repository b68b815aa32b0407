//! A session's page: everything around the session itself.

use axum::http::StatusCode;
use plenary_model::SubmissionState;
use plenary_store::entity::{event, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};

use crate::setting::{TestSite, Wanted, at, change_now, set_up};

#[test]
fn neighbours_share_and_structured_data() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let add = async |title: &'static str, room, start: &'static str, minutes| {
            setting.session(&tx, Wanted { title, room, start, minutes, ..Default::default() }).await
        };
        let here = add("Right </script> here", 0, "2026-09-11T10:00:00Z", 60).await;
        add("Long before", 0, "2026-09-11T07:00:00Z", 30).await;
        add("Just before", 0, "2026-09-11T09:00:00Z", 60).await;
        add("Just after", 0, "2026-09-11T11:30:00Z", 30).await;
        add("Next day", 0, "2026-09-12T10:00:00Z", 30).await;
        add("Parallel one", 1, "2026-09-11T10:30:00Z", 60).await;
        add("Only touches", 1, "2026-09-11T11:30:00Z", 30).await;
        setting.release(&tx, "1.0").await;
        let texts = json!({"texts": {"agenda_session_above": {"en": "Be *early*", "de": "Pünktlich"},
            "agenda_session_below": "<script>alert(1)</script>Bye"}});
        let change = event::ActiveModel { display_settings: Set(texts), ..Default::default() };
        setting.change_event(&tx, change).await;
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let url = format!("/example2026/talk/{}/", here.code);
        let page = site.get(&url).await;
        assert_eq!(page.status, StatusCode::OK);
        let (_, around) = page.body.split_once("Around this session").unwrap();
        for wanted in ["Just before", "Just after", "Parallel one"] {
            assert!(around.contains(wanted), "{wanted}");
        }
        for unwanted in ["Long before", "Next day", "Only touches"] {
            assert!(!page.body.contains(unwanted), "{unwanted}");
        }
        assert!(page.body.contains("Be <em>early</em>") && page.body.contains("Bye"));
        assert!(!page.body.contains("<script>alert"));
        assert!(site.get(&format!("{url}?lang=de")).await.body.contains("Pünktlich"));
        assert!(page.body.contains(&format!("data-share=\"https://plan.example{url}\"")));
        assert!(page.body.contains("<svg class=\"qr\""));
        assert!(page.body.contains(&format!("data-star=\"{}\" data-event=\"example2026\"", here.code)));
        let (_, data) = page.body.split_once("application/ld+json\">").unwrap();
        let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        assert_eq!(data["name"], "Right </script> here");
        assert_eq!(data["startDate"], "2026-09-11T12:00:00+02:00");
        assert_eq!(data["location"]["name"], "Hall");
        assert_eq!(data["performer"][0]["name"], "Ünal Şimşek");
    });
}

#[test]
fn calendar_before_feedback_after() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let url = format!("/example2026/talk/{}/", session.code);
        let offers =
            async |what: &str| site.get(&url).await.body.contains(&format!("/{}{what}\"", session.code));
        assert!(offers(".ics").await && !offers("/feedback/").await);
        test.clock.set(at("2026-09-11T08:00:00Z"));
        assert!(!offers(".ics").await && offers("/feedback/").await);
        let hidden =
            event::ActiveModel { feature_flags: Set(json!({"show_schedule": false})), ..Default::default() };
        change_now(&test, &setting, hidden).await;
        let organiser = site.logged_in(&setting.organiser).await;
        let ahead = organiser.get(&url).await.body;
        assert!(ahead.contains(&format!("/{}.ics\"", session.code)) && !ahead.contains("/feedback/\""));
        let off =
            event::ActiveModel { feature_flags: Set(json!({"use_feedback": false})), ..Default::default() };
        change_now(&test, &setting, off).await;
        assert!(offers(".ics").await && !offers("/feedback/").await);
    });
}

/// Drafts, other people's proposals, what is hidden: only their organisers look at them, and whoever
/// has the secret address.
#[test]
fn previews() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted { title: "Not yet there", ..Default::default() }).await;
        let draft = setting
            .session(&tx, Wanted { title: "A draft", start: "2026-09-11T09:00:00Z", ..Default::default() })
            .await;
        let change = submission::ActiveModel {
            id: Set(draft.id),
            state: Set(SubmissionState::Draft),
            ..Default::default()
        };
        change.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let stranger = site.logged_in(&setting.stranger).await;
        let url = |code: &str| format!("/example2026/talk/{code}/");
        for code in [&session.code, &draft.code] {
            assert_eq!(site.get(&url(code)).await.status, StatusCode::NOT_FOUND);
            assert_eq!(stranger.get(&url(code)).await.status, StatusCode::NOT_FOUND);
        }
        let page = organiser.get(&url(&session.code.to_lowercase())).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Only organisers can see this page") && page.body.contains("noindex"));
        assert!(!page.body.contains("2026-09-11T10:00"), "no data of the working version");
        assert_eq!(organiser.get(&url(&draft.code)).await.status, StatusCode::NOT_FOUND);

        let secret = |row: &submission::Model| {
            format!("/example2026/talk/review/{}", row.review_code.clone().unwrap())
        };
        for row in [&session, &draft] {
            let page = site.get(&secret(row)).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.body.contains(&row.title) && page.body.contains("noindex"));
            assert!(!page.body.contains("data-star") && !page.body.contains("/speaker/"), "{}", page.body);
        }
        assert_eq!(site.get("/example2026/talk/review/nonsense").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            site.get(&format!("/example2026/talk/review/{}", session.code)).await.status,
            StatusCode::NOT_FOUND
        );
        let tx = test.database.begin().await.unwrap();
        setting.set_state(&tx, &session.code, SubmissionState::Rejected).await;
        tx.commit().await.unwrap();
        assert_eq!(site.get(&secret(&session)).await.status, StatusCode::NOT_FOUND);
        let off = event::ActiveModel {
            feature_flags: Set(json!({"submission_public_review": false})),
            ..Default::default()
        };
        change_now(&test, &setting, off).await;
        assert_eq!(site.get(&secret(&draft)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(event::Entity::find().all(test.database.reader()).await.unwrap().len(), 1);
    });
}

#[test]
fn speakers_by_their_account() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        setting.session(&tx, Wanted::default()).await;
        let waiting = setting
            .session(&tx, Wanted { speaker: 1, start: "2026-09-11T09:00:00Z", ..Default::default() })
            .await;
        setting.set_state(&tx, &waiting.code, SubmissionState::Accepted).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let url = |id: i32| format!("/example2026/speaker/by-id/{id}/");
        let found = site.get(&url(setting.speakers[0].account().unwrap())).await;
        assert_eq!(found.status, StatusCode::FOUND);
        assert_eq!(site.get(found.header("location")).await.status, StatusCode::OK);
        for nobody in [setting.speakers[1].account().unwrap(), setting.stranger.account().unwrap(), 999_999] {
            assert_eq!(site.get(&url(nobody)).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(site.get("/example2026/speaker/by-id/x/").await.status, StatusCode::NOT_FOUND);
    });
}
