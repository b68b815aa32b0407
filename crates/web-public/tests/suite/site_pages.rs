//! Error pages, redirects, what robots and search engines read, the start page.

use axum::http::StatusCode;
use plenary_model::Actor;
use plenary_store::entity::{event, submission};
use plenary_store::testing::on_both_engines;
use plenary_web::{AppState, Site, outbound};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use crate::setting::{TestSite, Wanted, change_now, set_up};

#[test]
fn errors_look_like_pages() {
    on_both_engines(|test| async move {
        let site = TestSite::new(&test);
        for (path, status) in [("/400", 400), ("/403", 403), ("/403/csrf", 403), ("/404", 404), ("/500", 500)]
        {
            let page = site.get(path).await;
            assert_eq!(page.status.as_u16(), status, "{path}");
            assert!(!page.heading().is_empty());
        }
        let there = site.get("/control/event/x/?a=b").await;
        assert_eq!((there.status, there.header("location")), (StatusCode::FOUND, "/orga/event/x/?a=b"));
    });
}

#[test]
fn only_our_own_links_lead_away() {
    on_both_engines(|test| async move {
        let here = Site { url: "https://plan.example".to_owned(), ..Site::default() };
        let state = AppState::new(test.database.clone(), here, b"a secret of tests");
        let site = TestSite::new(&test);
        let target = "https://other.example/a?b=c&d=<\">";
        assert!(outbound::outbound(&state, target).is_none());
        let target = "https://other.example/a?b=c&d=%22";
        let url = outbound::outbound(&state, target).unwrap().to_string();
        let asked = site.get(&url).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(
            asked.body.contains("leads to \u{2068}other.example\u{2069}")
                || asked.body.contains("other.example")
        );
        assert!(asked.body.contains("noindex"));
        let foreign = site.ask(&url, &[("referer", "https://evil.example/https://plan.example/")]).await;
        assert_eq!(foreign.status, StatusCode::OK);
        let own = site.ask(&url, &[("referer", "https://plan.example/e/")]).await;
        assert_eq!((own.status, own.header("location")), (StatusCode::FOUND, target));
        let other_key = AppState::new(test.database.clone(), Site::default(), b"another secret");
        let forged = outbound::outbound(&other_key, target).unwrap().to_string();
        for bad in [
            "/redirect/",
            "/redirect/?url=https://example.org",
            "/redirect/?url=https://example.org:AAAA",
            &forged,
            &url.replace("other", "evil"),
            &url[..url.len() - 1],
        ] {
            assert_eq!(site.get(bad).await.status, StatusCode::BAD_REQUEST, "{bad}");
        }
        for evil in ["javascript:alert(1)", "mailto:a@b.example", "data:text/html,x", ""] {
            assert!(outbound::outbound(&state, evil).is_none(), "{evil}");
        }
    });
}

#[test]
fn short_links() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let public = setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        let hidden = setting
            .session(&tx, Wanted { speaker: 1, start: "2026-09-11T09:00:00Z", ..Default::default() })
            .await;
        let listed =
            plenary_submission::list::of_event(tx.db(), &setting.organiser, &setting.event).await.unwrap();
        let speaker_of = |code: &str| {
            listed.iter().find(|row| row.submission.code == code).unwrap().speakers[0].profile.code.clone()
        };
        let (speaker, unseen) = (speaker_of(&public.code), speaker_of(&hidden.code));
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let leads = async |site: &TestSite, code: &str| {
            let answer = site.get(&format!("/redirect/{code}")).await;
            (answer.status.as_u16(), answer.header("location").to_owned())
        };
        let talk = format!("/example2026/talk/{}/", public.code);
        assert_eq!(leads(&site, &public.code.to_lowercase()).await, (302, talk));
        let proposal = format!("/orga/event/example2026/submissions/{}/", hidden.code);
        assert_eq!(leads(&organiser, &hidden.code).await, (302, proposal));
        assert_eq!(leads(&site, &hidden.code).await.0, 404);
        assert_eq!(leads(&site, &speaker).await, (302, format!("/example2026/speaker/{speaker}/")));
        assert_eq!(leads(&site, &unseen).await.0, 404);
        assert_eq!(leads(&site, "NOSUCH").await.0, 404);
    });
}

#[test]
fn robots_and_sitemaps() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted::default()).await;
        let change = submission::ActiveModel { is_featured: Set(true), ..Default::default() };
        let featured = setting
            .session(&tx, Wanted { start: "2026-09-11T09:00:00Z", change, ..Default::default() })
            .await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        let robots = site.get("/robots.txt").await;
        assert!(robots.body.starts_with("User-agent: *\nDisallow: /me/\n"), "{}", robots.body);
        assert!(robots.body.contains("\nSitemap: https://plan.example/example2026/sitemap.xml\n"));
        let url = "/example2026/sitemap.xml";
        let map = site.get(url).await;
        assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
        assert!(map.body.contains("<loc>https://plan.example/example2026/</loc>"));
        assert!(map.body.contains(&featured.code) && !map.body.contains(&session.code), "{}", map.body);
        assert!(!organiser.get(url).await.body.contains(&session.code));

        let tx = test.database.begin().await.unwrap();
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let map = site.get(url).await;
        for part in ["/schedule/", "/speaker/", session.code.as_str(), featured.code.as_str()] {
            assert!(map.body.contains(part), "{part}");
        }
        let change = |display, flags, public| event::ActiveModel {
            display_settings: Set(display),
            feature_flags: Set(flags),
            is_public: Set(public),
            ..Default::default()
        };
        change_now(
            &test,
            &setting,
            change(json!({}), json!({"show_schedule": false, "show_featured": "never"}), true),
        )
        .await;
        for who in [&site, &organiser] {
            let map = who.get(url).await;
            assert!(map.status.is_success() && !map.body.contains(&session.code), "{}", map.body);
        }
        for (display, public) in [(json!({"meta_noindex": true}), true), (json!({}), false)] {
            change_now(&test, &setting, change(display, json!({}), public)).await;
            assert_eq!(site.get(url).await.status, StatusCode::NOT_FOUND);
            assert_eq!(organiser.get(url).await.status, StatusCode::NOT_FOUND);
            assert!(!site.get("/robots.txt").await.body.contains("Sitemap"));
        }
    });
}

#[test]
fn events_of_one_organiser() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let name = "Others <b>".into();
        plenary_event::organiser::create(&tx, &Actor::System, &name, "others", None).await.unwrap();
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let page = site.get("/?organiser=EXAMPLE").await;
        assert_eq!((page.status, page.heading()), (StatusCode::OK, "Example"));
        assert!(page.body.contains("Example Conference"));
        for nothing in ["/?organiser=others", "/?organiser=nope", "/?organiser=%3Cscript%3E"] {
            assert_eq!(site.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
        }
        assert_eq!(site.get("/?organiser=").await.heading(), "Events");
        let private = event::ActiveModel { is_public: Set(false), ..Default::default() };
        change_now(&test, &setting, private).await;
        assert_eq!(site.get("/?organiser=example").await.status, StatusCode::NOT_FOUND);
        let organiser = site.logged_in(&setting.organiser).await;
        assert_eq!(organiser.get("/?organiser=example").await.status, StatusCode::OK);
    });
}
