//! The programme as files: headers, conditional requests, languages, versions.

use axum::http::StatusCode;
use plenary_store::entity::event;
use plenary_store::testing::{on_both_engines, sqlite_database};
use sea_orm::ActiveValue::Set;

use crate::setting::{TestSite, Wanted, set_up};

#[test]
fn headers_and_bodies() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let session = setting.session(&tx, Wanted { title: "Über <b>", ..Default::default() }).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        for (name, kind, disposition, start) in [
            ("schedule.xml", "text/xml", "", "<?xml"),
            ("schedule.xcal", "text/xml", "", "<?xml"),
            ("schedule.json", "application/json", "", "{\"$schema\""),
            (
                "schedule.ics",
                "text/calendar",
                "attachment; filename=\"example2026-schedule--2026-06-01-12-00.ics\"",
                "BEGIN:VCALENDAR\r\n",
            ),
        ] {
            let ending = name.strip_prefix("schedule").unwrap();
            for path in [
                format!("/example2026/{name}"),
                format!("/example2026/schedule/export/{name}"),
                format!("/example2026/schedule/v/1.0{ending}"),
                format!("/example2026/schedule/v/1.0/export/{name}"),
            ] {
                // Compression is another layer's business.
                let answer = site.ask(&path, &[]).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert_eq!(answer.header("content-type"), kind, "{path}");
                assert_eq!(answer.header("content-disposition"), disposition, "{path}");
                assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
                assert!(
                    answer
                        .headers
                        .get_all("vary")
                        .iter()
                        .any(|value| value.to_str().unwrap().contains("Cookie")),
                    "{path}"
                );
                assert!(
                    !answer.headers.contains_key("cache-control")
                        && !answer.headers.contains_key("set-cookie"),
                    "{path}"
                );
                assert!(answer.body.starts_with(start), "{path}: {}", answer.body);
                let tag = answer.header("etag").to_owned();
                assert_eq!(tag, plenary_export::etag(answer.body.as_bytes()));
                let bare = tag.trim_matches('"').to_owned();
                for sent in [tag.clone(), bare, format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
                    let again = site.ask(&path, &[("if-none-match", &sent)]).await;
                    assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {sent}");
                    assert_eq!(
                        (again.header("etag"), again.header("access-control-allow-origin")),
                        (tag.as_str(), "*")
                    );
                    assert!(again.body.is_empty());
                }
                let other = site.ask(&path, &[("if-none-match", "\"x\"")]).await;
                assert_eq!(other.status, StatusCode::OK);
            }
        }
        let json = site.get("/example2026/schedule.json").await.body;
        assert!(
            json.contains("\"base_url\": \"https://plan.example\"") && json.contains(&session.code),
            "{json}"
        );

        let ics = site.get(&format!("/example2026/talk/{}.ics", session.code.to_lowercase())).await;
        assert_eq!(
            ics.header("content-disposition"),
            format!("attachment; filename=\"example2026-{}.ics\"", session.code)
        );
        assert_eq!(
            (ics.header("content-type"), ics.header("access-control-allow-origin")),
            ("text/calendar", "")
        );
        assert!(
            ics.body.contains(&format!("UID:pretalx-example2026-{}@plan.example\r\n", session.code)),
            "{}",
            ics.body
        );
        let speakers = site.get("/example2026/speaker/").await.body;
        let code = speakers
            .split("/example2026/speaker/")
            .filter_map(|rest| rest.split_once('/'))
            .map(|(code, _)| code)
            .find(|code| code.len() == 6)
            .unwrap();
        let ics = site.get(&format!("/example2026/speaker/{code}/talks.ics")).await;
        assert_eq!(ics.header("content-disposition"), "attachment; filename=\"example2026-Unal_Simsek.ics\"");
        assert!(ics.body.contains("BEGIN:VEVENT"));
        assert_eq!(site.get("/example2026/speaker/NOSUCH/talks.ics").await.status, StatusCode::NOT_FOUND);
    });
}

#[tokio::test]
async fn what_is_missing_is_missing_for_everyone() {
    let test = sqlite_database().await;
    set_up(&test).await;
    let site = TestSite::new(&test);
    for path in [
        "/example2026/schedule/export/schedule.json",
        "/example2026/schedule/export/nope",
        "/example2026/schedule/export/faved.ics",
        "/example2026/schedule/export/speakers.csv",
        "/nope/schedule/export/schedule.xml",
        "/nope/schedule/export/x",
        "/example2026/schedule/v/1.0/export/schedule.xml",
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
    }
    assert_eq!(site.get("/example2026/schedule.json").await.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn languages_versions_and_domains() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let tx = test.database.begin().await.unwrap();
    setting.session(&tx, Wanted { title: "First", ..Default::default() }).await;
    setting.release(&tx, "1.0").await;
    tx.commit().await.unwrap();
    test.clock.set(test.database.clock().now().plus_minutes(1));
    let tx = test.database.begin().await.unwrap();
    setting
        .session(&tx, Wanted { title: "Second", start: "2026-09-11T10:00:00Z", ..Default::default() })
        .await;
    setting.release(&tx, "V1.1").await;
    setting
        .session(&tx, Wanted { title: "Third", start: "2026-09-11T11:00:00Z", ..Default::default() })
        .await;
    tx.commit().await.unwrap();
    let site = TestSite::new(&test);
    let name = "/example2026/schedule/export/schedule.json";
    for (path, accept, german) in [
        (name.to_owned(), "", false),
        (name.to_owned(), "de", true),
        (format!("{name}?lang=de"), "en", true),
        (format!("{name}?lang=en"), "de", false),
        (format!("{name}?lang=xx"), "de", false),
    ] {
        let body = site.ask(&path, &[("accept-language", accept)]).await.body;
        assert_eq!(body.contains("Beispielkonferenz"), german, "{path} {accept}");
        assert_eq!(body.contains("Saal"), german, "{path} {accept}");
    }
    let holds = async |path: &str| {
        let body = site.get(&format!("/example2026/schedule/v/{path}")).await.body;
        ["First", "Second", "Third"]
            .into_iter()
            .filter(|title| body.contains(title))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(holds("1.0.xml").await, "First");
    assert_eq!(holds("v1.1.json").await, "First Second");
    assert_eq!(holds("v1.1/export/schedule.ics").await, "First Second");
    assert_eq!(holds("nope.xcal").await, "First Second");
    assert_eq!(site.get("/example2026/schedule/v/wip.json").await.status, StatusCode::NOT_FOUND);
    let organiser = site.logged_in(&setting.organiser).await;
    assert!(organiser.get("/example2026/schedule/v/wip.json").await.body.contains("Third"));

    let tx = test.database.begin().await.unwrap();
    let domain =
        event::ActiveModel { custom_domain: Set(Some("https://conf.example".into())), ..Default::default() };
    setting.change_event(&tx, domain).await;
    tx.commit().await.unwrap();
    let json = site.ask(name, &[("host", "conf.example")]).await.body;
    assert!(json.contains("\"url\": \"https://conf.example/example2026/schedule/\""), "{json}");
    let ics = site.ask("/example2026/schedule.ics", &[("host", "conf.example")]).await.body;
    assert!(ics.contains("@plan.example\r\n"), "{ics}");
}
