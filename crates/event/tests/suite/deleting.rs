use plenary_event::{delete, event as events};
use plenary_model::{Actor, Error};
use plenary_store::entity::{event, room, slot, submission};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};

use crate::planned::{add_room, add_slot, add_submission, logged, new_event, set_up, version};

#[test]
fn everything_goes_and_nothing_else() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let db = test.database.reader();
        let tx = test.database.begin().await.unwrap();
        let other = events::create(&tx, &Actor::System, new_event(&setting.owner, "other")).await.unwrap();
        for (event, code) in [(&setting.event, "ABCDEF"), (&other, "GHJKLM")] {
            let hall = add_room(&tx, event.id, false).await;
            let talk = add_submission(&tx, event.id, code).await;
            let row = submission::ActiveModel {
                id: Set(talk),
                image: Set(Some(format!("{code}.png"))),
                ..Default::default()
            };
            row.update(tx.db()).await.unwrap();
            for name in [None, Some("1")] {
                let schedule = version(&tx, event.id, name).await;
                add_slot(&tx, schedule, Some(talk), hall, "2026-09-12T08:00:00Z", "2026-09-12T09:00:00Z")
                    .await;
            }
        }
        let row = event::ActiveModel {
            id: Set(setting.event.id),
            logo: Set(Some("conf/img/logo.png".to_owned())),
            ..Default::default()
        };
        let event = row.update(tx.db()).await.unwrap();
        for (actor, typed) in [
            (&Actor::Anonymous, "conf"),
            (&setting.organiser, "conf"),
            (&setting.stranger, "conf"),
            (&setting.administrator, "con"),
            (&setting.administrator, ""),
        ] {
            let refused = delete::delete(&tx, actor, event.clone(), typed).await;
            assert!(
                matches!(refused, Err(Error::NotFound | Error::NeedsLogin | Error::Invalid(_))),
                "{actor:?}"
            );
        }
        tx.commit().await.unwrap();

        let before = test.database.statements();
        let tx = test.database.begin().await.unwrap();
        let files = delete::delete(&tx, &setting.administrator, event, " conf ").await.unwrap();
        tx.commit().await.unwrap();
        let cost = test.database.statements() - before;
        assert!(cost < 40, "{cost}");
        assert_eq!(files, ["ABCDEF.png", "conf/img/logo.png"]);
        assert!(matches!(events::find(db, "conf").await, Err(Error::NotFound)));
        assert_eq!(submission::Entity::find().count(db).await.unwrap(), 1);
        assert_eq!(slot::Entity::find().count(db).await.unwrap(), 2);
        assert_eq!(room::Entity::find().count(db).await.unwrap(), 1);
        let log = logged(db).await;
        let (action, data) = log.last().unwrap();
        assert_eq!((action.as_str(), data["slug"].as_str()), ("pretalx.event.delete", Some("conf")));
    });
}
