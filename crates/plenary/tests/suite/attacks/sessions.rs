//! Getting into somebody's session, or staying in one that has ended.

use axum::http::StatusCode;
use plenary_person::account::{self, NewAccount};
use plenary_store::entity::{account as accounts, queued_mail, session};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::Site;
use plenary_web::testing::{Answer, Visitor};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait, QueryOrder};

use super::ground::{STATE, ground};
use crate::permissions::setting::Setting;

const COOKIE: &str = "plenary_session";
const EMAIL: &str = "ann@example.org";
const PASSWORD: &str = "a long sentence of words";
const NEW_PASSWORD: &str = "another sentence of words";

async fn person(test: &TestDatabase) -> accounts::Model {
    let tx = test.database.begin().await.unwrap();
    let new = NewAccount {
        name: "Ann",
        email: EMAIL,
        password: Some(PASSWORD),
        locale: "en",
        time_zone: "UTC",
        administrator: false,
    };
    let account = account::create(&tx, new).await.unwrap();
    tx.commit().await.unwrap();
    account
}

async fn log_in(visitor: &Visitor, password: &str) -> Answer {
    visitor.post("/orga/login/", &[("email", EMAIL), ("password", password)]).await
}

async fn is_in(visitor: &Visitor) -> bool {
    visitor.get("/orga/me").await.status == StatusCode::OK
}

/// Somebody else with a cookie that they know.
fn with_cookie(setting: &Setting, value: &str) -> Visitor {
    let visitor = Visitor::new(&setting.app);
    visitor.set_cookie(COOKIE, value);
    visitor
}

/// Every way in gives the browser another session than the one somebody may have planted there.
#[test]
fn planted_sessions() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        person(&test).await;
        let token =
            plenary_store::entity::team_invite::Entity::find().one(test.database.reader()).await.unwrap();
        let invitation = format!("/orga/invitation/{}", token.unwrap().token.unwrap());
        let new = [
            ("register_name", "New"),
            ("register_email", "new@example.org"),
            ("register_password", PASSWORD),
            ("register_password_repeat", PASSWORD),
        ];
        let ways: [(&str, &[(&str, &str)]); 4] = [
            ("/orga/login/", &[("email", EMAIL), ("password", PASSWORD)]),
            ("/conf/login/", &[("login_email", EMAIL), ("login_password", PASSWORD)]),
            ("/conf/login/", &new),
            (&invitation, &new),
        ];
        for (path, fields) in ways {
            let attacker = Visitor::new(&setting.app);
            // A message that waits is kept in a session.
            attacker.get("/orga/reset/abcdef").await;
            let planted = attacker.cookie(COOKIE).expect("a session before logging in");
            let victim = with_cookie(&setting, &planted);
            let answer = victim.post(path, fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {}", answer.body);
            assert!(is_in(&victim).await, "{path}");
            assert_ne!(victim.cookie(COOKIE).unwrap(), planted, "{path}");
            assert!(
                !is_in(&with_cookie(&setting, &planted)).await,
                "the planted session is of no use: {path}"
            );
            // Nothing of whoever was here before comes along when somebody else logs in there.
            let own = victim.cookie(COOKIE).unwrap();
            victim.post("/orga/logout/", &[]).await;
            assert!(!is_in(&with_cookie(&setting, &own)).await, "{path}: after logging out");
        }
    });
}

#[test]
fn sessions_that_have_ended() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let ann = person(&test).await;
        for way in ["log-out", "password", "reset", "others", "inactive", "erased"] {
            let password = if matches!(way, "log-out" | "password") { PASSWORD } else { NEW_PASSWORD };
            let (here, there) = (Visitor::new(&setting.app), Visitor::new(&setting.app));
            for visitor in [&here, &there] {
                assert_eq!(log_in(visitor, password).await.status, StatusCode::SEE_OTHER, "{way}");
                assert!(is_in(visitor).await, "{way}");
            }
            let cookies = [here.cookie(COOKIE).unwrap(), there.cookie(COOKIE).unwrap()];
            // Of the old cookies these are of use afterwards.
            let good: [bool; 2] = match way {
                "log-out" => {
                    here.post("/orga/logout/", &[]).await;
                    [false, true]
                }
                "password" => {
                    let fields = [
                        ("form", "login"),
                        ("email", EMAIL),
                        ("password", NEW_PASSWORD),
                        ("password_repeat", NEW_PASSWORD),
                        ("old_password", PASSWORD),
                    ];
                    let answer = here.post("/orga/me", &fields).await;
                    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
                    assert!(is_in(&here).await, "whoever changes it stays");
                    assert_ne!(here.cookie(COOKIE).unwrap(), cookies[0]);
                    [false, false]
                }
                "reset" => {
                    let visitor = Visitor::new(&setting.app);
                    visitor.post("/orga/reset/", &[("login_email", EMAIL)]).await;
                    let mails = queued_mail::Entity::find().order_by_desc(queued_mail::Column::Id);
                    let text = mails.one(test.database.reader()).await.unwrap().unwrap().text;
                    let token =
                        text.split_once("/orga/reset/").unwrap().1.split('>').next().unwrap().to_owned();
                    let link = format!("/orga/reset/{token}");
                    let fields = [("password", NEW_PASSWORD), ("password_repeat", NEW_PASSWORD)];
                    assert_eq!(visitor.post(&link, &fields).await.location(), "/orga/login/");
                    assert!(!is_in(&visitor).await, "a link sets a password and logs nobody in");
                    assert_eq!(visitor.post(&link, &fields).await.location(), "/orga/reset/", "once");
                    [false, false]
                }
                "others" => {
                    here.post("/orga/me/sessions/", &[]).await;
                    [true, false]
                }
                "inactive" => {
                    let tx = test.database.begin().await.unwrap();
                    for is_active in [false, true] {
                        let row = accounts::ActiveModel {
                            id: Set(ann.id),
                            is_active: Set(is_active),
                            ..Default::default()
                        };
                        row.update(tx.db()).await.unwrap();
                        if is_active {
                            break;
                        }
                    }
                    tx.commit().await.unwrap();
                    [true, true]
                }
                _ => {
                    let fields = [("password", NEW_PASSWORD), ("really", "on")];
                    assert_eq!(here.post("/orga/me/delete", &fields).await.status, StatusCode::SEE_OTHER);
                    [false, false]
                }
            };
            for (number, (cookie, good)) in cookies.iter().zip(good).enumerate() {
                assert_eq!(is_in(&with_cookie(&setting, cookie)).await, good, "{way}: session {number}");
            }
        }
        let left = session::Entity::find().all(test.database.reader()).await.unwrap();
        assert!(left.iter().all(|row| row.account_id != Some(ann.id)), "{left:?}");
    });
}

/// Whoever is switched off is out at once.
#[test]
fn accounts_that_were_switched_off() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        let ann = person(&test).await;
        let visitor = Visitor::new(&setting.app);
        log_in(&visitor, PASSWORD).await;
        assert!(is_in(&visitor).await);
        let tx = test.database.begin().await.unwrap();
        let row = accounts::ActiveModel { id: Set(ann.id), is_active: Set(false), ..Default::default() };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_in(&visitor).await);
        assert_eq!(
            log_in(&Visitor::new(&setting.app), PASSWORD).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    });
}

#[test]
fn made_up_cookies() {
    on_both_engines(async |test| {
        let setting = ground(&test).await;
        person(&test).await;
        let visitor = Visitor::new(&setting.app);
        log_in(&visitor, PASSWORD).await;
        let cookie = visitor.cookie(COOKIE).unwrap();
        let row = session::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        let id = row.id.clone();
        let mut values = vec![
            String::new(),
            "a".to_owned(),
            id.clone(),
            format!("={id}"),
            "a".repeat(6_000),
            "%00%0d%0a".to_owned(),
            "AAAA=AAAA=AAAA".to_owned(),
            format!("{cookie}x"),
            format!("x{cookie}"),
            cookie.to_uppercase(),
            cookie.chars().rev().collect(),
            "-1".to_owned(),
            "\"\"".to_owned(),
            format!("\"{cookie}"),
        ];
        // One letter of it is another one.
        for at in (0..cookie.len()).step_by(5) {
            let mut letters: Vec<char> = cookie.chars().collect();
            letters[at] = if letters[at] == 'A' { 'B' } else { 'A' };
            let changed: String = letters.into_iter().collect();
            if changed != cookie {
                values.push(changed);
            }
        }
        for value in values {
            let other = with_cookie(&setting, &value);
            let answer = other.get("/orga/me").await;
            assert!(
                answer.status.is_redirection() && answer.location().contains("login"),
                "{value}: {}",
                answer.status
            );
        }
        assert!(is_in(&visitor).await, "the real one is good all the while");
        let count = session::Entity::find().count(test.database.reader()).await.unwrap();
        assert_eq!(count, 1, "a made-up cookie makes no session");
    });
}

#[test]
fn cookies_keep_to_themselves() {
    on_both_engines(async |test| {
        let setting =
            Setting::create_with(&test, STATE, Site { secure_cookies: true, ..Site::default() }).await;
        person(&test).await;
        let answer = log_in(&Visitor::new(&setting.app), PASSWORD).await;
        let all: Vec<&str> =
            answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
        let session = all.iter().find(|cookie| cookie.starts_with(COOKIE)).unwrap();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
            assert!(session.contains(part), "{session}");
        }
        assert!(
            all.iter().all(|cookie| cookie.contains("SameSite=Lax") && cookie.contains("Secure")),
            "{all:?}"
        );
        let id = session::Entity::find().one(test.database.reader()).await.unwrap().unwrap().id;
        assert!(!answer.body.contains(&id) && !answer.location().contains(&id));
    });
}
