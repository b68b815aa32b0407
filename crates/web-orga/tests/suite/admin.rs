use axum::http::StatusCode;
use plenary_model::Timestamp;
use plenary_queue::job;
use plenary_store::Tx;
use plenary_store::entity::{account, activity_log, instance_setting, job as jobs, queued_mail};
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::testing::Visitor;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::organisers::team_of;
use crate::setting::{Who, log_in, set_up};

const ADMIN: &str = "/orga/admin/";

async fn person(test: &TestDatabase, who: Who) -> account::Model {
    let own = account::Entity::find().filter(account::Column::Email.eq(who.email()));
    own.one(test.database.reader()).await.unwrap().unwrap()
}

async fn path_of(test: &TestDatabase, who: Who) -> String {
    format!("{ADMIN}users/{}/", person(test, who).await.code.unwrap())
}

/// A job that was given up.
async fn give_up(tx: &Tx, key: &str, at: Timestamp) {
    job::enqueue(tx, "test", key, at).await.unwrap();
    let given_up = jobs::ActiveModel {
        failed: Set(Some(at)),
        attempts: Set(6),
        error: Set(Some("<b>disk</b> full".into())),
        ..Default::default()
    };
    jobs::Entity::update_many().set(given_up).filter(jobs::Column::Key.eq(key)).exec(tx.db()).await.unwrap();
}

#[test]
fn the_area_is_for_administrators() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let user = path_of(&test, Who::Speaker).await;
        for who in Who::ALL {
            let visitor = setting.come(who).await;
            for path in ["", "jobs/", "users/", "update/", "test-mail/"] {
                let answer = visitor.get(&format!("{ADMIN}{path}")).await;
                let expected = match who {
                    Who::Anonymous => StatusCode::SEE_OTHER,
                    Who::Administrator => StatusCode::OK,
                    _ => StatusCode::NOT_FOUND,
                };
                let status =
                    if answer.status.is_redirection() { StatusCode::SEE_OTHER } else { answer.status };
                assert_eq!(status, expected, "{who:?} {path}: {}", answer.body);
            }
            let events = visitor.get("/orga/event/").await;
            let is_offered = events.body.contains("href=\"/orga/admin/\"");
            assert_eq!(is_offered, who == Who::Administrator, "{who:?}");
            if who != Who::Administrator && who != Who::Anonymous {
                for (path, fields) in [
                    (user.clone(), vec![("action", "appoint")]),
                    (format!("{user}verification/"), vec![("state", "verified")]),
                    (format!("{user}delete/"), vec![("email", "speaker@example.org")]),
                    (format!("{ADMIN}jobs/"), vec![("action", "retry-all")]),
                    ("/orga/me/subuser".to_owned(), vec![("powers", "on")]),
                ] {
                    assert_eq!(
                        visitor.post(&path, &fields).await.status,
                        StatusCode::NOT_FOUND,
                        "{who:?} {path}"
                    );
                }
            }
        }
        assert!(!person(&test, Who::Speaker).await.is_administrator);
    });
}

#[test]
fn the_status_says_what_is_wrong() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        give_up(&tx, "1", tx.now()).await;
        job::enqueue(&tx, "thumbnail", "2", tx.now().plus_minutes(-90)).await.unwrap();
        tx.commit().await.unwrap();
        let visitor = setting.come(Who::Administrator).await;
        let page = visitor.get(ADMIN).await;
        for part in [
            env!("CARGO_PKG_VERSION"),
            "One background job was given up",
            "Is a worker running?",
            "Nobody gets errors by email",
            "thumbnail",
            "up to date",
            "Organiser added",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let german = visitor.get(&format!("{ADMIN}?lang=de")).await;
        assert!(german.status == StatusCode::OK && !german.body.contains("admin-"), "every text is there");
    });
}

#[test]
fn jobs_that_were_given_up() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let path = format!("{ADMIN}jobs/");
        assert!(visitor.get(&path).await.body.contains("Nothing was given up"));
        let tx = test.database.begin().await.unwrap();
        for key in ["first", "second"] {
            give_up(&tx, key, tx.now()).await;
        }
        tx.commit().await.unwrap();
        let page = visitor.get(&path).await;
        assert!(page.body.contains("first") && page.body.contains("disk") && !page.body.contains("<b>disk"));
        let find = async |key: &str| {
            let of_key = jobs::Entity::find().filter(jobs::Column::Key.eq(key));
            of_key.one(test.database.reader()).await.unwrap()
        };
        let id = find("first").await.unwrap().id.to_string();
        assert_eq!(visitor.post(&path, &[("action", "retry"), ("job", &id)]).await.location(), path);
        assert!(visitor.get(&path).await.body.contains("is being tried again"));
        assert!(find("first").await.unwrap().failed.is_none());
        let id = find("second").await.unwrap().id.to_string();
        visitor.post(&path, &[("action", "discard"), ("job", &id)]).await;
        assert!(find("second").await.is_none());
        for fields in [
            vec![("action", "retry"), ("job", id.as_str())],
            vec![("action", "discard"), ("job", "99999999999999")],
            vec![("action", "x"), ("job", "1")],
            vec![],
        ] {
            assert!(visitor.post(&path, &fields).await.status.is_client_error(), "{fields:?}");
        }
        visitor.post(&path, &[("action", "retry-all")]).await;
    });
}

#[test]
fn finding_people() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let path = format!("{ADMIN}users/");
        assert!(visitor.get(&path).await.body.contains("speaker@example.org"));
        let found = visitor.get(&format!("{path}?q=zo%C3%AB+speaker")).await;
        assert!(found.body.contains("speaker@example.org") && !found.body.contains("stranger@example.org"));
        let none = visitor.get(&format!("{path}?q=%3Cscript%3E")).await;
        assert!(none.body.contains("Nothing found") && !none.body.contains("<script>\""));
        for query in ["q=%25", "page=0", "page=99999999999999999999", "page=-1", "q=%FF"] {
            assert_eq!(visitor.get(&format!("{path}?{query}")).await.status, StatusCode::OK, "{query}");
        }
        let before = test.database.statements();
        visitor.get(&path).await;
        let few = test.database.statements() - before;
        let tx = test.database.begin().await.unwrap();
        for number in 0..60 {
            let new = plenary_person::account::NewAccount {
                name: "Many",
                email: &format!("many{number}@example.org"),
                password: None,
                locale: "en",
                time_zone: "UTC",
                administrator: false,
            };
            plenary_person::account::create(&tx, new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let before = test.database.statements();
        let page = visitor.get(&path).await;
        assert!(page.body.contains("page=2"));
        assert_eq!(test.database.statements() - before, few);
    });
}

#[test]
fn one_person_from_all_sides() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let path = path_of(&test, Who::Speaker).await;
        let page = visitor.get(&path).await;
        for part in ["Zoë Speaker", "speaker@example.org", "Moss &#38; &#60;b&#62;moon", "Example Conference"]
        {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert_eq!(visitor.get(&format!("{ADMIN}users/NOBODY/")).await.status, StatusCode::NOT_FOUND);

        // A link to a new password, at most every few minutes.
        let count = async || queued_mail::Entity::find().count(test.database.reader()).await.unwrap();
        let before = count().await;
        assert_eq!(visitor.post(&path, &[]).await.location(), path);
        assert!(visitor.get(&path).await.body.contains("on its way to speaker@example.org"));
        visitor.post(&path, &[("action", "reset")]).await;
        assert!(visitor.get(&path).await.body.contains("Try again in 5 minutes"));
        assert_eq!(count().await, before + 1);

        visitor.post(&format!("{path}verification/"), &[("state", "unverified")]).await;
        let state = person(&test, Who::Speaker).await.email_verification_state;
        assert_eq!(state, plenary_model::EmailVerification::Unverified);
        visitor.post(&format!("{path}verification/"), &[("state", "verified")]).await;
        assert!(visitor.get(&path).await.body.contains("counts as verified now"));
        for (end, fields) in [("verification/", [("state", "x")]), ("", [("action", "x")])] {
            let answer = visitor.post(&format!("{path}{end}"), &fields).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        }

        // Every entry that belongs to no event has its page.
        let entries = activity_log::Entity::find().all(test.database.reader()).await.unwrap();
        for entry in entries {
            let answer = visitor.get(&format!("{ADMIN}logs/{}/", entry.id)).await;
            let expected = if entry.event_id.is_none() { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(answer.status, expected, "{}", entry.action_type);
        }
        assert_eq!(visitor.get(&format!("{ADMIN}logs/x/")).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn administrators_come_and_go_but_the_last_one() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let own = path_of(&test, Who::Administrator).await;
        let stranger = path_of(&test, Who::Stranger).await;
        visitor.post(&own, &[("action", "dismiss")]).await;
        assert!(visitor.get(&own).await.body.contains("only administrator"), "stays");
        assert!(person(&test, Who::Administrator).await.is_administrator);
        let other = setting.come(Who::Stranger).await;
        assert_eq!(other.get(ADMIN).await.status, StatusCode::NOT_FOUND);
        visitor.post(&stranger, &[("action", "appoint")]).await;
        assert_eq!(other.get(ADMIN).await.status, StatusCode::OK, "at once");
        let left = visitor.post(&own, &[("action", "dismiss")]).await;
        assert_eq!(left.location(), "/orga/event/");
        assert_eq!(visitor.get(ADMIN).await.status, StatusCode::NOT_FOUND);
        let entry = activity_log::Entity::find()
            .filter(activity_log::Column::ActionType.eq("plenary.user.administrator"))
            .one(test.database.reader())
            .await
            .unwrap()
            .unwrap();
        let page = other.get(&format!("{ADMIN}logs/{}/", entry.id)).await;
        for part in ["Administrator rights changed", "is_administrator", ">no<", ">yes<", "Zoë Administrator"]
        {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
    });
}

#[test]
fn erasing_somebody() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let path = format!("{}delete/", path_of(&test, Who::Speaker).await);
        let asked = visitor.get(&path).await;
        assert!(asked.body.contains("Delete the account of Zoë Speaker?"), "{}", asked.body);
        let wrong = visitor.post(&path, &[("email", "stranger@example.org")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("id_email_error") && person(&test, Who::Speaker).await.is_active);
        let done = visitor.post(&path, &[("email", "Speaker@example.org")]).await;
        assert_eq!(done.location(), "/orga/admin/users/", "{}", done.body);
        assert!(!visitor.get("/orga/admin/users/?q=speaker").await.body.contains("speaker@example.org"));
        let own = format!("{}delete/", path_of(&test, Who::Administrator).await);
        let refused = visitor.post(&own, &[("email", "administrator@example.org")]).await;
        assert!(
            refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("only administrator")
        );
    });
}

#[test]
fn powers_are_put_aside_and_taken_up() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let elsewhere = setting.come(Who::Administrator).await;
        let path = setting.path("");
        let page = visitor.get(&path).await;
        assert!(page.status == StatusCode::OK && page.body.contains("You are acting as an administrator"));
        let off = visitor.post("/orga/me/subuser", &[("powers", "off"), ("next", ADMIN)]).await;
        assert_eq!(off.location(), "/orga/event/");
        let events = visitor.get("/orga/event/").await;
        assert!(
            events.body.contains("Your administrator powers are off")
                && !events.body.contains("href=\"/orga/admin/\"")
        );
        for gone in [path.as_str(), ADMIN] {
            assert_eq!(visitor.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
            assert_eq!(elsewhere.get(gone).await.status, StatusCode::OK, "in this browser only");
        }
        let on = visitor.post("/orga/me/subuser", &[("powers", "on"), ("next", &path)]).await;
        assert_eq!(on.location(), path);
        assert_eq!(visitor.get(ADMIN).await.status, StatusCode::OK);
        let evil =
            visitor.post("/orga/me/subuser", &[("powers", "on"), ("next", "https://evil.example/")]).await;
        assert_eq!(evil.location(), "/orga/event/");
        visitor.post("/orga/me/subuser", &[]).await;
        assert_eq!(visitor.get(ADMIN).await.status, StatusCode::NOT_FOUND, "without a word: the other way");
        log_in(&visitor, "", &Who::Administrator.email(), crate::setting::PASSWORD).await;
        assert_eq!(visitor.get(ADMIN).await.status, StatusCode::OK, "a new log-in has them");
        let noted = activity_log::Entity::find()
            .filter(activity_log::Column::ActionType.starts_with("plenary.user.powers"));
        assert_eq!(noted.count(test.database.reader()).await.unwrap(), 3);
        for who in [Who::Organiser, Who::Speaker] {
            let other = setting.come(who).await;
            assert!(!other.get("/orga/event/").await.body.contains("administrator"), "{who:?}");
        }
    });
}

#[test]
fn the_choice_of_the_update_check_and_a_test_mail_without_a_server() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let path = format!("{ADMIN}update/");
        assert!(visitor.get(&path).await.body.contains("This version does not look yet"));
        let bad = visitor.post(&path, &[("enabled", "on"), ("email", "nobody")]).await;
        assert!(bad.status == StatusCode::UNPROCESSABLE_ENTITY && bad.body.contains("id_email_error"));
        let fields = [("enabled", "on"), ("email", "ops@example.org")];
        assert_eq!(visitor.post(&path, &fields).await.location(), path);
        assert!(visitor.get(&path).await.body.contains("value=\"ops@example.org\""));
        let stored = instance_setting::Entity::find()
            .filter(instance_setting::Column::Key.eq("update_check_enabled"))
            .one(test.database.reader())
            .await
            .unwrap();
        assert_eq!(stored.map(|row| row.value).as_deref(), Some("True"));
        visitor.post(&path, &fields).await;
        let noted = activity_log::Entity::find()
            .filter(activity_log::Column::ActionType.eq("plenary.instance.update"));
        assert_eq!(noted.count(test.database.reader()).await.unwrap(), 1, "the second time nothing changed");

        let path = format!("{ADMIN}test-mail/");
        assert!(visitor.get(&path).await.body.contains("administrator@example.org"));
        let bad = visitor.post(&path, &[("to", "a@b\r\nBcc: c@d")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = visitor.post(&path, &[("to", "a@example.org")]).await;
        assert!(none.status == StatusCode::OK && none.body.contains("message--danger"), "{}", none.body);
    });
}

#[test]
fn organisers_send_links_to_members() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let (team, member) = team_of(&test, "Reviewer").await;
        let base = format!("/orga/organiser/example/teams/{team}/");
        let path = format!("{base}members/{member}/reset/");
        assert!(visitor.get(&base).await.body.contains(&path));
        assert!(visitor.get(&path).await.body.contains("Reset the password of Zoë Reviewer?"));
        assert_eq!(visitor.post(&path, &[]).await.location(), base);
        assert!(visitor.get(&base).await.body.contains("on its way to reviewer@example.org"));
        let mails =
            queued_mail::Entity::find().filter(queued_mail::Column::Recipients.eq("reviewer@example.org"));
        assert_eq!(mails.clone().count(test.database.reader()).await.unwrap(), 1);
        let stranger = person(&test, Who::Stranger).await.id;
        for wrong in [format!("{base}members/{stranger}/reset/"), format!("{base}members/x/reset/")] {
            assert_eq!(visitor.get(&wrong).await.status, StatusCode::NOT_FOUND);
            assert_eq!(visitor.post(&wrong, &[]).await.status, StatusCode::NOT_FOUND);
        }
        let reviewer: Visitor = setting.come(Who::Reviewer).await;
        assert_eq!(reviewer.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(mails.count(test.database.reader()).await.unwrap(), 1);
        let off = account::ActiveModel { id: Set(member), is_active: Set(false), ..Default::default() };
        let tx = test.database.begin().await.unwrap();
        off.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        visitor.post(&path, &[]).await;
        assert!(visitor.get(&base).await.body.contains("deleted or switched off"));
    });
}
