//! Readers during releases: each gets the old one or the new one, never a mixture, and from the moment
//! a release is answered nobody gets the old one any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use axum::http::StatusCode;
use plenary_store::entity::submission;
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::setting::{TestSite, Wanted, set_up};

const RELEASES: usize = 12;
const READERS: usize = 8;

/// The number behind each `Session R` on a page, and behind the version's name `release-R`.
fn numbers(body: &str, before: &str) -> Vec<usize> {
    body.split(before)
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
        .collect()
}

#[test]
fn no_reader_sees_a_mixture() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let mut ids = Vec::new();
        for hour in 6..12 {
            let start = format!("2026-09-11T{hour:02}:00:00Z");
            let wanted = Wanted { title: "Session 0", start: &start, ..Default::default() };
            ids.push(setting.session(&tx, wanted).await.id);
        }
        setting.release(&tx, "release-0").await;
        tx.commit().await.unwrap();

        let site = TestSite::new(&test);
        let (latest, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let readers: Vec<_> = (0..READERS)
            .map(|reader| {
                let (site, latest, over) = (site.clone(), latest.clone(), over.clone());
                tokio::spawn(async move {
                    let mut seen = 0;
                    while !over.load(Ordering::Acquire) || seen < 25 {
                        let at_least = latest.load(Ordering::Acquire);
                        let encoding = ["identity", "gzip"][reader % 2];
                        let headers = [("accept", "text/html"), ("accept-encoding", encoding)];
                        let answer = site.ask("/example2026/schedule/", &headers).await;
                        assert_eq!(answer.status, StatusCode::OK);
                        if encoding == "identity" {
                            let release = numbers(&answer.body, "release-")[0];
                            let titles = numbers(&answer.body, "Session ");
                            assert!(titles.len() >= 6 && titles.iter().all(|title| *title == release));
                            assert!(release >= at_least, "{release} after {at_least} was out");
                        }
                        seen += 1;
                        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                    }
                    seen
                })
            })
            .collect();
        for release in 1..=RELEASES {
            test.clock.set(plenary_model::Clock::now(&*test.clock).plus_minutes(1));
            let tx = test.database.begin().await.unwrap();
            for id in &ids {
                let row = submission::ActiveModel {
                    id: Set(*id),
                    title: Set(format!("Session {release}")),
                    ..Default::default()
                };
                row.update(tx.db()).await.unwrap();
            }
            setting.release(&tx, &format!("release-{release}")).await;
            tx.commit().await.unwrap();
            latest.store(release, Ordering::Release);
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        }
        over.store(true, Ordering::Release);
        let mut requests = 0;
        for reader in readers {
            requests += reader.await.unwrap();
        }
        assert!(requests >= READERS * 25);
    });
}

/// Many who come at once to a page that nobody has made yet make it once.
#[test]
fn a_page_is_made_once() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let before = test.database.statements();
        let all: Vec<_> = (0..50)
            .map(|_| {
                let site = site.clone();
                tokio::spawn(async move { site.get("/example2026/schedule/").await })
            })
            .collect();
        let mut tags = Vec::new();
        for one in all {
            let answer = one.await.unwrap();
            assert_eq!(answer.status, StatusCode::OK);
            tags.push(answer.header("etag").to_owned());
        }
        tags.dedup();
        assert_eq!(tags.len(), 1);
        assert_eq!(test.database.statements() - before, 13);
    });
}

/// What one visitor adds to an address, or is, does not reach another one's page.
#[test]
fn nothing_personal_is_shared() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        setting.session(&tx, Wanted::default()).await;
        setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        let site = TestSite::new(&test);
        let organiser = site.logged_in(&setting.organiser).await;
        for path in ["", "schedule/", "talk/", "speaker/"] {
            let url = format!("/example2026/{path}");
            let first = organiser.get(&format!("{url}?utm_source=only-mine")).await;
            let second = site.get(&url).await;
            assert_eq!(first.status, StatusCode::OK, "{path}");
            assert_eq!(first.body, second.body, "{path}");
            assert!(!second.body.contains("only-mine"), "{path}");
            assert!(!first.headers.contains_key("set-cookie"), "{path}");
            assert_eq!(second.header("cache-control"), "public, no-cache", "{path}");
        }
        // What is theirs comes apart, and is kept by nobody.
        let own = organiser.get("/example2026/me/personal.json").await;
        assert!(own.header("cache-control").contains("no-store"));
        let own: serde_json::Value = serde_json::from_str(&own.body).unwrap();
        assert!(own["menu"].as_str().unwrap().contains("/orga/event/example2026/"));
        let nobody = site.get("/example2026/me/personal.json").await;
        let nobody: serde_json::Value = serde_json::from_str(&nobody.body).unwrap();
        assert!(nobody["account"].is_null() && nobody["menu"] == "");
    });
}
