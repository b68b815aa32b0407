//! Tests of accounts on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod addresses;
mod copying;
mod erasing;
mod people;
mod resetting;
mod second_factor;

use plenary_model::{Actor, Error, I18nText};
use plenary_person::account::{self, Links, NewAccount};
use plenary_person::login::{self, Login};
use plenary_person::{Attempts, password};
use plenary_store::Database;
use plenary_store::entity::account::{ActiveModel, Model};
use plenary_store::entity::{event, queued_mail, session};
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::json;

pub const PASSWORD: &str = "a good long one";

pub fn links() -> Links {
    Links {
        verify: "https://plan.example/verify/".into(),
        recover: "https://plan.example/reset/".into(),
        reset: "https://plan.example/reset".into(),
    }
}

pub fn holder(account: &Model) -> Actor {
    Actor::Person { account: account.id, administrator: account.is_administrator }
}

/// A public event, not yet written.
pub fn event_of(organiser: i32) -> event::ActiveModel {
    event::ActiveModel {
        name: Set("Conference".into()),
        slug: Set("conf".into()),
        organiser_id: Set(Some(organiser)),
        is_public: Set(true),
        date_from: Set("2026-09-11".parse().unwrap()),
        date_to: Set("2026-09-13".parse().unwrap()),
        timezone: Set("UTC".into()),
        email: Set("orga@example.org".into()),
        locale: Set("en".into()),
        locales: Set(json!(["en"])),
        content_locales: Set(json!(["en"])),
        attendee_signup_settings: Set(json!({})),
        landing_page_text: Set(I18nText::default()),
        featured_sessions_text: Set(I18nText::default()),
        feature_flags: Set(json!({})),
        display_settings: Set(json!({})),
        review_settings: Set(json!({})),
        mail_settings: Set(json!({})),
        plugins: Set(None),
        revision: Set(1),
        ..Default::default()
    }
}

/// An account that was made without further ado.
pub async fn create(test: &TestDatabase) -> Model {
    let tx = test.database.begin().await.unwrap();
    let created = account::create(&tx, jane()).await.unwrap();
    tx.commit().await.unwrap();
    created
}

/// The mails that wait, the oldest first: to whom, and what.
pub async fn mails(database: &Database) -> Vec<(String, String)> {
    let query = queued_mail::Entity::find().order_by_asc(queued_mail::Column::Id);
    let rows = query.all(database.reader()).await.unwrap();
    rows.into_iter().map(|row| (row.recipients.unwrap_or_default(), row.text)).collect()
}

/// The token at the end of a link.
pub fn token_in(text: &str, before: &str) -> String {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before} is not in {text}")).1;
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn log_in(database: &Database, email: &str, text: &str) -> Result<Login, Error> {
    login::login(database, &Attempts::default(), None, email, text).await
}

fn done(login: Login) -> Model {
    match login {
        Login::Done(account) => account,
        Login::NeedsCode(_) => panic!("no code was asked for"),
    }
}

pub fn jane() -> NewAccount<'static> {
    NewAccount {
        name: "Jane Doe",
        email: " Jane@Example.ORG ",
        password: Some(PASSWORD),
        locale: "en",
        time_zone: "UTC",
        administrator: false,
    }
}

#[test]
fn logging_in() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let created = account::create(&tx, jane()).await.unwrap();
        assert_eq!(created.email, "jane@example.org");
        assert!(
            matches!(account::create(&tx, jane()).await, Err(Error::Invalid(fields)) if fields[0].field == "email")
        );
        tx.commit().await.unwrap();
        let logged_in = done(log_in(&test.database, "JANE@example.org", PASSWORD).await.unwrap());
        assert_eq!(logged_in.last_login, Some(test.database.clock().now()));
        assert_eq!(login::actor(&logged_in), Actor::Person { account: created.id, administrator: false });
        for (email, text) in [("jane@example.org", "wrong"), ("nobody@example.org", "a good long one")] {
            let error = log_in(&test.database, email, text).await.unwrap_err();
            assert!(matches!(error, Error::Invalid(fields) if fields[0].message.key == "error-login-wrong"));
        }
    });
}

#[test]
fn an_old_hash_is_renewed_at_log_in_and_an_inactive_account_stays_out() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let created = account::create(&tx, jane()).await.unwrap();
        // "imported pass", PBKDF2 with SHA-256.
        let old = "pbkdf2_sha256$1000$abcdefgh$t6yhhjiDoJBJAts+cjH8xFJSgPsdzO4djUvUNoObJdE=";
        let change = ActiveModel { id: Set(created.id), password: Set(old.to_owned()), ..Default::default() };
        change.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let logged_in = done(log_in(&test.database, "jane@example.org", "imported pass").await.unwrap());
        assert!(logged_in.password.starts_with("argon2$"));
        assert_eq!(password::verify("imported pass", &logged_in.password), password::Verdict::Right);

        let tx = test.database.begin().await.unwrap();
        let change = ActiveModel { id: Set(created.id), is_active: Set(false), ..Default::default() };
        change.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let error = log_in(&test.database, "jane@example.org", "imported pass").await.unwrap_err();
        assert!(matches!(error, Error::Invalid(fields) if fields[0].message.key == "error-login-inactive"));
    });
}

#[test]
fn a_new_password_ends_every_session_of_the_account() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let jane = account::create(&tx, jane()).await.unwrap();
        let other = NewAccount { name: "Sam", email: "sam@example.org", ..self::jane() };
        let sam = account::create(&tx, other).await.unwrap();
        for account in [jane.id, sam.id] {
            let row = session::ActiveModel {
                id: Set(format!("session of {account}")),
                account_id: Set(Some(account)),
                data: Set(Default::default()),
                created: Set(tx.now()),
                expires: Set(tx.now().plus_minutes(60)),
            };
            session::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        }
        account::set_password(&tx, &holder(&jane), &jane, "another good one").await.unwrap();
        let left = session::Entity::find().all(tx.db()).await.unwrap();
        assert_eq!(left.iter().map(|row| row.account_id).collect::<Vec<_>>(), [Some(sam.id)]);
    });
}

#[test]
fn names_are_one_line_without_control_characters() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        for name in ["A\nB", "A\r\nBcc: x@example.org", "a\u{1}b", "\u{7f}", "<b>"] {
            let refused = account::create(&tx, NewAccount { name, ..jane() }).await;
            assert!(matches!(refused, Err(Error::Invalid(fields)) if fields[0].field == "name"), "{name:?}");
        }
    });
}

#[test]
fn guessing_is_limited_for_known_and_unknown_addresses_alike() {
    on_both_engines(|test| async move {
        create(&test).await;
        for email in ["jane@example.org", "nobody@example.org"] {
            let attempts = Attempts::default();
            let client = Some("203.0.113.9".parse().unwrap());
            for _ in 0..10 {
                let wrong = login::login(&test.database, &attempts, client, email, "guess").await;
                assert!(matches!(wrong, Err(Error::Invalid(_))));
            }
            let limited = login::login(&test.database, &attempts, client, email, PASSWORD).await;
            assert!(matches!(limited, Err(Error::Limited { retry_after_seconds: 1..=301 })), "{limited:?}");
            // From elsewhere there are ten more for the account, then it waits for everybody.
            for number in 0..10 {
                let other = Some(format!("198.51.100.{number}").parse().unwrap());
                let wrong = login::login(&test.database, &attempts, other, email, "guess").await;
                assert!(matches!(wrong, Err(Error::Invalid(_))));
            }
            let limited = login::login(&test.database, &attempts, None, email, PASSWORD).await;
            assert!(matches!(limited, Err(Error::Limited { .. })));
            test.clock.set(test.database.clock().now().plus_seconds(302));
            let later = login::login(&test.database, &attempts, client, "jane@example.org", PASSWORD).await;
            assert!(later.is_ok());
        }
    });
}
