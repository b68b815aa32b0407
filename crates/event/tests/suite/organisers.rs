use plenary_event::organiser as organisers;
use plenary_model::{Actor, Error, I18nText, Rights};
use plenary_store::entity::team;
use plenary_store::testing::on_both_engines;
use sea_orm::EntityTrait;
use serde_json::json;

use crate::setting::{
    PROPOSALS, TEAMS, actor, add_event, conflict, logged, person, problems, set_up, settings,
};

#[test]
fn renaming() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let (_, keeper) = setting.staffed(&tx, settings("Keeper", TEAMS, &[])).await;
        let stranger = actor(&person(&tx, "stranger").await);
        for who in [keeper, stranger] {
            let refused = organisers::rename(&tx, &who, &setting.organiser, &"Mine".into()).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        let refused = organisers::rename(&tx, &Actor::Anonymous, &setting.organiser, &"Mine".into()).await;
        assert!(matches!(refused, Err(Error::NeedsLogin)));
        for (name, key) in [
            (I18nText::Empty, "error-required"),
            (I18nText::localised([("en", " ")]), "error-required"),
            (I18nText::plain("x".repeat(191)), "error-too-long"),
            (I18nText::plain("a\u{7}b"), "error-control-characters"),
        ] {
            let refused = organisers::rename(&tx, &setting.chair, &setting.organiser, &name).await;
            assert_eq!(problems(refused), [format!("name: {key}")]);
        }
        let name = I18nText::localised([("en", "Renamed"), ("de", "Umbenannt")]);
        let row = organisers::rename(&tx, &setting.chair, &setting.organiser, &name).await.unwrap();
        assert_eq!((row.name, row.slug.as_str()), (name.clone(), "example"));
        organisers::rename(&tx, &setting.chair, &setting.organiser, &name).await.unwrap();
        tx.commit().await.unwrap();
        let old_and_new = json!({"old": "Example", "new": {"de": "Umbenannt", "en": "Renamed"}});
        assert_eq!(
            logged(&test, "plenary.organiser.update").await,
            [("plenary.organiser.update".to_owned(), json!({"changes": {"name": old_and_new}}))],
            "what stays the same is not logged"
        );
    });
}

#[test]
fn who_sees_which() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let administrator = actor(&person(&tx, "administrator").await);
        let other = organisers::create(&tx, &administrator, &"Other".into(), "other", None).await.unwrap();
        let hidden = add_event(&tx, &other, "third").await;
        let [first, _] = &setting.events;
        let (_, helper) = setting.staffed(&tx, settings("Helper", PROPOSALS, &[first])).await;
        tx.commit().await.unwrap();
        let db = test.database.reader();
        let slugs = async |who: &Actor| match organisers::list(db, who).await {
            Ok(list) => list
                .into_iter()
                .map(|listed| (listed.organiser.slug, listed.events, listed.teams))
                .collect::<Vec<_>>(),
            Err(Error::NotFound) => Vec::new(),
            Err(other) => panic!("{other}"),
        };
        let example = ("example".to_owned(), 2, 2);
        assert_eq!(slugs(&administrator).await, [example.clone(), ("other".to_owned(), 1, 1)]);
        assert_eq!(slugs(&setting.chair).await, [example]);
        assert_eq!(slugs(&helper).await, []);
        assert!(matches!(organisers::list(db, &Actor::Anonymous).await, Err(Error::NeedsLogin)));

        let events = async |who: &Actor| {
            let list = organisers::events(db, who, setting.organiser.id).await.unwrap();
            list.into_iter().map(|(event, rights)| (event.slug, rights)).collect::<Vec<_>>()
        };
        assert_eq!(events(&helper).await, [("first".to_owned(), PROPOSALS)]);
        let both = ["second".to_owned(), "first".to_owned()].map(|slug| (slug, Rights::ADMINISTRATOR));
        assert_eq!(events(&setting.chair).await, both);
        assert_eq!(events(&administrator).await, both);
        assert_eq!(events(&Actor::Anonymous).await, []);
        assert!(
            organisers::events(db, &setting.chair, other.id).await.unwrap().is_empty(),
            "{}",
            hidden.slug
        );
    });
}

#[test]
fn deleting() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let administrator = actor(&person(&tx, "administrator").await);
        let empty =
            organisers::create(&tx, &administrator, &"Empty".into(), "empty", administrator.account())
                .await
                .unwrap();
        for who in [&setting.chair, &Actor::Anonymous] {
            assert!(matches!(organisers::delete(&tx, who, &empty).await, Err(Error::NotFound)));
        }
        let refused = organisers::delete(&tx, &administrator, &setting.organiser).await;
        assert_eq!(conflict(refused), "organiser-error-has-events");
        organisers::delete(&tx, &administrator, &empty).await.unwrap();
        assert!(matches!(organisers::delete(&tx, &administrator, &empty).await, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        let teams = team::Entity::find().all(test.database.reader()).await.unwrap();
        assert_eq!(teams.len(), 1, "its teams go with it, those of others stay");
        assert_eq!(
            logged(&test, "pretalx.organiser.delete").await,
            [("pretalx.organiser.delete".to_owned(), json!({"slug": "empty", "name": "Empty"}))]
        );
    });
}
