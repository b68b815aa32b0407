//! Pages of other sites that make a visitor's browser send something.

use axum::http::{Method, StatusCode};
use plenary_store::testing::{Row, TestDatabase, on_both_engines};
use plenary_web::testing::Visitor;

use super::ground::{MIGHTY, addresses, ground};
use crate::permissions::routes::ROUTES;
use crate::permissions::setting::paths;

/// What browsers say of requests that a page of this site did not ask for.
const FOREIGN: [&[(&str, &str)]; 9] = [
    &[],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "https://plan.example.evil.example")],
    &[("origin", "https://plan.example@evil.example")],
    &[("referer", "https://plan.example/")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site"), ("origin", "https://plan.example")],
    &[("sec-fetch-site", "cross-site"), ("origin", "https://plan.example"), ("x-requested-with", "x")],
];
const BODIES: [(&str, &str); 3] = [
    ("application/x-www-form-urlencoded", "action=activate&csrfmiddlewaretoken=abc&_method=POST"),
    ("text/plain", "action=activate&x=\r\n"),
    (
        "multipart/form-data; boundary=b",
        "--b\r\ncontent-disposition: form-data; name=action\r\n\r\nactivate\r\n--b--\r\n",
    ),
];

/// Everything that is kept but what tells when somebody was here.
pub async fn kept(test: &TestDatabase) -> Vec<Row> {
    let rows = test.everything().await.into_iter();
    rows.filter(|row| !matches!(row.table.as_str(), "session" | "lease" | "cache_entry")).collect()
}

/// The first difference, for people to read.
pub fn assert_same(before: &[Row], after: &[Row], what: &str) {
    // Comparing each row with all others takes its time.
    if before == after {
        return;
    }
    let gone = before.iter().find(|row| !after.contains(row));
    let new = after.iter().find(|row| !before.contains(row));
    panic!("{what} changed something: {gone:?} became {new:?}");
}

#[test]
fn nothing_that_changes_something_is_taken_from_elsewhere() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let before = kept(&test).await;
        let mut asked = 0;
        for role in MIGHTY {
            let visitor = setting.come(role).await;
            for route in ROUTES {
                let Some(address) = paths(&setting, route.pattern).into_iter().next() else { continue };
                for (number, said) in FOREIGN.iter().enumerate() {
                    let (kind, body) = BODIES[number % BODIES.len()];
                    let headers: Vec<_> = said.iter().copied().chain([("content-type", kind)]).collect();
                    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                        let answer =
                            visitor.send(method.clone(), &address.path, &headers, body.to_owned()).await;
                        assert_eq!(
                            answer.status,
                            StatusCode::FORBIDDEN,
                            "{method} {} {said:?}",
                            address.path
                        );
                        asked += 1;
                    }
                }
            }
            assert!(is_logged_in(&visitor).await, "{role:?} is still logged in");
        }
        assert!(asked > 36 * ROUTES.len(), "{asked}");
        assert_same(&before, &kept(&test).await, "a request of another site");
    });
}

async fn is_logged_in(visitor: &Visitor) -> bool {
    visitor.get("/orga/me").await.status == StatusCode::OK
}

/// Links and pictures can make browsers ask for any address. Looking must change nothing.
#[test]
fn looking_changes_nothing() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let before = kept(&test).await;
        for role in MIGHTY {
            let visitor = setting.come(role).await;
            let mut all = addresses(&setting);
            all.extend(["/orga/logout/".to_owned(), "/conf/logout".to_owned()]);
            for path in &all {
                for query in ["", "?action=activate&locale=de&really=on&slug=conf&form=profile&name=x"] {
                    let headers = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
                    let answer =
                        visitor.send(Method::GET, &format!("{path}{query}"), &headers, String::new()).await;
                    assert!(!answer.status.is_server_error(), "{path}{query}");
                }
            }
            assert!(is_logged_in(&visitor).await, "{role:?} is still logged in");
        }
        assert_same(&before, &kept(&test).await, "looking");
    });
}
