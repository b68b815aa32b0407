//! Addresses that nobody would type: every place of every pattern with what does not belong there.

use axum::http::{Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use plenary_store::testing::on_both_engines;
use plenary_web::{EventUrls, OrgaUrls, OrganiserUrls, SiteUrls};

use super::cross_site::{assert_same, kept};
use super::ground::{ground, takes};
use crate::permissions::people::Role;
use crate::permissions::setting::paths;

/// As they stand in the address.
fn odd() -> Vec<String> {
    let texts = [
        "-1",
        "0",
        "99999999999999999999999",
        "-9223372036854775809",
        "1e309",
        "0x10",
        "NaN",
        "1.0",
        "+1",
        " 1",
        "' OR 1=1 --",
        "%' ESCAPE '",
        "{}",
        "{code}",
        "..",
        "../..",
        "..\\..",
        "null",
        "None",
        "wip",
        "latest",
        "😀\u{202e}\u{301}",
        "İıſK",
        "\r\nSet-Cookie: evil=1",
        "\u{7f}\u{1b}[2J",
    ];
    let mut values: Vec<String> =
        texts.iter().map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()).collect();
    // Bytes that are no text, broken escapes, and more than anybody needs.
    values.extend(["%ff%fe", "%c0%ae%c0%ae", "%ed%a0%80", "%zz", "%", "%2500"].map(str::to_owned));
    values.push("a".repeat(5_000));
    values.push("%F0%9F%98%80".repeat(500));
    values
}

const NUL: [&str; 3] = ["%00", "a%00b", "ABCDEF%00"];

#[test]
fn every_place_of_every_address() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let before = kept(&test).await;
        let odd = odd();
        let visitors = [setting.come(Role::Anonymous).await, setting.come(Role::Administrator).await];
        let all = [SiteUrls::ALL, EventUrls::ALL, OrganiserUrls::ALL, OrgaUrls::ALL];
        for (turn, pattern) in all.into_iter().flatten().enumerate() {
            if !takes(&test, turn, true) {
                continue;
            }
            let known =
                paths(&setting, pattern).into_iter().next().map(|asked| asked.path).unwrap_or_default();
            let places: Vec<&str> = pattern
                .split('/')
                .enumerate()
                .filter(|(_, part)| part.contains('{'))
                .map(|(_, part)| part)
                .collect();
            for place in places {
                // The others keep what is there.
                let index = pattern.split('/').position(|part| part == place).unwrap();
                let (start, rest) = place.split_once('{').unwrap();
                let end = rest.split_once('}').unwrap().1;
                let filled =
                    |value: &str| {
                        let parts = known.split('/').enumerate();
                        let parts = parts.map(|(at, part)| {
                            if at == index { format!("{start}{value}{end}") } else { part.to_owned() }
                        });
                        parts.collect::<Vec<_>>().join("/")
                    };
                for (number, visitor) in visitors.iter().enumerate() {
                    // One half to each, but for those who see most all.
                    let is_public = number == 0 && pattern.starts_with("/orga/");
                    for value in odd.iter().skip(number).step_by(if is_public { 8 } else { 2 }) {
                        let path = filled(value);
                        let answer = visitor.get(&path).await;
                        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
                        assert!(
                            !answer.headers.contains_key("set-cookie")
                                || !answer.header("set-cookie").contains("evil")
                        );
                    }
                    for value in NUL {
                        let answer = visitor.get(&filled(value)).await;
                        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", filled(value));
                    }
                }
                for value in odd.iter().take(8) {
                    let answer = visitors[1].post(&filled(value), &[]).await;
                    assert!(!answer.status.is_server_error(), "POST {}: {}", filled(value), answer.status);
                }
            }
        }
        assert_same(&before, &kept(&test).await, "an address without an object");
    });
}

/// Names that lists, searches and exports look at.
const PARAMETERS: [&str; 16] = [
    "page",
    "page_size",
    "q",
    "sort",
    "order",
    "state",
    "track",
    "type",
    "submission_type",
    "lang",
    "v",
    "version",
    "date",
    "day",
    "access_code",
    "organiser",
];

#[test]
fn every_parameter_of_every_address() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let odd = odd();
        let visitors = [setting.come(Role::Anonymous).await, setting.come(Role::Administrator).await];
        for (index, path) in super::ground::one_of_each(&setting).into_iter().enumerate() {
            let visitor = &visitors[usize::from(path.starts_with("/orga/"))];
            {
                // All of the names at once, and names of their own from the page's forms.
                let answer = visitor.get(&path).await;
                let own = super::parts::parts(&answer.body).forms.into_iter().filter(|form| !form.is_post);
                let mut names: Vec<String> =
                    own.flat_map(|form| form.fields).map(|field| field.name).collect();
                names.extend(PARAMETERS.map(str::to_owned));
                for value in odd.iter().filter(|value| value.len() < 3_000).skip(index % 4).step_by(4) {
                    let query: Vec<String> =
                        names.iter().map(|name| format!("{name}={value}&{name}={value}")).collect();
                    let asked =
                        format!("{path}?{}", query.join("&").chars().take(30_000).collect::<String>());
                    let answer =
                        visitor.send(Method::GET, &asked, &[("accept", "text/html")], String::new()).await;
                    assert!(!answer.status.is_server_error(), "{path}, {value:?}: {}", answer.status);
                }
                for query in ["a%00=1", "q=%00", "next=/%00", "%00"] {
                    let answer = visitor.get(&format!("{path}?{query}")).await;
                    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}?{query}");
                }
            }
        }
    });
}
