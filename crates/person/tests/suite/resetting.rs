use plenary_model::{Actor, Error};
use plenary_person::{account, reset};
use plenary_store::entity::{account as accounts, activity_log, session};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{PASSWORD, create, done, links, log_in, mails, token_in};

#[test]
fn a_link_sets_a_password_once() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        let ask = async |email: &str| {
            let tx = test.database.begin().await.unwrap();
            reset::request(&tx, &Actor::Anonymous, email, &links()).await.unwrap();
            tx.commit().await.unwrap();
        };
        ask("nobody@example.org").await;
        assert!(mails(&test.database).await.is_empty(), "nobody gets nothing");
        ask(" JANE@example.org").await;
        ask("jane@example.org").await;
        let sent = mails(&test.database).await;
        assert_eq!(sent.len(), 1, "one within a day");
        assert_eq!(sent[0].0, "jane@example.org");
        let token = token_in(&sent[0].1, "https://plan.example/reset/");
        assert_eq!(token.len(), 32);
        let stored = account::load(test.database.reader(), jane.id).await.unwrap();
        assert_ne!(stored.pw_reset_token.as_deref(), Some(token.as_str()), "only a hash is kept");

        let tx = test.database.begin().await.unwrap();
        let row = session::ActiveModel {
            id: Set("s".into()),
            account_id: Set(Some(jane.id)),
            data: Set(Default::default()),
            created: Set(tx.now()),
            expires: Set(tx.now().plus_minutes(60)),
        };
        session::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        let weak = reset::recover(&tx, &token, "12345678").await;
        assert!(matches!(weak, Err(Error::Invalid(problems)) if problems[0].field == "password"));
        reset::recover(&tx, &token, "quite another one").await.unwrap();
        tx.commit().await.unwrap();
        assert!(session::Entity::find().all(test.database.reader()).await.unwrap().is_empty());
        assert!(log_in(&test.database, "jane@example.org", PASSWORD).await.is_err());
        done(log_in(&test.database, "jane@example.org", "quite another one").await.unwrap());
        let again = reset::find(test.database.reader(), &token, test.database.clock().now()).await;
        assert!(matches!(again, Err(Error::NotFound)), "it is good once");
        let actions: Vec<String> = activity_log::Entity::find()
            .all(test.database.reader())
            .await
            .unwrap()
            .into_iter()
            .map(|entry| entry.action_type)
            .collect();
        assert_eq!(actions, ["pretalx.user.password.reset", "pretalx.user.password.update"]);
        assert_eq!(mails(&test.database).await.len(), 2, "the holder is told");
    });
}

#[test]
fn a_link_is_good_for_a_day_and_only_for_accounts_that_are_on() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        let ask = async || {
            let tx = test.database.begin().await.unwrap();
            reset::request(&tx, &Actor::Anonymous, "jane@example.org", &links()).await.unwrap();
            tx.commit().await.unwrap();
        };
        ask().await;
        let token = token_in(&mails(&test.database).await[0].1, "/reset/");
        let now = test.database.clock().now();
        let find = async |at| reset::find(test.database.reader(), &token, at).await;
        assert!(find(now.plus_minutes(24 * 60 - 1)).await.is_ok());
        assert!(matches!(find(now.plus_minutes(24 * 60)).await, Err(Error::NotFound)));
        for wrong in ["", "x", "\u{0}", &"a".repeat(100_000)] {
            assert!(matches!(reset::find(test.database.reader(), wrong, now).await, Err(Error::NotFound)));
        }
        let change = accounts::ActiveModel { id: Set(jane.id), is_active: Set(false), ..Default::default() };
        let tx = test.database.begin().await.unwrap();
        accounts::Entity::update(change).exec(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(find(now).await, Err(Error::NotFound)));
        test.clock.set(now.plus_minutes(2 * 24 * 60));
        ask().await;
        assert_eq!(mails(&test.database).await.len(), 1, "an account that is off gets none");
    });
}
