//! Tests of jobs, periodic and single, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed")]

mod dead;
mod jobs;

use plenary_queue::housekeeping::JOBS;
use plenary_queue::periodic::{Job, Outcome, run};
use plenary_store::cache;
use plenary_store::entity::session;
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};

fn done(outcomes: &[(&'static str, Outcome)]) -> Vec<u64> {
    outcomes
        .iter()
        .filter_map(|(_, o)| if let Outcome::Done(count) = o { Some(*count) } else { None })
        .collect()
}

#[test]
fn expired_things_go_and_the_others_stay() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        for (id, seconds) in [("old", -1), ("new", 100_000)] {
            let row = session::ActiveModel {
                id: Set(id.to_owned()),
                data: Set(Default::default()),
                created: Set(tx.now()),
                expires: Set(tx.now().plus_seconds(seconds)),
                account_id: Set(None),
            };
            session::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        }
        cache::put(&tx, "x", "y", -5).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(done(&run(&test.database, "a", JOBS, false).await), [1, 0, 1]);
        assert_eq!(session::Entity::find().count(test.database.reader()).await.unwrap(), 1);
        assert_eq!(done(&run(&test.database, "b", JOBS, false).await), Vec::<u64>::new(), "nothing is due");
        assert_eq!(done(&run(&test.database, "b", JOBS, true).await).len(), 3, "asked for by hand");
        test.clock.set(test.database.clock().now().plus_minutes(16));
        assert_eq!(done(&run(&test.database, "b", JOBS, false).await).len(), 1, "only the cache is due");
    });
}

#[test]
fn a_failing_job_stops_nobody() {
    on_both_engines(|test| async move {
        let failing = Job {
            name: "failing",
            every_seconds: 1,
            run: |_| Box::pin(async { Err(plenary_model::Error::NotFound) }),
        };
        let outcomes = run(&test.database, "a", &[failing, JOBS[2]], false).await;
        assert!(matches!(outcomes[0].1, Outcome::Failed(_)) && matches!(outcomes[1].1, Outcome::Done(0)));
    });
}
