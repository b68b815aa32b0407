//! Tokens with which programs use the API on behalf of an account: what they may do, in which events, and
//! until when. The text of a token is shown once; only its hash is stored.

use std::collections::BTreeMap;

use plenary_model::error::Problems;
use plenary_model::{Actor, Error, Message, ObjectType, Result, Timestamp, code};
use plenary_person::{account, token};
use plenary_store::entity::api_token::{ActiveModel, Column, Entity, Model};
use plenary_store::entity::{api_token_event, team_member};
use plenary_store::{Tx, log};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use serde_json::{Map, Value, json};

use crate::event as events;

/// What the API has (data-model §1.2.11).
pub const ENDPOINTS: [&str; 18] = [
    "teams",
    "events",
    "submissions",
    "speakers",
    "reviews",
    "feedback",
    "rooms",
    "questions",
    "question-options",
    "answers",
    "tags",
    "tracks",
    "schedules",
    "slots",
    "submission-types",
    "mail-templates",
    "access-codes",
    "speaker-information",
];

/// What can be done with each.
pub const ACTIONS: [&str; 6] = ["list", "retrieve", "create", "update", "destroy", "actions"];

/// The version that new programs are written for.
pub const CURRENT_VERSION: &str = "v2";

pub const NAME_LENGTH: usize = 190;
const LENGTH: usize = 64;
const START: usize = 4;

/// What a token may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permissions {
    Read,
    Write,
    /// Actions of each endpoint; what is unknown is refused.
    Custom(BTreeMap<String, Vec<String>>),
}

impl Permissions {
    fn endpoints(&self) -> Result<Value> {
        let everywhere = |actions: &[&str]| {
            ENDPOINTS.iter().map(|name| ((*name).to_owned(), json!(actions))).collect::<Map<_, _>>()
        };
        let map = match self {
            Self::Read => everywhere(&ACTIONS[..2]),
            Self::Write => everywhere(&ACTIONS),
            Self::Custom(wanted) => {
                let mut map = Map::new();
                for (endpoint, actions) in wanted {
                    let known = ENDPOINTS.contains(&endpoint.as_str())
                        && actions.iter().all(|action| ACTIONS.contains(&action.as_str()));
                    if !known {
                        return Err(Error::invalid("permission_preset", "error-choice"));
                    }
                    // In the order of the list, each once.
                    let actions: Vec<&str> =
                        ACTIONS.into_iter().filter(|action| actions.iter().any(|a| a == action)).collect();
                    if !actions.is_empty() {
                        map.insert(endpoint.clone(), json!(actions));
                    }
                }
                map
            }
        };
        if map.is_empty() {
            return Err(Error::invalid("permission_preset", "account-error-token-permissions"));
        }
        Ok(Value::Object(map))
    }

    /// Which of the three an endpoint map is.
    pub fn of(endpoints: &Value) -> Self {
        let custom: BTreeMap<String, Vec<String>> = endpoints
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, actions)| {
                let actions = actions.as_array().into_iter().flatten();
                (name.clone(), actions.filter_map(Value::as_str).map(str::to_owned).collect())
            })
            .collect();
        let all = |wanted: &[&str]| {
            ENDPOINTS.iter().all(|name| {
                custom.get(*name).is_some_and(|actions| {
                    actions.len() == wanted.len()
                        && wanted.iter().all(|action| actions.iter().any(|a| a == action))
                })
            })
        };
        match () {
            () if all(&ACTIONS) => Self::Write,
            () if all(&ACTIONS[..2]) => Self::Read,
            () => Self::Custom(custom),
        }
    }
}

/// In which events a token works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Wherever its owner has rights, also later.
    All,
    Events(Vec<i32>),
}

pub struct NewToken<'a> {
    pub name: &'a str,
    pub reach: Reach,
    /// From then on it does not work.
    pub expires: Option<Timestamp>,
    pub permissions: Permissions,
}

/// A token and the events it is limited to.
#[derive(Debug)]
pub struct Listed {
    pub token: Model,
    pub events: Vec<i32>,
}

/// Whether an account has use for tokens: members of teams and administrators.
pub async fn may_have(db: &impl ConnectionTrait, actor: &Actor) -> Result<bool> {
    let Some(account) = actor.account() else { return Ok(false) };
    if actor.is_administrator() {
        return Ok(true);
    }
    let teams = team_member::Entity::find().filter(team_member::Column::AccountId.eq(account));
    Ok(teams.count(db).await? > 0)
}

/// The tokens of whoever acts that still work. Two statements.
pub async fn list(db: &impl ConnectionTrait, actor: &Actor, now: Timestamp) -> Result<Vec<Listed>> {
    let account = actor.account().ok_or(Error::NeedsLogin)?;
    let tokens = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(works_at(now))
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    let ids: Vec<i32> = tokens.iter().map(|token| token.id).collect();
    let limits = api_token_event::Entity::find()
        .filter(api_token_event::Column::ApiTokenId.is_in(ids))
        .order_by_asc(api_token_event::Column::EventId)
        .all(db)
        .await?;
    let events_of = |token: i32| {
        limits.iter().filter(|limit| limit.api_token_id == token).map(|limit| limit.event_id).collect()
    };
    Ok(tokens.into_iter().map(|token| Listed { events: events_of(token.id), token }).collect())
}

fn works_at(now: Timestamp) -> Condition {
    Condition::any().add(Column::Expires.is_null()).add(Column::Expires.gt(now))
}

/// One of them.
pub async fn find(db: &impl ConnectionTrait, actor: &Actor, id: i32, now: Timestamp) -> Result<Listed> {
    let found = list(db, actor, now).await?.into_iter().find(|listed| listed.token.id == id);
    found.ok_or(Error::NotFound)
}

/// Makes a token; returns it with its text, which nobody can see again.
pub async fn create(tx: &Tx, actor: &Actor, new: NewToken<'_>) -> Result<(Model, String)> {
    let owner = account::own(tx.db(), actor).await?;
    if !may_have(tx.db(), actor).await? {
        return Err(Error::NotFound);
    }
    let name = new.name.trim();
    let mut problems = Problems::default();
    if name.is_empty() {
        problems.add("name", "error-required");
    } else if name.chars().count() > NAME_LENGTH {
        problems.add("name", Message::new("error-too-long").arg("max", NAME_LENGTH));
    } else if name.chars().any(char::is_control) {
        problems.add("name", "error-control-characters");
    }
    if new.expires.is_some_and(|at| at <= tx.now()) {
        problems.add("expires", "account-error-token-expiry");
    }
    problems.done()?;
    let endpoints = new.permissions.endpoints()?;
    let events = reachable(tx, actor, &new.reach).await?;
    let text = code::lower_token(tx.random(), LENGTH);
    let row = ActiveModel {
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        name: Set(name.to_owned()),
        account_id: Set(owner.id),
        all_events: Set(new.reach == Reach::All),
        expires: Set(new.expires),
        endpoints: Set(endpoints),
        version: Set(None),
        last_used: Set(None),
        token_hash: Set(token::hash(&text)),
        token_start: Set(text.chars().take(START).collect()),
        ..Default::default()
    };
    let row = row.insert(tx.db()).await?;
    limit(tx, row.id, &events).await?;
    note(tx, actor, row.id, "create", snapshot(&row, &events)).await?;
    Ok((row, text))
}

/// The events of a reach, all of which the actor must have rights in.
async fn reachable(tx: &Tx, actor: &Actor, reach: &Reach) -> Result<Vec<i32>> {
    let Reach::Events(wanted) = reach else { return Ok(Vec::new()) };
    let mut wanted = wanted.clone();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Err(Error::invalid("limit_events", "account-error-token-events"));
    }
    let open = events::accessible(tx.db(), actor).await?;
    match wanted.iter().all(|id| open.iter().any(|event| event.id == *id)) {
        true => Ok(wanted),
        false => Err(Error::invalid("limit_events", "error-choice")),
    }
}

async fn limit(tx: &Tx, id: i32, events: &[i32]) -> Result<()> {
    let old = api_token_event::Entity::delete_many().filter(api_token_event::Column::ApiTokenId.eq(id));
    old.exec(tx.db()).await?;
    if events.is_empty() {
        return Ok(());
    }
    let rows = events
        .iter()
        .map(|event| api_token_event::ActiveModel { api_token_id: Set(id), event_id: Set(*event) });
    api_token_event::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Changes in which events a token works.
pub async fn set_reach(tx: &Tx, actor: &Actor, id: i32, reach: Reach) -> Result<Model> {
    let old = find(tx.db(), actor, id, tx.now()).await?;
    let events = reachable(tx, actor, &reach).await?;
    let change = ActiveModel {
        id: Set(id),
        all_events: Set(reach == Reach::All),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let new = change.update(tx.db()).await?;
    limit(tx, id, &events).await?;
    if let Some(data) = log::changes(&snapshot(&old.token, &old.events), &snapshot(&new, &events)) {
        note_value(tx, actor, id, "update", data).await?;
    }
    Ok(new)
}

/// Ends a token at once.
pub async fn revoke(tx: &Tx, actor: &Actor, id: i32) -> Result<Model> {
    let old = find(tx.db(), actor, id, tx.now()).await?;
    let change = ActiveModel { id: Set(id), expires: Set(Some(tx.now())), ..Default::default() };
    let row = change.update(tx.db()).await?;
    note(tx, actor, id, "revoke", snapshot(&row, &old.events)).await?;
    Ok(row)
}

/// Makes the API answer a token in the current version from now on.
pub async fn upgrade(tx: &Tx, actor: &Actor, id: i32) -> Result<Model> {
    let old = find(tx.db(), actor, id, tx.now()).await?;
    if old.token.version.as_deref() == Some(CURRENT_VERSION) {
        return Ok(old.token);
    }
    let change =
        ActiveModel { id: Set(id), version: Set(Some(CURRENT_VERSION.to_owned())), ..Default::default() };
    let row = change.update(tx.db()).await?;
    note(tx, actor, id, "upgrade", snapshot(&row, &old.events)).await?;
    Ok(row)
}

fn snapshot(row: &Model, events: &[i32]) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("name".to_owned(), json!(row.name));
    map.insert("token".to_owned(), json!(format!("{}…", row.token_start)));
    map.insert("all_events".to_owned(), json!(row.all_events));
    map.insert("limit_events".to_owned(), json!(events));
    map.insert("expires".to_owned(), json!(row.expires.map(|at| at.to_string())));
    map.insert("endpoints".to_owned(), row.endpoints.clone());
    map.insert("version".to_owned(), json!(row.version));
    map
}

async fn note(tx: &Tx, actor: &Actor, id: i32, what: &str, data: Map<String, Value>) -> Result<()> {
    note_value(tx, actor, id, what, Value::Object(data)).await
}

async fn note_value(tx: &Tx, actor: &Actor, id: i32, what: &str, data: Value) -> Result<()> {
    let action = format!("pretalx.user.token.{what}");
    let entry = log::Entry {
        event: None,
        actor,
        object: (ObjectType::ApiToken, id),
        action: &action,
        data,
        as_organiser: false,
    };
    log::write(tx, entry).await
}
