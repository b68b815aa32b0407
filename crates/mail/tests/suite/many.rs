//! Many mails at once.

use std::time::{Duration, Instant};

use plenary_mail::delivery::{self, kinds};
use plenary_model::MailState;
use plenary_queue::job::{Kind, run_due};
use plenary_store::entity::{event, queued_mail};
use plenary_store::sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use plenary_store::testing::{TestDatabase, on_both_engines};

use crate::delivery::{a_mail, an_event_now, jobs, through};
use crate::server::Sink;

async fn hand_over_many(test: &TestDatabase, event: &event::Model, count: usize) -> Duration {
    let tx = test.database.begin().await.unwrap();
    let rows: Vec<_> = (0..count)
        .map(|number| queued_mail::ActiveModel {
            state: Set(MailState::Draft),
            ..a_mail(&tx, event, &format!("p{number}@mail.example"))
        })
        .collect();
    for chunk in rows.chunks(500) {
        queued_mail::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();

    let started = Instant::now();
    let tx = test.database.begin().await.unwrap();
    use plenary_store::sea_orm::QuerySelect;
    let ids: Vec<i32> = queued_mail::Entity::find()
        .select_only()
        .column(queued_mail::Column::Id)
        .order_by_asc(queued_mail::Column::Id)
        .into_tuple()
        .all(tx.db())
        .await
        .unwrap();
    queued_mail::Entity::update_many()
        .set(queued_mail::ActiveModel { state: Set(MailState::Sending), ..Default::default() })
        .exec(tx.db())
        .await
        .unwrap();
    delivery::enqueue(&tx, &ids).await.unwrap();
    tx.commit().await.unwrap();
    started.elapsed()
}

async fn send_all(test: &TestDatabase, kinds: &[Kind]) -> Duration {
    let started = Instant::now();
    let lanes = (0..4).map(|lane| {
        let (database, kinds) = (test.database.clone(), kinds.to_vec());
        tokio::spawn(async move { run_due(&database, &format!("lane-{lane}"), &kinds).await.unwrap() })
    });
    for lane in lanes.collect::<Vec<_>>() {
        lane.await.unwrap();
    }
    started.elapsed()
}

/// Kilobytes that the process has in memory.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}

fn many(count: usize, fastest_handover: Duration, per_second: f64) {
    on_both_engines(move |test| async move {
        let event = an_event_now(&test).await;
        let sink = Sink::friendly().await;
        let kinds = kinds(through(sink.port));
        let handed_over = hand_over_many(&test, &event, count).await;
        let before = memory();
        let took = send_all(&test, &kinds).await;
        let rate = count as f64 / took.as_secs_f64();
        let connections = sink.connections.load(std::sync::atomic::Ordering::SeqCst);
        println!(
            "{:?}: {count} mails handed over in {handed_over:?}, sent in {took:?}: {rate:.0} a second over {connections} connections, memory {before} kB before, {} kB after (with all mails kept by the test's server)",
            test.engine,
            memory()
        );
        assert_eq!(sink.count(), count);
        let mut to: Vec<String> = sink.received().into_iter().flat_map(|mail| mail.to).collect();
        to.sort();
        to.dedup();
        assert_eq!(to.len(), count, "everybody once");
        let unsent = queued_mail::Entity::find().filter(queued_mail::Column::State.ne(MailState::Sent));
        assert_eq!((unsent.count(test.database.reader()).await.unwrap(), jobs(&test).await), (0, 0));
        assert!(connections <= count / 100 + 10, "{connections} connections");
        assert!(handed_over < fastest_handover, "{handed_over:?}");
        assert!(rate > per_second, "{rate} a second");
    });
}

/// As many as `PLENARY_TEST_MAILS` says.
#[test]
fn many_mails() {
    let count = std::env::var("PLENARY_TEST_MAILS").ok().and_then(|count| count.parse().ok());
    many(count.unwrap_or(600), Duration::from_secs(4), 20.0);
}
