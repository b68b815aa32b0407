use plenary_event::organiser as organisers;
use plenary_event::team::change;
use plenary_model::Timestamp;
use plenary_store::Tx;
use plenary_store::entity::{api_token, api_token_event};
use plenary_store::testing::on_both_engines;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::json;

use crate::setting::{PROPOSALS, logged, person, set_up, settings};

async fn token(tx: &Tx, account: i32, name: &str, events: &[i32]) -> i32 {
    let row = api_token::ActiveModel {
        name: Set(name.to_owned()),
        account_id: Set(account),
        all_events: Set(events.is_empty()),
        endpoints: Set(json!({})),
        token_hash: Set(format!("{account}{name}")),
        token_start: Set("abcd".to_owned()),
        ..Default::default()
    };
    let id = row.insert(tx.db()).await.unwrap().id;
    for event in events {
        let row = api_token_event::ActiveModel { api_token_id: Set(id), event_id: Set(*event) };
        api_token_event::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
    }
    id
}

#[test]
fn tokens_reach_no_further_than_their_owners() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let [first, second] = &setting.events;
        let tx = test.database.begin().await.unwrap();
        let (team, member) = setting.staffed(&tx, settings("Helper", PROPOSALS, &[])).await;
        let id = member.account().unwrap();
        let administrator = person(&tx, "administrator").await;
        organisers::add_member(&tx, team.id, administrator.id).await.unwrap();
        let both = token(&tx, id, "both", &[first.id, second.id]).await;
        let only = token(&tx, id, "only", &[second.id]).await;
        let all = token(&tx, id, "all", &[]).await;
        let safe = token(&tx, administrator.id, "safe", &[second.id]).await;
        let narrower = settings("Helper", PROPOSALS, &[first]);
        change::update(&tx, &setting.chair, &setting.organiser, team.id, narrower).await.unwrap();
        tx.commit().await.unwrap();
        let now: Timestamp = plenary_store::testing::NOW.parse().unwrap();
        let expired = async || -> Vec<i32> {
            let query = api_token::Entity::find().order_by_asc(api_token::Column::Id);
            let rows = query.all(test.database.reader()).await.unwrap();
            rows.into_iter().filter(|row| row.expires == Some(now)).map(|row| row.id).collect()
        };
        assert_eq!(expired().await, [only]);
        let query = api_token_event::Entity::find().order_by_asc(api_token_event::Column::ApiTokenId);
        let rows = query.all(test.database.reader()).await.unwrap();
        let rows: Vec<(i32, i32)> = rows.iter().map(|row| (row.api_token_id, row.event_id)).collect();
        assert_eq!(rows, [(both, first.id), (safe, second.id)]);
        let log = logged(&test, "pretalx.user.token.update").await;
        assert_eq!(log.len(), 2, "what stayed as it was is not told of");
        let limits = |at: usize| log[at].1["changes"]["limit_events"].clone();
        assert_eq!(limits(0), json!({"old": [first.id, second.id], "new": [first.id]}));
        assert_eq!(limits(1), json!({"old": [second.id], "new": []}));
        assert!(!log[1].1["changes"]["expires"]["new"].is_null() && log[0].1["changes"]["expires"].is_null());

        let tx = test.database.begin().await.unwrap();
        change::remove_member(&tx, &setting.chair, &setting.organiser, team.id, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(expired().await, [both, only, all]);
    });
}
