//! The big event: that it fits together, whatever time it takes.

use plenary_demo::{Size, Stage, plan};
use plenary_store::entity;
use plenary_store::testing::sqlite_database;

use crate::checks::{self, count};
use crate::setting::{make, set_up};

#[tokio::test]
async fn the_big_event() {
    let test = sqlite_database().await;
    let setting = set_up(&test).await;
    let before = test.database.statements();
    let (created, event) = make(&test, &setting, Stage::Over, "confluence", Size::Big).await.unwrap();
    let statements = test.database.statements() - before;
    assert!(statements < 2_500, "{statements}");
    let counts = created.counts;
    assert_eq!((counts.proposals, counts.speakers, counts.reviews), (1_300, 1_100, 3_900));
    assert_eq!((counts.scheduled, counts.releases, counts.feedback), (1_000, 3, 1_500));
    assert_eq!(count::<entity::submission::Entity>(&test).await, 1_300);
    assert_eq!(count::<entity::speaker_profile::Entity>(&test).await, 1_100);
    assert_eq!(count::<entity::review::Entity>(&test).await, 3_900);
    assert_eq!(count::<entity::room::Entity>(&test).await, 30);
    checks::versions_are_those_of_the_plan(&test, &event, &plan(Size::Big, 1)).await;
    checks::reconciling_changes_nothing(&test, &event).await;
    checks::files_are_all_used(&test, &setting).await;
}
