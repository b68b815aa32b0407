use axum::http::StatusCode;
use plenary_model::{Actor, SubmissionState};
use plenary_schedule::place::{self, Place};
use plenary_schedule::{room, working};
use plenary_store::entity::activity_log;
use plenary_store::log::{self, Entry};
use plenary_store::testing::on_both_engines;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::setting::{Setting, Who, change, set_up};

async fn entry(test: &plenary_store::testing::TestDatabase, action: &str) -> activity_log::Model {
    activity_log::Entity::find()
        .filter(activity_log::Column::ActionType.eq(action))
        .order_by_desc(activity_log::Column::Id)
        .one(test.database.reader())
        .await
        .unwrap()
        .unwrap()
}

/// A room, and the proposal in it.
async fn plan(test: &plenary_store::testing::TestDatabase, setting: &Setting) {
    let tx = test.database.begin().await.unwrap();
    change(&tx, &setting.event, &setting.proposal.code, SubmissionState::Accepted).await;
    let (event, system) = (&setting.event, &Actor::System);
    let hall = room::create(&tx, system, event, "Hall <b>".into(), Some(30)).await.unwrap();
    let slots = working::slots_of(tx.db(), system, event, setting.proposal.id).await.unwrap();
    let start = "2026-09-12T08:00:00Z".parse().unwrap();
    let place = Place { room: hall.id, start, end: None };
    place::place(&tx, system, event, slots[0].id, Some(place)).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn the_log_and_its_entries() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        plan(&test, &setting).await;
        let organiser = setting.come(Who::Organiser).await;
        let log = organiser.get(&setting.path("history/")).await;
        assert_eq!(log.status, StatusCode::OK);
        for part in [
            "Moved in the schedule",
            "Proposal accepted",
            "Room added",
            "Moss &#38; &#60;b&#62;moon",
            "automatically",
        ] {
            assert!(log.body.contains(part), "{part}: {}", log.body);
        }
        let moved = entry(&test, "plenary.slot.update").await;
        assert!(log.body.contains(&format!("/history/{}/", moved.id)));
        let page = organiser.get(&setting.path(&format!("history/{}/", moved.id))).await;
        assert_eq!(page.status, StatusCode::OK);
        // The room's name and the time in the event's zone, not a number and not UTC.
        assert!(page.body.contains("Hall &#60;b&#62;") && page.body.contains("10:00"), "{}", page.body);
        assert!(page.body.contains("empty"), "{}", page.body);
        let accepted = entry(&test, "pretalx.submission.accept").await;
        let page = organiser.get(&setting.path(&format!("history/{}/", accepted.id))).await.body;
        assert!(page.contains("submitted") && page.contains("accepted"), "{page}");
        // Filters, and what is no filter.
        let only = organiser.get(&setting.path("history/?object_type=room")).await.body;
        assert!(only.contains("Room added") && !only.contains("datetime=\"\""), "{only}");
        assert!(!only.contains("history-did"), "{only}");
        let nothing = organiser.get(&setting.path("history/?day=1999-01-01")).await.body;
        assert!(nothing.contains("Nothing found"), "{nothing}");
        for odd in [
            "?page=0",
            "?page=99999999999999999999",
            "?page=x",
            "?day=x",
            "?person=x",
            "?object=1",
            "?object_type=room&object=x",
            "?action_type=%22%3E%3Cscript%3E",
        ] {
            let answer = organiser.get(&setting.path(&format!("history/{odd}"))).await;
            assert_eq!(answer.status, StatusCode::OK, "{odd}");
            assert!(!answer.body.contains("<script>"), "{odd}");
        }
        for gone in ["history/0/", "history/x/", "history/99999999999/", "history/2147483647/"] {
            assert_eq!(organiser.get(&setting.path(gone)).await.status, StatusCode::NOT_FOUND, "{gone}");
        }
    });
}

#[test]
fn old_and_new_values_are_safe_and_say_no_secrets() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let long = "<script>alert(1)</script> \u{202e}🌿 ".repeat(300);
        let data = json!({
            "changes": {
                "landing_page_text": {"old": {"en": "the wet moss"}, "new": {"en": "the green moss"}},
                "custom_field_of_a_plugin": {"old": null, "new": long},
                "mail_settings": {"old": {}, "new": {"smtp_password": "hunter2"}},
                "date_from": {"old": "2026-09-11", "new": "2026-09-12"},
                "header_links": {"old": [], "new": [{"label": {"en": "Venue"}, "url": "https://venue.example/"}]},
                "not_a_pair": "x",
            },
            "review_code": "codecode",
        });
        let entries = [("pretalx.event.update", data), ("plugin.own.action", json!({"x": [1, [2]]}))];
        for (action, data) in entries {
            let entry = Entry {
                event: Some(setting.event.id),
                actor: &Actor::System,
                object: (plenary_model::ObjectType::Event, setting.event.id),
                action,
                data,
                as_organiser: true,
            };
            log::write(&tx, entry).await.unwrap();
        }
        tx.commit().await.unwrap();
        let organiser = setting.come(Who::Organiser).await;
        let id = entry(&test, "pretalx.event.update").await.id;
        let page = organiser.get(&setting.path(&format!("history/{id}/"))).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body.contains("the <del>wet </del>moss") && page.body.contains("the <ins>green </ins>moss"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("<script>alert") && !page.body.contains("hunter2"), "{}", page.body);
        assert!(!page.body.contains("codecode") && page.body.contains("********"));
        assert!(
            page.body.contains("12 </ins>September 2026") && page.body.contains("https://venue.example/")
        );
        let id = entry(&test, "plugin.own.action").await.id;
        let page = organiser.get(&setting.path(&format!("history/{id}/"))).await;
        assert!(page.status == StatusCode::OK && page.body.contains("plugin.own.action"));
        let settings = organiser.get(&setting.path("settings/")).await;
        assert!(settings.status == StatusCode::OK && settings.body.contains("Event settings changed"));
        assert!(!settings.body.contains("hunter2") && !settings.body.contains("<script>alert"));
    });
}

#[test]
fn panels_are_for_who_may_read_them() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        plan(&test, &setting).await;
        let proposal = setting.path(&format!("submissions/{}/", setting.proposal.code));
        for (who, rooms) in [(Who::Programme, false), (Who::Organiser, true)] {
            let visitor = setting.come(who).await;
            let page = visitor.get(&proposal).await.body;
            assert!(page.contains("Moved in the schedule") && page.contains("Proposal accepted"), "{page}");
            assert_eq!(page.contains("/history/?object_type=submission"), rooms, "{who:?}");
            let page = visitor.get(&setting.path("schedule/rooms/")).await.body;
            assert_eq!(page.contains("Room added"), rooms, "{who:?}");
        }
        let organiser = setting.come(Who::Organiser).await;
        let page = organiser.get("/orga/organiser/example/settings/").await.body;
        assert!(page.contains("Organiser added"), "{page}");
        let teams = organiser.get("/orga/organiser/example/teams/").await.body;
        let team = teams.split("/orga/organiser/example/teams/").find(|part| part.starts_with('1')).unwrap();
        let id: String = team.chars().take_while(char::is_ascii_digit).collect();
        let page = organiser.get(&format!("/orga/organiser/example/teams/{id}/")).await.body;
        assert!(page.contains("Team added"), "{page}");
        assert_eq!(
            setting.come(Who::Programme).await.get(&setting.path("history/")).await.status,
            StatusCode::NOT_FOUND
        );
    });
}
