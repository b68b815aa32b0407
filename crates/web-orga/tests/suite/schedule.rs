use axum::http::StatusCode;
use plenary_model::{Actor, SubmissionState};
use plenary_schedule::{room, working};
use plenary_store::entity::slot;
use plenary_store::testing::{TestDatabase, on_both_engines};
use plenary_web::testing::Visitor;

use crate::setting::{Setting, Who, change, set_up, submit};

/// Adds rooms as the organisers do, and gives their ids.
async fn add_rooms(test: &TestDatabase, setting: &Setting, visitor: &Visitor) -> Vec<i32> {
    for (en, de, capacity) in [("Great Hall", "Großer Saal", "900"), ("Garden", "", "")] {
        let fields = [("name_en", en), ("name_de", de), ("capacity", capacity)];
        let answer = visitor.post(&setting.path("schedule/rooms/new/"), &fields).await;
        assert_eq!(answer.location(), "/orga/event/conf/schedule/rooms/", "{}", answer.body);
    }
    let rooms = room::of_event(test.database.reader(), setting.event.id).await.unwrap();
    rooms.into_iter().map(|room| room.id).collect()
}

async fn accept(test: &TestDatabase, setting: &Setting, code: &str) {
    let tx = test.database.begin().await.unwrap();
    change(&tx, &setting.event, code, SubmissionState::Confirmed).await;
    tx.commit().await.unwrap();
}

async fn slot_of(test: &TestDatabase, setting: &Setting) -> slot::Model {
    let db = test.database.reader();
    working::slots_of(db, &Actor::System, &setting.event, setting.proposal.id).await.unwrap().remove(0)
}

#[test]
fn rooms() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        assert!(visitor.get(&setting.path("schedule/rooms/")).await.body.contains("No rooms yet"));
        let new = setting.path("schedule/rooms/new/");
        let form = visitor.get(&new).await;
        assert!(form.body.contains("name=\"name_en\"") && form.body.contains("name=\"name_de\""));
        for (fields, id) in [
            ([("name_en", ""), ("name_de", " "), ("capacity", "12")], "id_name_error"),
            ([("name_en", "Hall"), ("name_de", "Saal"), ("capacity", "0")], "id_capacity_error"),
            ([("name_en", "Hall"), ("name_de", "Saal"), ("capacity", "many")], "id_capacity_error"),
            ([("name_en", "Hall"), ("name_de", "Saal"), ("capacity", "99999999999")], "id_capacity_error"),
        ] {
            let answer = visitor.post(&new, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(id), "{id}: {}", answer.body);
            for (_, value) in fields.iter().filter(|(_, value)| !value.trim().is_empty()) {
                assert!(
                    answer.body.contains(&format!("value=\"{value}\"")),
                    "{value} is kept: {}",
                    answer.body
                );
            }
        }
        let long = "x".repeat(101);
        let answer = visitor.post(&new, &[("name_en", &long)]).await;
        assert!(
            answer.status == StatusCode::UNPROCESSABLE_ENTITY
                && answer.body.contains("at most 100 characters."),
            "{}",
            answer.body
        );

        add_rooms(&test, &setting, &visitor).await;
        let list = visitor.get(&setting.path("schedule/rooms/")).await;
        for part in ["Great Hall", "Großer Saal", "900", "Garden", "The room “Great Hall” has been added."]
        {
            assert!(list.body.contains(part), "{part}: {}", list.body);
        }
        let programme = setting.come(Who::Programme).await.get(&setting.path("schedule/rooms/")).await;
        assert!(!programme.body.contains("/rooms/new/"), "only who may add rooms sees the button");
    });
}

#[test]
fn placing_a_session() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let code = &setting.proposal.code;
        let quick = setting.path(&format!("schedule/quick/{code}/"));
        let proposal = setting.path(&format!("submissions/{code}/"));
        // Not accepted: nothing to place.
        assert_eq!(visitor.get(&quick).await.location(), proposal);
        assert!(visitor.get(&proposal).await.body.contains("only accepted sessions have a place"));
        assert_eq!(visitor.post(&quick, &[("room", "1")]).await.location(), proposal);
        accept(&test, &setting, code).await;
        let rooms = add_rooms(&test, &setting, &visitor).await;
        let (hall, slot) = (rooms[0].to_string(), slot_of(&test, &setting).await.id.to_string());

        let waiting = visitor.get(&setting.path("schedule/")).await;
        assert!(waiting.body.contains("1 session without a time") && waiting.body.contains("Europe/Berlin"));
        assert!(
            waiting.body.contains(&format!("action=\"{quick}\""))
                && waiting.body.contains("min=\"2026-09-11T00:00\" max=\"2026-09-13T23:59\"")
        );
        let form = visitor.get(&quick).await;
        for part in [
            "type=\"datetime-local\"",
            "11–13 September 2026, time zone Europe/Berlin",
            "lasts 30 min",
            "Garden",
        ] {
            assert!(form.body.contains(part), "{part}: {}", form.body);
        }
        assert!(!form.body.contains("Take off the schedule"));

        for (room, start, end, id) in [
            ("", "2026-09-12T10:00", "", "id_room_error"),
            ("99999", "2026-09-12T10:00", "", "id_room_error"),
            (hall.as_str(), "", "", "id_start_error"),
            (&hall, "tomorrow", "", "id_start_error"),
            (&hall, "2026-09-10T23:59", "", "id_start_error"),
            (&hall, "2026-09-14T00:00", "", "id_start_error"),
            (&hall, "2026-09-12T10:00", "2026-09-12T09:00", "id_end_error"),
        ] {
            let answer = visitor
                .post(
                    &quick,
                    &[("slot", &slot), ("room", room), ("start", start), ("end", end), ("next", &proposal)],
                )
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{room} {start} {end}");
            assert!(answer.body.contains(id), "{id}: {}", answer.body);
            for value in [start, end, &proposal].into_iter().filter(|value| !value.is_empty()) {
                assert!(
                    answer.body.contains(&format!("value=\"{value}\"")),
                    "{value} is kept: {}",
                    answer.body
                );
            }
            assert_eq!(slot_of(&test, &setting).await.starts, None);
        }

        let placed =
            visitor.post(&quick, &[("slot", &slot), ("room", &hall), ("start", "2026-09-12T10:00")]).await;
        assert_eq!(placed.location(), "/orga/event/conf/schedule/", "{}", placed.body);
        let row = slot_of(&test, &setting).await;
        assert_eq!(row.starts, Some("2026-09-12T08:00:00Z".parse().unwrap()), "times are the event's");
        assert_eq!((row.ends, row.room_id), (Some("2026-09-12T08:30:00Z".parse().unwrap()), Some(rooms[0])));
        let page = visitor.get(&setting.path("schedule/")).await;
        for part in
            ["is planned: Sat 12 Sep, 10:00–10:30 · Great Hall.", "Saturday 12 September 2026", "10:00–10:30"]
        {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let form = visitor.get(&quick).await;
        assert!(
            form.body.contains("value=\"2026-09-12T10:00\"")
                && form.body.contains("value=\"2026-09-12T10:30\""),
            "{}",
            form.body
        );

        let longer = [
            ("slot", slot.as_str()),
            ("room", &hall),
            ("start", "2026-09-12T10:00"),
            ("end", "2026-09-12T11:15"),
            ("next", &proposal),
        ];
        assert_eq!(visitor.post(&quick, &longer).await.location(), proposal);
        assert_eq!(slot_of(&test, &setting).await.ends, Some("2026-09-12T09:15:00Z".parse().unwrap()));

        assert_eq!(
            visitor.post(&quick, &[("slot", "99999"), ("action", "off")]).await.status,
            StatusCode::NOT_FOUND
        );
        visitor.post(&quick, &[("slot", &slot), ("action", "off")]).await;
        let row = slot_of(&test, &setting).await;
        assert_eq!((row.starts, row.ends, row.room_id), (None, None, None));
        assert!(visitor.get(&setting.path("schedule/")).await.body.contains("has no time any more"));
    });
}

#[test]
fn a_slot_of_another_session_is_not_taken() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        accept(&test, &setting, &setting.proposal.code).await;
        let tx = test.database.begin().await.unwrap();
        let other = submit(&tx, &setting.event, &setting.speaker, "Another").await;
        tx.commit().await.unwrap();
        accept(&test, &setting, &other.code).await;
        let hall = add_rooms(&test, &setting, &visitor).await[0].to_string();
        let slot = slot_of(&test, &setting).await.id.to_string();
        let path = setting.path(&format!("schedule/quick/{}/", other.code));
        let fields = [("slot", slot.as_str()), ("room", &hall), ("start", "2026-09-12T10:00")];
        assert_eq!(visitor.post(&path, &fields).await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.get(&format!("{path}?slot={slot}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(slot_of(&test, &setting).await.starts, None);
    });
}

#[test]
fn releasing() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Programme).await;
        let path = setting.path("schedule/release");
        let empty = visitor.get(&path).await;
        assert!(
            empty.body.contains("There is nothing to release yet") && empty.body.contains("value=\"0.1\""),
            "{}",
            empty.body
        );
        assert!(empty.body.contains("name=\"comment_en\"") && empty.body.contains("name=\"comment_de\""));

        let organiser = setting.come(Who::Organiser).await;
        let hall = add_rooms(&test, &setting, &organiser).await[0].to_string();
        accept(&test, &setting, &setting.proposal.code).await;
        let tx = test.database.begin().await.unwrap();
        let other = submit(&tx, &setting.event, &setting.speaker, "Another").await;
        change(&tx, &setting.event, &other.code, SubmissionState::Accepted).await;
        tx.commit().await.unwrap();
        let quick = setting.path(&format!("schedule/quick/{}/", setting.proposal.code));
        visitor.post(&quick, &[("room", &hall), ("start", "2026-09-12T10:00")]).await;
        let page = visitor.get(&path).await;
        for part in [
            "1 session is in this version.",
            "1 accepted session is not confirmed",
            "1 session has no time yet",
            "It is the first one.",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert!(!page.body.contains("nothing to release"));

        for version in ["", "wip", "LATEST"] {
            let answer = visitor.post(&path, &[("version", version), ("comment_de", "Alles *neu*")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{version}");
            assert!(
                answer.body.contains("id_version_error") && answer.body.contains("Alles *neu*"),
                "{version}"
            );
        }
        let done = visitor.post(&path, &[("version", "v <1>"), ("comment_de", "Alles *neu*")]).await;
        assert_eq!(done.location(), "/orga/event/conf/schedule/", "{}", done.body);
        let page = visitor.get(done.location()).await;
        assert!(
            page.body.contains("Version <a href=\"/conf/schedule/\">v &#60;1&#62;</a> is released."),
            "{}",
            page.body
        );
        let taken = visitor.post(&path, &[("version", "V <1>")]).await;
        assert!(
            taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.body.contains("with this name already")
        );
        assert!(visitor.get(&path).await.body.contains("The one before is v &#60;1&#62;."));
        let working = working::load(test.database.reader(), &Actor::System, &setting.event).await.unwrap();
        assert_eq!(working.versions[0].comment.exact("de"), Some("Alles *neu*"));
    });
}

#[test]
fn pages_cost_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let hall = add_rooms(&test, &setting, &visitor).await[0];
        accept(&test, &setting, &setting.proposal.code).await;
        visitor.get(&setting.path("schedule/")).await;
        let cost = async |end: &str| {
            let before = test.database.statements();
            assert_eq!(visitor.get(&setting.path(end)).await.status, StatusCode::OK);
            test.database.statements() - before
        };
        let quick = format!("schedule/quick/{}/", setting.proposal.code);
        let pages = ["schedule/", "schedule/rooms/", "schedule/release", &quick];
        let mut few = Vec::new();
        for page in pages {
            few.push(cost(page).await);
        }
        assert_eq!(few, [12, 8, 9, 15]);
        let tx = test.database.begin().await.unwrap();
        for number in 1..150 {
            let proposal = submit(&tx, &setting.event, &setting.speaker, &format!("Talk {number}")).await;
            change(&tx, &setting.event, &proposal.code, SubmissionState::Confirmed).await;
            if number % 2 == 0 {
                let slots =
                    working::slots_of(tx.db(), &Actor::System, &setting.event, proposal.id).await.unwrap();
                let start =
                    plenary_model::Timestamp::plus_minutes("2026-09-12T08:00:00Z".parse().unwrap(), number);
                let place = plenary_schedule::place::Place { room: hall, start, end: None };
                plenary_schedule::place::place(&tx, &Actor::System, &setting.event, slots[0].id, Some(place))
                    .await
                    .unwrap();
            }
        }
        tx.commit().await.unwrap();
        for (page, few) in pages.into_iter().zip(few) {
            assert_eq!(cost(page).await, few, "{page}");
        }
        let page = visitor.get(&setting.path("schedule/")).await;
        assert!(
            page.body.contains("76 sessions without a time")
                && page.body.matches("name=\"start\"").count() == 50
        );
        let second = visitor.get(&setting.path("schedule/?page=2")).await;
        assert_eq!(second.body.matches("name=\"start\"").count(), 26);
        assert!(
            second.body.contains("name=\"next\" value=\"/orga/event/conf/schedule/?page=2\""),
            "forms lead back to the same part"
        );
    });
}
