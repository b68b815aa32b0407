use plenary_model::{Actor, Error, I18nText, SubmissionState};
use plenary_person::account::NewAccount;
use plenary_person::people::log::{self, Object};
use plenary_person::people::{self, Found};
use plenary_person::{account, administrator, login, profile};
use plenary_store::Tx;
use plenary_store::entity::{
    account as accounts, activity_log, event, organiser, session, speaker_role, submission, submission_type,
    team, team_member,
};
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};

use serde_json::json;

use crate::{PASSWORD, holder, jane, links, log_in, mails};

const SOMEBODY: Actor = Actor::Person { account: 1, administrator: false };

async fn join(tx: &Tx, name: &str, email: &str, administrator: bool) -> accounts::Model {
    let new = NewAccount { name, email, password: None, administrator, ..jane() };
    account::create(tx, new).await.unwrap()
}

/// An administrator and Jane, who has a team and `events` events with a proposal each.
async fn populate(test: &TestDatabase, events: usize) -> (accounts::Model, accounts::Model) {
    let tx = test.database.begin().await.unwrap();
    let ada = join(&tx, "Ada Admin", "ada@example.org", true).await;
    let jane = account::create(&tx, jane()).await.unwrap();
    let owner = organiser::ActiveModel {
        name: Set("Example".into()),
        slug: Set("example".into()),
        ..Default::default()
    };
    let owner = owner.insert(tx.db()).await.unwrap();
    let team = team::ActiveModel {
        organiser_id: Set(owner.id),
        name: Set("Crew".into()),
        is_reviewer: Set(true),
        ..Default::default()
    };
    let team = team.insert(tx.db()).await.unwrap();
    let member = team_member::ActiveModel { team_id: Set(team.id), account_id: Set(jane.id) };
    team_member::Entity::insert(member).exec_without_returning(tx.db()).await.unwrap();
    for number in 0..events {
        propose(&tx, &owner, &jane, number).await;
    }
    tx.commit().await.unwrap();
    (ada, jane)
}

async fn propose(tx: &Tx, owner: &organiser::Model, by: &accounts::Model, number: usize) {
    let event = event::ActiveModel {
        name: Set(I18nText::from(format!("Event {number}").as_str())),
        slug: Set(format!("event{number}")),
        email: Set("o@example.org".into()),
        ..crate::event_of(owner.id)
    };
    let event = event.insert(tx.db()).await.unwrap();
    let kind = submission_type::ActiveModel {
        event_id: Set(event.id),
        name: Set("Talk".into()),
        default_duration: Set(30),
        ..Default::default()
    };
    let kind = kind.insert(tx.db()).await.unwrap();
    let profile = profile::ensure(tx, by, &event).await.unwrap();
    for (title, state) in [("A talk", SubmissionState::Submitted), ("A secret", SubmissionState::Draft)] {
        let row = submission::ActiveModel {
            event_id: Set(event.id),
            submission_type_id: Set(kind.id),
            code: Set(format!("{}{number:05}", title.chars().nth(2).unwrap().to_ascii_uppercase())),
            title: Set(title.into()),
            state: Set(state),
            content_locale: Set("en".into()),
            slot_count: Set(1),
            is_featured: Set(false),
            do_not_record: Set(false),
            invitation_token: Set(format!("{title} {number}")),
            draft_additional_speakers: Set(json!([])),
            ..Default::default()
        };
        let row = row.insert(tx.db()).await.unwrap();
        let role = speaker_role::ActiveModel {
            submission_id: Set(row.id),
            speaker_id: Set(profile.id),
            position: Set(0),
            ..Default::default()
        };
        role.insert(tx.db()).await.unwrap();
    }
}

async fn search(test: &TestDatabase, text: &str) -> Found {
    people::search(test.database.reader(), &Actor::System, text, 1, 50).await.unwrap()
}

async fn names(test: &TestDatabase, text: &str) -> Vec<String> {
    search(test, text).await.people.into_iter().map(|listed| listed.account.name).collect()
}

#[test]
fn people_are_found_by_name_address_and_code() {
    on_both_engines(|test| async move {
        populate(&test, 1).await;
        let tx = test.database.begin().await.unwrap();
        let oezge = join(&tx, "Özge Çelik", "oezge@example.com", false).await;
        join(&tx, "100% _real_ O'Neil", "x_y@example.com", false).await;
        tx.commit().await.unwrap();
        assert_eq!(names(&test, "").await.len(), 4, "everybody");
        assert_eq!(names(&test, "JANE").await, ["Jane Doe"]);
        assert_eq!(names(&test, "doe jane").await, ["Jane Doe"], "in any order");
        assert_eq!(names(&test, "jane ada").await, Vec::<String>::new());
        assert_eq!(names(&test, "@example.org").await, ["Ada Admin", "Jane Doe"]);
        for text in ["Özge", "özge", "ÇELIK", "çelik", &oezge.code.clone().unwrap().to_lowercase()] {
            assert_eq!(names(&test, text).await, ["Özge Çelik"], "{text}");
        }
        for text in ["100%", "_real_", "o'neil", "x_y"] {
            assert_eq!(names(&test, text).await, ["100% _real_ O'Neil"], "{text}");
        }
        for text in ["%", "_", "!", "' OR 1=1 --", "\u{202e}", &"q ".repeat(50_000), &"é".repeat(10_000)] {
            assert!(names(&test, text).await.len() <= 1, "{text:.20}");
        }
        let jane = search(&test, "jane").await.people.remove(0);
        assert_eq!((jane.teams, jane.events, jane.proposals), (1, 1, 1), "drafts don't count");
        let second = people::search(test.database.reader(), &Actor::System, "", 2, 3).await.unwrap();
        assert_eq!((second.people.len(), second.total), (1, 4));
        let beyond = people::search(test.database.reader(), &Actor::System, "", u64::MAX, 3).await.unwrap();
        assert_eq!(beyond.people[0].account.id, second.people[0].account.id);
    });
}

#[test]
fn statements_do_not_grow_with_people_and_events() {
    on_both_engines(|test| async move {
        let (_, jane) = populate(&test, 1).await;
        let measure = async || {
            let mut counts = Vec::new();
            let db = test.database.reader();
            let before = test.database.statements();
            people::search(db, &Actor::System, "", 1, 50).await.unwrap();
            counts.push(test.database.statements() - before);
            let before = test.database.statements();
            let code = jane.code.clone().unwrap();
            let now = test.database.clock().now();
            people::one(db, &Actor::System, &code, now).await.unwrap();
            counts.push(test.database.statements() - before);
            let before = test.database.statements();
            log::of_person(db, &Actor::System, &jane, 50).await.unwrap();
            log::of_instance(db, &Actor::System, 50).await.unwrap();
            counts.push(test.database.statements() - before);
            counts
        };
        let few = measure().await;
        let tx = test.database.begin().await.unwrap();
        let owner = organiser::Entity::find().one(tx.db()).await.unwrap().unwrap();
        for number in 1..12 {
            let other = join(&tx, "Other", &format!("other{number}@example.org"), false).await;
            propose(&tx, &owner, &jane, number).await;
            administrator::appoint(&tx, &Actor::System, other.code.as_deref().unwrap(), true).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(few, measure().await);
        assert_eq!(few, [5, 8, 6]);
    });
}

#[test]
fn everything_about_somebody_but_drafts() {
    on_both_engines(|test| async move {
        let (_, jane) = populate(&test, 2).await;
        let tx = test.database.begin().await.unwrap();
        for (id, minutes) in [("open", 60), ("over", -1)] {
            let row = session::ActiveModel {
                id: Set(id.into()),
                account_id: Set(Some(jane.id)),
                data: Set(Default::default()),
                created: Set(tx.now()),
                expires: Set(tx.now().plus_minutes(minutes)),
            };
            session::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (db, now) = (test.database.reader(), test.database.clock().now());
        let code = jane.code.clone().unwrap();
        let person = people::one(db, &Actor::System, &code.to_lowercase(), now).await.unwrap();
        assert_eq!(person.account.id, jane.id);
        assert_eq!((person.teams.len(), person.teams[0].1.slug.as_str()), (1, "example"));
        assert_eq!((person.appearances.len(), person.sessions, person.has_second_factor), (2, 1, false));
        let titles: Vec<&str> = person.proposals.iter().map(|row| row.submission.title.as_str()).collect();
        assert_eq!(titles, ["A talk", "A talk"]);
        for wrong in ["", "NOBODY", "%", "\u{202e}", &"X".repeat(100_000)] {
            assert!(matches!(people::one(db, &Actor::System, wrong, now).await, Err(Error::NotFound)));
        }
    });
}

#[test]
fn the_last_administrator_stays() {
    on_both_engines(|test| async move {
        let (ada, jane) = populate(&test, 0).await;
        let (ada_code, jane_code) = (ada.code.clone().unwrap(), jane.code.clone().unwrap());
        let tx = test.database.begin().await.unwrap();
        let appoint = async |code: &str, on| administrator::appoint(&tx, &holder(&ada), code, on).await;
        let last = |result| matches!(result, Err(Error::Conflict(message)) if message.key == "account-error-last-administrator");
        assert!(last(appoint(&ada_code, false).await));
        assert!(appoint(&jane_code, true).await.unwrap().is_administrator);
        assert!(appoint(&jane_code, true).await.unwrap().is_administrator, "already");
        // One who can't log in does not count, and can't be made one.
        let off = accounts::ActiveModel { id: Set(jane.id), is_active: Set(false), ..Default::default() };
        off.update(tx.db()).await.unwrap();
        assert!(last(appoint(&ada_code, false).await));
        assert!(!appoint(&jane_code, false).await.unwrap().is_administrator);
        assert!(matches!(appoint(&jane_code, true).await, Err(Error::Conflict(_))));
        let on = accounts::ActiveModel { id: Set(jane.id), is_active: Set(true), ..Default::default() };
        on.update(tx.db()).await.unwrap();
        appoint(&jane_code, true).await.unwrap();
        assert!(!appoint(&ada_code, false).await.unwrap().is_administrator, "there is another one now");
        let log =
            activity_log::Entity::find().order_by_asc(activity_log::Column::Id).all(tx.db()).await.unwrap();
        let lines: Vec<(i32, String)> =
            log.iter().map(|row| (row.object_id, row.data.clone().unwrap().to_string())).collect();
        let change = |old: bool| {
            format!("{{\"changes\":{{\"is_administrator\":{{\"old\":{old},\"new\":{}}}}}}}", !old)
        };
        assert_eq!(lines.len(), 4);
        for (line, expected) in
            lines.iter().zip([(jane.id, false), (jane.id, true), (jane.id, false), (ada.id, true)])
        {
            let same: serde_json::Value = serde_json::from_str(&line.1).unwrap();
            let wanted: serde_json::Value = serde_json::from_str(&change(expected.1)).unwrap();
            assert_eq!((line.0, same), (expected.0, wanted));
        }
        assert!(
            log.iter().all(|row| row.action_type == "plenary.user.administrator" && row.event_id.is_none())
        );
    });
}

#[test]
fn what_administrators_do_to_accounts() {
    on_both_engines(|test| async move {
        let (ada, jane) = populate(&test, 0).await;
        let (actor, code) = (holder(&ada), jane.code.clone().unwrap());
        let reset = async || {
            let tx = test.database.begin().await.unwrap();
            let result = people::send_reset(&tx, &actor, &code, &links()).await;
            tx.commit().await.unwrap();
            result
        };
        reset().await.unwrap();
        assert!(matches!(reset().await, Err(Error::Limited { retry_after_seconds: 300 })));
        test.clock.set(test.database.clock().now().plus_minutes(5));
        reset().await.unwrap();
        let sent = mails(&test.database).await;
        assert_eq!(sent.iter().map(|mail| mail.0.as_str()).collect::<Vec<_>>(), ["jane@example.org"; 2]);
        log_in(&test.database, "jane@example.org", PASSWORD).await.unwrap();

        let tx = test.database.begin().await.unwrap();
        people::set_verified(&tx, &actor, &code, true).await.unwrap();
        let own = ada.code.clone().unwrap();
        assert!(matches!(people::set_verified(&tx, &actor, &own, false).await, Err(Error::Conflict(_))));
        administrator::note_powers(&tx, ada.id, false).await.unwrap();
        administrator::note_powers(&tx, ada.id, true).await.unwrap();
        assert!(matches!(administrator::note_powers(&tx, jane.id, true).await, Err(Error::NotFound)));
        let preview = people::preview(tx.db(), &actor, &jane).await.unwrap();
        assert_eq!((preview.teams, preview.proposals), (1, 0));
        people::erase(&tx, &actor, &code).await.unwrap();
        assert!(matches!(people::erase(&tx, &actor, &own).await, Err(Error::Conflict(_))), "the last one");
        tx.commit().await.unwrap();
        let db = test.database.reader();
        let gone = account::load(db, jane.id).await.unwrap();
        assert!(!gone.is_active && login::actor(&gone) == Actor::Anonymous);
        let lines = log::of_instance(db, &actor, 50).await.unwrap();
        let actions: Vec<&str> = lines.iter().rev().map(|line| line.action.as_str()).collect();
        assert_eq!(
            actions,
            [
                "pretalx.user.password.reset",
                "pretalx.user.password.reset",
                "pretalx.user.password.update",
                "pretalx.user.email.verification.set",
                "plenary.user.powers.off",
                "plenary.user.powers.on",
                "plenary.user.erase"
            ]
            .into_iter()
            .filter(|action| *action != "pretalx.user.password.update")
            .collect::<Vec<_>>()
        );
        assert_eq!(lines[0].who.as_ref().unwrap().0, "Ada Admin");
        let entry = log::entry(db, &actor, lines[3].id).await.unwrap();
        assert!(entry.as_organiser && entry.changes.is_empty());
        assert_eq!(entry.object, Object::Account("Deleted User".into(), gone.code));
        let tx = test.database.begin().await.unwrap();
        assert!(matches!(people::send_reset(&tx, &actor, &code, &links()).await, Err(Error::Conflict(_))));
    });
}

#[test]
fn nobody_else_learns_or_changes_anything() {
    on_both_engines(|test| async move {
        let (_, jane) = populate(&test, 1).await;
        let (db, now, code) =
            (test.database.reader(), test.database.clock().now(), jane.code.clone().unwrap());
        let tx = test.database.begin().await.unwrap();
        macro_rules! refused {
            ($($call:expr),+ $(,)?) => {$(
                assert!(matches!($call.await, Err(Error::NotFound)), stringify!($call));
            )+};
        }
        refused!(
            people::search(db, &SOMEBODY, "", 1, 50),
            people::one(db, &SOMEBODY, &code, now),
            people::preview(db, &SOMEBODY, &jane),
            log::of_person(db, &SOMEBODY, &jane, 9),
            log::of_instance(db, &SOMEBODY, 9),
            log::entry(db, &SOMEBODY, 1),
            people::send_reset(&tx, &SOMEBODY, &code, &links()),
            people::set_verified(&tx, &SOMEBODY, &code, true),
            people::reset_second_factor(&tx, &SOMEBODY, &code),
            people::erase(&tx, &SOMEBODY, &code),
            administrator::appoint(&tx, &SOMEBODY, &code, true),
            // Their own as well.
            administrator::appoint(&tx, &holder(&jane), &code, true),
        );
        let anonymous = people::search(db, &Actor::Anonymous, "", 1, 50).await;
        assert!(matches!(anonymous, Err(Error::NeedsLogin)));
        tx.commit().await.unwrap();
        assert!(activity_log::Entity::find().one(db).await.unwrap().is_none());
    });
}

#[test]
fn entries_of_events_are_not_shown_here() {
    on_both_engines(|test| async move {
        let (ada, jane) = populate(&test, 1).await;
        let tx = test.database.begin().await.unwrap();
        let event = event::Entity::find().one(tx.db()).await.unwrap().unwrap();
        let row = activity_log::ActiveModel {
            event_id: Set(Some(event.id)),
            account_id: Set(Some(jane.id)),
            object_type: Set("event".into()),
            object_id: Set(event.id),
            timestamp: Set(tx.now()),
            action_type: Set("pretalx.event.update".into()),
            data: Set(None),
            is_orga_action: Set(true),
            ..Default::default()
        };
        let id = row.insert(tx.db()).await.unwrap().id;
        tx.commit().await.unwrap();
        let db = test.database.reader();
        assert!(log::of_instance(db, &holder(&ada), 9).await.unwrap().is_empty());
        assert!(matches!(log::entry(db, &holder(&ada), id).await, Err(Error::NotFound)));
        let lines = log::of_person(db, &holder(&ada), &jane, 9).await.unwrap();
        assert_eq!(lines[0].event.as_ref().map(|event| event.slug.as_str()), Some("event0"));
    });
}
