use plenary_model::{Actor, Error};
use plenary_person::{copy, second_factor};
use plenary_store::entity::{account as accounts, profile_picture};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::{create, holder};

#[test]
fn a_copy_has_what_is_stored_and_no_secrets() {
    on_both_engines(|test| async move {
        let jane = create(&test).await;
        let tx = test.database.begin().await.unwrap();
        let picture = profile_picture::ActiveModel {
            account_id: Set(Some(jane.id)),
            avatar: Set(Some("avatars/jane.webp".into())),
            avatar_thumbnail: Set(Some(String::new())),
            ..Default::default()
        };
        picture.insert(tx.db()).await.unwrap();
        let change = accounts::ActiveModel {
            id: Set(jane.id),
            pw_reset_token: Set(Some("a hash of a token".into())),
            ..Default::default()
        };
        change.update(tx.db()).await.unwrap();
        let secret = second_factor::begin(&tx, &holder(&jane)).await.unwrap();
        tx.commit().await.unwrap();
        let db = test.database.reader();
        assert!(matches!(copy::collect(db, &Actor::Anonymous).await, Err(Error::NeedsLogin)));
        let copy = copy::collect(db, &holder(&jane)).await.unwrap();
        let text = copy.data.to_string();
        assert_eq!(copy.data["account"][0]["email"], "jane@example.org");
        assert_eq!(copy.data["account"][0]["created"], test.database.clock().now().to_string());
        assert_eq!(copy.files, ["avatars/jane.webp"]);
        for hidden in [jane.password.as_str(), "a hash of a token", &secret] {
            assert!(!text.contains(hidden), "{hidden} opens something");
        }
    });
}
