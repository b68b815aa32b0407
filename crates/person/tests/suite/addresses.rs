use plenary_model::{AddressCheckKind, EmailVerification, Error};
use plenary_person::account::{self, Chosen, NewAccount, Registered};
use plenary_person::address::{self, Refusal};
use plenary_store::entity::account::Model;
use plenary_store::entity::activity_log;
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{EntityTrait, QueryOrder};

use crate::{PASSWORD, create, holder, jane, links, mails, token_in};

const VERIFY: &str = "https://plan.example/verify/";

async fn register(test: &TestDatabase, email: &str) -> Registered {
    let tx = test.database.begin().await.unwrap();
    let new = NewAccount { email, name: "New Comer", ..jane() };
    let registered = account::register(&tx, new, Chosen::Text(PASSWORD), &links()).await.unwrap();
    tx.commit().await.unwrap();
    registered
}

async fn new_account(test: &TestDatabase, email: &str) -> Model {
    match register(test, email).await {
        Registered::New(account) => *account,
        Registered::Known { .. } => panic!("{email} has an account"),
    }
}

async fn follow(test: &TestDatabase, token: &str) -> Result<Model, Refusal> {
    let tx = test.database.begin().await.unwrap();
    let outcome = address::follow(&tx, token).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

async fn last_token(test: &TestDatabase) -> String {
    let mails = mails(&test.database).await;
    let (_, text) = mails.iter().rev().find(|(_, text)| text.contains(VERIFY)).unwrap();
    token_in(text, VERIFY)
}

async fn actions(test: &TestDatabase) -> Vec<String> {
    let query = activity_log::Entity::find().order_by_asc(activity_log::Column::Id);
    let rows = query.all(test.database.reader()).await.unwrap();
    rows.into_iter().map(|row| row.action_type.replace("pretalx.user.email.", "")).collect()
}

#[test]
fn a_new_address_is_proven_by_its_link() {
    on_both_engines(|test| async move {
        let new = new_account(&test, "new@example.org").await;
        assert_eq!(new.email_verification_state, EmailVerification::Unverified);
        let token = last_token(&test).await;
        let db = test.database.reader();
        let now = test.database.clock().now();
        let link = address::look(db, &token, now).await.unwrap().unwrap();
        assert_eq!((link.kind, link.address.as_str()), (AddressCheckKind::Verify, "new@example.org"));
        let state = account::load(db, new.id).await.unwrap().email_verification_state;
        assert_eq!(state, EmailVerification::Unverified, "looking changes nothing");
        let late = address::look(db, &token, now.plus_minutes(24 * 60)).await.unwrap();
        assert_eq!(late.err(), Some(Refusal::Expired));
        for wrong in ["", "nosuch", &"x".repeat(100_000)] {
            assert_eq!(address::look(db, wrong, now).await.unwrap().err(), Some(Refusal::Invalid));
        }
        let verified = follow(&test, &token).await.unwrap();
        assert_eq!(verified.email_verification_state, EmailVerification::Verified);
        assert_eq!(follow(&test, &token).await.err(), Some(Refusal::AlreadyVerified), "it is good once");
        assert_eq!(actions(&test).await, ["verification.send", "verification.confirm"]);
    });
}

#[test]
fn the_holder_of_an_address_is_told_of_registrations() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        assert!(matches!(register(&test, "JANE@example.org").await, Registered::Known { .. }));
        let sent = mails(&test.database).await;
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].0, "jane@example.org");
        assert!(
            sent[0].1.contains("https://plan.example/reset") && sent[0].1.contains("Jane"),
            "{}",
            sent[0].1
        );
        assert!(!sent[0].1.contains("New Comer"), "whoever registers must not write the mail");
        let unchanged = account::load(test.database.reader(), jane.id).await.unwrap();
        assert_eq!(unchanged.password, jane.password);
    });
}

#[test]
fn mails_come_five_minutes_apart() {
    on_both_engines(|test| async move {
        let new = new_account(&test, "new@example.org").await;
        let first = last_token(&test).await;
        let resend = async || {
            let tx = test.database.begin().await.unwrap();
            let done = address::resend(&tx, &holder(&new), &links()).await;
            if done.is_ok() {
                tx.commit().await.unwrap();
            }
            done
        };
        assert!(matches!(resend().await, Err(Error::Limited { retry_after_seconds: 300 })));
        test.clock.set(test.database.clock().now().plus_seconds(300));
        resend().await.unwrap();
        assert_eq!(follow(&test, &first).await.err(), Some(Refusal::Invalid), "the newest counts");
        follow(&test, &last_token(&test).await).await.unwrap();
        resend().await.unwrap();
        assert_eq!(mails(&test.database).await.len(), 2, "a proven address gets no more");
    });
}

#[test]
fn a_wrong_address_can_be_put_right_once_without_waiting() {
    on_both_engines(|test| async move {
        create(&test).await;
        let new = new_account(&test, "tpyo@example.org").await;
        let first = last_token(&test).await;
        let correct = async |email: &str| {
            let tx = test.database.begin().await.unwrap();
            let done = address::correct(&tx, &holder(&new), email, &links()).await;
            if done.is_ok() {
                tx.commit().await.unwrap();
            }
            done
        };
        assert!(matches!(correct("nothing").await, Err(Error::Invalid(_))));
        correct("typo@example.org").await.unwrap();
        assert_eq!(follow(&test, &first).await.err(), Some(Refusal::Invalid));
        assert!(matches!(correct("again@example.org").await, Err(Error::Limited { .. })));
        test.clock.set(test.database.clock().now().plus_seconds(301));
        correct("again@example.org").await.unwrap();
        let verified = follow(&test, &last_token(&test).await).await.unwrap();
        assert_eq!(verified.email, "again@example.org");
        assert!(matches!(correct("more@example.org").await, Err(Error::NotFound)), "it is proven now");
    });
}

/// Whoever corrects an address learns nothing about who has an account; its holder is told.
#[test]
fn an_address_that_is_taken_waits_for_ever() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        let new = new_account(&test, "tpyo@example.org").await;
        let tx = test.database.begin().await.unwrap();
        address::correct(&tx, &holder(&new), "Jane@example.org", &links()).await.unwrap();
        tx.commit().await.unwrap();
        let row = account::load(test.database.reader(), new.id).await.unwrap();
        assert_eq!(
            (row.email.as_str(), row.pending_email.as_deref()),
            ("tpyo@example.org", Some("jane@example.org"))
        );
        let (to, text) = mails(&test.database).await.pop().unwrap();
        assert!(to == jane.email && !text.contains(VERIFY), "{text}");
    });
}

async fn ask(test: &TestDatabase, of: &Model, email: &str) -> Result<(), Error> {
    let tx = test.database.begin().await.unwrap();
    address::request_change(&tx, &holder(of), email, &links()).await?;
    tx.commit().await
}

#[test]
fn another_address_counts_once_it_is_proven() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        assert!(ask(&test, &jane, "jane@example.org").await.is_err(), "it is the same");
        ask(&test, &jane, "Next@Example.org").await.unwrap();
        let sent = mails(&test.database).await;
        let to: Vec<&str> = sent.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(to, ["next@example.org", "jane@example.org"], "the old address is told");
        assert!(!sent[1].1.contains(VERIFY), "and gets no link");
        assert!(matches!(ask(&test, &jane, "more@example.org").await, Err(Error::Limited { .. })));
        let waiting = account::load(test.database.reader(), jane.id).await.unwrap();
        assert_eq!(
            (waiting.email.as_str(), waiting.pending_email.as_deref()),
            ("jane@example.org", Some("next@example.org"))
        );
        let changed = follow(&test, &last_token(&test).await).await.unwrap();
        assert_eq!((changed.email.as_str(), changed.pending_email), ("next@example.org", None));
        assert_eq!(changed.email_verification_state, EmailVerification::Verified);
        assert_eq!(mails(&test.database).await[2].0, "jane@example.org", "told afterwards as well");
        assert_eq!(actions(&test).await, ["change.request", "change.confirm"]);
    });
}

#[test]
fn a_change_can_be_taken_back_expires_and_gives_way() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        ask(&test, &jane, "next@example.org").await.unwrap();
        let token = last_token(&test).await;
        let tx = test.database.begin().await.unwrap();
        address::cancel_change(&tx, &holder(&jane)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(follow(&test, &token).await.err(), Some(Refusal::Invalid));

        ask(&test, &jane, "next@example.org").await.unwrap();
        test.clock.set(test.database.clock().now().plus_minutes(24 * 60));
        assert_eq!(follow(&test, &last_token(&test).await).await.err(), Some(Refusal::PendingExpired));
        let jane = account::load(test.database.reader(), jane.id).await.unwrap();
        assert_eq!(jane.pending_email, None);

        ask(&test, &jane, "next@example.org").await.unwrap();
        let token = last_token(&test).await;
        new_account(&test, "next@example.org").await;
        assert_eq!(follow(&test, &token).await.err(), Some(Refusal::Taken));
        let jane = account::load(test.database.reader(), jane.id).await.unwrap();
        assert_eq!((jane.email.as_str(), jane.pending_email), ("jane@example.org", None));
    });
}

#[test]
fn asking_for_an_address_tells_nothing_about_it() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        let other = new_account(&test, "other@example.org").await;
        let before = mails(&test.database).await.len();
        ask(&test, &jane, "other@example.org").await.unwrap();
        let sent = mails(&test.database).await;
        assert_eq!(sent.len(), before + 1);
        assert_eq!(sent[before].0, "jane@example.org");
        assert!(ask(&test, &other, "x@example.org").await.is_err(), "an unproven one is corrected instead");
    });
}

#[test]
fn an_invitation_to_the_address_proves_it_and_administrators_set_it() {
    on_both_engines(|test| async move {
        let new = new_account(&test, "new@example.org").await;
        let tx = test.database.begin().await.unwrap();
        address::promote(&tx, &new, "else@example.org").await.unwrap();
        let state = account::load(tx.db(), new.id).await.unwrap().email_verification_state;
        assert_eq!(state, EmailVerification::Unverified);
        address::promote(&tx, &new, " NEW@example.org").await.unwrap();
        let state = account::load(tx.db(), new.id).await.unwrap().email_verification_state;
        assert_eq!(state, EmailVerification::Verified);
        assert!(address::set_state(&tx, &holder(&new), &new, true).await.is_err());
        let administrator = plenary_model::Actor::System;
        address::set_state(&tx, &administrator, &new, false).await.unwrap();
        tx.commit().await.unwrap();
        let state = account::load(test.database.reader(), new.id).await.unwrap().email_verification_state;
        assert_eq!(state, EmailVerification::Unverified);
    });
}
