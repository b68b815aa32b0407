//! Finding out who has an account here.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use plenary_person::account::{self, NewAccount};
use plenary_store::entity::{account as accounts, queued_mail};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::Site;
use plenary_web::testing::{Answer, Visitor};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::ground::STATE;
use crate::permissions::setting::Setting;

const PASSWORD: &str = "a long sentence of words";
const KNOWN: &str = "known@example.org";
const UNKNOWN: &str = "other@example.org";
const INACTIVE: &str = "inert@example.org";
/// An account into which nobody can log in yet.
const OPEN: &str = "empty@example.org";

async fn strict(test: &TestDatabase) -> Setting {
    let setting = Setting::create_with(test, STATE, Site { verify_addresses: true, ..Site::default() }).await;
    let tx = test.database.begin().await.unwrap();
    for (email, password) in [(KNOWN, Some(PASSWORD)), (INACTIVE, Some(PASSWORD)), (OPEN, None)] {
        let new =
            NewAccount { name: "Ann", email, password, locale: "en", time_zone: "UTC", administrator: false };
        let row = account::create(&tx, new).await.unwrap();
        let change = accounts::ActiveModel {
            id: Set(row.id),
            is_active: Set(email != INACTIVE),
            ..Default::default()
        };
        change.update(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
    setting
}

/// What somebody is told, whatever address was typed.
fn told(answer: &Answer, email: &str) -> (StatusCode, String, String, Vec<String>) {
    let cookies = answer.headers.get_all("set-cookie").iter();
    let mut names: Vec<String> =
        cookies.map(|cookie| cookie.to_str().unwrap().split('=').next().unwrap().to_owned()).collect();
    names.sort();
    let without = |text: &str| text.replace(email, "ADDRESS");
    (answer.status, without(answer.location()), without(&answer.body), names)
}

/// Asks for both kinds in turn; the middle of how long each took.
async fn middles(times: usize, mut ask: impl AsyncFnMut(bool, usize)) -> (Duration, Duration) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for time in 0..times {
        for is_known in [true, false] {
            let started = Instant::now();
            ask(is_known, time).await;
            if is_known { &mut known } else { &mut unknown }.push(started.elapsed());
        }
    }
    known.sort();
    unknown.sort();
    (known[times / 2], unknown[times / 2])
}

/// Both are one computation of a password's hash; leaving it out would be ten times as fast.
fn assert_comparable((known, unknown): (Duration, Duration), what: &str) {
    let ratio = known.as_secs_f64() / unknown.as_secs_f64();
    assert!((0.4..2.5).contains(&ratio), "{what}: {known:?} for an account, {unknown:?} without one");
}

#[test]
fn logging_in() {
    on_both_engines(async |test| {
        let setting = strict(&test).await;
        for (path, name, secret) in
            [("/orga/login/", "email", "password"), ("/conf/login/", "login_email", "login_password")]
        {
            let mut answers = Vec::new();
            for email in [UNKNOWN, KNOWN, INACTIVE, OPEN] {
                let answer =
                    Visitor::new(&setting.app).post(path, &[(name, email), (secret, "wrong words")]).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
                answers.push(told(&answer, email));
            }
            assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{path} tells who has an account");
            let times = middles(7, async |is_known, time| {
                let email = if is_known { KNOWN } else { UNKNOWN };
                let visitor = Visitor::new(&setting.app);
                visitor.post(path, &[(name, email), (secret, &format!("wrong {time}"))]).await;
            });
            assert_comparable(times.await, path);
        }
    });
}

async fn mails_to(test: &TestDatabase, email: &str) -> usize {
    let to = queued_mail::Column::Recipients.eq(email);
    queued_mail::Entity::find().filter(to).all(test.database.reader()).await.unwrap().len()
}

async fn register(visitor: &Visitor, email: &str) -> Answer {
    let fields = [
        ("register_name", "Somebody"),
        ("register_email", email),
        ("register_password", PASSWORD),
        ("register_password_repeat", PASSWORD),
    ];
    visitor.post("/conf/login/", &fields).await
}

#[test]
fn registering() {
    on_both_engines(async |test| {
        let setting = strict(&test).await;
        let mut stories = Vec::new();
        for email in [UNKNOWN, KNOWN, INACTIVE, OPEN] {
            let visitor = Visitor::new(&setting.app);
            let mut story = vec![told(&register(&visitor, email).await, email)];
            for path in [
                "/conf/verify/",
                "/conf/me/",
                "/conf/me/submissions/",
                "/conf/",
                "/orga/event/",
                "/conf/login/",
            ] {
                story.push(told(&visitor.get(path).await, email));
            }
            story.push(told(&visitor.post("/conf/verify/", &[("action", "resend")]).await, email));
            story.push(told(&visitor.get("/conf/verify/").await, email));
            stories.push((email, story));
            assert_eq!(mails_to(&test, email).await, 1, "one mail to {email}");
        }
        for (email, story) in &stories {
            for (number, (now, first)) in story.iter().zip(&stories[0].1).enumerate() {
                assert_eq!(now, first, "step {number} of registering {email}");
            }
        }
        let times = middles(7, async |is_known, time| {
            let email = if is_known { KNOWN.to_owned() } else { format!("fresh{time}@example.org") };
            register(&Visitor::new(&setting.app), &email).await;
        });
        assert_comparable(times.await, "registering");
    });
}

/// Whoever waits for a proof may put the address right: also to one that somebody has.
#[test]
fn correcting_an_address() {
    on_both_engines(async |test| {
        let setting = strict(&test).await;
        let mut stories = Vec::new();
        // Of somebody who is new, and of somebody who typed an address that has an account.
        for (first, second) in [
            ("new1@example.org", "new2@example.org"),
            ("new3@example.org", KNOWN),
            (KNOWN, "new4@example.org"),
            (KNOWN, OPEN),
        ] {
            let visitor = Visitor::new(&setting.app);
            register(&visitor, first).await;
            let before = mails_to(&test, second).await;
            let fields = [("email", second), ("password", PASSWORD)];
            let mut story = vec![told(&visitor.post("/conf/verify/", &fields).await, second)];
            for path in ["/conf/verify/", "/conf/verify/", "/conf/me/submissions/"] {
                story.push(told(&visitor.get(path).await, second));
            }
            assert_eq!(mails_to(&test, second).await, before + 1, "one mail to {second} after {first}");
            stories.push((first, second, story));
        }
        for (first, second, story) in &stories {
            for (number, (now, other)) in story.iter().zip(&stories[0].2).enumerate() {
                assert_eq!(now, other, "step {number} of correcting {first} to {second}");
            }
        }
    });
}

#[test]
fn asking_for_a_new_password() {
    on_both_engines(async |test| {
        let setting = strict(&test).await;
        for path in ["/orga/reset/", "/conf/reset"] {
            let mut stories = Vec::new();
            // The last has got a link already.
            for email in [UNKNOWN, KNOWN, INACTIVE, OPEN, KNOWN] {
                let visitor = Visitor::new(&setting.app);
                let started = Instant::now();
                let answer = visitor.post(path, &[("login_email", email)]).await;
                let took = started.elapsed();
                assert!(took >= Duration::from_millis(290), "{path} {email}: {took:?}");
                stories.push([told(&answer, email), told(&visitor.get(answer.location()).await, email)]);
            }
            assert!(stories.windows(2).all(|pair| pair[0] == pair[1]), "{path} tells who has an account");
        }
    });
}

/// Whoever may invite learns nothing about the addresses; whoever is invited nothing about others.
#[test]
fn inviting() {
    on_both_engines(async |test| {
        let setting = strict(&test).await;
        let visitor = setting.come(crate::permissions::people::Role::Everything).await;
        let page = visitor.get("/orga/organiser/example/teams/").await;
        let link = super::parts::parts(&page.body).links.into_iter();
        let mut teams =
            link.filter(|link| link.starts_with("/orga/organiser/example/teams/") && !link.contains("new"));
        let team = teams.find(|link| link.ends_with('/') && link.matches('/').count() == 6).unwrap();
        let mut stories = Vec::new();
        for email in [UNKNOWN, KNOWN, INACTIVE] {
            let answer = visitor
                .post(&team, &[("form", "invite"), ("action", "invite"), ("invite-emails", email)])
                .await;
            let after = visitor.get(&team).await;
            assert!(
                after.body.contains(email),
                "{email} is invited: {} {}",
                answer.status,
                answer.location()
            );
            assert_eq!(mails_to(&test, email).await, 1);
            stories.push((told(&answer, email).0, told(&answer, email).1));
            let text = queued_mail::Entity::find()
                .filter(queued_mail::Column::Recipients.eq(email))
                .one(test.database.reader())
                .await
                .unwrap()
                .unwrap()
                .text;
            let token = text.split_once("/orga/invitation/").unwrap().1.split('>').next().unwrap().to_owned();
            let page = Visitor::new(&setting.app).get(&format!("/orga/invitation/{token}")).await;
            let shown = told(&page, email).2.replace(&token, "TOKEN");
            stories.last_mut().unwrap().1.push_str(&shown);
        }
        assert!(stories.windows(2).all(|pair| pair[0] == pair[1]), "an invitation tells who has an account");
    });
}

/// An old invitation without an address lets nobody try addresses without end.
#[test]
fn trying_addresses_with_an_invitation() {
    on_both_engines(async |test| {
        let setting = strict(&test).await;
        let tx = test.database.begin().await.unwrap();
        let invites = plenary_store::entity::team_invite::Entity::find().all(tx.db()).await.unwrap();
        let change = plenary_store::entity::team_invite::ActiveModel {
            id: Set(invites[0].id),
            email: Set(None),
            ..Default::default()
        };
        let token = change.update(tx.db()).await.unwrap().token.unwrap();
        tx.commit().await.unwrap();
        let mut last = StatusCode::OK;
        for number in 0..150 {
            let fields = [
                ("register_name", "Somebody"),
                ("register_email", KNOWN),
                ("register_password", "short"),
                ("register_password_repeat", "short"),
            ];
            let visitor = Visitor::new(&setting.app);
            last = visitor.post(&format!("/orga/invitation/{token}"), &fields).await.status;
            if last == StatusCode::TOO_MANY_REQUESTS {
                assert!(number >= 10, "{number}");
                break;
            }
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    });
}
