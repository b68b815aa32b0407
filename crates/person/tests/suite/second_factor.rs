use plenary_model::{Actor, Error};
use plenary_person::login::{self, Login};
use plenary_person::{Attempts, second_factor};
use plenary_store::entity::recovery_code;
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::EntityTrait;

use crate::{PASSWORD, create, done, holder, log_in};

/// Switches it on for Jane; returns the secret and the recovery codes.
async fn switch_on(test: &TestDatabase, actor: &Actor) -> (String, Vec<String>) {
    let tx = test.database.begin().await.unwrap();
    let secret = second_factor::begin(&tx, actor).await.unwrap();
    assert_eq!(second_factor::begin(&tx, actor).await.unwrap(), secret, "a reload shows the same");
    let wrong = second_factor::confirm(&tx, actor, "000000").await;
    assert!(matches!(wrong, Err(Error::Invalid(_))));
    let code = second_factor::code_at(&secret, tx.now()).unwrap();
    let codes = second_factor::confirm(&tx, actor, &format!(" {} {}", &code[..3], &code[3..])).await.unwrap();
    tx.commit().await.unwrap();
    (secret, codes)
}

#[test]
fn a_code_of_the_app_is_good_once() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        let (secret, _) = switch_on(&test, &holder(&jane)).await;
        let attempts = Attempts::default();
        let step =
            async |code: &str| login::second_step(&test.database, &attempts, None, jane.id, code).await;
        let login = log_in(&test.database, "jane@example.org", PASSWORD).await.unwrap();
        assert!(matches!(&login, Login::NeedsCode(account) if account.last_login.is_none()));
        let now = test.database.clock().now();
        let used = second_factor::code_at(&secret, now).unwrap();
        assert!(step(&used).await.is_err(), "the one that switched it on is used up");
        test.clock.set(now.plus_seconds(30));
        let code = second_factor::code_at(&secret, now.plus_seconds(30)).unwrap();
        assert!(step(&code).await.unwrap().last_login.is_some());
        assert!(step(&code).await.is_err(), "replayed");
        assert!(step(&used).await.is_err(), "older than the last");
        // Two of these failed; the clock of a phone may be half a minute ahead.
        let ahead = second_factor::code_at(&secret, now.plus_seconds(60)).unwrap();
        step(&ahead).await.unwrap();
        for wrong in ["", "12345", "1234567"] {
            let _ = step(wrong).await;
        }
        test.clock.set(now.plus_seconds(90));
        let right = second_factor::code_at(&secret, now.plus_seconds(90)).unwrap();
        assert!(matches!(step(&right).await, Err(Error::Limited { .. })), "guessing is limited");
        test.clock.set(now.plus_seconds(600));
        let right = second_factor::code_at(&secret, now.plus_seconds(600)).unwrap();
        step(&right).await.unwrap();
    });
}

#[test]
fn recovery_codes_are_hashed_and_good_once() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        let (_, codes) = switch_on(&test, &holder(&jane)).await;
        assert_eq!(codes.len(), second_factor::RECOVERY_CODES);
        let stored = recovery_code::Entity::find().all(test.database.reader()).await.unwrap();
        let plain = codes[0].replace('-', "");
        assert!(stored.iter().all(|row| row.code_hash.len() == 64 && !row.code_hash.contains(&plain)));
        let step = async |code: &str| {
            login::second_step(&test.database, &Attempts::default(), None, jane.id, code).await
        };
        step(&codes[0].to_lowercase()).await.unwrap();
        assert!(step(&codes[0]).await.is_err());
        step(&plain).await.unwrap_err();
        let left = second_factor::codes_left(test.database.reader(), jane.id).await.unwrap();
        assert_eq!(left, 9);

        let tx = test.database.begin().await.unwrap();
        let new = second_factor::renew_codes(&tx, &holder(&jane)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(step(&codes[1]).await.is_err(), "the old ones are void");
        step(&new[1]).await.unwrap();
    });
}

#[test]
fn it_goes_by_the_holder_or_an_administrator() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        switch_on(&test, &holder(&jane)).await;
        let tx = test.database.begin().await.unwrap();
        for nobody in [Actor::Anonymous, Actor::Person { account: jane.id + 1, administrator: false }] {
            assert!(second_factor::reset(&tx, &nobody, &jane).await.is_err());
        }
        let administrator = Actor::Person { account: jane.id, administrator: true };
        second_factor::reset(&tx, &administrator, &jane).await.unwrap();
        tx.commit().await.unwrap();
        done(log_in(&test.database, "jane@example.org", PASSWORD).await.unwrap());
        switch_on(&test, &holder(&jane)).await;
        let tx = test.database.begin().await.unwrap();
        second_factor::switch_off(&tx, &holder(&jane)).await.unwrap();
        tx.commit().await.unwrap();
        done(log_in(&test.database, "jane@example.org", PASSWORD).await.unwrap());
        assert!(recovery_code::Entity::find().all(test.database.reader()).await.unwrap().is_empty());
    });
}
