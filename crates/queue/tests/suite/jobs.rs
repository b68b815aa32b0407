//! Jobs: once, later again, never by two, and never lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use plenary_model::Error;
use plenary_queue::job::{Kind, Verdict, enqueue, enqueue_new, run_due};
use plenary_store::entity::job;
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::EntityTrait;

/// A kind of job that counts how often it is begun, and what comes of it.
fn counting(
    result: impl Fn(u32) -> Result<Verdict, Error> + Send + Sync + 'static,
) -> (Vec<Kind>, Arc<AtomicU32>) {
    let count = Arc::new(AtomicU32::new(0));
    let (inner, result) = (count.clone(), Arc::new(result));
    let kind = Kind::new("test", move |_, _| {
        let (number, result) = (inner.fetch_add(1, Ordering::SeqCst) + 1, result.clone());
        async move { result(number) }
    });
    (vec![kind], count)
}

async fn ask(test: &TestDatabase, key: &str) {
    let tx = test.database.begin().await.unwrap();
    enqueue(&tx, "test", key, tx.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn rows(test: &TestDatabase) -> Vec<job::Model> {
    job::Entity::find().all(test.database.reader()).await.unwrap()
}

fn later(test: &TestDatabase, minutes: i64) {
    test.clock.set(test.database.clock().now().plus_minutes(minutes));
}

#[test]
fn what_is_asked_for_twice_is_done_once() {
    on_both_engines(|test| async move {
        let (kinds, count) = counting(|_| Ok(Verdict::Done));
        for key in ["a", "b", "a"] {
            ask(&test, key).await;
        }
        assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 2);
        assert_eq!((count.load(Ordering::SeqCst), rows(&test).await.len()), (2, 0));
        assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 0);
    });
}

#[test]
fn a_job_belongs_to_its_transaction_and_to_its_time() {
    on_both_engines(|test| async move {
        let (kinds, count) = counting(|_| Ok(Verdict::Done));
        let tx = test.database.begin().await.unwrap();
        enqueue(&tx, "test", "undone", tx.now()).await.unwrap();
        tx.rollback().await.unwrap();
        let tx = test.database.begin().await.unwrap();
        enqueue(&tx, "test", "later", tx.now().plus_minutes(5)).await.unwrap();
        enqueue(&tx, "other", "foreign", tx.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 0);
        later(&test, 6);
        assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 1);
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert_eq!(rows(&test).await[0].kind, "other", "left for who knows it");
    });
}

#[test]
fn failures_come_back_ever_later_and_are_given_up() {
    on_both_engines(|test| async move {
        let (kinds, count) = counting(|_| Err(Error::Unavailable("the disk is full".into())));
        ask(&test, "a").await;
        let mut waited = Vec::new();
        for _ in 0..5 {
            let now = test.database.clock().now();
            assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 0);
            let job = rows(&test).await.remove(0);
            assert!(job.failed.is_none() && job.holder.is_none());
            waited.push((job.due.micros() - now.micros()) / 1_000_000);
            test.clock.set(job.due);
        }
        for (found, expected) in waited.iter().zip([30, 120, 480, 1920, 7680]) {
            assert!((expected..=expected * 11 / 10).contains(found), "{waited:?}");
        }
        run_due(&test.database, "p", &kinds).await.unwrap();
        let job = rows(&test).await.remove(0);
        assert!(job.failed.is_some() && job.error.unwrap().contains("the disk is full"));
        later(&test, 100_000);
        run_due(&test.database, "p", &kinds).await.unwrap();
        assert_eq!(count.load(Ordering::SeqCst), 6);

        // Looking for what is missing leaves it; asking for it begins anew.
        let tx = test.database.begin().await.unwrap();
        let keys = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(enqueue_new(&tx, "test", keys).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert!(rows(&test).await[0].failed.is_some());
        ask(&test, "a").await;
        let job = rows(&test).await.into_iter().find(|job| job.key == "a").unwrap();
        assert!(job.failed.is_none() && job.attempts == 0 && job.error.is_none());
    });
}

#[test]
fn hopeless_jobs_and_panics() {
    on_both_engines(|test| async move {
        let (kinds, count) = counting(|number| match number {
            1 => panic!("out of order"),
            _ => Ok(Verdict::Hopeless("no picture".into())),
        });
        ask(&test, "a").await;
        run_due(&test.database, "p", &kinds).await.unwrap();
        assert!(rows(&test).await[0].failed.is_none());
        later(&test, 2);
        run_due(&test.database, "p", &kinds).await.unwrap();
        let job = rows(&test).await.remove(0);
        assert_eq!((job.failed.is_some(), job.error.as_deref()), (true, Some("no picture")));
        assert_eq!(count.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn a_dead_process_loses_its_job_to_another_one() {
    on_both_engines(|test| async move {
        ask(&test, "a").await;
        // It is begun and never ended: the attempt hangs, and is dropped with its process.
        let hangs = vec![Kind::new("test", |_, _| std::future::pending())];
        let gone = tokio::time::timeout(
            std::time::Duration::from_millis(500),
            run_due(&test.database, "dead", &hangs),
        );
        assert!(gone.await.is_err());
        let (kinds, count) = counting(|_| Ok(Verdict::Done));
        assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 0, "still held");
        later(&test, 11);
        assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 1);
        assert_eq!((count.load(Ordering::SeqCst), rows(&test).await.len()), (1, 0));
    });
}

#[test]
fn asked_for_again_while_it_runs() {
    on_both_engines(|test| async move {
        ask(&test, "a").await;
        let kind = Kind::new("test", |database: plenary_store::Database, key: String| async move {
            let tx = database.begin().await?;
            enqueue(&tx, "test", &key, tx.now().plus_minutes(1)).await?;
            tx.commit().await?;
            Ok(Verdict::Done)
        });
        assert_eq!(run_due(&test.database, "p", &[kind]).await.unwrap(), 1);
        let job = rows(&test).await.remove(0);
        assert_eq!((job.attempts, job.holder, job.failed), (0, None, None));
        later(&test, 2);
        let (kinds, _) = counting(|_| Ok(Verdict::Done));
        assert_eq!(run_due(&test.database, "p", &kinds).await.unwrap(), 1);
    });
}

#[test]
fn two_processes_share_the_work() {
    on_both_engines(|test| async move {
        for number in 0..20 {
            ask(&test, &format!("key {number}")).await;
        }
        let (kinds, count) = counting(|_| Ok(Verdict::Done));
        let (a, b) = tokio::join!(run_due(&test.database, "a", &kinds), run_due(&test.database, "b", &kinds));
        assert_eq!((a.unwrap() + b.unwrap(), count.load(Ordering::SeqCst)), (20, 20));
        assert!(rows(&test).await.is_empty());
    });
}
