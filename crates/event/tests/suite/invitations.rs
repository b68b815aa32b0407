use plenary_event::team::invite::{self, FIELD, MOST, addresses};
use plenary_event::{organiser as organisers, rights, team};
use plenary_model::{EmailVerification, Error};
use plenary_store::entity::{account, queued_mail, team_invite, team_member};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait, QueryOrder};
use serde_json::json;

use crate::setting::{Setting, TEAMS, actor, conflict, logged, person, problems, set_up, settings};

#[test]
fn addresses_in_a_text() {
    let text = " a@x.org,b@x.org;c@x.org d@x.org\n\nJane <e@x.org>\nA@X.ORG\nnobody\n, ;";
    assert_eq!(addresses(text), ["a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org", "nobody"]);
    assert_eq!(addresses(" \n, "), Vec::<String>::new());
    let many: String = (0..10_000).map(|number| format!("p{number}@x.org\n")).collect();
    assert_eq!(addresses(&many).len(), MOST + 1);
}

async fn mails(test: &plenary_store::testing::TestDatabase) -> Vec<queued_mail::Model> {
    let query = queued_mail::Entity::find().order_by_asc(queued_mail::Column::Id);
    query.all(test.database.reader()).await.unwrap()
}

async fn invited(
    test: &plenary_store::testing::TestDatabase,
    setting: &Setting,
    text: &str,
) -> Vec<team_invite::Model> {
    let tx = test.database.begin().await.unwrap();
    let list = invite::invite(&tx, &setting.chair, &setting.organiser, setting.team.id, text).await.unwrap();
    tx.commit().await.unwrap();
    list
}

#[test]
fn inviting() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        person(&tx, "de-guest").await;
        tx.commit().await.unwrap();
        let list = invited(&test, &setting, "new@example.org\nDE-guest@example.org").await;
        assert_eq!(list.len(), 2);
        let token = list[0].token.clone().unwrap();
        assert!(token.len() == 32 && token.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        assert_ne!(list[0].token, list[1].token);
        let sent = mails(&test).await;
        assert_eq!(sent[0].recipients.as_deref(), Some("new@example.org"));
        assert!(
            sent[0].text.contains(&format!("http://localhost/orga/invitation/{token}")),
            "{}",
            sent[0].text
        );
        assert!(sent[0].text.contains("chair") && sent[0].text.contains("Example"), "{}", sent[0].text);
        assert_eq!([&sent[0].locale, &sent[1].locale], [&Some("en".to_owned()), &Some("de".to_owned())]);

        let tx = test.database.begin().await.unwrap();
        let again = |text: &'static str| {
            invite::invite(&tx, &setting.chair, &setting.organiser, setting.team.id, text)
        };
        let bad = again("ok@example.org NEW@example.org, chair@example.org; nobody, a@b@c, x@a..b").await;
        assert_eq!(
            problems(bad),
            ["again", "member", "address", "address", "address"]
                .map(|end| format!("{FIELD}: organiser-error-invite-{end}"))
        );
        assert_eq!(problems(again(" , ").await), [format!("{FIELD}: error-required")]);
        let many: String = (0..101).map(|number| format!("p{number}@x.org ")).collect();
        let refused = invite::invite(&tx, &setting.chair, &setting.organiser, setting.team.id, &many).await;
        assert_eq!(problems(refused), [format!("{FIELD}: organiser-error-invite-many")]);
        let long = format!("{}@example.org", "x".repeat(300));
        let refused = invite::invite(&tx, &setting.chair, &setting.organiser, setting.team.id, &long).await;
        let Err(Error::Invalid(list)) = refused else { panic!() };
        assert_eq!(list[0].message.args[0].1.chars().count(), 61, "long ones are cut");
        assert_eq!(team_invite::Entity::find().count(tx.db()).await.unwrap(), 2, "all or nobody");
        drop(tx);
        assert_eq!(
            logged(&test, "pretalx.invite.orga.send")
                .await
                .into_iter()
                .map(|(_, data)| data)
                .collect::<Vec<_>>(),
            [json!({"email": "new@example.org"}), json!({"email": "DE-guest@example.org"})]
        );
    });
}

#[test]
fn again_and_back() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let open = invited(&test, &setting, "new@example.org").await.remove(0);
        let (organiser, chair, team) = (&setting.organiser, &setting.chair, setting.team.id);
        let tx = test.database.begin().await.unwrap();
        let stranger = actor(&person(&tx, "stranger").await);
        let other = setting.staffed(&tx, settings("Other", TEAMS, &[])).await.0;
        for (who, team) in [(&stranger, team), (chair, other.id)] {
            for outcome in [
                invite::resend(&tx, who, organiser, team, open.id).await,
                invite::retract(&tx, who, organiser, team, open.id).await,
                invite::one(tx.db(), who, organiser, team, open.id).await.map(|(_, invite)| invite),
            ] {
                assert!(matches!(outcome, Err(Error::NotFound)));
            }
        }
        assert!(matches!(invite::invite(&tx, &stranger, organiser, team, "x@y").await, Err(Error::NotFound)));
        invite::resend(&tx, chair, organiser, team, open.id).await.unwrap();
        tx.commit().await.unwrap();
        let sent = mails(&test).await;
        assert_eq!(sent.len(), 2);
        assert_eq!(
            (&sent[0].text, &sent[0].recipients),
            (&sent[1].text, &sent[1].recipients),
            "the same link"
        );

        let tx = test.database.begin().await.unwrap();
        let row = team_invite::ActiveModel {
            team_id: Set(team),
            token: Set(Some("t".repeat(32))),
            ..Default::default()
        };
        let without = row.insert(tx.db()).await.unwrap();
        let refused = invite::resend(&tx, chair, organiser, team, without.id).await;
        assert_eq!(conflict(refused), "organiser-error-invite-no-address");
        invite::retract(&tx, chair, organiser, team, open.id).await.unwrap();
        assert!(matches!(invite::retract(&tx, chair, organiser, team, open.id).await, Err(Error::NotFound)));
        let refused = invite::accept(&tx, &stranger, open.token.as_deref().unwrap()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        assert_eq!(
            logged(&test, "pretalx.team.invite.orga.retract").await[0].1,
            json!({"email": "new@example.org"})
        );
    });
}

#[test]
fn accepting() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let list = invited(&test, &setting, "guest@example.org chair2@example.org").await;
        let tokens: Vec<String> = list.iter().map(|invite| invite.token.clone().unwrap()).collect();
        let tx = test.database.begin().await.unwrap();
        let guest = person(&tx, "guest").await;
        for account in [guest.id, setting.chair.account().unwrap()] {
            let row = account::ActiveModel {
                id: Set(account),
                email_verification_state: Set(EmailVerification::Unverified),
                ..Default::default()
            };
            row.update(tx.db()).await.unwrap();
        }
        for wrong in ["", "x", &"x".repeat(32), &tokens[0][1..], "ü", &"0".repeat(100_000)] {
            assert!(matches!(invite::by_token(tx.db(), wrong).await, Err(Error::NotFound)), "{wrong:.40}");
        }
        let nobody = invite::accept(&tx, &plenary_model::Actor::Anonymous, &tokens[0]).await;
        assert!(matches!(nobody, Err(Error::NeedsLogin)));
        let found = invite::accept(&tx, &actor(&guest), &tokens[0].to_uppercase()).await.unwrap();
        assert_eq!((found.team.id, found.organiser.slug.as_str()), (setting.team.id, "example"));
        let twice = invite::accept(&tx, &actor(&guest), &tokens[0]).await;
        assert!(matches!(twice, Err(Error::NotFound)), "once");
        // Of somebody else, by a member: nothing new, and used up as well.
        invite::accept(&tx, &setting.chair, &tokens[1]).await.unwrap();
        tx.commit().await.unwrap();
        let db = test.database.reader();
        let reached = rights::at_organiser(db, &actor(&guest), setting.organiser.id).await.unwrap();
        assert!(reached.can_change_teams && reached.can_create_events);
        assert_eq!(team_member::Entity::find().count(db).await.unwrap(), 2);
        assert_eq!(team_invite::Entity::find().count(db).await.unwrap(), 0);
        let state = async |id: i32| {
            account::Entity::find_by_id(id).one(db).await.unwrap().unwrap().email_verification_state
        };
        assert_eq!(state(guest.id).await, EmailVerification::Verified, "the mail went to this address");
        assert_eq!(state(setting.chair.account().unwrap()).await, EmailVerification::Unverified);
        let log = logged(&test, "pretalx.invite.orga.accept").await;
        assert_eq!(log[0].1, json!({"team": setting.team.name, "email": "guest@example.org"}));
        assert_eq!(logged(&test, "pretalx.user.email.verification.promote").await.len(), 1);
    });
}

/// One link, two people at the same moment.
#[test]
fn one_of_two_is_faster() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let token = invited(&test, &setting, "guest@example.org").await.remove(0).token.unwrap();
        let tx = test.database.begin().await.unwrap();
        let (one, two) = (actor(&person(&tx, "one").await), actor(&person(&tx, "two").await));
        tx.commit().await.unwrap();
        let accept = async |who| {
            let tx = test.database.begin().await?;
            invite::accept(&tx, who, &token).await?;
            tx.commit().await
        };
        let (first, second) = tokio::join!(accept(&one), accept(&two));
        assert!(first.is_ok() != second.is_ok());
        assert!([first, second].iter().flat_map(|o| o.as_ref().err()).all(|e| matches!(e, Error::NotFound)));
        let all = team::list(test.database.reader(), &setting.chair, &setting.organiser).await.unwrap();
        assert_eq!(all[0].members.len(), 2);
        let _ = organisers::load(test.database.reader(), setting.organiser.id).await.unwrap();
    });
}
