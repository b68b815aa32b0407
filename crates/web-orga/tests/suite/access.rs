use axum::http::{Method, StatusCode};
use plenary_model::SubmissionState;
use plenary_store::entity::submission;
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::setting::{Who, change, set_up, submit};

/// What a page of an event asks for.
#[derive(Clone, Copy, Debug)]
enum Needs {
    AnyRight,
    Proposals,
    EventSettings,
    Either,
}

impl Needs {
    fn lets_in(self, who: Who) -> bool {
        match who {
            Who::Anonymous | Who::Stranger | Who::Speaker => false,
            Who::Reviewer => matches!(self, Self::AnyRight),
            Who::Programme => !matches!(self, Self::EventSettings),
            Who::Organiser | Who::Administrator => true,
        }
    }
}

const VERBS: [&str; 6] = ["submit", "reject", "withdraw", "cancel", "accept", "confirm"];

#[test]
fn everybody_at_every_page() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let code = setting.proposal.code.clone();
        let tx = test.database.begin().await.unwrap();
        change(&tx, &setting.event, &code, SubmissionState::Accepted).await;
        tx.commit().await.unwrap();
        let proposal = format!("submissions/{code}/");
        let quick = format!("schedule/quick/{code}/");
        let mut pages = vec![
            ("", Needs::AnyRight, Method::GET),
            ("live", Needs::AnyRight, Method::GET),
            ("live", Needs::EventSettings, Method::POST),
            ("submissions/", Needs::Proposals, Method::GET),
            (&proposal, Needs::Proposals, Method::GET),
            ("schedule/", Needs::Proposals, Method::GET),
            (&quick, Needs::Proposals, Method::GET),
            (&quick, Needs::Proposals, Method::POST),
            ("schedule/rooms/", Needs::Either, Method::GET),
            ("schedule/rooms/new/", Needs::EventSettings, Method::GET),
            ("schedule/rooms/new/", Needs::EventSettings, Method::POST),
            ("schedule/release", Needs::Proposals, Method::GET),
            ("schedule/release", Needs::Proposals, Method::POST),
        ];
        let verbs: Vec<String> = VERBS.iter().map(|verb| format!("{proposal}{verb}")).collect();
        for verb in &verbs {
            pages.push((verb, Needs::Proposals, Method::GET));
            pages.push((verb, Needs::Proposals, Method::POST));
        }
        for who in Who::ALL {
            let visitor = setting.come(who).await;
            for (end, needs, method) in &pages {
                let path = setting.path(end);
                let answer = match *method {
                    // What is sent is incomplete where it is a form; live is told to do what is done.
                    Method::POST => visitor.post(&path, &[("action", "activate")]).await,
                    _ => visitor.get(&path).await,
                };
                let to_login = answer.location().starts_with("/orga/login/?next=/orga/event/");
                let (status, context) =
                    (answer.status, format!("{who:?} {method} {path}: {}", answer.status));
                if who == Who::Anonymous {
                    assert!(status == StatusCode::FOUND && to_login, "{context}");
                } else if needs.lets_in(who) {
                    let fine = [StatusCode::OK, StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY];
                    assert!(fine.contains(&status) && !to_login, "{context}");
                    assert_eq!(answer.body.is_empty(), status == StatusCode::SEE_OTHER, "{context}");
                } else {
                    assert_eq!(status, StatusCode::NOT_FOUND, "{context}");
                    let knows = Needs::AnyRight.lets_in(who);
                    assert!(knows || !answer.body.contains("Example Conference"), "{context}");
                }
            }
            // Outside of events.
            let list = visitor.get("/orga/event/").await;
            if who == Who::Anonymous {
                assert_eq!(list.location(), "/orga/login/?next=/orga/event/");
            } else {
                assert_eq!(list.status, StatusCode::OK);
                assert_eq!(list.body.contains("/orga/event/conf/"), Needs::AnyRight.lets_in(who), "{who:?}");
            }
            assert_eq!(visitor.get("/orga/").await.location(), "/orga/event/");
            assert_eq!(visitor.get("/orga/logout/").await.location(), "/orga/event/");
            let expected = if who == Who::Anonymous { StatusCode::OK } else { StatusCode::SEE_OTHER };
            assert_eq!(visitor.get("/orga/login/").await.status, expected);
        }
    });
}

#[test]
fn what_does_not_exist() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let draft = submit(&tx, &setting.event, &setting.speaker, "A draft").await;
        let row = submission::ActiveModel {
            id: Set(draft.id),
            state: Set(SubmissionState::Draft),
            ..Default::default()
        };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let (organiser, anonymous) = (setting.come(Who::Organiser).await, setting.come(Who::Anonymous).await);
        let code = &setting.proposal.code;
        let drafts = [format!("submissions/{}/", draft.code), format!("submissions/{}/accept", draft.code)];
        let others = [
            "submissions/XXXXXX/".to_owned(),
            "schedule/quick/XXXXXX/".to_owned(),
            format!("submissions/{code}/explode"),
        ];
        for end in drafts.iter().chain(&others) {
            assert_eq!(organiser.get(&setting.path(end)).await.status, StatusCode::NOT_FOUND, "{end}");
        }
        for end in ["submissions/XXXXXX/accept", &drafts[1], &others[2]] {
            assert_eq!(organiser.post(&setting.path(end), &[]).await.status, StatusCode::NOT_FOUND, "{end}");
        }
        assert!(!organiser.get(&setting.path("submissions/")).await.body.contains("A draft"));
        for path in ["/orga/event/nosuch/", "/orga/event/nosuch/submissions/"] {
            assert_eq!(organiser.get(path).await.status, StatusCode::NOT_FOUND);
            // The same as for an event that exists.
            assert!(anonymous.get(path).await.location().starts_with("/orga/login/?next="));
        }
    });
}

#[test]
fn other_sites_change_nothing() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let code = &setting.proposal.code;
        let paths = [
            "/orga/logout/".to_owned(),
            setting.path("live"),
            setting.path(&format!("submissions/{code}/accept")),
            setting.path(&format!("schedule/quick/{code}/")),
            setting.path("schedule/rooms/new/"),
            setting.path("schedule/release"),
        ];
        let form = ("content-type", "application/x-www-form-urlencoded");
        for path in &paths {
            for from in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
                let answer =
                    visitor.send(Method::POST, path, &[form, from], "action=deactivate".to_owned()).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            }
        }
        let page = visitor.get(&setting.path(&format!("submissions/{code}/"))).await;
        assert!(page.status == StatusCode::OK && page.body.contains("submitted"));
    });
}
