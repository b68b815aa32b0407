//! A hostile visitor: asks for everything there is an address for, with everything one can put into
//! it, and must not find a single secret.

mod files;
mod kept;
mod page;
mod routes;
mod secrets;
mod texts;

use std::collections::HashMap;

use axum::http::{Method, StatusCode};
use plenary_store::testing::on_both_engines;

use crate::setting::{Answer, TestSite, at};
use routes::Request;
use secrets::Secrets;

/// In everything that nobody may see.
pub const SECRET: &str = "Zq7Secret";
/// Begins the codes of secret links.
pub const SHARED: &str = "Zq7Shared";
/// In what is in no release yet.
pub const LATER: &str = "Zq7Later";
/// What a visitor puts into addresses, to be seen by others.
const POISON: &str = "Zq7Poison";
/// The title of the session that the first release makes public.
const SOON: &str = "Zq7Soon";
/// A code that nothing has.
const UNKNOWN: &str = "ZZZZZZ";

#[test]
fn nothing_leaks() {
    on_both_engines(|test| async move {
        let mut secrets = secrets::build(&test).await;
        let media = tempfile::tempdir().unwrap();
        let site = TestSite::whole(&test, media.path());
        let codes = [secrets.session.code.as_str(), &secrets.speaker.code];
        walk(&site, &secrets, true, &[SECRET, LATER, SOON, codes[0], codes[1]]).await;

        let tx = test.database.begin().await.unwrap();
        secrets.setting.release(&tx, "1.0").await;
        tx.commit().await.unwrap();
        test.clock.set(at("2026-06-01T12:01:00Z"));
        let later = secrets::plan_on(&test, &secrets).await;
        secrets.hidden.push(later.clone());
        is_there(&site, &secrets.session.code, SOON).await;
        walk(&site, &secrets, true, &[SECRET, LATER, "14:37", "12:37"]).await;

        let tx = test.database.begin().await.unwrap();
        secrets.setting.release(&tx, "1.1").await;
        tx.commit().await.unwrap();
        secrets.hidden.pop();
        is_there(&site, &later, LATER).await;
        // News are what has changed since.
        for path in ["schedule/feed.xml", "schedule/changelog/", "schedule/changelog/1.1/"] {
            assert!(site.get(&format!("/example2026/{path}")).await.body.contains(LATER), "{path}");
        }
        walk(&site, &secrets, false, &[SECRET]).await;
    });
}

/// As organiser first, so that whatever is kept for everyone has been asked for by who sees everything.
/// `thorough`: by all kinds of visitors, in all forms.
async fn walk(site: &TestSite, secrets: &Secrets, thorough: bool, forbidden: &[&str]) {
    let requests = routes::all(secrets);
    assert!(requests.len() > 500, "{}", requests.len());
    let setting = &secrets.setting;
    let organiser = site.logged_in(&setting.organiser).await;
    for request in requests.iter().filter(|request| request.is_public && !request.is_variant) {
        let answer = ask(&organiser, request).await;
        assert!(!answer.status.is_server_error(), "{}: {}", request.path, answer.status);
    }
    let visitors = [
        ("anybody", site.clone()),
        ("a stranger", site.logged_in(&setting.stranger).await),
        ("a speaker of another event", site.logged_in(&secrets.elsewhere).await),
    ];
    for (who, visitor) in visitors.iter().take(if thorough { visitors.len() } else { 1 }) {
        let mut unknown = HashMap::new();
        // A form or query of a page for everyone says the same to all; one visitor tries them.
        let wanted = |request: &&Request| !request.is_variant || (thorough && *who == "anybody");
        for request in requests.iter().filter(wanted) {
            let answer = ask(visitor, request).await;
            let asked = format!("{} {:?} by {who}", request.path, request.accept);
            assert!(!answer.status.is_server_error(), "{asked}: {}", answer.status);
            let said = everything(&answer);
            for marker in forbidden.iter().filter(|marker| !request.path.contains(**marker)) {
                let found = said.find(marker);
                assert!(found.is_none(), "{asked} tells {}", around(&said, found.unwrap_or_default()));
            }
            assert!(request.brings_poison || !said.contains(POISON), "{asked} was poisoned");
            assert!(request.path.contains(SHARED) || !said.contains(SHARED), "{asked} tells a secret link");
            for code in secrets.hidden.iter().chain(&secrets.others) {
                assert!(
                    request.path.contains(code.as_str()) || !said.contains(code.as_str()),
                    "{asked} tells {code}"
                );
            }
            if let Some(code) = &request.hidden {
                let other = Request { path: request.path.replace(code, UNKNOWN), ..request.clone() };
                if !unknown.contains_key(&other.path) {
                    unknown.insert(other.path.clone(), ask(visitor, &other).await);
                }
                same_as_unknown(&answer, code, &unknown[&other.path], &asked);
            }
        }
        search_finds_nothing(visitor, secrets, who).await;
        changes_nothing(visitor, secrets).await;
    }
}

async fn ask(visitor: &TestSite, request: &Request) -> Answer {
    match request.accept {
        Some(accept) => visitor.ask(&request.path, &[("accept", accept)]).await,
        None => visitor.ask(&request.path, &[]).await,
    }
}

/// Headers and body.
fn everything(answer: &Answer) -> String {
    let mut text = String::new();
    for (name, value) in &answer.headers {
        text.push_str(&format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())));
    }
    text + &answer.body
}

fn around(text: &str, place: usize) -> String {
    let from = text[..place].char_indices().rev().nth(80).map_or(0, |(index, _)| index);
    text[from..].chars().take(200).collect()
}

/// Whether a hidden thing exists can't be seen: its code is answered like one that nothing has.
fn same_as_unknown(answer: &Answer, code: &str, unknown: &Answer, asked: &str) {
    assert_eq!(answer.status, unknown.status, "{asked}");
    assert_eq!(answer.header("location").replace(code, UNKNOWN), unknown.header("location"), "{asked}");
    assert!(answer.body.replace(code, UNKNOWN) == unknown.body, "{asked} has a body of its own");
}

/// What a search says of a secret is what it says of nonsense.
async fn search_finds_nothing(visitor: &TestSite, secrets: &Secrets, who: &str) {
    let nonsense = "Zq7Nonsense-accepted";
    let words =
        ["accepted", "draft", "rejected-abstract", "speaker", "internal", "answer", "tag", "other-session"];
    for page in ["search", "speaker"] {
        let path = |text: &str| format!("/example2026/{page}/?q={text}");
        let empty = visitor.get(&path(nonsense)).await;
        let said = empty.body.replace(nonsense, "?");
        for word in words.iter().map(|word| secrets::secret(word)).chain(secrets.hidden.clone()) {
            let found = visitor.get(&path(&word)).await;
            assert_eq!(found.status, empty.status);
            assert!(found.body.replace(&word, "?") == said, "{who} finds {word} at {page}");
        }
    }
}

/// Requests that change something answer for hidden things as for unknown ones.
async fn changes_nothing(visitor: &TestSite, secrets: &Secrets) {
    let here = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    for code in &secrets.hidden {
        for method in [Method::POST, Method::DELETE] {
            let star = |code: &str| format!("/api/events/example2026/submissions/{code}/favourite/");
            let known = visitor.send(method.clone(), &star(code), &here).await;
            let unknown = visitor.send(method.clone(), &star(UNKNOWN), &here).await;
            assert_eq!((known.status, known.body), (unknown.status, unknown.body), "{method} {code}");
        }
        let feedback = |code: &str| format!("/example2026/talk/{code}/feedback/");
        let known = visitor.send(Method::POST, &feedback(code), &here).await;
        assert_eq!(known.status, visitor.send(Method::POST, &feedback(UNKNOWN), &here).await.status);
    }
}

/// What is public is in every form there is: a site that says nothing keeps all secrets.
async fn is_there(site: &TestSite, code: &str, title: &str) {
    let talk = format!("talk/{code}/");
    let calendar = format!("talk/{code}.ics");
    let widget = format!("schedule/widgets/session/{code}.json");
    let paths: [&str; 14] = [
        "schedule/",
        "schedule/nojs",
        "talk/",
        &talk,
        &calendar,
        &widget,
        "schedule.xml",
        "schedule.json",
        "schedule.xcal",
        "schedule.ics",
        "schedule/export/schedule.xml",
        "schedule/widgets/schedule.json",
        "schedule/widget/v2.json",
        "offline/items.json",
    ];
    for path in paths {
        let answer = site.get(&format!("/example2026/{path}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.body.contains(title), "{path} lacks {title}");
    }
    for path in ["sitemap.xml", "search/?q=Zq7"] {
        assert!(site.get(&format!("/example2026/{path}")).await.body.contains(code), "{path} lacks {title}");
    }
}
