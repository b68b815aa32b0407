//! Values that a field was not made for: numbers beyond all bounds, days that never were, things that are
//! not on the list, the same field many times.

use axum::http::StatusCode;
use plenary_store::testing::on_both_engines;

use super::ground::{borrowed, forms, ground, takes, walk};
use super::parts::Field;
use crate::permissions::people::Role;

const NUMBERS: [&str; 14] = [
    "-1",
    "0",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "99999999999999999999999999",
    "1e308",
    "NaN",
    "0x7f",
    "1.5",
    "٣",
];
const DAYS: [&str; 12] = [
    "2026-02-30",
    "0000-00-00",
    "-0001-01-01",
    "9999-12-31",
    "-9999-01-01",
    "10000-01-01",
    "2026-13-01",
    "0001-01-01",
    "2026-9-1",
    "99999999999-01-01",
    "today",
    "2026-09-11T00:00",
];
const MOMENTS: [&str; 14] = [
    "2026-02-30T10:00",
    "2026-09-11T25:61",
    "9999-12-31T23:59",
    "-9999-01-01T00:00",
    "0000-01-01T00:00",
    "2026-03-29T02:30",
    "2026-10-25T02:30",
    "2026-09-11T10:00:60",
    "2026-09-11 10:00",
    "2026-09-11T10:00Z",
    "2026-09-11T10:00+99:99",
    "292277026596-12-04T15:30",
    "now",
    "10:00",
];
const TIMES: [&str; 5] = ["24:00", "25:61", "-1:00", "10:00:60", "noon"];
const OPTIONS: [&str; 8] =
    ["-1", "0", "99999999999999999999", "x", "1' OR '1'='1", "__proto__", "../..", "on"];

/// Longer than any field takes; directions, joins and what is no character.
fn texts() -> Vec<String> {
    vec![
        "a".repeat(10_001),
        "😀\u{202e}\u{2066}\u{200d}\u{feff}\u{301}".repeat(300),
        "\u{fffe}\u{ffff}\u{10ffff}\u{e000}".to_owned(),
        "İıſẞßŉǰΐ\u{1e9e}".to_owned(),
        "' OR 1=1; DROP TABLE event; --".to_owned(),
        "%s%n{0}{name}{{}}{event_name}{".to_owned(),
        "=cmd|' /C calc'!A0".to_owned(),
        "\u{1b}[2J\u{8}\u{7f}\u{b}\u{c}\r\n.\r\nQUIT".to_owned(),
        "\n\n\n   \t\u{a0}\u{2003}".to_owned(),
        "https://[::1]:99999/".to_owned(),
        "[".repeat(5_000),
        "> ".repeat(2_000),
        "<".repeat(3_000),
    ]
}

fn odd(field: &Field, turn: usize, texts: &[String]) -> Option<String> {
    let list: &[&str] = match field.kind.as_str() {
        "number" => &NUMBERS,
        "date" => &DAYS,
        "datetime-local" => &MOMENTS,
        "time" => &TIMES,
        "select" | "radio" | "checkbox" | "hidden" => &OPTIONS,
        _ if field.takes_text() => return texts.get(turn).cloned(),
        _ => return None,
    };
    list.get(turn).map(|value| (*value).to_owned())
}

#[test]
fn every_field_of_every_form() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let texts = texts();
        let (mut sent, mut refused) = (0, 0);
        for role in [Role::Administrator, Role::Speaker] {
            let visitor = setting.come(role).await;
            let seen = walk(&setting, &visitor).await;
            for (number, (page, form)) in forms(&seen).iter().enumerate() {
                if !takes(&test, number, true) {
                    continue;
                }
                let target = form.target(page);
                let ask = async |pairs: &[(String, String)]| {
                    let answer = if form.is_post {
                        visitor.post(&target, &borrowed(pairs)).await
                    } else {
                        let query =
                            form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
                        visitor.get(&format!("{}?{query}", target.split('?').next().unwrap())).await
                    };
                    assert!(!answer.status.is_server_error(), "{target} {pairs:?}: {}", answer.status);
                    answer
                };
                let mut names: Vec<&Field> =
                    form.fields.iter().filter(|field| !field.name.is_empty() && !field.is_file()).collect();
                names.dedup_by_key(|field| field.name.clone());
                for field in names {
                    // All texts at once below: one by one they would only say the same.
                    let turns = if field.takes_text() { 0..0 } else { 0..20 };
                    for value in turns.map_while(|turn| odd(field, turn, &texts)) {
                        let mut pairs = form.untouched();
                        pairs.retain(|(name, _)| *name != field.name);
                        pairs.push((field.name.clone(), value));
                        refused += usize::from(ask(&pairs).await.status == StatusCode::UNPROCESSABLE_ENTITY);
                        sent += 1;
                    }
                }
                for turn in 0..texts.len() {
                    let mut pairs = form.untouched();
                    for (name, value) in &mut pairs {
                        let field = form.field(name).unwrap();
                        if field.takes_text() {
                            *value = odd(field, turn, &texts).unwrap_or_default();
                        }
                    }
                    ask(&pairs).await;
                    sent += 1;
                }
                // Everything twice, and in an order of its own; nothing at all; only names.
                let once = form.untouched();
                let mut twice: Vec<_> = once.iter().cloned().chain(once.iter().cloned()).collect();
                twice.reverse();
                ask(&twice).await;
                ask(&once.iter().map(|(name, _)| (name.clone(), String::new())).collect::<Vec<_>>()).await;
                ask(&once
                    .iter()
                    .map(|(name, value)| (format!("{name}[]"), value.clone()))
                    .collect::<Vec<_>>())
                .await;
                ask(&[]).await;
            }
        }
        println!("{sent} forms sent, {refused} refused with the page again");
        assert!(sent > 300 && refused > 50, "{sent} sent, {refused} refused");
        // The site is as it was for whoever comes next.
        for role in [Role::Anonymous, Role::Administrator] {
            walk(&setting, &setting.come(role).await).await;
        }
    });
}
