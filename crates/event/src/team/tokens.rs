//! API tokens shrink with what their owners reach (data-model §1.2.11).

use std::collections::{HashMap, HashSet};

use plenary_model::{Actor, ObjectType, Result};
use plenary_store::entity::{account, api_token, api_token_event, event, team, team_event, team_member};
use plenary_store::{Tx, log};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

/// After these accounts may have lost teams by what the actor did: takes events they no longer reach off
/// their tokens; tokens that are left without any end now. Administrators' tokens stay as they are. A constant
/// number of statements, one where nobody has tokens.
pub(super) async fn shrink(tx: &Tx, actor: &Actor, accounts: &[i32]) -> Result<()> {
    let administrators = Query::select()
        .column(account::Column::Id)
        .from(account::Entity)
        .and_where(account::Column::IsAdministrator.eq(true))
        .to_owned();
    let valid = Condition::any()
        .add(api_token::Column::Expires.is_null())
        .add(api_token::Column::Expires.gt(tx.now()));
    let tokens = api_token::Entity::find()
        .filter(api_token::Column::AccountId.is_in(accounts.iter().copied()))
        .filter(api_token::Column::AccountId.not_in_subquery(administrators))
        .filter(valid)
        .all(tx.db())
        .await?;
    if tokens.is_empty() {
        return Ok(());
    }
    let reached = reached(tx, tokens.iter().map(|token| token.account_id).collect()).await?;
    let rows = api_token_event::Entity::find()
        .filter(api_token_event::Column::ApiTokenId.is_in(tokens.iter().map(|token| token.id)))
        .all(tx.db())
        .await?;
    let mut ended = Vec::new();
    let mut entries = Vec::new();
    let mut lost = Condition::any();
    for token in &tokens {
        let reach = reached.get(&token.account_id);
        let reaches = |event: i32| reach.is_some_and(|events| events.contains(&event));
        let listed: Vec<i32> =
            rows.iter().filter(|row| row.api_token_id == token.id).map(|row| row.event_id).collect();
        let gone: Vec<i32> = listed.iter().copied().filter(|event| !reaches(*event)).collect();
        let left = if token.all_events {
            reach.is_some_and(|events| !events.is_empty())
        } else {
            gone.len() < listed.len()
        };
        let mut changes = serde_json::Map::new();
        if !left {
            ended.push(token.id);
            let old = token.expires.map(|at| at.to_string());
            changes.insert("expires".to_owned(), json!({"old": old, "new": tx.now().to_string()}));
        }
        if !gone.is_empty() {
            let kept: Vec<i32> = listed.iter().copied().filter(|event| reaches(*event)).collect();
            changes.insert("limit_events".to_owned(), json!({"old": listed, "new": kept}));
        }
        if !changes.is_empty() {
            entries.push(log::Entry {
                event: None,
                actor,
                object: (ObjectType::ApiToken, token.id),
                action: "pretalx.user.token.update",
                data: json!({"changes": changes}),
                as_organiser: true,
            });
        }
        if !gone.is_empty() {
            lost = lost.add(
                Condition::all()
                    .add(api_token_event::Column::ApiTokenId.eq(token.id))
                    .add(api_token_event::Column::EventId.is_in(gone)),
            );
        }
    }
    if !lost.is_empty() {
        api_token_event::Entity::delete_many().filter(lost).exec(tx.db()).await?;
    }
    if !ended.is_empty() {
        api_token::Entity::update_many()
            .col_expr(api_token::Column::Expires, Expr::val(tx.now()))
            .filter(api_token::Column::Id.is_in(ended))
            .exec(tx.db())
            .await?;
    }
    log::write_all(tx, entries).await
}

/// The events that each account reaches.
async fn reached(tx: &Tx, accounts: HashSet<i32>) -> Result<HashMap<i32, HashSet<i32>>> {
    let members = team_member::Entity::find()
        .filter(team_member::Column::AccountId.is_in(accounts))
        .all(tx.db())
        .await?;
    let ids: HashSet<i32> = members.iter().map(|row| row.team_id).collect();
    let teams = team::Entity::find().filter(team::Column::Id.is_in(ids.clone())).all(tx.db()).await?;
    let listed =
        team_event::Entity::find().filter(team_event::Column::TeamId.is_in(ids)).all(tx.db()).await?;
    let events: Vec<(i32, Option<i32>)> = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .column(event::Column::OrganiserId)
        .filter(event::Column::OrganiserId.is_in(teams.iter().map(|team| team.organiser_id)))
        .into_tuple()
        .all(tx.db())
        .await?;
    let mut reached: HashMap<i32, HashSet<i32>> = HashMap::new();
    for member in members {
        let Some(team) = teams.iter().find(|team| team.id == member.team_id) else { continue };
        let own = reached.entry(member.account_id).or_default();
        if team.all_events {
            let of_organiser = events.iter().filter(|(_, owner)| *owner == Some(team.organiser_id));
            own.extend(of_organiser.map(|(event, _)| *event));
        }
        own.extend(listed.iter().filter(|row| row.team_id == team.id).map(|row| row.event_id));
    }
    Ok(reached)
}
