//! Making an address of this site lead to another one.

use axum::http::{Method, StatusCode};
use plenary_person::account::{self, NewAccount};
use plenary_store::entity::queued_mail;
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::testing::{Answer, SITE_URL, Visitor};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::ground::{ground, one_of_each};
use super::parts::parts;
use crate::permissions::people::Role;
use crate::permissions::routes::ROUTES;
use crate::permissions::setting::paths;

/// Where somebody would like visitors to go.
const ELSEWHERE: [&str; 22] = [
    "//evil.example",
    "///evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\r\n/evil.example",
    "/\u{b}/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example",
    "HtTpS://plan.example@evil.example/",
    "https://plan.example.evil.example/",
    "//plan.example@evil.example",
    "javascript:alert(1)",
    "data:text/html,evil",
    "/x\r\nLocation: https://evil.example",
    "/x\r\nSet-Cookie: evil=1",
    "/%2e%2e//evil.example/..;/",
    "evil.example",
    "/\u{0}/evil.example",
];
/// How parameters that lead somewhere are called, here and elsewhere.
const NAMES: [&str; 6] = ["next", "url", "redirect", "return", "to", "continue"];

/// Whether a browser that follows this stays here: it drops tabs and line ends, and reads `\` as `/`.
fn stays(location: &str) -> bool {
    let read: String = location.trim().chars().filter(|c| !c.is_control()).collect();
    let read = read.replace('\\', "/");
    let ours =
        read.strip_prefix(SITE_URL).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    ours || (read.starts_with('/') && !read.starts_with("//")) || read.starts_with(['?', '#'])
}

fn judge(what: &str, answer: &Answer) {
    assert!(!answer.status.is_server_error(), "{what}: {}", answer.status);
    let location = answer.location();
    assert!(location.is_empty() || stays(location), "{what} leads to {location}");
    assert!(!answer.headers.contains_key("refresh"), "{what}");
    for cookie in answer.headers.get_all("set-cookie") {
        assert!(cookie.to_str().unwrap().starts_with("plenary_"), "{what} sets {cookie:?}");
    }
    if answer.header("content-type").starts_with("text/html") {
        let found = parts(&answer.body);
        for form in &found.forms {
            assert!(form.action.is_empty() || stays(&form.action), "{what}: a form for {}", form.action);
            let next = form.fields.iter().filter(|field| NAMES.contains(&field.name.as_str()));
            for field in next.filter(|field| field.kind == "hidden") {
                assert!(field.value.is_empty() || stays(&field.value), "{what}: {field:?}");
            }
        }
        // An address in an address is not a way there.
        for link in found.links.iter().filter(|link| link.contains("evil")) {
            assert!(stays(link), "{what}: a link to {link}");
        }
    }
}

fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[test]
fn what_stays() {
    for good in ["/", "/a//b", "https://plan.example/x", "?a=//b"] {
        assert!(stays(good), "{good}");
    }
    for bad in ["//x", "/\\x", "/\t/x", "https://plan.example.evil", "https:x", "evil"] {
        assert!(!stays(bad), "{bad}");
    }
}

#[test]
fn no_address_leads_elsewhere() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let mut redirected = 0;
        for role in [Role::Anonymous, Role::Administrator] {
            let visitor = setting.come(role).await;
            for (index, path) in one_of_each(&setting).into_iter().enumerate() {
                // What reads a parameter reads it the same way everywhere: each address gets a few of them.
                for (number, target) in
                    ELSEWHERE.iter().enumerate().filter(|(number, _)| number % 4 == index % 4)
                {
                    let pairs = [("next", *target), (NAMES[1 + number % 5], *target)];
                    let asked = format!("{path}?{}", query(&pairs));
                    let answer = visitor.get(&asked).await;
                    redirected += usize::from(answer.status.is_redirection());
                    judge(&format!("GET {asked} as {role:?}"), &answer);
                }
            }
        }
        assert!(redirected > 200, "{redirected}");
        for role in [Role::Stranger, Role::Speaker, Role::Administrator] {
            for (number, route) in ROUTES.iter().enumerate().filter(|(_, route)| route.post.is_some()) {
                let Some(address) = paths(&setting, route.pattern).into_iter().next() else { continue };
                let visitor = setting.come(role).await;
                let target = ELSEWHERE[number % ELSEWHERE.len()];
                let fields: Vec<_> = route.form.iter().copied().chain([("next", target)]).collect();
                let asked = format!("{}?{}", address.path, query(&[("next", target)]));
                judge(&format!("POST {asked} as {role:?}"), &visitor.post(&asked, &fields).await);
            }
        }
    });
}

const PASSWORD: &str = "a long sentence of words";

async fn with_password(test: &TestDatabase, email: &str) {
    let tx = test.database.begin().await.unwrap();
    let new = NewAccount {
        name: "Ann",
        email,
        password: Some(PASSWORD),
        locale: "en",
        time_zone: "UTC",
        administrator: false,
    };
    account::create(&tx, new).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn after_logging_in_and_out_and_registering() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        with_password(&test, "ann@example.org").await;
        for (number, target) in ELSEWHERE.iter().enumerate() {
            let next = query(&[("next", *target)]);
            for (path, fields) in [
                ("/orga/login/", [("email", "ann@example.org"), ("password", PASSWORD)]),
                ("/conf/login/", [("login_email", "ann@example.org"), ("login_password", PASSWORD)]),
            ] {
                let visitor = Visitor::new(&setting.app);
                let answer = visitor.post(&format!("{path}?{next}"), &fields).await;
                let wanted =
                    if target.contains('\0') { StatusCode::BAD_REQUEST } else { StatusCode::SEE_OTHER };
                assert_eq!(answer.status, wanted, "{path} {target:?}");
                judge(&format!("{path}?{next}"), &answer);
                judge("once more", &visitor.get(&format!("{path}?{next}")).await);
                for way_out in ["/orga/logout/", "/conf/logout"] {
                    let answer = visitor.post(&format!("{way_out}?{next}"), &[("next", target)]).await;
                    judge(&format!("{way_out}?{next}"), &answer);
                }
            }
            let visitor = Visitor::new(&setting.app);
            let email = format!("new{number}@example.org");
            let fields = [
                ("register_name", "New"),
                ("register_email", email.as_str()),
                ("register_password", PASSWORD),
                ("register_password_repeat", PASSWORD),
            ];
            let answer = visitor.post(&format!("/conf/login/?{next}"), &fields).await;
            assert_eq!(answer.status.is_redirection(), !target.contains('\0'), "{target:?}");
            judge("registering", &answer);
            for (path, name) in
                [("/locale/set", "locale"), ("/conf/locale/set", "locale"), ("/theme/set", "theme")]
            {
                judge(path, &visitor.post(path, &[(name, "de"), (name, "dark"), ("next", target)]).await);
            }
        }
    });
}

#[test]
fn paths_that_look_like_hosts() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        for role in [Role::Anonymous, Role::Administrator] {
            let visitor = setting.come(role).await;
            for path in [
                "//evil.example",
                "//evil.example/",
                "//evil.example/schedule",
                "///evil.example/schedule",
                "/%2F/evil.example/schedule",
                "/%2fevil.example/schedule",
                "/%5cevil.example/schedule",
                "/%5Cevil.example",
                "/%09/evil.example/schedule",
                "/%0d%0aLocation:%20https:%2f%2fevil.example/schedule",
                "/conf//evil.example",
                "/orga//evil.example",
                "/..//evil.example/schedule",
                "/%2e%2e//evil.example",
                "/conf/%2e%2e//evil.example/schedule",
                "/redirect//evil.example",
                "/redirect/%2fevil.example",
                "/redirect/?url=https://evil.example:x",
                "/redirect/?url=https://evil.example:AAAA",
                "/control/%2fevil.example",
                "/control//evil.example",
                "/control/%5cevil.example",
                "/orga/invitation/%2fevil.example",
            ] {
                judge(path, &visitor.get(path).await);
            }
        }
    });
}

/// A mail must not carry a link to whatever host the request named.
#[test]
fn hosts_that_somebody_made_up() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        with_password(&test, "ann@example.org").await;
        let visitor = Visitor::new(&setting.app);
        for path in [
            "/orga",
            "/conf",
            "/orga/event",
            "/conf/schedule",
            "/conf/me/",
            "/orga/event/conf/",
            "/redirect/ABCDEF",
        ] {
            for host in ["evil.example", "plan.example@evil.example", "evil.example:443"] {
                let headers = [
                    ("host", host),
                    ("x-forwarded-host", "evil.example"),
                    ("forwarded", "host=evil.example"),
                ];
                let answer = visitor.send(Method::GET, path, &headers, String::new()).await;
                judge(&format!("{path} at {host}"), &answer);
                assert!(!answer.location().contains("evil"), "{path}: {}", answer.location());
            }
        }
        for path in ["/orga/reset/", "/conf/reset"] {
            test.clock.set(test.database.clock().now().plus_minutes(60 * 25));
            let headers = [
                ("host", "evil.example"),
                ("x-forwarded-host", "evil.example"),
                ("sec-fetch-site", "same-origin"),
                ("content-type", "application/x-www-form-urlencoded"),
            ];
            let body = query(&[("login_email", "ann@example.org")]);
            visitor.send(Method::POST, path, &headers, body).await;
        }
        let to = queued_mail::Column::Recipients.eq("ann@example.org");
        let mails = queued_mail::Entity::find().filter(to).all(test.database.reader()).await.unwrap();
        assert_eq!(mails.len(), 2);
        for mail in mails {
            assert!(
                mail.text.contains(&format!("<{SITE_URL}/")) && !mail.text.contains("evil"),
                "{}",
                mail.text
            );
        }
    });
}
