use plenary_model::{Actor, Error};
use plenary_queue::job::{Kind, Verdict, enqueue, run_due};
use plenary_queue::load::{Load, queue};
use plenary_queue::{dead, job};
use plenary_store::entity::{activity_log, job as jobs};
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{EntityTrait, QueryOrder};

const SOMEBODY: Actor = Actor::Person { account: 1, administrator: false };

/// `count` jobs that were given up.
async fn give_up(test: &TestDatabase, count: usize) {
    let tx = test.database.begin().await.unwrap();
    let keys: Vec<String> = (0..count).map(|number| format!("key {number:04}")).collect();
    job::enqueue_all(&tx, "hopeless", &keys).await.unwrap();
    tx.commit().await.unwrap();
    let kind = Kind::new("hopeless", |_, _| async { Ok(Verdict::Hopeless("no such <thing>".into())) });
    run_due(&test.database, "p", &[kind]).await.unwrap();
}

async fn rows(test: &TestDatabase) -> Vec<jobs::Model> {
    jobs::Entity::find().order_by_asc(jobs::Column::Id).all(test.database.reader()).await.unwrap()
}

#[test]
fn what_was_given_up_is_shown_tried_again_or_thrown_away() {
    on_both_engines(|test| async move {
        give_up(&test, 3).await;
        let db = test.database.reader();
        let list = dead::list(db, &Actor::System, 0, 2).await.unwrap();
        assert_eq!((list.len(), dead::count(db, &Actor::System).await.unwrap()), (2, 3));
        assert_eq!(list[0].error.as_deref(), Some("no such <thing>"));
        assert_eq!(dead::list(db, &Actor::System, 2, 2).await.unwrap().len(), 1);

        let tx = test.database.begin().await.unwrap();
        dead::retry(&tx, &Actor::System, list[0].id).await.unwrap();
        assert!(matches!(dead::retry(&tx, &Actor::System, list[0].id).await, Err(Error::NotFound)));
        assert!(matches!(dead::discard(&tx, &Actor::System, list[0].id).await, Err(Error::NotFound)));
        dead::discard(&tx, &Actor::System, list[1].id).await.unwrap();
        tx.commit().await.unwrap();
        let left = rows(&test).await;
        assert_eq!(left.len(), 2);
        let again = left.iter().find(|row| row.id == list[0].id).unwrap();
        assert_eq!((again.attempts, again.failed, again.error.as_deref()), (0, None, None));
        assert_eq!(again.due, test.database.clock().now());

        let kind = Kind::new("hopeless", |_, _| async { Ok(Verdict::Done) });
        assert_eq!(run_due(&test.database, "p", &[kind]).await.unwrap(), 1, "and done");
        let tx = test.database.begin().await.unwrap();
        assert_eq!(dead::retry_all(&tx, &Actor::System).await.unwrap(), 1);
        assert_eq!(dead::retry_all(&tx, &Actor::System).await.unwrap(), 0);
        tx.commit().await.unwrap();
        let log = activity_log::Entity::find().order_by_asc(activity_log::Column::Id).all(db).await.unwrap();
        let actions: Vec<&str> = log.iter().map(|entry| entry.action_type.as_str()).collect();
        assert_eq!(actions, ["plenary.job.retry", "plenary.job.discard", "plenary.job.retry"]);
        assert!(log.iter().all(|entry| entry.object_type == "job" && entry.data.is_some()));
        assert!(!format!("{log:?}").contains("no such"), "reasons may name people");
    });
}

#[test]
fn a_job_that_was_asked_for_again_while_it_was_dead_is_not_touched() {
    on_both_engines(|test| async move {
        give_up(&test, 1).await;
        let id = rows(&test).await[0].id;
        let tx = test.database.begin().await.unwrap();
        enqueue(&tx, "hopeless", "key 0000", tx.now()).await.unwrap();
        assert!(matches!(dead::discard(&tx, &Actor::System, id).await, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        assert_eq!(rows(&test).await.len(), 1);
    });
}

#[test]
fn only_administrators_see_and_change_the_queue() {
    on_both_engines(|test| async move {
        give_up(&test, 1).await;
        let (db, now) = (test.database.reader(), test.database.clock().now());
        let id = rows(&test).await[0].id;
        let tx = test.database.begin().await.unwrap();
        assert!(matches!(dead::list(db, &SOMEBODY, 0, 9).await, Err(Error::NotFound)));
        assert!(matches!(dead::count(db, &Actor::Anonymous).await, Err(Error::NeedsLogin)));
        assert!(matches!(queue(db, &SOMEBODY, now).await, Err(Error::NotFound)));
        assert!(matches!(dead::retry(&tx, &SOMEBODY, id).await, Err(Error::NotFound)));
        assert!(matches!(dead::retry_all(&tx, &SOMEBODY).await, Err(Error::NotFound)));
        assert!(matches!(dead::discard(&tx, &SOMEBODY, id).await, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        assert!(rows(&test).await[0].failed.is_some());
        assert!(activity_log::Entity::find().one(db).await.unwrap().is_none());
    });
}

#[test]
fn the_queue_in_numbers() {
    on_both_engines(|test| async move {
        let now = test.database.clock().now();
        let empty = queue(test.database.reader(), &Actor::System, now).await.unwrap();
        assert_eq!((empty.kinds.len(), empty.overdue_since), (0, None));
        give_up(&test, 2).await;
        let tx = test.database.begin().await.unwrap();
        for (kind, key, minutes) in [("a", "1", -5), ("a", "2", 0), ("a", "3", 90), ("b", "1", -9)] {
            enqueue(&tx, kind, key, now.plus_minutes(minutes)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let later = Kind::new("b", |_, _| async { Ok(Verdict::Later("busy".into())) });
        run_due(&test.database, "p", &[later]).await.unwrap();
        let before = test.database.statements();
        let all = queue(test.database.reader(), &Actor::System, now).await.unwrap();
        assert_eq!(test.database.statements() - before, 2);
        let load = |kind: &str| Load { kind: kind.into(), ..Load::default() };
        assert_eq!(
            all.kinds,
            [
                Load { waiting: 3, ..load("a") },
                Load { failing: 1, ..load("b") },
                Load { dead: 2, ..load("hopeless") }
            ]
        );
        assert_eq!((all.open(), all.dead()), (4, 2));
        assert_eq!(all.overdue_since, Some(now.plus_minutes(-5)));
    });
}

#[test]
fn trying_many_again_takes_few_statements() {
    on_both_engines(|test| async move {
        let mut counts = Vec::new();
        for number in [2, 150] {
            give_up(&test, number).await;
            let before = test.database.statements();
            let tx = test.database.begin().await.unwrap();
            assert_eq!(dead::retry_all(&tx, &Actor::System).await.unwrap(), number as u64);
            counts.push(test.database.statements() - before);
            tx.commit().await.unwrap();
        }
        assert_eq!(counts[0], counts[1]);
    });
}
