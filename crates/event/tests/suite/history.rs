use plenary_event::history::{self, Filter, Person};
use plenary_event::team::change;
use plenary_event::{event as events, organiser as organisers, preference};
use plenary_model::{Error, I18nText, ObjectType, Rights};
use plenary_store::log::{self, Entry};
use plenary_store::testing::on_both_engines;
use serde_json::{Value, json};

use crate::setting::{PROPOSALS, TEAMS, actor, person, set_up, settings};

const SETTINGS: Rights = Rights { can_change_event_settings: true, ..Rights::NONE };

fn is_hidden<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::NotFound)), "{result:?}");
}

#[test]
fn the_log_of_an_event() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let [event, other] = &setting.events;
        let tx = test.database.begin().await.unwrap();
        let mut people = Vec::new();
        for (name, rights) in [("settings", SETTINGS), ("programme", PROPOSALS)] {
            let account = person(&tx, name).await;
            let team =
                change::create(&tx, &setting.chair, &setting.organiser, settings(name, rights, &[])).await;
            organisers::add_member(&tx, team.unwrap().id, account.id).await.unwrap();
            people.push(actor(&account));
        }
        let note = |kind: ObjectType, id: i32, action: &'static str, data: Value, of: i32| Entry {
            event: Some(of),
            actor: &setting.chair,
            object: (kind, id),
            action,
            data,
            as_organiser: true,
        };
        let secret = json!({"changes": {"smtp_password": {"old": "hunter2", "new": "x"}, "name": {"old": "a", "new": "b"}},
            "invitation_token": "tok"});
        log::write_all(
            &tx,
            vec![
                note(ObjectType::Event, event.id, "pretalx.event.update", secret, event.id),
                note(
                    ObjectType::Submission,
                    7,
                    "pretalx.submission.accept",
                    json!({"previous": "submitted"}),
                    event.id,
                ),
                note(
                    ObjectType::Event,
                    event.id,
                    "pretalx.submission.delete",
                    json!({"title": "Moss"}),
                    event.id,
                ),
                note(ObjectType::Submission, 7, "pretalx.submission.confirmation", json!({}), event.id),
                note(ObjectType::SubmissionType, 1, "pretalx.submission_type.update", json!({}), event.id),
                note(ObjectType::Event, other.id, "pretalx.event.update", json!({}), other.id),
            ],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let db = test.database.reader();
        let all = history::list(db, &setting.chair, event, &Filter::default(), 1).await.unwrap();
        let actions: Vec<&str> = all.entries.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(
            actions,
            [
                "pretalx.submission_type.update",
                "pretalx.submission.confirm",
                "pretalx.submission.delete",
                "pretalx.submission.accept",
                "pretalx.event.update",
                "pretalx.event.create",
            ]
        );
        assert!(!all.has_more && all.entries[0].who.as_deref() == Some("chair"));
        assert_eq!(all.entries[5].who, None, "the program did it");
        let changed = &all.entries[4];
        assert_eq!(changed.object.name, Some(I18nText::localised([("en", "first")])));
        let text = changed.data.to_string();
        assert!(!text.contains("hunter2") && !text.contains("tok\""), "{text}");

        // What concerns proposals is for who works on them.
        let limited = history::list(db, &people[0], event, &Filter::default(), 1).await.unwrap();
        let actions: Vec<&str> = limited.entries.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(
            actions,
            ["pretalx.submission_type.update", "pretalx.event.update", "pretalx.event.create"]
        );
        is_hidden(history::one(db, &people[0], event, all.entries[3].id).await);
        assert_eq!(history::one(db, &people[0], event, changed.id).await.unwrap(), *changed);
        let subjects = history::subjects(db, &people[0], event).await.unwrap();
        assert!(
            !subjects.actions.iter().any(|action| action.starts_with("pretalx.submission.")),
            "{subjects:?}"
        );
        assert_eq!(history::latest(db, SETTINGS, event, 10).await.unwrap().len(), 3);
        // Nobody else, and nothing of other events.
        is_hidden(history::list(db, &people[1], event, &Filter::default(), 1).await);
        is_hidden(history::subjects(db, &people[1], event).await);
        is_hidden(history::latest(db, PROPOSALS, event, 10).await);
        is_hidden(history::one(db, &setting.chair, other, changed.id).await);

        // Panels.
        let of =
            async |rights, kind, id| history::of_object(db, rights, event, kind, id).await.unwrap().len();
        assert_eq!(of(PROPOSALS, ObjectType::Submission, Some(7)).await, 2);
        assert_eq!(of(SETTINGS, ObjectType::Submission, Some(7)).await, 0);
        assert_eq!(of(PROPOSALS, ObjectType::Event, Some(event.id)).await, 0);
        assert_eq!(of(SETTINGS, ObjectType::Event, Some(event.id)).await, 2);
        assert_eq!(of(Rights::ADMINISTRATOR, ObjectType::Event, None).await, 3);
        assert_eq!(of(TEAMS, ObjectType::Event, None).await, 0);

        // Filters, an action under its older names as well.
        let count = async |filter: Filter| {
            history::list(db, &setting.chair, event, &filter, 1).await.unwrap().entries.len()
        };
        let day = |text: &str| Some(text.parse().unwrap());
        let none = Filter::default;
        assert_eq!(
            count(Filter { action: Some("pretalx.submission.confirm".to_owned()), ..none() }).await,
            1
        );
        assert_eq!(count(Filter { kind: Some("submission".to_owned()), object: Some(7), ..none() }).await, 2);
        assert_eq!(count(Filter { kind: Some("x' or 1=1".to_owned()), ..none() }).await, 0);
        assert_eq!(count(Filter { person: Some(Person::Nobody), ..none() }).await, 1);
        let chair = setting.chair.account().unwrap();
        assert_eq!(count(Filter { person: Some(Person::Account(chair)), ..none() }).await, 5);
        assert_eq!(count(Filter { day: day("2026-06-01"), ..none() }).await, 6);
        assert_eq!(count(Filter { day: day("2026-05-31"), ..none() }).await, 0);
    });
}

#[test]
fn long_logs_come_in_pages_at_the_same_cost() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let event = &setting.events[0];
        let (database, db) = (&test.database, test.database.reader());
        let cost = async |page: u64| {
            let before = database.statements();
            let read = history::list(db, &setting.chair, event, &Filter::default(), page).await.unwrap();
            (database.statements() - before, read)
        };
        let (few, _) = cost(1).await;
        let tx = database.begin().await.unwrap();
        let entry = |_| Entry {
            event: Some(event.id),
            actor: &setting.chair,
            object: (ObjectType::Event, event.id),
            action: "pretalx.event.update",
            data: json!({}),
            as_organiser: true,
        };
        log::write_all(&tx, (0..450).map(entry).collect()).await.unwrap();
        tx.commit().await.unwrap();
        let (many, first) = cost(1).await;
        assert_eq!(many, few);
        assert!(first.entries.len() == 200 && first.has_more);
        let (_, last) = cost(3).await;
        assert!(last.entries.len() == 51 && !last.has_more);
        for beyond in [4, u64::MAX] {
            assert!(cost(beyond).await.1.entries.is_empty());
        }
        assert_eq!(cost(0).await.1, first);
    });
}

#[test]
fn teams_and_organisers() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (organiser, team) = (&setting.organiser, &setting.team);
        let tx = test.database.begin().await.unwrap();
        let stranger = actor(&person(&tx, "stranger").await);
        organisers::rename(&tx, &setting.chair, organiser, &"Renamed".into()).await.unwrap();
        tx.commit().await.unwrap();
        let db = test.database.reader();
        let log = history::of_organiser(db, &setting.chair, organiser.id).await.unwrap();
        let actions: Vec<&str> = log.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["plenary.organiser.update", "plenary.organiser.create"]);
        assert!(log[0].data["changes"]["name"]["new"].to_string().contains("Renamed"), "{:?}", log[0]);
        // The team that came with the organiser is told of too, with its member.
        let log = history::of_team(db, &setting.chair, organiser.id, team.id).await.unwrap();
        assert_eq!(log.len(), 1);
        assert_eq!(log[0].action, "plenary.team.create");
        assert_eq!(log[0].data["changes"]["can_change_teams"], json!({"old": null, "new": true}));
        assert_eq!(log[0].data["members"][0]["email"], "chair@example.org");
        is_hidden(history::of_organiser(db, &stranger, organiser.id).await);
        is_hidden(history::of_team(db, &stranger, organiser.id, team.id).await);
        is_hidden(history::of_team(db, &setting.chair, organiser.id, team.id + 1_000).await);
    });
}

#[test]
fn tables_are_remembered() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let [event, other] = &setting.events;
        let tx = test.database.begin().await.unwrap();
        let stranger = actor(&person(&tx, "stranger").await);
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        let all = preference::Table {
            columns: names(&["title", "state"]),
            ordering: names(&["a", "b", "c", "d", "e", "f"]),
            page_size: Some(100),
        };
        let save = async |who, table: &str, change| preference::save(&tx, who, event, table, change).await;
        save(&setting.chair, "SubmissionTable", Some(all.clone())).await.unwrap();
        let only = preference::Table { ordering: names(&["-created"]), ..Default::default() };
        save(&setting.chair, "SubmissionTable", Some(only)).await.unwrap();
        save(&setting.chair, "QuestionTable-speakers", Some(all.clone())).await.unwrap();
        let read = async |event, table: &str| {
            preference::of_table(tx.db(), &setting.chair, event, table).await.unwrap()
        };
        let expected = preference::Table { ordering: names(&["-created"]), ..all.clone() };
        assert_eq!(read(event, "SubmissionTable").await, expected);
        assert_eq!(read(event, "QuestionTable-speakers").await.ordering.unwrap().len(), 5);
        assert_eq!(read(other, "SubmissionTable").await, preference::Table::default());
        save(&setting.chair, "SubmissionTable", None).await.unwrap();
        assert_eq!(read(event, "SubmissionTable").await, preference::Table::default());
        assert_eq!(read(event, "QuestionTable-speakers").await.columns, all.columns);
        for table in ["", "NoTable", "QuestionTable-", "QuestionTable-../x"] {
            assert!(matches!(save(&setting.chair, table, None).await, Err(Error::Invalid(_))), "{table}");
        }
        for wrong in [
            preference::Table { columns: Some(vec!["x".repeat(101)]), ..Default::default() },
            preference::Table { columns: Some(vec!["x".to_owned(); 201]), ..Default::default() },
            preference::Table { page_size: Some(0), ..Default::default() },
            preference::Table { page_size: Some(u64::MAX), ..Default::default() },
        ] {
            assert!(matches!(save(&setting.chair, "RoomTable", Some(wrong)).await, Err(Error::Invalid(_))));
        }
        is_hidden(save(&stranger, "RoomTable", Some(all)).await);
        assert_eq!(events::find(tx.db(), "first").await.unwrap().id, event.id);
    });
}
