//! What belongs to others: ids and codes of another organiser's event, in addresses and in forms.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use plenary_demo::{Progress, Request, Size, Stage};
use plenary_files::MediaStore;
use plenary_store::Engine;
use plenary_store::entity::api_token;
use plenary_store::testing::{Row, TestDatabase, on_both_engines};
use plenary_web::testing::Answer;
use plenary_web::{EventUrls, OrgaUrls, OrganiserUrls};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use serde_json::json;

use super::cross_site::{assert_same, kept};
use super::ground::{forms, ground, takes, walk};
use crate::permissions::people::Role;
use crate::permissions::routes::ROUTES;
use crate::permissions::setting::{Setting, paths};

struct Silent;

impl Progress for Silent {
    fn phase(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
}

/// Rows from here on belong to the others.
const FIRST: i64 = 1_000_000;
/// Between the ids of two tables.
const GAP: i64 = 10_000;

/// Another organiser's event with everything that an event can have.
struct Others {
    /// Of each table one that belongs to the event.
    ids: Vec<(String, i64)>,
    codes: Vec<String>,
}

async fn run(test: &TestDatabase, sql: &str) {
    let tx = test.database.begin().await.unwrap();
    tx.db().execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// Lets the ids of every table begin at a number of its own, so that one of the others is none of ours.
pub async fn part_ids(test: &TestDatabase) -> Vec<String> {
    let mut tables = Vec::new();
    for table in test.tables().await {
        let next = FIRST + GAP * tables.len() as i64;
        match test.engine {
            Engine::Sqlite => {
                let counted = format!(
                    "SELECT name FROM sqlite_master WHERE name = '{table}' AND sql LIKE '%AUTOINCREMENT%'"
                );
                if test.texts(&counted).await.is_empty() {
                    continue;
                }
                run(test, &format!("DELETE FROM sqlite_sequence WHERE name = '{table}'")).await;
                run(test, &format!("INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {next})"))
                    .await;
            }
            Engine::Postgres => {
                let has = format!(
                    "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' \
                     AND table_schema = current_schema() AND column_name = 'id' AND data_type = 'integer'"
                );
                if test.texts(&has).await.is_empty() {
                    continue;
                }
                test.texts(&format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), {next})::text"))
                    .await;
            }
        }
        tables.push(table);
    }
    tables
}

async fn others(test: &TestDatabase, setting: &Setting) -> Others {
    let tables = part_ids(test).await;
    let media = MediaStore::open_root(setting.media.path()).unwrap();
    let administrator = plenary_person::account::first_administrator(test.database.reader()).await.unwrap();
    let request = Request {
        stage: Stage::Over,
        slug: "theirs".to_owned(),
        seed: 7,
        size: Size::Small,
        administrator: administrator.unwrap().id,
    };
    plenary_demo::create(&test.database, &media, &request, &Silent).await.unwrap();
    let (mut ids, mut codes) = (Vec::new(), Vec::new());
    for table in &tables {
        let query =
            format!("SELECT CAST(min(id) AS text) FROM \"{table}\" WHERE id > {FIRST} HAVING min(id) > 0");
        if let Some(id) = test.texts(&query).await.into_iter().next() {
            ids.push((table.clone(), id.parse().unwrap()));
        }
    }
    for (table, column) in [
        ("submission", "code"),
        ("speaker_profile", "code"),
        ("access_code", "code"),
        ("account", "code"),
        ("submission", "review_code"),
    ] {
        let query = format!(
            "SELECT {column} FROM {table} WHERE id > {FIRST} AND {column} IS NOT NULL ORDER BY id LIMIT 1"
        );
        codes.extend(test.texts(&query).await);
    }
    assert!(ids.len() > 25 && codes.len() >= 3, "{ids:?} {codes:?}");
    Others { ids, codes }
}

/// Places that hold the id or code of a thing of the event or organiser before them.
fn values(others: &Others, place: &str) -> Vec<String> {
    match place {
        "id" | "team" | "account" | "invite" => others.ids.iter().map(|(_, id)| id.to_string()).collect(),
        "code" | "token" | "invitation" => others.codes.clone(),
        _ => Vec::new(),
    }
}

fn is_refused(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::NOT_FOUND
            | StatusCode::FORBIDDEN
            | StatusCode::BAD_REQUEST
            | StatusCode::METHOD_NOT_ALLOWED
    )
}

#[test]
fn things_of_others_in_addresses() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let others = others(&test, &setting).await;
        let mut tried = 0;
        let before = kept(&test).await;
        for role in [Role::Administrator, Role::Everything, Role::Speaker] {
            let visitor = setting.come(role).await;
            for pattern in [EventUrls::ALL, OrgaUrls::ALL, OrganiserUrls::ALL].into_iter().flatten() {
                // Links of mails open what they were sent for, wherever; these codes open nothing.
                let form =
                    ROUTES.iter().find(|route| route.pattern == *pattern).map_or(&[][..], |route| route.form);
                let known = paths(&setting, pattern);
                let Some(known) = known.first().map(|asked| asked.path.clone()) else { continue };
                for (index, part) in pattern.split('/').enumerate() {
                    let Some((start, rest)) = part.split_once('{') else { continue };
                    let (place, end) = rest.split_once('}').unwrap();
                    let filled = |value: &str| {
                        let parts = known.split('/').enumerate();
                        let parts = parts.map(|(at, part)| {
                            if at == index { format!("{start}{value}{end}") } else { part.to_owned() }
                        });
                        parts.collect::<Vec<_>>().join("/")
                    };
                    let values = values(&others, place);
                    if values.is_empty() {
                        continue;
                    }
                    // The same as for what is nowhere: as an empty calendar.
                    let nowhere =
                        if matches!(place, "code" | "token" | "invitation") { "ZZZZZZ" } else { "999999999" };
                    let told = |answer: &Answer, value: &str| {
                        assert!(!answer.body.contains("/theirs/"), "{pattern} with {value}");
                        (answer.status, answer.location().replace(value, "VALUE"))
                    };
                    let (get, post) =
                        (visitor.get(&filled(nowhere)).await, visitor.post(&filled(nowhere), form).await);
                    let (get, post) = (told(&get, nowhere), told(&post, nowhere));
                    for value in values {
                        let path = filled(&value);
                        let answer = told(&visitor.get(&path).await, &value);
                        assert!(is_refused(answer.0) || answer == get, "GET {path} as {role:?}: {answer:?}");
                        let answer = told(&visitor.post(&path, form).await, &value);
                        assert!(
                            is_refused(answer.0) || answer == post,
                            "POST {path} as {role:?}: {answer:?}"
                        );
                        tried += 2;
                    }
                }
            }
        }
        assert!(tried > 2_000, "{tried}");
        assert_same(&before, &kept(&test).await, "an address of others");
        tokens_of_others(&test, &setting).await;
    });
}

/// Tokens belong to a person, not to an event.
async fn tokens_of_others(test: &TestDatabase, setting: &Setting) {
    let tx = test.database.begin().await.unwrap();
    let owner =
        plenary_person::account::find_by_email(tx.db(), &Role::Everything.email()).await.unwrap().unwrap();
    let token = api_token::ActiveModel {
        name: Set("Theirs".to_owned()),
        account_id: Set(owner.id),
        endpoints: Set(json!({})),
        token_hash: Set("hash".to_owned()),
        token_start: Set("abcd".to_owned()),
        all_events: Set(true),
        ..Default::default()
    };
    let token = token.insert(tx.db()).await.unwrap().id;
    tx.commit().await.unwrap();
    let before = kept(test).await;
    for role in [Role::Administrator, Role::Reviewer, Role::Speaker] {
        let visitor = setting.come(role).await;
        let path = format!("/orga/me/token/{token}/");
        assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?}");
        let fields = [("name", "Mine"), ("all_events", "on"), ("preset", "write")];
        assert_eq!(visitor.post(&path, &fields).await.status, StatusCode::NOT_FOUND, "{role:?}");
        for action in ["revoke", "tokenupgrade"] {
            visitor.post("/orga/me", &[(action, &token.to_string())]).await;
        }
    }
    assert_same(&before, &kept(test).await, "somebody else's token");
}

/// Whether a number stands in a row as such.
pub fn mentions(row: &Row, id: i64) -> bool {
    let digits = id.to_string();
    row.text.match_indices(&digits).any(|(at, _)| {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !is_digit(row.text[..at].chars().next_back())
            && !is_digit(row.text[at + digits.len()..].chars().next())
    })
}

/// What has the id of something as its value, or lets choose one.
fn with_id(value: &str, id: i64) -> Option<String> {
    let digits = value.chars().rev().take_while(char::is_ascii_digit).count();
    (digits > 0 && digits < 7).then(|| format!("{}{id}", &value[..value.len() - digits]))
}

#[test]
fn things_of_others_in_forms() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let others = others(&test, &setting).await;
        let before: BTreeSet<Row> = kept(&test).await.into_iter().collect();
        let theirs: Vec<Row> = before
            .iter()
            .filter(|row| others.ids.iter().any(|(_, id)| mentions(row, *id)))
            .cloned()
            .collect();
        let mut tried = 0;
        for role in [Role::Everything, Role::Speaker] {
            let visitor = setting.come(role).await;
            let seen = walk(&setting, &visitor).await;
            let all = forms(&seen);
            let posted = all.iter().filter(|(_, form)| form.is_post).enumerate();
            for (_, (page, form)) in posted.filter(|(number, _)| takes(&test, *number, false)) {
                let target = form.target(page);
                let chosen = |field: &&super::parts::Field| {
                    matches!(field.kind.as_str(), "select" | "radio" | "checkbox" | "hidden" | "submit")
                        && std::iter::once(&field.value)
                            .chain(&field.options)
                            .any(|value| with_id(value, 1).is_some())
                };
                let names: BTreeSet<&str> =
                    form.fields.iter().filter(chosen).map(|field| field.name.as_str()).collect();
                for name in names {
                    let field = form.fields.iter().find(|field| field.name == name && chosen(field)).unwrap();
                    let sample = std::iter::once(&field.value)
                        .chain(&field.options)
                        .find(|value| with_id(value, 1).is_some())
                        .unwrap();
                    for (table, id) in &others.ids {
                        let mut pairs = form.untouched();
                        pairs.retain(|(known, _)| known != name);
                        pairs.push((name.to_owned(), with_id(sample, *id).unwrap()));
                        let answer = visitor.post(&target, &super::ground::borrowed(&pairs)).await;
                        assert!(
                            !answer.status.is_server_error(),
                            "{target} {name}={id} ({table}): {}",
                            answer.status
                        );
                        tried += 1;
                    }
                }
            }
        }
        assert!(tried > 100, "{tried}");
        let after: BTreeSet<Row> = kept(&test).await.into_iter().collect();
        let lost: Vec<_> = theirs.iter().filter(|row| !after.contains(row)).collect();
        assert!(lost.is_empty(), "changed: {lost:?}");
        for row in after.difference(&before) {
            let found = others.ids.iter().find(|(_, id)| mentions(row, *id));
            assert!(found.is_none(), "{found:?} is in {row:?}");
        }
    });
}

/// Methods that no page uses.
#[test]
fn other_methods() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let before = kept(&test).await;
        let visitor = setting.come(Role::Administrator).await;
        for route in ROUTES {
            for asked in paths(&setting, route.pattern).iter().take(1) {
                for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE] {
                    let headers = [("sec-fetch-site", "same-origin"), ("x-http-method-override", "POST")];
                    let answer = visitor.send(method.clone(), &asked.path, &headers, String::new()).await;
                    assert!(!answer.status.is_server_error(), "{method} {}: {}", asked.path, answer.status);
                    assert!(
                        method != Method::TRACE || !answer.body.contains("plenary_session"),
                        "{}",
                        asked.path
                    );
                }
            }
        }
        assert_same(&before, &kept(&test).await, "a method that no page uses");
    });
}
