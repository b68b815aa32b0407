use plenary_model::{Actor, I18nText, ObjectType};
use plenary_store::entity::{activity_log, event, organiser};
use plenary_store::sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait};
use plenary_store::testing::on_both_engines;
use plenary_store::{Tx, cache, instance, lease, log, revision};
use serde_json::json;

async fn organiser(tx: &Tx, slug: &str) -> Result<i32, plenary_model::Error> {
    let row = organiser::ActiveModel {
        name: Set(I18nText::localised([("en", "Example"), ("de", "Beispiel")])),
        slug: Set(slug.to_owned()),
        created: Set(Some(tx.now())),
        ..Default::default()
    };
    Ok(organiser::Entity::insert(row).exec(tx.db()).await?.last_insert_id)
}

#[test]
fn a_dropped_transaction_leaves_no_trace() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        organiser(&tx, "example").await.unwrap();
        drop(tx);
        assert_eq!(organiser::Entity::find().count(test.database.reader()).await.unwrap(), 0);
        let tx = test.database.begin().await.unwrap();
        let id = organiser(&tx, "example").await.unwrap();
        let entry = log::Entry {
            event: None,
            actor: &Actor::System,
            object: (ObjectType::Organiser, id),
            action: "pretalx.organiser.create",
            data: json!({"password": "x"}),
            as_organiser: true,
        };
        log::write(&tx, entry).await.unwrap();
        tx.commit().await.unwrap();
        let row = organiser::Entity::find_by_id(id).one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!(row.name.get("de", "en"), "Beispiel");
        assert_eq!(row.created, Some(test.database.clock().now()));
        let entry = activity_log::Entity::find().one(test.database.reader()).await.unwrap().unwrap();
        assert_eq!(entry.data, Some(json!({"password": "********"})));
    });
}

#[test]
fn names_are_unique_whatever_the_case() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        organiser(&tx, "example").await.unwrap();
        assert!(organiser(&tx, "EXAMPLE").await.is_err());
    });
}

#[test]
fn a_snapshot_sees_one_state() {
    on_both_engines(|test| async move {
        let snapshot = test.database.snapshot().await.unwrap();
        let before = organiser::Entity::find().count(snapshot.db()).await.unwrap();
        let tx = test.database.begin().await.unwrap();
        organiser(&tx, "example").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(organiser::Entity::find().count(snapshot.db()).await.unwrap(), before);
        drop(snapshot);
        assert_eq!(organiser::Entity::find().count(test.database.reader()).await.unwrap(), before + 1);
    });
}

#[test]
fn statements_are_counted() {
    on_both_engines(|test| async move {
        let before = test.database.statements();
        organiser::Entity::find().all(test.database.reader()).await.unwrap();
        organiser::Entity::find().all(test.database.snapshot().await.unwrap().db()).await.unwrap();
        assert_eq!(test.database.statements() - before, 2);
    });
}

#[test]
fn leases_and_cache() {
    on_both_engines(|test| async move {
        let tx = test.database.begin().await.unwrap();
        assert!(lease::acquire(&tx, "clean", "a", 60).await.unwrap());
        assert!(lease::acquire(&tx, "clean", "a", 60).await.unwrap(), "prolonged");
        assert!(!lease::acquire(&tx, "clean", "b", 60).await.unwrap());
        lease::finish(&tx, "clean", "a").await.unwrap();
        assert!(lease::acquire(&tx, "clean", "b", 60).await.unwrap());
        cache::put(&tx, "k", "1", 10).await.unwrap();
        cache::put(&tx, "k", "2", 10).await.unwrap();
        assert_eq!(cache::get(tx.db(), tx.now(), "k").await.unwrap().as_deref(), Some("2"));
        assert_eq!(cache::get(tx.db(), tx.now().plus_seconds(11), "k").await.unwrap(), None);
        let identifier = instance::ensure_identifier(&tx).await.unwrap();
        assert_eq!(instance::ensure_identifier(&tx).await.unwrap(), identifier);
        tx.commit().await.unwrap();
    });
}

/// What finished public answers are kept by: every way of raising a revision is noticed, and only a
/// commit that raised one.
#[test]
fn publications_are_counted() {
    on_both_engines(|test| async move {
        let before = test.database.publications();
        let tx = test.database.begin().await.unwrap();
        organiser(&tx, "example").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.database.publications(), before);
        let tx = test.database.begin().await.unwrap();
        revision::raise(&tx, 1).await.unwrap();
        drop(tx);
        assert_eq!(test.database.publications(), before);
        let tx = test.database.begin().await.unwrap();
        revision::raise(&tx, 1).await.unwrap();
        assert_eq!(test.database.publications(), before);
        tx.commit().await.unwrap();
        assert_eq!(test.database.publications(), before + 1);
        let tx = test.database.begin().await.unwrap();
        revision::raise_all(&tx, event::Column::IsPublic.eq(true)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.database.publications(), before + 2);
    });
}
