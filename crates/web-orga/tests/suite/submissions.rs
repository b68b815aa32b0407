use axum::http::StatusCode;
use plenary_model::SubmissionState;
use plenary_schedule::place::{self, Place};
use plenary_schedule::{room, working};
use plenary_store::entity::{queued_mail, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::EntityTrait;

use crate::setting::{Setting, Who, change, set_up, submit};

#[test]
fn the_list_filters_searches_and_costs_the_same() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Programme).await;
        let tx = test.database.begin().await.unwrap();
        let second = submit(&tx, &setting.event, &setting.speaker, "Über Flüsse").await;
        change(&tx, &setting.event, &second.code, SubmissionState::Accepted).await;
        tx.commit().await.unwrap();
        let get = async |query: &str| visitor.get(&setting.path(&format!("submissions/{query}"))).await.body;
        let cost = async |query: &str| {
            let before = test.database.statements();
            get(query).await;
            test.database.statements() - before
        };
        let few = cost("").await;
        assert_eq!(few, 10);

        let all = get("").await;
        assert!(
            all.contains("Moss &#38; &#60;b&#62;moon&#60;/b&#62;") && all.contains("Zoë Speaker"),
            "{all}"
        );
        assert!(all.find("Über Flüsse").unwrap() < all.find("Moss").unwrap(), "newest first");
        assert!(all.contains("2 results"));
        let accepted = get("?state=accepted").await;
        assert!(
            accepted.contains("Über Flüsse") && !accepted.contains("Moss") && accepted.contains("1 result")
        );
        assert!(accepted.contains("href=\"/orga/event/conf/submissions/?state=accepted\" aria-current=\"page\">Accepted <span class=\"tabs__count\">1<"));
        for nothing in
            ["?state=draft", "?state=nonsense", "?page=99", "?page=x", "?page=0", "?state=a&state=b"]
        {
            assert!(get(nothing).await.contains("2 results"), "{nothing}");
        }
        for (q, found) in [
            ("ÜBER", true),
            ("fl%C3%BCsse+%C3%BCber", true),
            ("zo%C3%AB+fl", true),
            (second.code.to_lowercase().as_str(), true),
            ("moon", false),
            ("%25", false),
        ] {
            assert_eq!(get(&format!("?q={q}")).await.contains("Über Flüsse"), found, "{q}");
        }
        let nothing = get("?q=%22%3E%3Cscript%3E").await;
        assert!(nothing.contains("Nothing found") && !nothing.contains("<script>"), "{nothing}");
        assert!(nothing.contains("name=\"q\" value=\"&#34;&#62;&#60;script&#62;\""), "{nothing}");
        assert!(get("?q=moss&state=accepted").await.contains("Nothing found"));

        let tx = test.database.begin().await.unwrap();
        for number in 2..150 {
            submit(&tx, &setting.event, &setting.speaker, &format!("Talk {number}")).await;
        }
        tx.commit().await.unwrap();
        assert_eq!(cost("").await, few);
        let first = get("").await;
        assert!(first.contains("150 results") && first.matches("table__main").count() == 50, "{first}");
        assert!(get("?q=talk&page=2").await.contains("?q=talk&#38;page=3"));
        let last = get("?page=3").await;
        assert!(last.contains("Moss") && last.contains("101–150"));
    });
}

#[test]
fn one_proposal_shows_everything() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let before = test.database.statements();
        let page = visitor
            .get(&setting.path(&format!("submissions/{}/", setting.proposal.code.to_lowercase())))
            .await;
        assert_eq!(test.database.statements() - before, 17);
        assert_eq!(page.status, StatusCode::OK);
        for part in
            ["It <em>rains</em>.", "speaker@example.org", "Zoë Speaker", "Talk", "30 min", "submitted"]
        {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert!(!page.body.contains("alert(1)") || !page.body.contains("<script>alert"), "{}", page.body);
        // One next step; the other changes apart from it.
        let accept = format!("action=\"/orga/event/conf/submissions/{}/accept\"", setting.proposal.code);
        assert_eq!(page.body.matches(&accept).count(), 1, "{}", page.body);
        assert!(!page.body.contains("/submit\""), "it is submitted already");
    });
}

async fn state_of(test: &plenary_store::testing::TestDatabase, setting: &Setting) -> SubmissionState {
    let row = submission::Entity::find_by_id(setting.proposal.id).one(test.database.reader()).await.unwrap();
    row.unwrap().state
}

#[test]
fn states_change_by_button_only() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Programme).await;
        let path = setting.path(&format!("submissions/{}/", setting.proposal.code));
        let steps = [
            (
                "accept",
                SubmissionState::Accepted,
                "Accept “",
                "is accepted. An email to the speakers is prepared, not sent.",
            ),
            ("confirm", SubmissionState::Confirmed, "Confirm “", "is confirmed."),
            ("accept", SubmissionState::Accepted, "Put “", "is back to accepted."),
            ("cancel", SubmissionState::Canceled, "Cancel “", "is cancelled."),
            ("reject", SubmissionState::Rejected, "Reject “", "is rejected."),
            ("withdraw", SubmissionState::Withdrawn, "Withdraw “", "is withdrawn."),
            ("submit", SubmissionState::Submitted, "Put “", "is back to submitted."),
        ];
        for (verb, new, question, said) in steps {
            let before = state_of(&test, &setting).await;
            let asked = visitor.get(&format!("{path}{verb}?next={path}")).await;
            assert_eq!(asked.status, StatusCode::OK);
            assert!(
                asked.body.contains(&format!("{question}Moss &#38; &#60;b&#62;")),
                "{verb}: {}",
                asked.body
            );
            assert!(asked.body.contains(&format!("name=\"next\" value=\"{path}\"")), "{verb}");
            assert_eq!(state_of(&test, &setting).await, before, "{verb} is only asked about");
            let done = visitor.post(&format!("{path}{verb}"), &[("next", &path)]).await;
            assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, path.as_str()), "{verb}");
            assert_eq!(state_of(&test, &setting).await, new, "{verb}");
            let page = visitor.get(&path).await;
            let link = format!("<a href=\"{path}\">Moss &#38; &#60;b&#62;moon&#60;/b&#62;</a>” {said}");
            assert!(page.body.contains(&link), "{verb}: {}", page.body);

            let again = visitor.post(&format!("{path}{verb}"), &[]).await;
            assert_eq!(again.location(), "/orga/event/conf/submissions/", "{verb}");
            assert!(visitor.get(&path).await.body.contains("Nothing has changed"), "{verb}");
            assert_eq!(
                visitor.get(&format!("{path}{verb}")).await.location(),
                path,
                "{verb}: nothing to ask"
            );
            visitor.get(&path).await;
        }
        // Drafts of letters: one for accepting, one for rejecting.
        assert_eq!(queued_mail::Entity::find().all(test.database.reader()).await.unwrap().len(), 2);
    });
}

#[test]
fn a_place_is_not_lost_unasked() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let actor = plenary_model::Actor::System;
        let code = &setting.proposal.code;
        let tx = test.database.begin().await.unwrap();
        let hall = room::create(&tx, &actor, &setting.event, "Great Hall".into(), None).await.unwrap();
        change(&tx, &setting.event, code, SubmissionState::Confirmed).await;
        let slot =
            working::slots_of(tx.db(), &actor, &setting.event, setting.proposal.id).await.unwrap().remove(0);
        let start = "2026-09-12T08:00:00Z".parse().unwrap();
        place::place(&tx, &actor, &setting.event, slot.id, Some(Place { room: hall.id, start, end: None }))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let path = setting.path(&format!("submissions/{code}/"));
        let page = visitor.get(&path).await;
        let words = "Sat 12 Sep, 10:00–10:30 · Great Hall";
        assert!(page.body.contains(words), "{}", page.body);
        // Buttons that keep the place act at once, the others lead to the question.
        assert!(page.body.contains(&format!("action=\"{path}accept\"")));
        for verb in ["submit", "reject", "withdraw", "cancel"] {
            assert!(page.body.contains(&format!("href=\"{path}{verb}?next=")), "{verb}: {}", page.body);
            assert!(!page.body.contains(&format!("action=\"{path}{verb}\"")), "{verb}");
            assert!(visitor.get(&format!("{path}{verb}")).await.body.contains(words), "{verb}");
        }
        assert!(!visitor.get(&format!("{path}accept")).await.body.contains(words));
    });
}
