//! Tests of accounts on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

use plenary_model::{Actor, Error};
use plenary_person::account::{self, NewAccount};
use plenary_person::{login, password};
use plenary_store::entity::account::ActiveModel;
use plenary_store::entity::session;
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

fn jane() -> NewAccount<'static> {
    NewAccount {
        name: "Jane Doe",
        email: " Jane@Example.ORG ",
        password: Some("a good long one"),
        locale: "en",
        time_zone: "UTC",
        administrator: false,
    }
}

#[test]
fn log_in() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        let created = account::create(&tx, jane()).await.unwrap();
        assert_eq!(created.email, "jane@example.org");
        assert!(
            matches!(account::create(&tx, jane()).await, Err(Error::Invalid(fields)) if fields[0].field == "email")
        );
        tx.commit().await.unwrap();
        let logged_in = login::login(&test.database, "JANE@example.org", "a good long one").await.unwrap();
        assert_eq!(logged_in.last_login, Some(test.database.clock().now()));
        assert_eq!(login::actor(&logged_in), Actor::Person { account: created.id, administrator: false });
        for (email, text) in [("jane@example.org", "wrong"), ("nobody@example.org", "a good long one")] {
            let error = login::login(&test.database, email, text).await.unwrap_err();
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
        let logged_in = login::login(&test.database, "jane@example.org", "imported pass").await.unwrap();
        assert!(logged_in.password.starts_with("argon2$"));
        assert_eq!(password::verify("imported pass", &logged_in.password), password::Verdict::Right);

        let tx = test.database.begin().await.unwrap();
        let change = ActiveModel { id: Set(created.id), is_active: Set(false), ..Default::default() };
        change.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let error = login::login(&test.database, "jane@example.org", "imported pass").await.unwrap_err();
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
        account::set_password(&tx, &jane, "another good one").await.unwrap();
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
