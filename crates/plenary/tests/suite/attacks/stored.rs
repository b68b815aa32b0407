//! Script in texts: every text field of every form that pages show is filled with what would act on a page,
//! then everything that anybody can see is read as browsers read it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use plenary_store::testing::on_both_engines;
use plenary_web::testing::Visitor;

use super::ground::{borrowed, forms, ground, takes, walk};
use super::live;
use super::parts::{Field, Form, parts};
use crate::permissions::people::Role;
use crate::permissions::setting::Setting;

/// By turns. `zq7` must not become an element, an attribute, a comment or a style.
const TEXTS: [&str; 5] = [
    "\"'><img src=x onerror=zq7()><script>zq7()</script><zq7el zq7attr=1>",
    "\" onfocus=\"zq7()\" autofocus zq7attr=' onmouseover=zq7() zq7attr=` {{ zq7 }} ${zq7}",
    "[a](javascript:zq7()) ![b](javascript:zq7()) <javascript:zq7()> [c](data:text/html,<zq7el>) \
     [d](JaVaScRiPt&colon;zq7()) [e](//evil.example \"\\\"onclick=zq7()\") \
     <a href=\"java&#10;script:zq7()\" zq7attr>f</a> <svg/onload=zq7()><style>*{background:url(//evil.example)}</style>",
    "</textarea></title></style></script></select><!--<zq7el>--><zq7el><svg><script href=data:,zq7()></script>",
    "&lt;zq7el&gt;\\u003czq7el\\u003e %3Czq7el%3E <![CDATA[<zq7el>]]> <zq7el/x \u{202e}zq7<math><mtext></form><zq7el>",
];
const URLS: [&str; 5] = [
    "javascript:zq7()",
    "https://evil.example/\"><zq7el zq7attr=",
    "https://evil.example/'onclick='zq7()'zq7attr='",
    "data:text/html,<zq7el>",
    "https://evil.example/)[a](javascript:zq7())",
];
const EMAILS: [&str; 5] = [
    "\"><zq7el>@example.org",
    "zq7'onclick='zq7()@example.org",
    "zq7&quot;zq7attr=@example.org",
    "zq7`zq7attr@example.org",
    "zq7@example.org\"zq7attr",
];
const STYLES: [&str; 5] = [
    "</style><zq7el>",
    "@import url(//evil.example/zq7.css);",
    "a { background: url(javascript:zq7()) }",
    "a { behavior: url(#zq7); -moz-binding: url(zq7) }",
    "a::after { content: '</style><zq7el>' }",
];
const COLOURS: [&str; 5] =
    ["red;}</style><zq7el>", "#fff\" zq7attr", "expression(zq7())", "url(//evil.example)", "#12345g"];

fn hostile(field: &Field, turn: usize) -> &'static str {
    match field.kind.as_str() {
        _ if field.name.contains("css") => STYLES[turn],
        "url" => URLS[turn],
        "email" => EMAILS[turn],
        "color" => COLOURS[turn],
        _ => TEXTS[turn],
    }
}

/// Sends a form with as much in it as is taken. Returns whether it was, and the answers that refused.
async fn fill(visitor: &Visitor, page: &str, form: &Form, turn: usize) -> (bool, Vec<String>) {
    let target = form.target(page);
    let mut left: Vec<String> = Vec::new();
    let mut refusals = Vec::new();
    for _ in 0..4 {
        let mut sent = form.untouched();
        for (name, value) in &mut sent {
            let field = form.field(name).unwrap();
            if !field.takes_text() || field.name.contains("password") {
                continue;
            }
            if !left.contains(name) {
                *value = hostile(field, turn).to_owned();
            } else if value.is_empty() && field.is_required {
                "Something".clone_into(value);
            }
        }
        let answer = visitor.post(&target, &borrowed(&sent)).await;
        assert!(!answer.status.is_server_error(), "{target}: {}", answer.status);
        if answer.status != StatusCode::UNPROCESSABLE_ENTITY {
            return (answer.status.is_redirection(), refusals);
        }
        let again = parts(&answer.body).forms;
        let invalid: Vec<String> = again
            .iter()
            .flat_map(|form| &form.fields)
            .filter(|field| field.is_invalid && !left.contains(&field.name))
            .map(|field| field.name.clone())
            .collect();
        refusals.push(answer.body);
        if invalid.is_empty() {
            break;
        }
        left.extend(invalid);
    }
    (false, refusals)
}

async fn read_everything(setting: &Setting, turn: usize) -> usize {
    let mut read = 0;
    // In the end everybody looks, before that those who see most.
    let roles = [Role::Anonymous, Role::Administrator, Role::Speaker, Role::Reviewer, Role::Everything];
    let count = if turn + 2 >= TEXTS.len() { roles.len() } else { 2 };
    for role in roles.into_iter().take(count) {
        let visitor = setting.come(role).await;
        for seen in walk(setting, &visitor).await {
            let kind = seen.answer.header("content-type").to_owned();
            let about = format!("{} ({kind}) as {role:?} in turn {turn}", seen.path);
            if kind.starts_with("text/html") {
                assert_eq!(live::problems(&seen.answer.body), Vec::<String>::new(), "{about}");
                let policy = seen.answer.header("content-security-policy");
                let is_strict = policy.contains("default-src 'self'") && !policy.contains("unsafe");
                assert!(is_strict && policy.contains("object-src 'none'"), "{about}: {policy}");
                read += 1;
            } else if kind.contains("xml") || kind.contains("svg") {
                assert!(
                    !seen.answer.body.contains("<zq7") && !seen.answer.body.contains("<script"),
                    "{about}"
                );
            } else if kind.starts_with("text/css") {
                let body = seen.answer.body.to_lowercase();
                for bad in ["evil.example", "javascript", "@import", "behavior", "-moz-binding"] {
                    assert!(!body.contains(bad), "{about}: {bad}");
                }
            }
            if !kind.is_empty() {
                assert_eq!(seen.answer.header("x-content-type-options"), "nosniff", "{about}");
            }
        }
    }
    read
}

#[test]
fn texts_stay_texts() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for turn in (0..TEXTS.len()).filter(|turn| takes(&test, *turn, false)) {
            for role in [Role::Administrator, Role::Speaker, Role::Anonymous] {
                let visitor = setting.come(role).await;
                let seen = walk(&setting, &visitor).await;
                for (page, form) in forms(&seen).iter().filter(|(_, form)| form.is_post) {
                    if !form.fields.iter().any(Field::takes_text) {
                        continue;
                    }
                    let (is_taken, refusals) = fill(&visitor, page, form, turn).await;
                    for refusal in refusals {
                        assert_eq!(
                            live::problems(&refusal),
                            Vec::<String>::new(),
                            "{page}, refused in turn {turn}"
                        );
                    }
                    *taken.entry(form.target(page)).or_default() += usize::from(is_taken);
                }
                // Searches say what was looked for.
                for (page, form) in forms(&seen).iter().filter(|(_, form)| !form.is_post) {
                    let names = form
                        .fields
                        .iter()
                        .filter(|field| field.takes_text())
                        .map(|field| (field.name.as_str(), TEXTS[turn]));
                    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(names).finish();
                    let path = form.target(page);
                    let answer = visitor.get(&format!("{}?{query}", path.split('?').next().unwrap())).await;
                    assert!(!answer.status.is_server_error(), "{path}");
                    assert_eq!(live::problems(&answer.body), Vec::<String>::new(), "{path}?{query}");
                }
            }
            let read = read_everything(&setting, turn).await;
            assert!(read > 100, "{read} pages");
        }
        let (taken, refused): (Vec<_>, Vec<_>) = taken.into_iter().partition(|(_, count)| *count > 0);
        println!("{} forms took something, {} nothing: {refused:?}", taken.len(), refused.len());
        assert!(taken.len() >= 12, "{taken:?}");
    });
}
