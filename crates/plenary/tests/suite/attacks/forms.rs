//! Bodies that no form makes: too large, too many, broken, of another kind.

use axum::http::{Method, StatusCode};
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;

use super::cross_site::{assert_same, kept};
use super::ground::ground;
use crate::permissions::people::Role;
use crate::permissions::routes::ROUTES;
use crate::permissions::setting::paths;

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=b";

/// How what can't be read, or is too much, is refused.
const UNREADABLE: [StatusCode; 3] =
    [StatusCode::BAD_REQUEST, StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNSUPPORTED_MEDIA_TYPE];

/// What it is, its media type, its bytes, and whether it must not even be read.
type Body = (&'static str, &'static str, Vec<u8>, bool);

fn bodies() -> Vec<Body> {
    let part = |head: &str, body: &[u8]| {
        let mut bytes = format!("--b\r\n{head}\r\n\r\n").into_bytes();
        bytes.extend_from_slice(body);
        bytes.extend_from_slice(b"\r\n--b--\r\n");
        bytes
    };
    let name = |name: &str| format!("content-disposition: form-data; name=\"{name}\"");
    let many = |count: usize| (0..count).map(|n| format!("f{n}=x")).collect::<Vec<_>>().join("&");
    let mut parts = Vec::new();
    for n in 0..10_500 {
        parts.extend_from_slice(format!("--b\r\n{}\r\n\r\nx\r\n", name(&format!("f{n}"))).as_bytes());
    }
    parts.extend_from_slice(b"--b--\r\n");
    vec![
        ("nothing", FORM, Vec::new(), false),
        ("only signs", FORM, b"&&&===&=&%&%%=%z".to_vec(), false),
        ("no text", FORM, b"name=%ff%fe%ed%a0%80&title=\xff\xfe&action=%c0%af".to_vec(), false),
        ("UTF-16", "application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfea\0=\0b\0".to_vec(), true),
        (
            "UTF-7",
            "application/x-www-form-urlencoded; charset=utf-7",
            b"name=+ADw-script+AD4-".to_vec(),
            false,
        ),
        ("NUL in a value", FORM, b"action=a%00b".to_vec(), true),
        ("NUL in a name", FORM, b"act%00ion=a".to_vec(), true),
        ("NUL as it is", FORM, b"action=a\0".to_vec(), true),
        ("many fields", FORM, many(20_000).into_bytes(), true),
        ("many of one name", FORM, b"action=x&".repeat(10_001), true),
        ("a long text", FORM, [b"name=".to_vec(), vec![b'a'; 1_100_000]].concat(), true),
        ("a long name", FORM, [vec![b'a'; 1_100_000], b"=x".to_vec()].concat(), true),
        ("escapes only", FORM, [b"name=".to_vec(), b"%41".repeat(1_100_000)].concat(), true),
        ("deep names", FORM, [b"a".to_vec(), b"[a]".repeat(20_000), b"=x".to_vec()].concat(), false),
        ("JSON", "application/json", br#"{"action": {"a": [[[[[[]]]]]]}}"#.to_vec(), false),
        ("deep JSON", "application/json", b"[".repeat(100_000), false),
        (
            "XML",
            "application/xml",
            b"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".to_vec(),
            false,
        ),
        ("no kind at all", "", b"action=x".to_vec(), false),
        ("parts without a boundary", "multipart/form-data", part(&name("a"), b"x"), true),
        ("parts of another boundary", "multipart/form-data; boundary=c", part(&name("a"), b"x"), true),
        (
            "parts without an end",
            PARTS,
            b"--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nx".to_vec(),
            true,
        ),
        ("a part without a name", PARTS, part("content-type: text/plain", b"x"), false),
        ("parts: no text", PARTS, part(&name("name"), b"\xff\xfe"), false),
        ("parts: NUL", PARTS, part(&name("name"), b"a\0b"), true),
        ("parts: many", PARTS, parts, true),
        ("parts: long", PARTS, part(&name("name"), &vec![b'a'; 1_100_000]), true),
        ("parts: a long name", PARTS, part(&name(&"a".repeat(40_000)), b"x"), false),
        ("parts: a boundary of its own", "multipart/form-data; boundary=\"\"", b"--\r\n".to_vec(), true),
    ]
}

/// The bodies for the address of a number. The largest cost most: every address gets some of them.
fn for_address(bodies: &[Body], number: usize) -> impl Iterator<Item = &Body> {
    let all = bodies.iter().enumerate();
    all.filter(move |(at, body)| body.2.len() <= 200_000 || at % 4 == number % 4).map(|(_, body)| body)
}

/// Sends one, which must not break anything; whether it was refused as a body that can't be read.
async fn send(visitor: &Visitor, path: &str, (what, kind, body, _): &Body, role: Role) -> bool {
    let mut headers = vec![("sec-fetch-site", "same-origin")];
    if !kind.is_empty() {
        headers.push(("content-type", kind));
    }
    let answer = visitor.send_bytes(Method::POST, path, &headers, body.clone()).await;
    let said = format!("{what} to {path} as {role:?}: {}", answer.status);
    assert!(!answer.status.is_server_error(), "{said}");
    assert!(answer.bytes.len() < 2_000_000, "{said}: {} bytes", answer.bytes.len());
    UNREADABLE.contains(&answer.status)
}

#[test]
fn bodies_that_no_form_makes() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let (refused, others): (Vec<Body>, Vec<Body>) =
            bodies().into_iter().partition(|(.., refused)| *refused);
        let addresses: Vec<String> = ROUTES
            .iter()
            .filter(|route| route.post.is_some() && !route.leaves)
            .filter_map(|route| paths(&setting, route.pattern).into_iter().next())
            .map(|asked| asked.path)
            .collect();
        let mut reading = 0;
        for role in [Role::Anonymous, Role::Administrator] {
            for (number, path) in addresses.iter().enumerate() {
                // What came before may have logged out.
                let visitor = setting.come(role).await;
                let before = kept(&test).await;
                let mut reads = false;
                for body in for_address(&refused, number) {
                    reads |= send(&visitor, path, body, role).await;
                }
                reading += usize::from(reads);
                // Where there is but a button, nobody reads what comes with it.
                if reads || role == Role::Anonymous {
                    assert_same(&before, &kept(&test).await, &format!("what {path} can't read as {role:?}"));
                }
                for body in for_address(&others, number) {
                    send(&visitor, path, body, role).await;
                }
            }
        }
        assert!(reading > 40, "{reading} addresses read what they get");
    });
}

/// Where a form is read at all, what is too much is refused as such.
#[test]
fn too_much_is_refused() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let visitor = setting.come(Role::Administrator).await;
        for (what, kind, body, refused) in bodies().into_iter().filter(|(.., refused)| *refused) {
            for path in ["/orga/login/", "/orga/event/conf/settings/", "/orga/me", "/conf/me/"] {
                let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)];
                let answer = visitor.send_bytes(Method::POST, path, &headers, body.clone()).await;
                assert!(
                    refused && UNREADABLE.contains(&answer.status),
                    "{what} to {path}: {}",
                    answer.status
                );
            }
        }
    });
}
