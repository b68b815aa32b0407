use axum::http::StatusCode;
use plenary_event::{rights, team};
use plenary_model::{Actor, EmailVerification};
use plenary_person::account;
use plenary_store::entity::{team_invite, team_member};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::testing::Visitor;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::organisers::team_of;
use crate::setting::{PASSWORD, Setting, Who, log_in, set_up};

impl Setting {
    /// Invites the addresses in a text to a team; the first invitation.
    pub async fn invite(&self, test: &TestDatabase, team: i32, text: &str) -> team_invite::Model {
        let tx = test.database.begin().await.unwrap();
        let owner = plenary_event::organiser::find(tx.db(), "example").await.unwrap();
        let list = team::invite::invite(&tx, &Actor::System, &owner, team, text).await.unwrap();
        tx.commit().await.unwrap();
        list.into_iter().next().unwrap()
    }

    /// The address of an invitation to the team of reviewers.
    async fn invited(&self, test: &TestDatabase, email: &str) -> String {
        let (team, _) = team_of(test, "Reviewer").await;
        format!("/orga/invitation/{}", self.invite(test, team, email).await.token.unwrap())
    }
}

async fn members(test: &TestDatabase) -> u64 {
    team_member::Entity::find().count(test.database.reader()).await.unwrap()
}

#[test]
fn with_the_account_that_is_logged_in() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let path = setting.invited(&test, "guest@example.org").await;
        let visitor = setting.come(Who::Stranger).await;
        let page = visitor.get(&path).await;
        for part in [
            "Example invites you to the team “Reviewer”",
            "Zoë Stranger",
            "guest@example.org",
            "Review proposals",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert!(
            !page.body.contains("register_email") && page.body.contains("Log out to use another account")
        );
        let before = members(&test).await;
        assert_eq!(visitor.post(&path, &[]).await.location(), "/orga/event/");
        assert_eq!(members(&test).await, before + 1);
        let list = visitor.get("/orga/event/").await;
        assert!(
            list.body.contains("You are now in the team “Reviewer” of Example.")
                && list.body.contains("/orga/event/conf/")
        );
        for answer in [visitor.get(&path).await, visitor.post(&path, &[]).await] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            assert!(answer.body.contains("This invitation is not valid any more"), "{}", answer.body);
        }
    });
}

#[test]
fn by_logging_in() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let path = setting.invited(&test, "stranger@example.org").await;
        let visitor = Visitor::new(&setting.app);
        let page = visitor.get(&path).await;
        let login = format!("href=\"/orga/login/?next={path}\"");
        for part in [&login, "name=\"register_name\"", "value=\"stranger@example.org\"", "noindex"] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let before = members(&test).await;
        let back = log_in(&visitor, &format!("?next={path}"), &Who::Stranger.email(), PASSWORD).await;
        assert_eq!(back.location(), path);
        assert_eq!(members(&test).await, before, "coming there is no yes");
        assert_eq!(visitor.post(&path, &[]).await.location(), "/orga/event/");
        assert_eq!(members(&test).await, before + 1);
    });
}

#[test]
fn by_registering() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let path = setting.invited(&test, "guest@example.org").await;
        let visitor = Visitor::new(&setting.app);
        let fields = |name, email, password, repeat| {
            [
                ("register_name", name),
                ("register_email", email),
                ("register_password", password),
                ("register_password_repeat", repeat),
            ]
        };
        let guest = "guest@example.org";
        for (sent, id) in [
            (fields("", guest, PASSWORD, PASSWORD), "id_register_name_error"),
            (fields("<b>", guest, PASSWORD, PASSWORD), "id_register_name_error"),
            (fields("Guest", guest, "", ""), "id_register_password_error"),
            (fields("Guest", guest, "12345678", "12345678"), "id_register_password_error"),
            (fields("Guest", guest, PASSWORD, "another one"), "id_register_password_repeat_error"),
        ] {
            let refused = visitor.post(&path, &sent).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{sent:?}");
            assert!(refused.body.contains(id), "{id}: {}", refused.body);
            assert!(!refused.body.contains(PASSWORD) && !refused.body.contains("<b>"));
        }
        let taken = setting.invited(&test, "speaker@example.org").await;
        let refused = visitor.post(&taken, &fields("Guest", "", PASSWORD, PASSWORD)).await;
        assert!(refused.body.contains("id_register_email_error"), "{}", refused.body);
        let db = test.database.reader();
        assert!(
            account::find_by_email(db, guest).await.unwrap().is_none(),
            "no account without a membership"
        );
        let done = visitor.post(&path, &fields("Guest", "victim@example.org", PASSWORD, PASSWORD)).await;
        assert_eq!(done.location(), "/orga/event/", "{}", done.body);
        let made = account::find_by_email(db, guest).await.unwrap().unwrap();
        assert_eq!(made.email_verification_state, EmailVerification::Verified, "the mail went there");
        assert!(account::find_by_email(db, "victim@example.org").await.unwrap().is_none());
        let actor = Actor::Person { account: made.id, administrator: false };
        assert!(rights(db, &actor, &setting.event).await.unwrap().is_reviewer);
        assert!(visitor.get("/orga/event/").await.body.contains("/orga/event/conf/"));
    });
}

#[test]
fn links_that_lead_nowhere() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let used = setting.invited(&test, "guest@example.org").await;
        setting.come(Who::Stranger).await.post(&used, &[]).await;
        let visitors = [setting.come(Who::Anonymous).await, setting.come(Who::Stranger).await];
        let codes = ["x".to_owned(), "0".repeat(32), "%F0%9F%8E%89".to_owned(), "9".repeat(5000)];
        let paths = codes.into_iter().map(|code| format!("/orga/invitation/{code}")).chain([used]);
        for path in paths {
            for visitor in &visitors {
                for answer in [visitor.get(&path).await, visitor.post(&path, &[("register_name", "x")]).await]
                {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path:.60}");
                    assert!(answer.body.contains("Otherwise ask the people who invited you"), "{path:.60}");
                }
            }
        }
        // The same link in capitals is the same.
        let path = setting.invited(&test, "other@example.org").await;
        let (start, token) = path.split_at("/orga/invitation/".len());
        assert_eq!(visitors[0].get(&format!("{start}{}", token.to_uppercase())).await.status, StatusCode::OK);
    });
}
