//! Searching the public programme.

use axum::http::StatusCode;
use plenary_model::SubmissionState;
use plenary_store::entity::{event, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::ActiveValue::Set;

use crate::setting::{TestSite, Wanted, change_now, set_up};

#[test]
fn found_and_not_found() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let track = setting.track(&tx, "Größe & Maß", "#123456").await;
        let change = || submission::ActiveModel {
            track_id: Set(Some(track)),
            description: Set(Some(format!(
                "{} Nadel im Heuhaufen {}",
                "Stroh ".repeat(100),
                "Heu ".repeat(100)
            ))),
            ..Default::default()
        };
        setting
            .session(&tx, Wanted { title: "Crème brûlée <b>", change: change(), ..Default::default() })
            .await;
        setting
            .session(
                &tx,
                Wanted {
                    title: "About brulee",
                    speaker: 2,
                    room: 1,
                    start: "2026-09-11T09:00:00Z",
                    ..Default::default()
                },
            )
            .await;
        let hidden = setting
            .session(
                &tx,
                Wanted {
                    title: "Hidden brulee",
                    speaker: 1,
                    start: "2026-09-11T10:00:00Z",
                    ..Default::default()
                },
            )
            .await;
        setting.set_state(&tx, &hidden.code, SubmissionState::Accepted).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let ask = async |q: &str| {
            let before = test.database.statements();
            let page = site.get(&format!("/example2026/search/?q={q}")).await;
            assert_eq!(page.status, StatusCode::OK, "{q}");
            assert!(
                page.body.contains("noindex") && !page.body.contains("Hidden") && !page.body.contains("Zoë")
            );
            (page.body, test.database.statements() - before)
        };
        let (both, cost) = ask("BRULEE").await;
        assert!(
            both.contains("Crème <mark>brûlée</mark> &#60;b&#62;")
                && both.contains("About <mark>brulee</mark>")
        );
        let (_, other_cost) = ask("nothing-at-all").await;
        // To come in, the programme, and which events there are; then only to come in.
        assert_eq!((cost, other_cost), (13, 2));
        // Every word counts, wherever it is.
        let (one, _) = ask("brulee%20asa").await;
        assert!(one.contains("About") && one.contains("<mark>Åsa</mark>") && !one.contains("Crème"), "{one}");
        let (room, _) = ask("studio").await;
        assert!(room.contains("About brulee") && !room.contains("Crème"));
        let (text, _) = ask("nadel").await;
        assert!(text.contains("… ") && text.contains("<mark>Nadel</mark> im Heuhaufen"), "{text}");
        let (of_track, _) = ask("mass").await;
        assert!(of_track.contains("<mark>Maß</mark>") && of_track.contains("#track-"), "{of_track}");
        let (speaker, _) = ask("simsek").await;
        assert!(speaker.contains("Ünal <mark>Şimşek</mark>"));
        assert!(ask("quinn").await.0.contains("Nothing found"));
        let (empty, _) = ask("").await;
        assert!(empty.contains("Accents and capitals"));

        // Whatever is typed stays a text, and short.
        for hostile in [
            "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
            "%E2%80%AE%F0%9F%98%80",
            &"x".repeat(10_000),
            &"a%20".repeat(300),
        ] {
            let (body, _) = ask(hostile).await;
            assert!(!body.contains("<script>alert") && body.len() < 60_000);
        }
        assert_eq!(site.get("/nope/search/?q=x").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn nothing_that_is_not_public() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let change = submission::ActiveModel { is_featured: Set(true), ..Default::default() };
        setting.session(&tx, Wanted { title: "Needle featured", change, ..Default::default() }).await;
        setting
            .session(
                &tx,
                Wanted { title: "Needle hidden", start: "2026-09-11T09:00:00Z", ..Default::default() },
            )
            .await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let page = site.get("/example2026/search/?q=needle").await;
        assert!(page.body.contains("> featured") && !page.body.contains("> hidden"), "{}", page.body);
        let never = event::ActiveModel {
            feature_flags: Set(serde_json::json!({"show_featured": "never"})),
            ..Default::default()
        };
        change_now(&test, &setting, never).await;
        let page = site.get("/example2026/search/?q=needle").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Nothing found") && !page.body.contains("> featured"));
        let private = event::ActiveModel { is_public: Set(false), ..Default::default() };
        change_now(&test, &setting, private).await;
        assert_eq!(site.get("/example2026/search/?q=needle").await.status, StatusCode::NOT_FOUND);
    });
}
