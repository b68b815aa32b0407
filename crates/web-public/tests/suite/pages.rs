//! What stands on the pages.

use axum::http::StatusCode;
use plenary_model::I18nText;
use plenary_model::LinkRole;
use plenary_store::entity::{event, event_link, resource, speaker_profile, submission};
use plenary_store::testing::{on_both_engines, sqlite_database};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::setting::{TestSite, Wanted, set_up};

const HOSTILE: &str = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

#[test]
fn hostile_texts_stay_texts() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let track = setting.track(&tx, HOSTILE, "red;}</style><script>alert(1)</script>").await;
        let change = submission::ActiveModel {
            track_id: Set(Some(track)),
            abstract_text: Set(Some(HOSTILE.to_owned())),
            description: Set(Some(format!("[x](javascript:alert(1)) {HOSTILE}"))),
            ..Default::default()
        };
        let session = setting.session(&tx, Wanted { title: HOSTILE, change, ..Default::default() }).await;
        for (link, description) in
            [("javascript:alert(1)", "bad"), ("https://x.example/\"><script>", HOSTILE)]
        {
            let row = resource::ActiveModel {
                submission_id: Set(session.id),
                link: Set(Some(link.to_owned())),
                description: Set(description.to_owned()),
                is_public: Set(true),
                ..Default::default()
            };
            row.insert(tx.db()).await.unwrap();
        }
        let profile = speaker_profile::Entity::find().one(tx.db()).await.unwrap().unwrap();
        let change = speaker_profile::ActiveModel {
            id: Set(profile.id),
            name: Set(Some(HOSTILE.to_owned())),
            biography: Set(Some(HOSTILE.to_owned())),
            ..Default::default()
        };
        change.update(tx.db()).await.unwrap();
        setting.pause(&tx, HOSTILE, 0, "2026-09-11T12:00:00Z", 30).await;
        setting.release(&tx, HOSTILE.get(..60).unwrap()).await;
        let texts = event::ActiveModel {
            name: Set(I18nText::plain(HOSTILE)),
            landing_page_text: Set(I18nText::plain(HOSTILE)),
            ..Default::default()
        };
        setting.change_event(&tx, texts).await;
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let paths = [
            "/".to_owned(),
            "/example2026/".to_owned(),
            "/example2026/schedule/".to_owned(),
            "/example2026/talk/".to_owned(),
            format!("/example2026/talk/{}/", session.code),
            "/example2026/speaker/".to_owned(),
            format!("/example2026/speaker/{}/", profile.code),
        ];
        for path in paths {
            let answer = site.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            for bad in ["<script>", "<img src=x", "onerror=\"", "href=\"javascript", "</style><"] {
                assert!(!answer.body.contains(bad), "{path} holds {bad}");
            }
            assert!(answer.body.contains("alert(1)"), "{path} shows the text");
            assert_eq!(answer.body.matches("</title>").count(), 1, "{path}");
        }
    });
}

#[tokio::test]
async fn a_session_s_page() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    let track = setting.track(&tx, "Säfety & more", "#C2410C").await;
    let change = submission::ActiveModel {
        track_id: Set(Some(track)),
        content_locale: Set("de".to_owned()),
        do_not_record: Set(true),
        abstract_text: Set(Some("# Big\n\nShort **text**.".to_owned())),
        slot_count: Set(2),
        ..Default::default()
    };
    let session = setting.session(&tx, Wanted { title: "Grüße", change, ..Default::default() }).await;
    let wip = plenary_schedule::working::load(tx.db(), &setting.organiser, &setting.event).await.unwrap();
    let second = wip.slots.iter().find(|slot| slot.slot.starts.is_none()).unwrap().slot.id;
    setting.place(&tx, second, 1, "2026-09-12T23:30:00Z", 60).await;
    for (link, file, public) in [
        (Some("https://example.org/slides"), None, true),
        (None, Some("e/hand out.pdf"), true),
        (Some("https://example.org/secret"), None, false),
    ] {
        let row = resource::ActiveModel {
            submission_id: Set(session.id),
            link: Set(link.map(str::to_owned)),
            resource: Set(file.map(str::to_owned)),
            description: Set(String::new()),
            is_public: Set(public),
            ..Default::default()
        };
        row.insert(tx.db()).await.unwrap();
    }
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);

    let page = site.get(&format!("/EXAMPLE2026/talk/{}/", session.code.to_lowercase())).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.heading(), "<bdi>Grüße</bdi>");
    for part in [
        "<h1 lang=\"de\">",
        "<title>Grüße · Example Conference · Plenary</title>",
        "<meta name=\"description\" content=\"Big Short text.\">",
        "<h2>Big</h2>",
        "<time datetime=\"2026-09-11T10:00:00+02:00\"><span>Friday 11 September 2026</span> <strong>10:00–10:30</strong>",
        "<time datetime=\"2026-09-13T01:30:00+02:00\"><span>Sunday 13 September 2026</span> <strong>01:30–02:30</strong>",
        "Hall",
        "Studio",
        "Säfety &#38; more",
        ".track-",
        "--track:#c2410c",
        "Deutsch",
        "will not be recorded",
        "href=\"https://example.org/slides\"",
        "href=\"/media/e/hand%20out.pdf\"",
    ] {
        assert!(page.body.contains(part), "{part}\n{}", page.body);
    }
    assert!(page.body.contains(&format!("href=\"/example2026/talk/{}.ics\"", session.code)));
    assert!(!page.body.contains("secret"));

    let german = site.get(&format!("/example2026/talk/{}/?lang=de", session.code)).await;
    assert_eq!(german.header("content-language"), "de");
    assert!(
        german.body.contains("<h1>")
            && german.body.contains("Saal")
            && german.body.contains("Freitag, 11. September 2026")
    );

    let moved = site.get(&format!("/example2026/talk/{}", session.code)).await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(moved.header("location"), format!("/example2026/talk/{}/", session.code));

    // The night belongs to Saturday.
    let schedule = site.get("/example2026/schedule/").await;
    assert!(schedule.body.contains("id=\"2026-09-11\"") && schedule.body.contains("id=\"2026-09-12\""));
    assert!(!schedule.body.contains("id=\"2026-09-13\""));
    assert_eq!(schedule.body.matches("<h2 class=\"day-head\"").count(), 2);
    assert_eq!(schedule.body.matches("<article class=\"session ").count(), 2);
    assert!(schedule.body.contains("Version 1.0, released on 1 June 2026."));
    assert!(schedule.body.contains("All times in Europe/Berlin"));
    assert!(
        schedule.header("vary").contains("Accept")
            || schedule.headers.get_all("vary").iter().any(|v| v == "Accept")
    );
}

#[tokio::test]
async fn speakers_pages() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted { title: "One", ..Default::default() }).await;
    tx.commit().await.unwrap();
    // Before the first release there is nobody to show, and only who plans the programme is told so.
    let site = TestSite::new(&test);
    let early = site.logged_in(&setting.organiser).await.get("/example2026/speaker/?q=zoe").await;
    assert!(early.status == StatusCode::OK && early.body.contains("No speakers yet"), "{}", early.body);
    assert!(!early.body.contains("Zoë Quinn") && !early.body.contains("Ünal Şimşek"));
    for who in [&site, &site.logged_in(&setting.stranger).await, &site.logged_in(&setting.speakers[0]).await]
    {
        assert_eq!(who.get("/example2026/speaker/").await.status, StatusCode::NOT_FOUND);
    }
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted { title: "Two", start: "2026-09-11T09:00:00Z", ..Default::default() }).await;
    setting
        .session(
            &tx,
            Wanted { title: "Three", speaker: 1, start: "2026-09-11T10:00:00Z", ..Default::default() },
        )
        .await;
    let profiles = speaker_profile::Entity::find().all(tx.db()).await.unwrap();
    let nameless = profiles.iter().find(|p| p.name.as_deref() == Some("Zoë Quinn")).unwrap();
    let account = plenary_store::entity::account::ActiveModel {
        id: Set(nameless.account_id.unwrap()),
        name: Set(String::new()),
        ..Default::default()
    };
    account.update(tx.db()).await.unwrap();
    let change = speaker_profile::ActiveModel { id: Set(nameless.id), name: Set(None), ..Default::default() };
    change.update(tx.db()).await.unwrap();
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    let list = site.get("/example2026/speaker/").await;
    assert!(list.body.contains("2 speakers") && list.body.contains("Unnamed speaker"));
    let code = &profiles.iter().find(|p| p.name.as_deref() == Some("Ünal Şimşek")).unwrap().code;
    let page = site.get(&format!("/example2026/speaker/{}/", code.to_lowercase())).await;
    assert_eq!(page.heading(), "<bdi>Ünal Şimşek</bdi>");
    assert!(page.body.contains(">One<") && page.body.contains(">Two<") && !page.body.contains(">Three<"));
    assert_eq!(site.get("/example2026/speaker/NOSUCH/").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn landing_and_start() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let site = TestSite::new(&test);
    let change = event::ActiveModel {
        landing_page_text: Set(I18nText::localised([("en", "# Welcome\n\nto *us*"), ("de", "Willkommen")])),
        custom_domain: Set(None),
        ..Default::default()
    };
    let tx = test.database.begin().await.unwrap();
    setting.change_event(&tx, change).await;
    for (role, url) in
        [(LinkRole::Header, "https://tickets.example"), (LinkRole::Footer, "javascript:alert(1)")]
    {
        let link = event_link::ActiveModel {
            event_id: Set(setting.event.id),
            label: Set("Tickets".into()),
            url: Set(url.to_owned()),
            role: Set(role),
            ..Default::default()
        };
        link.insert(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let landing = site.get("/example2026/").await;
    assert_eq!(landing.heading(), "<bdi>Example Conference</bdi>");
    for part in [
        "11–13 September 2026",
        "<h2>Welcome</h2>",
        "<em>us</em>",
        "href=\"/example2026/cfp\"",
        "1 July 2026, 02:00",
        "https://tickets.example",
    ] {
        assert!(landing.body.contains(part), "{part}");
    }
    assert!(!landing.body.contains("javascript:"));
    let german = site.ask("/example2026/", &[("accept-language", "de")]).await;
    assert_eq!(german.heading(), "<bdi>Beispielkonferenz</bdi>");
    test.clock.set("2026-08-01T00:00:00Z".parse().unwrap());
    assert!(!site.get("/example2026/").await.body.contains("Submit a proposal"));

    for (now, heading) in [
        ("2026-09-10T21:59:00Z", "Coming up"),
        ("2026-09-10T22:00:00Z", "Happening now"),
        ("2026-09-13T21:59:00Z", "Happening now"),
        ("2026-09-13T22:00:00Z", "Past events"),
    ] {
        test.clock.set(now.parse().unwrap());
        let start = site.get("/").await;
        assert_eq!(start.heading(), "Events");
        assert!(
            start.body.contains(&format!("<h2>{heading}</h2>"))
                && start.body.contains("href=\"/example2026/\""),
            "{now}"
        );
        assert_eq!(start.body.matches("<h2>").count(), 1);
    }
    assert!(site.get("/").await.body.contains("href=\"/orga/login/\""));
    let tx = test.database.begin().await.unwrap();
    let domain =
        event::ActiveModel { custom_domain: Set(Some("https://conf.example".into())), ..Default::default() };
    setting.change_event(&tx, domain).await;
    tx.commit().await.unwrap();
    assert!(site.get("/").await.body.contains("No events yet"));

    let robots = site.get("/robots.txt").await;
    assert_eq!(
        (robots.header("content-type"), robots.header("cache-control")),
        ("text/plain; charset=utf-8", "public, max-age=3600")
    );
    assert!(robots.body.starts_with("User-agent: *\nDisallow: /me/\n"));
}

#[tokio::test]
async fn a_release_without_sessions() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.release(&tx, "0.1").await;
    let flags = event::ActiveModel { feature_flags: Set(json!({"use_tracks": false})), ..Default::default() };
    setting.change_event(&tx, flags).await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    assert!(site.get("/example2026/schedule/").await.body.contains("No sessions yet"));
    assert!(site.get("/example2026/talk/").await.body.contains("No sessions yet"));
    assert!(site.get("/example2026/speaker/").await.body.contains("No speakers yet"));
    assert_eq!(site.get("/example2026/schedule.json").await.status, StatusCode::OK);
    assert!(site.get("/example2026/schedule.ics").await.body.starts_with("BEGIN:VCALENDAR"));
}

#[tokio::test]
async fn addresses_that_lead_elsewhere() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted::default()).await;
    setting.release(&tx, "1.0 <ä>/%").await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    let encoded = "1.0%20%3C%C3%A4%3E%2F%25";
    let to = async |path: &str, accept: &str| {
        let answer = site.ask(path, &[("accept", accept)]).await;
        (answer.status.as_u16(), answer.header("location").to_owned())
    };
    let html = "text/html";
    for (path, accept, status, target) in [
        ("/example2026/schedule/?version=1.0", html, 301, "/example2026/schedule/v/1.0/"),
        ("/example2026/schedule/?lang=de&version=a%2Fb", html, 301, "/example2026/schedule/v/a%2Fb/"),
        (
            "/example2026/schedule.xml?version=1.0&lang=de",
            html,
            301,
            "/example2026/schedule/v/1.0.xml?lang=de",
        ),
        (
            "/example2026/schedule/export/schedule.ics?version=1.0",
            html,
            301,
            "/example2026/schedule/v/1.0/export/schedule.ics",
        ),
        ("/example2026/schedule/", "application/json", 303, "/example2026/schedule/export/schedule.json"),
        ("/example2026/schedule/v/1.0/", "application/xml", 303, "/example2026/schedule/export/schedule.xml"),
        ("/example2026/talk/", "text/xml", 303, "/example2026/schedule/export/schedule.xml"),
    ] {
        assert_eq!(to(path, accept).await, (status, target.to_owned()), "{path} {accept}");
    }
    for path in ["/example2026/schedule/nojs", "/example2026/schedule/v/1.0/nojs"] {
        assert_eq!(to(path, html).await.0, 200, "{path}");
    }
    for accept in ["*/*", "text/html", "image/png", "text/plain"] {
        assert_eq!(to("/example2026/schedule/", accept).await.0, 200, "{accept}");
    }
    assert_eq!(site.ask("/example2026/schedule/", &[]).await.status, StatusCode::OK);
    let page = site.get(&format!("/example2026/schedule/v/{encoded}/")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Version 1.0 &#60;ä&#62;/%"));
    let file = site.get(&format!("/example2026/schedule/v/{encoded}.json")).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/json"));
}
